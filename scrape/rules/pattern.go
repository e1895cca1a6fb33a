package rules

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// pattern selects elements by tags, attributes and their place below others:
// what a CSS selector says, and most of the XPath that rules are made of. It
// is matched against the elements of one walk over the page, where the general
// XPath engine would walk once for each expression.
type pattern struct {
	chains []chain
	attr   string // the attribute of the element that is meant, or ""
	single bool   // only the first match counts
}

// chain is a selector without commas, the last element first.
type chain []step

// step is one element of a chain.
type step struct {
	tag   string // "" for any
	tests []test
	// joint is how the next step, an element around or before this one, is
	// found: ' ' an ancestor, '>' the parent, '+' the element before, '~' any
	// sibling before; 0 ends the chain.
	joint byte
}

// test is a condition on an attribute.
type test struct {
	key, value string
	op         op
	not        bool
	any        []test // of either
}

type op byte

const (
	present op = iota
	equal
	includes // the value is one of the attribute's words
	contains
	begins
	ends
	firstChild // this and those below have neither key nor value
	lastChild
	firstOfTag // no element before it has the same tag
	either     // one of several tests holds
)

func (t *test) holds(n *html.Node) bool {
	switch t.op {
	case firstChild:
		return (before(n) == nil) != t.not
	case lastChild:
		return (after(n) == nil) != t.not
	case firstOfTag:
		p := before(n)
		for p != nil && p.Data != n.Data {
			p = before(p)
		}
		return p == nil
	case either:
		return slices.ContainsFunc(t.any, func(one test) bool { return one.holds(n) }) != t.not
	}
	for i := range n.Attr {
		if n.Attr[i].Key == t.key {
			return t.compare(n.Attr[i].Val) != t.not
		}
	}
	return t.not
}

func (t *test) compare(v string) bool {
	switch t.op {
	case equal:
		return v == t.value
	case includes:
		return hasWord(v, t.value)
	case contains:
		return strings.Contains(v, t.value)
	case begins:
		return strings.HasPrefix(v, t.value)
	case ends:
		return strings.HasSuffix(v, t.value)
	}
	return true
}

// hasWord reports whether w is one of the words of s.
func hasWord(s, w string) bool {
	for from := 0; w != ""; {
		k := strings.Index(s[from:], w)
		if k < 0 {
			return false
		}
		k += from
		end := k + len(w)
		if (k == 0 || isSpace(s[k-1])) && (end == len(s) || isSpace(s[end])) {
			return true
		}
		from = k + 1
	}
	return false
}

func isSpace(c byte) bool { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' }

func (s *step) holds(n *html.Node) bool {
	if n.Type != html.ElementNode || s.tag != "" && s.tag != n.Data {
		return false
	}
	for i := range s.tests {
		if !s.tests[i].holds(n) {
			return false
		}
	}
	return true
}

// holds reports whether n is the last element of the chain.
func (c chain) holds(n *html.Node, m *meter) bool {
	m.spend(1)
	if !c[0].holds(n) {
		return false
	}
	if len(c) == 1 {
		return true
	}
	rest := c[1:]
	switch c[0].joint {
	case '>':
		return n.Parent != nil && rest.holds(n.Parent, m)
	case '+':
		p := before(n)
		return p != nil && rest.holds(p, m)
	case '~':
		for p := before(n); p != nil; p = before(p) {
			if rest.holds(p, m) {
				return true
			}
		}
		return false
	}
	for p := n.Parent; p != nil; p = p.Parent {
		if rest.holds(p, m) {
			return true
		}
	}
	return false
}

func before(n *html.Node) *html.Node {
	for n = n.PrevSibling; n != nil && n.Type != html.ElementNode; n = n.PrevSibling {
	}
	return n
}

func after(n *html.Node) *html.Node {
	for n = n.NextSibling; n != nil && n.Type != html.ElementNode; n = n.NextSibling {
	}
	return n
}

// find gives the elements of the page that the pattern selects, in document
// order. Its error is errBudget.
func (p *pattern) find(x *index, m *meter) (found []match, err error) {
	defer func() {
		if r := recover(); r != nil {
			found, err = nil, errBudget
		}
	}()
	among := x.all
	if len(p.chains) == 1 && p.chains[0][0].tag != "" {
		among = x.byTag[p.chains[0][0].tag]
	}
	for _, n := range among {
		for _, c := range p.chains {
			if !c.holds(n, m) {
				continue
			}
			if p.attr == "" || hasAttr(n, p.attr) {
				found = append(found, match{node: n, attr: p.attr})
				if p.single {
					return found, nil
				}
			}
			break
		}
	}
	return found, nil
}

// index is a page's elements in document order.
type index struct {
	doc   *html.Node
	all   []*html.Node
	byTag map[string][]*html.Node
}

func newIndex(doc *html.Node) *index {
	x := &index{doc: doc, byTag: make(map[string][]*html.Node, 64)}
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode {
			x.all = append(x.all, n)
			x.byTag[n.Data] = append(x.byTag[n.Data], n)
		}
	}
	return x
}

func hasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}
