package scrape_test

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/corpus"
)

// TestArticlesOfTheCorpora reads a fixed sample of annotated pages: none may
// fail, at most one article in two hundred may be refused, and the text must be
// as near to the gold as it has been.
func TestArticlesOfTheCorpora(t *testing.T) {
	if testing.Short() {
		t.Skip("the page sets are left out of short runs")
	}
	var tally corpus.Tally
	pages, refused := 0, 0
	err := corpus.Each("fundus", func(p *corpus.Page) error {
		q, err := scrape.NewPage(scrape.Source{URL: p.URL, Body: p.HTML})
		if err != nil {
			return err
		}
		pages++
		a, err := scrape.Extract(q, scrape.Options{})
		var wall *scrape.Wall
		switch {
		case errors.As(err, &wall):
			t.Logf("%s: %v", p.ID, err)
			refused++
			return nil
		case err != nil:
			return err
		}
		var b strings.Builder
		text(a.Content, &b)
		tally.Add(corpus.ScoreText(p, b.String()))
		return nil
	})
	if errors.Is(err, corpus.ErrAbsent) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s, %d refused", &tally, refused)
	if refused*200 > pages+200 {
		t.Errorf("%d of %d articles are refused", refused, pages)
	}
	if tally.F1() < .95 || tally.WordF1() < .95 {
		t.Errorf("got %s", &tally)
	}
}

// text writes the text of a clean tree as the text format has it: without
// captions and embeds.
func text(n *html.Node, b *strings.Builder) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type == html.TextNode {
			b.WriteString(c.Data)
			continue
		}
		marked := false
		for _, a := range c.Attr {
			marked = marked || a.Key == "data-part"
		}
		if marked {
			continue
		}
		switch c.Data {
		case "p", "li", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "td", "th", "br", "dt", "dd":
			b.WriteByte('\n')
		}
		text(c, b)
	}
}
