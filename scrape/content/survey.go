package content

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// elem is a block-level element. Elements stand in document order, so a parent
// comes before its children: sums over subtrees are one backward loop, what is
// inherited is one forward loop.
type elem struct {
	node   *html.Node
	parent int32
	first  int32 // index of its first block
	end    int32 // index behind its last block
	marks  mark  // what its tag and names say, with what it inherits
	own    mark  // the same without what it inherits
	depth  int16
	tokens []uint32 // hashes of its tag and of the words of its names

	words     int32
	linkWords int32
	goodWords int32
	direct    int32 // words of good blocks right below it
	score     float32
}

// survey is the page as flat slices.
type survey struct {
	elems  []elem
	blocks []Block

	open     bool // a block is being gathered
	cur      Block
	links    int  // depth of open <a> elements
	lastBr   bool // the last thing seen was a <br>
	lastRune rune
	inWord   bool
	cjk      int
	arena    []uint32 // the elements' tokens
}

// walk gathers the blocks below n, which stands in element e.
func (s *survey) walk(n *html.Node, e int32) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.TextNode:
			s.text(c, e)
		case html.ElementNode:
			s.element(c, e)
		}
	}
}

func (s *survey) element(n *html.Node, e int32) {
	switch {
	case Unseen(n):
	case n.DataAtom == atom.Br:
		if s.lastBr {
			s.close()
		}
		s.lastBr = true
		s.wordEnd()
	case n.DataAtom == atom.A:
		s.links++
		if s.open {
			s.cur.links++
		}
		s.walk(n, e)
		s.links--
	case Inline(n):
		s.walk(n, e)
	default:
		s.close()
		s.lastBr = false
		i := int32(len(s.elems))
		own := marksOf(n)
		s.elems = append(s.elems, elem{
			node: n, parent: e, own: own, tokens: s.tokensOf(n),
			depth: s.elems[e].depth + 1, first: int32(len(s.blocks)),
		})
		s.walk(n, i)
		s.close()
		s.lastBr = false
		s.elems[i].end = int32(len(s.blocks))
	}
}

func (s *survey) text(n *html.Node, e int32) {
	if blank(n.Data) {
		s.wordEnd()
		return
	}
	if !s.open {
		s.open = true
		s.cur = Block{First: n, Elem: s.elems[e].node, elem: e}
		if s.links > 0 {
			s.cur.links = 1
		}
		s.lastRune, s.inWord, s.cjk = 0, false, 0
	}
	s.cur.Last = n
	s.lastBr = false
	s.count(n.Data)
}

func (s *survey) wordEnd() { s.inWord = false }

// count adds the words of t to the block being gathered.
func (s *survey) count(t string) {
	words := 0
	for i := 0; i < len(t); {
		c := t[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '0' <= c && c <= '9':
				s.cur.letters++
				if c <= 'Z' {
					if c <= '9' {
						s.cur.digits++
					} else {
						s.cur.upper++
					}
				}
				if !s.inWord {
					words++
					s.inWord = true
				}
				s.lastRune = rune(c)
			case c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f':
				s.inWord = false
			case c == '\'' || c == '-':
				s.lastRune = rune(c)
			default:
				switch c {
				case ',', ';':
					s.cur.commas++
				case '.', '!', '?':
					s.cur.stops++
				}
				s.inWord = false
				s.lastRune = rune(c)
			}
			continue
		}
		r, size := utf8.DecodeRuneInString(t[i:])
		i += size
		words += s.wide(r)
	}
	s.cur.Words += words
	if s.links > 0 {
		s.cur.LinkWords += words
	}
}

// wide takes one rune outside ASCII and returns the words it adds.
func (s *survey) wide(r rune) int {
	switch {
	case r >= 0x2E80 && isCJK(r):
		s.cur.letters++
		s.lastRune = r
		s.inWord = false
		s.cjk++
		return s.cjk & 1
	case r == '、' || r == '，' || r == '،' || r == '；':
		s.cur.commas++
		s.lastRune = r
		s.inWord = false
	case r == '。' || r == '！' || r == '？' || r == '؟' || r == '۔' || r == '।':
		s.cur.stops++
		s.lastRune = r
		s.inWord = false
	case r == 0xA0 || r == 0x2028 || r == 0x3000:
		s.inWord = false
	case r == 0xAD || r == 0x200B || r == 0xFEFF || r == '’':
	case unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r):
		s.lastRune = r
		s.cur.letters++
		if !s.inWord {
			s.inWord = true
			return 1
		}
	default:
		s.lastRune = r
		s.inWord = false
	}
	return 0
}

func isCJK(r rune) bool {
	return r >= 0x3040 && r <= 0x30FF || r >= 0x3400 && r <= 0x9FFF || r >= 0xF900 && r <= 0xFAFF ||
		r >= 0x20000 && r <= 0x3134F || r == 0x3005 || r >= 0x0E00 && r <= 0x0E7F
}

// close ends the block being gathered.
func (s *survey) close() {
	if !s.open {
		return
	}
	s.open = false
	b := s.cur
	b.sentence = sentenceEnd(s.lastRune)
	b.good = b.Words >= 12 && 3*b.LinkWords < b.Words && (b.sentence || b.commas >= 2)
	s.blocks = append(s.blocks, b)
}

func sentenceEnd(r rune) bool {
	switch r {
	case '.', '!', '?', '"', '”', '’', '»', ':', '…', '。', '！', '？', '」', '』', '؟', '۔', ')', '।', '“':
		return true
	}
	return false
}

// sum carries words up to the ancestors.
func (s *survey) sum() {
	for i := range s.elems {
		e := &s.elems[i]
		e.words, e.linkWords, e.goodWords, e.direct = 0, 0, 0, 0
	}
	for i := range s.blocks {
		b := &s.blocks[i]
		if b.hidden {
			continue
		}
		e := &s.elems[b.elem]
		e.words += int32(b.Words)
		e.linkWords += int32(b.LinkWords)
		if b.good {
			e.goodWords += int32(b.Words)
			e.direct += int32(b.Words)
		}
	}
	for i := len(s.elems) - 1; i > 0; i-- {
		e, p := &s.elems[i], &s.elems[s.elems[i].parent]
		p.words += e.words
		p.linkWords += e.linkWords
		p.goodWords += e.goodWords
	}
}

// mark hands the marks down, after taking them from elements that hold most
// of the page's prose: a form around the whole page is no form, and a class
// "has-sidebar" on <body> makes no sidebar.
func (s *survey) mark() {
	all := s.elems[0].goodWords
	for i := 1; i < len(s.elems); i++ {
		e := &s.elems[i]
		own := e.own
		if own&(furniture|hidden|caption|bio|meta) != 0 && 2*e.goodWords > all {
			own &^= furniture | hidden | caption | bio | meta
		}
		e.marks = own | s.elems[e.parent].marks&inherited
	}
	for i := range s.blocks {
		b := &s.blocks[i]
		m := s.elems[b.elem].marks
		b.hidden = m&hidden != 0
		b.furniture = m&furniture != 0
		b.good = b.good && m&(furniture|hidden|caption) == 0
	}
}

// Blocks are the blocks of a page, none of them chosen.
func Blocks(doc *html.Node) []Block { return newSurvey(doc).blocks }

func newSurvey(doc *html.Node) *survey {
	s := &survey{elems: make([]elem, 1, 512), blocks: make([]Block, 0, 256)}
	s.elems[0] = elem{node: doc, parent: -1}
	s.walk(doc, 0)
	s.close()
	s.elems[0].end = int32(len(s.blocks))
	s.sum()
	s.mark()
	s.sum()
	return s
}

// Unseen reports whether n's text is never part of what a page says.
func Unseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Head, atom.Select, atom.Textarea, atom.Iframe, atom.Svg, atom.Object,
		atom.Embed, atom.Audio, atom.Video, atom.Canvas, atom.Noframes, atom.Datalist, atom.Math:
		return true
	case atom.Template:
		return !hasAttr(n, "shadowrootmode")
	}
	return n.Type == html.CommentNode
}

func hasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}

// Inline reports whether an element does not end a run of text. Unknown
// elements do: the web's own components are boxes more often than phrases.
func Inline(n *html.Node) bool {
	switch n.DataAtom {
	case atom.A, atom.Abbr, atom.Acronym, atom.B, atom.Bdi, atom.Bdo, atom.Big, atom.Cite, atom.Code, atom.Data,
		atom.Del, atom.Dfn, atom.Em, atom.Font, atom.I, atom.Img, atom.Input, atom.Ins, atom.Kbd, atom.Label, atom.Map, atom.Area,
		atom.Mark, atom.Nobr, atom.Q, atom.Rb, atom.Rp, atom.Rt, atom.Rtc, atom.Ruby, atom.S, atom.Samp, atom.Small,
		atom.Span, atom.Strike, atom.Strong, atom.Sub, atom.Sup, atom.Time, atom.Tt, atom.U, atom.Var, atom.Wbr,
		atom.Picture, atom.Source, atom.Slot, atom.Noscript:
		return true
	}
	return false
}

func blank(s string) bool {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ' ', '\t', '\n', '\r', '\f':
		case 0xC2: // a no-break space
			if i+1 < len(s) && s[i+1] == 0xA0 {
				i++
				continue
			}
			return false
		default:
			return false
		}
	}
	return true
}
