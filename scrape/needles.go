package scrape

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// needles are strings that lines are searched for in one pass.
type needles struct {
	pairs bytePairs     // with which one can begin
	words [256][]needle // by their first byte
}

// bytePairs is a set of two bytes each.
type bytePairs [1 << 16 / 64]uint64

func (p *bytePairs) add(a, b byte) {
	k := uint(a)<<8 | uint(b)
	p[k/64] |= 1 << (k % 64)
}

func (p *bytePairs) has(a, b byte) bool {
	k := uint(a)<<8 | uint(b)
	return p[k/64]&(1<<(k%64)) != 0
}

type needle struct {
	text string
	nth  int // in the order in which they were given
}

func newNeedles(words ...string) *needles {
	n := &needles{}
	for nth, w := range words {
		n.words[w[0]] = append(n.words[w[0]], needle{w, nth})
		if len(w) > 1 {
			n.pairs.add(w[0], w[1])
			continue
		}
		for second := range 256 {
			n.pairs.add(w[0], byte(second))
		}
	}
	return n
}

// may reports whether one of the needles may begin s.
func (n *needles) may(s string) bool {
	if len(s) < 2 {
		return s != "" && n.words[s[0]] != nil
	}
	return n.pairs.has(s[0], s[1])
}

// begin is the needle that s begins with, or -1, and what is behind it.
func (n *needles) begin(s string) (nth int, rest string) {
	if n.may(s) {
		for _, w := range n.words[s[0]] {
			if rest, ok := strings.CutPrefix(s, w.text); ok {
				return w.nth, rest
			}
		}
	}
	return -1, ""
}

// each yields where in s, and which, each needle begins, until yield says no.
func (n *needles) each(s string, yield func(at, nth int) bool) {
	for i := range len(s) {
		if !n.may(s[i:]) {
			continue
		}
		for _, w := range n.words[s[i]] {
			if strings.HasPrefix(s[i:], w.text) && !yield(i, w.nth) {
				return
			}
		}
	}
}

// in reports whether s holds one of the needles.
func (n *needles) in(s string) bool {
	found := false
	n.each(s, func(int, int) bool { found = true; return false })
	return found
}

// lowerStart is the beginning of s, four letters at most, in lower case.
func lowerStart(s string) string {
	s = strings.TrimLeftFunc(s, func(r rune) bool { return !unicode.IsPrint(r) || isSpace(r) })
	end := 0
	for range 4 {
		_, size := utf8.DecodeRuneInString(s[end:])
		end += size
	}
	return strings.ToLower(s[:end])
}
