package convert

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// image copies an <img>. Where its address may not be kept, the text that
// stands for it is.
func (t *tidier) image(n *html.Node) {
	if t.dropImages {
		return
	}
	src, ok := t.imageAddress(attr(n, "src"))
	if !ok || !hasAttr(n, "src") {
		if alt := attr(n, "alt"); strings.TrimSpace(alt) != "" {
			t.text(alt)
		}
		return
	}
	if t.line == nil {
		t.begin()
	}
	out := element(atom.Img)
	setAttr(out, "src", src)
	setAttr(out, "alt", cleanText(attr(n, "alt")))
	t.copyAttrs(out, n, "title", "width", "height", "data-part")
	t.inner().AppendChild(out)
}

// embed writes a link to what would have played in the page.
func (t *tidier) embed(n *html.Node) {
	src := attr(n, "src")
	for c := n.FirstChild; c != nil && src == ""; c = c.NextSibling {
		if c.DataAtom == atom.Source {
			src = attr(c, "src")
		}
	}
	href, ok := t.linkAddress(src)
	if !ok || !strings.Contains(href, "//") {
		return
	}
	label := first(oneLine(attr(n, "title")), href)
	link := &html.Node{Type: html.ElementNode, Data: "a", DataAtom: atom.A, Attr: []html.Attribute{{Key: "href", Val: href}}}
	link.AppendChild(&html.Node{Type: html.TextNode, Data: label})
	if t.line != nil {
		at := t.line
		at.AppendChild(&html.Node{Type: html.TextNode, Data: " "})
		at.AppendChild(link)
		t.open = t.open[:0]
		return
	}
	p := element(atom.P)
	setAttr(p, "data-part", "embed")
	p.AppendChild(link)
	t.place(atom.P).AppendChild(p)
}
