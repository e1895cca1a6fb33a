package rules

import (
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestIssue(t *testing.T) {
	const page = `<html><body><nav><a href="/a">Home</a></nav><h1>The Mole 9, 5 March 2014</h1>
<article><h2><a href="/light">The light</a></h2><a href="/light#comments">3 comments</a></article>
<article><p><img></p><h2><a href="/board">The board</a></h2></article>
<aside><h2><a href="/shop">Shop</a></h2></aside><a class="older" href="?page=2">Older</a></body></html>`
	const rule = `site: mole.example
issue:
  match: '^/issue/'
  number: {from: h1, regex: 'Mole (\d+)'}
  date: {css: h1, regex: ', (.+)$'}
  next_page: a.older
`
	for _, tt := range []struct{ name, rule, address, want string }{
		{"items and links", rule + "  items: {css: article, link: 'h2 a'}\n", "https://mole.example/issue/9", "9|5 March 2014|?page=2|/light /board"},
		{"items alone", rule + "  items: article\n", "https://mole.example/issue/9", "9|5 March 2014|?page=2|/light /board"},
		{"no items", rule, "https://mole.example/issue/9", "9|5 March 2014|?page=2|"},
		{"another path", rule, "https://mole.example/story/9", "none"},
		{"another site", rule, "https://rat.example/issue/9", "none"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := html.Parse(strings.NewReader(page))
			if err != nil {
				t.Fatal(err)
			}
			r := ParseYAML("mole.yaml", []byte(tt.rule))
			if got := problems(r); got != "" {
				t.Fatal(got)
			}
			set := newSet(t, map[string]string{"mole.yaml": tt.rule})
			got := "none"
			if f := set.Issue(doc, tt.address); f != nil {
				var links []string
				for _, n := range f.Links {
					links = append(links, attr(n, "href"))
				}
				got = f.Number.Text + "|" + f.Date.Text + "|" + f.NextPage + "|" + strings.Join(links, " ")
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// What a contents page does not have is named.
func TestIssueThatFindsNothing(t *testing.T) {
	doc, err := html.Parse(strings.NewReader("<h1>Nine</h1>"))
	if err != nil {
		t.Fatal(err)
	}
	f := newSet(t, map[string]string{"mole.yaml": "site: mole.example\nissue: {number: {css: h1, regex: '\\d+'}, date: h1, items: article}"}).Issue(doc, "https://mole.example/9")
	var got []string
	for _, p := range f.Problems {
		got = append(got, p.Reason)
	}
	if want := "the issue's number found nothing on this page|the issue's items found nothing on this page"; strings.Join(got, "|") != want {
		t.Errorf("got %q", got)
	}
}
