package scrape

import (
	"bytes"
	"fmt"
	"slices"
	"strconv"
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
	source   string  // of fields: "rule:example.org"
	body     bool    // the rule's body became the content
	sure     float64 // of the content
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
	says := pageSays{}
	for n := range p.Doc.Descendants() {
		if !says.hear(n) {
			break
		}
	}
	address, generator := first(unwrapArchive(p.URL), says.canonical, says.og), says.generator
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
	if u.LoggedOut {
		u.warnings = append(u.warnings, "login: by the site's rule the page is as strangers see it")
	}
	return u
}

// pageSays is what a page's head says of its address and the program that made
// it.
type pageSays struct{ canonical, og, generator string }

// hear takes over what an element says, and reports whether more can follow.
func (s *pageSays) hear(n *html.Node) bool {
	if n.Type != html.ElementNode {
		return true
	}
	switch n.Data {
	case "body":
		return false
	case "link":
		if hasWord(strings.ToLower(attr(n, "rel")), "canonical") {
			s.canonical = first(s.canonical, strings.TrimSpace(attr(n, "href")))
		}
	case "meta":
		if strings.EqualFold(attr(n, "name"), "generator") {
			s.generator = first(s.generator, oneLine(attr(n, "content")))
		}
		if attr(n, "property") == "og:url" {
			s.og = first(s.og, strings.TrimSpace(attr(n, "content")))
		}
	}
	return true
}

// read hears what the page's text says, as far as its head goes.
func (s *pageSays) read(text []byte) {
	z := html.NewTokenizer(bytes.NewReader(text))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return
		case html.StartTagToken, html.SelfClosingTagToken:
			t := z.Token()
			switch t.DataAtom {
			case atom.Html, atom.Head, atom.Title, atom.Base, atom.Script, atom.Style, atom.Noscript, atom.Template:
			case atom.Meta, atom.Link:
				s.hear(&html.Node{Type: html.ElementNode, Data: t.Data, Attr: t.Attr})
			default:
				return // the body begins, whether it says so or not
			}
		}
	}
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
// looks. Sites change: where next to nothing of what reads like the article
// stands in them, the content stays as it is.
func (u *ruled) choose(sel *content.Selection) {
	if u == nil || u.Rule.BodyFile() == "" {
		return
	}
	inside := nodeSet(u.Body...)
	least := leastOf(u.Rule.Fit())
	wanted := func(b *content.Block) bool { return b.Under(inside) && (b.Keep || b.Score > least) }
	words, of := 0, sel.Words
	for i := range sel.Blocks {
		if b := &sel.Blocks[i]; wanted(b) {
			words += b.Words
		}
	}
	share := fmt.Sprintf("rule: the body of %s holds %d words, and the page %d that read like its article", u.Rule.BodyFile(), words, of)
	switch {
	case words > 0 && words < of/leastShare(u.Rule) && sel.Confidence >= unsure:
		u.warnings = append(u.warnings, share+": those are taken")
	case !sel.Replace(wanted):
		u.warn("the body", u.Rule.BodyFile(), "found nothing on this page")
	case words < of/2:
		u.warnings = append(u.warnings, share)
		u.body, sel.Confidence = true, .6
	default:
		u.body, sel.Confidence = true, max(sel.Confidence, .95)
	}
	u.sure = sel.Confidence
}

// leastShare is what part of the words that read like the article the body of
// a rule must hold at least to be believed: one in so many.
func leastShare(r *rules.Rule) int {
	if r.Shared() {
		return 5
	}
	return 20
}

// behind is a wall that names the rule, where the text is of its choice.
func (u *ruled) behind(w *Wall) *Wall {
	if w == nil || u == nil || !u.body {
		return w
	}
	return &Wall{Kind: w.Kind, Reason: w.Reason + "; its text is the body of the rule " + u.Rule.BodyFile()}
}

// warn says what became of a part of the rule on this page.
func (u *ruled) warn(part, file, what string) {
	u.warnings = append(u.warnings, "rule: "+part+" of "+file+" "+what)
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

// firstWords is a text for a message: its first n words.
func firstWords(s string, n int) string {
	words := strings.Fields(s)
	if len(words) > n {
		return strings.Join(words[:n], " ") + " …"
	}
	return strings.Join(words, " ")
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

// people are the rule's authors, as one candidate: those of the first way to
// them that gives any. What does not read as a name is believed only of a rule
// written for this archive.
func (u *ruled) people(sites []string) []authorCandidate {
	if u == nil {
		return nil
	}
	for _, way := range u.Authors {
		c := authorCandidate{source: u.source, weight: ruleWeight, block: -1}
		for i, v := range way {
			people := peopleFrom(v.Text, sites)
			if len(people) == 0 && !u.Rule.Shared() && noSentence(v.Text) {
				people = []Person{{Name: v.Text, Type: personType(v.Text)}}
			}
			c.people = append(c.people, people...)
			if i > 0 {
				c.raw += "; "
			}
			c.raw += v.Text
		}
		if c.people = unique(c.people); len(c.people) > 0 {
			return []authorCandidate{c}
		}
	}
	return nil
}

// noSentence reports whether a text may be what somebody signs with, whatever it
// says: no sentence.
func noSentence(s string) bool {
	words := wordsIn(s)
	return len(s) <= maxName && words <= 12 && (words <= 6 || !strings.ContainsAny(s[len(s)-1:], ".!?"))
}

// dates is the rule's date, as a candidate: that of the first way to it that
// finds one.
func (u *ruled) dates(hints date.Hints) []dateCandidate {
	if u == nil {
		return nil
	}
	for i := range u.Dates {
		if c, ok := u.date(&u.Dates[i], hints); ok {
			return []dateCandidate{c}
		}
	}
	return nil
}

func (u *ruled) date(v *rules.Value, hints date.Hints) (dateCandidate, bool) {
	if v.Locale != "" {
		hints.Lang = v.Locale
	}
	c := dateCandidate{raw: v.Text, source: u.source, weight: ruleWeight}
	var ok bool
	if c.date, ok = date.Parse(first(v.Time, v.Text), hints); !ok {
		var start, end int
		if c.date, start, end, ok = date.Find(v.Text, hints); ok {
			c.raw = v.Text[start:end]
		}
	}
	c.exact = v.Time != ""
	if v.NoClock {
		c.date.Hour, c.date.Minute, c.date.Second, c.date.Zone = 0, 0, 0, ""
		c.date.Precision = min(c.date.Precision, date.Day)
	}
	return c, ok
}

// dropFields takes what the rule's fields were read from out of the text: the
// blocks of their elements in which hardly a word more stands.
func (u *ruled) dropFields(sel *content.Selection, a *Article) {
	if u == nil || !u.body {
		return
	}
	said := map[*html.Node][]string{}
	add := func(field string, v rules.Value, text string) {
		if v.Node != nil && text != "" && !slices.Contains(u.Body, v.Node) && (field == "" || a.Fields[field].Source == u.source) {
			said[v.Node] = append(said[v.Node], text)
		}
	}
	add("title", u.Title, u.Title.Text)
	add("", u.Subtitle, u.Subtitle.Text)
	add("", u.Submitter, u.Submitter.Text)
	for _, v := range u.Dates {
		add("date", v, a.DateRaw)
	}
	for _, v := range slices.Concat(u.Authors...) {
		for _, p := range a.Authors {
			add("authors", v, p.Name)
		}
	}
	for i := range sel.Blocks {
		b := &sel.Blocks[i]
		if !b.Keep || b.Words > maxFieldWords {
			continue
		}
		for n, texts := range said {
			if b.Under(nodeSet(n)) && wordsIn(cutOut(b.Text(), texts)) <= wordsBeside {
				b.Keep = false
			}
		}
	}
}

const (
	maxFieldWords = 60 // of a block that can be all field
	wordsBeside   = 4  // that may stand beside the field in it: "Words by", "published on"
)

// cutOut is a text less those texts that it holds.
func cutOut(text string, texts []string) string {
	text = oneLine(text)
	for _, t := range texts {
		text = strings.Replace(text, t, " ", 1)
	}
	return text
}

// address is an address as the rule says that the site's are written.
func (u *ruled) address(s string) string {
	if u == nil {
		return s
	}
	return u.Rule.URL.Address(s)
}

// fill writes into the record what only the rule knows, and which rule it was.
func (u *ruled) fill(a *Article) {
	if u == nil {
		return
	}
	a.Provenance.Rule = u.Rule.Name
	if u.Submitter.Text != "" {
		a.SubmittedBy = u.Submitter.Text
	}
	if u.Subtitle.Text != "" {
		a.Subtitle = u.Subtitle.Text
		a.Fields["subtitle"] = Field{Source: u.source, Confidence: .98, Raw: u.Subtitle.Text}
	}
	u.warnUnused(a)
	if u.body {
		a.Fields["body"] = Field{Source: u.source, Confidence: round(u.sure)}
	}
	a.Warnings = append(a.Warnings, u.warnings...)
}

// warnUnused warns of the fields that a rule written for this archive should
// find, and that others found. Collected rules are seldom right in all.
func (u *ruled) warnUnused(a *Article) {
	if u.Rule.Shared() {
		return
	}
	var found []string
	for _, v := range u.Dates {
		found = append(found, v.Text)
	}
	u.warnField(a, "date", len(u.Dates) > 0, found)
	found = nil
	for _, way := range u.Authors {
		for _, v := range way {
			found = append(found, v.Text)
		}
	}
	u.warnField(a, "authors", len(u.Authors) > 0, found)
	u.warnField(a, "title", u.Rule.HasTitle(), []string{u.Title.Text})
}

func (u *ruled) warnField(a *Article, name string, wanted bool, found []string) {
	source := a.Fields[name].Source
	text := first(found...)
	if !wanted || source == u.source || source == "" && text == "" {
		return // an article without an author is none that the rule has missed
	}
	does := "found nothing on this page"
	if text != "" {
		does = "found " + strconv.Quote(firstWords(text, 12)) + ", which is none"
	}
	if source != "" {
		does += ": " + source + " says it"
	}
	u.warn("the "+name, u.Rule.Path, does)
}

// edit is what the rule for src changes in the page's text before it is
// parsed.
func (o *Options) edit(src *Source) func([]byte) []byte {
	if o.Rules.Empty() {
		return nil
	}
	address := unwrapArchive(src.URL)
	return func(text []byte) []byte {
		says := pageSays{}
		says.read(text)
		if r := o.ruleFor(first(address, says.canonical, says.og), says.generator); r != nil {
			return r.Rewrite(text)
		}
		return text
	}
}
