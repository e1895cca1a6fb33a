package contents

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// suggest writes a rule that finds the items of the page by the names of its
// elements, and the number in its heading: what keeps a site's lists
// read as they are read now. It is "" where no short selector has the items
// and nothing else.
func (p *page) suggest(c *Contents, chosen []*record) string {
	selector := p.selectorOf(chosen)
	if selector == "" || p.address.Host == "" {
		return ""
	}
	var b strings.Builder
	fmt.Fprintf(&b, "site: %s\nissue:\n  match: %s\n  items: {link: %s}\n", strings.TrimPrefix(p.address.Hostname(), "www."), quoted(pathPattern(p.address)), quoted(selector))
	if number := p.numberPattern(c.Number); number != "" {
		fmt.Fprintf(&b, "  number: {css: h1, regex: %s}\n", quoted(number))
	}
	return b.String()
}

// quoted is a text as YAML has it between single quotes.
func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// pathPattern is an expression for the paths of addresses like this one: its
// numbers may be others.
func pathPattern(u *url.URL) string {
	var b strings.Builder
	b.WriteByte('^')
	path := u.EscapedPath()
	for i := 0; i < len(path); {
		k := i
		for k < len(path) && path[k] >= '0' && path[k] <= '9' {
			k++
		}
		if k > i {
			b.WriteString(`\d+`)
			i = k
			continue
		}
		b.WriteString(regexp.QuoteMeta(path[i : i+1]))
		i++
	}
	b.WriteByte('$')
	return b.String()
}

// numberPattern is an expression for the number in the first heading, by the
// word before it.
func (p *page) numberPattern(number string) string {
	if number == "" {
		return ""
	}
	for i := range p.elems {
		if p.elems[i].level != 1 {
			continue
		}
		words := strings.Fields(textOf(p.elems[i].n))
		for k, w := range words {
			before, _, ok := strings.Cut(w, number)
			if !ok || strings.Trim(w, ".,:;()#") != number {
				continue
			}
			pattern := regexp.QuoteMeta(before) + `(\d+)`
			if k > 0 {
				pattern = regexp.QuoteMeta(words[k-1]) + `\s+` + pattern
			}
			return pattern
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data + " ")
		}
	}
	return b.String()
}

// selectorOf is the shortest CSS selector, of the kind "X a" or "X Y a", that
// has the links of the records with their titles and no other link of the page.
func (p *page) selectorOf(chosen []*record) string {
	if len(chosen) == 0 {
		return ""
	}
	wanted := map[int]bool{}
	for _, r := range chosen {
		wanted[r.main] = true
	}
	var one, two []string
	first := p.elems[p.links[chosen[0].main].elem].n
	ancestors := p.compounds(first.Parent)
	for _, own := range compounds(first) {
		one = append(one, own)
		for i, x := range ancestors {
			one = append(one, x+" "+own)
			for _, y := range ancestors[:i] {
				two = append(two, x+" "+y+" "+own)
			}
		}
	}
	for _, selector := range append(one, two...) {
		if p.selects(strings.Fields(selector), wanted) {
			return selector
		}
	}
	return ""
}

// maxAncestors is how far above a link its selector looks.
const maxAncestors = 5

func (p *page) compounds(n *html.Node) []string {
	var all []string
	for i := 0; n != nil && n.Type == html.ElementNode && n.Data != "body" && i < maxAncestors; i++ {
		all = append(all, compounds(n)...)
		n = n.Parent
	}
	return all
}

// compounds are the selectors of one element: by each of its classes that is no
// number of a post, and by its tag.
func compounds(n *html.Node) []string {
	var all []string
	for class := range strings.FieldsSeq(attr(n, "class")) {
		if plainName(class) && len(all) < 3 {
			all = append(all, "."+class)
		}
	}
	return append(all, n.Data)
}

// plainName reports whether a class can stand in a selector as it is, and names
// a kind of element rather than one of them.
func plainName(s string) bool {
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') && c != '_' && (c != '-' || i == 0) {
			return false
		}
	}
	return s != ""
}

// selects reports whether a selector has exactly the links that are wanted.
func (p *page) selects(parts []string, wanted map[int]bool) bool {
	for i := range p.links {
		if matches(p.elems[p.links[i].elem].n, parts) != wanted[i] {
			return false
		}
	}
	return true
}

func matches(n *html.Node, parts []string) bool {
	last := len(parts) - 1
	if !matchesOne(n, parts[last]) {
		return false
	}
	for up := n.Parent; last > 0 && up != nil; up = up.Parent {
		if matchesOne(up, parts[last-1]) {
			last--
		}
	}
	return last == 0
}

func matchesOne(n *html.Node, compound string) bool {
	if n.Type != html.ElementNode {
		return false
	}
	if class, ok := strings.CutPrefix(compound, "."); ok {
		for have := range strings.FieldsSeq(attr(n, "class")) {
			if have == class {
				return true
			}
		}
		return false
	}
	return n.Data == compound
}
