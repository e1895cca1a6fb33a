package date

import "testing"

func point(y, m, d int, p Precision) Date { return Date{Year: y, Month: m, Day: d, Precision: p} }

func TestString(t *testing.T) {
	moment := Date{Year: 2011, Month: 10, Day: 26, Hour: 12, Minute: 11, Second: 9, Zone: "+01:00", Precision: Second}
	unzoned, minute := moment, moment
	unzoned.Zone = ""
	minute.Precision = Minute
	end := point(2011, 10, 28, Day)
	span := point(2011, 10, 26, Day)
	span.End = &end
	for _, test := range []struct {
		name, edtf, want string
		d                Date
	}{
		{"none", "", "", Date{}},
		{"year", "2011", "", point(2011, 0, 0, Year)},
		{"season", "1959-23", "", Date{Year: 1959, Season: Autumn, Precision: Season}},
		{"month", "2011-10", "", point(2011, 10, 0, Month)},
		{"day", "2011-10-26", "2011-10-26", point(2011, 10, 26, Day)},
		{"early day", "1611-05-02", "1611-05-02", point(1611, 5, 2, Day)},
		{"moment", "2011-10-26", "2011-10-26T12:11:09+01:00", moment},
		{"moment of an unknown zone", "2011-10-26", "2011-10-26", unzoned},
		{"seconds not known", "2011-10-26", "2011-10-26", minute},
		{"days", "2011-10-26/2011-10-28", "", span},
	} {
		if got := test.d.String(); got != test.want {
			t.Errorf("%s: String() = %q, want %q", test.name, got, test.want)
		}
		if got := test.d.EDTF(); got != test.edtf {
			t.Errorf("%s: EDTF() = %q, want %q", test.name, got, test.edtf)
		}
	}
}

func TestParseEDTF(t *testing.T) {
	for _, s := range []string{"2011", "2011-10", "2011-10-26", "1959-21", "1959-24", "1980-10/1980-11", "2011-12-30/2012-01-05", "1980-21/1980-22", "2011/2012"} {
		if d, ok := ParseEDTF(s); !ok || d.EDTF() != s {
			t.Errorf("ParseEDTF(%q) = %q, %v", s, d.EDTF(), ok)
		}
	}
	for _, s := range []string{"", "11", "2011-13", "2011-25", "2011-02-29", "2011-10-26/2011-10-25", "2011/2011-10", "2011-10/", "/2011", "2011-10-26T12:11:00Z", "2011-10-2６", "1399", "2101", "2011/2012/2013", "2011~", "+2011", "2011_10", "2011-10_26", "2011-23-01"} {
		if d, ok := ParseEDTF(s); ok {
			t.Errorf("ParseEDTF(%q) = %q, want none", s, d.EDTF())
		}
	}
}

func TestCertain(t *testing.T) {
	for _, test := range []struct {
		s    string
		want string
	}{
		{"26 October 2011", "2011-10-26"},
		{"05/10/2017", "2017"},
		{"listopad 2011", "2011"},
		{"3 lip 2011", "2011"},
		{"December/January 1980", ""},
	} {
		d, ok := Parse(test.s, Hints{})
		if got := d.Certain().EDTF(); !ok || got != test.want {
			t.Errorf("%q is certain to %q, want %q", test.s, got, test.want)
		}
	}
}

func TestAgrees(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"2011-10-26", "2011-10-26", true},
		{"2011-10-26", "2011-10-27", false},
		{"2011-10-26", "2011-10", true},
		{"2011-10", "2011-10-26", true},
		{"2011-09", "2011-10-26", false},
		{"2011", "2011-10-26", true},
		{"2011-23", "2011-10-26", true},
		{"2010-23", "2011-10-26", false},
		{"2011-10-25/2011-10-27", "2011-10-26", true},
		{"2011-10/2011-11", "2011-12-01", false},
	} {
		a, okA := ParseEDTF(test.a)
		b, okB := ParseEDTF(test.b)
		if got := a.Agrees(b); !okA || !okB || got != test.want || b.Agrees(a) != test.want {
			t.Errorf("%s agrees with %s: %v, want %v", test.a, test.b, got, test.want)
		}
	}
	if (Date{}).Agrees(point(2011, 0, 0, Year)) {
		t.Error("no date agrees with a year")
	}
}

func TestBounds(t *testing.T) {
	for _, test := range []struct{ s, first, last string }{
		{"2011-10-26", "2011-10-26", "2011-10-26"},
		{"2012-02", "2012-02-01", "2012-02-29"},
		{"1900-02", "1900-02-01", "1900-02-28"},
		{"1959-23", "1959-01-01", "1959-12-31"},
		{"2011", "2011-01-01", "2011-12-31"},
		{"1980-10/1980-11", "1980-10-01", "1980-11-30"},
	} {
		d, ok := ParseEDTF(test.s)
		first, last := d.Bounds()
		if got := first.Format("2006-01-02") + " " + last.Format("2006-01-02"); !ok || got != test.first+" "+test.last {
			t.Errorf("the bounds of %s are %s, want %s %s", test.s, got, test.first, test.last)
		}
	}
}

func TestPrecisionNames(t *testing.T) {
	for p, want := range map[Precision]string{Unknown: "unknown", Season: "season", Second: "second", 99: "second"} {
		if got := p.String(); got != want {
			t.Errorf("Precision(%d) is %q, want %q", p, got, want)
		}
	}
}
