package convert

import (
	"unicode"
	"unicode/utf8"
)

// CommonMark reads * and _ as emphasis only where they "flank" a word (section
// 6.2), and pairs them by rules of its own: **“so”**he is not strong, and
// **a*b*** has two readings. So the marks are first chosen, then read by the
// algorithm of the specification's appendix; an element whose marks are not
// read as meant gets others, and in the end a tag. The result is right by
// construction, whatever stands around it.

// charClass is what flanking asks of a neighbour.
type charClass uint8

const (
	spaceClass charClass = iota
	punctClass
	symbolClass // punctuation since CommonMark 0.31, a letter before
	letterClass
)

func classOf(r rune) charClass {
	switch {
	case r < utf8.RuneSelf:
		switch {
		case r <= ' ':
			return spaceClass
		case r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z':
			return letterClass
		}
		return punctClass
	case unicode.IsSpace(r):
		return spaceClass
	case unicode.IsPunct(r):
		return punctClass
	case unicode.IsSymbol(r):
		return symbolClass
	}
	return letterClass
}

// delimRun is a run of one delimiter: the marks of one or more tokens side by
// side.
type delimRun struct {
	char            byte
	chars           []int // the token of each character
	head, tail      int   // of chars, what is not used yet
	length          int
	prev, next      int // in the list of the runs that are still in play
	before, after   charClass
	canOpen, canEnd bool
}

// emphasize chooses the marks of all emphasis in the line.
func (p *linePrinter) emphasize() {
	any := false
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind != openToken || t.mark != emMark && t.mark != strongMark && t.mark != delMark {
			continue
		}
		any = true
		if t.mark == delMark && p.place == headingPlace {
			continue // Hugo 0.111, which Debian 12 has, stops at # *a ~~b~~*
		}
		t.delim = p.firstChoice(i)
		p.toks[t.pair].delim = t.delim
	}
	if !any || p.plainlyRead() {
		return
	}
	const patience = 8
	for round := 0; ; round++ {
		failed := p.misread()
		if len(failed) == 0 {
			return
		}
		p.chooseAgain(failed, round >= patience)
	}
}

// plainlyRead reports whether every mark stands alone and can be read in one
// way only: then nesting pairs them as they are meant. It spares most lines
// the rest.
func (p *linePrinter) plainlyRead() bool {
	for i := range p.toks {
		t := &p.toks[i]
		if t.delim == 0 {
			continue
		}
		if i > 0 && p.toks[i-1].delim == t.delim {
			return false
		}
		before, after := p.classBefore(i), p.classAfter(i)
		if before == symbolClass || after == symbolClass {
			return false
		}
		if t.kind == closeToken {
			before, after = after, before // what closes is what opens, from behind
		}
		opens := after != spaceClass && (after != punctClass || before != letterClass)
		ends := before != spaceClass && (before != punctClass || after != letterClass)
		if !opens || ends {
			return false
		}
	}
	return true
}

// firstChoice is '*' wherever it may do.
func (p *linePrinter) firstChoice(i int) byte {
	t := &p.toks[i]
	if t.mark == delMark {
		if p.tildeBefore(i) || p.tildeBefore(t.pair) {
			return 0 // readers of GFM disagree on a tilde beside the mark
		}
		return '~'
	}
	touches := func(j int, inner bool) bool {
		if j < 0 || j >= len(p.toks) {
			return false
		}
		o := &p.toks[j]
		if o.kind != openToken && o.kind != closeToken || o.delim != '*' {
			return false
		}
		return !inner || o.mark == t.mark || t.mark == emMark
	}
	before := i > 0 && touches(i-1, p.toks[i-1].kind == openToken)
	if before || touches(t.pair+1, true) && p.toks[t.pair+1].kind == closeToken {
		return '_'
	}
	return '*'
}

// tildeBefore reports whether text that ends with a tilde stands before token i.
func (p *linePrinter) tildeBefore(i int) bool {
	return i > 0 && p.toks[i-1].kind == textToken && p.buf[p.toks[i-1].to-1] == '~'
}

// chooseAgain gives the innermost of the misread elements their next choice,
// or tags to all of them.
func (p *linePrinter) chooseAgain(failed []int, tags bool) {
	for k, i := range failed {
		t := &p.toks[i]
		if !tags && k+1 < len(failed) && failed[k+1] < t.pair {
			continue // one inside it may be the cause
		}
		next := byte(0)
		if t.delim == '*' && !tags && !t.tried {
			next = '_'
		} else if t.delim == '_' && !tags && !t.tried {
			next = '*'
		}
		t.tried = true
		t.delim = next
		p.toks[t.pair].delim = next
	}
}

// misread is the elements, by their open tokens and in order, that a reader
// would not see as they are meant.
func (p *linePrinter) misread() []int {
	right := make([]bool, len(p.toks))
	symbols := p.read(right, false)
	if symbols {
		also := make([]bool, len(p.toks))
		p.read(also, true)
		for i := range right {
			right[i] = right[i] && also[i]
		}
	}
	var failed []int
	for i := range p.toks {
		t := &p.toks[i]
		if t.kind == openToken && t.delim != 0 && !right[i] {
			failed = append(failed, i)
		}
	}
	return failed
}

// read pairs the delimiters as a reader does, and notes the open tokens that
// were paired with their own close. A link's text is read by itself. The
// result tells whether a symbol stood beside a delimiter, so that the answer
// depends on the version of the specification.
func (p *linePrinter) read(right []bool, oldSymbols bool) bool {
	var outer, inner []delimRun
	in, symbols := false, false
	for i := 0; i < len(p.toks); i++ {
		t := &p.toks[i]
		if t.mark == linkMark {
			in = t.kind == openToken
			if !in {
				p.pairUp(inner, right)
				inner = inner[:0]
			}
			continue
		}
		if t.delim == 0 {
			continue
		}
		end := i + 1
		for end < len(p.toks) && p.toks[end].delim == t.delim {
			end++
		}
		run := p.delimRun(i, end, oldSymbols)
		symbols = symbols || run.before == symbolClass || run.after == symbolClass
		if in {
			inner = append(inner, run)
		} else {
			outer = append(outer, run)
		}
		i = end - 1
	}
	p.pairUp(outer, right)
	return symbols
}

func (p *linePrinter) delimRun(from, end int, oldSymbols bool) delimRun {
	r := delimRun{char: p.toks[from].delim}
	for i := from; i < end; i++ {
		for range delimLength(p.toks[i].mark) {
			r.chars = append(r.chars, i)
		}
	}
	r.tail, r.length = len(r.chars), len(r.chars)
	r.before, r.after = p.classBefore(from), p.classAfter(end-1)
	before, after := r.before, r.after
	if oldSymbols {
		before, after = asLetter(before), asLetter(after)
	} else {
		before, after = asPunct(before), asPunct(after)
	}
	left := after != spaceClass && (after != punctClass || before != letterClass)
	rightFlank := before != spaceClass && (before != punctClass || after != letterClass)
	r.canOpen, r.canEnd = left, rightFlank
	switch r.char {
	case '_':
		r.canOpen = left && (!rightFlank || before == punctClass)
		r.canEnd = rightFlank && (!left || after == punctClass)
	case '~':
		if r.length > 2 {
			r.canOpen, r.canEnd = false, false
		}
	}
	return r
}

func asLetter(c charClass) charClass {
	if c == symbolClass {
		return letterClass
	}
	return c
}

func asPunct(c charClass) charClass {
	if c == symbolClass {
		return punctClass
	}
	return c
}

func delimLength(m mark) int {
	if m == emMark {
		return 1
	}
	return 2
}

// pairUp is "process emphasis" of the specification's appendix.
func (p *linePrinter) pairUp(runs []delimRun, right []bool) {
	var bottom [3][2][3]int // by character, whether the closer may open, and its length
	for i := range bottom {
		for j := range bottom[i] {
			bottom[i][j] = [3]int{-1, -1, -1}
		}
	}
	for i := range runs {
		runs[i].prev, runs[i].next = i-1, i+1
	}
	unlink := func(i int) {
		if a := runs[i].prev; a >= 0 {
			runs[a].next = runs[i].next
		}
		if b := runs[i].next; b < len(runs) {
			runs[b].prev = runs[i].prev
		}
	}
	for c := 0; c < len(runs); {
		closer := &runs[c]
		if !closer.canEnd || closer.head == closer.tail {
			c = closer.next
			continue
		}
		b := &bottom[delimIndex(closer.char)][boolIndex(closer.canOpen)][closer.length%3]
		o := closer.prev
		for o > *b && !matches(&runs[o], closer) {
			o = runs[o].prev
		}
		if o <= *b {
			*b = closer.prev
			next := closer.next
			if !closer.canOpen {
				unlink(c)
			}
			c = next
			continue
		}
		opener := &runs[o]
		for k := closer.prev; k != o; k = runs[k].prev {
			unlink(k)
		}
		use := 1
		if opener.tail-opener.head >= 2 && closer.tail-closer.head >= 2 {
			use = 2
		}
		p.paired(opener.chars[opener.tail-use:opener.tail], closer.chars[closer.head:closer.head+use], right)
		opener.tail -= use
		closer.head += use
		if opener.tail == opener.head {
			unlink(o)
		}
		if closer.head == closer.tail {
			next := closer.next
			unlink(c)
			c = next
		}
	}
}

// paired notes a pair of delimiters if it is one token and its close.
func (p *linePrinter) paired(open, end []int, right []bool) {
	a, b := open[0], end[0]
	if open[len(open)-1] == a && end[len(end)-1] == b && p.toks[a].kind == openToken && p.toks[a].pair == b && delimLength(p.toks[a].mark) == len(open) {
		right[a] = true
	}
}

// matches reports whether the run o opens what c closes.
func matches(o, c *delimRun) bool {
	if o.char != c.char || !o.canOpen || o.head == o.tail {
		return false
	}
	if (o.canEnd || c.canOpen) && (o.length+c.length)%3 == 0 && (o.length%3 != 0 || c.length%3 != 0) {
		return false
	}
	return true
}

func delimIndex(c byte) int {
	switch c {
	case '*':
		return 0
	case '_':
		return 1
	}
	return 2
}

func boolIndex(b bool) int {
	if b {
		return 1
	}
	return 0
}

// classBefore is the class of the character that stands before token i.
func (p *linePrinter) classBefore(i int) charClass {
	if i == 0 {
		return spaceClass
	}
	t := &p.toks[i-1]
	switch t.kind {
	case textToken:
		r, n := utf8.DecodeLastRune(p.buf[t.from:t.to])
		if r > utf8.RuneSelf && unicode.IsSpace(r) && n == t.to-t.from && p.lineEdge(i-1) {
			return punctClass // it is written as an entity
		}
		return classOf(r)
	case breakToken:
		if p.breaks == "\\\n" {
			return spaceClass
		}
		return classOf(rune(p.breaks[len(p.breaks)-1]))
	}
	return punctClass
}

// classAfter is the class of the character that stands behind token i.
func (p *linePrinter) classAfter(i int) charClass {
	if i+1 == len(p.toks) {
		return spaceClass
	}
	t := &p.toks[i+1]
	switch t.kind {
	case textToken:
		r, n := utf8.DecodeRune(p.buf[t.from:t.to])
		if r > utf8.RuneSelf && unicode.IsSpace(r) && n == t.to-t.from && p.lineEdge(i+1) {
			return punctClass
		}
		return classOf(r)
	case breakToken:
		return classOf(rune(p.breaks[0]))
	}
	return punctClass
}

// lineEdge reports whether token i is the first or the last of its line.
func (p *linePrinter) lineEdge(i int) bool {
	return i == 0 || i+1 == len(p.toks) || p.toks[i-1].kind == breakToken || p.toks[i+1].kind == breakToken
}
