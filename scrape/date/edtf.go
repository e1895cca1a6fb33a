package date

import "strings"

// ParseEDTF reads what Date.EDTF writes: a year, season, month or day, or a
// range of two of the same precision. Anything else of EDTF is refused.
func ParseEDTF(s string) (Date, bool) {
	from, to, isRange := strings.Cut(s, "/")
	d, ok := edtfPoint(from)
	if ok && isRange {
		end, endOK := edtfPoint(to)
		d.End, ok = &end, endOK
	}
	if !ok || !d.valid() {
		return Date{}, false
	}
	return d, true
}

// edtfPoint reads yyyy, yyyy-mm and yyyy-mm-dd, where mm may be a season.
func edtfPoint(s string) (d Date, ok bool) {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return d, false
	}
	d.Precision = Year
	if d.Year, ok = digits(s[:4]); !ok || len(s) == 4 {
		return d, ok
	}
	n, ok := digits(s[5:7])
	if !ok || s[4] != '-' {
		return d, false
	}
	if n >= int(Spring) && len(s) == 7 {
		d.Season, d.Precision = SeasonCode(n), Season
		return d, n <= int(Winter)
	}
	d.Month, d.Precision = n, Month
	if len(s) == 7 {
		return d, true
	}
	d.Precision = Day
	d.Day, ok = digits(s[8:])
	return d, ok && s[7] == '-'
}

// digits is the number that s, ASCII digits only, spells.
func digits(s string) (n int, ok bool) {
	if s == "" || len(s) > 9 {
		return 0, false
	}
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + int(s[i]-'0')
	}
	return n, true
}
