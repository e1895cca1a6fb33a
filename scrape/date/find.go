package date

import (
	"strings"
	"unicode/utf8"
)

// Match is a date inside a text, and where it stands: the bytes from Start up
// to End hold it with its weekday, its time of day and its zone.
type Match struct {
	Date
	Start, End int

	order Order // of its numbers, where that is beyond doubt
}

// Find is the first date inside a line of text. It takes the shapes that are
// dates beyond doubt: a bare year, "10/2011" (an issue as often as a month) and
// "1-2-11" are left alone. It is linear in s.
func Find(s string, h Hints) (d Date, start, end int, ok bool) {
	scan(s, &h, func(m Match) bool {
		d, start, end, ok = m.Date, m.Start, m.End, true
		return false
	})
	return d, start, end, ok
}

// FindAll are the dates inside a line of text, in their order. They do not
// overlap.
func FindAll(s string, h Hints) (list []Match) {
	scan(s, &h, func(m Match) bool {
		list = append(list, m)
		return true
	})
	return list
}

// A text is read in windows around its numbers, so that a page without any
// costs no more than the search for one.
const (
	lead   = 160  // bytes before a number that may belong to its date
	window = 2048 // bytes read at once
	tail   = 512  // bytes at a window's end where no date begins, if more follows
	slack  = 128  // bytes that a cut moves back to find a space
)

// scan calls yield with each date of s until it returns false.
func scan(s string, h *Hints, yield func(Match) bool) {
	var r *reader
	for done := 0; ; {
		at := nextNumber(s, done)
		if at < 0 {
			return
		}
		if r == nil {
			r = newReader(h)
		}
		from := boundary(s, max(done, at-lead), done)
		to, limit := len(s), len(s)
		if to-from > window {
			to = boundary(s, from+window, from+window-slack)
			limit = boundary(s, from+window-tail, from+window-tail-slack)
		}
		r.load(s[from:to])
		next := r.each(int32(limit-from), func(m Match) bool {
			m.Start += from
			m.End += from
			return yield(m)
		})
		if next < 0 || limit == len(s) {
			return
		}
		done = max(from+next, limit)
	}
}

// boundary moves i back, not below from, to a place where s can be cut: before
// a space, else before the start of a rune that continues no word or number.
func boundary(s string, i, from int) int {
	from = max(from, i-slack)
	for j := i; j > from; j-- {
		if s[j] <= ' ' {
			return j
		}
	}
	for j := i; j > from; j-- {
		if before := s[j-1]; utf8.RuneStart(s[j]) && (before < '0' || before > '9') {
			return j
		}
	}
	return from
}

// nextNumber is the index of the first digit, or of the first Chinese mark of a
// year, at or after i; -1 if there is none.
func nextNumber(s string, i int) int {
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			if c >= '0' && c <= '9' {
				return i
			}
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if _, ok := digit(r); ok || r == '年' {
			return i
		}
		i += size
	}
	return -1
}

// load makes the tokens of s.
func (r *reader) load(s string) {
	r.s = s
	r.toks = tokens(r.toks[:0], s)
}

// each calls yield with the dates that begin at or before the limit. It returns the
// byte after the last one, or -1 if yield wants no more.
func (r *reader) each(limit int32, yield func(Match) bool) (next int) {
	done, number := 0, -1
	for i := 0; i < len(r.toks) && r.toks[i].start <= limit; i++ {
		if number < i {
			if number = r.nextNumber(i); number < 0 {
				break
			}
		}
		i = max(i, number-reach)
		m, after, ok := r.match(i, done)
		if !ok {
			i = max(i, after-1)
			continue
		}
		if !yield(m) {
			return -1
		}
		next, done = m.End, after
		i = after - 1
	}
	return next
}

// reach is how many tokens before its first number a date can begin:
// "Deireadh Fómhair – Mí na Samhna, 1980".
const reach = 10

// nextNumber is the index of the first token at or after i that is a number or
// may be one in Chinese numerals; -1 if there is none.
func (r *reader) nextNumber(i int) int {
	for ; i < len(r.toks); i++ {
		if c := r.toks[i].class; c == number || c == glyph && r.toks[i].mark == '年' {
			return i
		}
	}
	return -1
}

// match reads the date whose first number or name is token i, with what stands
// around it, not before token done. Where it has the shape of a date and is
// none, ok is false and next is after it.
func (r *reader) match(i, done int) (m Match, next int, ok bool) {
	next, ok = r.core(i)
	if !ok {
		return m, i, false
	}
	start := i
	left := r.weekdayBefore(&start, done)
	if r.isMark(i-1, '(') && start < i && r.isMark(next, ')') {
		next++
	}
	right, next := r.weekdayAfter(next)
	start, next = r.clocks(start, next, done)
	if right == 0 {
		right, next = r.weekdayAfter(next)
	}
	if left == 0 {
		left = right
	}
	d, ok := r.found.resolve(left, r.hints)
	if !ok {
		return m, next, false
	}
	d.Role = r.role(start, done)
	for j := range d.Alternatives {
		d.Alternatives[j].Role = d.Role
	}
	m = Match{Date: d, Start: int(r.tok(start).start), End: int(r.tok(next - 1).end)}
	if r.found.n == 1 {
		m.order = r.found.list[0].order
	}
	return m, next, true
}

// core reads the date itself.
func (r *reader) core(i int) (next int, ok bool) {
	r.found.reset()
	if next, ok = r.east(i); ok {
		return next, true
	}
	r.found.n = 0
	if next, ok = r.numeric(i); ok {
		return next, true
	}
	r.found.n = 0
	return r.named(i)
}

// clocks reads the time of day after the date, else before it.
func (r *reader) clocks(start, next, done int) (newStart, newNext int) {
	if c, after, ok := r.clockAfter(next); ok {
		r.setClock(c)
		return start, after
	}
	for i := max(done, start-8); i < start; i++ {
		if r.tok(i).class != number && r.tok(i).class != glyph || r.glued(i) && r.isMark(i-1, ':') {
			continue
		}
		if c, after, ok := r.clock(i); ok && c.precision >= Minute && r.onlyBetween(after, start) {
			r.setClock(c)
			return i, next
		}
	}
	return start, next
}

// onlyBetween reports whether nothing but marks and words without meaning
// stands between two tokens.
func (r *reader) onlyBetween(i, end int) bool {
	for i < end {
		t := r.tok(i)
		if t.class == mark && strings.ContainsRune(",-–—|•·/.()،", t.mark) {
			i++
			continue
		}
		next, ok := r.is(i, filler)
		if !ok {
			if next, ok = r.is(i, joint); !ok {
				return false
			}
		}
		i = next
	}
	return i == end
}
