package date

import (
	"strings"
	"unicode/utf8"
)

// maxParse is the longest string that Parse reads.
const maxParse = 200

// Parse reads a string that is a date as a whole: as programs write it (ISO
// 8601, RFC 3339, RFC 5322, RFC 9110) or as people print it, with its weekday,
// its time of day and words like "Published on" around it. Where that is all
// there is, shapes are taken that Find leaves alone: "2011", "10/2011", "26 Oct
// 11". It is not ok for anything else, for relative dates ("16 hours ago") and
// for days that do not exist.
func Parse(s string, h Hints) (d Date, ok bool) {
	s = strings.TrimFunc(s, func(r rune) bool { return isSpace(r) || unseen(r) })
	if s == "" || len(s) > maxParse {
		return d, false
	}
	if d, ok = machine(s); !ok && len(s) >= len("1980-10/1980-11") {
		d, ok = ParseEDTF(s)
	}
	if ok {
		return d, h.allows(&d)
	}
	r := newReader(&h)
	r.whole = true
	r.load(s)
	if i := r.nextNumber(0); i < 0 {
		return Date{}, false
	}
	for i := range r.toks {
		m, next, ok := r.match(i, 0)
		switch {
		case ok && r.idleAround(m, next):
			return m.Date, true
		case ok || next > i:
			return Date{}, false
		}
	}
	return r.loose()
}

// idleAround reports whether only words without meaning stand before and after
// a match.
func (r *reader) idleAround(m Match, next int) bool {
	for i := 0; i < len(r.toks); i++ {
		if int(r.toks[i].start) >= m.Start && i < next {
			continue
		}
		if t := &r.toks[i]; t.class == mark && !isMeaning(t.mark) {
			continue
		}
		if !r.idlePhrase(&i) {
			return false
		}
	}
	return true
}

// isMeaning are the marks that a date cannot carry around it.
func isMeaning(r rune) bool {
	return currency(r) && r != '#' && r != '@' || r == '?' || r == '*' || r == '=' || r == utf8.RuneError
}

// idlePhrase moves i to the last token of a phrase that may stand around a
// date.
func (r *reader) idlePhrase(i *int) bool {
	senses, next := r.lookup(*i)
	for j := range senses {
		switch senses[j].kind {
		case filler, joint, adverb, roleWord, weekdayName, clockWord, ordinal:
			*i = next - 1
			return true
		}
	}
	return false
}

// loose reads the shapes that are dates only where nothing else is said:
// "2011", "10/2011", "2011/10", "2011–2012", "26 10 2011".
func (r *reader) loose() (d Date, ok bool) {
	first, last := r.nextNumber(0), len(r.toks)
	for last > 0 && r.toks[last-1].class != number {
		last--
	}
	if first < 0 || first >= last || r.toks[first].class != number || !r.idleAround(Match{Start: int(r.toks[first].start)}, last) || r.labelled(first) || r.partOfNumber(first) {
		return d, false
	}
	r.found.n = 0
	a, b := &r.toks[first], &r.toks[last-1]
	switch last - first {
	case 1:
		r.addYear(a)
	case 3:
		r.addTwo(a, b, r.toks[first+1])
	}
	if last-first == 3 && r.toks[first+1].class == number {
		r.addNumbers(&three{at: [3]*token{a, &r.toks[first+1], b}, mark: ' '})
	}
	return r.found.resolve(0, r.hints)
}

func (r *reader) addYear(t *token) {
	if t.width == 4 && !t.script && t.value >= firstGregorian-100 {
		r.found.add(reading{Date: Date{Year: int(t.value), Precision: Year}})
	}
}

// addTwo adds month and year, or two years.
func (r *reader) addTwo(a, b *token, m token) {
	if m.class != mark || m.mark != '/' && m.mark != '.' && !isDash(m.mark) || a.script || b.script {
		return
	}
	y, n := a, b
	if b.width == 4 && a.width <= 2 {
		y, n = b, a
	}
	switch {
	case y.width != 4 || y.value < firstGregorian:
	case n.width <= 2 && n.value >= 1 && n.value <= 12 && (n.width == 2 || n == a):
		r.found.add(reading{Date: Date{Year: int(y.value), Month: int(n.value), Precision: Month}})
	case n.width == 4 && m.mark != '.' && n.value > y.value && n.value-y.value < 5:
		r.found.add(reading{Date: Date{Year: int(a.value), Precision: Year, End: &Date{Year: int(b.value), Precision: Year}}})
	}
}
