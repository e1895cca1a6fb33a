package content

import (
	"strings"

	"golang.org/x/net/html"
)

// Selection is the content of a page.
type Selection struct {
	Blocks     []Block    // all of the page, in document order
	Root       *html.Node // the lowest element that holds every kept block; nil if none is kept
	Words      int        // of the kept blocks
	MainWords  int        // of all prose of the page
	Confidence float64    // 0 to 1
	NotArticle bool       // the page reads like a list
}

// Prose is the number of words of the kept blocks that read like running text.
func (s *Selection) Prose() int {
	words := 0
	for i := range s.Blocks {
		if s.Blocks[i].Keep && s.Blocks[i].good {
			words += s.Blocks[i].Words
		}
	}
	return words
}

// Find chooses the content of doc. It leaves the tree as it is.
func Find(doc *html.Node) Selection {
	s := newSurvey(doc)
	c := chooser{survey: s}
	c.choose()
	return c.selection()
}

// chooser picks the container that holds the article and then the blocks in it.
type chooser struct {
	*survey
	body int32 // the container
}

func (c *chooser) choose() {
	c.score()
	c.body = c.widen(c.best())
	first, last := c.extent()
	if last < 0 {
		c.fallback()
		return
	}
	for i := first; i <= last; i++ {
		b := &c.blocks[i]
		b.Score = c.judge(b)
		b.Keep = b.Score > 0
	}
	c.tail(first, last)
	c.headings(first, last)
}

// score gives each element its share of the prose below it: all of what stands
// in it, half of what stands in its children, and so on upwards.
func (c *chooser) score() {
	for i := range c.blocks {
		b := &c.blocks[i]
		if !b.good {
			continue
		}
		w := float32(b.Words) + 10*float32(b.commas)
		e := b.elem
		if c.elems[e].node.DataAtom == 0 || c.elems[e].marks&paragraph == 0 {
			c.elems[e].score += w / 2
		}
		for e = c.elems[e].parent; e > 0 && w > 1; e = c.elems[e].parent {
			c.elems[e].score += w
			w /= 2
		}
	}
}

// best is the element with the most prose for its size.
func (c *chooser) best() int32 {
	best, top := int32(0), float32(0)
	for i := 1; i < len(c.elems); i++ {
		e := &c.elems[i]
		if e.score == 0 {
			continue
		}
		v := e.score * (1 - float32(e.linkWords)/float32(e.words+1))
		if e.own&(articleTag|bodyName) != 0 {
			v *= 1.2
		}
		if v > top {
			best, top = int32(i), v
		}
	}
	return best
}

// widen climbs from the best container to one that holds noticeably more prose
// without holding much else: an article in several sibling bodies.
func (c *chooser) widen(e int32) int32 {
	for e > 0 {
		p := c.elems[e].parent
		if p <= 0 {
			return e
		}
		for p > 0 && c.elems[p].goodWords == c.elems[e].goodWords {
			p = c.elems[p].parent
		}
		if p <= 0 {
			return e
		}
		in, out := &c.elems[e], &c.elems[p]
		more := out.goodWords - in.goodWords
		rest := (out.words - out.goodWords) - (in.words - in.goodWords)
		if 5*more < in.goodWords || 2*rest > more {
			return e
		}
		e = p
	}
	return e
}

// extent is the range of blocks from the container's first to its last prose.
func (c *chooser) extent() (first, last int32) {
	e := &c.elems[c.body]
	first, last = e.first, -1
	for i := e.first; i < e.end; i++ {
		if c.blocks[i].good {
			last = i
		}
	}
	if last >= 0 {
		last = e.end - 1
	}
	return first, last
}

// judge scores one block of the container.
func (c *chooser) judge(b *Block) float32 {
	e := &c.elems[b.elem]
	m := e.marks
	if b.hidden || b.furniture || m&(caption|bio) != 0 {
		return -1
	}
	if m&meta != 0 && b.Words < 20 {
		return -1
	}
	density := float32(b.LinkWords) / float32(b.Words+1)
	switch {
	case b.good:
		return 1
	case b.Words == 0:
		return -1
	case density > .5:
		if b.sentence && b.Words > 8 && e.own&paragraph != 0 {
			return .1
		}
		return -.5
	}
	text := strings.ToLower(b.Text())
	if startsWithAny(text, furnitureLines) && b.Words < 30 || isConsent(text) {
		return -1
	}
	switch {
	case e.own&heading != 0:
		return .3
	case e.own&paragraph != 0, m&(list|table|quote) != 0:
		return .4
	case b.Words >= 12:
		return .5
	case b.sentence && b.Words > 3:
		return .2
	}
	return -.2
}

// tail drops what follows the line that ends the article.
func (c *chooser) tail(first, last int32) {
	end := last
	for end >= first && !(c.blocks[end].Keep && c.blocks[end].good) {
		end--
	}
	words, seen := 0, 0
	for i := first; i <= end; i++ {
		if c.blocks[i].good {
			words += c.blocks[i].Words
		}
	}
	cut := last + 1
	for i := first; i <= last; i++ {
		b := &c.blocks[i]
		if b.good && b.Keep {
			seen += b.Words
		}
		if 2*seen > words && b.Words <= 8 && startsWithAny(strings.ToLower(b.Text()), endings) {
			cut = i
			break
		}
	}
	for i := cut; i <= last; i++ {
		c.blocks[i].Keep = false
	}
	for i := end + 1; i <= last; i++ {
		b := &c.blocks[i]
		if b.Keep && !b.sentence {
			b.Keep = false
		}
	}
}

// headings drops a heading that no kept text follows.
func (c *chooser) headings(first, last int32) {
	followed := false
	for i := last; i >= first; i-- {
		b := &c.blocks[i]
		if !b.Keep {
			continue
		}
		if c.elems[b.elem].own&heading == 0 {
			followed = true
			continue
		}
		if !followed {
			b.Keep = false
		}
	}
}

// fallback keeps the page's texts where nothing reads like prose: first those
// outside furniture, and if there are none, all that is no link.
func (c *chooser) fallback() {
	for _, least := range []struct {
		words     int
		furniture bool
	}{{5, false}, {1, false}, {5, true}, {1, true}} {
		kept := 0
		for i := range c.blocks {
			b := &c.blocks[i]
			b.Keep = !b.hidden && (least.furniture || !b.furniture) && b.Words >= least.words && 2*b.LinkWords < b.Words+1
			if b.Keep {
				kept += b.Words
			}
		}
		if kept >= 10 {
			return
		}
	}
}

func (c *chooser) selection() Selection {
	s := Selection{Blocks: c.blocks, MainWords: int(c.elems[0].goodWords)}
	for i := range c.blocks {
		if c.blocks[i].Keep {
			s.Add(i)
		}
	}
	return s
}

// Add keeps block i.
func (s *Selection) Add(i int) {
	b := &s.Blocks[i]
	b.Keep = true
	s.Words += b.Words
	if s.Root == nil {
		s.Root = b.Elem
	}
	for s.Root.Parent != nil && !b.In(s.Root) {
		s.Root = s.Root.Parent
	}
}
