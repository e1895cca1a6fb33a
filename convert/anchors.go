package convert

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// settleAnchors follows the links that lead into the tree itself, but for those
// of notes. One whose place was not kept leads to the page at base, if that is
// known; the places of the others are marked by an <a data-anchor="name">, since
// Markdown has no names for its blocks. A link to the line it stands in, which
// headings have, needs no mark.
func settleAnchors(root *html.Node, base string) {
	ids := map[string]*html.Node{}
	var links []*html.Node
	for n := range root.Descendants() {
		if n.Type != html.ElementNode || len(n.Attr) == 0 {
			continue
		}
		if id := attr(n, "id"); id != "" && ids[id] == nil {
			ids[id] = n
		}
		if href := attr(n, "href"); n.DataAtom == atom.A && len(href) > 1 && href[0] == '#' && !ofNote(n) {
			links = append(links, n)
		}
	}
	named := map[string]bool{}
	for _, a := range links {
		name := attr(a, "href")[1:]
		target := ids[name]
		switch {
		case target == nil && base != "":
			before, _, _ := strings.Cut(base, "#")
			replaceAttr(a, "href", before+"#"+name)
		case target == nil || target == a || lineOf(a) == target || inlineOut(target) && lineOf(a) == lineOf(target):
		case !named[name]:
			named[name] = true
			placeAnchor(target, name)
		}
	}
}

// ofNote reports whether a link is a part of a note's mark or leads back to one.
func ofNote(n *html.Node) bool {
	for c := range n.Descendants() {
		if hasAttr(c, "data-notemark") {
			return true
		}
	}
	for ; n != nil && inlineOut(n); n = n.Parent {
		if hasAttr(n, "data-noteref") {
			return true
		}
	}
	return false
}

// placeAnchor marks the beginning of a place, in its first line.
func placeAnchor(target *html.Node, name string) {
	if strings.Trim(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-.:") != "" {
		return
	}
	a := element(atom.A)
	setAttr(a, "data-anchor", name)
	if inlineOut(target) {
		target.Parent.InsertBefore(a, target)
		return
	}
	for n := target; n != nil; n = n.FirstChild {
		switch n.DataAtom {
		case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Td, atom.Th, atom.Dt, atom.Dd, atom.Figcaption, atom.Caption:
			if n.FirstChild == nil || inlineOut(n.FirstChild) {
				n.InsertBefore(a, n.FirstChild)
				return
			}
		case atom.Pre:
			return
		}
	}
}

func replaceAttr(n *html.Node, key, val string) {
	dropAttr(n, key)
	setAttr(n, key, val)
}

func dropAttr(n *html.Node, key string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			n.Attr = append(n.Attr[:i], n.Attr[i+1:]...)
			return
		}
	}
}
