package scrape

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// sitePage is an invented page of a site that begins and ends all of them with
// words of its own, which nothing marks.
func sitePage(n int) Source {
	head := "<p>The Salt Road is <a href=/us>printed by its readers</a> and posted to any harbour</p>"
	foot := "<h3>How to write to us</h3><p>Letters reach the <a href=/write>editors</a> at the old net loft, read aloud</p>"
	var text strings.Builder
	for i := range 6 {
		fmt.Fprintf(&text, "<p>Day %d of voyage %d: the ferry came in at %d, an hour late, with nobody on deck and the mail unsorted, and I wrote that down.</p>", i, n, i+n)
	}
	return Source{
		URL:  fmt.Sprintf("https://press.example/texts/%d", n),
		Body: fmt.Appendf(nil, "<html lang=en><title>Voyage %d · The Salt Road</title><body><div>%s%s%s</div></body>", n, head, text.String(), foot),
	}
}

func TestSite(t *testing.T) {
	site := NewSite()
	for n := range 5 {
		site.Learn(readSource(t, sitePage(n)))
		site.Learn(readSource(t, sitePage(n))) // a copy teaches nothing
	}
	read := func(s *Site) *Article {
		a, err := Extract(readSource(t, sitePage(3)), Options{Site: s})
		if err != nil {
			t.Fatal(err)
		}
		return a
	}
	alone, among := textOf(read(nil).Content), textOf(read(site).Content)
	for _, words := range []string{"printed by its readers", "How to write to us", "read aloud"} {
		if !strings.Contains(alone, words) {
			t.Errorf("alone: %q is missing, so the page proves nothing", words)
		}
		if strings.Contains(among, words) {
			t.Errorf("among others: %q is kept", words)
		}
	}
	if !strings.Contains(among, "Day 0 of voyage 3") || !strings.Contains(among, "Day 5 of voyage 3") {
		t.Errorf("the article's own text is gone:\n%s", among)
	}
	if names := site.namesOf("https://press.example/"); !slices.Contains(names, "The Salt Road") {
		t.Errorf("names %q", names)
	}
}

// TestSiteOfASerial keeps what a text surely says, and the name that a serial's
// headlines share, though all of its parts have them.
func TestSiteOfASerial(t *testing.T) {
	part := func(n int) Source {
		return Source{URL: fmt.Sprintf("https://press.example/watch/%d", n), Body: fmt.Appendf(nil, `<html lang=en><title>The long watch: part %d</title>
<h1>The long watch: part %d</h1><article>%s<p>To be continued in our next number, which appears when the paper does.</p></article>`,
			n, n, strings.Repeat(fmt.Sprintf("<p>In part %d %s</p>", n, prose), 4))}
	}
	site := NewSite()
	for n := range 5 {
		site.Learn(readSource(t, part(n)))
	}
	a, err := Extract(readSource(t, part(3)), Options{Site: site})
	if err != nil {
		t.Fatal(err)
	}
	if a.Title != "The long watch: part 3" || !strings.Contains(textOf(a.Content), "To be continued") {
		t.Errorf("title %q, text\n%s", a.Title, textOf(a.Content))
	}
}

// TestSiteOfCopies holds a series to its text: pages with mostly the same words
// are no reason to drop them.
func TestSiteOfCopies(t *testing.T) {
	site := NewSite()
	page := Source{URL: "https://press.example/a", Body: []byte("<title>T</title><article>" + strings.Repeat("<p>"+prose+"</p>", 3) + "</article>")}
	for range 5 {
		site.Learn(readSource(t, page))
	}
	a, err := Extract(readSource(t, page), Options{Site: site})
	if err != nil || !strings.Contains(textOf(a.Content), strings.TrimSpace(prose)) {
		t.Errorf("%v", err)
	}
}
