package rules

import (
	"fmt"
	"strings"

	"golang.org/x/net/html"
)

// selector is an expression of a rule, and where it stands.
type selector struct {
	file    string
	line    int
	text    string
	pattern *pattern   // what it is compiled to where that is enough
	xpath   *xpathExpr // elsewhere
}

// match is one thing that a selector finds: a node, an attribute of it, or a
// string that belongs to no node.
type match struct {
	node *html.Node
	attr string
	text string
}

// value is the text of a match: an attribute's value, or all text below the
// node without what is never shown.
func (f *match) value() string {
	switch {
	case f.node == nil:
		return f.text
	case f.attr != "":
		return attr(f.node, f.attr)
	}
	return textOf(f.node)
}

// newXPath compiles an XPath 1.0 expression.
func newXPath(line int, text string) (selector, error) {
	s := selector{line: line, text: text}
	if len(text) > maxExpression {
		return s, fmt.Errorf("XPath of %d bytes", len(text))
	}
	if s.pattern = simpleXPath(text); s.pattern != nil {
		return s, nil
	}
	var err error
	if s.xpath, err = compileXPath(text); err != nil {
		return s, fmt.Errorf("XPath %s: %w", text, err)
	}
	return s, nil
}

// newCSS compiles a CSS selector (Selectors Level 3: types, classes, ids,
// attributes, the four combinators, :first-child, :last-child and :not of one
// of these). "@name" at its end means an attribute.
func newCSS(line int, text string) (selector, error) {
	p, err := parseCSS(text)
	if err != nil {
		return selector{}, fmt.Errorf("CSS selector %s: %w", text, err)
	}
	return selector{line: line, text: text, pattern: p}, nil
}

// newSelector compiles text as what it looks like: XPath begins with a slash,
// a bracket or a function, CSS with anything else.
func newSelector(line int, text string) (selector, error) {
	if looksLikeXPath(text) {
		return newXPath(line, text)
	}
	return newCSS(line, text)
}

func looksLikeXPath(s string) bool {
	if strings.HasPrefix(s, "/") || strings.HasPrefix(s, "(") || strings.HasPrefix(s, "./") || strings.Contains(s, "::") {
		return true
	}
	name, _, ok := strings.Cut(s, "(")
	return ok && !strings.ContainsAny(name, ":.#[ >+~,*")
}

// find gives what the selector selects on the page, in document order.
func (s *selector) find(x *index, m *meter) ([]match, error) {
	if s.pattern != nil {
		return s.pattern.find(x, m)
	}
	return s.xpath.evaluate(x.doc, m)
}

// textOf is the text below n, without scripts and styles.
func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var w strings.Builder
	skip := n.Data != "script" && n.Data != "style"
	var inside *html.Node // the script that is passed by
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode && (inside == nil || d.Parent != inside):
			w.WriteString(d.Data)
		case skip && d.Type == html.ElementNode && (d.Data == "script" || d.Data == "style"):
			inside = d
		case d.Type == html.ElementNode && (d.Data == "br" || d.Data == "p" || d.Data == "div" || d.Data == "li"):
			w.WriteByte('\n')
		}
	}
	return w.String()
}

// Finder looks selectors up on one page.
type Finder struct{ index *index }

// NewFinder lists the elements of a page. It knows nothing of later changes.
func NewFinder(doc *html.Node) *Finder { return &Finder{newIndex(doc)} }

// CSS is the elements that a CSS selector selects, in document order; none where
// a rule could not have the selector.
func (f *Finder) CSS(text string) []*html.Node {
	s, err := newCSS(0, text)
	if err != nil {
		return nil
	}
	found, err := s.find(f.index, &meter{left: visits*len(f.index.all) + freeVisits})
	if err != nil {
		return nil
	}
	var nodes []*html.Node
	for i := range found {
		nodes = append(nodes, found[i].node)
	}
	return nodes
}
