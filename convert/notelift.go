package convert

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Some pages write their notes as a definition list or a table: the label in
// front says the mark, and the text stands beside it. Others quote the notes.
// Readers of Markdown take a note in such a block for text, so it is moved below
// the block.

// noteLabel is what stands in front of a note and says its mark.
type noteLabel struct {
	node *html.Node // a <dt>, or the first of two cells
	mark string
}

// labelOf is the label of n: the term that n, a <dd>, alone defines, or the cell
// in front of n, the second of two. It is the zero value where that says more
// than a mark, or where n is something else.
func labelOf(n *html.Node) noteLabel {
	label, next := n.PrevSibling, n.NextSibling
	if label == nil || !isLabel(label, n) || next != nil && next.DataAtom != atom.Dt || len(strings.TrimSpace(textStart(label, 16))) > 16 {
		return noteLabel{}
	}
	if mark := noteMark(textContent(label)); mark != "" {
		return noteLabel{label, mark}
	}
	return noteLabel{}
}

// isLabel reports whether label, by its kind and place, may be n's.
func isLabel(label, n *html.Node) bool {
	before := label.PrevSibling
	switch n.DataAtom {
	case atom.Dd:
		return label.DataAtom == atom.Dt && (before == nil || before.DataAtom == atom.Dd)
	case atom.Td, atom.Th:
		return before == nil
	}
	return false
}

// labelled is the block that is the note if n is its row, its label or itself.
func (f *noteFinder) labelled(n *html.Node) *html.Node {
	if n.DataAtom == atom.Tr {
		n = n.LastChild
	}
	if n != nil && !f.isBlock(n) {
		n = n.NextSibling
	}
	if n == nil || f.besides[n].node == nil {
		return nil
	}
	return n
}

// joinLabel moves what a note's label holds to the beginning of the note.
func joinLabel(note, label *html.Node) {
	if label == nil {
		return
	}
	line := firstLine(note)
	line.InsertBefore(&html.Node{Type: html.TextNode, Data: " "}, line.FirstChild)
	from := firstLine(label)
	for c := from.LastChild; c != nil; c = from.LastChild {
		from.RemoveChild(c)
		line.InsertBefore(c, line.FirstChild)
	}
	takeName(note, label)
	if note.DataAtom != atom.Dd {
		takeName(note, note.Parent)
	}
	label.Parent.RemoveChild(label)
}

// firstLine is the element whose children are the first line of a block.
func firstLine(n *html.Node) *html.Node {
	if n.FirstChild != nil && n.FirstChild.DataAtom == atom.P {
		return n.FirstChild
	}
	return n
}

// takeName gives n the name of another element, which is to go.
func takeName(n, other *html.Node) {
	id := attr(other, "id")
	switch {
	case id == "":
	case attr(n, "id") == "":
		setAttr(n, "id", id)
	default:
		a := element(atom.A)
		setAttr(a, "id", id)
		line := firstLine(n)
		line.InsertBefore(a, line.FirstChild)
	}
}

// liftAll moves the notes out of quotes, definition lists and tables, in the
// order in which they stand. wholes is what holds each note.
func (f *noteFinder) liftAll(wholes map[*html.Node]*html.Node) {
	notes := slices.Clone(f.order)
	slices.SortStableFunc(notes, func(a, b *html.Node) int { return f.places[a] - f.places[b] })
	last := map[*html.Node]*html.Node{} // by the block that notes stand below
	for _, note := range notes {
		outer := outermost(note)
		if outer == note {
			continue
		}
		above := last[outer]
		if above == nil {
			above = outer
		}
		last[outer] = lift(wholes[note], above)
	}
}

// outermost is the block that holds n and is held by none but the article and
// its parts.
func outermost(n *html.Node) *html.Node {
	outer := n
	for p := n.Parent; p != nil; p = p.Parent {
		switch p.DataAtom {
		case atom.Blockquote, atom.Dl, atom.Table:
			outer = p
		}
	}
	return outer
}

// lift puts a note below the block above, an item with its whole list, and gives
// what was moved. What is left with nothing in it goes.
func lift(note, above *html.Node) *html.Node {
	if note.DataAtom == atom.Li {
		note = note.Parent
	}
	left := note.Parent
	left.RemoveChild(note)
	above.Parent.InsertBefore(note, above.NextSibling)
	for left.FirstChild == nil {
		empty := left
		left = left.Parent
		left.RemoveChild(empty)
	}
	if note.DataAtom == atom.Dd || note.DataAtom == atom.Td || note.DataAtom == atom.Th {
		makeBlock(note)
	}
	return note
}

// onlyNotes reports whether a held item's list holds nothing but notes: it is
// moved as a whole.
func (f *noteFinder) onlyNotes() func(li *html.Node) bool {
	items := map[*html.Node]int{} // of each list that are no notes
	for _, note := range f.order {
		if note.DataAtom != atom.Li || !f.held[note] {
			continue
		}
		list := note.Parent
		if _, ok := items[list]; !ok {
			for c := list.FirstChild; c != nil; c = c.NextSibling {
				items[list]++
			}
		}
		items[list]--
	}
	return func(li *html.Node) bool { return items[li.Parent] == 0 }
}

// makeBlock makes of a cell or definition a paragraph, or a <div> of all it holds.
func makeBlock(n *html.Node) {
	line := true
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		line = line && inlineOut(c)
	}
	if line {
		n.Data, n.DataAtom = "p", atom.P
		return
	}
	n.Data, n.DataAtom = "div", atom.Div
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if inlineOut(c) {
			c = inParagraph(c)
		}
	}
}

// inParagraph puts the line that begins with n into a paragraph.
func inParagraph(n *html.Node) *html.Node {
	p := element(atom.P)
	n.Parent.InsertBefore(p, n)
	for n != nil && inlineOut(n) {
		next := n.NextSibling
		n.Parent.RemoveChild(n)
		p.AppendChild(n)
		n = next
	}
	return p
}
