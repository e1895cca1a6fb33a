package scrape

import (
	"strings"
	"testing"
)

// datelessPages are pages that say nowhere when their article appeared, each
// with a date that tempts. %s stands for the paragraphs of the article.
var datelessPages = map[string]string{
	"a copyright notice":             `<h1>The crane stays</h1>%s<footer>© 2011–2019 Tidewater Post</footer>`,
	"the day above a masthead":       `<header><div class="today">Tuesday, 14 May 2019</div><a href="/">Tidewater Post</a></header><h1>The crane stays</h1>%s`,
	"a fair that the text announces": `<h1>The crane stays</h1>%s<p>The fair opens on 3 June 2019 at the old customs house, and the crane will be lit from below until midnight.</p>`,
	"a deed in the first sentence":   `<h1>The crane stays</h1><p>On 4 March 1921 the harbour board bought a crane from a yard in Leith, and nobody has moved it since then.</p>%s`,
	"dates of comments":              `<h1>The crane stays</h1>%s<section class="comments"><h2>Comments</h2><div class="comment"><b>tern</b> <time datetime="2018-02-03T10:00:00Z">3 February 2018</time><p>Good.</p></div><div class="comment"><b>gull</b> <time datetime="2018-02-05T11:00:00Z">5 February 2018</time><p>It rusts.</p></div></section>`,
	"teasers of other articles":      `<h1>The crane stays</h1>%s<aside><h3>More</h3><ul><li><a href="/a">The ferry stops</a> <span class="date">12 April 2019</span></li><li><a href="/b">The fog horn</a> <span class="date">9 April 2019</span></li></ul></aside>`,
	"a calendar":                     `<aside><table class="calendar"><caption>May 2019</caption><tr><td>1</td><td>2</td><td>3</td></tr></table></aside><h1>The crane stays</h1>%s`,
	"an archive's months":            `<h1>The crane stays</h1>%s<aside class="archive"><h3>Archive</h3><ul><li><a href="/2019/05">May 2019</a></li><li><a href="/2019/04">April 2019</a></li></ul></aside>`,
	"when the site was founded":      `<h1>The crane stays</h1>%s<footer><p>Founded on 2 January 1923. Registered charity 1123581.</p></footer>`,
	"a birthday":                     `<h1>The crane stays</h1>%s<p class="bio">Edda Quill was born on 12 May 1950 in Port Ellery and keeps bees.</p>`,
	"pictures' addresses":            `<h1>The crane stays</h1><img src="/uploads/2017/08/crane-20170812.jpg" alt="The crane">%s`,
	"scripts that know the day":      `<script>var now = "2019-05-14T10:22:00Z"; var config = {"buildDate":"2019-05-13"};</script><h1>The crane stays</h1>%s`,
	"the site's own JSON-LD":         `<script type="application/ld+json">{"@type":"WebSite","name":"Tidewater Post","dateModified":"2019-05-14"}</script><h1>The crane stays</h1>%s`,
	"a product's release":            `<h1>The crane stays</h1>%s<p>Version 2.4.11 of the tide table, released 1/2/19, is on sale at the harbour office.</p>`,
	"a telephone number":             `<h1>The crane stays</h1>%s<p>Ring the board on 2019-05-14 or write to Box 12.</p>`,
	"an offer's end":                 `<h1>The crane stays</h1>%s<div class="promo">Subscribe before 31 May 2019 and save half.</div>`,
	"rights of a picture":            `<h1>The crane stays</h1><figure><img src="/c.jpg" alt=""><figcaption>The crane on 6 July 1964. Photo: Harbour Archive</figcaption></figure>%s`,
	"notes with dates":               `<h1>The crane stays</h1>%s<ol class="notes"><li>Harbour Board, minutes of 9 October 1931.</li><li>The Ellery Packet, 12 October 1931, p. 3.</li></ol>`,
	"a licence":                      `<h1>The crane stays</h1>%s<p class="licence">This text is under the licence of 25 November 2013, version 4.0.</p>`,
	"opening hours":                  `<h1>The crane stays</h1>%s<footer>The office is open Monday to Friday from 10:00 to 14:30, from 1 March to 31 October.</footer>`,
	"the policy's day":               `<h1>The crane stays</h1>%s<footer><a href="/privacy">Privacy policy</a> (last updated 25 May 2018)</footer>`,
	"next events":                    `<aside class="events"><h3>Events</h3><ul><li><span class="date">3 June 2019</span> Lantern walk</li><li><span class="date">9 June 2019</span> Bell ringing</li></ul></aside><h1>The crane stays</h1>%s`,
	"when a member joined":           `<h1>The crane stays</h1><div class="user">tern, member since 4 May 2009</div>%s`,
	"years that are a life":          `<h1>Jonas Tarn (1921–1999)</h1>%s`,
	"a day of the year in the title": `<h1>What happened on 9 October</h1>%s`,
	"an interval of the weather":     `<header><div class="weather">14 May: 12°C, wind SW 4</div></header><h1>The crane stays</h1>%s`,
}

// TestDatelessPages holds the pages that get a date, all of them false, to one
// in ten.
func TestDatelessPages(t *testing.T) {
	paragraphs := `<p>The board met in the old customs house and heard the engineer, who said that the crane would stand for another forty years if somebody painted it.</p>
<p>Nobody could say whose it was. The clerk read out the inventory, in which it does not occur, and the chairman asked for tea and a cloth for the window.</p>
<p>In the end they resolved to leave it where it is, and to ask the painters for a price. The gulls that nest in its cabin were not asked at all.</p>`
	dated := 0
	for name, page := range datelessPages {
		a := mustExtractAt(t, "https://tidewater.example/crane", `<html lang="en"><head><title>The crane stays</title></head><body>`+strings.Replace(page, "%s", paragraphs, 1)+`</body></html>`)
		if a.Issued != "" {
			dated++
			t.Logf("%s: %s from %s (%q)", name, a.Issued, a.DateSource, a.DateRaw)
		}
	}
	if dated*10 > len(datelessPages) {
		t.Errorf("%d of %d pages without a date have one", dated, len(datelessPages))
	}
}

// TestDatedLines holds lines that do say when a text appeared, though they are
// sentences or hold words of the site's terms.
func TestDatedLines(t *testing.T) {
	for _, line := range []string{
		"This article appeared in The Packet on 3 May 2014.", "Taken from The Packet, 3 May 2014.", "Reprinted from the Packet of 3 May 2014.",
		"Written in Port Ellery on 3 May 2014.", "Privacy, 3 May 2014", "Cookie Monroe, 3 May 2014", "Edda Quill, Port Ellery harbour office, 3 May 2014.",
	} {
		for _, page := range []string{"<p>" + line + "</p>" + strings.Repeat(ldParagraph, 3), strings.Repeat(ldParagraph, 3) + "<p>" + line + "</p>"} {
			a := mustExtract(t, `<html lang="en"><head><title>The crane stays</title></head><body><h1>The crane stays</h1>`+page+`</body></html>`)
			if a.Issued != "2014-05-03" {
				t.Errorf("%s: got %q", line, a.Issued)
			}
		}
	}
}
