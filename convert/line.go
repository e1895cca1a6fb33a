package convert

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// A line of inline content is written in three steps: it becomes a list of
// tokens, with white space collapsed as a browser does it (this file); the
// marks of emphasis are chosen so that they are read as what they mean
// (emphasis.go); and the text is written with the escapes that it needs
// between them (escape.go).

type tokenKind uint8

const (
	textToken tokenKind = iota
	codeToken
	openToken
	closeToken
	imageToken
	urlToken    // a bare URL that is written as <URL>
	noteToken   // the mark of a note
	anchorToken // the name of a place
	breakToken
)

// mark is what an inline element means in Markdown.
type mark uint8

const (
	noMark mark = iota
	emMark
	strongMark
	delMark
	linkMark
	codeMark // a <code> that is written as a tag
	tagMark  // written as a tag, whatever happens: sup, sub, u, ins, mark, kbd, ruby
)

// token is a piece of a line. Its text is a span of the line's buffer.
type token struct {
	kind     tokenKind
	mark     mark
	delim    byte // of an emphasis: '*', '_' or '~'; 0 is written as a tag
	tried    bool // the other delimiter was chosen before
	from, to int
	pair     int        // the close of an open, the open of a close
	node     *html.Node // of links, images, tags and code
}

// line is a line's tokens.
type line struct {
	buf  []byte
	toks []token

	space   bool         // white space was seen and not written yet
	breaks  int          // the same for line breaks
	waiting []*html.Node // elements that have begun without content so far
	opens   []int        // the open tokens around the end of the line
	quotes  int          // open <q>
	flat    bool         // a line break is a space
	skip    func(*html.Node) bool
}

func (l *line) reset() {
	l.buf, l.toks = l.buf[:0], l.toks[:0]
	l.waiting, l.opens = l.waiting[:0], l.opens[:0]
	l.space, l.breaks, l.quotes = false, 0, 0
}

// add appends the inline node n.
func (l *line) add(n *html.Node) {
	if n.Type == html.TextNode {
		l.text(n.Data)
		return
	}
	if n.Type != html.ElementNode || l.skip(n) {
		return
	}
	if len(n.Attr) > 0 {
		if hasAttr(n, "data-notemark") {
			return
		}
		if attr(n, "data-anchor") != "" {
			l.flush()
			l.push(token{kind: anchorToken, node: n})
			return
		}
		if attr(n, "data-noteref") != "" {
			l.flush()
			l.push(token{kind: noteToken, node: n})
			return
		}
	}
	switch n.DataAtom {
	case atom.Br:
		switch {
		case len(l.toks) == 0:
		case l.flat:
			l.space = true
		default:
			l.breaks++
			l.space = false
		}
	case atom.Img:
		l.flush()
		l.push(token{kind: imageToken, node: n})
	case atom.Code:
		if plainCode(n) && !l.touchesCode(n) && !holdsShortcode(textContent(n)) {
			l.code(n, n)
		} else {
			l.element(n)
		}
	case atom.Q:
		l.quote(n)
	default:
		l.element(n)
	}
}

func (l *line) children(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		l.add(c)
	}
}

func (l *line) element(n *html.Node) {
	m := markOf(n)
	if m == noMark {
		l.children(n)
		return
	}
	l.waiting = append(l.waiting, n)
	if m == linkMark && n.FirstChild == nil {
		l.flush()
	}
	l.children(n)
	if k := len(l.waiting); k > 0 && l.waiting[k-1] == n {
		l.waiting = l.waiting[:k-1] // it was empty
		return
	}
	l.end()
}

func markOf(n *html.Node) mark {
	switch n.DataAtom {
	case atom.Em, atom.I:
		return emMark
	case atom.Strong, atom.B:
		return strongMark
	case atom.Del, atom.S:
		return delMark
	case atom.A:
		if hasAttr(n, "href") {
			return linkMark
		}
	case atom.Code:
		return codeMark // with markup in it, which backticks cannot hold
	case atom.Sup, atom.Sub, atom.U, atom.Ins, atom.Mark, atom.Kbd, atom.Ruby, atom.Rt, atom.Rp:
		return tagMark
	}
	return noMark
}

// text adds s with its white space collapsed.
func (l *line) text(s string) {
	for len(s) > 0 {
		if isSpace(s[0]) {
			if len(l.toks) > 0 && l.breaks == 0 {
				l.space = true
			}
			s = s[1:]
			continue
		}
		k := phraseEnd(s)
		if len(l.waiting) > 0 {
			k = wordEnd(s)
		}
		l.word(s[:k])
		s = s[k:]
	}
}

// wordEnd is the end of the word at the start of s.
func wordEnd(s string) int {
	for i := 0; i < len(s); i++ {
		if isSpace(s[i]) {
			return i
		}
	}
	return len(s)
}

// phraseEnd is the end of the words at the start of s that stand apart by
// single spaces, so that nothing in them collapses.
func phraseEnd(s string) int {
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' && isSpace(c) && (c != ' ' || i+1 == len(s) || isSpace(s[i+1])) {
			return i
		}
	}
	return len(s)
}

// word adds s, which holds no white space that collapses. No-break spaces at
// the edge of an element are moved out of it: emphasis cannot begin or end
// with one.
func (l *line) word(s string) {
	if len(l.waiting) > 0 {
		k := 0
		for k < len(s) {
			r, n := utf8.DecodeRuneInString(s[k:])
			if !unicode.IsSpace(r) {
				break
			}
			k += n
		}
		if k > 0 {
			was := l.waiting
			l.waiting = nil
			l.flush()
			l.append(s[:k])
			l.waiting = was
			s = s[k:]
		}
		if s == "" {
			return
		}
	}
	l.flush()
	l.append(s)
}

// append adds to the text token at the end, or a new one.
func (l *line) append(s string) {
	from := len(l.buf)
	l.buf = append(l.buf, s...)
	if k := len(l.toks); k > 0 && l.toks[k-1].kind == textToken {
		l.toks[k-1].to = len(l.buf)
		return
	}
	l.toks = append(l.toks, token{kind: textToken, from: from, to: len(l.buf)})
}

// push adds a token that is not text.
func (l *line) push(t token) {
	l.endText(t.kind == breakToken)
	l.toks = append(l.toks, t)
}

// flush writes what was held back until something visible follows.
func (l *line) flush() {
	for ; l.breaks > 0; l.breaks-- {
		l.push(token{kind: breakToken})
	}
	if l.space {
		l.space = false
		l.append(" ")
	}
	for _, n := range l.waiting {
		l.push(token{kind: openToken, mark: markOf(n), node: n})
		l.opens = append(l.opens, len(l.toks)-1)
	}
	l.waiting = l.waiting[:0]
}

// end closes the innermost open element.
func (l *line) end() {
	k := len(l.opens) - 1
	open := l.opens[k]
	tail := ""
	if l.toks[open].mark != codeMark {
		tail = l.trailingSpaces()
	}
	l.push(token{kind: closeToken, mark: l.toks[open].mark, node: l.toks[open].node, pair: open})
	l.opens = l.opens[:k]
	l.toks[open].pair = len(l.toks) - 1
	if kept := strings.TrimRight(tail, " "); kept != "" {
		l.append(kept)
	} else if tail != "" {
		l.space = true
	}
}

// trailingSpaces cuts the no-break spaces off the end of the line.
func (l *line) trailingSpaces() string {
	k := len(l.toks) - 1
	if k < 0 || l.toks[k].kind != textToken {
		return ""
	}
	t := &l.toks[k]
	s := l.buf[t.from:t.to]
	rest := len(s)
	for rest > 0 {
		r, n := utf8.DecodeLastRune(s[:rest])
		if !unicode.IsSpace(r) {
			break
		}
		rest -= n
	}
	if rest == len(s) {
		return ""
	}
	tail := string(s[rest:])
	l.buf = l.buf[:t.from+rest]
	t.to = len(l.buf)
	if t.from == t.to {
		l.toks = l.toks[:k]
	}
	return tail
}

// plainCode reports whether a <code> can be written with backticks: it is text,
// or one link around text.
func plainCode(n *html.Node) bool {
	from, end := n.FirstChild, n.LastChild
	edge := n.DataAtom == atom.Code // where a line break is written outside
	for edge && from != nil && from.DataAtom == atom.Br {
		from = from.NextSibling
	}
	for edge && end != nil && end.DataAtom == atom.Br {
		end = end.PrevSibling
	}
	for c := from; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
		case c.DataAtom == atom.Br || c.DataAtom == atom.Img:
			return false
		case from != end && hasMarks(c), from == end && markOf(c) != noMark && markOf(c) != linkMark, !plainCode(c):
			return false
		}
		if c == end {
			break
		}
	}
	return true
}

// hasMarks reports whether n or an element below it means something in Markdown.
func hasMarks(n *html.Node) bool {
	if markOf(n) != noMark {
		return true
	}
	for c := range n.Descendants() {
		if c.Type == html.ElementNode && markOf(c) != noMark {
			return true
		}
	}
	return false
}

// touchesCode reports whether the code n cannot have backticks where the line
// ends: two spans cannot touch, since their backticks would be one run, and
// goldmark takes a backtick inside a word for a part of a mail address.
func (l *line) touchesCode(n *html.Node) bool {
	last := len(l.toks) - 1
	if last < 0 || l.space || l.breaks > 0 {
		return false
	}
	if l.toks[last].kind == codeToken && len(l.waiting) == 0 {
		return true
	}
	word, _, _ := strings.Cut(textContent(n), " ")
	return strings.Contains(word, "@")
}

// code adds the content of the <code> element owner below n.
func (l *line) code(n, owner *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			l.codeText(c.Data, owner)
		case c.Type != html.ElementNode || l.skip(c):
		case c.DataAtom == atom.Br || c.DataAtom == atom.Img:
			l.add(c)
		case c.DataAtom == atom.Q:
			left, right := l.quoteMarks()
			l.codeText(left, owner)
			l.code(c, owner)
			l.codeText(right, owner)
			l.quotes--
		case markOf(c) == noMark:
			l.code(c, owner)
		default:
			l.waiting = append(l.waiting, c)
			l.code(c, owner)
			if k := len(l.waiting); k > 0 && l.waiting[k-1] == c {
				l.waiting = l.waiting[:k-1]
				continue
			}
			l.end()
		}
	}
}

// codeText adds code as it is, but for line ends: no code span holds one.
func (l *line) codeText(s string, owner *html.Node) {
	if strings.IndexByte(s, '\n') >= 0 {
		s = foldLines(s)
	}
	last := len(l.toks) - 1
	fresh := last < 0 || l.toks[last].kind != codeToken || l.toks[last].node != owner || l.breaks > 0 || l.space || len(l.waiting) > 0
	if s == "" {
		return
	}
	if !fresh {
		l.buf = append(l.buf, s...)
		l.toks[last].to = len(l.buf)
		return
	}
	l.flush()
	from := len(l.buf)
	l.buf = append(l.buf, s...)
	l.push(token{kind: codeToken, from: from, to: len(l.buf), node: owner})
}

// foldLines makes each run of white space that holds a line end one space.
func foldLines(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && isSpace(s[j]) {
			j++
		}
		switch {
		case j == i:
			b.WriteByte(s[i])
			j++
		case strings.IndexByte(s[i:j], '\n') >= 0:
			b.WriteByte(' ')
		default:
			b.WriteString(s[i:j])
		}
		i = j
	}
	return b.String()
}

// quote adds a <q> with the marks that a browser draws around it.
func (l *line) quote(n *html.Node) {
	left, right := l.quoteMarks()
	l.word(left)
	l.children(n)
	l.word(right)
	l.quotes--
}

// quoteMarks are the marks of the next <q>, which is open from now on.
func (l *line) quoteMarks() (left, right string) {
	l.quotes++
	if l.quotes%2 == 0 {
		return "‘", "’"
	}
	return "“", "”"
}
