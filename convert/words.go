package convert

import "unicode"

// countWords counts the words of a text: what stands between white space and
// has a letter or a digit. Han, Hiragana and Katakana are written without
// spaces; two of their characters count as one word.
func countWords(text []byte) int {
	words, characters := 0, 0
	in := false // a word has begun, and was counted
	for _, r := range string(text) {
		switch {
		case r < 0x80:
			letter := isDigit(byte(r)) || r|0x20 >= 'a' && r|0x20 <= 'z'
			if letter && !in {
				words++
				in = true
			} else if isSpace(byte(r)) {
				in = false
			}
		case unicode.IsSpace(r):
			in = false
		case r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana):
			characters++
		case !in && (unicode.IsLetter(r) || unicode.IsNumber(r)):
			words++
			in = true
		}
	}
	return words + (characters+1)/2
}
