package convert

import (
	"strings"
	"unicode/utf8"
)

// dropped reports the characters that no output holds: C0 but tab and LF, DEL,
// C1, and the bidirectional controls, which let a text read differently from
// what it says.
func dropped(r rune) bool {
	switch {
	case r < 0x20:
		return r != '\t' && r != '\n'
	case r < 0x7f:
		return false
	case r < 0xa0:
		return true
	}
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069
}

// cleanText drops the controls of s, turns CR LF, CR and FF into white space
// that HTML would collapse in the same way, and replaces bytes that are not
// UTF-8 by U+FFFD.
func cleanText(s string) string {
	if isClean(s) {
		return s
	}
	s = strings.ToValidUTF8(s, "\uFFFD")
	if strings.ContainsAny(s, "\r\f") {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		s = strings.Map(func(r rune) rune {
			switch r {
			case '\r':
				return '\n'
			case '\f':
				return ' '
			}
			return r
		}, s)
	}
	return strings.Map(func(r rune) rune {
		if dropped(r) {
			return -1
		}
		return r
	}, s)
}

// isClean reports whether cleanText would leave s as it is.
func isClean(s string) bool {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if c < 0x20 && c != '\t' && c != '\n' || c == 0x7f {
				return false
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if n == 1 || dropped(r) {
			return false
		}
		i += n
	}
	return true
}

// oneLine is s without controls and with all white space as single spaces.
func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(cleanText(s), isBreakingSpace), " ")
}

// isBreakingSpace reports the white space that may be replaced by a space:
// not the no-break spaces, which are the author's.
func isBreakingSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\u2028', '\u2029':
		return true
	}
	return false
}

// isSpace reports HTML's white space (ASCII without VT).
func isSpace(c byte) bool {
	return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'
}
