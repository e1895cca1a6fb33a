package convert

import (
	"errors"
	"flag"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/corpus"
)

var sets = flag.String("sets", "newspaper4k,fundus", "page sets that the laws of Markdown are held to")

// TestRealPages holds the articles of real pages to the first law: their
// Markdown shows the text and has the structure of the tree that it was written
// from. One in a thousand may differ.
func TestRealPages(t *testing.T) {
	if testing.Short() {
		t.Skip("the page sets are left out of short runs")
	}
	articles, text, unlike := 0, 0, 0
	for set := range strings.SplitSeq(*sets, ",") {
		err := corpus.Each(set, func(p *corpus.Page) error {
			a := extracted(t, p)
			if a == nil {
				return nil
			}
			articles++
			want, got := readBack(t, a)
			switch {
			case want.text != got.text:
				text++
				t.Logf("%s %s: %s", set, p.ID, differ(want.text, got.text))
			case !slices.Equal(want.parts, got.parts):
				unlike++
				t.Logf("%s %s: structure\n%s", set, p.ID, cmp.Diff(want.parts, got.parts))
			}
			return nil
		})
		if errors.Is(err, corpus.ErrAbsent) {
			t.Skip(err)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("of %d articles %d show another text, %d have another structure", articles, text, unlike)
	if (text+unlike)*1000 > articles {
		t.Errorf("of %d articles %d show another text, %d have another structure; at most one in a thousand may", articles, text, unlike)
	}
}

// extracted is the article of a page, or nil.
func extracted(t testing.TB, p *corpus.Page) *scrape.Article {
	t.Helper()
	page, err := scrape.NewPage(scrape.Source{URL: p.URL, Body: p.HTML})
	if err != nil {
		return nil
	}
	a, err := scrape.Extract(page, scrape.Options{})
	if err != nil {
		return nil
	}
	return a
}

// view is what a reader sees of a tree.
type view struct {
	text  string
	parts []string
}

// readBack is the view of an article's tidy tree, and that of its Markdown.
func readBack(t *testing.T, a *scrape.Article) (want, got view) {
	t.Helper()
	r := Options{}.read(a)
	md, err := r.body(MarkdownBody)
	if err != nil {
		t.Fatal(err)
	}
	back := readMarkdown(t, gfm, md)
	skip := Parts(nil).skipper(MarkdownBody)
	settleNotes(r.tree, skip)
	return view{visible(r.tree, skip), structure(r.tree, skip)}, view{visible(back, nothing), structure(back, nothing)}
}
