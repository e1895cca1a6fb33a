package date

import "strings"

// machine reads the formats of programs, in ASCII: ISO 8601 dates with or
// without a time (extended "2011-10-26T12:11:00+01:00" and basic
// "20111026T121100Z"), RFC 3339, and their relatives with a space for the T,
// a comma in the fraction, a zone without a colon or in brackets. Months and
// days that are zero are not known. The formats with names of months (RFC
// 5322, RFC 9110) are read like text.
func machine(s string) (d Date, ok bool) {
	date, rest := cutDate(s)
	if !d.setNumbers(date) || !d.valid() {
		return Date{}, false
	}
	if rest == "" {
		return d, true
	}
	if d.Precision < Day {
		return Date{}, false
	}
	c, ok := machineClock(rest, len(date) == 8)
	if !ok {
		return d, broken(s)
	}
	d.setClock(c)
	return d, true
}

// broken reports whether s is a machine's date and time whose time is
// malformed, "2011-10-26T12-11-00" or "2011-10-26T12:11:00:000Z": the day is
// still good.
func broken(s string) bool {
	if len(s) > len("2006-01-02T15:04:05.000000000Z+00:00") || len(s) < 14 || s[4] != '-' || s[10] != 'T' {
		return false
	}
	return strings.Trim(s[11:], "0123456789:.,+-Z") == ""
}

// cutDate cuts the date, which ends at a T, a space or the end, or in the basic
// format after eight digits.
func cutDate(s string) (date, rest string) {
	if i := strings.IndexAny(s, "Tt_ "); i > 0 {
		return s[:i], strings.TrimLeft(s[i:], "Tt_ ")
	}
	if len(s) == 14 {
		if _, ok := digits(s[:8]); ok {
			return s[:8], s[8:]
		}
	}
	if len(s) > 10 && s[4] == '-' && (s[10] == 'Z' || s[10] == '+') {
		return s[:10], ""
	}
	return s, ""
}

// setNumbers sets d from yyyy-mm-dd, yyyy-mm, yyyymmdd or the same with slashes.
func (d *Date) setNumbers(s string) bool {
	var y, m, dom string
	switch {
	case len(s) == 8 && s[4] != '-':
		y, m, dom = s[:4], s[4:6], s[6:]
	case len(s) == 7 && s[4] == '-':
		y, m, dom = s[:4], s[5:], "00"
	case len(s) == 10 && s[4] == '-' && s[7] == '-':
		y, m, dom = s[:4], s[5:7], s[8:]
	default:
		return false
	}
	var okY, okM, okD bool
	d.Year, okY = digits(y)
	d.Month, okM = digits(m)
	d.Day, okD = digits(dom)
	switch {
	case !okY || !okM || !okD:
		return false
	case d.Month == 0:
		d.Precision = Year
		return d.Day == 0
	case d.Day == 0:
		d.Precision = Month
	default:
		d.Precision = Day
	}
	return d.Year >= firstGregorian
}

// machineClock reads hh:mm, hh:mm:ss, hhmm and hhmmss with fraction and zone. A
// time that does not exist (24:00, a leap second) is left out.
func machineClock(s string, basic bool) (c clock, ok bool) {
	end := 0
	for end < len(s) && (s[end] >= '0' && s[end] <= '9' || s[end] == ':') {
		end++
	}
	hms, rest := s[:end], s[end:]
	if len(rest) > 1 && (rest[0] == '.' || rest[0] == ',') {
		rest = strings.TrimLeft(rest[1:], "0123456789")
	}
	if i := strings.IndexByte(rest, '['); i >= 0 && strings.HasSuffix(rest, "]") {
		rest = rest[:i]
	}
	if c.zone, ok = zoneName(strings.TrimSpace(rest)); !ok {
		return c, false
	}
	if c, ok = c.numbers(hms, basic); !ok {
		return c, false
	}
	if c.hour > 23 || c.minute > 59 || c.second > 59 {
		return clock{precision: Day}, c.hour <= 24 && c.second <= 60
	}
	return c, true
}

func (c clock) numbers(hms string, basic bool) (clock, bool) {
	var h, m, s string
	switch {
	case basic && len(hms) == 4:
		h, m, s = hms[:2], hms[2:], "00"
	case basic && len(hms) == 6:
		h, m, s = hms[:2], hms[2:4], hms[4:]
	case len(hms) == 5 && hms[2] == ':':
		h, m, s = hms[:2], hms[3:], "00"
	case len(hms) == 8 && hms[2] == ':' && hms[5] == ':':
		h, m, s = hms[:2], hms[3:5], hms[6:]
	default:
		return c, false
	}
	var okH, okM, okS bool
	c.hour, okH = digits(h)
	c.minute, okM = digits(m)
	c.second, okS = digits(s)
	c.precision = Minute
	if len(hms) == 8 || basic && len(hms) == 6 {
		c.precision = Second
	}
	return c, okH && okM && okS
}
