package date

import (
	"strings"
	"time"
)

// Order is the order of day and month in dates of numbers.
type Order uint8

// The orders. AnyOrder says that nothing is known.
const (
	AnyOrder Order = iota
	DayFirst
	MonthFirst
)

// Hints are what a caller knows of the place a date comes from. The zero Hints
// know nothing.
type Hints struct {
	// Lang is the language of the text (BCP 47). It decides between words that
	// mean different months in different languages, and between day and month
	// where the language's countries agree on the order. Names of other
	// languages are understood too: themes and texts often differ.
	Lang string

	// Order is the order of day and month that other dates of the site have
	// (see OrderOf). It is stronger than Lang.
	Order Order

	// NotBefore and NotAfter, where not zero, are the bounds of what the date
	// can be: a page cannot have been published after its retrieval. A reading
	// is refused when all of it (first to last day, UTC) is outside. Callers
	// who compare with a clock add a day for the time zones.
	NotBefore, NotAfter time.Time
}

// language is the primary subtag of Lang, lower case.
func (h *Hints) language() string {
	tag, _, _ := strings.Cut(strings.ReplaceAll(h.Lang, "_", "-"), "-")
	tag = strings.ToLower(tag)
	switch tag {
	case "no", "nn":
		return "nb"
	case "iw":
		return "he"
	case "in":
		return "id"
	case "bs", "sh":
		return "hr"
	case "fil":
		return "tl"
	}
	return tag
}

// region is the region subtag of Lang, upper case, if there is one.
func (h *Hints) region() string {
	for i, t := range strings.FieldsFunc(h.Lang, func(r rune) bool { return r == '-' || r == '_' }) {
		if i > 0 && len(t) == 2 {
			return strings.ToUpper(t)
		}
	}
	return ""
}

// order is the order of day and month in the language, where all who write it
// agree (CLDR, short date formats).
func (h *Hints) order() Order {
	if h.Order != AnyOrder {
		return h.Order
	}
	language, region := h.language(), h.region()
	switch region {
	case "US", "PH", "PR", "GU", "FM", "MH", "PW", "AS", "VI":
		if language == "en" || language == "tl" {
			return MonthFirst
		}
		return AnyOrder
	case "CA":
		return AnyOrder
	}
	switch language {
	case "", "und", "mul", "zxx", "zh", "ja", "ko":
		return AnyOrder
	case "en":
		if region == "" {
			return AnyOrder
		}
	case "tl":
		return MonthFirst
	}
	return DayFirst
}

// allows reports whether some day of d is inside the bounds.
func (h *Hints) allows(d *Date) bool {
	if h.NotBefore.IsZero() && h.NotAfter.IsZero() {
		return true
	}
	first, last := d.Bounds()
	return (h.NotAfter.IsZero() || !first.After(h.NotAfter)) && (h.NotBefore.IsZero() || last.AddDate(0, 0, 1).After(h.NotBefore))
}
