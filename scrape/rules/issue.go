package rules

import (
	"regexp"
	"slices"

	"go.yaml.in/yaml/v3"
	"golang.org/x/net/html"
)

// Issue says what the contents pages of a site look like.
type Issue struct {
	paths []*regexp.Regexp
	items []selector // of the articles, or of their links
	link  []selector // of the link with an article's title, inside its item

	number, volume, date []field
	nextPage             []link
	files                *regexp.Regexp // of the addresses of the issue's own files
}

// FoundIssue is what a rule finds on a contents page.
type FoundIssue struct {
	Rule                 *Rule
	Number, Volume, Date Value
	Links                []*html.Node   // the links with the titles of articles; nil where the rule does not say
	NextPage             string         // an address as the page has it
	Files                *regexp.Regexp // of the addresses of the issue's own files; nil where the rule does not say
	Problems             []*Problem
}

// Issue is what the rule for a contents page finds on it, or nil where there is
// no rule for it. The tree stays as it is.
func (s *Set) Issue(doc *html.Node, address string) *FoundIssue {
	if s.Empty() {
		return nil
	}
	parts := s.ofHost(HostOf(address), func(r *Rule) bool { return r.Issue != nil && covers(r.Issue.paths, address) })
	if len(parts) == 0 {
		return nil
	}
	return parts[0].contents(doc)
}

func (r *Rule) contents(doc *html.Node) *FoundIssue {
	a := &application{rule: r, found: &Found{Rule: r}, index: newIndex(doc)}
	nodes := 0
	for range doc.Descendants() {
		nodes++
	}
	a.meter.left = visits*nodes + freeVisits
	f := &FoundIssue{Rule: r, Files: r.Issue.files, NextPage: a.link(r.Issue.nextPage)}
	a.one(&f.Number, r.Issue.number)
	a.one(&f.Volume, r.Issue.volume)
	a.one(&f.Date, r.Issue.date)
	f.Links = a.titles(r.Issue)
	i := r.Issue
	for _, part := range []struct {
		name  string
		found bool
	}{
		{"number", f.Number.Text != "" || len(i.number) == 0}, {"volume", f.Volume.Text != "" || len(i.volume) == 0},
		{"date", f.Date.Text != "" || len(i.date) == 0}, {"items", len(f.Links) > 0 || len(i.items)+len(i.link) == 0},
	} {
		if !part.found {
			a.found.Problems = append(a.found.Problems, &Problem{File: r.Path, Reason: "the issue's " + part.name + " found nothing on this page"})
		}
	}
	f.Problems = slices.Concat(r.Problems, a.found.Problems)
	return f
}

// titles are the links with the titles of an issue's articles: what link finds
// inside the items, or the first link of each.
func (a *application) titles(i *Issue) []*html.Node {
	inside := map[*html.Node]bool{}
	for _, m := range a.first(i.items) {
		inside[m.node] = true
	}
	var links []*html.Node
	if len(i.link) > 0 {
		for _, m := range a.first(i.link) {
			if m.node != nil && (len(i.items) == 0 || within(m.node, inside)) {
				links = append(links, m.node)
			}
		}
		return links
	}
	for _, m := range a.first(i.items) {
		if l := firstLink(m.node); l != nil {
			links = append(links, l)
		}
	}
	return links
}

func within(n *html.Node, set map[*html.Node]bool) bool {
	for ; n != nil; n = n.Parent {
		if set[n] {
			return true
		}
	}
	return false
}

// firstLink is n, or the first link in it.
func firstLink(n *html.Node) *html.Node {
	if n == nil || n.Data == "a" && attr(n, "href") != "" {
		return n
	}
	for d := range n.Descendants() {
		if d.Type == html.ElementNode && d.Data == "a" && attr(d, "href") != "" {
			return d
		}
	}
	return nil
}

// issue reads what a rule says of contents pages.
func (p *yamlParser) issue(n *yaml.Node) {
	i := &Issue{}
	way := func(to *[]field) func(*yaml.Node) {
		return func(v *yaml.Node) {
			p.fields(v, to)
			for k := range *to { // here "from" names an element
				if f := &(*to)[k]; f.from != "" {
					f.selector, _ = p.compile(newSelector, v, f.from)
					f.from = ""
				}
			}
		}
	}
	p.each(n, "issue", map[string]func(*yaml.Node){
		"match":  func(v *yaml.Node) { i.paths = append(i.paths, p.paths(v)...) },
		"number": way(&i.number), "volume": way(&i.volume), "date": way(&i.date),
		"items": func(v *yaml.Node) {
			if v.Kind != yaml.MappingNode {
				p.selectors(v, &i.items)
				return
			}
			p.each(v, "items", map[string]func(*yaml.Node){
				"css":  func(v *yaml.Node) { p.selectors(v, &i.items) },
				"link": func(v *yaml.Node) { p.selectors(v, &i.link) },
			})
		},
		"next_page": func(v *yaml.Node) {
			var all []selector
			p.selectors(v, &all)
			for _, s := range all {
				i.nextPage = append(i.nextPage, link{selector: s})
			}
		},
		"files": func(v *yaml.Node) { i.files = p.regex(v) },
	})
	p.rule.Issue = i
}
