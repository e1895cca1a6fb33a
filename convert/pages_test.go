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
	"a06-deck-then-byline":     "http://www.tidewater.example/node/2204",
	"a07-byline-last":          "https://lantern.example/notes/slipway",
	"a09-archive-1990s":        "https://texts.example/archive/verrall/1945/03/lighthouse.htm",
	"a13-spip-french":          "https://carnets.example/article1204.html",
	"a16-wordpress":            "https://coastline.example/2023/03/three-ways-to-read-a-tide-table/?utm_source=feed",
	"a29-wayback":              "https://web.archive.org/web/20130214093000/https://www.tidewater.example/story/2011/10/26/wall-and-its-discontents",
	"a33-br-paragraphs":        "http://gullstreet.example/regatta.html",
	"a08-bio-only":             "https://lantern.example/notes/night-school",
	"a10-japanese":             "http://www.shioji.example/culture/1026.html",
	"a11-chinese-mislabelled":  "http://bay.example/n1/2019/0312/c104-30971.html",
	"a12-arabic":               "http://www.marsa.example/node/5120",
	"a14-spanish":              "https://elfaro.example/puerto/la-huelga-de-las-redes",
	"a15-german-edition":       "https://www.hafenwacht.example/artikel/522041.das-schweigen-der-kraene.html",
	"a17-facebook-author":      "https://northbank.example/news/the-last-ice-house",
	"a18-graph":                "https://review.northbank.example/salt-and-paper",
	"a19-nextjs":               "https://slatewharf.example/story/the-clock-that-ran-on-rain",
	"a20-amp":                  "https://northbank.example/amp/nets-mended",
	"a21-page-two":             "https://longshore.example/features/across-the-flats?page=2",
	"a22-print":                "https://longshore.example/print/bells",
	"a23-teaser":               "https://slatewharf.example/story/who-owns-the-foreshore",
	"a24-live":                 "https://northbank.example/live/storm-night",
	"a25-letters":              "https://lantern.example/letters/412",
	"a26-interview":            "http://www.tidewater.example/node/3301",
	"a26b-review":              "http://www.tidewater.example/node/3317",
	"a27-poem":                 "https://lantern.example/poems/ebb",
	"a28-tables-figures":       "https://slatewharf.example/story/counting-the-catch",
	"a30-ojs":                  "https://jss.example/article/view/77",
	"a31-joomla":               "http://bollard.example/news/42-dockers-vote-to-stay-out",
	"a32-fatal-error":          "http://www.tidewater.example/node/1702",
	"a34-hidden":               "https://northbank.example/news/the-lamp-room",
	"a35-two-articles":         "http://gullstreet.example/2004/pier-sold",
	"a36-relative-date":        "https://northbank.example/news/tug-crew-saves-a-piano",
	"a37-consent":              "https://northbank.example/news/ferry-fares-to-rise",
	"a38-german-decoys":        "https://hafenblatt.example/see/von-moewen-und-menschen",
	"a60-science-column":       "https://almanac.gullstreet.example/columns/how-heavy-is-a-tide",
}

// retrieved is the time at which the made pages were captured.
var retrieved = time.Date(2026, 11, 23, 3, 42, 0, 0, time.UTC)

func readPage(t *testing.T, name string) *scrape.Article {
	t.Helper()
	a, err := extractBytes(addresses[name], "", pageBytes(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func pageBytes(t *testing.T, name string) []byte {
	t.Helper()
	body, err := os.ReadFile(filepath.Join("..", "testdata", "pages", name+".html"))
	if err != nil {
		t.Fatal(err)
	}
	return body
}

// extractBytes reads a page of the address, with the label of its server.
func extractBytes(address, label string, body []byte) (*scrape.Article, error) {
	p, err := scrape.NewPage(scrape.Source{URL: address, ContentType: label, Body: body, Retrieved: retrieved})
	if err != nil {
		return nil, err
	}
	return scrape.Extract(p, scrape.Options{Tool: "backissue/test"})
}

// bodyOf is the article's text as Markdown, without anything of its head.
func bodyOf(t *testing.T, a *scrape.Article) string {
	t.Helper()
	b, err := Options{Format: Markdown}.Bytes(a)
	if err != nil {
		t.Fatal(err)
	}
	_, body, ok := strings.Cut(strings.TrimPrefix(string(b), "---\n"), "\n---\n")
	if !ok {
		t.Fatal("no front matter")
	}
	return strings.TrimSpace(body)
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
			if archetypes[name].wall != "" {
				return // TestArchetypes holds it to what a reader finds
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
