package scrape

import "testing"

func TestResolve(t *testing.T) {
	r := newResolver("https://a.example/x/y.html", "")
	for href, want := range map[string]string{
		"z.html": "https://a.example/x/z.html", "../up": "https://a.example/up", "//b.example/c": "https://b.example/c", "?q=1": "https://a.example/x/y.html?q=1",
		"http:/ex.org/a": "http://ex.org/a", "HTTPS://B.example/É": "https://b.example/%C3%89", "mailto:a@b.example": "mailto:a@b.example",
		"javascript:alert(1)": "", "java\tscript:alert(1)": "", "data:text/html,x": "", "vbscript:x": "", "ftp://a.example/": "", "": "", "http://[": "",
		"/web/20130214093000/http://c.example/d": "https://a.example/web/20130214093000/http://c.example/d",
	} {
		if got := r.resolve(href); got != want {
			t.Errorf("resolve(%q) = %q, want %q", href, got, want)
		}
	}
	if got := newResolver("", "").resolve("z.html"); got != "" {
		t.Errorf("a relative link of a page without an address became %q", got)
	}
	if got := newResolver("https://a.example/x/y", "/base/").resolve("z"); got != "https://a.example/base/z" {
		t.Errorf("<base> gives %q", got)
	}
}

func TestUnwrapArchive(t *testing.T) {
	for u, want := range map[string]string{
		"https://web.archive.org/web/20130214093000/http://c.example/d":    "http://c.example/d",
		"https://web.archive.org/web/20130214093000id_/https://c.example/": "https://c.example/",
		"https://web.archive.org/web/20130214093000im_/http:/c.example/d":  "http://c.example/d",
		"https://c.example/web/20130214093000/http://d.example/":           "https://c.example/web/20130214093000/http://d.example/",
		"https://archive.org/details/x":                                    "https://archive.org/details/x",
	} {
		if got := unwrapArchive(u); got != want {
			t.Errorf("unwrapArchive(%q) = %q, want %q", u, got, want)
		}
	}
	if got := archiveStamp("https://web.archive.org/web/20130214093000/http://c.example/d"); got != "20130214093000" {
		t.Errorf("stamp %q", got)
	}
}

func TestCanonical(t *testing.T) {
	for u, want := range map[string]string{
		"https://A.example/x?utm_source=feed&id=3&fbclid=1#top": "https://a.example/x?id=3",
		"http://user:pw@a.example:80/":                          "http://a.example/",
		"https://a.example/?page=2":                             "https://a.example/?page=2",
		"mailto:a@b":                                            "",
	} {
		if got := canonical(u); got != want {
			t.Errorf("canonical(%q) = %q, want %q", u, got, want)
		}
	}
}

func TestArticleID(t *testing.T) {
	// RFC 9562 appendix A.4 gives the version 5 UUID of www.example.com in the
	// DNS namespace; this is Python's uuid.uuid5(NAMESPACE_URL, ...).
	if got, want := articleID("http://www.example.com/"), "fcde3c85-2270-590f-9e7c-ee003d65e0e2"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestSiteLabel(t *testing.T) {
	for host, want := range map[string]string{"www.spiegel.de": "spiegel", "news.bbc.co.uk": "bbc", "a.b.example.org": "example", "localhost": "localhost"} {
		if got := siteLabel(host); got != want {
			t.Errorf("siteLabel(%q) = %q, want %q", host, got, want)
		}
	}
}
