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
