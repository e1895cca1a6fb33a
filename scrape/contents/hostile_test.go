package contents

import (
	"fmt"
	"net/url"
	"reflect"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestHostilePages runs pages that would take a quadratic reader for ever; the
// test's own time limit is the judge.
func TestHostilePages(t *testing.T) {
	many := func(n int, format string) string {
		var b strings.Builder
		for i := range n {
			b.WriteString(strings.ReplaceAll(format, "%d", fmt.Sprint(i)))
		}
		return b.String()
	}
	for _, c := range []struct{ name, page string }{
		{"links", many(200_000, `<li><a href="/a/%d">A title of some length %d</a></li>`)},
		{"links in one line", many(100_000, `<a href="/a/%d">A title of some length %d</a> `)},
		{"links to one page", many(100_000, `<p><a href="/a">A title of some length %d</a></p>`)},
		{"read more", many(50_000, `<p>text</p><a href="/a/%d">Read more</a>`)},
		{"headings", many(50_000, `<h3>Section %d</h3><a href="/a/%d">A title of some length</a>`)},
		{"deep", strings.Repeat("<div>", 400) + many(50, `<p><a href="/a/%d">A title of some length %d</a></p><div>`)},
		{"deep list", many(240, `<ul><li><a href="/a/%d">A title of some length</a>`)},
		{"one word", `<h1>` + strings.Repeat("x", 5<<20) + `</h1>`},
		{"numbers", `<h1>` + strings.Repeat("No. 1/2 ", 200_000) + `</h1>`},
		{"title", `<title>` + strings.Repeat("Vol. 1 | ", 200_000) + `</title>`},
		{"data", `<script type="application/ld+json">{"@type":"ItemList","itemListElement":` + strings.Repeat("[", 9000) + strings.Repeat("]", 9000) + `}</script>`},
		{"attributes", `<div ` + many(20_000, ` a%d=x`) + `>` + many(20_000, `<p>text %d</p>`)},
		{"long paths", many(5_000, `<a href="`+strings.Repeat("/a", 1500)+`/%d">A title of some length %d</a><br>`)},
		{"files", many(20_000, `<p><a href="/f%d.pdf">Page %d</a></p>`)},
	} {
		t.Run(c.name, func(t *testing.T) {
			laws(t, find(t, c.page, "https://l.example/issue/5"))
		})
	}
	if c := Find(nil, "::"); c == nil || c.Kind != "" {
		t.Errorf("no page: got %+v", c)
	}
}

// laws hold for every page.
func laws(t *testing.T, c *Contents) {
	t.Helper()
	absolute := func(s string) {
		if u, err := url.Parse(s); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			t.Errorf("%q is no absolute address", s)
		}
	}
	seen := map[string]bool{}
	for _, s := range c.Sections {
		if len(s.Items) == 0 {
			t.Errorf("section %q is empty", s.Title)
		}
		for _, it := range s.Items {
			absolute(it.URL)
			if seen[it.URL] {
				t.Errorf("%s is listed twice", it.URL)
			}
			seen[it.URL] = true
			if it.Title == "" {
				t.Errorf("%s has no title", it.URL)
			}
		}
	}
	for _, f := range c.Files {
		absolute(f.URL)
	}
	for _, i := range c.Issues {
		absolute(i.URL)
	}
	if (c.Kind == Index) != (len(c.Issues) > 0) || c.Kind == List && len(c.Sections) == 0 {
		t.Errorf("kind %q with %d issues and %d sections", c.Kind, len(c.Issues), len(c.Sections))
	}
}

func FuzzFind(f *testing.F) {
	for _, m := range append(pages1(), pages2()...) {
		f.Add(m.page, m.address)
	}
	f.Fuzz(func(t *testing.T, page, address string) {
		doc, err := html.Parse(strings.NewReader(page))
		if err != nil {
			t.Skip()
		}
		c := Find(doc, address)
		laws(t, c)
		if again := Find(doc, address); !reflect.DeepEqual(c, again) {
			t.Error("a second reading differs from the first")
		}
	})
}
