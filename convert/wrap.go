package convert

import (
	"bytes"
	"unicode"
	"unicode/utf8"
)

// appendSpaces adds the places of the spaces in b[from:], which is text, where a
// line can be wrapped.
func appendSpaces(spaces []int, b []byte, from int) []int {
	for i := from; i < len(b); i++ {
		if b[i] == ' ' {
			spaces = append(spaces, i)
		}
	}
	return spaces
}

// wrapAt makes line ends of some of the spaces, so that no line of b[from:] is
// longer than width columns where that can be had. A line end is a space to all
// readers of Markdown, unless what stands before or behind it is read as a block.
func wrapAt(b []byte, from int, spaces []int, width int) {
	var l wrapLine
	last := -1 // the last place to wrap the line
	for _, at := range append(spaces, len(b)) {
		if l.add(b[from:at]) {
			last = -1
		}
		if last >= 0 && l.columns > width {
			b[last] = '\n'
			l = wrapLine{}
			l.add(b[last+1 : at])
			last = -1
		}
		if at < len(b) && l.words && wrappable(b, at) {
			last = at
		}
		from = at
	}
}

// wrapLine is what matters of the line so far.
type wrapLine struct {
	columns int
	words   bool // it has a letter or digit: one without might be a rule
}

// add adds text and reports whether a line began in it.
func (l *wrapLine) add(text []byte) bool {
	k := bytes.LastIndexByte(text, '\n')
	if k >= 0 {
		*l = wrapLine{}
		text = text[k+1:]
	}
	l.columns += utf8.RuneCount(text)
	l.words = l.words || bytes.IndexFunc(text, isWordRune) >= 0
	return k >= 0
}

func isWordRune(r rune) bool { return classOf(r) == letterClass }

// wrappable reports whether the word behind the space b[at] can begin a line. It
// errs on the safe side: a word without letters might be a rule, an underline or
// a marker, and one of digits and a dot an item.
func wrappable(b []byte, at int) bool {
	word := b[at+1 : min(at+64, len(b))]
	if k := bytes.IndexAny(word, " \n"); k >= 0 {
		word = word[:k]
	}
	if len(word) == 0 || b[at-1] == '\\' {
		return false
	}
	switch word[0] {
	case '#', '>', '|':
		return false
	case '~', '`':
		if runEnd(word, 0) > 2 {
			return false
		}
	}
	digits := 0
	for digits < len(word) && isDigit(word[digits]) {
		digits++
	}
	if digits > 0 && digits < len(word) && (word[digits] == '.' || word[digits] == ')') {
		return false
	}
	before, _ := utf8.DecodeLastRune(b[:at])
	if before >= utf8.RuneSelf && unicode.IsSpace(before) {
		return false
	}
	return bytes.IndexFunc(word, isWordRune) >= 0 && !unicodeSpaceStart(word)
}
