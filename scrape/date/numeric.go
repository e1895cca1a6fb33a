package date

// numeric reads a date of three numbers at i, "26/10/2011", "2011-10-26",
// "26. 10. 2011", "28.01.22", or a range of two such, "26.–28.10.2011".
func (r *reader) numeric(i int) (next int, ok bool) {
	if !r.free(i) {
		return i, false
	}
	if next, ok := r.numericRange(i); ok {
		return next, true
	}
	n, next, ok := r.three(i)
	if !ok {
		return i, false
	}
	r.addNumbers(&n)
	return next, r.found.n > 0
}

// three are three numbers with the same mark between them.
type three struct {
	at   [3]*token
	mark rune
}

func (r *reader) three(i int) (n three, next int, ok bool) {
	if n.mark, ok = r.separator(i + 1); !ok {
		return n, i, false
	}
	if m, ok := r.separator(i + 3); !ok || m != n.mark {
		return n, i, false
	}
	for k := range n.at {
		if n.at[k] = r.tok(i + 2*k); n.at[k].class != number || n.at[k].width > 4 {
			return n, i, false
		}
	}
	return n, i + 5, r.ends(i+5) && n.shaped(r.whole) && !n.uneven()
}

// separator is the mark between two numbers at i. Dashes touch the numbers,
// slashes may stand free, a full stop may be followed by a space.
func (r *reader) separator(i int) (m rune, ok bool) {
	t := r.tok(i)
	if t.class != mark {
		return 0, false
	}
	switch {
	case t.mark == '.' || t.mark == '．':
		return '.', r.glued(i)
	case t.mark == '/' || t.mark == '／':
		return '/', true
	case isDash(t.mark):
		return '-', r.glued(i) && r.glued(i+1)
	}
	return 0, false
}

// shaped reports whether the widths are those of a date: four digits at one end
// and not more than two elsewhere, or two of each. Two-digit years between
// dashes are too like scores and telephone numbers.
func (n *three) shaped(whole bool) bool {
	a, b, c := n.at[0].width, n.at[1].width, n.at[2].width
	switch {
	case b > 2:
		return false
	case a == 4:
		return c <= 2
	case a > 2:
		return false
	case c == 4:
		return true
	}
	return c == 2 && (n.mark != '-' || whole && a == 2 && b == 2)
}

// uneven reports whether month and day after a year are padded differently, as
// in the numbers of versions: "2025.3.01".
func (n *three) uneven() bool {
	b, c := n.at[1], n.at[2]
	return n.at[0].width == 4 && n.mark == '.' && (b.width == 1 && c.width == 2 && c.value < 10 || c.width == 1 && b.width == 2 && b.value < 10)
}

// free reports whether a date of numbers can begin at i: it is not the middle
// of a longer number, a price, a version, a page.
func (r *reader) free(i int) bool {
	if r.tok(i).class != number || r.labelled(i) {
		return false
	}
	if !r.glued(i) {
		return true
	}
	before := r.tok(i - 1)
	switch before.class {
	case word:
		_, known := r.is(i-1, filler)
		_, role := r.is(i-1, roleWord)
		return known || role
	case mark:
		if before.mark == '-' || before.mark == '־' {
			_, known := r.is(i-2, filler)
			return known
		}
		return !currency(before.mark) && !isDash(before.mark) && before.mark != '.' && before.mark != ':' && before.mark != '/' && before.mark != ','
	}
	return true
}

// ends reports whether a date of numbers can end before i: no further number is
// tied to it.
func (r *reader) ends(i int) bool {
	t := r.tok(i)
	if t.class != mark || !r.glued(i) || !r.glued(i+1) || r.tok(i+1).class != number {
		return t.class != mark || t.mark != '%' || !r.glued(i)
	}
	return t.mark != '.' && t.mark != '/' && t.mark != ':' && (!isDash(t.mark) || r.startsClock(i+1)) // "03/11/11-10:52"
}

// addNumbers adds the readings of three numbers. Full stops stand between day
// first, and the other way round only where the site's own dates do so.
func (r *reader) addNumbers(n *three) {
	a, b, c := int(n.at[0].value), int(n.at[1].value), int(n.at[2].value)
	script := n.at[0].script || n.at[2].script
	switch {
	case n.at[0].width == 4:
		r.addNumbered(yearRead{value: a, script: script}, b, c, AnyOrder)
		return
	case n.at[2].width == 2 && (a > 31 || r.yearLeads()):
		r.addNumbered(yearRead{value: a, short: true}, b, c, AnyOrder)
		if r.found.n > 0 {
			return
		}
	}
	y := yearRead{value: c, short: n.at[2].width == 2, script: script}
	if n.mark == '.' && r.hints.Order == AnyOrder && r.lang != english {
		if r.addNumbered(y, b, a, AnyOrder); r.found.n > 0 {
			return
		}
	}
	r.addNumbered(y, b, a, DayFirst)
	r.addNumbered(y, a, b, MonthFirst)
}

// yearLeads reports whether the hinted language puts even a year of two digits
// first.
func (r *reader) yearLeads() bool {
	switch r.hints.language() {
	case "ja", "ko", "zh":
		return true
	}
	return false
}

// firstGregorian is the year before which a date of numbers is of another
// calendar.
const firstGregorian = 1583

// addNumbered adds the readings of a date of numbers in an order.
func (r *reader) addNumbered(y yearRead, month, day int, o Order) {
	persian := r.hints.language() == "fa" || r.hints.language() == "ps" || r.lang == 0 && y.script
	r.eachYear(y, func(year int, later bool) {
		solar := !y.short && persian && year >= minSolar && year <= maxSolar
		if !solar && year < firstGregorian {
			return
		}
		if d, ok := pointOf(year, month, day, solar); ok {
			r.found.add(reading{Date: d, order: o, later: later})
		}
	})
}

// numericRange reads "26.–28.10.2011", "26.10.–1.11.2011" and two dates with a
// dash between them.
func (r *reader) numericRange(i int) (next int, ok bool) {
	first, next, ok := r.someNumbers(i)
	if !ok {
		return i, false
	}
	if t := r.tok(next); t.class != mark || !isDash(t.mark) || first.mark == '-' && !t.spaced {
		return i, false
	}
	next++
	last, after, ok := r.three(next)
	if !ok || last.at[2].width != 4 || first.mark != 0 && first.mark != last.mark {
		return i, false
	}
	from := first.complete(&last)
	r.found = readings{}
	r.addNumbers(&from)
	starts := r.found
	r.found = readings{}
	r.addNumbers(&last)
	ends := r.found
	r.found = readings{}
	r.addPairs(&starts, &ends)
	return after, r.found.n > 0
}

// addPairs adds the ranges of the starts and the ends that have the same order.
func (r *reader) addPairs(starts, ends *readings) {
	for i := range starts.n {
		for j := range ends.n {
			from, to := starts.list[i], ends.list[j]
			if from.order == to.order && !from.later && !to.later {
				end := to.Date
				from.End = &end
				r.found.add(from)
			}
		}
	}
}

// someNumbers are the first end of a range: a day, a day and a month, or a date.
func (r *reader) someNumbers(i int) (n three, next int, ok bool) {
	if n, next, ok = r.three(i); ok {
		return n, next, true
	}
	n = three{}
	for k := range 2 {
		t := r.tok(i)
		if t.class != number || t.width > 2 {
			return n, i, false
		}
		n.at[k] = t
		i++
		m, ok := r.separator(i)
		if !ok || m == '-' {
			return n, i, true
		}
		if n.mark == 0 {
			n.mark = m
		}
		i++
		if r.tok(i).class == mark {
			return n, i, true
		}
	}
	return n, i, false
}

// complete takes the parts that n lacks from the other end of the range.
func (n three) complete(last *three) three {
	n.mark = last.mark
	for k := range n.at {
		if n.at[k] == nil {
			n.at[k] = last.at[k]
		}
	}
	return n
}
