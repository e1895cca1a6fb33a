package convert

import (
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// apply marks a note and its marks, and gives the element that holds all of the
// note.
func (f *noteFinder) apply(note *html.Node) *html.Node {
	refs, mark := f.refs[note], f.marks[note]
	label := f.label(mark)
	for _, ref := range refs {
		ref = wholeMark(ref)
		setAttr(ref, "data-noteref", label)
		setPart(ref)
	}
	homes := map[*html.Node]bool{}
	for _, ref := range refs {
		homes[lineOf(ref)] = true
	}
	joinLabel(note, f.besides[note].node)
	f.hideMark(note, mark, homes)
	whole := f.whole(note)
	setAttr(whole, "data-note", label)
	setPart(whole)
	return whole
}

func setPart(n *html.Node) {
	if attr(n, "data-part") == "" {
		setAttr(n, "data-part", "note")
	}
}

// label is the name of a note in Markdown: its mark where that is a word, and
// no other note's.
func (f *noteFinder) label(mark string) string {
	label := strings.ToLower(mark)
	if c, _ := utf8.DecodeRuneInString(label); classOf(c) != letterClass {
		label = "n" + strconv.Itoa(len(f.labels)+1)
	}
	for k, base := 2, label; f.labels[label]; k++ {
		label = base + "-" + strconv.Itoa(k)
	}
	f.labels[label] = true
	return label
}

// wholeMark is the outermost element that is nothing but the mark, with the
// brackets beside it taken in.
func wholeMark(n *html.Node) *html.Node {
	for {
		before, after := n.PrevSibling, n.NextSibling
		if before != nil && after != nil && before.Type == html.TextNode && after.Type == html.TextNode {
			for _, pair := range []string{"[]", "()"} {
				if strings.HasSuffix(before.Data, pair[:1]) && strings.HasPrefix(after.Data, pair[1:]) {
					before.Data, after.Data = before.Data[:len(before.Data)-1], after.Data[1:]
					n.InsertBefore(&html.Node{Type: html.TextNode, Data: pair[:1]}, n.FirstChild)
					n.AppendChild(&html.Node{Type: html.TextNode, Data: pair[1:]})
				}
			}
		}
		p := n.Parent
		if !inlineOut(p) || p.DataAtom == atom.A || !alone(n) {
			return n
		}
		n = p
	}
}

// alone reports whether n is all that its parent holds.
func alone(n *html.Node) bool {
	for c := n.Parent.FirstChild; c != nil; c = c.NextSibling {
		if c != n && !(c.Type == html.TextNode && c.Data == "") && !(c.DataAtom == atom.A && c.FirstChild == nil) {
			return false
		}
	}
	return true
}

// hideMark marks what numbers the note, at its beginning, and the links at its
// end that lead back.
func (f *noteFinder) hideMark(note *html.Node, mark string, homes map[*html.Node]bool) {
	var leaves []*html.Node
	for c := range note.Descendants() {
		if c.Type == html.TextNode || c.DataAtom == atom.Img {
			leaves = append(leaves, c)
		}
	}
	const edge = " \t\n\u00a0[](){}.:^↑"
	seen := false
	for _, t := range leaves {
		if !inLine(t, note) {
			break
		}
		s := strings.Trim(t.Data, edge)
		back := f.inBack(t, note, homes)
		switch {
		case s == "", !seen && s == mark, back && utf8.RuneCountInString(s) <= 4:
			seen = seen || s == mark || back
			if s != "" || !seen || len(strings.TrimSpace(t.Data)) > 0 && strings.Trim(t.Data, " \t\n\u00a0]).:^↑") == "" || strings.TrimSpace(t.Data) == "" {
				hide(t, len(t.Data))
				continue
			}
		case !seen && beginsWithMark(t.Data, mark) > 0:
			hide(t, beginsWithMark(t.Data, mark))
		case seen:
			hide(t, len(t.Data)-len(strings.TrimLeft(strings.TrimLeft(t.Data, ").]:"), " \t\n\u00a0")))
		}
		break
	}
	hidden := false
	for _, t := range slices.Backward(leaves) {
		if !inLine(t, note) {
			break
		}
		if strings.TrimSpace(t.Data) == "" {
			if hidden {
				hide(t, len(t.Data))
			}
			continue
		}
		if hidden {
			hideEnd(t)
		}
		if !f.inBack(t, note, homes) && !f.inDead(t, note) || !waysBack(t.Data) || t.Parent.Data == "span" && hasAttr(t.Parent, "data-notemark") {
			break
		}
		hide(t, len(t.Data))
		hidden = true
	}
}

// inLine reports the text of a line of the note, which is not code and in no table.
func inLine(t, note *html.Node) bool {
	if t.Type != html.TextNode {
		return false
	}
	for n := t.Parent; n != nil && n != note; n = n.Parent {
		switch n.DataAtom {
		case atom.Code, atom.Table, atom.Pre:
			return false
		}
	}
	return true
}

// hideEnd hides the spaces at the end of a text, behind which a way back stood.
func hideEnd(t *html.Node) {
	rest := strings.TrimRight(t.Data, " \t\n\u00a0")
	if rest == "" || rest == t.Data {
		return
	}
	t.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: rest}, t)
	t.Data = t.Data[len(rest):]
	hide(t, len(t.Data))
}

// inDead reports whether a text is a link to a place that the tree has not.
func (f *noteFinder) inDead(t, note *html.Node) bool {
	for p := t.Parent; p != nil && p != note; p = p.Parent {
		if href := attr(p, "href"); p.DataAtom == atom.A && len(href) > 1 && href[0] == '#' && f.ids[href[1:]] == nil {
			return true
		}
	}
	return false
}

// waysBack reports whether s says nothing but that it leads back: an arrow, or
// a word or two for it.
func waysBack(s string) bool {
	if strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) < 0 {
		return true
	}
	for word := range strings.FieldsSeq(strings.ToLower(s)) {
		switch strings.Trim(word, "[](){}.↑↩\ufe0e") {
		case "back", "return", "zurück", "retour", "volver", "terug", "torna", "назад":
			return len(s) < 30
		}
	}
	return false
}

// beginsWithMark is the length of the mark at the start of s, with what stands
// around it; 0 where there is none.
func beginsWithMark(s, mark string) int {
	t := strings.TrimLeft(s, " \t\n\u00a0")
	t = strings.TrimLeft(t, "[(")
	rest, ok := strings.CutPrefix(t, mark)
	if !ok {
		return 0
	}
	if rest != "" && strings.IndexByte("]).: \t\n", rest[0]) < 0 && !strings.HasPrefix(rest, "\u00a0") {
		return 0
	}
	return len(s) - len(strings.TrimLeft(strings.TrimLeft(rest, "]).:"), " \t\n\u00a0"))
}

func (f *noteFinder) inBack(t, note *html.Node, homes map[*html.Node]bool) bool {
	for p := t.Parent; p != nil && p != note; p = p.Parent {
		if homes[f.leads(p)] {
			return true
		}
	}
	return false
}

// hide puts the first n bytes of a text into an element that is marked.
func hide(t *html.Node, n int) {
	if n == 0 {
		return
	}
	span := element(atom.Span)
	setAttr(span, "data-notemark", "")
	t.Parent.InsertBefore(span, t)
	if n == len(t.Data) {
		t.Parent.RemoveChild(t)
		span.AppendChild(t)
		return
	}
	span.AppendChild(&html.Node{Type: html.TextNode, Data: t.Data[:n]})
	t.Data = t.Data[n:]
}

// whole is the element that holds all of a note: the paragraphs between it and
// the next one belong to it, if they are few and have no marks.
func (f *noteFinder) whole(note *html.Node) *html.Node {
	if note.DataAtom != atom.P {
		return note
	}
	last := note
	if !says(note, f.marks[note]) {
		last = note.NextSibling // the note has a line for its mark alone
	}
	first := last
	for c, n := first.NextSibling, 0; c != nil && n < 4; c, n = c.NextSibling, n+1 {
		if len(f.refs[c]) > 0 {
			last = c.PrevSibling // what is between two notes is the first one's
			break
		}
		if c.DataAtom != atom.P && c.DataAtom != atom.Blockquote || f.holdsRef(c) {
			break
		}
	}
	if last == note {
		return note
	}
	div := element(atom.Div)
	note.Parent.InsertBefore(div, note)
	for c := note; ; {
		next := c.NextSibling
		c.Parent.RemoveChild(c)
		div.AppendChild(c)
		if c == last {
			return div
		}
		c = next
	}
}

func (f *noteFinder) holdsRef(n *html.Node) bool {
	for c := range n.Descendants() {
		if hasAttr(c, "data-noteref") || c.DataAtom == atom.A && strings.HasPrefix(attr(c, "href"), "#") {
			return true
		}
	}
	return false
}
