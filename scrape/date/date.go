package date

import (
	"fmt"
	"time"
)

// The years a periodical can bear: printing to the end of this century.
const (
	minYear = 1400
	maxYear = 2100
)

// Precision is the smallest part of a date that is known.
type Precision uint8

// The precisions, coarse to fine. The zero value is that of no date.
const (
	Unknown Precision = iota
	Year
	Season
	Month
	Day
	Minute
	Second
)

func (p Precision) String() string {
	return [...]string{"unknown", "year", "season", "month", "day", "minute", "second"}[min(p, Second)]
}

// SeasonCode is a season of the year, by the number EDTF gives it.
type SeasonCode uint8

// The seasons.
const (
	Spring SeasonCode = 21 + iota
	Summer
	Autumn
	Winter
)

// Role is what the words before a date say it is the date of.
type Role uint8

// The roles. Unsaid is a date that stands alone.
const (
	Unsaid    Role = iota
	Published      // "Published on", "Veröffentlicht am", "Submitted"
	Modified       // "Updated", "Zuletzt geändert", "Mis à jour le"
	Accessed       // "Accessed", "Abgerufen am", "Retrieved"
)

// Date is a calendar date, proleptic Gregorian, with the precision in which it
// is known. Parts finer than Precision are zero. The zero Date is no date.
type Date struct {
	Year, Month, Day     int
	Hour, Minute, Second int
	Season               SeasonCode // where Precision is Season

	// Zone is the offset of the time of day as RFC 3339 writes it, "Z" or
	// "+02:00". It is empty where the zone is not known: the time is then what
	// some clock showed.
	Zone      string
	Precision Precision

	// End is the last day, month, season or year of a range; it has the
	// precision of the start, no End and no Alternatives.
	End *Date

	// Ambiguous says that the string has other readings that nothing rules out,
	// as 05/10/2017 has. Alternatives are those others.
	Ambiguous    bool
	Alternatives []Date

	// WeekdayDiffers says that the weekday printed with the date is not that of
	// the date: one of the two is wrong.
	WeekdayDiffers bool
	Role           Role
}

// IsZero reports whether d is no date.
func (d Date) IsZero() bool { return d.Precision == Unknown }

// String is the day, "2011-10-26", or where seconds and zone are known the
// moment as RFC 3339 has it. It is empty where the day is not known, and for a
// range of days.
func (d Date) String() string {
	if d.Precision < Day || d.End != nil {
		return ""
	}
	if d.Precision == Second && d.Zone != "" {
		return fmt.Sprintf("%sT%02d:%02d:%02d%s", d.point(), d.Hour, d.Minute, d.Second, d.Zone)
	}
	return d.point()
}

// EDTF is d as the Extended Date/Time Format writes it (ISO 8601-2:2019, EDTF
// level 1), to the day at most: "2011-10-26", "2011-10", "1959-23" (autumn),
// "2011", and ranges "1980-10/1980-11".
func (d Date) EDTF() string {
	if d.End == nil {
		return d.point()
	}
	return d.point() + "/" + d.End.point()
}

// point is the start of d in EDTF.
func (d Date) point() string {
	switch d.Precision {
	case Unknown:
		return ""
	case Year:
		return fmt.Sprintf("%04d", d.Year)
	case Season:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Season)
	case Month:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Certain is the part of d that all its readings share: d itself where it has
// only one, a month, a year, or no date.
func (d Date) Certain() Date {
	if !d.Ambiguous {
		return d
	}
	year, month := true, d.End == nil && d.Precision >= Month
	for i := range d.Alternatives {
		a := &d.Alternatives[i]
		year = year && a.Year == d.Year
		month = month && a.Precision >= Month && a.Month == d.Month
	}
	switch {
	case !year || d.End != nil && d.End.Year != d.Year:
		return Date{}
	case month:
		return Date{Year: d.Year, Month: d.Month, Precision: Month, Role: d.Role}
	}
	return Date{Year: d.Year, Precision: Year, Role: d.Role}
}

// Agrees reports whether d and e name the same date as far as the coarser of
// the two goes. Seasons agree with every month of their year, ranges with the
// dates inside them.
func (d Date) Agrees(e Date) bool {
	if d.IsZero() || e.IsZero() {
		return false
	}
	from, to := d.Bounds()
	first, last := e.Bounds()
	return !first.After(to) && !last.Before(from)
}

// Bounds are the first and the last day d can mean, at midnight UTC. The
// bounds of a season are those of its year, since the hemispheres differ.
func (d Date) Bounds() (first, last time.Time) {
	if d.IsZero() {
		return
	}
	first, last = d.days()
	if d.End != nil {
		_, last = d.End.days()
	}
	return
}

func (d Date) days() (first, last time.Time) {
	switch {
	case d.Precision >= Day:
		first = day(d.Year, d.Month, d.Day)
		return first, first
	case d.Precision == Month:
		return day(d.Year, d.Month, 1), day(d.Year, d.Month, daysIn(d.Year, d.Month))
	}
	return day(d.Year, 1, 1), day(d.Year, 12, 31)
}

// valid reports whether d, its clock and its end exist in the calendar.
func (d *Date) valid() bool {
	if d.Year < minYear || d.Year > maxYear {
		return false
	}
	switch d.Precision {
	case Unknown:
		return false
	case Season:
		if d.Season < Spring || d.Season > Winter {
			return false
		}
	case Month, Day, Minute, Second:
		if d.Month < 1 || d.Month > 12 {
			return false
		}
	}
	if d.Precision >= Day && (d.Day < 1 || d.Day > daysIn(d.Year, d.Month)) {
		return false
	}
	return d.End == nil || d.validEnd()
}

func (d *Date) validEnd() bool {
	e := d.End
	if e.End != nil || !e.valid() || e.Precision != min(d.Precision, Day) {
		return false
	}
	if d.Precision == Season {
		return e.Year > d.Year || e.Year == d.Year && e.Season != d.Season
	}
	return d.point() < e.point()
}
