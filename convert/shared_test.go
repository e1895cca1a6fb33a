package convert

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	goldhtml "github.com/yuin/goldmark/renderer/html"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape"
)

// shared reads a JSON file of the shared test data, or skips the test.
func shared(t testing.TB, path string, v any) {
	t.Helper()
	dir := os.Getenv("BACKISSUE_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "shared")
	}
	b, err := os.ReadFile(filepath.Join(dir, path))
	if err != nil {
		t.Skipf("no shared test data: %v", err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatalf("reading %s: %v", path, err)
	}
}

// parseBody is the <body> of a page, as raw as the parser gives it.
func parseBody(t testing.TB, page string) *html.Node {
	t.Helper()
	doc, err := html.ParseWithOptions(strings.NewReader(page), html.ParseOptionEnableScripting(false))
	if err != nil {
		t.Fatalf("parsing %.200q: %v", page, err)
	}
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Body {
			return n
		}
	}
	return doc // a page of frames has no body
}

func articleOf(t testing.TB, page string) *scrape.Article {
	t.Helper()
	return &scrape.Article{SchemaVersion: scrape.SchemaVersion, Content: parseBody(t, page)}
}

// gfm reads Markdown as GFM does, but makes no links of bare URLs, and lets
// raw HTML pass.
var gfm = goldmark.New(
	goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.Footnote),
	goldmark.WithRendererOptions(goldhtml.WithUnsafe()),
)

// linking is gfm with links of bare URLs.
var linking = goldmark.New(goldmark.WithExtensions(extension.GFM, extension.Footnote), goldmark.WithRendererOptions(goldhtml.WithUnsafe()))

func toHTML(t testing.TB, md goldmark.Markdown, text []byte) string {
	t.Helper()
	var b bytes.Buffer
	if err := md.Convert(text, &b); err != nil {
		t.Fatalf("reading Markdown: %v", err)
	}
	return b.String()
}

// readMarkdown is the tree that a reader of Markdown shows, its notes settled.
func readMarkdown(t testing.TB, md goldmark.Markdown, text []byte) *html.Node {
	t.Helper()
	body := parseBody(t, toHTML(t, md, text))
	settleRead(body)
	return body
}

// bodyMarkdown is the Markdown of a page's body, with all links and levels.
func bodyMarkdown(t testing.TB, page string) (string, *html.Node) {
	t.Helper()
	tree := (&tidier{anyScheme: true, anyLevel: true}).tidy(parseBody(t, page))
	out, err := Options{}.renderMarkdown(tree, Parts(nil).skipper(MarkdownBody), len(page))
	if err != nil {
		t.Fatal(err)
	}
	return string(out), tree
}
