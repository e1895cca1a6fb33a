package date

// OrderOf is the order of day and month in the dates of numbers of one site, as
// far as those that have one reading show it. It is AnyOrder where none does,
// and where they contradict each other.
func OrderOf(samples []string, h Hints) Order {
	h.Order, h.Lang = AnyOrder, ""
	var seen [3]bool
	for _, s := range samples {
		scan(s, &h, func(m Match) bool {
			seen[m.order] = true
			return true
		})
	}
	switch {
	case seen[DayFirst] && !seen[MonthFirst]:
		return DayFirst
	case seen[MonthFirst] && !seen[DayFirst]:
		return MonthFirst
	}
	return AnyOrder
}
