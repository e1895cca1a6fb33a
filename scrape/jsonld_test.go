package scrape

import (
	"errors"
	"path"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/backissue/backissue/scrape/corpus"
)

const ldParagraph = "<p>The ferry came in at six, an hour late, with nobody on deck and the mail unsorted. I asked the mate what had kept them.</p>"

// withLD is an article's page with a script of JSON-LD.
func withLD(script string) string {
	return `<html lang="en"><head><title>Nine nights</title><script type="application/ld+json">` + script + `</script></head><body><h1>Nine nights</h1>` +
		strings.Repeat(ldParagraph, 3) + `</body></html>`
}

// eachJSON calls f for every file of JSONTestSuite, or skips the test.
func eachJSON(t testing.TB, f func(name, text string)) {
	t.Helper()
	err := corpus.EachFile("conformance/json/test_parsing.tar.gz", func(name string, data []byte) { f(path.Base(name), string(data)) })
	if errors.Is(err, corpus.ErrAbsent) {
		t.Skip(err)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// TestJSONConformance reads pages whose JSON-LD is a file of JSONTestSuite, or
// holds one as a value. None ends the program or costs the page its text, and
// what is valid as a value costs the rest of the script nothing.
func TestJSONConformance(t *testing.T) {
	files := 0
	eachJSON(t, func(name, text string) {
		files++
		for _, script := range []string{text, `{"@type":"NewsArticle","datePublished":"2014-03-05","about":` + text + "}"} {
			a := mustExtract(t, withLD(script))
			if a.Title != "Nine nights" || !strings.Contains(bodyText(a), "The ferry") {
				t.Errorf("%s: got %q", name, a.Title)
			}
			if strings.HasPrefix(name, "y_") && script != text && a.Date != "2014-03-05" {
				t.Errorf("%s as a value: the date is lost, got %q", name, a.Date)
			}
		}
	})
	if files < 300 {
		t.Errorf("only %d files", files)
	}
}

func FuzzJSONLD(f *testing.F) {
	f.Add(`{"@context":"https://schema.org","@graph":[{"@type":["Article"],"@id":"#a","headline":"x","author":[{"@id":"#p"},"Arne Lie"],"datePublished":"2014-03-05T10:00Z"},{"@type":"Person","@id":"#p","name":"Sunniva Holt"}]}`)
	f.Add("<!-- [{'@type': \"Article\", headline: \"a\nb\",}] // -->")
	f.Add(`{"@type":"Article","isPartOf":{"@type":"PublicationIssue","issueNumber":9,"isPartOf":{"@id":"#v"}},"keywords":[1,null,{}]}`)
	f.Fuzz(func(t *testing.T, text string) {
		var h head
		h.jsonLD(text)
		for i := range h.ld {
			for _, p := range h.ld[i].authors {
				if strings.TrimSpace(p.Name) == "" || utf8.ValidString(text) && !utf8.ValidString(p.Name) {
					t.Errorf("an author without a name: %+v", p)
				}
			}
		}
	})
}
