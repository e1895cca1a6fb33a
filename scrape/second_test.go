package scrape

import (
	"strings"
	"testing"
)

func TestOtherArticlesOfThePage(t *testing.T) {
	const other = "The bandstand will be painted green, since the green had been bought, and the committee recalled what had happened to the varnish."
	for name, tt := range map[string]struct {
		page string
		keep bool
	}{
		"with a byline":              {`<article><h2>A bandstand</h2><p>By Ole Brandt</p><p>` + other + `</p></article>`, false},
		"with a byline in German":    {`<article><h2>A bandstand</h2><p>Von Ole Brandt</p><p>` + other + `</p></article>`, false},
		"with a day":                 {`<article><h2>A bandstand</h2><p>7 May 2004</p><p>` + other + `</p></article>`, false},
		"a part without a head":      {`<article><p>` + other + `</p></article>`, true},
		"a part with a heading only": {`<article><h2>A bandstand</h2><p>` + other + `</p></article>`, true},
	} {
		t.Run(name, func(t *testing.T) {
			page := `<!DOCTYPE html><html lang="en"><head><title>The dredger has gone – The Mole</title></head><body><main><article><h1>The dredger has gone</h1><p>By Edda Quill</p><p>` +
				strings.Join(lines, "</p><p>") + `</p></article>` + tt.page + `</main></body></html>`
			a := mustExtractAt(t, "https://mole.example/dredger", page)
			got := strings.Join(paragraphsOf(a), "\n")
			if strings.Contains(got, other) != tt.keep || !strings.Contains(got, lines[3]) {
				t.Errorf("got %q", got)
			}
		})
	}
}

// TestNewsAboveTheArticle has the beginnings of other news in a column that
// stands before the headline, and makes most of the page.
func TestNewsAboveTheArticle(t *testing.T) {
	const other = "The bandstand will be painted green, since the green had been bought, and the committee recalled what had happened to the varnish."
	column := strings.Repeat(`<div><b>A bandstand</b><p>`+other+`</p><i>Today, 7:37</i></div>`, 12)
	text := `<p>` + strings.Join(lines, "</p><p>") + `</p>`
	for name, tt := range map[string]struct {
		page string
		keep bool
	}{
		"a column beside the article":    {`<div class=list>` + column + `</div><div class=page><h1>The dredger has gone</h1>` + text + `</div>`, false},
		"the text around a late heading": {`<div class=page><p>` + other + `</p><h1>The dredger has gone</h1>` + text + `</div>`, true},
	} {
		t.Run(name, func(t *testing.T) {
			a := mustExtractAt(t, "https://mole.example/dredger", `<!DOCTYPE html><html lang="en"><head><title>The dredger has gone – The Mole</title></head><body>`+tt.page+`</body></html>`)
			got := strings.Join(paragraphsOf(a), "\n")
			if strings.Contains(got, other) != tt.keep || !strings.Contains(got, lines[3]) {
				t.Errorf("got %q", got)
			}
		})
	}
}
