package contents

import (
	"net/url"
	"testing"
)

func TestClaimOf(t *testing.T) {
	p := &page{address: &url.URL{}, lang: "en"}
	for _, c := range []struct{ line, path, number, volume, date string }{
		{"Vol. 9 No. 3 · March 1945", "", "3", "9", "1945-03"},
		{"Vol.9, No.3, 21 January 1946", "", "3", "9", "1946-01-21"},
		{"Heft 3/1945", "", "3", "", "1945"},
		{"N° 222, septembre 2011", "", "222", "", "2011-09"},
		{"第3期", "", "3", "", ""},
		{"2013年第3期", "", "3", "", "2013"},
		{"第45巻第3号", "", "3", "45", ""},
		{"제45호", "", "45", "", ""},
		{"العدد ٤٥ - مارس ٢٠١٢", "", "45", "", "2012-03"},
		{"Jg. 12, Nr. 4 (2003)", "", "4", "12", "2003"},
		{"Año XII, número 45, mayo de 2010", "", "45", "XII", "2010-05"},
		{"Volume XII Issue 4 Winter 1975", "", "4", "XII", "1975-24"},
		{"12. évfolyam 3. szám", "", "3", "12", ""},
		{"Sayı 34, Mayıs 2009", "", "34", "", "2009-05"},
		{"Nos. 3-4, 1988", "", "3-4", "", "1988"},
		{"Issue 12/13", "", "12/13", "", ""},
		{"Summer 2014 (No. 12)", "", "12", "", "2014-22"},
		{"Issue 891 - 24 November 2011", "", "891", "", "2011-11-24"},
		{"Lantern 216, 14 September 2011", "/x", "216", "", "2011-09-14"},
		{"Lantern 3/129", "/lantern-129", "129", "", ""},
		{"Catch 22", "/catch", "", "", ""},
		{"Jahrgang 2011", "", "", "", ""},
		{"There were 300 people and 12 dogs", "/dogs-12", "", "", ""},
	} {
		k := p.claimOf("", c.line, c.path)
		if got, want := [3]string{k.number, k.volume, k.date}, [3]string{c.number, c.volume, c.date}; got != want {
			t.Errorf("%s: got %q, want %q", c.line, got, want)
		}
	}
}
