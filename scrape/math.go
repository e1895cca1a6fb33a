package scrape

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxFormula is how deep the elements of a formula may stand in one another.
const maxFormula = 40

// formula copies a <math>, which the walk of the text leaves out: its TeX as
// code where the page has it, or a line with raised and lowered parts. Copies
// for screen readers are passed by: what they say is shown beside them.
func (c *cleaner) formula(n *html.Node) {
	if c.muted || !c.inArticle() || copyOfFormula(n) {
		return
	}
	var parts []*html.Node
	if tex := texOf(n); tex != "" {
		parts = []*html.Node{texCode(tex)}
	} else {
		parts = mathLine(n, 0)
	}
	if len(parts) == 0 {
		return
	}
	var at *html.Node
	if c.block != nil && c.para != nil {
		at = c.inline(n)
	} else {
		at = element(atom.P)
		c.parentFor(atom.P).AppendChild(at)
	}
	for _, p := range parts {
		at.AppendChild(p)
	}
}

// copyOfFormula reports the formulas that renderers hide beside what they draw.
func copyOfFormula(n *html.Node) bool {
	for p, up := n.Parent, 0; p != nil && up < 3; p, up = p.Parent, up+1 {
		class := attr(p, "class")
		if strings.Contains(class, "katex-mathml") || strings.Contains(class, "MJX_Assistive") || strings.Contains(class, "mwe-math-mathml") ||
			p.Data == "mjx-assistive-mml" {
			return true
		}
	}
	return false
}

// texOf is the source that a formula carries beside itself (MathML 3, section
// 5.1.3).
func texOf(n *html.Node) string {
	var tex string
	each(n, func(e *html.Node) {
		if e.Data == "annotation" && strings.Contains(attr(e, "encoding"), "tex") {
			tex = oneLine(textOf(e))
		}
	})
	return tex
}

func texCode(tex string) *html.Node {
	code := element(atom.Code)
	setAttr(code, "class", "language-math")
	code.AppendChild(&html.Node{Type: html.TextNode, Data: tex})
	return code
}

// mathLine is presentation MathML as a line of HTML.
func mathLine(n *html.Node, depth int) []*html.Node {
	if depth > maxFormula {
		return nil
	}
	var out []*html.Node
	add := func(s string) { out = append(out, &html.Node{Type: html.TextNode, Data: s}) }
	var args []*html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			add(withoutControls(oneLine(c.Data)))
		} else if c.Type == html.ElementNode && c.Data != "annotation" && c.Data != "annotation-xml" {
			args = append(args, c)
		}
	}
	tags := map[string][]atom.Atom{"msup": {0, atom.Sup}, "msub": {0, atom.Sub}, "msubsup": {0, atom.Sub, atom.Sup},
		"mover": {0, atom.Sup}, "munder": {0, atom.Sub}, "munderover": {0, atom.Sub, atom.Sup}}[n.Data]
	if n.Data == "msqrt" {
		add("√")
	}
	for i, arg := range args {
		inner := mathLine(arg, depth+1)
		switch {
		case len(inner) == 0:
		case i < len(tags) && tags[i] != 0:
			mark := element(tags[i])
			for _, k := range inner {
				mark.AppendChild(k)
			}
			out = append(out, mark)
		case (n.Data == "mfrac" || n.Data == "msqrt") && len(inner) > 1:
			add("(")
			out = append(out, inner...)
			add(")")
		default:
			out = append(out, inner...)
		}
		if n.Data == "mfrac" && i == 0 {
			add("/")
		}
		if n.Data == "mtr" || n.Data == "mtable" {
			add(" ")
		}
	}
	return out
}

// texScript copies the source that MathJax reads from the page.
func (c *cleaner) texScript(n *html.Node) {
	if tex := oneLine(textOf(n)); tex != "" && c.block != nil && c.para != nil && !c.muted {
		c.inline(n).AppendChild(texCode(tex))
	}
}

// task notes the box that a list item begins with.
func (c *cleaner) task(n *html.Node) {
	li := c.flow
	if li.DataAtom != atom.Li || li.FirstChild != nil || !strings.EqualFold(attr(n, "type"), "checkbox") {
		return
	}
	state := "open"
	if hasAttr(n, "checked") {
		state = "done"
	}
	setAttr(li, "data-task", state)
}
