package convert

import (
	"unicode"
	"unicode/utf8"
)

// countWords counts the words of a text: what stands between white space and
// has a letter or a digit. Han, Hiragana and Katakana are written without
// spaces; two of their characters count as one word.
func countWords(text []byte) int {
	words, characters := 0, 0
	in := false // a word has begun, and was counted
	for i := 0; i < len(text); {
		c := text[i]
		if c < utf8.RuneSelf {
			i++
			switch {
			case isSpace(c):
				in = false
			case !in && (isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'z'):
				words++
				in = true
			}
			continue
		}
		r, n := utf8.DecodeRune(text[i:])
		i += n
		switch {
		case r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			characters++
		case unicode.IsSpace(r):
			in = false
		case !in && (unicode.IsLetter(r) || unicode.IsNumber(r)):
			words++
			in = true
		}
	}
	return words + (characters+1)/2
}
