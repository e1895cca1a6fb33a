package convert

import (
	"errors"
	"path"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape/corpus"
)

// TestGoldPages converts HTML that another reader made of real pages: the
// Markdown must have the same headings, links, images, list items, quotes,
// tables, code and text.
func TestGoldPages(t *testing.T) {
	pages := goldPages(t)
	if len(pages) < 79 {
		t.Fatalf("%d pages", len(pages))
	}
	for name, page := range pages {
		md, tree := bodyMarkdown(t, page)
		back := readMarkdown(t, gfm, []byte(md))
		settleNotes(tree, nothing)
		if want, got := visible(tree, nothing), visible(back, nothing); want != got {
			t.Errorf("%s: %s", name, differ(want, got))
		}
		if want, got := structure(tree, nothing), structure(back, nothing); !slices.Equal(want, got) {
			t.Errorf("%s: %s", name, cmp.Diff(want, got))
		}
		// The tidy tree itself must have lost nothing of the page. Its notes
		// stand elsewhere by now, so words are compared, whatever their order.
		shown := strings.Fields(visible(parseBody(t, page), unseenPart))
		kept := strings.Fields(visible((&tidier{anyScheme: true, anyLevel: true}).tidy(parseBody(t, page)), nothing))
		if missing := len(shown) - common(shown, kept); missing > 0 {
			t.Errorf("%s: the tidy tree lacks %d of %d words", name, missing, len(shown))
		}
	}
}

// unseenPart reports the elements that no browser shows.
func unseenPart(n *html.Node) bool { return roleOf(n.DataAtom) == unseen }

// goldPages are the gold/*.html of a page set, by name.
func goldPages(t *testing.T) map[string]string {
	pages := map[string]string{}
	err := corpus.EachFile("corpora/readability.tar.gz", func(name string, data []byte) {
		if strings.Contains(name, "/gold/") && strings.HasSuffix(name, ".html") {
			pages[path.Base(name)] = string(data)
		}
	})
	if errors.Is(err, corpus.ErrAbsent) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return pages
}
