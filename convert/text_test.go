package convert

import (
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape"
)

const allParts = `<p data-part="dek">Dek.</p><p data-part="byline">By Tom</p><h2>Head</h2><p>One&nbsp;two <b>three</b>.<br>Four</p>` +
	`<ul><li>a<ol><li>b</li></ol></li><li>c</li></ul><blockquote><p>Quoted <q>so</q>.</p></blockquote>` +
	`<table><caption>Cap</caption><tr><th>x</th><th>y</th></tr><tr><td>1</td><td><p>2</p><p>3</p></td></tr></table>` +
	`<figure><img src="https://a.example/i.png" alt="alt"><figcaption>The wall. <span data-part="credit">Tom</span></figcaption></figure>` +
	`<p data-part="embed"><a href="https://v.example/">film</a></p><hr><p data-part="note">1. A note</p><pre>x
  y</pre><aside data-part="promo"><p>Subscribe</p></aside><section data-part="comment"><p>First!</p></section>`

func TestText(t *testing.T) {
	a := articleOf(t, allParts)
	a.Title, a.Byline = "Title", "By Tom"
	out, err := Options{Format: Text}.Bytes(a)
	if err != nil {
		t.Fatal(err)
	}
	want := "Head\n\nOne\u00a0two three.\nFour\n\n- a\n  1. b\n- c\n\nQuoted “so”.\n\nx | y\n1 | 2 3\n\n* * *\n\n1. A note\n\nx\n  y\n"
	if diff := cmp.Diff(want, string(out)); diff != "" {
		t.Error(diff)
	}
}

func TestParts(t *testing.T) {
	a := articleOf(t, allParts)
	a.Title, a.Subtitle, a.Byline, a.Date = "Title", "Dek.", "By Tom", "1945-03-01"
	for _, c := range []struct {
		format      Format
		parts       string
		holds, lack []string
	}{
		{Text, "", []string{"Head", "A note", "Quoted", "x | y"}, []string{"Title", "By Tom", "wall", "film", "Subscribe", "First", "Dek", "Cap"}},
		{Text, "+caption,-table", []string{"wall", "Head"}, []string{"x | y", "Cap", "film"}},
		{Text, "+title,+byline,+dateline,+embed,+credit", []string{"Title\n\n", "By Tom\n\n", "1945-03-01\n\n", "film"}, []string{"wall"}},
		{Text, "-note,-heading,-list,-quote,-code", []string{"Four"}, []string{"A note", "Head", "- a", "Quoted", "  y"}},
		{Markdown, "", []string{"wall", "film", "Cap", "![alt]", "Tom"}, []string{"Subscribe", "First", "\nDek"}},
		{Markdown, "-caption,-embed,-image", []string{"Head"}, []string{"wall", "film", "Cap", "![alt]"}},
		{Markdown, "+promo,+comment", []string{"Subscribe", "First"}, nil},
		{HTML, "", []string{"<h1>Title</h1>", "wall", "film"}, []string{"Subscribe"}},
		{HTML, "-title,-figure", nil, []string{"<h1>", "wall"}},
	} {
		parts, err := ParseParts(c.parts)
		if err != nil {
			t.Fatal(err)
		}
		out, err := Options{Format: c.format, Parts: parts}.Bytes(a)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range c.holds {
			if !strings.Contains(string(out), s) {
				t.Errorf("%s %s lacks %q:\n%s", c.format, c.parts, s, out)
			}
		}
		for _, s := range c.lack {
			if strings.Contains(string(out), s) {
				t.Errorf("%s %s holds %q:\n%s", c.format, c.parts, s, out)
			}
		}
	}
	for _, s := range []string{"caption", "+nothing", "-", "+"} {
		if _, err := ParseParts(s); err == nil {
			t.Errorf("%q was taken", s)
		}
	}
}

func TestCheck(t *testing.T) {
	for name, o := range map[string]Options{
		"format": {Format: "pdf"}, "body": {Body: "rtf"}, "images": {Images: "blur"}, "front matter": {FrontMatter: "toml"}, "parts": {Parts: Parts{"x": true}},
	} {
		if _, err := o.Bytes(&scrape.Article{}); err == nil {
			t.Errorf("an unknown %s was taken", name)
		}
	}
}

func TestDropImages(t *testing.T) {
	a := articleOf(t, allParts)
	a.Images = []scrape.Image{{URL: "https://a.example/i.png"}}
	for _, f := range []Format{Markdown, JSON, HTML} {
		out, err := Options{Format: f, Images: DropImages}.Bytes(a)
		if err != nil || strings.Contains(string(out), "i.png") || !strings.Contains(string(out), "The wall") {
			t.Errorf("%s: %v\n%s", f, err, out)
		}
	}
}

func TestCountWords(t *testing.T) {
	for s, want := range map[string]int{
		"": 0, "one": 1, "one two\nthree": 3, "don’t well-known": 2, "- a | b": 2, "* * *": 0, "1,200 crowns": 2, "naïve Ἀθῆναι": 2,
		"港の委員会": 3, "港 and sea": 3, "한국 말": 2, "\u00a0x\u00a0": 1,
	} {
		if got := countWords([]byte(s)); got != want {
			t.Errorf("%q has %d words, want %d", s, got, want)
		}
	}
}

// letters is s without white space: how words are set apart is the format's
// own affair, their letters are not.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if r < 0x80 && isSpace(byte(r)) {
			return -1
		}
		return r
	}, s)
}

// TestHTMLKeepsTheText holds the HTML body to the tidy tree: the same text and
// the same structure, and nothing in it that a parser would move.
func TestHTMLKeepsTheText(t *testing.T) {
	rng := rand.New(rand.NewPCG(*seed, 5))
	skip := Parts(nil).skipper(HTMLBody)
	none := func(*html.Node) bool { return false }
	for i := range *documents / 4 {
		page := document(rng)
		a := articleOf(t, page)
		out, err := Options{Format: JSONL, Body: HTMLBody}.Bytes(a)
		if err != nil {
			t.Fatal(err)
		}
		var record scrape.Article
		if err := json.Unmarshal(out, &record); err != nil {
			t.Fatal(err)
		}
		tree, back := new(tidier).tidy(a.Content), parseBody(t, record.Body)
		if want, got := letters(visible(tree, skip)), letters(visible(back, none)); want != got {
			t.Fatalf("document %d: %s\npage %q\nHTML\n%s", i, differ(want, got), page, record.Body)
		}
		if diff := cmp.Diff(structure(tree, skip), structure(back, none)); diff != "" {
			t.Fatalf("document %d: %s\npage %q\nHTML\n%s", i, diff, page, record.Body)
		}
	}
}

// TestTextKeepsTheWords holds the text to the tidy tree, markers apart.
func TestTextKeepsTheWords(t *testing.T) {
	rng := rand.New(rand.NewPCG(*seed, 6))
	skip := Parts(nil).skipper(TextBody)
	for i := range *documents / 4 {
		page := document(rng)
		tree := new(tidier).tidy(parseBody(t, page))
		want := plainSigns.Replace(letters(visible(tree, skip)))
		got := plainSigns.Replace(letters(string(renderText(tree, skip, 0, 0))))
		if lost := lostFrom(want, got); lost != "" {
			t.Fatalf("document %d: %q is lost\npage %q\ntext %s", i, lost, page, renderText(tree, skip, 0, 0))
		}
	}
}

// plainSigns takes away the signs of text, and lifted numbers down.
var plainSigns = strings.NewReplacer("-", "", "|", "", "*", "", "↩", "",
	"⁰", "0", "¹", "1", "²", "2", "³", "3", "⁴", "4", "⁵", "5", "⁶", "6", "⁷", "7", "⁸", "8", "⁹", "9",
	"₀", "0", "₁", "1", "₂", "2", "₃", "3", "₄", "4", "₅", "5", "₆", "6", "₇", "7", "₈", "8", "₉", "9", "⁺", "+", "₊", "+", "⁻", "", "₋", "")

// lostFrom is the first piece of want that got, which is want with more between
// (the numbers of lists), does not have; "" if it has all.
func lostFrom(want, got string) string {
	g := []rune(got)
	k := 0
	for i, r := range want {
		for k < len(g) && g[k] != r && strings.ContainsRune("0123456789.[]x ", g[k]) {
			k++
		}
		if k == len(g) || g[k] != r {
			return want[i:min(i+60, len(want))]
		}
		k++
	}
	return ""
}
