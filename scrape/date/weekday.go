package date

import (
	"strings"
	"unicode/utf8"
)

// weekdayBefore reads a weekday that stands before token start, and moves start
// to it. The result has a bit for each day it can be.
func (r *reader) weekdayBefore(start *int, done int) (set uint64) {
	i := *start - 1
	for n := 0; i >= done && n < 4; n++ {
		t := r.tok(i)
		if t.class == mark && strings.ContainsRune(",.-–(،", t.mark) {
			i--
			continue
		}
		if t.class != word {
			return 0
		}
		for first := max(done, i-1); first <= i; first++ {
			if set, next, ok := r.weekday(first); ok && next >= i+1 {
				*start = first
				return set
			}
		}
		if _, ok := r.is(i, filler); !ok {
			return 0
		}
		i--
	}
	return 0
}

// weekday reads a weekday's name. Short names are words of other languages too:
// those of two letters count in their own language only, those of three with a
// capital.
func (r *reader) weekday(i int) (set uint64, next int, ok bool) {
	senses, next := r.lookup(i)
	set, langs := r.values(senses, weekdayName)
	if set == 0 {
		return 0, i, false
	}
	if langs&r.lang == 0 {
		switch n := utf8.RuneCountInString(r.text(i)); {
		case n <= 2, n == 3 && !r.capital(i):
			return 0, i, false
		}
	}
	return set, next, true
}

// weekdayAfter reads a weekday that follows a date: in brackets, or a whole
// name that is right for one of the readings.
func (r *reader) weekdayAfter(i int) (set uint64, next int) {
	at := i
	open := r.isMark(at, '(')
	if open || r.isMark(at, ',') || r.isMark(at, '，') || r.isMark(at, '、') {
		at++
	}
	set, at = r.eastWeekday(at, open)
	if set == 0 {
		var ok bool
		if set, at, ok = r.weekday(at); !ok {
			return 0, i
		}
	}
	if open {
		if !r.isMark(at, ')') {
			return 0, i
		}
		return set, at + 1
	}
	for j := range r.found.n {
		if c := &r.found.list[j]; c.Precision >= Day && set>>weekday(c.Year, c.Month, c.Day)&1 == 1 {
			return set, at
		}
	}
	return 0, i
}

// eastWeekday reads 星期三, 周三, 水曜日, 수요일, and the single letter in
// brackets.
func (r *reader) eastWeekday(i int, open bool) (set uint64, next int) {
	if r.tok(i).class != glyph {
		return 0, i
	}
	for _, prefix := range [...]string{"星期", "礼拜", "禮拜", "周", "週"} {
		if at, ok := r.literal(i, prefix); ok {
			if n := strings.IndexRune("日一二三四五六天", r.tok(at).mark); n >= 0 && r.tok(at).class == glyph {
				return 1 << (n / 3 % 7), at + 1
			}
		}
	}
	n := strings.IndexRune("日月火水木金土", r.tok(i).mark)
	if n < 0 {
		n = strings.IndexRune("일월화수목금토", r.tok(i).mark)
	}
	if n < 0 {
		return 0, i
	}
	set = 1 << (n / 3)
	for _, suffix := range [...]string{"曜日", "요일", "曜"} {
		if at, ok := r.literal(i+1, suffix); ok {
			return set, at
		}
	}
	if !open {
		return 0, i
	}
	return set, i + 1
}
