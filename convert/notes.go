package convert

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Pages write notes in many ways: a number that leads to an anchor and back, the
// same in brackets or raised, or bare numbers that only the eye connects. Where
// a mark and its note are certain, the tidy tree says so, and all formats can:
//
//   - data-noteref="1" on the mark, with its brackets
//   - data-note="1" on the note: a p, an li, or a div of several blocks, which
//     stands in no quote, definition list or table
//   - data-notemark on what only numbers the note or leads back
//
// A note that is not certain stays what it is, text and links.

// noteFinder knows the places of a tree that notes may be made of.
type noteFinder struct {
	skip   func(*html.Node) bool
	tables bool // GFM holds tables, so that marks may stand in them

	count  int
	places map[*html.Node]int
	ids    map[string]*html.Node
	links  []*html.Node // that lead into the tree
	raised []*html.Node // sup that hold a number and no link
	texts  []*html.Node // that hold a number in brackets
	blocks []*html.Node // that may be notes: p, li, and what stands beside a label

	held    map[*html.Node]bool      // of the blocks: it stands in a quote, definition list or table
	besides map[*html.Node]noteLabel // of the blocks

	backs  map[*html.Node]map[*html.Node]bool // by block: where its links lead
	refs   map[*html.Node][]*html.Node        // marks by their notes
	marks  map[*html.Node]string              // of the notes: how they are numbered
	order  []*html.Node                       // notes by their first marks
	labels map[string]bool
}

// markNotes finds the notes of a tidy tree and marks them. skip names what
// Markdown leaves out, tables whether it holds tables that marks may stand in.
func markNotes(root *html.Node, skip func(*html.Node) bool, tables bool) {
	f := &noteFinder{skip: skip, tables: tables, places: map[*html.Node]int{}, ids: map[string]*html.Node{}, held: map[*html.Node]bool{},
		besides: map[*html.Node]noteLabel{},
		backs:   map[*html.Node]map[*html.Node]bool{}, refs: map[*html.Node][]*html.Node{}, marks: map[*html.Node]string{}, labels: map[string]bool{}}
	f.collect(root, shelf{top: true}, false)
	f.splitLines()
	for _, a := range f.links {
		f.linked(a)
	}
	if len(f.refs) == 0 {
		f.plain()
	}
	f.order = slices.DeleteFunc(f.order, func(note *html.Node) bool { return !f.complete(note) })
	only := f.onlyNotes()
	f.order = slices.DeleteFunc(f.order, func(note *html.Node) bool { return note.DataAtom == atom.Li && !only(note) })
	wholes := map[*html.Node]*html.Node{}
	for _, note := range f.order {
		wholes[note] = f.apply(note)
	}
	f.liftAll(wholes)
}

// complete reports whether a note says something: in its own block, or in the
// paragraph below where its mark has a line for itself.
func (f *noteFinder) complete(note *html.Node) bool {
	if says(note, f.marks[note]) {
		return beginsWithLine(note, f.marks[note])
	}
	next := note.NextSibling
	return note.DataAtom == atom.P && next != nil && next.DataAtom == atom.P && len(f.refs[next]) == 0 &&
		attr(next, "id") == "" && len(f.leadsTo(next)) == 0 && f.hasText(next)
}

// beginsWithLine reports whether the first text of a note, behind its mark,
// stands in a line: readers disagree on other blocks there.
func beginsWithLine(note *html.Node, mark string) bool {
	if note.DataAtom == atom.P {
		return true
	}
	text := ""
	for c := note.FirstChild; c != nil; c = c.NextSibling {
		if !inlineOut(c) && c.DataAtom != atom.P {
			return false
		}
		if text += textContent(c); saysText(text, mark) {
			return true
		}
	}
	return false
}

// hasText reports whether Markdown has text for a block.
func (f *noteFinder) hasText(n *html.Node) bool {
	if number, _ := leadingNumber(n); number > 0 || f.skip(n) {
		return false
	}
	return strings.TrimSpace(textContent(n)) != ""
}

// shelf is where a walk for notes stands.
type shelf struct {
	top  bool // only what may hold notes stands around
	held bool // a quote, definition list or table does
}

// below is the shelf that n's children stand on.
func (s shelf) below(n *html.Node) shelf {
	switch n.DataAtom {
	case atom.Div, atom.Ol, atom.Ul:
	case atom.Blockquote, atom.Dl, atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr:
		s.held = true
	default:
		s.top = false
	}
	return s
}

// collect walks the tree. linked says that a link stands around, or markup that
// cannot hold a mark.
func (f *noteFinder) collect(n *html.Node, at shelf, linked bool) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		f.count++
		if c.Type == html.TextNode {
			if !linked && bracketed(c.Data) {
				f.texts, f.places[c] = append(f.texts, c), f.count
			}
			continue
		}
		if c.Type != html.ElementNode || f.skip(c) || c.DataAtom == atom.Pre || c.DataAtom == atom.Code ||
			c.DataAtom == atom.Table && (!f.tables || !gridOf(c).isGFM()) {
			continue
		}
		f.places[c] = f.count
		if id := attr(c, "id"); id != "" && f.ids[id] == nil {
			f.ids[id] = c
		}
		inside := linked
		switch c.DataAtom {
		case atom.A:
			inside = true
			if href := attr(c, "href"); len(href) > 1 && href[0] == '#' && !linked {
				f.links = append(f.links, c)
			}
		case atom.Sup:
			if !linked && isNumber(strings.Trim(textContent(c), "[]() ")) && !holdsLink(c) {
				f.raised = append(f.raised, c)
			}
		}
		if at.top {
			f.block(c, at.held)
		}
		if headingLevel(n.DataAtom) > 0 && c.DataAtom != atom.Sup {
			inside = true // Hugo 0.111 stops at # *a[^1]*
		}
		f.collect(c, at.below(c), inside)
	}
}

// block notes that n may be a note. held says that it stands in another block.
func (f *noteFinder) block(n *html.Node, held bool) {
	switch n.DataAtom {
	case atom.P, atom.Li:
	case atom.Dd, atom.Td, atom.Th:
		label := labelOf(n)
		if label.node == nil {
			return
		}
		f.besides[n] = label
	default:
		return
	}
	f.blocks = append(f.blocks, n)
	if held {
		f.held[n] = true
	}
}

func holdsLink(n *html.Node) bool {
	for c := range n.Descendants() {
		if c.DataAtom == atom.A {
			return true
		}
	}
	return false
}

// bracketed reports whether s holds a number in brackets.
func bracketed(s string) bool {
	_, _, ok := cutBracketed(s)
	return ok
}

// cutBracketed finds the first number in brackets: s[from:end].
func cutBracketed(s string) (from, end int, ok bool) {
	for at := 0; ; {
		k := strings.IndexByte(s[at:], '[')
		if k < 0 {
			return 0, 0, false
		}
		from = at + k
		end = from + 1
		for end < len(s) && isDigit(s[end]) {
			end++
		}
		if end < len(s) && s[end] == ']' && end > from+1 && end-from <= 4 {
			return from, end + 1, true
		}
		at = from + 1
	}
}

func isNumber(s string) bool {
	return s != "" && len(s) <= 3 && strings.Trim(s, "0123456789") == "" && s[0] != '0'
}

// noteMark is what a mark says without its brackets; "" where s is none: a
// number, a letter, a small roman number, or the signs that printers use.
func noteMark(s string) string {
	s = strings.TrimFunc(s, unicode.IsSpace)
	s = strings.Trim(strings.TrimRight(s, ".:"), "[](){} \u00a0")
	s = strings.TrimRight(s, ".:)")
	switch {
	case s == "" || len(s) > 12:
		return ""
	case strings.Trim(s, "0123456789") == "" && len(s) <= 4,
		len(s) == 1 && s[0]|0x20 >= 'a' && s[0]|0x20 <= 'z',
		strings.Trim(s, "ivxl") == "" && len(s) <= 6,
		strings.Trim(s, "*†‡§¶") == "":
		return s
	}
	return ""
}

// linked notes the note that the link a is the mark of, if it is one: it leads
// to the beginning of a block further below, and something says that this is no
// table of contents: brackets, a raised number, the words of its address, or a
// way back.
func (f *noteFinder) linked(a *html.Node) {
	target := f.ids[attr(a, "href")[1:]]
	mark := noteMark(textContent(a))
	if target == nil || mark == "" || f.places[target] < f.places[a] {
		return
	}
	note, home := f.blockOf(target), lineOf(a)
	if note == nil || home == nil || contains(note, a) || contains(f.besides[note].node, a) || headingLevel(home.DataAtom) > 0 && firstIn(home, a) || !f.startsWith(note, target, mark) {
		return
	}
	if !f.leadsTo(note)[home] && (firstIn(home, a) || !f.looksLikeMark(a, target)) {
		return
	}
	f.add(note, a, mark)
}

func (f *noteFinder) add(note, ref *html.Node, mark string) {
	if len(f.refs[note]) == 0 {
		f.order = append(f.order, note)
		f.marks[note] = mark
	}
	f.refs[note] = append(f.refs[note], ref)
}

// blockOf is the block that is the note if target begins it.
func (f *noteFinder) blockOf(target *html.Node) *html.Node {
	for n := target; n != nil; n = n.Parent {
		switch n.DataAtom {
		case atom.Li, atom.P:
			if n.DataAtom == atom.P && n.Parent.FirstChild == n && holdsLine(n.Parent.DataAtom) {
				continue
			}
			if f.isBlock(n) {
				return n
			}
			return nil
		case atom.Dt, atom.Dd, atom.Td, atom.Th, atom.Tr:
			return f.labelled(n)
		case atom.Article, atom.Div, atom.Blockquote, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
			return nil
		}
	}
	return nil
}

// holdsLine reports the blocks whose first paragraph is their first line.
func holdsLine(a atom.Atom) bool {
	return a == atom.Li || a == atom.Dt || a == atom.Dd || a == atom.Td || a == atom.Th
}

// isBlock reports whether n is one of the blocks, which are kept in order.
func (f *noteFinder) isBlock(n *html.Node) bool {
	at, ok := slices.BinarySearchFunc(f.blocks, f.places[n], func(b *html.Node, place int) int { return f.places[b] - place })
	return ok && f.blocks[at] == n
}

// lineOf is the block whose line n stands in.
func lineOf(n *html.Node) *html.Node {
	for n = n.Parent; n != nil && inlineOut(n); n = n.Parent {
	}
	return n
}

func contains(n, inner *html.Node) bool {
	if n == nil {
		return false
	}
	for ; inner != nil; inner = inner.Parent {
		if inner == n {
			return true
		}
	}
	return false
}

// textBefore is the text of block that stands before n.
func textBefore(block, n *html.Node) string {
	var b strings.Builder
	seen := 0
	for c := range block.Descendants() {
		if seen++; c == n || b.Len() > 100 || seen > 1000 {
			break
		}
		if c.Type == html.TextNode {
			b.WriteString(c.Data[:min(len(c.Data), 128)])
		}
	}
	return b.String()
}

func firstIn(block, n *html.Node) bool {
	return strings.Trim(textBefore(block, n), " \t\n\u00a0[(") == ""
}

// startsWith reports whether target stands at the beginning of the note, behind
// its mark at most, or with the label that says the mark.
func (f *noteFinder) startsWith(note, target *html.Node, mark string) bool {
	if label := f.besides[note]; label.node != nil {
		return label.mark == mark && (target == note || !contains(note, target) || textBefore(note, target) == "")
	}
	if target == note {
		return true
	}
	before := strings.Trim(textBefore(note, target), " \t\n\u00a0[](){}.:^↑")
	return before == "" || before == mark
}

// leadsTo is the lines and items that the links of a block lead to.
func (f *noteFinder) leadsTo(block *html.Node) map[*html.Node]bool {
	if m := f.backs[block]; m != nil {
		return m
	}
	m := map[*html.Node]bool{}
	for _, part := range []*html.Node{f.besides[block].node, block} {
		if part == nil {
			continue
		}
		for c := range part.Descendants() {
			if to := f.leads(c); to != nil {
				m[to] = true
			}
		}
	}
	f.backs[block] = m
	return m
}

// leads is the line or item that a link into the tree leads to, or nil.
func (f *noteFinder) leads(a *html.Node) *html.Node {
	href := attr(a, "href")
	if a.DataAtom != atom.A || len(href) < 2 || href[0] != '#' {
		return nil
	}
	to := f.ids[href[1:]]
	if to != nil && inlineOut(to) {
		return lineOf(to)
	}
	return to
}

// looksLikeMark reports the signs of a mark that stands in a text.
func (f *noteFinder) looksLikeMark(a, target *html.Node) bool {
	if s := strings.TrimSpace(textContent(a)); s[0] == '[' || s[0] == '(' {
		return true
	}
	for p := a; p != nil && inlineOut(p); p = p.Parent {
		if p.DataAtom == atom.Sup || len(textOfPrevious(p)) > 0 && strings.ContainsRune("[(", rune(textOfPrevious(p)[len(textOfPrevious(p))-1])) {
			return true
		}
	}
	for c := range a.Descendants() {
		if c.DataAtom == atom.Sup {
			return true
		}
	}
	for _, id := range []string{attr(target, "id"), attr(a, "id")} {
		id = strings.ToLower(strings.TrimLeft(id, "_-#"))
		for _, word := range []string{"fn", "ftn", "note", "endnote", "footnote", "nb", "nh", "cite_note", "sdfootnote", "edn", "easy-footnote"} {
			if strings.HasPrefix(id, word) {
				return true
			}
		}
	}
	return false
}

func textOfPrevious(n *html.Node) string {
	if p := n.PrevSibling; p != nil && p.Type == html.TextNode {
		return p.Data
	}
	return ""
}

// says reports whether a block says more than its mark.
func says(note *html.Node, mark string) bool {
	return saysText(textContent(note), mark)
}

func saysText(text, mark string) bool {
	text = strings.TrimFunc(text, saysNothing)
	return strings.TrimFunc(strings.TrimPrefix(text, mark), saysNothing) != ""
}

// saysNothing reports white space, brackets and arrows.
func saysNothing(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("[](){}.:^↑↩\ufe0e\u200b", r)
}

// splitLines takes paragraphs apart that hold several notes, one on each line.
func (f *noteFinder) splitLines() {
	wanted := map[*html.Node]bool{}
	for _, a := range f.links {
		if t := f.ids[attr(a, "href")[1:]]; t != nil && noteMark(textContent(a)) != "" {
			wanted[t] = true
		}
	}
	var blocks []*html.Node
	for _, p := range f.blocks {
		blocks = append(blocks, p)
		if p.DataAtom == atom.P {
			blocks = append(blocks, f.splitLine(p, wanted)...)
		}
	}
	f.blocks = blocks
}

// splitLine cuts the notes off p that begin behind a line break.
func (f *noteFinder) splitLine(p *html.Node, wanted map[*html.Node]bool) []*html.Node {
	var cut []*html.Node
	for c := p.LastChild; c != nil; {
		before := c.PrevSibling
		if c.DataAtom == atom.Br && c.PrevSibling != nil && beginsNote(c.NextSibling, wanted) {
			rest := element(atom.P)
			f.places[rest] = f.places[c]
			f.held[rest] = f.held[p]
			for next := c.NextSibling; next != nil; next = c.NextSibling {
				p.RemoveChild(next)
				rest.AppendChild(next)
			}
			p.RemoveChild(c)
			p.Parent.InsertBefore(rest, p.NextSibling)
			cut = append(cut, rest)
		}
		c = before
	}
	slices.Reverse(cut)
	return cut
}

// beginsNote reports whether the line that n begins starts with a wanted target.
func beginsNote(n *html.Node, wanted map[*html.Node]bool) bool {
	for ; n != nil && n.Type == html.TextNode; n = n.NextSibling {
		if strings.Trim(n.Data, " \t\n\u00a0[(") != "" {
			return false
		}
	}
	for ; n != nil; n = n.FirstChild {
		if wanted[n] {
			return true
		}
	}
	return false
}
