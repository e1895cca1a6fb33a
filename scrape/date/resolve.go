package date

// reading is one way to understand a string.
type reading struct {
	Date
	order Order // of the numbers it comes from; AnyOrder where names decide
	later bool  // taken only if no other reading is left: the century before
}

// readings are the ways to understand a string. They are few; more than fit are
// dropped.
type readings struct {
	list [12]reading
	n    int

	american bool // a zone of North America was printed: the month is first
	halved   bool // "am" or "pm" was printed: the month is rather first
}

// reset forgets all; the list is written over.
func (f *readings) reset() { f.n, f.american, f.halved = 0, false, false }

func (f *readings) add(d reading) {
	if f.n < len(f.list) && d.valid() {
		f.list[f.n] = d
		f.n++
	}
}

// keep drops the readings that do not pass, unless none does; it reports
// whether one does.
func (f *readings) keep(pass func(*reading) bool) bool {
	n := 0
	for i := range f.n {
		if pass(&f.list[i]) {
			f.list[n], f.list[i] = f.list[i], f.list[n]
			n++
		}
	}
	if n > 0 {
		f.n = n
	}
	return n > 0
}

// resolve chooses among the readings: by the weekdays (bits from Sunday, 0 for
// none printed), the bounds, the order of day and month that the hints give. It
// is not ok where no reading is left.
func (f *readings) resolve(weekdays uint64, h *Hints) (d Date, ok bool) {
	if f.n == 0 || !f.keep(func(c *reading) bool { return h.allows(&c.Date) }) {
		return d, false
	}
	onDay := func(c *reading) bool {
		return c.Precision >= Day && weekdays>>weekday(c.Year, c.Month, c.Day)&1 == 1
	}
	differs := weekdays != 0 && !f.keep(onDay)
	f.keep(func(c *reading) bool { return !c.later })
	f.inOrder(h)
	d = f.list[0].Date
	d.WeekdayDiffers = differs && d.Precision >= Day
	for i := 1; i < f.n; i++ {
		if c := f.list[i].Date; c.EDTF() != d.EDTF() {
			d.Alternatives = append(d.Alternatives, c)
			d.Ambiguous = true
		}
	}
	return d, true
}

// inOrder keeps the readings with the order of day and month that the hints
// give, or puts the likelier one first.
func (f *readings) inOrder(h *Hints) {
	o := h.order()
	if o == AnyOrder && f.american {
		o = MonthFirst
	}
	if o != AnyOrder {
		f.keep(func(c *reading) bool { return c.order == AnyOrder || c.order == o })
		return
	}
	if f.halved && f.n > 1 && f.list[1].order == MonthFirst {
		f.list[0], f.list[1] = f.list[1], f.list[0]
	}
}

// centuries are the years that a printed year can mean, the likelier first. Two
// digits mean the last such year before the bound; without a bound, 70 to 99
// are of the twentieth century.
func (y yearRead) centuries(h *Hints) (likely, other int) {
	if !y.short {
		return y.value, 0
	}
	if !h.NotAfter.IsZero() {
		likely = h.NotAfter.Year()/100*100 + y.value
		if likely > h.NotAfter.Year() {
			likely -= 100
		}
		return likely, likely - 100
	}
	if y.value < 70 {
		return 2000 + y.value, 1900 + y.value
	}
	return 1900 + y.value, 2000 + y.value
}
