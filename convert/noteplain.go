package convert

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// plain finds the notes of a text without links: numbers in brackets, or raised
// ones, and at its end a block for each of them, 1, 2, 3 and so on, outside of quotes and
// tables. One that does
// not fit, and all stay as they are.
func (f *noteFinder) plain() {
	if len(f.texts) == 0 && len(f.raised) == 0 {
		return
	}
	var notes []*html.Node
	dotted := false
	for i := len(f.blocks) - 1; i >= 0; i-- {
		if f.held[f.blocks[i]] {
			continue
		}
		n, dot := leadingNumber(f.blocks[i])
		if n == 0 {
			if len(notes) > 0 {
				break
			}
			continue
		}
		notes, dotted = append(notes, f.blocks[i]), dotted || dot
		if n == 1 {
			break
		}
	}
	slices.Reverse(notes)
	if len(notes) == 0 || dotted && (len(notes) < 2 || len(f.raised) == 0) {
		return
	}
	for i, note := range notes {
		if n, _ := leadingNumber(note); n != i+1 || !says(note, strconv.Itoa(n)) {
			return
		}
	}
	refs := f.plainMarks(f.places[notes[0]], len(notes), dotted)
	if refs == nil {
		return
	}
	for i, note := range notes {
		for _, ref := range refs[i] {
			f.add(note, ref, strconv.Itoa(i+1))
		}
	}
}

// leadingNumber is the number that a block begins with: [1], a raised 1, or with
// a dot or parenthesis.
func leadingNumber(n *html.Node) (number int, dotted bool) {
	s := strings.TrimLeft(textStart(n, 12), " \t\n\u00a0")
	digits := strings.TrimPrefix(s, "[")
	k := 0
	for k < len(digits) && isDigit(digits[k]) {
		k++
	}
	if k == 0 || k > 3 {
		return 0, false
	}
	number, _ = strconv.Atoi(digits[:k])
	rest := digits[k:]
	switch {
	case len(digits) < len(s):
		if strings.HasPrefix(rest, "]") {
			return number, false
		}
	case firstRaised(n):
		return number, false
	case len(rest) > 1 && (rest[0] == '.' || rest[0] == ')') && !isDigit(rest[1]):
		return number, true
	}
	return 0, false
}

// textStart is the first bytes of n's text, about most of them.
func textStart(n *html.Node, most int) string {
	s := ""
	for c := range n.Descendants() {
		if c.Type == html.TextNode {
			s += c.Data[:min(len(c.Data), 64)]
			if len(strings.TrimSpace(s)) >= most {
				break
			}
		}
	}
	return s
}

func firstRaised(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" {
			return c.Parent.DataAtom == atom.Sup
		}
	}
	return false
}

// plainMarks are the marks of the notes 1 to n, all of which stand before the
// place end; nil if one is missing. Marks in the text become elements.
func (f *noteFinder) plainMarks(end, n int, raisedOnly bool) [][]*html.Node {
	found := make([]int, n)
	count := func(s string) {
		if k, _ := strconv.Atoi(s); k >= 1 && k <= n {
			found[k-1]++
		}
	}
	for _, sup := range f.raised {
		if f.places[sup] < end {
			count(strings.Trim(textContent(sup), "[]() "))
		}
	}
	if !raisedOnly {
		for _, t := range f.texts {
			for s := t.Data; f.places[t] < end; {
				from, to, ok := cutBracketed(s)
				if !ok {
					break
				}
				count(s[from+1 : to-1])
				s = s[to:]
			}
		}
	}
	if slices.Contains(found, 0) {
		return nil
	}
	refs := make([][]*html.Node, n)
	keep := func(ref *html.Node, s string) {
		if k, _ := strconv.Atoi(s); k >= 1 && k <= n {
			refs[k-1] = append(refs[k-1], ref)
		}
	}
	for _, sup := range f.raised {
		if f.places[sup] < end {
			keep(sup, strings.Trim(textContent(sup), "[]() "))
		}
	}
	if !raisedOnly {
		for _, t := range f.texts {
			if f.places[t] < end {
				wrapMarks(t, n, keep)
			}
		}
	}
	return refs
}

// wrapMarks makes elements of the numbers in brackets of a text, up to n.
func wrapMarks(t *html.Node, n int, keep func(ref *html.Node, s string)) {
	rest := t.Data
	done := 0
	for at := 0; ; {
		from, to, ok := cutBracketed(rest[at:])
		if !ok {
			break
		}
		from, to = at+from, at+to
		at = to
		number := rest[from+1 : to-1]
		if k, _ := strconv.Atoi(number); k < 1 || k > n {
			continue
		}
		span := element(atom.Span)
		span.AppendChild(&html.Node{Type: html.TextNode, Data: rest[from:to]})
		if from > done {
			t.Parent.InsertBefore(&html.Node{Type: html.TextNode, Data: rest[done:from]}, t)
		}
		t.Parent.InsertBefore(span, t)
		keep(span, number)
		done = to
	}
	t.Data = rest[done:]
}
