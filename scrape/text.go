package scrape

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// attr is the value of n's attribute, or "".
func attr(n *html.Node, key string) string {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return n.Attr[i].Val
		}
	}
	return ""
}

// first is the first of its arguments that is not empty.
func first(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}

// hasWord reports whether a space-separated attribute holds word.
func hasWord(value, word string) bool {
	for w := range strings.FieldsSeq(value) {
		if strings.EqualFold(w, word) {
			return true
		}
	}
	return false
}

// textOf is the text below n, as it stands.
func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	if c := n.FirstChild; c != nil && c.NextSibling == nil && c.Type == html.TextNode {
		return c.Data
	}
	var b strings.Builder
	appendText(&b, n)
	return b.String()
}

func appendText(b *strings.Builder, n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			b.WriteString(c.Data)
		case c.Type != html.ElementNode, c.DataAtom == atom.Script, c.DataAtom == atom.Style,
			c.DataAtom == atom.Rt, c.DataAtom == atom.Rp: // how the characters before are read aloud
		case c.DataAtom == atom.Br:
			b.WriteByte('\n')
		default:
			appendText(b, c)
		}
	}
}

// oneLine folds white space and drops what may stand in no field: control
// characters, bidirectional controls, soft hyphens and zero-width spaces.
func oneLine(s string) string {
	if plain(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	space := false
	for _, r := range s {
		switch {
		case isSpace(r):
			space = b.Len() > 0
			continue
		case dropped(r) || r == 0xAD || r == 0x200B || r == 0xFEFF || r == utf8.RuneError:
			continue
		}
		if space {
			b.WriteByte(' ')
			space = false
		}
		b.WriteRune(r)
	}
	return b.String()
}

// plain reports whether s is one line already: printable ASCII, single spaces.
func plain(s string) bool {
	space := true
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= 0x7f || c < ' ' || c == ' ' && space {
			return false
		}
		space = c == ' '
	}
	return !space || s == ""
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\v', '\f', '\r', 0x85, 0xA0, 0x2028, 0x2029, 0x202F, 0x3000:
		return true
	}
	return r >= 0x2000 && r <= 0x200A
}

// dropped reports the characters that no output holds: C0 but tab and line
// feed, C1, DEL and the bidirectional controls.
func dropped(r rune) bool {
	return r < 0x20 && r != '\t' && r != '\n' || r >= 0x7F && r <= 0x9F ||
		r >= 0x202A && r <= 0x202E || r >= 0x2066 && r <= 0x2069
}

// fold reduces a line to its letters and digits in lower case, so that two
// printings of one headline are equal.
func fold(s string) string {
	var b strings.Builder
	for i, r := range s {
		if b.Cap() == 0 {
			if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
				continue // as it is so far
			}
			b.Grow(len(s) + utf8.UTFMax)
			b.WriteString(s[:i])
		}
		switch f := foldRune(r); {
		case f < 0:
		case f < utf8.RuneSelf:
			b.WriteByte(byte(f))
		default:
			b.WriteRune(f)
		}
	}
	if b.Cap() == 0 {
		return s
	}
	return b.String()
}

// foldRune is what fold makes of a character: -1 where it drops it.
func foldRune(r rune) rune {
	switch {
	case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		return r
	case r >= 'A' && r <= 'Z':
		return r + 'a' - 'A'
	case r < utf8.RuneSelf, r >= 0x2000 && r <= 0x206F, r == 0xA0, r == 0xAB, r == 0xBB, r == 0xAD, r >= 0x3000 && r <= 0x3020:
		return -1
	}
	return unicode.ToLower(r)
}

// foldsTo reports whether fold makes folded of s.
func foldsTo(s, folded string) bool {
	for _, r := range s {
		r = foldRune(r)
		if r < 0 {
			continue
		}
		next, size := utf8.DecodeRuneInString(folded)
		if next != r || size == 0 {
			return false
		}
		folded = folded[size:]
	}
	return folded == ""
}
