package scrape

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// shelfOf is a site that holds pages by their addresses.
type shelfOf map[string]string

func (s shelfOf) open(_ context.Context, j Job) (Source, error) {
	body, ok := s[j.URL]
	if !ok {
		return Source{}, errors.New(j.URL + ": no such page")
	}
	url := j.URL
	if to, ok := strings.CutPrefix(body, "to "); ok {
		url, body = to, s[to]
	}
	return Source{URL: url, Body: []byte(body), ContentType: "text/html; charset=utf-8", Provenance: Provenance{RequestedURL: j.URL, FinalURL: url, Status: 200}}, nil
}

func (s shelfOf) read(t *testing.T, url string) *Article {
	t.Helper()
	c := &Crawler{Open: s.open, Options: Options{Join: true}}
	a, err := c.Read(t.Context(), Job{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// part is a page of an article: n of what its text says, links behind it.
func part(title, text, links string) string {
	return `<!DOCTYPE html><html lang="en"><head><title>` + title + `</title></head><body><nav><a href="/">Home</a></nav>
<main><article><h1>` + title + `</h1><p class="standfirst">Why the ferry was late, and who knew of it.</p><p class="byline">By Sunniva Holt</p>` + text +
		`</article><div class="pages">` + links + `</div></main><footer>The Mole, published fortnightly.</footer></body></html>`
}

const (
	ferryText = `<p>The ferry came in at six, an hour late, with nobody on deck and the mail unsorted. I asked the mate what had kept them, and he said it was the light.</p>
<p>Nobody at the harbour office had heard of it. The keeper, who lives above the chandler's, had sent word on the Wednesday; the boy had given the note to the baker.</p>`
	boardText = `<p>So it went to the board, and the board wrote to the ministry, and the ministry wrote back that lights were the business of boards, as they had always been.</p>
<p>We have burned a lantern on the end of the wall for nine nights now, and it does well enough, says the mate, who has seen worse in other harbours than ours.</p>`
	oilText = `<p>The oil is paid for by the parish until Easter. After that nobody knows, and the ministry, asked by letter, has answered that oil is the business of parishes.</p>
<p>The lamp itself is on order from a firm in the north, which makes them in spring, when the ice has gone, and sends them by the ferry that they are meant for.</p>`
)

func paragraphs(a *Article) []string {
	var all []string
	for c := a.Content.FirstChild; c != nil; c = c.NextSibling {
		text := oneLine(textOf(c))
		all = append(all, c.Data+" "+text[:min(len(text), 20)])
	}
	return all
}

func TestJoin(t *testing.T) {
	const url = "https://mole.example/light"
	const note = `<p><em>Sunniva Holt keeps the harbour books and has written of tides for this paper since it began.</em></p>`
	three := []string{"p The ferry came in at", "p Nobody at the harbou", "p So it went to the bo", "p We have burned a lan", "p The oil is paid for ", "p The lamp itself is o"}
	for name, tt := range map[string]struct {
		site  shelfOf
		want  []string
		pages []string
	}{
		"three pages": {shelfOf{
			url:             part("The light", ferryText, `1 <a href="?page=2">2</a> <a href="?page=3">3</a>`),
			url + "?page=2": part("The light", boardText, `<a href="/light">1</a> 2 <a href="?page=3">3</a>`),
			url + "?page=3": part("The light", oilText, `<a href="/light">1</a> <a href="?page=2">2</a> 3`),
		}, three, []string{url, url + "?page=2", url + "?page=3"}},
		"pages counted from 0": {shelfOf{
			url:             part("The light", ferryText, `<ul><li>1</li><li><a href="?page=1">2</a></li><li><a href="?page=2">3</a></li><li><a href="?page=1">next</a></li></ul>`),
			url + "?page=1": part("The light", boardText, `<ul><li><a href="/light">1</a></li><li>2</li><li><a href="?page=2">3</a></li><li><a href="?page=2">next</a></li></ul>`),
			url + "?page=2": part("The light", oilText, `<ul><li><a href="/light">1</a></li><li><a href="?page=1">2</a></li><li>3</li></ul>`),
		}, three, []string{url, url + "?page=1", url + "?page=2"}},
		"a note on the author below each": {shelfOf{
			url:             part("The light", ferryText+note, `1 <a href="?page=2">2</a>`),
			url + "?page=2": part("The light", boardText+note, `<a href="/light">1</a> 2`),
		}, append(three[:4:4], "p Sunniva Holt keeps t"), []string{url, url + "?page=2"}},
		"a page with a heading of its own": {shelfOf{
			url:             part("The light", ferryText, `1 <a href="?page=2">2</a>`),
			url + "?page=2": part("The oil", oilText, `<a href="/light">1</a> 2`),
		}, append(three[:2:2], "h2 The oil", three[4], three[5]), []string{url, url + "?page=2"}},
		"the page says its number in the headline": {shelfOf{
			url:             part("The light", ferryText, `1 <a href="?page=2">2</a>`),
			url + "?page=2": part("The light (page 2)", boardText, `<a href="/light">1</a> 2`),
		}, three[:4], []string{url, url + "?page=2"}},
		"another article behind the link": {shelfOf{
			url:        part("The light", ferryText, `<a class="next" href="/light/2">Next</a>`),
			url + "/2": part("Minutes that nobody took", boardText, ""),
		}, three[:2], nil},
		"a page that sends back": {shelfOf{
			url:             part("The light", ferryText, `1 <a href="?page=2">2</a>`),
			url + "?page=2": "to " + url,
		}, three[:2], nil},
		"the same text again": {shelfOf{
			url:             part("The light", ferryText, `1 <a href="?page=2">2</a>`),
			url + "?page=2": part("The light", ferryText, `1 2 <a href="?page=3">3</a>`),
		}, three[:2], nil},
		"pages in a circle": {shelfOf{
			url:             part("The light", ferryText, `1 <a href="?page=2">2</a>`),
			url + "?page=2": part("The light", boardText, `2 <a href="?page=2">3</a> <a href="/light">Next</a>`),
		}, three[:4], []string{url, url + "?page=2"}},
		"all on one page": {shelfOf{
			url:               part("The light", ferryText, `1 <a href="?page=2">2</a> <a href="?page=all">On one page</a>`),
			url + "?page=all": part("The light", ferryText+boardText+oilText, ""),
		}, three, []string{url, url + "?page=all"}},
		"a promise of all that is the first page again": {shelfOf{
			url:               part("The light", ferryText, `1 <a href="?page=2">2</a> <a href="?page=all">On one page</a>`),
			url + "?page=all": part("The light", ferryText, `1 <a href="?page=2">2</a> <a href="?page=all">On one page</a>`),
			url + "?page=2":   part("The light", boardText, `<a href="/light">1</a> 2`),
		}, three[:4], []string{url, url + "?page=2"}},
		"a page alone": {shelfOf{url: part("The light", ferryText, "")}, three[:2], nil},
	} {
		t.Run(name, func(t *testing.T) {
			a := tt.site.read(t, url)
			if diff := cmp.Diff(tt.want, paragraphs(a)); diff != "" {
				t.Error(diff)
			}
			var pages []string
			for _, p := range a.Provenance.Pages {
				pages = append(pages, p.URL)
				if p.Status != 200 || len(p.SHA256) != 64 {
					t.Errorf("got %+v", p)
				}
			}
			if diff := cmp.Diff(tt.pages, pages); diff != "" {
				t.Error(diff)
			}
			if a.Title != "The light" || a.Source != url || len(a.Missing) > 0 || a.Subtitle == "" {
				t.Errorf("title %q, source %q, subtitle %q, missing %v", a.Title, a.Source, a.Subtitle, a.Missing)
			}
		})
	}
}

func TestJoinOff(t *testing.T) {
	site := shelfOf{"https://mole.example/light": part("The light", ferryText, `1 <a href="?page=2">2</a>`)}
	c := &Crawler{Open: site.open}
	a, err := c.Read(t.Context(), Job{URL: "https://mole.example/light"})
	if err != nil || len(a.Missing) > 0 || len(a.Warnings) > 0 {
		t.Errorf("%v: missing %v, warnings %q", err, a.Missing, a.Warnings)
	}
}

func TestMissingPages(t *testing.T) {
	const url = "https://mole.example/light"
	first := part("The light", ferryText, `1 <a href="?page=2">2</a> <a href="?page=3">3</a>`)
	for name, tt := range map[string]struct {
		site    shelfOf
		warning string
	}{
		"the second":   {shelfOf{url: first}, "pages-missing: page 2, " + url + "?page=2, could not be read: no such page"},
		"the third":    {shelfOf{url: first, url + "?page=2": part("The light", boardText, `<a href="/light">1</a> 2 <a href="?page=3">3</a>`)}, "pages-missing: page 3, " + url + "?page=3, could not be read: no such page"},
		"another host": {shelfOf{url: first, url + "?page=2": "to https://rat.example/login", "https://rat.example/login": first}, "pages-missing: page 2, " + url + "?page=2, could not be read: it leads to another host"},
	} {
		t.Run(name, func(t *testing.T) {
			a := tt.site.read(t, url)
			if len(a.Missing) != 1 || len(a.Warnings) != 1 || a.Warnings[0] != tt.warning {
				t.Errorf("missing %v, warnings %q, want %q", a.Missing, a.Warnings, tt.warning)
			}
			if !strings.HasPrefix(bodyText(a), "The ferry came in") {
				t.Error("the first page is lost")
			}
		})
	}
}

func TestPagesWithoutEnd(t *testing.T) {
	const url = "https://mole.example/light"
	asked := 0
	c := &Crawler{Options: Options{Join: true}, Open: func(_ context.Context, j Job) (Source, error) {
		asked++
		links := fmt.Sprintf(`Page %d of 200 <a href="/light?page=%d">Next page</a>`, asked, asked+1)
		body := part("The light", fmt.Sprintf("<p>Night %d of the watch.</p>", asked)+ferryText, links)
		return Source{URL: j.URL, Body: []byte(body), ContentType: "text/html"}, nil
	}}
	a, err := c.Read(t.Context(), Job{URL: url})
	if err != nil {
		t.Fatal(err)
	}
	if asked != maxPages || len(a.Missing) != 1 || a.Missing[0].Number != maxPages+1 {
		t.Errorf("%d pages were asked for, missing %v", asked, a.Missing)
	}
}

func TestJoinedNotes(t *testing.T) {
	const url = "https://mole.example/light"
	noted := func(text, note string) string {
		return strings.Replace(text, "</p>", ` <a href="#n1" id="r1">[1]</a></p>`, 1) + `<p id="n1">` + note + ` <a href="#r1">back</a></p>`
	}
	a := shelfOf{
		url:             part("The light", noted(ferryText, "1. The mate's own words, on the deck, at six."), `1 <a href="?page=2">2</a>`),
		url + "?page=2": part("The light", noted(boardText, "1. Letter of the ministry, the third of March."), `<a href="/light">1</a> 2`),
	}.read(t, url)
	out := render(t, a.Content)
	for _, id := range []string{"n1", "p2-n1"} {
		if strings.Count(out, `id="`+id+`"`) != 1 || strings.Count(out, `href="#`+id+`"`) != 1 {
			t.Errorf("%s is not one place with one link to it:\n%s", id, out)
		}
	}
}

func TestJoinACopy(t *testing.T) {
	const copied = "https://web.archive.org/web/20140305060000/"
	const url = "https://mole.example/light"
	a := shelfOf{
		copied + url:             part("The light", ferryText, `1 <a href="/web/20140305060000/`+url+`?page=2">2</a>`),
		copied + url + "?page=2": part("The light", boardText, `1 2`),
	}.read(t, copied+url)
	if len(a.Provenance.Pages) != 2 || a.Provenance.Pages[1].URL != copied+url+"?page=2" || a.Source != url {
		t.Errorf("source %s, pages %+v, warnings %q", a.Source, a.Provenance.Pages, a.Warnings)
	}
}

func TestJoinEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	c := &Crawler{Options: Options{Join: true}, Open: func(_ context.Context, j Job) (Source, error) {
		if j.Part > 0 {
			cancel()
			return Source{}, ctx.Err()
		}
		return Source{URL: j.URL, Body: []byte(part("The light", ferryText, `1 <a href="?page=2">2</a>`)), ContentType: "text/html"}, nil
	}}
	if a, err := c.Read(ctx, Job{URL: "https://mole.example/light"}); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, %v", a, err)
	}
}

func TestPagerLine(t *testing.T) {
	for s, want := range map[string]bool{
		"1 2 3 Next": true, "Page 2 of 3": true, "Seite 1 von 2": true, "« 1 | 2 | 3 »": true, "Next page »": true, "1/3": true, "次のページ": true,
		"": false, "1": false, "1914": false, "1914 1918": false, "Chapter 2": false, "Page": false, "The next page turned.": false, "—": false, "* * *": false, "3 of the 12 left.": false,
	} {
		if got := pagerLine(s); got != want {
			t.Errorf("%q: got %v, want %v", s, got, want)
		}
	}
}
