package date

import (
	"math/bits"
	"strings"
)

// role is what the words before token i say the date is the date of.
func (r *reader) role(i, done int) Role {
	for n := 0; n < 6 && i > done; n++ {
		i--
		t := r.tok(i)
		if t.class == mark && strings.ContainsRune(":,-–|(،：", t.mark) {
			continue
		}
		for first := max(done, i-1); first <= i; first++ {
			senses, next := r.lookup(first)
			if next < i+1 {
				continue
			}
			if set, _ := r.values(senses, roleWord); set != 0 {
				return Role(bits.TrailingZeros64(set))
			}
		}
		if !r.idle(i) {
			return Unsaid
		}
	}
	return Unsaid
}

// idle reports whether token i is a word that says nothing about a date.
func (r *reader) idle(i int) bool {
	senses, _ := r.lookup(i)
	for j := range senses {
		switch senses[j].kind {
		case filler, joint, adverb, weekdayName:
			return true
		}
	}
	return false
}
