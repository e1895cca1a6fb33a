package convert

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/backissue/backissue/scrape"
)

// published are the dates of made pages, by their precision, and what the front
// matter must say.
var published = []struct{ page, date, issued string }{
	{`<meta name="citation_publication_date" content="1959">`, "", "1959"},
	{`<meta name="citation_publication_date" content="1945/03">`, "", "1945-03"},
	{`<meta property="article:published_time" content="2014-03-05">`, "2014-03-05", "2014-03-05"},
	{`<meta property="article:published_time" content="2014-03-05T10:20">`, "2014-03-05", "2014-03-05"},
	{`<meta property="article:published_time" content="2014-03-05T10:20:30+01:00">`, "2014-03-05T10:20:30+01:00", "2014-03-05"},
	{`<meta name="DC.date" content="Autumn 1959">`, "", "1959-23"},
	{``, "", ""},
}

// madeArticles are n converted pages with adversarial texts and titles. dates
// are the places of their dates in published.
func madeArticles(t *testing.T, n int) (articles []*scrape.Article, dates []int) {
	t.Helper()
	rng := rand.New(rand.NewPCG(*seed, 7))
	for i := range n {
		k := i % len(published)
		title := fmt.Sprintf("The wall, part %d: %s %s", i, marks[rng.IntN(len(marks))], words[rng.IntN(len(words))])
		page := fmt.Sprintf(`<!doctype html><html lang="en"><head><title>%s</title><meta property="og:title" content="%[1]s">%[2]s<meta name="author" content="Edda Verrall"></head><body><article><h1>%[1]s</h1>%[3]s</article></body></html>`,
			escapeHTML(title), published[k].page, strings.Repeat("<p>"+strings.Repeat("The wall was built by hand and stood for forty years. ", 5)+"</p>", 4))
		p, err := scrape.NewPage(scrape.Source{URL: fmt.Sprintf("https://a.example/%d", i), Body: []byte(page)})
		if err != nil {
			t.Fatal(err)
		}
		a, err := scrape.Extract(p, scrape.Options{})
		if err != nil {
			t.Fatalf("%v in %s", err, page)
		}
		if want := published[k]; a.Date != want.date || a.Issued != want.issued {
			t.Fatalf("date %q, issued %q; want %q and %q", a.Date, a.Issued, want.date, want.issued)
		}
		a.Content = parseBody(t, document(rng))
		articles, dates = append(articles, a), append(dates, k)
	}
	return articles, dates
}

// tool is the path of a program that reads what we write, or skips the test.
func tool(t *testing.T, name string) string {
	t.Helper()
	if testing.Short() {
		t.Skip("other programs are left out of short runs")
	}
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed here", name)
	}
	return path
}

func run(t *testing.T, dir, path string, args ...string) string {
	t.Helper()
	cmd := exec.Command(path, args...)
	cmd.Dir = dir
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%s: %v\n%.2000s\n%.2000s", filepath.Base(path), err, complaint.Bytes(), out)
	}
	return string(out)
}

func write(t *testing.T, path string, data []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestHugo builds a site of converted articles.
func TestHugo(t *testing.T) {
	hugo := tool(t, "hugo")
	dir := t.TempDir()
	write(t, filepath.Join(dir, "config.toml"), []byte("baseURL = 'https://site.example/'\ndisableKinds = ['taxonomy', 'term', 'RSS', 'sitemap', 'home', 'section']\n"))
	write(t, filepath.Join(dir, "layouts/_default/single.html"), []byte(`{{ dict "title" .Title "date" (cond .Date.IsZero "" (.Date.Format "2006-01-02")) "issued" .Params.issued "author" .Params.author | jsonify }}`+"\n{{ .Content }}"))
	articles, dates := madeArticles(t, 200)
	for i, a := range articles {
		md, err := Options{}.Bytes(a)
		if err != nil {
			t.Fatal(err)
		}
		write(t, filepath.Join(dir, fmt.Sprintf("content/a%d.md", i)), md)
	}
	run(t, dir, hugo, "--quiet", "--noTimes")
	for i, a := range articles {
		out, err := os.ReadFile(filepath.Join(dir, fmt.Sprintf("public/a%d/index.html", i)))
		if err != nil {
			t.Fatal(err)
		}
		var got struct {
			Title, Date, Issued string
			Author              []string
		}
		head, _, _ := bytes.Cut(out, []byte("\n"))
		if err := json.Unmarshal(head, &got); err != nil {
			t.Fatalf("%v in %s", err, head)
		}
		day, _, _ := strings.Cut(published[dates[i]].date, "T")
		if got.Title != a.Title || got.Date != day || got.Issued != a.Issued || len(got.Author) != 1 || got.Author[0] != "Edda Verrall" {
			t.Errorf("Hugo read %+v of title %q, date %q, issued %q", got, a.Title, a.Date, a.Issued)
		}
	}
}

// TestPandoc makes a page of converted articles, and a bibliography.
func TestPandoc(t *testing.T) {
	pandoc := tool(t, "pandoc")
	dir := t.TempDir()
	articles, _ := madeArticles(t, 200)
	var references []map[string]any
	pages := len(articles) / 10 // each is a process
	for i, a := range articles {
		md, err := Options{}.Bytes(a)
		if err != nil {
			t.Fatal(err)
		}
		if i < pages {
			name := filepath.Join(dir, fmt.Sprintf("a%d.md", i))
			write(t, name, md)
			if out := run(t, dir, pandoc, "-s", "-t", "html", name); !strings.Contains(out, "<title>") {
				t.Errorf("no title in %.300s", out)
			}
		}
		f, _ := readFrontMatter(t, md)
		references = append(references, map[string]any{"id": fmt.Sprintf("a%d", i), "type": "article-magazine", "title": f.Title,
			"author": []map[string]string{{"literal": f.Author[0]}}, "issued": f.Issued, "URL": f.Source})
	}
	list, err := json.Marshal(map[string]any{"nocite": "@*", "references": references})
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "references.yaml"), list)
	write(t, filepath.Join(dir, "list.md"), []byte("# Bibliography\n"))
	out := run(t, dir, pandoc, "--citeproc", "--metadata-file", "references.yaml", "-t", "plain", "--wrap=none", "list.md")
	for _, want := range []string{"1959. ", "March 1945", "March 5, 2014"} {
		if !strings.Contains(out, want) {
			t.Errorf("no citation says %q", want)
		}
	}
	if !strings.Contains(out, "Autumn 1959") && !strings.Contains(out, "Fall 1959") {
		t.Error("no citation names a season")
	}
	if got := strings.Count(out, "The Wall, Part") + strings.Count(out, "The wall, part"); got != len(articles) {
		t.Errorf("%d of %d articles are cited", got, len(articles))
	}
}
