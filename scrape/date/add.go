package date

import "math/bits"

// eachYear calls f with the years that y can mean in the calendar of the month.
func (r *reader) eachYear(y yearRead, f func(year int, later bool)) {
	likely, other := y.centuries(r.hints)
	if likely >= firstBuddhist && !y.short {
		likely = buddhist(likely)
	}
	f(likely, false)
	if other != 0 {
		f(other, true)
	}
}

// addDay adds the readings of a day of a month by name, or with last of the
// days from one to the other.
func (r *reader) addDay(y yearRead, m month, first, last int) {
	r.eachYear(y, func(year int, later bool) {
		m.each(func(n int) {
			d, ok := pointOf(year, n, first, m.solar)
			if !ok {
				return
			}
			if last != 0 {
				end, ok := pointOf(year, n, last, m.solar)
				if !ok {
					return
				}
				d.End = &end
			}
			r.found.add(reading{Date: d, later: later})
		})
	})
}

// addRange adds a range of days in two months. With one year for both, a month
// before the first is of the next year, and the year is that of the end.
func (r *reader) addRange(from, to dayMonth, y, z yearRead) {
	if from.month.one() == 0 || to.month.one() == 0 {
		return
	}
	r.eachYear(y, func(first int, later bool) {
		r.eachYear(z, func(last int, other bool) {
			if later != other {
				return
			}
			if y == z && from.month.one() > to.month.one() {
				first--
			}
			d, ok := pointOf(first, from.month.one(), from.day, from.month.solar)
			end, endOK := pointOf(last, to.month.one(), to.day, to.month.solar)
			if ok && endOK {
				d.End = &end
				r.found.add(reading{Date: d, later: later})
			}
		})
	})
}

// pointOf is one day. It is not ok where a Solar Hijri day does not exist;
// Gregorian ones are checked when they are added.
func pointOf(year, month, day int, solar bool) (d Date, ok bool) {
	if solar {
		year, month, day, ok = solarDay(year, month, day)
		if !ok {
			return d, false
		}
	} else if year < minSolar+150 {
		return d, false
	}
	return Date{Year: year, Month: month, Day: day, Precision: Day}, true
}

// addMonths adds the readings of a month, or of the months up to a second. A
// month of the Solar Hijri calendar is a range of days.
func (r *reader) addMonths(y yearRead, from month, z yearRead, to month) {
	r.eachYear(y, func(year int, later bool) {
		from.each(func(n int) {
			if from.solar {
				r.addSolarMonth(year, n)
				return
			}
			d := Date{Year: year, Month: n, Precision: Month}
			if to.one() != 0 && !to.solar {
				d.End = &Date{Year: z.value, Month: to.one(), Precision: Month}
			}
			r.found.add(reading{Date: d, later: later})
		})
	})
}

func (r *reader) addSolarMonth(year, n int) {
	d, ok := pointOf(year, n, 1, true)
	if !ok {
		return
	}
	end, _ := pointOf(year, n, solarDaysIn(year, n), true)
	d.End = &end
	r.found.add(reading{Date: d})
}

// addMonthsOfYear adds a range of months with one year: "October–November
// 1980". "December/January 1980" may begin or end in that year.
func (r *reader) addMonthsOfYear(y yearRead, from, to month) {
	if from.one() == 0 || to.one() == 0 || from.solar || to.solar {
		return
	}
	r.eachYear(y, func(year int, later bool) {
		if from.one() < to.one() {
			r.found.add(reading{Date: monthSpan(year, from.one(), year, to.one()), later: later})
			return
		}
		r.found.add(reading{Date: monthSpan(year-1, from.one(), year, to.one()), later: later})
		r.found.add(reading{Date: monthSpan(year, from.one(), year+1, to.one()), later: later})
	})
}

func monthSpan(year, month, lastYear, lastMonth int) Date {
	return Date{Year: year, Month: month, Precision: Month, End: &Date{Year: lastYear, Month: lastMonth, Precision: Month}}
}

// addSeasons adds the readings of a season, or of two of one year.
func (r *reader) addSeasons(y yearRead, from, to uint64) {
	r.eachYear(y, func(year int, later bool) {
		for set := from; set != 0; set &= set - 1 {
			d := Date{Year: year, Season: SeasonCode(bits.TrailingZeros64(set)), Precision: Season}
			if to != 0 {
				d.End = &Date{Year: year, Season: SeasonCode(bits.TrailingZeros64(to)), Precision: Season}
			}
			r.found.add(reading{Date: d, later: later})
		}
	})
}

// setClock gives all readings of single days a time of day.
func (r *reader) setClock(c clock) {
	r.found.american, r.found.halved = c.american, c.halved
	for i := range r.found.n {
		if d := &r.found.list[i].Date; d.Precision == Day && d.End == nil {
			d.setClock(c)
		}
	}
}

func (d *Date) setClock(c clock) {
	if c.precision >= Minute {
		d.Hour, d.Minute, d.Second, d.Zone, d.Precision = c.hour, c.minute, c.second, c.zone, c.precision
	}
}
