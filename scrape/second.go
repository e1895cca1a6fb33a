package scrape

import (
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/content"
)

// leastFirst is the fewest words of running text of an article that others on its
// page are told from.
const leastFirst = 40

// dropSecond drops the other articles of a page that prints several below one
// another: those in an <article> beside that of the headline that has a heading
// of its own, and a byline or a day.
func dropSecond(sel *content.Selection, heading *html.Node, lang string) {
	own := articleOf(heading)
	if own == nil || own.Parent == nil {
		return
	}
	prose := 0
	others := map[*html.Node][]*content.Block{}
	for i := range sel.Blocks {
		b := &sel.Blocks[i]
		a := outerArticle(b.Elem, own.Parent)
		switch {
		case a == own && b.Keep && b.Prose():
			prose += b.Words
		case a != nil && a != own:
			others[a] = append(others[a], b)
		}
	}
	if prose < leastFirst {
		return
	}
	for _, blocks := range others {
		if ownHead(blocks, lang) {
			for _, b := range blocks {
				b.Keep = false
			}
		}
	}
}

// dropAbove drops what stands above the headline and outside of the element that
// holds it and the text below it: the beginnings of other articles, beside it.
func dropAbove(sel *content.Selection, heading *html.Node) {
	if heading == nil {
		return
	}
	at, prose := -1, 0
	var below *content.Block // the first paragraph behind the headline
	for i := range sel.Blocks {
		b := &sel.Blocks[i]
		if at < 0 && b.In(heading) {
			at = i
		}
		if at >= 0 && b.Keep && b.Prose() {
			if below == nil {
				below = b
			}
			prose += b.Words
		}
	}
	if below == nil || prose < leastFirst {
		return
	}
	around := heading
	for around.Parent != nil && !below.In(around) {
		around = around.Parent
	}
	for i := range at {
		if b := &sel.Blocks[i]; b.Keep && !b.In(around) {
			b.Keep = false
		}
	}
}

// articleOf is the <article> that n stands in, or nil.
func articleOf(n *html.Node) *html.Node {
	for ; n != nil; n = n.Parent {
		if n.DataAtom == atom.Article {
			return n
		}
	}
	return nil
}

// outerArticle is the <article> around n that is a child of parent, or nil.
func outerArticle(n, parent *html.Node) *html.Node {
	for ; n != nil && n.Parent != nil; n = n.Parent {
		if n.Parent == parent {
			if n.DataAtom == atom.Article {
				return n
			}
			return nil
		}
	}
	return nil
}

// ownHead reports whether the first blocks of an element are the head of an
// article: a heading, and a line that says by whom or when.
func ownHead(blocks []*content.Block, lang string) bool {
	headed, told := false, false
	for _, b := range blocks[:min(len(blocks), 6)] {
		if b.Prose() {
			break
		}
		text := oneLine(spaced(b))
		if l := b.Heading(); l > 0 && l <= 3 {
			headed = true
			continue
		}
		by := parseByline(text, lang)
		told = told || headed && b.Words <= 20 && (by.found && by.role == writer && len(by.names) > 0 || dateLine(text))
	}
	return headed && told
}
