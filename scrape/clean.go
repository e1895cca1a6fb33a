package scrape

import (
	"strconv"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/content"
)

// clean copies what was kept of a page into a tree of its own, an <article>
// that holds only:
//
//   - p, h2 to h6, ul, ol, li, blockquote, pre, dl, dt, dd, hr
//   - table with caption, thead, tbody, tfoot, tr, th and td, where the table
//     is one; tables that lay out a page are dissolved
//   - figure, figcaption, img
//   - a, em, i, strong, b, del, s, ins, sup, sub, u, mark, kbd, samp, var, q,
//     cite, abbr, small, code, ruby, rt, rp, br
//   - the attributes href, src, alt, title, id, lang, dir, start, type,
//     reversed, value, colspan, rowspan, scope, class of a <code>, and
//     data-part, which marks what a reader may want to do without: caption,
//     credit, embed; and data-task of an li, open or done
//
// Links and images are absolute, or point into the article ("#note1").
//
// A picture between heading, the headline's, and the text leads the text.
func clean(sel *content.Selection, skip map[*content.Block]int, heading *html.Node, res resolver) *html.Node {
	root := &html.Node{Type: html.ElementNode, Data: "article", DataAtom: atom.Article}
	if sel.Root == nil {
		return root
	}
	c := &cleaner{starts: make(map[*html.Node]*content.Block, 64), skips: skip, res: res, flow: root, targets: map[string]bool{}, root: sel.Root, heading: heading}
	c.leading = heading == nil || !inside(heading, sel.Root)
	for i := range sel.Blocks {
		if b := &sel.Blocks[i]; b.Keep {
			c.starts[b.First] = b
			c.left++
			fragments(b, c.targets)
		}
	}
	c.children(sel.Root)
	prune(root)
	return root
}

// cleaner walks the page and builds the clean tree beside it.
type cleaner struct {
	starts map[*html.Node]*content.Block // kept blocks by their first text node
	left   int                           // kept blocks that are still to come
	begun  bool                          // a kept block has been seen
	block  *content.Block                // the kept block the walk is in
	skips  map[*content.Block]int        // lines at the start of a block that are left out
	skip   int                           // of those, how many are still to come
	res    resolver

	targets map[string]bool // places inside the page that kept links lead to
	target  string          // one that the next line begins

	flow  *html.Node // the output's innermost block-level element
	para  *html.Node // where inline content goes; nil between blocks
	chain []link     // open inline elements below para

	root    *html.Node // of the page's content
	heading *html.Node // the headline's, or nil
	leading bool       // the headline has passed, and no picture after it
	looked  int        // pictures there that may have led the text

	pre    int  // inside <pre>
	figure int  // inside a figure's caption, where all text is kept
	muted  bool // inside furniture: no images, no embeds
}

// link is an inline element of the page and its copy.
type link struct{ src, out *html.Node }

func (c *cleaner) children(n *html.Node) {
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		switch k.Type {
		case html.TextNode:
			c.text(k)
		case html.ElementNode:
			c.element(k)
		}
	}
}

// inArticle reports whether the walk stands between the first and the last
// kept block.
func (c *cleaner) inArticle() bool { return c.begun && (c.left > 0 || c.block != nil) }

func (c *cleaner) text(n *html.Node) {
	if b := c.starts[n]; b != nil {
		c.block, c.begun = b, true
		c.left--
		c.skip = c.skips[b]
		c.newBlock()
	}
	if c.block != nil && c.skip == 0 || c.figure > 0 && strings.TrimSpace(n.Data) != "" {
		if c.para == nil {
			c.newBlock()
		}
		c.inline(n).AppendChild(&html.Node{Type: html.TextNode, Data: c.plainText(n.Data)})
	}
	if c.block != nil && c.block.Last == n {
		c.block = nil
		if c.figure == 0 {
			c.endBlock()
		}
	}
}

func (c *cleaner) plainText(s string) string {
	s = withoutControls(s)
	if c.pre == 0 {
		return s
	}
	return strings.ReplaceAll(s, "\r\n", "\n")
}

// withoutControls drops the characters that no output holds.
func withoutControls(s string) string {
	for _, r := range s {
		if dropped(r) && r != '\r' {
			return strings.Map(func(r rune) rune {
				if dropped(r) && r != '\r' {
					return -1
				}
				return r
			}, s)
		}
	}
	return s
}

// newBlock finds the place of the next block's text: the element itself where
// it holds text, a new paragraph elsewhere. The name that a box or an anchor
// before it had becomes its own.
func (c *cleaner) newBlock() {
	c.openBlock()
	if c.target == "" {
		return
	}
	if c.para.FirstChild == nil && attr(c.para, "id") == "" {
		setAttr(c.para, "id", c.target)
	} else {
		c.para.AppendChild(anchor(c.target))
	}
	c.target = ""
}

func (c *cleaner) openBlock() {
	c.chain = c.chain[:0]
	switch c.flow.DataAtom {
	case atom.P:
		c.para = c.flow
		if c.flow.FirstChild != nil {
			next := element(atom.P)
			c.flow.Parent.InsertBefore(next, c.flow.NextSibling)
			c.flow, c.para = next, next
		}
	case atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Td, atom.Th, atom.Dt, atom.Dd, atom.Figcaption, atom.Caption, atom.Pre:
		c.para = c.flow
		if last := c.flow.LastChild; last != nil && (last.Type == html.TextNode || inlineOut(last)) {
			c.flow.AppendChild(element(atom.Br))
		}
	default:
		c.para = element(atom.P)
		c.flow.AppendChild(c.para)
	}
}

func inlineOut(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Ul, atom.Ol, atom.Blockquote, atom.Pre, atom.Table, atom.Figure, atom.Dl, atom.Br, atom.Hr:
		return false
	}
	return n.Type == html.ElementNode
}

func (c *cleaner) endBlock() {
	c.para, c.chain = nil, c.chain[:0]
}

// inline opens the copies of the inline elements around n, as far as they are
// not open already, and gives the innermost.
func (c *cleaner) inline(n *html.Node) *html.Node {
	var want [16]*html.Node
	k := len(want)
	for p := n.Parent; p != nil && content.Inline(p) && k > 0; p = p.Parent {
		if phrasing(p.DataAtom) {
			k--
			want[k] = p
		}
	}
	path := want[k:]
	keep := 0
	for keep < len(path) && keep < len(c.chain) && c.chain[keep].src == path[keep] {
		keep++
	}
	c.chain = c.chain[:keep]
	for _, src := range path[keep:] {
		out := c.copyInline(src)
		c.innermost().AppendChild(out)
		c.chain = append(c.chain, link{src, out})
	}
	return c.innermost()
}

func (c *cleaner) innermost() *html.Node {
	if len(c.chain) > 0 {
		return c.chain[len(c.chain)-1].out
	}
	return c.para
}

// phrasing reports the inline elements that mean something to a reader.
func phrasing(a atom.Atom) bool {
	switch a {
	case atom.A, atom.Em, atom.I, atom.Strong, atom.B, atom.Del, atom.S, atom.Strike, atom.Ins, atom.Sup, atom.Sub, atom.U,
		atom.Mark, atom.Kbd, atom.Samp, atom.Var, atom.Q, atom.Cite, atom.Abbr, atom.Acronym, atom.Small, atom.Code, atom.Tt,
		atom.Ruby, atom.Rt, atom.Rp:
		return true
	}
	return false
}

func (c *cleaner) copyInline(src *html.Node) *html.Node {
	a := src.DataAtom
	switch a {
	case atom.Strike:
		a = atom.S
	case atom.Acronym:
		a = atom.Abbr
	case atom.Tt:
		a = atom.Code
	}
	out := element(a)
	copyAttrs(out, src, "lang", "dir", "title", "id")
	if lang := codeLanguage(src); a == atom.Code && lang != "" {
		setAttr(out, "class", "language-"+lang)
	}
	if a == atom.A {
		if href := c.href(attr(src, "href")); href != "" {
			setAttr(out, "href", href)
		}
		if name := attr(src, "name"); name != "" && attr(out, "id") == "" {
			setAttr(out, "id", withoutControls(name))
		}
	}
	return out
}

// codeLanguage is the language that a <code>, or the <pre> around it, names in
// one of the ways that highlighters read.
func codeLanguage(n *html.Node) string {
	for _, e := range []*html.Node{n, n.Parent} {
		if e == nil || e.DataAtom != atom.Code && e.DataAtom != atom.Pre {
			continue
		}
		for c := range strings.FieldsSeq(attr(e, "class")) {
			for _, p := range []string{"language-", "lang-", "highlight-source-", "brush:"} {
				if lang, ok := strings.CutPrefix(c, p); ok && plainWord(lang) {
					return lang
				}
			}
		}
		if lang := first(attr(e, "data-lang"), attr(e, "data-language")); plainWord(lang) {
			return lang
		}
	}
	return ""
}

// plainWord reports whether s is a name of letters, digits and signs that no
// markup is made of.
func plainWord(s string) bool {
	if s == "" || len(s) > 30 {
		return false
	}
	for i := range len(s) {
		c := s[i] | 0x20
		if (c < 'a' || c > 'z') && (s[i] < '0' || s[i] > '9') && s[i] != '+' && s[i] != '-' && s[i] != '#' && s[i] != '_' && s[i] != '.' {
			return false
		}
	}
	return true
}

// href is a link's address: absolute, or inside the article.
func (c *cleaner) href(v string) string {
	v = strings.TrimSpace(v)
	if strings.HasPrefix(v, "#") {
		if len(v) > 1 {
			return withoutControls(v)
		}
		return ""
	}
	abs := c.res.resolve(v)
	if k := strings.IndexByte(abs, '#'); k > 0 && abs[:k] == c.res.base {
		return abs[k:]
	}
	return abs
}

func (c *cleaner) element(n *html.Node) {
	if n == c.heading {
		defer func() { c.leading = !c.begun }()
	}
	if n.DataAtom == atom.Br {
		c.lineBreak()
		return
	}
	switch n.DataAtom {
	case atom.Img, atom.Picture, atom.Noscript:
		c.image(n)
		return
	case atom.Iframe, atom.Video, atom.Audio, atom.Embed, atom.Object:
		c.embed(n)
		return
	}
	switch {
	case n.DataAtom == atom.Math:
		c.formula(n)
	case n.DataAtom == atom.Script && strings.HasPrefix(attr(n, "type"), "math/tex"):
		c.texScript(n)
	case n.DataAtom == atom.Input:
		c.task(n)
	case n.Data == "amp-img":
		c.image(n)
	case content.Unseen(n):
	case content.Inline(n):
		c.emptyAnchor(n)
		c.children(n)
	default:
		c.structure(n)
	}
}

func (c *cleaner) lineBreak() {
	if c.block != nil && c.skip > 0 {
		c.skip--
		return
	}
	if c.para != nil && c.block != nil {
		c.innermost().AppendChild(element(atom.Br))
	}
}

// emptyAnchor keeps <a name="n1"></a>, the target of a note's link.
func (c *cleaner) emptyAnchor(n *html.Node) {
	if n.DataAtom != atom.A || n.FirstChild != nil {
		return
	}
	name := first(attr(n, "id"), attr(n, "name"))
	switch {
	case name == "":
	case c.para != nil && c.block != nil:
		c.innermost().AppendChild(anchor(name))
	default:
		c.await(name)
	}
}

// await keeps the name of a place until the line there begins, if a link leads
// to it.
func (c *cleaner) await(name string) {
	if c.targets[name] {
		c.target = withoutControls(name)
	}
}

func anchor(name string) *html.Node {
	a := element(atom.A)
	setAttr(a, "id", withoutControls(name))
	return a
}

// structure copies a block-level element, or walks through it where it is
// only a box.
func (c *cleaner) structure(n *html.Node) {
	was := *c
	if !c.muted && content.Furniture(n) {
		c.muted = true
	}
	a := c.outAtom(n)
	if a == 0 {
		c.await(attr(n, "id"))
		c.endBlockAround(n)
		c.muted = was.muted
		return
	}
	out := element(a)
	c.attributes(out, n)
	c.parentFor(a).AppendChild(out)
	c.flow, c.para, c.chain = out, nil, nil
	switch a {
	case atom.Pre:
		c.pre++
	case atom.Figcaption:
		c.figure++
		setAttr(out, "data-part", "caption")
	case atom.Blockquote:
		if attr(out, "data-part") == "embed" && was.inArticle() && !was.muted {
			c.figure++ // a post is kept whole, with the line that says whose it is
		}
	}
	c.children(n)
	c.pre, c.figure, c.muted = was.pre, was.figure, was.muted
	c.flow, c.para, c.chain = was.flow, nil, nil
	if a == atom.Hr && !c.inArticle() {
		out.Parent.RemoveChild(out)
	}
}

// endBlockAround walks through a box. The block around it, if any, ends.
func (c *cleaner) endBlockAround(n *html.Node) {
	c.children(n)
	if c.block == nil {
		c.para, c.chain = nil, nil
	}
}

// parentFor is the place of a block-level copy: paragraphs and headings hold
// no blocks, so the copy goes behind them.
func (c *cleaner) parentFor(a atom.Atom) *html.Node {
	p := c.flow
	for p.Parent != nil {
		switch p.DataAtom {
		case atom.P, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Pre:
			p = p.Parent
			continue
		case atom.Ul, atom.Ol:
			if a != atom.Li {
				if p.LastChild != nil {
					return p.LastChild
				}
				li := element(atom.Li)
				p.AppendChild(li)
				return li
			}
		}
		return p
	}
	return p
}

// outAtom is the element that n becomes, or 0 for a box.
func (c *cleaner) outAtom(n *html.Node) atom.Atom {
	switch n.DataAtom {
	case atom.P, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Ul, atom.Ol, atom.Blockquote, atom.Pre, atom.Dl, atom.Hr, atom.Figure:
		return n.DataAtom
	case atom.H1:
		return atom.H2
	case atom.Li:
		if c.flow.DataAtom == atom.Ul || c.flow.DataAtom == atom.Ol {
			return atom.Li
		}
	case atom.Dt, atom.Dd:
		if c.flow.DataAtom == atom.Dl {
			return n.DataAtom
		}
	case atom.Figcaption:
		if c.flow.DataAtom == atom.Figure {
			return atom.Figcaption
		}
	case atom.Table:
		if dataTable(n) {
			return atom.Table
		}
	case atom.Caption, atom.Thead, atom.Tbody, atom.Tfoot:
		if c.flow.DataAtom == atom.Table {
			return n.DataAtom
		}
	case atom.Tr:
		switch c.flow.DataAtom {
		case atom.Table, atom.Thead, atom.Tbody, atom.Tfoot:
			return atom.Tr
		}
	case atom.Td, atom.Th:
		if c.flow.DataAtom == atom.Tr {
			return n.DataAtom
		}
	}
	return 0
}

func (c *cleaner) attributes(out, src *html.Node) {
	copyAttrs(out, src, "lang", "dir", "id")
	switch out.DataAtom {
	case atom.Ol:
		copyAttrs(out, src, "start", "type", "reversed")
	case atom.Li:
		copyAttrs(out, src, "value")
	case atom.Td, atom.Th:
		copyAttrs(out, src, "scope")
		copySpan(out, src, "colspan", 100)
		copySpan(out, src, "rowspan", 1000)
	case atom.Blockquote:
		if strings.Contains(attr(src, "class"), "twitter-") || strings.Contains(attr(src, "class"), "instagram-") || strings.Contains(attr(src, "class"), "tiktok-") {
			setAttr(out, "data-part", "embed")
		}
	}
}

func copySpan(out, src *html.Node, key string, most int) {
	if n, err := strconv.Atoi(strings.TrimSpace(attr(src, key))); err == nil && n > 1 {
		setAttr(out, key, strconv.Itoa(min(n, most)))
	}
}

// dataTable tells tables from tables that lay out a page: those hold headings,
// lists, other tables or whole paragraphs, or are one column.
func dataTable(n *html.Node) bool {
	if r := attr(n, "role"); r == "presentation" || r == "none" {
		return false
	}
	var t tableShape
	t.walk(n, 0)
	switch {
	case t.nested || t.rows < 2 && !t.header || t.cells <= t.rows && !t.header:
		return false
	case t.header:
		return true
	}
	return t.longest < 60 && t.words < 12*t.cells
}

type tableShape struct {
	rows, cells    int
	words, longest int
	header, nested bool
}

func (t *tableShape) walk(n *html.Node, depth int) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.DataAtom {
		case atom.Table:
			t.nested = true
		case atom.Tr:
			t.rows++
		case atom.Th, atom.Caption, atom.Thead:
			t.header = true
		case atom.H1, atom.H2, atom.Form:
			t.nested = true
		}
		if c.DataAtom == atom.Td || c.DataAtom == atom.Th {
			t.cells++
			w := len(strings.Fields(textOf(c)))
			t.words += w
			t.longest = max(t.longest, w)
			if c.FirstChild != nil && w < 60 {
				t.walk(c, depth+1)
			}
			continue
		}
		t.walk(c, depth+1)
	}
}

func element(a atom.Atom) *html.Node {
	return &html.Node{Type: html.ElementNode, Data: a.String(), DataAtom: a}
}

func setAttr(n *html.Node, key, val string) {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			n.Attr[i].Val = val
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: val})
}

func copyAttrs(out, src *html.Node, keys ...string) {
	for _, k := range keys {
		if hasAttr(src, k) {
			if v := withoutControls(attr(src, k)); v != "" || k == "reversed" {
				setAttr(out, k, v)
			}
		}
	}
}

// prune removes the elements that hold nothing: what stood in them was not
// kept.
func prune(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.ElementNode {
			prune(c)
			if holdsText(c.DataAtom) {
				trimEnd(c)
			}
			if hollow(c) {
				n.RemoveChild(c)
			}
		}
		c = next
	}
}

func holdsText(a atom.Atom) bool {
	switch a {
	case atom.P, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Li, atom.Td, atom.Th, atom.Dt, atom.Dd, atom.Figcaption, atom.Caption:
		return true
	}
	return false
}

// trimEnd drops the spaces and line breaks, no-break spaces too, at a block's
// end: editors leave them there, and nobody sees them.
func trimEnd(n *html.Node) {
	for last := n.LastChild; last != nil; last = n.LastChild {
		switch {
		case last.Type == html.TextNode:
			last.Data = strings.TrimRight(last.Data, " \t\r\n\f\u00a0\u200b\ufeff")
			if last.Data != "" {
				return
			}
		case last.DataAtom == atom.Br:
		case phrasing(last.DataAtom) && last.DataAtom != atom.Code && attr(last, "id") == "":
			trimEnd(last)
			if last.FirstChild != nil {
				return
			}
		default:
			return
		}
		n.RemoveChild(last)
	}
}

func hollow(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Img, atom.Br, atom.Hr, atom.Td, atom.Th:
		return false
	case atom.A:
		return n.FirstChild == nil && attr(n, "id") == ""
	case atom.Tr, atom.Table, atom.Tbody, atom.Thead, atom.Tfoot:
		return !hasText(n)
	case atom.Figure:
		return find(n, atom.Img) == nil
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" || c.Type == html.ElementNode && c.DataAtom != atom.Br {
			return false
		}
	}
	return true
}

func hasText(n *html.Node) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode && strings.TrimSpace(c.Data) != "" || c.DataAtom == atom.Img || c.Type == html.ElementNode && hasText(c) {
			return true
		}
	}
	return false
}

// find is the first element a below n, or nil.
func find(n *html.Node, a atom.Atom) *html.Node {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.DataAtom == a {
			return c
		}
		if f := find(c, a); f != nil {
			return f
		}
	}
	return nil
}
