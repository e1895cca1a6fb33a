package scrape

import (
	"strings"
	"testing"
)

const (
	lightText = `<p>The ferry came in at six, an hour late, with nobody on deck and the mail unsorted. I asked the mate what had kept them, and he said that the light on the mole had been out since Tuesday.</p>
<p>Nobody at the harbour office had heard of it. The keeper, who lives above the chandler's, had sent word on the Wednesday; the boy he sent had given the note to the baker, and the baker had wrapped a loaf in it.</p>
<p>So it went to the board, and the board wrote to the ministry, and the ministry wrote back that lights were the business of boards. We have burned a lantern on the end of the wall for nine nights now.</p>`
	lightURL = "https://mole.example/2014/the-light/"
)

// pagedPage is an article's page with something in its head, before, behind and
// far behind its text.
func pagedPage(head, before, behind string) string {
	return `<!DOCTYPE html><html lang="en"><head><title>The light on the mole</title>` + head + `</head><body>
<nav class="menu"><a href="/">Home</a> <a href="/issues/?page=2">Issues</a></nav>
<main><article><h1>The light on the mole</h1><p class="byline">By Sunniva Holt</p>` + before + lightText + behind + `</article></main>
<footer>The Mole, published fortnightly.</footer></body></html>`
}

func onwardOf(t *testing.T, page, url string, c chain) *onward {
	t.Helper()
	p, err := NewPage(Source{URL: url, Body: []byte(page), ContentType: "text/html; charset=utf-8"})
	if err != nil {
		t.Fatal(err)
	}
	r, err := readPage(p, Options{Join: true}, c)
	if err != nil {
		t.Fatal(err)
	}
	return r.onward
}

func TestNextPage(t *testing.T) {
	const article = `<meta property="og:type" content="article">`
	const two = "https://mole.example/2014/the-light/2/"
	for name, tt := range map[string]struct{ head, before, behind, want string }{
		"page links as WordPress writes them":  {"", "", `<div class="page-links">Pages: <span>1</span> <a href="/2014/the-light/2/">2</a> <a href="/2014/the-light/3/">3</a></div>`, two},
		"page links above the text":            {"", `<p class="pages">1 <a href="/2014/the-light/2/">2</a></p>`, "", two},
		"a next page":                          {"", "", `<a class="next" href="2/">Next page »</a>`, two},
		"an arrow with a label":                {"", "", `<a href="2/" aria-label="Next page">›</a>`, two},
		"a picture":                            {"", "", `<p>Page 1 of 3 <a href="2/"><img src="/next.gif" alt="Next page"></a></p>`, two},
		"page 1 of 3":                          {"", "", `<p>Page 1 of 3 | <a href="?page=2">Next</a></p>`, lightURL + "?page=2"},
		"pages that are counted from 0":        {"", "", `<ul class="pager"><li>1</li><li><a href="?page=1">2</a></li><li><a href="?page=2">3</a></li><li><a href="?page=1">next ›</a></li></ul>`, lightURL + "?page=1"},
		"pages with headings":                  {"", "", `<ol><li>Page 1: The ferry</li><li><a href="?page=2">Page 2: The board</a></li></ol>`, lightURL + "?page=2"},
		"German":                               {"", "", `<p>Seite 1 von 2</p><p><a href="seite-2">Nächste Seite</a></p>`, lightURL + "seite-2"},
		"Japanese":                             {"", "", `<p><a href="?page=2">次のページへ</a></p>`, lightURL + "?page=2"},
		"a row of numbers makes a slug a page": {"", "", `<p>1 | <a href="/2014/the-light-2/">2</a></p>`, "https://mole.example/2014/the-light-2/"},
		"the head alone":                       {article + `<link rel="next" href="2/">`, "", "", two},
		"tracking is left off":                 {"", "", `<p>1 <a href="?page=2&amp;utm_source=pager#top">2</a></p>`, lightURL + "?page=2"},

		"the next article in the head":            {article + `<link rel="prev" href="/2014/the-ferry/"><link rel="next" href="/2014/the-lantern/">`, "", "", ""},
		"the next article behind the text":        {article, "", `<nav class="post-navigation"><a rel="prev" href="/2014/the-ferry/">Previous</a> <a rel="next" href="/2014/the-lantern/">Next</a></nav>`, ""},
		"the next article of the same name":       {article + `<link rel="next" href="/2014/the-light-2/">`, "", `<nav><a rel="next" href="/2014/the-light-2/">Weiter »</a></nav>`, ""},
		"the next part of a series":               {article, "", `<p>Page 1 of 2: <a href="/2014/the-light-part-2/">Next page</a></p>`, ""},
		"pages of comments":                       {article, "", `<section id="comments"><h2>Comments</h2><p>What a story, and how true all of it is, if you ask me.</p><p>1 <a href="?page=2">2</a> <a rel="next" href="?page=2">Next</a></p></section>`, ""},
		"pages of comments behind them":           {article, "", `<div class="comment"><p>What a story, and how true all of it is, if you ask me, and nobody does, which is a pity, but I was there on that night and saw the lantern go out with my own two eyes, I did.</p></div><ul class="pager"><li>1</li><li><a href="?page=2">2</a></li></ul>`, ""},
		"pages of comments by their name":         {article, "", `<p><a href="comment-page-2/#comments">Next page</a> <a href="?cpage=2">2</a></p>`, ""},
		"older articles":                          {article, "", `<p><a class="next" href="page/2/">Older posts</a></p>`, ""},
		"a list's pages as WordPress writes them": {article, "", `<div class="wp-pagenavi"><span>1</span> <a href="page/2/">2</a></div>`, ""},
		"a list by its body":                      {`</head><body class="archive category">`, "", `<p>1 <a href="2/">2</a></p>`, ""},
		"a list of articles":                      {"", `<h2><a href="/a">One heading of the list</a></h2><p>A teaser, which says what is to be read.</p><h2><a href="/b">Another heading</a></h2><p>A teaser, which says what is to be read.</p><h2><a href="/c">A third heading</a></h2>`, `<p>1 <a href="?page=2">2</a></p>`, ""},
		"a page of the menu":                      {article, "", `<p><a href="/issues/?page=2">2</a></p>`, ""},
		"another site":                            {article, "", `<p>Page 1 of 2 <a href="https://rat.example/2014/the-light/2/">Next page</a></p>`, ""},
		"another script":                          {article, "", `<p>Page 1 of 2 <a href="javascript:next()">Next page</a> <a href="#page2">2</a></p>`, ""},
		"the page after the next":                 {article, "", `<p><a href="?page=3">3</a></p>`, ""},
		"numbers far below the text":              {article, "", `</article><footer class="footer">` + strings.Repeat("<li>Some other thing of ours</li>", 40) + `<p>1 <a href="?page=2">2</a></p></footer>`, ""},
		"a note's number":                         {article, "", `<p>It was the second time.<a href="?page=2">[12]</a></p>`, ""},
		"a calendar":                              {article, "", `<table><tr><td>1</td><td><a href="/2014/2/">2</a></td></tr></table>`, ""},
		"a picture gallery":                       {article, "", `<p>1 <a href="?photo=2">2</a> <a href="?slide=2">Next</a></p>`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := onwardOf(t, pagedPage(tt.head, tt.before, tt.behind), lightURL, chain{number: 1}); got.next != tt.want {
				t.Errorf("got %q, want %q", got.next, tt.want)
			}
		})
	}
}

func TestPageAfterThat(t *testing.T) {
	page := pagedPage("", "", `<p>Pages: <a href="/2014/the-light/">1</a> 2 <a href="/2014/the-light/3/">3</a> <a href="/2014/the-light/3/">Next</a></p>`)
	c := chain{first: []string{lightURL}, number: 2, own: 2}
	if got := onwardOf(t, page, lightURL+"2/", c); got.next != lightURL+"3/" || !got.sure {
		t.Errorf("got %+v", got)
	}
	last := pagedPage("", "", `<p>Pages: <a href="/2014/the-light/">1</a> <a href="/2014/the-light/2/">2</a> 3</p>`)
	c.number, c.own = 3, 3
	if got := onwardOf(t, last, lightURL+"3/", c); got.next != "" {
		t.Errorf("the last page goes on with %q", got.next)
	}
}

func TestWholeArticle(t *testing.T) {
	const pages = `<p>1 <a href="?page=2">2</a></p>`
	for name, tt := range map[string]struct{ behind, want string }{
		"a word in the address":   {pages + `<a href="?page=all">All</a>`, lightURL + "?page=all"},
		"a promise":               {pages + `<a href="/print/the-light">View as a single page</a>`, "https://mole.example/print/the-light"},
		"a promise in German":     {pages + `<a href="komplettansicht">Auf einer Seite lesen</a>`, lightURL + "komplettansicht"},
		"of an article of a page": {`<a href="?page=all">Single page</a>`, ""},
		"a print view":            {pages + `<a href="?print=1">Print</a>`, ""},
		"of a list":               {pages + `<a href="/issues/all">View all</a> <a href="/issues/9">All pages of this issue</a>`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			if got := onwardOf(t, pagedPage("", "", tt.behind), lightURL, chain{number: 1}); got.whole != tt.want {
				t.Errorf("got %q, want %q", got.whole, tt.want)
			}
		})
	}
}

func TestRuledPages(t *testing.T) {
	set := ruleSet(t, map[string]string{"mole.example.txt": "next_page_link: //a[@class='on']\nsingle_page_link: //a[@class='print']\n"})
	page := pagedPage("", "", `<a class="on" href="/2014/more-of-it">go on</a> <a class="print" href="/print/7">print</a>`)
	p, err := NewPage(Source{URL: lightURL, Body: []byte(page)})
	if err != nil {
		t.Fatal(err)
	}
	r, err := readPage(p, Options{Join: true, Rules: set}, chain{number: 1})
	if err != nil {
		t.Fatal(err)
	}
	if r.next != "https://mole.example/2014/more-of-it" || r.whole != "https://mole.example/print/7" || !r.sure {
		t.Errorf("got %+v", r.onward)
	}
}
