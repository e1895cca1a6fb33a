package scrape

import (
	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape/content"
)

// maxHidden is the most words of a piece that a page hides between its
// paragraphs and that is no part of them.
const maxHidden = 60

// dropHidden drops the small pieces that the page hides between two paragraphs
// that it shows: experiments, prompts, words for search engines. All else that
// is hidden, the rest of a text, the panels of an accordion, a script shows when
// a reader asks for it.
func dropHidden(sel *content.Selection) {
	known := map[*html.Node]*html.Node{}
	var above *content.Block // the paragraph before the pieces
	var pieces []int
	for i := range sel.Blocks {
		b := &sel.Blocks[i]
		switch {
		case !b.Keep:
		case hiddenBox(b.Elem, known) != nil:
			pieces = append(pieces, i)
		case b.Heading() > 0:
			above, pieces = nil, nil
		case b.Prose():
			if above != nil && above.Elem.Parent == b.Elem.Parent {
				dropPieces(sel, pieces, b.Elem.Parent, known)
			}
			above, pieces = b, nil
		}
	}
	if above != nil && len(pieces) == 1 && sel.Blocks[pieces[0]].Elem == hiddenBox(sel.Blocks[pieces[0]].Elem, known) {
		dropPieces(sel, pieces, above.Elem.Parent, known) // one paragraph is no rest of a text
	}
}

// dropPieces drops the hidden blocks whose box is a child of parent, unless there
// are many words in them.
func dropPieces(sel *content.Selection, pieces []int, parent *html.Node, known map[*html.Node]*html.Node) {
	words := 0
	for _, i := range pieces {
		words += sel.Blocks[i].Words
	}
	if words > maxHidden {
		return
	}
	for _, i := range pieces {
		if b := &sel.Blocks[i]; hiddenBox(b.Elem, known).Parent == parent {
			b.Keep = false
		}
	}
}

// hiddenBox is the outermost element around n that its own attribute or style
// hides, or nil; known holds what is known of elements.
func hiddenBox(n *html.Node, known map[*html.Node]*html.Node) *html.Node {
	if n == nil || n.Type != html.ElementNode || n.Data == "body" || n.Data == "html" {
		return nil
	}
	box, ok := known[n]
	if !ok {
		box = hiddenBox(n.Parent, known)
		if box == nil && (hasAttr(n, "hidden") && attr(n, "hidden") != "until-found" || content.HiddenStyle(attr(n, "style"))) {
			box = n
		}
		known[n] = box
	}
	return box
}
