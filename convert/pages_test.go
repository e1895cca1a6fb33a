package convert

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/backissue/backissue/scrape"
)

var update = flag.Bool("update", false, "rewrite the golden files of testdata/pages")

// addresses are where the made pages were found.
var addresses = map[string]string{
	"a01-drupal8":              "https://www.tidewater.example/story/2011/10/26/wall-and-its-discontents",
	"a02-drupal7-rdfa":         "http://www.commonsofthecoast.example/node/412",
	"a03-drupal8-author-field": "https://www.tidewater.example/story/2018-07-18/ferry-strike",
	"a04-drupal6-no-byline":    "http://www.tidewater.example/node/1188",
	"a05-drupal7-german":       "http://www.hafenblatt.example/de/node/88",
	"a07-byline-last":          "https://lantern.example/notes/slipway",
	"a09-archive-1990s":        "https://texts.example/archive/verrall/1945/03/lighthouse.htm",
	"a13-spip-french":          "https://carnets.example/article1204.html",
	"a16-wordpress":            "https://coastline.example/2023/03/three-ways-to-read-a-tide-table/?utm_source=feed",
	"a29-wayback":              "https://web.archive.org/web/20130214093000/https://www.tidewater.example/story/2011/10/26/wall-and-its-discontents",
	"a33-br-paragraphs":        "http://gullstreet.example/regatta.html",
	"a60-science-column":       "https://almanac.gullstreet.example/columns/how-heavy-is-a-tide",
}

// retrieved is the time at which the made pages were captured.
var retrieved = time.Date(2026, 11, 23, 3, 42, 0, 0, time.UTC)

func readPage(t *testing.T, name string) *scrape.Article {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("..", "testdata", "pages", name+".html"))
	if err != nil {
		t.Fatal(err)
	}
	p, err := scrape.NewPage(scrape.Source{URL: addresses[name], Body: body, Retrieved: retrieved})
	if err != nil {
		t.Fatal(err)
	}
	a, err := scrape.Extract(p, scrape.Options{Tool: "backissue/test"})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestPages holds every made page to its record and its Markdown. Run
// go test ./convert -update to rewrite them, and read the difference.
func TestPages(t *testing.T) {
	pages, err := filepath.Glob(filepath.Join("..", "testdata", "pages", "*.html"))
	if err != nil || len(pages) < len(addresses) {
		t.Fatalf("%d pages, %v", len(pages), err)
	}
	for _, path := range pages {
		name := strings.TrimSuffix(filepath.Base(path), ".html")
		t.Run(name, func(t *testing.T) {
			if addresses[name] == "" {
				t.Fatal("the page has no address in this test")
			}
			a := readPage(t, name)
			for _, format := range []Format{JSON, Markdown} {
				got, err := Options{Format: format}.Bytes(a)
				if err != nil {
					t.Fatal(err)
				}
				golden := strings.TrimSuffix(path, ".html") + format.Extension()
				if *update {
					if err := os.WriteFile(golden, got, 0o644); err != nil {
						t.Fatal(err)
					}
				}
				want, err := os.ReadFile(golden)
				if err != nil {
					t.Fatal(err)
				}
				if !bytes.Equal(got, want) {
					t.Errorf("%s differs:\n%s", filepath.Base(golden), firstDifference(string(got), string(want)))
				}
			}
		})
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range max(len(g), len(w)) {
		var a, b string
		if i < len(g) {
			a = g[i]
		}
		if i < len(w) {
			b = w[i]
		}
		if a != b {
			return "got  " + a + "\nwant " + b
		}
	}
	return "no line differs"
}

// A copy in a web archive gives the article of the page it is a copy of.
func TestWaybackCopyIsThePage(t *testing.T) {
	page, archived := readPage(t, "a01-drupal8"), readPage(t, "a29-wayback")
	got, err := Options{FrontMatter: NoFrontMatter}.Bytes(archived)
	if err != nil {
		t.Fatal(err)
	}
	want, err := Options{FrontMatter: NoFrontMatter}.Bytes(page)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want) || archived.Source != page.Source || archived.Archived == nil || archived.Archived.Date != "2013-02-14T09:30:00Z" {
		t.Errorf("source %s, archived %+v\n%s", archived.Source, archived.Archived, firstDifference(string(got), string(want)))
	}
}
