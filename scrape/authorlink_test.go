package scrape

import (
	"strings"
	"testing"
)

func TestIsAuthorPage(t *testing.T) {
	for href, want := range map[string]bool{
		"https://mole.example/author/edda-quill": true,
		"/autores/liv-holt.html":                 true,
		"/?author=3":                             true,
		"https://mole.example/authors/":          false, // all of them
		"/author/#":                              false,
		"/authority/edda-quill":                  false,
		"/topics/harbour":                        false,
		"":                                       false,
	} {
		if got := isAuthorPage(href); got != want {
			t.Errorf("isAuthorPage(%q) = %v, want %v", href, got, want)
		}
	}
}

// tide is the body of the pages below.
var tide = strings.Repeat("<p>The tide came in over the old harbour wall before anyone had thought of moving the boats, and the town, which had seen worse, went on with its breakfast until the bells were rung.</p>\n", 5)

func TestAuthorsWithoutByline(t *testing.T) {
	for name, c := range map[string]struct{ page, authors, source string }{
		"a link to the author's page": {
			"<article><h1>The harbour wall</h1><div><a href='/author/mirelle-okafor'>Mirelle Okafor</a></div>" + tide + "</article>", "Mirelle Okafor", "author-link",
		},
		"the reviewer's link is not the author's": {
			"<article><h1>The harbour wall</h1><div>Reviewed for errors: <a href='/author/mirelle-okafor'>Mirelle Okafor</a></div>" + tide + "</article>", "", "",
		},
		"a signature at the right": {
			"<article><h1>The harbour wall</h1>" + tide + "<p style='text-align: right'><em>Mirelle Okafor</em></p></article>", "Mirelle Okafor", "body-last-line",
		},
		"a last line of plain words": {
			"<article><h1>The harbour wall</h1>" + tide + "<p>Harbour Lights</p></article>", "", "",
		},
		"the owner of the site": {
			"<title>The harbour wall | Liv Holt's notebook</title><article><h1>The harbour wall</h1>" + tide + "</article>", "Liv Holt", "title",
		},
		"a newspaper with a given name": {
			"<title>The harbour wall | Charlotte Observer</title><article><h1>The harbour wall</h1>" + tide + "</article>", "", "",
		},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := NewPage(Source{Body: []byte("<!DOCTYPE html><html lang=en>" + c.page), ContentType: "text/html; charset=utf-8", URL: "https://mole.example/harbour-wall"})
			if err != nil {
				t.Fatal(err)
			}
			a, err := Extract(p, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got, source := nameList(a.Authors), a.Fields["authors"].Source; got != c.authors || source != c.source {
				t.Errorf("got %q from %q, want %q from %q", got, source, c.authors, c.source)
			}
		})
	}
}

func FuzzParseByline(f *testing.F) {
	for _, s := range []string{"By Edda Quill and Liv Holt", "Von Liv Holt, dpa", "김하늘·박바다 기자", "文／田中花子", "by\u00a0A. J. Quill1 · 3 May 2011", "İ by Ⱥ"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, name := range parseByline(s, "").names {
			if name == "" || len(name) > 2*maxName {
				t.Errorf("parseByline(%q) names %q", s, name)
			}
		}
		owner(s, "title")
		peopleFrom(s, nil)
	})
}
