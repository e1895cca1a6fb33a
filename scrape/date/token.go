package date

import (
	"unicode"
	"unicode/utf8"
)

// class is the kind of a token.
type class uint8

const (
	mark   class = iota // one rune of punctuation or a symbol
	number              // decimal digits of any script
	word                // letters and their marks, of a script with spaces
	glyph               // one rune of Chinese, Japanese or Korean
)

// token is a piece of a line. Spaces are no tokens.
type token struct {
	start, end int32 // bytes of the line
	value      int32 // of a number; -1 where it has more than nine digits
	mark       rune  // of a mark or a glyph
	class      class
	width      uint8 // digits of a number, at most 255
	spaced     bool  // white space stands before it
	script     bool  // a number in digits other than ASCII and full-width ones
}

// tokens appends the tokens of s to list. It is linear in s.
func tokens(list []token, s string) []token {
	spaced := false
	for i := 0; i < len(s); {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		switch {
		case unseen(r):
			i += size
			continue
		case isSpace(r):
			spaced = true
			i += size
			continue
		}
		t := token{start: int32(i), mark: r, spaced: spaced}
		spaced = false
		if _, ok := digit(r); ok {
			t.number(s)
		} else if glyphs(r) {
			t.class, t.end = glyph, int32(i+size)
		} else if isLetter(r) {
			t.class, t.end = word, int32(wordEnd(s, i+size))
		} else {
			t.end = int32(i + size)
		}
		list = append(list, t)
		i = int(t.end)
	}
	return list
}

// number reads the digits of s from t.start on.
func (t *token) number(s string) {
	t.class = number
	i := int(t.start)
	for i < len(s) {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		v, ok := digit(r)
		if !ok {
			break
		}
		t.script = t.script || r >= utf8.RuneSelf && r < 0xFF00
		if t.width < 9 {
			t.value = t.value*10 + int32(v)
		} else {
			t.value = -1
		}
		if t.width < 255 {
			t.width++
		}
		i += size
	}
	if t.width > 9 {
		t.value = -1
	}
	t.end = int32(i)
}

func wordEnd(s string, i int) int {
	for i < len(s) {
		r, size := rune(s[i]), 1
		if r >= utf8.RuneSelf {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		if !isLetter(r) && !unseen(r) || glyphs(r) {
			break
		}
		i += size
	}
	return i
}

// zeros are the zeros of the scripts whose digits occur in dates, ascending;
// the nine others follow each (Unicode, general category Nd).
var zeros = [...]rune{0x660, 0x6F0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0x1810, 0xFF10}

// digit is the value of a decimal digit.
func digit(r rune) (int, bool) {
	if r < utf8.RuneSelf {
		return int(r - '0'), r >= '0' && r <= '9'
	}
	if r < zeros[0] {
		return 0, false
	}
	for _, z := range zeros {
		if r < z {
			break
		}
		if r <= z+9 {
			return int(r - z), true
		}
	}
	return 0, false
}

func isSpace(r rune) bool {
	return r <= ' ' || r >= 0x80 && unicode.IsSpace(r) || r == 0x180E
}

// unseen are the runes that stand in text without being seen: soft hyphens,
// joiners, directions.
func unseen(r rune) bool {
	return r == 0xAD || r >= 0x200B && r <= 0x200F || r >= 0x202A && r <= 0x202E || r >= 0x2060 && r <= 0x2069 || r == 0xFEFF || r == 0x61C
}

func isLetter(r rune) bool {
	if r < utf8.RuneSelf {
		return r|0x20 >= 'a' && r|0x20 <= 'z'
	}
	return unicode.IsLetter(r) || unicode.Is(unicode.M, r)
}

// glyphs reports whether r is of a script that is written without spaces
// between number and word: Han, Kana, Hangul.
func glyphs(r rune) bool {
	switch {
	case r < 0x2E80 || r == 0x30FB:
		return false
	case r >= 0x2E80 && r <= 0x2FDF, r >= 0x3005 && r <= 0x3007, r >= 0x3040 && r <= 0x30FF, r >= 0x3220 && r <= 0x33FF,
		r >= 0x3400 && r <= 0x4DBF, r >= 0x4E00 && r <= 0x9FFF, r >= 0xAC00 && r <= 0xD7A3, r >= 0xF900 && r <= 0xFAFF:
		return true
	}
	return false
}
