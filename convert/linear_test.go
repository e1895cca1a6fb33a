package convert

import (
	"fmt"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape"
)

// heavy are pages that make quadratic converters stop. The tests look at what
// is written; that they end at all is the rest of the claim.
func heavy(n int) map[string]string {
	rows := strings.Repeat("<tr>"+strings.Repeat("<td>x</td>", 200)+"</tr>", n/100)
	return map[string]string{
		"brackets":         "<p>" + strings.Repeat("[", n) + "</p>",
		"image brackets":   "<p>" + strings.Repeat("![", n/2) + "</p>",
		"closed brackets":  "<p>" + strings.Repeat("[]", n/2) + "</p>",
		"stars":            "<p>" + strings.Repeat("*", n) + "</p>",
		"stars and letter": "<p>" + strings.Repeat("*a", n/2) + "</p>",
		"underscores":      "<p>" + strings.Repeat("_a ", n/3) + "</p>",
		"ticks":            "<p>" + strings.Repeat("`", n) + "</p>",
		"ticks and letter": "<p>" + strings.Repeat("`a", n/2) + "</p>",
		"ticks in code":    "<p><code>" + strings.Repeat("`a``", n/4) + "</code></p>",
		"greater":          "<p>" + strings.Repeat("&gt;", n) + "</p>",
		"less":             "<p>" + strings.Repeat("&lt;a", n) + "</p>",
		"ampersands":       "<p>" + strings.Repeat("&amp;a", n) + "</p>",
		"at signs":         "<p>" + strings.Repeat("a@", n/2) + "</p>",
		"addresses":        "<p>" + strings.Repeat("http://a.", n/9) + "</p>",
		"hosts":            "<p><b>x</b>" + strings.Repeat("www.", n/4) + "<b>x</b></p>",
		"backslashes":      "<p>" + strings.Repeat("\\", n) + "</p>",
		"braces":           "<p>" + strings.Repeat("{", n) + "</p>",
		"emphasis":         "<p>" + strings.Repeat("a<em>b</em>", n/10) + "</p>",
		"emphasis refused": "<p>" + strings.Repeat("a<b>“b”</b>", n/10) + "</p>",
		"links":            "<p>" + strings.Repeat("<a href=http://a.example/>b</a>", n/30) + "</p>",
		"breaks":           "<p>" + strings.Repeat("a<br>", n/5) + "</p>",
		"no-break spaces":  "<p>" + strings.Repeat("\u00a0", n/2) + "</p>",
		"spans":            "<p>" + strings.Repeat("<span>a</span>", n/14) + "</p>",
		"paragraphs":       strings.Repeat("<p>a</p>", n/8),
		"items":            "<ul>" + strings.Repeat("<li>a</li>", n/10) + "</ul>",
		"reversed items":   "<ol reversed>" + strings.Repeat("<li>a</li>", n/10) + "</ol>",
		"open bold":        strings.Repeat("<b><p>a</p>", n/1000),
		"table":            "<table>" + rows + "</table>",
		"ragged table":     "<table><tr>" + strings.Repeat("<td>x</td>", n/40) + "</tr>" + strings.Repeat("<tr><td>x</td></tr>", n/40) + "</table>",
		"marks of one":     "<p>" + strings.Repeat("a<a href=#n>[1]</a>", n/20) + "</p><p id=n>1. a" + strings.Repeat("<i>a</i>", n/20) + "</p>",
		"many notes":       many("<p>a<sup><a href=#n%d id=r%[1]d>%[1]d</a></sup></p>", n/80) + many("<p id=n%d><a href=#r%[1]d>%[1]d</a> a</p>", n/80),
		"notes on lines":   many("<p>a<a href=#n%d>[%[1]d]</a></p>", n/80) + "<p>" + many("<a name=n%d>[%[1]d]</a> a<br>", n/80) + "</p>",
		"plain marks":      "<p>" + many("a[%d] ", n/8) + "</p>" + many("<p>[%d] a</p>", 900),
		"places":           many("<p id=p%d><a href=#p%[1]d>a</a> <a href=#q%[1]d>a</a></p>", n/80),
		"deep lists":       strings.Repeat("<ul><li>a", 250),
		"deep quotes":      strings.Repeat("<blockquote>", 500) + strings.Repeat("a<br>", n/50),
		"deep tables":      strings.Repeat("<table><tr><td>a", 100),
	}
}

// many is the numbers from 1 to n in a format.
func many(format string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, format, i+1)
	}
	return b.String()
}

func TestHeavyPagesAreKept(t *testing.T) {
	n := 200_000
	if testing.Short() {
		n = 20_000
	}
	for name, page := range heavy(n) {
		t.Run(name, func(t *testing.T) {
			a := articleOf(t, page)
			for _, o := range []Options{{}, {Wrap: 72, Links: ReferenceLinks, Tables: HTMLTables}, {Format: Text}, {Format: HTML}} {
				o.FrontMatter = NoFrontMatter
				f := o.Format
				out, err := o.Bytes(a)
				if err != nil {
					t.Fatal(err)
				}
				if most := 40*len(page) + 10_000; len(out) > most {
					t.Errorf("%s: %d bytes came of %d", f, len(out), len(page))
				}
				if got, want := strings.Count(string(out), "a"), strings.Count(visible(a.Content, nothing), "a"); got < want {
					t.Errorf("%s: %d of %d letters", f, got, want)
				}
			}
		})
	}
}

// A tree made by hand may be deeper than any that the parser makes.
func TestDeepTreeIsKept(t *testing.T) {
	root := element(atom.Article)
	at := root
	for i := range 200_000 {
		n := element([]atom.Atom{atom.Div, atom.Blockquote, atom.B, atom.Li, atom.Ul}[i%5])
		at.AppendChild(n)
		at = n
	}
	at.AppendChild(&html.Node{Type: html.TextNode, Data: "the end"})
	for _, f := range []Format{Markdown, Text, HTML, JSON} {
		out, err := Options{Format: f}.Bytes(&scrape.Article{Content: root})
		if err != nil || !strings.Contains(string(out), "the end") {
			t.Errorf("%s: %v", f, err)
		}
	}
}

func TestArticleWithoutContent(t *testing.T) {
	for _, f := range []Format{Markdown, Text, HTML, JSON, JSONL} {
		if _, err := (Options{Format: f}).Bytes(&scrape.Article{}); err != nil {
			t.Errorf("%s: %v", f, err)
		}
	}
}

func BenchmarkHeavy(b *testing.B) {
	for name, page := range heavy(200_000) {
		b.Run(name, func(b *testing.B) {
			a := articleOf(b, page)
			b.SetBytes(int64(len(page)))
			for b.Loop() {
				if _, err := (Options{}).Bytes(a); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
