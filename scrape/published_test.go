package scrape

import (
	"strings"
	"testing"
)

// TestDatesOfPages reads the day of pages that say it in one place each.
func TestDatesOfPages(t *testing.T) {
	teasers := func(days ...string) string {
		var b strings.Builder
		for _, d := range days {
			b.WriteString(`<li><a href="/other"><span class="ticker-item-date">` + d + `</span> Another harbour</a></li>`)
		}
		return "<ul>" + b.String() + "</ul>"
	}
	for _, tt := range []struct {
		name, lang, head, top, below, foot, want string
	}{
		{name: "nothing", want: ""},
		{name: "no machine's <time>", below: `<p class="entry-meta"><time class="entry-time">6. November 2023</time> | <span class="comments-link"><a href="#c">3 Comments</a></span></p>`, want: "2023-11-06"},
		{name: "within a link to the comments", below: `<p class="entry-meta"><span class="entry-comments-link-hide"><time class="entry-time">6 November 2023</time></span></p>`, want: "2023-11-06"},
		{name: "a byline with its day among other facts", below: `<p>On behalf of the Harbour Board | Apr 21, 2017 | Moles and other works of stone</p>`, want: "2017-04-21"},
		{name: "the moment of the last change hidden in the byline", below: `<div class="meta"><span class="vcard"><span class="fn"><a href="/a" rel="author">Edda Quill</a></span></span><span class="updated snippet-hidden">2022-12-27T10:10:52+01:00</span><span>25. Dezember 2022</span><span class="sep">|</span></div>`, want: "2022-12-25"},
		{name: "the label in a box of its own", below: `<div class="facts"><div>Posted on</div><div>Jan 13, 2025</div></div>`, want: "2025-01-13"},
		{name: "who made it and when it appeared", foot: `<div class="byline-tile"><span>erstellt von Edda —</span> <span>veröffentlicht</span> 28.01.2022 06:00</div>`, want: "2022-01-28"},
		{name: "a German sentence with the verb behind", foot: `<footer class="entry-meta">Dieser Beitrag wurde am <time>04.02.2020</time> von eq in Hafen, Mole, Licht veröffentlicht.</footer>`, want: "2020-02-04"},
		{name: "the article's own footer", foot: `<footer class="entry-meta"><a href="/x"><time class="entry-date" datetime="2020-02-04T14:15:08+01:00">Permalink</time></a></footer>`, want: "2020-02-04T14:15:08+01:00"},
		{name: "an agency's line with a clock", foot: `<div>© hpa-News | Photo: Mole | 07.11.2023 08:03</div>`, want: "2023-11-07"},
		{name: "a year of copyright", foot: `<div>© 7 November 2023 Harbour Press</div>`, want: ""},
		{name: "a line in Chinese above the headline", top: `<div class="line">发布时间：2022-02-13 04:22:18 来源：港口日报</div>`, want: "2022-02-13"},
		{name: "an element of scripts", below: `<p><relative-time datetime="2020-07-07T12:10:51Z">on Jul 7</relative-time></p>`, want: "2020-07-07T12:10:51Z"},
		{name: "the end of <title>", head: `<title>The dredger has gone – The Mole – 13.06.2023</title>`, want: "2023-06-13"},
		{name: "a day in the midst of <title>", head: `<title>What 13.06.2023 was like in the harbour</title>`, want: ""},
		{name: "the clock of the masthead", top: `<div class="current-date">Sat, 19 Oct 2019</div>`, below: `<div class="x"><div>Fri, 18 October 2019</div></div>`, want: "2019-10-18"},
		{name: "a ticker of other articles above", top: teasers("[ November 28, 2025 ]", "[ November 26, 2025 ]", "[ November 20, 2025 ]"), below: `<div class="facts"><span class="day">June 3, 2024</span></div>`, want: "2024-06-03"},
		{name: "the same moment in the zone of the place", head: `<script type="application/ld+json">{"@type":"NewsArticle","headline":"The dredger has gone","datePublished":"2025-12-18T23:25:38Z"}</script>`, below: `<p><time datetime="2025-12-19T04:25:38+05:00">Yesterday</time></p>`, want: "2025-12-19T04:25:38+05:00"},
		{name: "the moment of a printed day", below: `<p class="date">5 March 2019</p>`, foot: `<p><time datetime="2019-03-05T08:15:11+09:00">morning</time></p>`, want: "2019-03-05T08:15:11+09:00"},
		{name: "items of other articles", foot: `<ul><li itemprop="datePublished">December 16, 2025</li><li itemprop="datePublished">December 11, 2025</li></ul>`, below: `<p>November 13, 2024</p>`, want: "2024-11-13"},
		{name: "the times of other articles behind", head: `<title>The dredger has gone – The Mole – 13.06.2023</title>`, foot: `<ul class="related"><li><a href="/a">Of other boats <time>27.02.2016</time></a></li><li><a href="/b">And of ships <time>21.12.2021</time></a></li><li><a href="/c">And of a raft <time>07.05.2021</time></a></li></ul>`, want: "2023-06-13"},
		{name: "two days in one line", below: `<div class="row">Sehernur Karsu Yılmazoğlu | 05.04.2025 - Güncelleme : 06.04.2025</div>`, want: "2025-04-05"},
		{name: "two lists, one with its label", below: `<div class="entry-facts"><div>Erschienen am</div><div>15.12.2022</div></div>`, top: `<aside><p class="teaser-date">16.11.2022</p><p class="teaser-date">10.08.2022</p></aside>`, want: "2022-12-15"},
		{name: "the order of the page's other dates", below: `<p class="date">01/12/2025 at 6:49 pm</p>`, foot: `<p class="answer">28/11/2025 at 7:07 pm</p>`, want: "2025-12-01"},
		{name: "that order against the custom of the language", lang: "en-US", below: `<p class="date">01/12/2025 at 6:49 pm</p>`, foot: `<p class="answer">28/11/2025 at 7:07 pm</p>`, want: "2025-12-01"},
		{name: "a <time> of the last change", below: `<time datetime="2025-12-17" class="byline-pubdate">Last updated: Dec 17, 2025</time>`, head: `<script>start({publishedDate: '2025-12-01'})</script>`, want: "2025-12-01"},
		{name: "a counter's script", head: `<script>var page = {"type": "article", "content_date_published": "2023-10-31"};</script>`, want: "2023-10-31"},
		{name: "a state in a string", head: `<script>push("{\"publishedAt\":\"2023-10-31T10:00:00Z\"}")</script>`, want: "2023-10-31T10:00:00Z"},
		{name: "a script that does not quote its keys", head: `<script>start({slug: "x", publishedDate: '2019-08-16'})</script>`, want: "2019-08-16"},
		{name: "a script of several articles", head: `<script>start([{publishedDate: '2019-08-16'}, {publishedDate: '2020-08-16'}])</script>`, want: ""},
		{name: "other days of scripts", head: `<script>start({unpublishedDate: '2019-08-16', published: true, publisher: "2019-08-16", createdAt: "2019-08-16"})</script>`, want: ""},
		{name: "the masthead's today", top: `<div class="masthead"><a href="/">The Mole</a> <span class="today">Monday 23 November 2020</span></div>`, want: ""},
		{name: "a change before the publication", below: `<p class="meta">Updated 4 May 2020, published 2 May 2020</p>`, want: "2020-05-02"},
		{name: "a change behind the publication", below: `<p class="meta">2 May 2020 (updated 4 May 2020)</p>`, want: "2020-05-02"},
		{name: "a post of another site in the text", foot: `<blockquote class="post"><p>The dredger!</p><time datetime="2011-04-05T10:00:00Z">5 April 2011</time></blockquote>`, want: ""},
		{name: "since when a member", below: `<div class="meta">Join date: 5 April 2011</div>`, want: ""},
		{name: "a sentence in a sidebar", top: `<aside><p>Dieser Beitrag wurde am 4. Februar 2020 um 10:11 Uhr veröffentlicht.</p></aside>`, lang: "de", want: "2020-02-04"},
		{name: "a sentence in Chinese", lang: "zh", foot: `<div class="x">本文由 港口 于2022年2月13日发表</div>`, want: "2022-02-13"},
		{name: "a link to the comments named after them", below: `<p class="comments-meta"><span>6 November 2023</span> <a href="#c">3 Comments</a></p>`, want: "2023-11-06"},
		{name: "JSON-LD in a framework's <meta>", head: `<title>The dredger has gone</title><meta name="script:ld+json" content='{"@type":"NewsArticle","headline":"The dredger has gone","datePublished":"2021-03-04"}'>`, want: "2021-03-04"},
		{name: "numbers of the head as the page prints them", head: `<title>The dredger has gone</title><meta property="article:published_time" content="05/10/2017">`, lang: "en", below: `<p class="date">5 October 2017</p>`, want: "2017-10-05"},
		{name: "what readers see before what scripts say", head: `<script>start({publishedDate: '2019-08-16'})</script>`, below: `<p class="date">17 August 2019</p>`, want: "2019-08-17"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := `<!DOCTYPE html><html lang="` + first(tt.lang, "en") + `"><head>` + first(tt.head, "<title>The dredger has gone</title>") + `</head><body>` + tt.top + `<article><header><h1>The dredger has gone</h1>` + tt.below + `</header><p>` + strings.Join(lines, "</p><p>") + "</p>" + tt.foot + `</article></body></html>`
			if a := mustExtractAt(t, "https://mole.example/dredger", page); a.Date != tt.want {
				t.Errorf("got %q from %+v, want %q", a.Date, a.Fields["date"], tt.want)
			}
		})
	}
}

// TestDisputedDate is less sure of a day that readers do not see, where they see
// another.
func TestDisputedDate(t *testing.T) {
	page := func(printed string) string {
		return `<!DOCTYPE html><html lang="en"><head><title>The dredger has gone</title><script type="application/ld+json">{"@type":"NewsArticle","headline":"The dredger has gone","datePublished":"2019-03-05"}</script></head><body><article><h1>The dredger has gone</h1><p class="date">` + printed + `</p><p>` + strings.Join(lines, "</p><p>") + "</p></article></body></html>"
	}
	if f := mustExtractAt(t, "https://mole.example/dredger", page("5 March 2019")).Fields["date"]; f.Confidence < .9 {
		t.Errorf("the same day: %+v", f)
	}
	a := mustExtractAt(t, "https://mole.example/dredger", page("6 March 2019"))
	if f := a.Fields["date"]; f.Confidence > disputedSure {
		t.Errorf("another day: %+v", f)
	}
}

// TestThread finds the day of a thread's first post, and none of its answers.
func TestThread(t *testing.T) {
	post := func(user, day, text string) string {
		return `<div class="post"><div class="user"><b>` + user + `</b><div>Posts: 112</div></div><div class="when">` + day + `</div><div class="text"><p>` + text + `</p></div></div>`
	}
	page := `<!DOCTYPE html><html lang="en"><head><title>The dredger has gone</title></head><body><h1>The dredger has gone</h1>` +
		post("ferryman", "Mar 05, 2019 8:15 am", strings.Join(lines[:3], " ")) + post("keeper", "Mar 07, 2019 9:20 pm", strings.Join(lines[1:4], " ")) + `</body></html>`
	a := mustExtractAt(t, "https://mole.example/viewtopic?t=9", page)
	if len(a.Date) < 10 || a.Date[:10] != "2019-03-05" {
		t.Errorf("got %q from %+v", a.Date, a.Fields["date"])
	}
}
