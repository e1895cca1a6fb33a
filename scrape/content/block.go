package content

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Block is a run of text between two block-level boundaries of the page: a
// paragraph, a heading, a list item, a table cell, or loose text.
type Block struct {
	First, Last *html.Node // the first and the last text node of the run
	Elem        *html.Node // the block-level element around it
	Words       int        // CJK text counts two characters to a word
	LinkWords   int        // those of Words that stand in links
	Keep        bool       // the block belongs to the content
	Score       float32    // how sure that is; above 0 says keep

	elem      int32 // index of Elem in the survey
	commas    int32
	links     int32
	stops     int32 // sentence ends
	letters   int32
	digits    int32
	upper     int32
	sentence  bool // ends as a sentence does
	good      bool // reads like prose
	furniture bool // stands in navigation, a form, comments and the like
	hidden    bool
}

// Text is the block's text as a reader sees it: white space folded, a line
// break for each <br>.
func (b *Block) Text() string {
	var w lineWriter
	for n := b.First; n != nil; n = Following(n, b.Elem) {
		if n.Type == html.TextNode {
			w.text(n.Data)
		} else if n.DataAtom == atom.Br {
			w.lineBreak()
		}
		if n == b.Last {
			break
		}
	}
	return w.String()
}

// Heading is the block's heading level, 1 to 6, or 0.
func (b *Block) Heading() int {
	for n := b.First.Parent; n != nil; n = n.Parent {
		if l := headingLevel(n.DataAtom); l > 0 {
			return l
		}
		if n == b.Elem {
			break
		}
	}
	return 0
}

// In reports whether the block stands under n.
func (b *Block) In(n *html.Node) bool {
	for p := b.First.Parent; p != nil; p = p.Parent {
		if p == n {
			return true
		}
	}
	return false
}

// Prose reports whether the block reads like a paragraph of running text.
func (b *Block) Prose() bool { return b.good }

func headingLevel(a atom.Atom) int {
	switch a {
	case atom.H1:
		return 1
	case atom.H2:
		return 2
	case atom.H3:
		return 3
	case atom.H4:
		return 4
	case atom.H5:
		return 5
	case atom.H6:
		return 6
	}
	return 0
}

// Following is the node after n in document order, without what is never
// shown; nil at the end of the tree below root's parent.
func Following(n, root *html.Node) *html.Node {
	if n.FirstChild != nil && !Unseen(n) {
		return n.FirstChild
	}
	for n != nil && n != root {
		if n.NextSibling != nil {
			return n.NextSibling
		}
		n = n.Parent
	}
	return nil
}

// lineWriter folds white space as a browser does.
type lineWriter struct {
	strings.Builder
	space bool
}

func (w *lineWriter) text(s string) {
	start := -1
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ' ', '\t', '\n', '\r', '\f':
			if start >= 0 {
				w.WriteString(s[start:i])
				start = -1
			}
			w.space = true
		default:
			if start < 0 {
				if w.space && w.Len() > 0 && !w.atLineStart() {
					w.WriteByte(' ')
				}
				w.space = false
				start = i
			}
		}
	}
	if start >= 0 {
		w.WriteString(s[start:])
	}
}

func (w *lineWriter) atLineStart() bool {
	s := w.Builder.String()
	return s[len(s)-1] == '\n'
}

func (w *lineWriter) lineBreak() {
	if w.Len() > 0 {
		w.WriteByte('\n')
	}
	w.space = false
}
