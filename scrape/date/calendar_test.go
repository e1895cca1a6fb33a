package date

import "testing"

// The first days of years of the Solar Hijri calendar, as its published
// calendars have them.
func TestSolarDay(t *testing.T) {
	for _, test := range []struct {
		year, month, day int
		want             string
	}{
		{1304, 1, 1, "1925-03-21"},
		{1342, 1, 1, "1963-03-21"},
		{1357, 1, 1, "1978-03-21"},
		{1357, 11, 22, "1979-02-11"},
		{1375, 1, 1, "1996-03-20"},
		{1376, 1, 1, "1997-03-21"},
		{1390, 8, 4, "2011-10-26"},
		{1395, 12, 30, "2017-03-20"},
		{1399, 1, 1, "2020-03-20"},
		{1399, 12, 30, "2021-03-20"},
		{1400, 1, 1, "2021-03-21"},
		{1403, 1, 1, "2024-03-20"},
		{1404, 1, 1, "2025-03-21"},
	} {
		y, m, d, ok := solarDay(test.year, test.month, test.day)
		got := Date{Year: y, Month: m, Day: d, Precision: Day}
		if !ok || got.EDTF() != test.want {
			t.Errorf("%d-%d-%d is %s, want %s", test.year, test.month, test.day, got.EDTF(), test.want)
		}
	}
	for _, none := range [][3]int{{1390, 8, 31}, {1390, 13, 1}, {1390, 0, 1}, {1400, 12, 30}, {1200, 1, 1}, {1500, 1, 1}} {
		if _, _, _, ok := solarDay(none[0], none[1], none[2]); ok {
			t.Errorf("%v is a day, want none", none)
		}
	}
}

// Every day of the calendar follows the one before it.
func TestSolarDaysFollow(t *testing.T) {
	want := day(minSolar+621, 3, 1)
	for y := minSolar; y <= maxSolar; y++ {
		for m := 1; m <= 12; m++ {
			for d := 1; d <= solarDaysIn(y, m); d++ {
				gy, gm, gd, ok := solarDay(y, m, d)
				got := day(gy, gm, gd)
				if !ok || y+m+d > minSolar+2 && !got.Equal(want) {
					t.Fatalf("%d-%d-%d is %s (%v), want %s", y, m, d, got.Format("2006-01-02"), ok, want.Format("2006-01-02"))
				}
				want = got.AddDate(0, 0, 1)
			}
		}
	}
}

func TestEraYear(t *testing.T) {
	for _, test := range []struct {
		era     string
		n, want int
	}{
		{"明治", 1, 1868}, {"大正", 15, 1926}, {"昭和", 64, 1989}, {"昭和", 65, 0}, {"平成", 31, 2019}, {"令和", 1, 2019}, {"令和", 0, 0}, {"民國", 100, 2011},
	} {
		for i := range eras {
			if eras[i].name == test.era {
				if got := eras[i].year(test.n); got != test.want {
					t.Errorf("%s %d is %d, want %d", test.era, test.n, got, test.want)
				}
			}
		}
	}
}
