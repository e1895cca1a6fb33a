package training

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Strip takes from a page what it says of itself to machines: JSON-LD, and the
// <meta> tags that have a name or a property (OpenGraph among them).
func Strip(doc *html.Node) {
	var gone []*html.Node
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Meta && (hasAttr(n, "name") || hasAttr(n, "property")) || n.DataAtom == atom.Script && isLD(n) {
			gone = append(gone, n)
		}
	}
	for _, n := range gone {
		n.Parent.RemoveChild(n)
	}
}

func isLD(n *html.Node) bool {
	for _, a := range n.Attr {
		if a.Key == "type" {
			return strings.Contains(strings.ToLower(a.Val), "ld+json")
		}
	}
	return false
}

func hasAttr(n *html.Node, key string) bool {
	for _, a := range n.Attr {
		if a.Key == key {
			return true
		}
	}
	return false
}
