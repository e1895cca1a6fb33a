package scrape

import (
	"strings"
	"unicode/utf8"

	"github.com/backissue/backissue/scrape/date"
)

// datedText is a line of text and the day in it that is about its publication.
type datedText struct {
	date   date.Date
	text   string // without what it says of changes, if it says more
	at, to int    // the bytes of the day
}

// maxDays is how many days of a line are looked at.
const maxDays = 4

// findDay finds the first day of a line that is not that of a change, and takes
// what is said of changes off the line: "Updated 4 May 2020, published 2 May
// 2020". Where the line tells of a change only, its day is that.
func findDay(text string, hints date.Hints) (t datedText, ok bool) {
	t.text = text
	if t.date, t.at, t.to, ok = date.Find(text, hints); !ok {
		return t, false
	}
	changed := t
	for n := 1; n < maxDays && t.date.Role == date.Modified; n++ {
		d, at, to, more := date.Find(t.text[t.to:], hints)
		if !more {
			return changed, true
		}
		t = datedText{d, t.text[t.to:], at, to}
	}
	if t.date.Role == date.Modified {
		return changed, true
	}
	if d, _, to, more := date.Find(t.text[t.to:], hints); more && d.Role == date.Modified {
		t.text = t.text[:t.to] + t.text[t.to+to:]
	}
	return t, true
}

// raw is the day as printed, with the clock behind it.
func (t *datedText) raw() string { return strings.TrimSpace(t.text[t.at:t.to]) }

// rest is how many letters the line has beside the day.
func (t *datedText) rest() int {
	return utf8.RuneCountInString(strings.TrimSpace(t.text[:t.at])) + utf8.RuneCountInString(strings.TrimSpace(t.text[t.to:]))
}

// part reports whether the day is one of several parts of the line.
func (t *datedText) part() bool { return partAlone(t.text, t.at, t.to) }
