package scrape

import "testing"

func TestParseProvenance(t *testing.T) {
	known := []string{"The Harbour Review"}
	for _, tt := range []struct{ lang, line, number, volume, date, pages, publication string }{
		{"en", "From New Beacon, Vol. 9 No. 3, March 1945, pp. 91–95.", "3", "9", "1945-03", "91–95", "New Beacon"},
		{"en", "From Issue 14, Winter 2019", "14", "", "2019-24", "", ""},
		{"en", "Published in Issue 14", "14", "", "", "", ""},
		{"en", "Issue 14, Winter 2019", "14", "", "2019-24", "", ""},
		{"en", "Winter 2019 | Issue 14", "14", "", "2019-24", "", ""},
		{"en", "Vol. 3, No. 2 (Spring 1998)", "2", "3", "1998-21", "", ""},
		{"en", "Volume XII, Number 4, October 1951", "4", "XII", "1951-10", "", ""},
		{"en", "Vol. 41 No. 3 · 7 February 2019", "3", "41", "2019-02-07", "", ""},
		{"en", "The Harbour Review, No. 216, 14 September 2011", "216", "", "2011-09-14", "", "The Harbour Review"},
		{"en", "Autumn 2016 Issue", "", "", "2016-23", "", ""},
		{"de", "Heft 3/2019", "3", "", "2019", "", ""},
		{"de", "12. Jahrgang, Nr. 3, März 1998", "3", "12", "1998-03", "", ""},
		{"fr", "N° 245 – mai 2003", "245", "", "2003-05", "", ""},
		{"es", "Número 33, julio de 2004", "33", "", "2004-07", "", ""},
		{"ru", "№ 7 (123), 2011", "7", "", "2011", "", ""},
		{"ja", "2019年第3期", "3", "", "2019", "", ""},
	} {
		p, ok := parseProvenance(tt.line, tt.lang, known)
		i := p.issue
		if got := [5]string{i.Number, i.Volume, i.Date, p.pages, p.publication}; !ok || got != [5]string{tt.number, tt.volume, tt.date, tt.pages, tt.publication} {
			t.Errorf("%s: got %v %q, want %+v", tt.line, ok, got, tt)
		}
	}
	for _, line := range []string{
		"#1 · 3 January 2024", // of a post
		"Le 28 juin 2019",
		"Spring 1998",
		"The Night Boat #5, March 2012",
		"In the spring of 1998 the first number of the review lay on a table in a café by the harbour, and nobody, it seems, had paid for it.",
		"No. 5 of a series on bridges",
		"Volume control",
	} {
		if p, ok := parseProvenance(line, "en", known); ok {
			t.Errorf("%s: got %+v, want none", line, p)
		}
	}
}

// The line of the issue stands under the byline, above the headline or behind
// the text; the box of another issue, a list's numbers and comments do not count.
func TestIssueOfPage(t *testing.T) {
	for _, tt := range []struct{ name, above, below, behind, number, date, url string }{
		{"under the byline", "", `<p><a href="/issues/14">Issue 14, Winter 2019</a></p>`, "", "14", "2019-24", "https://www.tidewater.example/issues/14"},
		{"above the headline", "<p>Vol. 3, No. 2 (Spring 1998)</p>", "", "", "2", "1998-21", ""},
		{"behind the text", "", "", "<p>No. 216, 14 September 2011</p>", "216", "2011-09-14", ""},
		{"a menu above", "<nav><p>Issue 15, Spring 2020</p></nav>", "", "", "", "", ""},
		{"a box behind", "", "", `<div class="now"><p>Issue 15, Spring 2020</p></div>`, "", "", ""},
		{"a number in the text", "", "", "<p>Number 4</p>", "", "", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := mustExtract(t, `<html lang="en"><title>Ferry at Low Water</title><body><article>`+tt.above+`<h1>Ferry at Low Water</h1><p>By Marta Ellison</p>`+tt.below+`<div>`+
				`<p>The ferry had stopped running in the autumn, and nobody in the town could say when it would start again, though all had a cousin who knew.</p>`+
				`<p>We went down to the landing on a Thursday and found the keeper mending a net that had not been in the water for eleven years, he said.</p>`+
				`<p>In the morning he told us that it would run again in the spring, as it had every spring, and that we should not write otherwise.</p></div>`+tt.behind+`</article>`)
			i := IssueRef{}
			if a.Issue != nil {
				i = *a.Issue
			}
			if i.Number != tt.number || i.Date != tt.date || i.URL != tt.url {
				t.Errorf("got %+v, want number %q of %q at %q", i, tt.number, tt.date, tt.url)
			}
		})
	}
}
