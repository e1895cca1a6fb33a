package scrape

import "testing"

func TestPageNumber(t *testing.T) {
	for name, tt := range map[string]struct {
		first, to string
		n         int
		bond      bond
	}{
		"a parameter":                    {"https://mole.example/light", "https://mole.example/light?page=2", 2, firmly},
		"a parameter beside others":      {"https://mole.example/?id=7", "https://mole.example/?id=7&seite=2", 2, firmly},
		"a parameter in front of others": {"https://mole.example/x?id=7", "https://mole.example/x?p=3&id=7", 3, firmly},
		"a parameter that was 1":         {"https://mole.example/light?page=1", "https://mole.example/light?page=2", 2, firmly},
		"a parameter that was 0":         {"https://mole.example/light?page=0", "https://mole.example/light?page=1", 1, firmly},
		"another host":                   {"https://mole.example/light", "https://rat.example/light?page=2", 0, unbound},
		"with and without www":           {"https://mole.example/light", "https://www.mole.example/light?page=2", 2, firmly},
		"another article's number":       {"https://mole.example/x?id=7", "https://mole.example/x?id=8", 0, unbound},
		"a page of comments":             {"https://mole.example/light", "https://mole.example/light?cpage=2", 0, unbound},
		"a page of comments, in full":    {"https://mole.example/light", "https://mole.example/light?comments_page=2", 0, unbound},
		"an unknown parameter":           {"https://mole.example/light", "https://mole.example/light?mode=2", 0, unbound},
		"a name that speaks of pages":    {"https://mole.example/light", "https://mole.example/light?artpages=2", 2, weakly},
		"the front page":                 {"https://mole.example/", "https://mole.example/?page=2", 0, unbound},
		"a year":                         {"https://mole.example/light", "https://mole.example/light?page=2014", 0, unbound},
		"a part of the path":             {"https://mole.example/2014/light/", "https://mole.example/2014/light/2/", 2, firmly},
		"a worded part":                  {"https://mole.example/light", "https://mole.example/light/seite-2", 2, firmly},
		"two parts":                      {"https://mole.example/light", "https://mole.example/light/page/2", 2, firmly},
		"before the extension":           {"https://mole.example/news089.html", "https://mole.example/news089_2.html", 2, firmly},
		"a word before the extension":    {"https://mole.example/442435.html", "https://mole.example/442435-p2.html", 2, firmly},
		"a hyphen before the extension":  {"https://mole.example/light.html", "https://mole.example/light-2.html", 2, weakly},
		"without a hyphen":               {"https://mole.example/light.html", "https://mole.example/light2.html", 2, weakly},
		"the second of the same name":    {"https://mole.example/light/", "https://mole.example/light-2/", 2, weakly},
		"the next article's number":      {"https://mole.example/story/4", "https://mole.example/story/5", 0, unbound},
		"the first and second article":   {"https://mole.example/story/1", "https://mole.example/story/2", 0, unbound},
		"longer numbers":                 {"https://mole.example/story/12", "https://mole.example/story/122", 0, unbound},
		"page 1 in the path":             {"https://mole.example/light/page-1", "https://mole.example/light/page-2", 2, firmly},
		"the second part of a series":    {"https://mole.example/light", "https://mole.example/light-part-2", 0, unbound},
		"a day of the calendar":          {"https://mole.example/2014/03/", "https://mole.example/2014/03/02/", 0, unbound},
		"a deeper article":               {"https://mole.example/light", "https://mole.example/light/2/oil", 0, unbound},
		"path and parameter":             {"https://mole.example/light", "https://mole.example/light/2?page=2", 0, unbound},
		"no address":                     {"", "https://mole.example/light?page=2", 0, unbound},
	} {
		t.Run(name, func(t *testing.T) {
			if n, b := pageNumber(tt.first, tt.to); n != tt.n || b != tt.bond {
				t.Errorf("got %d, %d, want %d, %d", n, b, tt.n, tt.bond)
			}
		})
	}
}

func TestWholeAddress(t *testing.T) {
	for to, want := range map[string]bool{
		"https://mole.example/light?page=all":           true,
		"https://mole.example/light?pagewanted=all":     true,
		"https://mole.example/light?showall=1":          true,
		"https://mole.example/light/komplettansicht":    true,
		"https://mole.example/light?page=2":             false,
		"https://mole.example/light?comments=all":       false,
		"https://mole.example/lantern?page=all":         false,
		"https://mole.example/light/all/the/lamps":      false,
		"https://rat.example/light?page=all":            false,
		"https://mole.example/light?page=all&print=yes": false,
	} {
		if got := wholeAddress("https://mole.example/light", to); got != want {
			t.Errorf("%s: got %v, want %v", to, got, want)
		}
	}
}

func FuzzPageNumber(f *testing.F) {
	f.Add("https://mole.example/light?page=1", "https://mole.example/light?page=2")
	f.Add("https://mole.example/a/1.html", "https://mole.example/a/1_2.html")
	f.Add("x://h/9", "x://h/99")
	f.Fuzz(func(t *testing.T, first, to string) {
		if n, b := pageNumber(first, to); b != unbound && (n < 0 || n > maxPageNumber) {
			t.Errorf("%q, %q: page %d", first, to, n)
		}
		if _, b := pageNumber(to, to); b != unbound {
			t.Errorf("%q is a page of itself", to)
		}
	})
}
