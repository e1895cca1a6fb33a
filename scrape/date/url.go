package date

import "strings"

// firstURLYear is the first year that the path of a URL can mean: what is
// older is a number.
const firstURLYear = 1800

// FromURL is the date in the path of a URL: /2011/10/26/, /2011-10-26-title,
// /2011/oct/26/, /2015/05-27/, /2011/1026/, /20111026/, /26-10-2011/, /2011/10/.
// Never a bare number, which may be an article's, and never a year alone. A whole URL may be
// given; its host, query and fragment are not read.
func FromURL(path string) (d Date, ok bool) {
	path = pathOf(path)
	for path != "" {
		var segment string
		segment, path, _ = strings.Cut(path, "/")
		if n, ok := urlDate(segment, path); ok {
			return n, true
		}
		if !d.IsZero() {
			continue
		}
		if n, ok := urlMonth(segment, path); ok {
			d = n
		}
	}
	return d, !d.IsZero()
}

// firstStamp is the first year that a number in a URL can mean as a stamp.
const firstStamp = 1995

// StampInURL is the day with which a number in the path or the query of a URL
// begins, as systems number what they publish: A2026012914320005196 with the
// minute, or story_20231102_17 with the day alone between marks. It is weaker
// evidence than FromURL.
func StampInURL(url string) (d Date, ok bool) {
	url = url[:min(len(url), maxURL)]
	if i := strings.Index(url, "://"); i >= 0 && i < 10 {
		url = url[i+3:]
	}
	for i := max(0, strings.IndexByte(url, '/')); i < len(url); i++ {
		if !isDigit(url[i]) {
			continue
		}
		end := i
		for end < len(url) && isDigit(url[end]) {
			end++
		}
		alone := end-i == 8 && i > 0 && urlMark(url[i-1]) && (end == len(url) || urlMark(url[end]))
		if d, ok := stamp(url[i:end]); ok && (alone || end-i >= 12) {
			return d, true
		}
		i = end
	}
	return d, false
}

// stamp is the day with which a number of eight digits or more begins. Where
// it has digits for them, hour and minute must be some too.
func stamp(s string) (d Date, ok bool) {
	if len(s) < 8 || len(s) >= 12 && (s[8:10] > "23" || s[10:12] > "59") {
		return d, false
	}
	year, ok := urlYear(s[:4])
	if !ok || year < firstStamp {
		return d, false
	}
	return urlDay(year, s[4:6], s[6:8])
}

// maxURL is as much of a URL as is read.
const maxURL = 2048

func pathOf(url string) string {
	url = url[:min(len(url), maxURL)]
	if i := strings.IndexAny(url, "?#"); i >= 0 {
		url = url[:i]
	}
	if i := strings.Index(url, "://"); i >= 0 && i < 10 {
		url = url[i+3:]
		i = strings.IndexByte(url, '/')
		if i < 0 {
			return ""
		}
		url = url[i:]
	}
	return url
}

// urlDate reads a day from a segment of a path and the segments after it.
func urlDate(segment, rest string) (Date, bool) {
	if d, ok := segmentDate(segment, rest != ""); ok {
		return d, true
	}
	second, rest, _ := strings.Cut(rest, "/")
	year, isYear := urlYear(segment)
	switch {
	case isYear && len(second) == 4 && isDigit(second[0]): // 2011/1026
		return urlDay(year, second[:2], second[2:])
	case isYear && len(second) == 5 && urlMark(second[2]): // 2011/10-26
		return urlDay(year, second[:2], second[3:])
	case isYear: // 2011/10/26, 2011/oct/26
		third, _, _ := strings.Cut(rest, "/")
		return urlDay(year, second, third)
	case len(segment) == 6: // 201110/26
		if year, ok := urlYear(segment[:4]); ok {
			return urlDay(year, segment[4:], second)
		}
	case len(segment) == 7 && urlMark(segment[4]): // 2011-10/26
		if year, ok := urlYear(segment[:4]); ok {
			return urlDay(year, segment[5:], second)
		}
	}
	return Date{}, false
}

// segmentDate reads a day from one segment: 2011-10-26, 2011-10-26-title,
// title-2011-10-26.html, t20111026_1234.html, and 20111026 where it is a folder.
func segmentDate(s string, folder bool) (Date, bool) {
	if len(s) == 8 && folder {
		if year, ok := urlYear(s[:4]); ok {
			return urlDay(year, s[4:6], s[6:])
		}
	}
	if len(s) > 10 && s[0] == 't' && s[9] == '_' {
		if year, ok := urlYear(s[1:5]); ok {
			return urlDay(year, s[5:7], s[7:9])
		}
	}
	for i := 0; i+10 <= len(s); i++ {
		if !urlMark(s[i+4]) || s[i+4] != s[i+7] || i > 0 && !urlMark(s[i-1]) || i+10 < len(s) && isDigit(s[i+10]) {
			continue
		}
		if year, ok := urlYear(s[i : i+4]); ok {
			if d, ok := urlDay(year, s[i+5:i+7], s[i+8:i+10]); ok {
				return d, true
			}
		}
	}
	return dayFirst(s)
}

// dayFirst reads a day in front of its month from the beginning of a segment:
// 29-10-2021, 29-10-2021-title. The day must be one that no month can be.
func dayFirst(s string) (Date, bool) {
	if len(s) < 10 || !urlMark(s[2]) || s[2] != s[5] || len(s) > 10 && !urlMark(s[10]) {
		return Date{}, false
	}
	year, ok := urlYear(s[6:10])
	if !ok || s[:2] <= "12" {
		return Date{}, false
	}
	return urlDay(year, s[3:5], s[:2])
}

// urlMonth reads a month from two segments: 2011/10, 2011/oct, or from one,
// 2011-10, where a further one follows.
func urlMonth(segment, rest string) (d Date, ok bool) {
	second, _, more := strings.Cut(rest, "/")
	name := second
	if len(segment) == 7 && urlMark(segment[4]) {
		segment, name, more = segment[:4], segment[5:], second != ""
	}
	year, isYear := urlYear(segment)
	month := urlMonthNumber(name)
	if !isYear || month == 0 || !more {
		return d, false
	}
	return Date{Year: year, Month: month, Precision: Month}, true
}

func urlYear(s string) (int, bool) {
	if len(s) != 4 {
		return 0, false
	}
	n, ok := digits(s)
	return n, ok && n >= firstURLYear && n <= maxYear
}

func urlDay(year int, month, day string) (Date, bool) {
	n, ok := digits(day)
	d := Date{Year: year, Month: urlMonthNumber(month), Day: n, Precision: Day}
	if !ok || len(day) > 2 || !d.valid() {
		return Date{}, false
	}
	return d, true
}

// urlMonthNumber is the month that one or two digits or an English name or its
// first three letters mean, 0 for anything else.
func urlMonthNumber(s string) int {
	if len(s) <= 2 {
		if n, ok := digits(s); ok && n <= 12 {
			return n
		}
		return 0
	}
	s = strings.ToLower(s)
	for i, name := range [...]string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"} {
		if s == name || s == name[:3] || s == "sept" && i == 8 {
			return i + 1
		}
	}
	return 0
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func urlMark(c byte) bool { return c == '-' || c == '_' || c == '.' }
