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

// Options are the choices of Find. The zero value is what most pages want.
type Options struct {
	Favor Favor
	Model *Model // nil is the one that the program has; measuring brings others
	Trace *Trace // an empty one, to be filled for this page alone; may be nil
}

func (o *Options) model() *Model {
	if o.Model == nil {
		return trained()
	}
	return o.Model
}

// Favor is the error to avoid where a page leaves doubt. It shifts the choice
// of whole pages, by expected F-beta, and turns no rule off.
type Favor string

// The zero value weighs a word too many as a word too few.
const (
	Balanced  Favor = ""
	Precision Favor = "precision" // beta 1/2: rather a word too few
	Recall    Favor = "recall"    // beta 2: rather a word too many
)

// beta2 is the square of beta: what recall counts when precision counts 1.
func (f Favor) beta2() float32 {
	switch f {
	case Precision:
		return .25
	case Recall:
		return 4
	}
	return 1
}

// Find chooses the content of doc. It leaves the tree as it is.
func Find(doc *html.Node, h Hints, o Options) Selection {
	return Examine(doc, h, o.model()).Choose(o)
}

// chooser keeps some of a page's blocks.
type chooser struct {
	*survey
	confidence float32 // the expected F1 of the choice
	favor      Favor
	trace      *Trace
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
