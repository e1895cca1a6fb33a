package main

import (
	"bytes"
	"fmt"
	"github.com/backissue/backissue/cmd/internal/training"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/corpus"
)

const ferry = `<html lang=en><head><title>The late ferry</title>
<meta name=author content="Ida Holm"><meta property="article:published_time" content="2014-03-05"><meta charset=utf-8>
<script type="application/ld+json">{"@type":"NewsArticle","headline":"The late ferry"}</script>
<script>var kept = 1</script></head><body><article><h1>The late ferry</h1>
<p>The ferry was late again, and nobody on the quay was surprised, since it had been late all winter.</p>
<p>The harbour master said, with some regret, that the engine was older than most of the passengers.</p>
</article></body></html>`

func TestStrip(t *testing.T) {
	doc, err := html.Parse(strings.NewReader(ferry))
	if err != nil {
		t.Fatal(err)
	}
	training.Strip(doc)
	var b strings.Builder
	if err := html.Render(&b, doc); err != nil {
		t.Fatal(err)
	}
	for _, gone := range []string{"Ida Holm", "published_time", "NewsArticle"} {
		if strings.Contains(b.String(), gone) {
			t.Errorf("%s is still there", gone)
		}
	}
	for _, kept := range []string{"charset", "var kept", "<title>The late ferry"} {
		if !strings.Contains(b.String(), kept) {
			t.Errorf("%s is gone", kept)
		}
	}
}

func TestRead(t *testing.T) {
	gold := "The ferry was late again, and nobody on the quay was surprised, since it had been late all winter.\n" +
		"The harbour master said, with some regret, that the engine was older than most of the passengers."
	for name, tt := range map[string]struct {
		html  string
		strip bool
		exact bool
		date  bool
		error string
	}{
		"as it is":     {ferry, false, true, true, ""},
		"without head": {ferry, true, true, false, ""},
		"refused":      {"<html><body></body></html>", false, false, false, "empty"},
	} {
		t.Run(name, func(t *testing.T) {
			p := &corpus.Page{Set: "made", ID: "ferry", HTML: []byte(tt.html), Title: "The late ferry", Date: "2014-03-05", Text: &gold}
			r, err := read(p, tt.strip, scrape.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if r.Text.Exact != tt.exact || r.Head.Date != tt.date || !strings.HasPrefix(r.Error, tt.error) || (r.Error == "") != (tt.error == "") {
				t.Errorf("got %+v, %+v, error %q", r.Text, r.Head, r.Error)
			}
		})
	}
}

func TestWhy(t *testing.T) {
	gold := "one two three four five six"
	for name, tt := range map[string]struct {
		text, want string
	}{
		"the same":    {gold, ""},
		"an end":      {"one two three four", "2 words missing, 2 at “five six”"},
		"a tail":      {gold + " read more here", "3 words extra, 3 at “read more here”"},
		"soft hyphen": {"one two three four fi\u00adve six", ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := why(&corpus.Page{Text: &gold}, tt.text); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// made is a result with a shingle F1 of about f1.
func made(id int, f1 float64) *result {
	return &result{Set: "made", ID: fmt.Sprint(id), Lang: "en-GB", Text: &corpus.Score{Text: true, TP: f1, FP: 1 - f1, WordF1: f1}, Head: &corpus.HeadScore{}}
}

func TestCompare(t *testing.T) {
	for name, tt := range map[string]struct {
		change func(i int) float64
		want   string
	}{
		"every page a little":   {func(int) float64 { return .02 }, "better"},
		"every page less":       {func(int) float64 { return -.02 }, "worse"},
		"one page much":         {func(i int) float64 { return map[int]float64{7: .3}[i] }, "noise"},
		"half up and half down": {func(i int) float64 { return .1 * float64(1-2*(i%2)) }, "noise"},
	} {
		t.Run(name, func(t *testing.T) {
			var a, b []*result
			for i := range 40 {
				a = append(a, made(i, .6))
				b = append(b, made(i, .6+tt.change(i)))
			}
			pairs := pair(a, b)
			if len(pairs) != 40 {
				t.Fatalf("got %d pairs", len(pairs))
			}
			d := bootstrap(pairs, measures[1].of)
			if d.verdict() != tt.want {
				t.Errorf("got %s: %+v", d.verdict(), d)
			}
			if again := bootstrap(pairs, measures[1].of); again != d {
				t.Errorf("got %+v, then %+v", d, again)
			}
		})
	}
}

func TestCompareFiles(t *testing.T) {
	dir := t.TempDir()
	before, after := filepath.Join(dir, "a.jsonl"), filepath.Join(dir, "b.jsonl")
	var a, b []*result
	for i := range 12 {
		a, b = append(a, made(i, .5)), append(b, made(i+1, .75))
	}
	for path, results := range map[string][]*result{before: a, after: b} {
		if err := writeResults(path, results); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	if err := compareFiles(&out, before, after); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"2 pages are in one run only", "made/lang=en", "11 pages  0.5000 → 0.7500  +0.2500", "better"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, &out)
		}
	}
}

func TestPrintWorst(t *testing.T) {
	var out bytes.Buffer
	bad := made(1, .25)
	bad.Why = "75 words extra"
	refused := made(2, 0)
	refused.Error = "empty: the page shows no text"
	printWorst(&out, []*result{made(0, 1), bad, refused}, 5)
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(lines) != 2 || !strings.Contains(lines[0], "shows no text") || !strings.Contains(lines[1], "75 words extra") {
		t.Errorf("got %q", lines)
	}
}
