package content

import (
	"golang.org/x/net/html"
)

// Selection is the content of a page.
type Selection struct {
	Blocks     []Block    // all of the page, in document order
	Root       *html.Node // the lowest element that holds every kept block; nil if none is kept
	Words      int        // of the kept blocks
	MainWords  int        // of all prose of the page
	Confidence float64    // 0 to 1
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

// Hints is what the head of the page says, in so far as it helps to tell the
// content from the rest.
type Hints struct {
	Titles      []string
	Description string
}

// Find chooses the content of doc. It leaves the tree as it is.
func Find(doc *html.Node, h Hints) Selection {
	return Examine(doc, h, trained()).Choose(trained())
}

// chooser keeps some of a page's blocks.
type chooser struct {
	*survey
	confidence float32 // the expected F1 of the choice
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

func (c *chooser) selection() Selection {
	s := Selection{Blocks: c.blocks, MainWords: int(c.elems[0].goodWords), Confidence: float64(c.confidence)}
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
