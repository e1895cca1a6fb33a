package scrape

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/content"
)

// keepNotes adds the notes that the kept text refers to: they often stand in a
// box of their own behind it.
func keepNotes(sel *content.Selection, l *layout) {
	if l.first < 0 {
		return
	}
	wanted := map[string]bool{}
	for i := l.first; i <= l.last; i++ {
		if b := &sel.Blocks[i]; b.Keep {
			fragments(b, wanted)
		}
	}
	if len(wanted) == 0 {
		return
	}
	for i := l.last + 1; i < len(sel.Blocks); i++ {
		if b := &sel.Blocks[i]; !b.Keep && isTarget(b, wanted) {
			if i > l.last+1 && sel.Blocks[i-1].Heading() > 0 {
				sel.Add(i - 1)
			}
			sel.Add(i)
		}
	}
}

// fragments adds the targets inside the page that the block's links lead to.
func fragments(b *content.Block, wanted map[string]bool) {
	for n := b.First; n != nil; n = content.Following(n, b.Elem) {
		for p := n.Parent; p != nil && content.Inline(p); p = p.Parent {
			if href := attr(p, "href"); p.DataAtom == atom.A && len(href) > 1 && href[0] == '#' {
				wanted[href[1:]] = true
			}
		}
		if n == b.Last {
			break
		}
	}
}

// isTarget reports whether the block is one of the targets: its element, one
// around it or an anchor in it has the name.
func isTarget(b *content.Block, wanted map[string]bool) bool {
	if b.Words == 0 || b.Words > 400 {
		return false
	}
	up := 0
	for n := b.Elem; n != nil && up < 3; n = n.Parent {
		if wanted[attr(n, "id")] && n.DataAtom != atom.Body && !strings.Contains(attr(n, "id"), "comment") {
			return true
		}
		up++
	}
	found := false
	var look func(n *html.Node, depth int)
	look = func(n *html.Node, depth int) {
		for c := n.FirstChild; c != nil && !found && depth < 8; c = c.NextSibling {
			if c.DataAtom == atom.A && (wanted[attr(c, "id")] || wanted[attr(c, "name")]) {
				found = true
			}
			look(c, depth+1)
		}
	}
	if b.Elem.DataAtom == atom.P || b.Elem.DataAtom == atom.Li || b.Elem.DataAtom == atom.Dd {
		look(b.Elem, 0)
	}
	return found
}
