package convert

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	// maxDepth is how deep the walk goes. The parser stops at 512; a tree made
	// by hand may not. What stands deeper is kept as plain text.
	maxDepth = 1024
	// maxNested is how many quotes, lists and tables may stand in one another.
	// No reader follows further, and each level costs a prefix on every line.
	maxNested = 24
	// maxInline is how many inline elements may be open at once, maxSame how
	// many of one kind: pages that never close their <b> have hundreds.
	maxInline = 16
	maxSame   = 3
)

// tidier copies what a tree shows into a tidy tree, which all formats are
// written from:
//
//   - a block holds blocks, or a line, or (li, td, dd, figure) both in turn;
//   - inline elements stand within one line and hold no blocks: around blocks
//     they are repeated in each line;
//   - lists hold items, tables rows, rows cells;
//   - headings begin at h2 and skip no level;
//   - links and images lead to allowed schemes only;
//   - there are no controls, no comments, and nothing that can run.
//
// The tree it reads stays as it was.
type tidier struct {
	dropImages bool
	cleanLinks bool
	htmlTables bool                  // Markdown writes all tables as HTML
	skip       func(*html.Node) bool // what Markdown leaves out; nil is nothing
	anyScheme  bool                  // for tests that are about Markdown and not about links
	anyLevel   bool                  // the same for headings

	flow   *html.Node // the innermost open block
	line   *html.Node // the block that takes inline content; nil between lines
	want   []*html.Node
	open   []opened
	pre    *html.Node
	nested int
	size   int         // bytes of text so far
	slab   []html.Node // nodes to come: they are made by the dozen
	levels []int       // of the headings that the walk stands under
	anchor string      // the name of a place that the next line begins
	base   string      // the page's address
	within bool        // there is a link into the tree itself
	marks  bool        // there is what might be the mark of a note
}

// opened is an inline element of the source and its open copy.
type opened struct{ src, out *html.Node }

// tidy is the tidy tree of root, an <article>.
func (t *tidier) tidy(root *html.Node) *html.Node {
	out := element(atom.Article)
	if root == nil {
		return out
	}
	t.flow = out
	t.copyAttrs(out, root, "lang", "dir")
	if root.Type == html.ElementNode && roleOf(root.DataAtom) != box {
		t.walk(root, 0)
	} else {
		t.children(root, 0)
	}
	if t.marks {
		if t.skip == nil {
			t.skip = func(*html.Node) bool { return false }
		}
		markNotes(out, t.skip, !t.htmlTables)
	}
	if t.within {
		settleAnchors(out, t.base)
	}
	return out
}

func (t *tidier) children(n *html.Node, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		t.walk(c, depth)
	}
}

func (t *tidier) walk(n *html.Node, depth int) {
	switch {
	case n.Type == html.TextNode:
		t.text(n.Data)
	case n.Type == html.DocumentNode:
		t.children(n, depth+1)
	case n.Type == html.ElementNode && depth > maxDepth:
		t.plain(n)
	case n.Type == html.ElementNode:
		t.element(n, depth+1)
	}
}

func (t *tidier) element(n *html.Node, depth int) {
	switch r := roleOf(n.DataAtom); r {
	case markup:
		t.markup(n, depth)
	case box:
		t.box(n, depth)
	case para, holder:
		t.block(n, r, depth)
	case pre:
		t.preformatted(n, depth)
	case image:
		t.image(n)
	case lineEnd:
		t.lineBreak()
	case rule:
		t.endLine()
		t.place(atom.Hr).AppendChild(element(atom.Hr))
	case embedded:
		t.embed(n)
	case unseen:
		t.checkbox(n)
	case inline:
		if n.Data == "annotation" { // the source of a formula, beside the formula
			return
		}
		if attr(n, "data-part") != "" {
			t.markup(n, depth)
			return
		}
		t.children(n, depth)
	}
}

// plain keeps the text below n without recursion.
func (t *tidier) plain(n *html.Node) {
	for c := range n.Descendants() {
		if c.Type == html.TextNode && (c.Parent == nil || roleOf(c.Parent.DataAtom) != unseen) {
			t.text(c.Data)
		} else if c.Type == html.ElementNode && roleOf(c.DataAtom) >= box {
			t.endLine()
		}
	}
}

// text adds to the line, beginning one where there is more than white space.
func (t *tidier) text(s string) {
	s = cleanText(s)
	if s == "" {
		return
	}
	if t.line == nil {
		if t.pre == nil && strings.Trim(s, " \t\n") == "" && !t.inCode() {
			return
		}
		t.begin()
	}
	t.size += len(s)
	t.marks = t.marks || strings.IndexByte(s, '[') >= 0
	n := t.node()
	n.Type, n.Data = html.TextNode, s
	t.inner().AppendChild(n)
}

// inCode reports whether the walk stands in code, where a space is text.
func (t *tidier) inCode() bool {
	for _, w := range t.want {
		if kindOf(w.DataAtom) == atom.Code {
			return true
		}
	}
	return false
}

// node is a new node.
func (t *tidier) node() *html.Node {
	if len(t.slab) == 0 {
		t.slab = make([]html.Node, 64)
	}
	n := &t.slab[0]
	t.slab = t.slab[1:]
	return n
}

// newElement is a new element.
func (t *tidier) newElement(a atom.Atom) *html.Node {
	n := t.node()
	n.Type, n.Data, n.DataAtom = html.ElementNode, a.String(), a
	return n
}

// begin opens a line: in the block itself where it takes one, in a new
// paragraph elsewhere.
func (t *tidier) begin() {
	t.open = t.open[:0]
	if t.anchor != "" {
		defer t.nameLine()
	}
	if t.pre != nil {
		t.line = t.pre
		return
	}
	f := t.flow
	switch f.DataAtom {
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		if f.FirstChild == nil {
			t.line = f
			return
		}
	case atom.Li, atom.Td, atom.Th, atom.Dt, atom.Dd, atom.Figcaption, atom.Caption, atom.Figure:
		if f.LastChild == nil || !inlineOut(f.LastChild) {
			t.line = f
			return
		}
	}
	t.line = t.newElement(atom.P)
	t.place(atom.P).AppendChild(t.line)
}

// nameLine gives the line that has begun the name that waits.
func (t *tidier) nameLine() {
	name := t.anchor
	t.anchor = ""
	if attr(t.line, "id") == "" && t.line.FirstChild == nil {
		setAttr(t.line, "id", name)
		return
	}
	a := t.newElement(atom.A)
	setAttr(a, "id", name)
	t.line.AppendChild(a)
}

// endLine ends the line, if one is open.
func (t *tidier) endLine() {
	t.line, t.open = nil, t.open[:0]
}

// inner is the innermost open inline element, after opening those that are
// wanted.
func (t *tidier) inner() *html.Node {
	keep := 0
	for keep < len(t.open) && keep < len(t.want) && t.open[keep].src == t.want[keep] {
		keep++
	}
	t.open = t.open[:keep]
	at := t.line
	if keep > 0 {
		at = t.open[keep-1].out
	}
	for _, src := range t.want[keep:] {
		out := t.copyInline(src)
		at.AppendChild(out)
		t.open = append(t.open, opened{src, out})
		at = out
	}
	return at
}

// markup walks an inline element.
func (t *tidier) markup(n *html.Node, depth int) {
	if !t.wanted(n) {
		t.children(n, depth)
		return
	}
	t.want = append(t.want, n)
	if n.DataAtom == atom.A && n.FirstChild == nil {
		name := first(attr(n, "id"), attr(n, "name"))
		switch {
		case t.line != nil:
			t.inner() // an empty link, or the target of one
		case name != "":
			t.anchor = cleanText(name)
		default:
			t.begin()
			t.inner()
		}
	}
	t.children(n, depth)
	t.want = t.want[:len(t.want)-1]
	if k := len(t.want); len(t.open) > k {
		t.open = t.open[:k]
	}
}

// wanted reports whether the inline element n says something that the open
// ones do not.
func (t *tidier) wanted(n *html.Node) bool {
	if len(t.want) >= maxInline {
		return false
	}
	switch n.DataAtom {
	case atom.A:
		if _, ok := t.linkAddress(attr(n, "href")); (!ok || !hasAttr(n, "href")) && attr(n, "id") == "" && attr(n, "name") == "" {
			return false
		}
	case atom.Span, atom.Bdi, atom.Bdo, 0:
		if attr(n, "lang") == "" && attr(n, "dir") == "" && attr(n, "data-part") == "" {
			return false
		}
	}
	same := 0
	for _, w := range t.want {
		if kindOf(w.DataAtom) == kindOf(n.DataAtom) {
			same++
		}
	}
	if n.DataAtom == atom.A || n.DataAtom == atom.Code || n.DataAtom == atom.Tt || n.DataAtom == atom.Ruby {
		return same == 0
	}
	return same < maxSame
}

// kindOf takes the old elements for the new ones, and those that look alike
// for one.
func kindOf(a atom.Atom) atom.Atom {
	switch a {
	case atom.I:
		return atom.Em
	case atom.B:
		return atom.Strong
	case atom.S, atom.Strike:
		return atom.Del
	case atom.Tt:
		return atom.Code
	case atom.Acronym:
		return atom.Abbr
	case atom.Bdi, atom.Bdo, 0:
		return atom.Span
	}
	return a
}

func (t *tidier) copyInline(src *html.Node) *html.Node {
	a := src.DataAtom
	switch a {
	case atom.Strike, atom.Tt, atom.Acronym, atom.Bdi, atom.Bdo, 0:
		a = kindOf(a)
	}
	if roleOf(a) != markup {
		a = atom.Span
	}
	out := t.newElement(a)
	t.copyAttrs(out, src, "lang", "dir", "title", "data-part", "id")
	if a == atom.A {
		if href, ok := t.linkAddress(attr(src, "href")); ok && hasAttr(src, "href") {
			setAttr(out, "href", href)
			t.within = t.within || strings.HasPrefix(href, "#")
			t.marks = t.marks || t.within
		}
		if name := cleanText(attr(src, "name")); name != "" && attr(out, "id") == "" {
			setAttr(out, "id", name)
		}
	}
	switch a {
	case atom.Code:
		t.copyLanguage(out, src)
	case atom.Sup:
		t.marks = true
	}
	return out
}

// box walks an element that only begins and ends lines. One that is marked as
// a part is kept, so that the mark is.
func (t *tidier) box(n *html.Node, depth int) {
	if n.DataAtom == atom.Noscript && n.FirstChild != nil && n.FirstChild == n.LastChild && n.FirstChild.Type == html.TextNode &&
		strings.Contains(n.FirstChild.Data, "<") {
		return // parsed with scripting on: its text is source, not text
	}
	if t.pre != nil {
		t.newLine()
		t.children(n, depth)
		t.newLine()
		return
	}
	t.endLine()
	if part := attr(n, "data-part"); part != "" {
		t.inside(t.append(atom.Div, n), func() { t.children(n, depth) })
		return
	}
	t.children(n, depth)
	t.endLine()
}

// block copies a block and walks into the copy.
func (t *tidier) block(n *html.Node, r role, depth int) {
	a := t.blockAtom(n)
	if a == 0 || t.pre != nil {
		t.box(n, depth)
		return
	}
	if deepens(a) {
		if t.nested >= maxNested {
			t.box(n, depth)
			return
		}
		t.nested++
		defer func() { t.nested-- }()
	}
	t.endLine()
	out := t.append(a, n)
	t.inside(out, func() { t.children(n, depth) })
	switch {
	case hollow(out):
		out.Parent.RemoveChild(out)
	case a == atom.Caption && out.PrevSibling != nil:
		table := out.Parent // a caption stands above its table, wherever the page wrote it
		table.RemoveChild(out)
		table.InsertBefore(out, table.FirstChild)
	}
}

func deepens(a atom.Atom) bool {
	switch a {
	case atom.Blockquote, atom.Ul, atom.Ol, atom.Table, atom.Dl:
		return true
	}
	return false
}

// hollow reports the copies that say nothing when they are empty.
func hollow(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Ul, atom.Ol, atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Dl, atom.Figure, atom.Figcaption, atom.Caption:
		return n.FirstChild == nil
	}
	return false
}

// blockAtom is what the block n becomes where the walk stands; 0 is a box.
func (t *tidier) blockAtom(n *html.Node) atom.Atom {
	in := t.flow.DataAtom
	switch n.DataAtom {
	case atom.Menu, atom.Dir:
		return atom.Ul
	case atom.Li:
		if in != atom.Ul && in != atom.Ol {
			return 0
		}
	case atom.Dt, atom.Dd:
		if in != atom.Dl {
			return 0
		}
	case atom.Figcaption:
		if in != atom.Figure {
			return 0
		}
	case atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot:
		if in != atom.Table {
			return 0
		}
	case atom.Tr:
		if in != atom.Table && in != atom.Thead && in != atom.Tbody && in != atom.Tfoot {
			return 0
		}
	case atom.Td, atom.Th:
		if in != atom.Tr {
			return 0
		}
	}
	if level := headingLevel(n.DataAtom); level > 0 && !t.anyLevel {
		return headingAtom(t.closeUp(level))
	}
	return n.DataAtom
}

// closeUp is the level of the next heading: one below the nearest heading
// before it that stood higher, and 2 where there is none.
func (t *tidier) closeUp(level int) int {
	k := len(t.levels)
	for k > 0 && t.levels[k-1] >= level {
		k--
	}
	t.levels = append(t.levels[:k], level)
	return min(k+2, 6)
}

// inside runs f with out as the innermost block.
func (t *tidier) inside(out *html.Node, f func()) {
	was := t.flow
	t.flow = out
	f()
	t.flow = was
	t.endLine()
}

// append makes a block and puts it where it may stand.
func (t *tidier) append(a atom.Atom, src *html.Node) *html.Node {
	out := t.newElement(a)
	t.copyAttrs(out, src, "lang", "dir", "id", "data-part")
	switch a {
	case atom.Ol:
		t.copyAttrs(out, src, "start", "type")
		if hasAttr(src, "reversed") {
			setAttr(out, "reversed", "")
		}
	case atom.Li:
		t.copyAttrs(out, src, "value")
		if task := attr(src, "data-task"); task == "open" || task == "done" {
			setAttr(out, "data-task", task)
		}
	case atom.Td, atom.Th:
		t.copyAttrs(out, src, "scope", "align")
		copySpan(out, src, "colspan", 100)
		copySpan(out, src, "rowspan", 1000)
	case atom.Figcaption, atom.Caption:
		if attr(src, "data-part") == "" {
			setAttr(out, "data-part", "caption")
		}
	}
	t.place(a).AppendChild(out)
	return out
}

// place is the innermost open block that may hold an a.
func (t *tidier) place(a atom.Atom) *html.Node {
	for p := t.flow; ; p = p.Parent {
		switch p.DataAtom {
		case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Pre:
		case atom.Ul, atom.Ol:
			if a == atom.Li {
				return p
			}
			if p.LastChild == nil {
				p.AppendChild(t.newElement(atom.Li))
			}
			return p.LastChild
		case atom.Dl:
			if a == atom.Dt || a == atom.Dd {
				return p
			}
			if p.LastChild == nil {
				p.AppendChild(t.newElement(atom.Dd))
			}
			return p.LastChild
		case atom.Table, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr:
			switch a {
			case atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot, atom.Tr, atom.Td, atom.Th:
				return p
			}
		default:
			return p
		}
	}
}

func (t *tidier) copyAttrs(out, src *html.Node, keys ...string) {
	if len(src.Attr) == 0 {
		return
	}
	for _, k := range keys {
		if v := cleanText(attr(src, k)); v != "" {
			setAttr(out, k, v)
		}
	}
}

// copySpan keeps a span of 2 or more, within what browsers allow at most.
func copySpan(out, src *html.Node, key string, most int) {
	if n, err := strconv.Atoi(strings.TrimSpace(attr(src, key))); err == nil && n > 1 {
		setAttr(out, key, strconv.Itoa(min(n, most)))
	}
}

func (t *tidier) lineBreak() {
	switch {
	case t.pre != nil:
		t.text("\n")
	case t.line != nil:
		t.inner().AppendChild(t.newElement(atom.Br))
	}
}

// checkbox marks a list item that begins with a box to tick.
func (t *tidier) checkbox(n *html.Node) {
	if n.DataAtom != atom.Input || !strings.EqualFold(attr(n, "type"), "checkbox") || t.line != nil {
		return
	}
	li := t.flow
	if li.DataAtom == atom.P {
		li = li.Parent
	}
	if li.DataAtom != atom.Li || attr(li, "data-task") != "" || t.flow.FirstChild != nil || li.FirstChild != nil && li.FirstChild != t.flow {
		return
	}
	state := "open"
	if hasAttr(n, "checked") {
		state = "done"
	}
	setAttr(li, "data-task", state)
}
