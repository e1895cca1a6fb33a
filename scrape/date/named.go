package date

// named reads a date with a month's or a season's name at i.
func (r *reader) named(i int) (next int, ok bool) {
	switch r.tok(i).class {
	case number:
		if next, ok = r.dayFirst(i); ok {
			return next, true
		}
		return r.yearFirst(i)
	case word:
		if next, ok = r.monthFirst(i); ok {
			return next, true
		}
		return r.season(i)
	}
	return i, false
}

// dayMonth is a day and a month, with the last day of a range inside the month.
type dayMonth struct {
	day, last int
	month     month
	tight     bool // a mark touches day and month: "03.Mär"
}

// dayFirst reads "26 October 2011", "26–28 October 2011", "30 December 2011 – 5
// January 2012".
func (r *reader) dayFirst(i int) (next int, ok bool) {
	from, next, ok := r.dayMonth(i)
	if !ok {
		return i, false
	}
	if y, after, ok := r.year(r.gap(next, true), from.tight && r.tight(next)); ok {
		return r.toSecond(from, y, after), true
	}
	second, _, ok := r.through(next)
	if !ok {
		return i, false
	}
	to, next, ok := r.dayMonth(second)
	if !ok || from.last != 0 || to.last != 0 {
		return i, false
	}
	y, next, ok := r.year(r.gap(next, true), false)
	if !ok {
		return i, false
	}
	r.addRange(from, to, y, y)
	return next, r.found.n > 0
}

// toSecond reads the second of two full dates, if it follows, and adds what was
// read.
func (r *reader) toSecond(from dayMonth, y yearRead, i int) (next int) {
	second, pair, ok := r.through(i)
	if ok && !pair && from.last == 0 {
		if to, next, ok := r.dayMonth(second); ok && to.last == 0 {
			if z, next, ok := r.year(r.gap(next, true), false); ok {
				if r.addRange(from, to, y, z); r.found.n > 0 {
					return next
				}
			}
		}
	}
	r.addDay(y, from.month, from.day, from.last)
	return i
}

// dayMonth reads "26 October", "26th of October", "26–28. Oktober".
func (r *reader) dayMonth(i int) (d dayMonth, next int, ok bool) {
	d.day, next, ok = r.day(i)
	if !ok {
		return d, i, false
	}
	d.last, next = r.lastDay(d.day, next)
	d.tight = r.tight(next)
	m, after, ok := r.month(r.gap(next, false))
	if !ok {
		m, after, ok = r.roman(next)
	}
	d.month = m
	return d, after, ok
}

// lastDay reads the other end of a range that began with a day.
func (r *reader) lastDay(first, i int) (last, next int) {
	if j, pair, ok := r.through(i); ok {
		if d, next, ok := r.day(j); ok && d > first && (!pair || d == first+1) {
			return d, next
		}
	}
	return 0, i
}

// tight reports whether a mark that touches both sides stands at i.
func (r *reader) tight(i int) bool {
	if r.tok(i-1).mark == '.' && r.glued(i) {
		return true
	}
	t := r.tok(i)
	return t.class == mark && r.glued(i) && r.glued(i+1) && (t.mark == '.' || t.mark == '/' || isDash(t.mark))
}

// roman reads a month in Roman numerals between day and year: "26.X.2011".
func (r *reader) roman(i int) (m month, next int, ok bool) {
	stop := r.isMark(i, '.')
	if stop {
		i++
	}
	if r.tok(i).class != word || r.tok(i+1).class == word {
		return m, i, false
	}
	n := romanMonth(r.text(i))
	i++
	if r.isMark(i, '.') == stop && n > 0 {
		if stop {
			i++
		}
		return month{set: 1 << n}, i, r.tok(i).class == number
	}
	return m, i, false
}

func romanMonth(s string) int {
	for n, name := range [...]string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"} {
		if s == name {
			return n + 1
		}
	}
	return 0
}

// monthFirst reads "October 26, 2011", "October 26–28, 2011", "October 2011",
// "October–November 1980" and "Oct 26 12:11:00 BST 2011".
func (r *reader) monthFirst(i int) (next int, ok bool) {
	m, next, ok := r.month(i)
	if !ok {
		return i, false
	}
	if next, ok := r.monthDay(m, next); ok {
		return next, true
	}
	if next, ok := r.monthRange(m, next); ok {
		return next, true
	}
	y, next, ok := r.year(r.gap(next, true), false)
	if !ok || m.hasty && !r.whole {
		return i, false
	}
	if y.short && !isApostrophe(r.tok(next-2).mark) {
		return i, false
	}
	if to, after, ok := r.secondMonth(next); ok {
		r.addMonths(y, m, to.year, to.month)
		if r.found.n > 0 {
			return after, true
		}
	}
	r.addMonths(y, m, y, month{})
	return next, r.found.n > 0
}

// monthDay reads what follows a month's name before a day.
func (r *reader) monthDay(m month, i int) (next int, ok bool) {
	first, next, ok := r.day(r.skipThe(r.gap(i, true)))
	if !ok {
		return i, false
	}
	last, next := r.lastDay(first, next)
	if to, y, next, ok := r.otherMonthDay(next); ok && last == 0 {
		r.addRange(dayMonth{day: first, month: m}, to, y, y)
		return next, r.found.n > 0
	}
	at := r.gap(next, true)
	if clock, after, ok := r.clock(at); ok && last == 0 {
		if y, next, ok := r.year(after, false); ok && !y.short {
			r.addDay(y, m, first, 0)
			r.setClock(clock)
			return next, r.found.n > 0
		}
	}
	y, next, ok := r.year(at, r.tight(next) && r.tight(i))
	if !ok {
		return i, false
	}
	r.addDay(y, m, first, last)
	return next, r.found.n > 0
}

// skipThe skips the article of "May the 3rd".
func (r *reader) skipThe(i int) int {
	if t := r.tok(i); t.class == word && t.end-t.start == 3 && fold(r.text(i)) == "the" {
		return i + 1
	}
	return i
}

// otherMonthDay reads the second half of "October 26 – November 1, 2011".
func (r *reader) otherMonthDay(i int) (to dayMonth, y yearRead, next int, ok bool) {
	i, pair, ok := r.through(i)
	if !ok || pair {
		return to, y, i, false
	}
	if to.month, next, ok = r.month(i); !ok {
		return to, y, i, false
	}
	if to.day, next, ok = r.day(r.gap(next, false)); !ok {
		return to, y, i, false
	}
	y, next, ok = r.year(r.gap(next, true), false)
	return to, y, next, ok
}

// monthRange reads the second half of "October–November 1980".
func (r *reader) monthRange(from month, i int) (next int, ok bool) {
	j, pair, ok := r.through(i)
	if !ok {
		return i, false
	}
	to, next, ok := r.month(j)
	if !ok || pair && to.one() != 0 && (from.one()%12)+1 != to.one() {
		return i, false
	}
	y, next, ok := r.year(r.gap(next, true), false)
	if !ok || from.hasty && to.hasty {
		return i, false
	}
	if z, after, ok := r.nextYear(y, next); ok && from.one() > to.one() {
		r.addMonths(y, from, z, to)
		return after, r.found.n > 0
	}
	r.addMonthsOfYear(y, from, to)
	return next, r.found.n > 0
}

// monthYear is the second half of "December 1980–January 1981".
type monthYear struct {
	month month
	year  yearRead
}

func (r *reader) secondMonth(i int) (to monthYear, next int, ok bool) {
	if i, _, ok = r.through(i); !ok {
		return to, i, false
	}
	if to.month, next, ok = r.month(i); !ok {
		return to, i, false
	}
	to.year, next, ok = r.year(r.gap(next, true), false)
	return to, next, ok && !to.year.short
}

// nextYear reads the rest of "1959–60" or "1959/1960": the year after y.
func (r *reader) nextYear(y yearRead, i int) (z yearRead, next int, ok bool) {
	t := r.tok(i)
	if y.short || t.class != mark || t.mark != '/' && !isDash(t.mark) {
		return z, i, false
	}
	n := r.tok(i + 1)
	if n.class != number || n.width == 4 && int(n.value) != y.value+1 || n.width == 2 && int(n.value) != (y.value+1)%100 || n.width != 2 && n.width != 4 {
		return z, i, false
	}
	return yearRead{value: y.value + 1}, i + 2, true
}

// yearFirst reads "2011. október 26.", "2011 m. spalio 26 d.", "2011ko urriaren
// 26a", and where that is all there is, "2011 October".
func (r *reader) yearFirst(i int) (next int, ok bool) {
	y, next, ok := r.year(i, false)
	if !ok || y.short || r.labelled(i) {
		return i, false
	}
	next = r.gap(next, false)
	if r.ofYear(next - 1) {
		return r.dayAfterYear(y, next)
	}
	m, next, ok := r.month(next)
	if !ok {
		return i, false
	}
	if d, after, ok := r.day(r.gap(next, false)); ok {
		if _, _, another := r.year(r.gap(after, true), false); another && !r.whole {
			return i, false
		}
		last, after := r.lastDay(d, after)
		r.addDay(y, m, d, last)
		return after, r.found.n > 0
	}
	if !r.whole && (m.hasty || r.lang&r.yearFirstLangs() == 0) {
		return i, false
	}
	if _, _, another := r.year(r.gap(next, true), false); another {
		return i, false
	}
	r.addMonths(y, m, y, month{})
	return next, r.found.n > 0
}

// ofYear reports whether word i is the genitive "of the year" after which
// Latvian and Kazakh put day and month.
func (r *reader) ofYear(i int) bool {
	switch r.text(i) {
	case "gada", "жылғы":
		return true
	}
	return false
}

// dayAfterYear reads the day and month of "2011. gada 26. oktobrī", "2011 жылғы
// 26 қазан".
func (r *reader) dayAfterYear(y yearRead, i int) (next int, ok bool) {
	d, next, ok := r.dayMonth(i)
	if !ok {
		return i, false
	}
	r.addDay(y, d.month, d.day, d.last)
	return next, r.found.n > 0
}

// yearFirstLangs are the languages that write the year before the month.
func (r *reader) yearFirstLangs() (set uint64) {
	for i := range languages {
		switch languages[i].tag {
		case "hu", "lt", "lv", "eu", "kk":
			set |= 1 << i
		}
	}
	return set
}

// season reads "Fall 1959", "Spring/Summer 1980", "Winter 1959–60".
func (r *reader) season(i int) (next int, ok bool) {
	from, next, ok := r.seasonName(i)
	if !ok || !r.whole && !r.credibleSeason(i) {
		return i, false
	}
	var to uint64
	if j, _, ok := r.through(next); ok {
		if second, after, ok := r.seasonName(j); ok {
			to, next = second, after
		}
	}
	y, next, ok := r.year(r.gap(next, true), false)
	if !ok || y.short && !r.whole && !isApostrophe(r.tok(next-2).mark) {
		return i, false
	}
	if _, after, ok := r.nextYear(y, next); ok {
		next = after
	}
	r.addSeasons(y, from, to)
	return next, r.found.n > 0
}

// credibleSeason reports whether word i is written as the season of a date is:
// with a capital, or in its own language.
func (r *reader) credibleSeason(i int) bool {
	senses, _ := r.lookup(i)
	_, langs := r.values(senses, seasonName)
	return (r.capital(i) || r.lang&^english != 0) && r.credible(i, senses, langs)
}

// capital reports whether word i begins with a capital letter of A to Z, or is
// in a script other than Latin.
func (r *reader) capital(i int) bool {
	c := r.text(i)[0]
	return c >= 'A' && c <= 'Z' || c >= 0xCD
}

func (r *reader) seasonName(i int) (set uint64, next int, ok bool) {
	senses, next := r.lookup(i)
	set, _ = r.values(senses, seasonName)
	return set, next, set != 0
}
