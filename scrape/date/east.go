package date

import "strings"

// east reads the dates of Chinese, Japanese and Korean that carry their own
// marks: "2011年10月26日", "平成23年10月", "2011년 10월 26일", "1959年秋".
func (r *reader) east(i int) (next int, ok bool) {
	year, next, ok := r.eastYear(i)
	if !ok {
		return i, false
	}
	month, at, ok := r.eastNumber(next)
	if ok && !r.isGlyph(at, "月월") {
		ok = false
	}
	if !ok {
		return r.eastSeason(year, next)
	}
	next = at + 1
	d := Date{Year: year, Month: month, Precision: Month}
	if dom, at, ok := r.eastNumber(next); ok {
		last, end := r.eastLast(at)
		if r.isGlyph(end, "日号號일") {
			r.addEastDays(year, month, dom, last)
			return end + 1, r.found.n > 0
		}
	}
	r.found.add(reading{Date: d})
	if r.isGlyph(next, "号號호") {
		next++
	}
	return next, r.found.n > 0
}

func (r *reader) addEastDays(year, month, first, last int) {
	d := Date{Year: year, Month: month, Day: first, Precision: Day}
	if last != 0 {
		d.End = &Date{Year: year, Month: month, Day: last, Precision: Day}
	}
	r.found.add(reading{Date: d})
}

// eastLast reads the last day of "26–28日" or "26日–28日".
func (r *reader) eastLast(i int) (last, next int) {
	j := i
	if r.isGlyph(j, "日일") {
		j++
	}
	j, _, ok := r.through(j)
	if !ok {
		return 0, i
	}
	if n, next, ok := r.eastNumber(j); ok && r.isGlyph(next, "日号號일") {
		return n, next
	}
	return 0, i
}

// eastYear reads a year and its mark.
func (r *reader) eastYear(i int) (year, next int, ok bool) {
	if e, next := r.era(i); e != nil {
		n, next, ok := r.eastNumber(next)
		if ok && r.isGlyph(next, "年") {
			if year = e.year(n); year != 0 {
				return year, next + 1, true
			}
		}
		return 0, i, false
	}
	t := r.tok(i)
	if t.class == number && (t.width != 4 || r.partOfNumber(i)) {
		return 0, i, false
	}
	if year, next, ok = r.eastNumber(i); !ok || year < 1000 || !r.isGlyph(next, "年년") {
		return 0, i, false
	}
	return year, next + 1, true
}

// eastSeason reads the season after a year, or where the text is nothing else,
// leaves the year.
func (r *reader) eastSeason(year, i int) (next int, ok bool) {
	for _, season := range [...]struct {
		name string
		q    SeasonCode
	}{{"春", Spring}, {"夏", Summer}, {"秋", Autumn}, {"冬", Winter}, {"봄", Spring}, {"여름", Summer}, {"가을", Autumn}, {"겨울", Winter}} {
		if j, ok := r.literal(i, season.name); ok {
			if r.tok(j).class == glyph && !r.isGlyph(j, "季号號호のにから") {
				return i, false // 春节, 春运
			}
			r.found.add(reading{Date: Date{Year: year, Season: season.q, Precision: Season}})
			if r.isGlyph(j, "季") {
				j++
			}
			if r.isGlyph(j, "号號호") {
				j++
			}
			return j, r.found.n > 0
		}
	}
	if !r.whole {
		return i, false
	}
	r.found.add(reading{Date: Date{Year: year, Precision: Year}})
	return i, r.found.n > 0
}

// era reads the name of an era.
func (r *reader) era(i int) (e *era, next int) {
	t := r.tok(i)
	if t.class != glyph || !strings.ContainsRune("明大昭平令㍾㍽㍼㍻㋿中民", t.mark) {
		return nil, i
	}
	for k := range eras {
		if next, ok := r.literal(i, eras[k].name); ok {
			return &eras[k], next
		}
	}
	return nil, i
}

// literal reports whether the text at token i begins with glyphs.
func (r *reader) literal(i int, glyphs string) (next int, ok bool) {
	for _, g := range glyphs {
		if t := r.tok(i); t.class != glyph || t.mark != g {
			return i, false
		}
		i++
	}
	return i, true
}

// isGlyph reports whether token i is one of the glyphs.
func (r *reader) isGlyph(i int, set string) bool {
	t := r.tok(i)
	return t.class == glyph && strings.ContainsRune(set, t.mark)
}

// eastNumber reads a number in digits or in Chinese numerals: "26", "二十六",
// "二〇一一", "元" (the first year of an era).
func (r *reader) eastNumber(i int) (n, next int, ok bool) {
	if t := r.tok(i); t.class == number {
		return int(t.value), i + 1, t.width <= 4
	}
	if r.isGlyph(i, "元") {
		return 1, i + 1, true
	}
	next, total, pending := i, 0, 0
	for next < i+6 {
		t := r.tok(next)
		if t.class != glyph {
			break
		}
		v, isNumeral := numeral(t.mark)
		switch {
		case !isNumeral:
			return total + pending, next, next > i
		case v >= 10 && pending > 9:
			return 0, i, false
		case v >= 10:
			total, pending = total+v*max(pending, 1), 0
		default:
			pending = pending*10 + v
		}
		next++
	}
	return total + pending, next, next > i
}

// numeral is the value of a Chinese numeral.
func numeral(r rune) (v int, ok bool) {
	switch r {
	case '〇', '零', '○':
		return 0, true
	case '十':
		return 10, true
	case '廿':
		return 20, true
	case '卅':
		return 30, true
	case '百':
		return 100, true
	}
	for v, n := range []rune("一二三四五六七八九") {
		if n == r {
			return v + 1, true
		}
	}
	return 0, false
}
