package contents

import (
	"net/url"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The limits of one page.
const (
	maxElements = 1 << 20
	maxLine     = 4000 // bytes kept of one line
	maxClimb    = 64   // ancestors looked at from one place
)

// flag is what an element inherits from those around it.
type flag uint8

const (
	chrome   flag = 1 << iota // nav, footer, aside and their like
	inMain                    // main, or role=main
	inHead                    // the page's banner
	crumbs                    // a breadcrumb
	aside                     // class names speak of chrome: weak
	comments                  // readers' comments
)

// element is a node with the numbers of the elements from its start to its end.
type element struct {
	n      *html.Node
	parent int
	end    int
	sig    uint64 // the tags from the root to it, inline ones left out
	level  int    // 1 to 6 of a heading itself
	flags  flag
	by     bool // its own class name calls it a byline
	label  bool // its own class name calls it a label
}

// line is what a reader sees as one line or paragraph: text between two blocks
// or breaks.
type line struct {
	text  string
	elem  int // the innermost block
	start int // the first element of its text
	level int // 1 to 6 in a heading
	bold  bool
	links []int
	flags flag
	rule  bool // follows an <hr>
	label bool // a class name calls it a label, a kicker
	by    bool // a class name calls it a byline
}

// link is an <a href> with its text.
type link struct {
	elem   int
	u      *url.URL
	key    string
	text   string
	alt    string
	level  int // of the heading in or around it
	line   int // its first line; -1 without text
	last   int // its last line
	before string
	rel    string
	class  string
	sig    uint64
	flags  flag
}

type page struct {
	pin     Pin
	pinned  map[*html.Node]bool // of pin.Links
	doc     *html.Node
	address *url.URL
	base    *url.URL
	lang    string
	elems   []element
	lines   []line
	links   []link
	title   string
	metas   map[string][]string
	scripts []string

	// of the walk
	open    []int // elements open now
	cur     strings.Builder
	curLine line
	boldN   int
	plainN  int
	inLink  int
	rule    bool
	next    []*link

	several  bool // the page lists several issues
	top      int  // see topHeading
	topKnown bool
}

func readPage(doc *html.Node, address string) *page {
	p := &page{doc: doc, metas: map[string][]string{}, inLink: -1}
	if u, err := url.Parse(clean(address)); err == nil {
		p.address = unwrap(u)
		p.base = p.address
	}
	if p.address == nil {
		p.address = &url.URL{}
		p.base = p.address
	}
	p.walk(doc)
	p.flush()
	for i := len(p.elems) - 1; i >= 0; i-- {
		if p.elems[i].end == 0 {
			p.elems[i].end = len(p.elems)
		}
	}
	return p
}

// walk goes through the tree without recursion, as a tree may be deep.
func (p *page) walk(root *html.Node) {
	n := root
	for n != nil && len(p.elems) < maxElements {
		if p.enter(n) && n.FirstChild != nil {
			n = n.FirstChild
			continue
		}
		p.leave(n)
		for n != root && n.NextSibling == nil {
			n = n.Parent
			p.leave(n)
		}
		if n == root {
			return
		}
		n = n.NextSibling
	}
}

// enter begins a node; false if its children say nothing.
func (p *page) enter(n *html.Node) bool {
	switch n.Type {
	case html.TextNode:
		p.text(n.Data)
		return false
	case html.ElementNode:
	case html.DocumentNode:
		return true
	default:
		return false
	}
	switch n.DataAtom {
	case atom.Script:
		if n.FirstChild != nil && (strings.Contains(attr(n, "type"), "json")) {
			p.scripts = append(p.scripts, n.FirstChild.Data)
		}
		return false
	case atom.Style, atom.Noscript, atom.Template, atom.Select, atom.Svg, atom.Iframe, atom.Textarea, atom.Button:
		return false
	case atom.Title:
		if p.title == "" && n.FirstChild != nil && n.FirstChild.Type == html.TextNode {
			p.title = squeeze(n.FirstChild.Data)
		}
		return false
	case atom.Meta:
		p.meta(n)
		return false
	case atom.Base:
		if h := attr(n, "href"); h != "" && p.base == p.address {
			if u, err := p.address.Parse(clean(h)); err == nil && u.Host != "" {
				p.base = unwrap(u)
			}
		}
	case atom.Html:
		p.lang = attr(n, "lang")
	case atom.Link:
		if strings.EqualFold(attr(n, "rel"), "next") {
			if u := resolve(p.base, attr(n, "href")); u != nil {
				p.next = append(p.next, &link{u: u, key: key(u)})
			}
		}
		return false
	case atom.Br:
		p.flush()
		return false
	case atom.Hr:
		p.flush()
		p.rule = true
		return false
	}
	if hidden(n) || attr(n, "id") == "wm-ipp-base" || attr(n, "id") == "wm-ipp" {
		return false
	}
	if block(n) {
		p.flush()
	}
	p.push(n)
	if n.DataAtom == atom.A {
		p.beginLink(n)
	}
	if n.DataAtom == atom.Img && p.inLink >= 0 {
		if alt := squeeze(attr(n, "alt")); alt != "" && p.links[p.inLink].alt == "" {
			p.links[p.inLink].alt = alt
		}
	}
	return true
}

func (p *page) push(n *html.Node) {
	e := element{n: n, parent: -1}
	var sig uint64
	if len(p.open) > 0 {
		e.parent = p.open[len(p.open)-1]
		e.flags = p.elems[e.parent].flags
		sig = p.elems[e.parent].sig
	}
	e.flags |= p.flagsOf(n, e.flags)
	if !inline(n) {
		for _, c := range []byte(n.Data) {
			sig = sig*1099511628211 ^ uint64(c)
		}
		sig = sig*1099511628211 ^ '/'
	}
	e.sig = sig
	e.level = headingLevel(n)
	c := classOf(n)
	e.by = hasAny(c, "author", "byline", "creator", "contributor")
	e.label = hasAny(c, "label", "kicker", "rubric", "category", "eyebrow", "overline")
	p.open = append(p.open, len(p.elems))
	p.elems = append(p.elems, e)
}

func (p *page) leave(n *html.Node) {
	if len(p.open) == 0 || p.elems[p.open[len(p.open)-1]].n != n {
		return
	}
	if block(n) {
		p.flush()
	}
	i := p.open[len(p.open)-1]
	if p.inLink >= 0 && p.links[p.inLink].elem == i {
		p.endLink()
	}
	p.elems[i].end = len(p.elems)
	p.open = p.open[:len(p.open)-1]
}

func (p *page) beginLink(n *html.Node) {
	u := resolve(p.base, attr(n, "href"))
	if attr(n, "href") == "" || u == nil {
		return
	}
	i := len(p.elems) - 1
	e := p.elems[i]
	p.inLink = len(p.links)
	p.links = append(p.links, link{
		elem: i, u: u, key: key(u), line: -1, last: -1, sig: e.sig, flags: e.flags,
		rel: strings.ToLower(attr(n, "rel")), class: strings.ToLower(attr(n, "class") + " " + attr(n, "title")),
		level: p.level(), before: p.cur.String(),
	})
	p.curLine.links = append(p.curLine.links, p.inLink)
}

func (p *page) endLink() {
	l := &p.links[p.inLink]
	if p.cur.Len() > 0 {
		l.last = len(p.lines)
		if l.line < 0 && p.cur.Len() > len(l.before) {
			l.line = len(p.lines)
		}
	}
	l.text = squeeze(l.text)
	p.inLink = -1
}

// level is the level of the heading around this place, or 0.
func (p *page) level() int {
	for i, n := len(p.open)-1, 0; i >= 0 && n < 6; i, n = i-1, n+1 {
		if l := p.elems[p.open[i]].level; l > 0 {
			return l
		}
	}
	return 0
}

func (p *page) text(s string) {
	if p.cur.Len() > maxLine || len(p.open) == 0 {
		return
	}
	fields := strings.Fields(s)
	if len(fields) == 0 {
		if s != "" && p.cur.Len() > 0 {
			p.cur.WriteByte(' ')
		}
		return
	}
	top := p.open[len(p.open)-1]
	if strings.TrimSpace(p.cur.String()) == "" {
		p.cur.Reset()
		p.curLine.start = top
		p.curLine.elem = p.blockAbove()
		p.curLine.level = p.level()
		p.curLine.flags = p.elems[top].flags
	} else if isSpace(s[0]) {
		p.cur.WriteByte(' ')
	}
	joined := strings.Join(fields, " ")
	p.cur.WriteString(joined)
	if isSpace(s[len(s)-1]) {
		p.cur.WriteByte(' ')
	}
	if p.strong() {
		p.boldN += len(joined)
	} else {
		p.plainN += len(joined)
	}
	p.classes()
	if p.inLink >= 0 {
		l := &p.links[p.inLink]
		if l.line < 0 {
			l.line = len(p.lines)
		}
		l.last = len(p.lines)
		if len(l.text) < maxLine {
			l.text += " " + joined
		}
		if h := p.level(); h > 0 && l.level == 0 {
			l.level = h
		}
	}
}

// classes notes what class names call the line.
func (p *page) classes() {
	for i, n := len(p.open)-1, 0; i >= 0 && n < 3; i, n = i-1, n+1 {
		e := &p.elems[p.open[i]]
		p.curLine.by = p.curLine.by || e.by
		p.curLine.label = p.curLine.label || e.label
	}
}

func (p *page) strong() bool {
	for i, n := len(p.open)-1, 0; i >= 0 && n < 4; i, n = i-1, n+1 {
		switch p.elems[p.open[i]].n.DataAtom {
		case atom.B, atom.Strong, atom.Th, atom.Caption, atom.Legend, atom.Big, atom.U:
			return true
		}
	}
	return false
}

func (p *page) blockAbove() int {
	for i := len(p.open) - 1; i >= 0; i-- {
		if block(p.elems[p.open[i]].n) {
			return p.open[i]
		}
	}
	return p.open[len(p.open)-1]
}

// flush ends the line.
func (p *page) flush() {
	text := squeeze(p.cur.String())
	p.cur.Reset()
	if text != "" {
		l := p.curLine
		l.text = text
		l.bold = p.boldN > 0 && p.plainN <= 2
		l.rule = p.rule
		p.rule = false
		p.lines = append(p.lines, l)
	}
	p.curLine = line{}
	p.boldN, p.plainN = 0, 0
	if p.inLink >= 0 {
		p.curLine.links = append(p.curLine.links, p.inLink)
		p.links[p.inLink].before = ""
	}
}

func (p *page) meta(n *html.Node) {
	name := strings.ToLower(attr(n, "name") + attr(n, "property"))
	if name != "" && len(p.metas) < 500 && len(p.metas[name]) < 1000 {
		p.metas[name] = append(p.metas[name], squeeze(attr(n, "content")))
	}
}

// flagsOf is what an element says of its region.
func (p *page) flagsOf(n *html.Node, around flag) flag {
	var f flag
	role := attr(n, "role")
	switch n.DataAtom {
	case atom.Nav:
		f |= chrome
	case atom.Footer:
		if around&inMain == 0 && !p.within(atom.Article, atom.Li, atom.Section) {
			f |= chrome
		}
	case atom.Aside:
		f |= chrome
	case atom.Header:
		if around&inMain == 0 && !p.within(atom.Article, atom.Li, atom.Section) {
			f |= inHead
		}
	case atom.Main:
		f |= inMain
	case atom.Form:
		f |= aside
	}
	switch role {
	case "main":
		f |= inMain
	case "navigation", "complementary", "contentinfo", "search", "menu", "menubar", "tablist":
		f |= chrome
	case "banner":
		f |= inHead
	}
	if n.DataAtom == atom.Body || n.DataAtom == atom.Html {
		return f
	}
	c := classOf(n)
	if hasAny(c, "breadcrumb", "crumb") {
		f |= crumbs
	}
	for _, w := range strings.FieldsFunc(c, func(r rune) bool { return r == ' ' || r == '-' || r == '_' }) {
		if chromeClass(w) {
			f |= aside
		}
		if w == "comment" || w == "comments" {
			f |= comments
		}
	}
	return f
}

func (p *page) within(tags ...atom.Atom) bool {
	for i, n := len(p.open)-1, 0; i >= 0 && n < 12; i, n = i-1, n+1 {
		for _, t := range tags {
			if p.elems[p.open[i]].n.DataAtom == t {
				return true
			}
		}
	}
	return false
}

func attr(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name && a.Namespace == "" {
			return a.Val
		}
	}
	return ""
}

// classOf is the class, id, rel and itemprop of an element, in small letters
// and not longer than a name.
func classOf(n *html.Node) string {
	var b strings.Builder
	for i, a := range n.Attr {
		if i > 20 {
			break
		}
		switch a.Key {
		case "class", "id", "rel", "itemprop":
			b.WriteString(a.Val[:min(len(a.Val), 200)])
			b.WriteByte(' ')
		}
	}
	return strings.ToLower(b.String())
}

func hidden(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" && n.DataAtom != atom.A {
				return true
			}
		case "style":
			s := strings.ReplaceAll(strings.ToLower(a.Val), " ", "")
			if strings.Contains(s, "display:none") || strings.Contains(s, "visibility:hidden") {
				return true
			}
		}
	}
	return false
}

func inline(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Span, atom.B, atom.Strong, atom.I, atom.Em, atom.Font, atom.Small, atom.U, atom.Big, atom.Cite, atom.Abbr, atom.Q:
		return true
	}
	return false
}

func block(n *html.Node) bool {
	if inline(n) || n.Type != html.ElementNode {
		return false
	}
	switch n.DataAtom {
	case atom.A, atom.Img, atom.Time, atom.Sup, atom.Sub, atom.Code, atom.Label, atom.Input, atom.Picture, atom.Source,
		atom.Mark, atom.Bdi, atom.Bdo, atom.Wbr, atom.S, atom.Ruby, atom.Rt, atom.Tt, atom.Ins, atom.Del, atom.Dfn, atom.Kbd, atom.Var, atom.Acronym:
		return false
	}
	return true
}

func headingLevel(n *html.Node) int {
	if len(n.Data) == 2 && n.Data[0] == 'h' && n.Data[1] >= '1' && n.Data[1] <= '6' {
		return int(n.Data[1] - '0')
	}
	if attr(n, "role") == "heading" {
		if l := attr(n, "aria-level"); len(l) == 1 && l[0] >= '1' && l[0] <= '6' {
			return int(l[0] - '0')
		}
		return 2
	}
	return 0
}

func isSpace(b byte) bool { return b == ' ' || b == '\n' || b == '\t' || b == '\r' || b == '\f' }

// squeeze makes each run of space one space, and drops soft hyphens and
// control characters.
func squeeze(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\u00ad' || r == '\u200b' || r == '\u200e' || r == '\u200f' || r == '\ufeff':
			return -1
		case r < ' ' && !isSpace(byte(r)) || r == 0x7f:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

func hasAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}
