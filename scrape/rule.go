package scrape

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/content"
	"github.com/backissue/backissue/scrape/date"
	"github.com/backissue/backissue/scrape/rules"
)

// ruled is what the site's rule says of a page; nil says nothing. A rule is no
// extractor of its own: what it finds are candidates that win, and a choice of
// content that all later stages treat as their own.
type ruled struct {
	*rules.Found
	source   string // of fields: "rule:example.org"
	body     bool   // the rule's body became the content
	warnings []string
}

// ruleFor is the rule for a page at an address. generator is what the page
// says made it.
func (o *Options) ruleFor(address, generator string) *rules.Rule {
	if o.Rules.Empty() {
		return nil
	}
	return o.Rules.For(address, generator)
}

// applyRule applies the rule for p, if there is one. What the rule strips is
// gone from the tree afterwards.
func applyRule(p *Page, o *Options) *ruled {
	if o.Rules.Empty() {
		return nil
	}
	address, generator := pageSays(p)
	r := o.ruleFor(address, generator)
	if r == nil {
		return nil
	}
	name, _, _ := strings.Cut(r.Name, "+")
	u := &ruled{Found: r.Apply(p.Doc), source: "rule:" + name}
	for _, problem := range slices.Concat(r.Problems, u.Problems) {
		u.warnings = append(u.warnings, "rule: "+problem.Error())
	}
	if u.Sponsored {
		u.warnings = append(u.warnings, "sponsored: the site's rule calls this page advertising")
	}
	return u
}

// pageSays is a page's address, for a bare file the one that its head gives,
// and the program that made it.
func pageSays(p *Page) (address, generator string) {
	address = unwrapArchive(p.URL)
	var canonical, og string
	for n := range p.Doc.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		switch n.Data {
		case "body":
			return first(address, canonical, og), generator
		case "link":
			if hasWord(strings.ToLower(attr(n, "rel")), "canonical") {
				canonical = first(canonical, strings.TrimSpace(attr(n, "href")))
			}
		case "meta":
			if strings.EqualFold(attr(n, "name"), "generator") {
				generator = first(generator, oneLine(attr(n, "content")))
			}
			if attr(n, "property") == "og:url" {
				og = first(og, strings.TrimSpace(attr(n, "content")))
			}
		}
	}
	return first(address, canonical, og), generator
}

// takeRule adds the rule's say to what the head says.
func (h *head) takeRule(u *ruled) {
	h.rule = u
	if u != nil && u.Rule.SkipsJSONLD() {
		h.ld, h.ldSite = nil, ""
	}
}

// choose makes the rule's body the content: of the blocks of its elements
// those that are likely enough to be text, by the rule's word and their own
// looks. What became a field is no part of it.
func (u *ruled) choose(sel *content.Selection) {
	if u == nil {
		return
	}
	if len(u.Body) > 0 {
		inside := nodeSet(u.Body...)
		fields := nodeSet()
		for _, v := range append([]rules.Value{u.Title, u.Subtitle, u.Submitter, u.Date}, u.Authors...) {
			if v.Node != nil && !inside[v.Node] && len(v.Text) <= maxTitle {
				fields[v.Node] = true
			}
		}
		least := leastOf(u.Rule.Fit())
		u.body = sel.Replace(func(b *content.Block) bool {
			return b.Under(inside) && (b.Words > 60 || !b.Under(fields)) && (b.Keep || b.Score > least)
		})
		if u.body {
			sel.Confidence = max(sel.Confidence, .95)
		}
	}
	if !u.body && u.Rule.HasBody() {
		u.warnings = append(u.warnings, "rule: the body of "+u.Rule.Path+" finds nothing on this page")
	}
}

// leastOf is the probability below which a block inside a rule's body is left
// out. Sites change, and collected rules outlive what they were written for: on
// the 36 pages of the fundus set that ftr-site-config has a working body for,
// F1 is .944 with these figures, .912 with all blocks kept.
func leastOf(f rules.Fit) float32 {
	switch f {
	case rules.Loose:
		return .35
	case rules.Close:
		return .2
	}
	return -1
}

func nodeSet(nodes ...*html.Node) map[*html.Node]bool {
	set := make(map[*html.Node]bool, len(nodes))
	for _, n := range nodes {
		set[n] = true
	}
	return set
}

// ruleWeight is more than all other sources together give a candidate.
const ruleWeight = 2

// titles is the rule's headline, as a candidate. What the head holds may end
// with the site's name.
func (u *ruled) titles(sites []string) []titleCandidate {
	if u == nil || u.Title.Text == "" || len(u.Title.Text) > maxTitle {
		return nil
	}
	text := u.Title.Text
	if n := u.Title.Node; n != nil && (n.DataAtom == atom.Title || n.DataAtom == atom.Meta) {
		text = first(withoutSite(text, sites), text)
	}
	return []titleCandidate{{text: text, source: u.source, weight: ruleWeight, node: u.Title.Node}}
}

// people are the rule's authors, as one candidate. What does not read as a
// name is believed only of a rule written for this archive.
func (u *ruled) people(sites []string) []authorCandidate {
	if u == nil || len(u.Authors) == 0 {
		return nil
	}
	c := authorCandidate{source: u.source, weight: ruleWeight, block: -1}
	for i, v := range u.Authors {
		people := peopleFrom(v.Text, sites)
		if len(people) == 0 && !u.Rule.Shared() && len(v.Text) <= maxName {
			people = []Person{{Name: v.Text, Type: personType(v.Text)}}
		}
		c.people = append(c.people, people...)
		if i > 0 {
			c.raw += "; "
		}
		c.raw += v.Text
	}
	c.people = unique(c.people)
	return []authorCandidate{c}
}

// dates is the rule's date, as a candidate.
func (u *ruled) dates(hints date.Hints) []dateCandidate {
	if u == nil || u.Date.Text == "" {
		return nil
	}
	v := &u.Date
	if v.Locale != "" {
		hints.Lang = v.Locale
	}
	text := first(v.Time, v.Text)
	d, ok := date.Parse(text, hints)
	if !ok {
		d, _, _, ok = date.Find(text, hints)
	}
	if !ok {
		return nil
	}
	if v.NoClock {
		d.Hour, d.Minute, d.Second, d.Zone = 0, 0, 0, ""
		d.Precision = min(d.Precision, date.Day)
	}
	return []dateCandidate{{date: d, raw: v.Text, source: u.source, weight: ruleWeight}}
}

// fill writes into the record what only the rule knows, and which rule it was.
func (u *ruled) fill(a *Article) {
	if u == nil {
		return
	}
	a.Provenance.Rule = u.Rule.Name
	a.Warnings = append(a.Warnings, u.warnings...)
	if u.Submitter.Text != "" {
		a.SubmittedBy = u.Submitter.Text
	}
	if u.Subtitle.Text != "" {
		a.Subtitle = u.Subtitle.Text
		a.Fields["subtitle"] = Field{Source: u.source, Confidence: .98, Raw: u.Subtitle.Text}
	}
	if u.body {
		a.Fields["body"] = Field{Source: u.source, Confidence: .95}
	}
}

// edit is what the rule for src changes in the page's text before it is
// parsed.
func (o *Options) edit(src *Source) func([]byte) []byte {
	if o.Rules.Empty() || src.URL == "" {
		return nil
	}
	if r := o.ruleFor(unwrapArchive(src.URL), ""); r != nil {
		return r.Rewrite
	}
	return nil
}
