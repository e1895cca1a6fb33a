package date

import "time"

func day(y, m, d int) time.Time { return time.Date(y, time.Month(m), d, 0, 0, 0, 0, time.UTC) }

// daysIn is the length of a Gregorian month.
func daysIn(year, month int) int {
	switch month {
	case 4, 6, 9, 11:
		return 30
	case 2:
		if year%4 == 0 && (year%100 != 0 || year%400 == 0) {
			return 29
		}
		return 28
	}
	return 31
}

// weekday is the day of the week of a valid date, Sunday 0.
func weekday(y, m, d int) int { return int(day(y, m, d).Weekday()) }

// The years of the Solar Hijri calendar that occur: 1871 to 2042.
const (
	minSolar = 1250
	maxSolar = 1420
)

// solarDay is the Gregorian day of a Solar Hijri one.
func solarDay(year, month, dom int) (y, m, d int, ok bool) {
	if year < minSolar || year > maxSolar || month < 1 || month > 12 || dom < 1 || dom > solarDaysIn(year, month) {
		return 0, 0, 0, false
	}
	offset := (month-1)*31 + dom - 1
	if month > 7 {
		offset -= month - 7
	}
	t := nowruz(year).AddDate(0, 0, offset)
	return t.Year(), int(t.Month()), t.Day(), true
}

func solarDaysIn(year, month int) int {
	switch {
	case month <= 6:
		return 31
	case month < 12:
		return 30
	}
	return int(nowruz(year+1).Sub(nowruz(year)).Hours()/24) - 336
}

// nowruz is the Gregorian day of 1 Farvardin. The Solar Hijri leap years run in
// cycles of 33 years from 1210 to 1634 (K. M. Borkowski, "The Persian calendar
// for 3000 years", Earth, Moon and Planets 74, 1996), so the day in March is
// the difference of the leap days of the two calendars and a constant.
func nowruz(year int) time.Time {
	n, gregorian := year-1210, year+621
	leaps := n/33*8 + (n%33+3)/4
	leaps -= gregorian/4 - gregorian/100 + gregorian/400
	return day(gregorian, 3, 464+leaps)
}

// An era counts years from its own first one. offset is what its years add to;
// last is the Gregorian year it ended in, 0 for one that goes on.
type era struct {
	name         string
	offset, last int
}

// eras are the modern eras of Japan and the one of the Republic of China.
var eras = [...]era{
	{"明治", 1867, 1912}, {"大正", 1911, 1926}, {"昭和", 1925, 1989}, {"平成", 1988, 2019}, {"令和", 2018, 0},
	{"㍾", 1867, 1912}, {"㍽", 1911, 1926}, {"㍼", 1925, 1989}, {"㍻", 1988, 2019}, {"㋿", 2018, 0},
	{"中華民國", 1911, 0}, {"中华民国", 1911, 0}, {"民國", 1911, 0}, {"民国", 1911, 0},
}

// year is the Gregorian year of the era's nth, 0 where it had none such.
func (e *era) year(n int) int {
	y := e.offset + n
	if n < 1 || e.last > 0 && y > e.last {
		return 0
	}
	return y
}

// firstBuddhist is the least year that is one of the Buddhist era: 1900.
const firstBuddhist = 2443

// buddhist is the Gregorian year of a year of the Thai Buddhist era (since
// 1941, when its year came to begin on 1 January).
func buddhist(year int) int { return year - 543 }
