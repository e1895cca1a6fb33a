package date

import (
	"strings"
	"unicode/utf8"
)

// clock is a time of day.
type clock struct {
	hour, minute, second int
	zone                 string
	precision            Precision // Minute, Second, or Day for an hour alone
	halved               bool      // printed with "am" or "pm"
	american             bool      // printed with a zone of North America
}

// clockAfter reads a time of day that follows a date, with what stands between:
// " - ", ", ", "um", "kl.", "T".
func (r *reader) clockAfter(i int) (c clock, next int, ok bool) {
	at := i
	for range 7 {
		if c, next, ok = r.clock(at); ok {
			if r.isMark(at-1, '(') && r.isMark(next, ')') {
				next++
			}
			return c, next, true
		}
		t := r.tok(at)
		switch {
		case t.class == word:
			if next, ok = r.is(at, clockWord); !ok {
				if next, ok = r.is(at, joint); !ok {
					return c, i, false
				}
			}
			at = next
		case t.class == mark && strings.ContainsRune(",-–—|•·/@.;،，:(", t.mark) && t.end > t.start:
			at++
		default:
			return c, i, false
		}
	}
	return c, i, false
}

// clock reads a time of day at i: "12:11", "5:30 pm EDT", "18.44 Uhr", "11h46",
// "下午2:30", "14時30分".
func (r *reader) clock(i int) (c clock, next int, ok bool) {
	half := 0
	if r.tok(i).class == glyph {
		half, i = r.dayHalf(i)
	}
	h := r.tok(i)
	if h.class != number || h.width > 2 || h.value > 24 {
		return c, i, false
	}
	c.hour, c.precision = int(h.value), Day
	next, ok = r.minutes(&c, i)
	if !ok {
		return c, i, false
	}
	if half == 0 {
		half, next = r.dayHalf(next)
	}
	if c.precision == Day && half == 0 && next == i+1 {
		return c, i, false
	}
	c.halved = half != 0 && h.mark < utf8.RuneSelf && r.tok(i-1).class != glyph
	if !c.halve(half) {
		c.precision = Day
	}
	next = r.clockNoun(next)
	c.american = r.american(next)
	c.zone, next = r.zone(next, c.precision == Second)
	return c, next, true
}

// minutes reads what follows the hour at i. It is not ok where the number
// cannot be an hour.
func (r *reader) minutes(c *clock, i int) (next int, ok bool) {
	m := i + 2
	switch {
	case r.isGlyph(i+1, "時时点點시"):
		if t := r.tok(m); t.class == number && t.width <= 2 && r.isGlyph(m+1, "分분") {
			return m + 2, c.setMinute(t)
		}
		return i + 2, true
	case r.tok(i+1).class == word && r.hourLetter(i+1):
		if t := r.tok(m); t.class == number && t.width == 2 && t.value < 60 {
			return m + 1, c.setMinute(t)
		}
		return i + 2, true
	case r.isMark(i+1, ':'):
		if t := r.tok(m); t.class == number && t.width == 2 && (r.glued(m) && r.glued(m-1) || r.tok(m).spaced == r.tok(m-1).spaced) {
			if !c.setMinute(t) {
				return i, false
			}
			return r.seconds(c, m+1), true
		}
		return i, false
	case r.isMark(i+1, '.') && r.glued(i+1) && r.glued(m):
		if t := r.tok(m); t.class == number && t.width == 2 && r.dotted(i, m+1) {
			return m + 1, c.setMinute(t)
		}
		return i, false
	}
	return i + 1, true
}

func (c *clock) setMinute(t *token) bool {
	c.minute, c.precision = int(t.value), Minute
	return t.value < 60
}

// hourLetter reports whether word i stands between hours and minutes, or after
// an hour.
func (r *reader) hourLetter(i int) bool {
	switch strings.ToLower(r.text(i)) {
	case "h", "hs", "hrs", "u", "uhr", "uur", "ч", "год", "heures", "horas":
		return true
	}
	return false
}

// dotted reports whether a full stop stands between hours and minutes: a word
// for the time of day is before the hour or after the minutes.
func (r *reader) dotted(hour, after int) bool {
	before := hour - 1
	if r.isMark(before, '.') || r.isMark(before, ':') {
		before--
	}
	if _, ok := r.is(before, clockWord); ok {
		return true
	}
	if half, _ := r.dayHalf(after); half != 0 {
		return true
	}
	return r.tok(after).class == word && r.hourLetter(after)
}

// seconds reads seconds and their fraction.
func (r *reader) seconds(c *clock, i int) (next int) {
	s := r.tok(i + 1)
	if !r.isMark(i, ':') || !r.glued(i) || s.class != number || s.width != 2 || s.value > 59 {
		return i
	}
	c.second, c.precision = int(s.value), Second
	i += 2
	if (r.isMark(i, '.') || r.isMark(i, ',')) && r.glued(i) && r.glued(i+1) && r.tok(i+1).class == number {
		i += 2
	}
	return i
}

// The halves of the day.
const (
	morning = 1 + iota
	afternoon
)

// dayHalf reads "am", "p.m.", "上午".
func (r *reader) dayHalf(i int) (half, next int) {
	t := r.tok(i)
	switch t.class {
	case glyph:
		for _, h := range [...]struct {
			name string
			half int
		}{{"上午", morning}, {"午前", morning}, {"오전", morning}, {"凌晨", morning}, {"下午", afternoon}, {"午後", afternoon}, {"午后", afternoon}, {"오후", afternoon}, {"晚上", afternoon}} {
			if next, ok := r.literal(i, h.name); ok {
				return h.half, next
			}
		}
	case word:
		return r.latinHalf(i)
	}
	return 0, i
}

func (r *reader) latinHalf(i int) (half, next int) {
	if len(r.text(i)) > 8 {
		return 0, i
	}
	switch strings.ToLower(r.text(i)) {
	case "am", "πμ", "ص":
		return morning, i + 1
	case "pm", "μμ", "م":
		return afternoon, i + 1
	case "a", "p", "π", "μ":
	default:
		return 0, i
	}
	first := strings.ToLower(r.text(i))
	i++
	if !r.isMark(i, '.') {
		return 0, i - 1
	}
	second := strings.ToLower(r.text(i + 1))
	if r.tok(i+1).class != word || second != "m" && second != "μ" {
		return 0, i - 1
	}
	i += 2
	if r.isMark(i, '.') {
		i++
	}
	if first == "a" || first == "π" {
		return morning, i
	}
	return afternoon, i
}

// halve turns the hour of a half day into one of the whole day. It is not ok
// where there is no such hour.
func (c *clock) halve(half int) bool {
	switch {
	case half == 0:
		return c.hour < 24
	case half == morning && c.hour == 12:
		c.hour = 0
	case half == afternoon && c.hour < 12:
		c.hour += 12
	}
	return c.hour < 24
}

// clockNoun skips "Uhr" and its like.
func (r *reader) clockNoun(i int) int {
	if r.tok(i).class == word && r.hourLetter(i) {
		return i + 1
	}
	return i
}
