package scrape

import "testing"

// TestNobodyWroteIt holds pages that name people and have no author.
func TestNobodyWroteIt(t *testing.T) {
	const body = `<p>The harbour board met in the old customs house on Tuesday, and for three hours it spoke of nothing but the crane, which has stood idle since the autumn storms.</p>
<p>There were eleven people in the room and one stove between them, and when the vote came it was the stove that everybody looked at, for nobody wished to be the first to raise a hand.</p>
<p>In the end the crane stays where it is until the spring, when the board will look at it again and, as it has done for nine years, put the matter off until the next one.</p>`
	pages := map[string]string{
		"a comment":                    `<h1>The crane stays</h1>` + body + `<div class=comments><h3>2 comments</h3><div class=comment><span class=author>Edda Quill</span><p>I was in that room and it was cold.</p></div></div>`,
		"a comment without the class":  `<h1>The crane stays</h1>` + body + `<h3>2 responses</h3><ol><li><b>Edda Quill</b> says:<p>I was in that room and it was cold.</p></li></ol>`,
		"submitted by":                 `<h1>The crane stays</h1><div class=submitted>Submitted by Edda Quill on 7 August 2023</div>` + body,
		"posted by":                    `<h1>The crane stays</h1><p>Posted by Edda Quill, 7 August 2023</p>` + body,
		"related articles":             `<h1>The crane stays</h1>` + body + `<section class=related><h3>More news</h3><article><h4>The ferry goes</h4><span class=byline>By Edda Quill</span></article><article><h4>The lamp is lit</h4><span class=byline>By Liv Holt</span></article></section>`,
		"the next article":             `<h1>The crane stays</h1>` + body + `<div class=card><a href=/ferry>The ferry goes</a><p>by Edda Quill</p></div>`,
		"most read, in front":          `<aside class=most-read><h3>Most read</h3><p>The ferry goes</p><p class=author>Edda Quill</p></aside><main><h1>The crane stays</h1>` + body + `</main>`,
		"a photographer's credit":      `<h1>The crane stays</h1><figure><img src=a.jpg><figcaption>The crane in March. Photo: Edda Quill</figcaption></figure>` + body,
		"a photographer alone":         `<h1>The crane stays</h1><div class=image><img src=a.jpg><span class=photographer>Edda Quill</span></div>` + body,
		"a photographer and an agency": `<h1>The crane stays</h1><figure><img src=a.jpg><figcaption class=caption><span class=author>Edda Quill / Getty Images</span></figcaption></figure>` + body,
		"a photographer's copyright":   `<h1>The crane stays</h1><p class=image-caption>© Edda Quill</p>` + body,
		"a quoted speaker":             `<h1>The crane stays</h1>` + body + `<blockquote><p>I have never seen such a stove in my life, nor such a crane.</p><p>— Edda Quill</p></blockquote><p>Nobody else wished to speak of it, then or later, and the minutes say nothing either.</p>`,
		"a motto in front":             `<h1>The crane stays</h1><blockquote>All things stand still in the end. <cite>Edda Quill</cite></blockquote>` + body,
		"a speaker of the first line":  `<h1>The crane stays</h1><p>Edda Quill, who keeps the stove of the customs house, had warned the board of it in good time and in writing, twice.</p>` + body,
		"an editor's note":             `<h1>The crane stays</h1>` + body + `<p><em>Editor's note: an earlier version of this article had the number of cranes wrong. Edda Quill told us so.</em></p>`,
		"edited by":                    `<h1>The crane stays</h1><p>Edited by Edda Quill</p>` + body,
		"a translator":                 `<h1>The crane stays</h1>` + body + `<p>Translated by Edda Quill</p>`,
		"a paper's rights":             `<h1>The crane stays</h1>` + body + `<footer><p>© 2023 Tidewater Media Ltd. All rights reserved</p></footer>`,
		"a theme's maker":              `<h1>The crane stays</h1>` + body + `<footer><p>Theme by Edda Quill. Powered by Skarre Press</p></footer>`,
		"who designed the site":        `<h1>The crane stays</h1>` + body + `<footer><p>Website by Edda Quill</p></footer>`,
		"who answers for the site":     `<h1>The crane stays</h1>` + body + `<footer><p>Publisher: Edda Quill, 4 Quay Street, Skarre</p></footer>`,
		"a newsletter":                 `<h1>The crane stays</h1>` + body + `<div class=newsletter><h3>Sign up for The Tide</h3><p>A weekly letter by Edda Quill</p><form><input></form></div>`,
		"a podcast's host":             `<h1>The crane stays</h1>` + body + `<div class=promo><h3>Listen</h3><p>Tide Tables, with Edda Quill</p></div>`,
		"a book under review":          `<h1>A stove for eleven</h1><p><i>The Customs House</i> by Edda Quill. Tidewater Books, 212 pp.</p>` + body,
		"a book in the title":          `<h1>Review: The Customs House by Edda Quill</h1>` + body,
		"the guest of a talk":          `<h1>Edda Quill: “The crane stays”</h1>` + body,
		"about whom it is":             `<h1>Edda Quill (1931–2019)</h1>` + body,
		"a tag":                        `<h1>The crane stays</h1>` + body + `<ul class=tags><li><a href=/tag/edda-quill>Edda Quill</a></li><li><a href=/tag/cranes>Cranes</a></li></ul>`,
		"a section":                    `<h1>The crane stays</h1><p class=category><a href=/section/harbour-life>Harbour Life</a></p>` + body,
		"a section and a day":          `<h1>The crane stays</h1><p><a href=/news>Local News</a> | 7 August 2023</p>` + body,
		"a place and a day":            `<h1>The crane stays</h1><p>New Skarre, 7 August 2023</p>` + body,
		"a menu":                       `<nav><ul><li><a href=/authors/edda-quill>Edda Quill</a></li><li><a href=/authors/liv-holt>Liv Holt</a></li></ul></nav><h1>The crane stays</h1>` + body,
		"a list of columnists":         `<h1>The crane stays</h1>` + body + `<div class=columnists><h3>Our columnists</h3><ul><li><a href=/author/edda-quill>Edda Quill</a></li><li><a href=/author/liv-holt>Liv Holt</a></li></ul></div>`,
		"a reader's letter of praise":  `<h1>The crane stays</h1>` + body + `<div class=testimonial><p>The best paper on this coast.</p><span class=author>Edda Quill</span></div>`,
		"a user":                       `<h1>The crane stays</h1><p class=author>by tidewatcher77</p>` + body,
		"the administrator":            `<h1>The crane stays</h1><p class=author>by admin</p>` + body,
		"the site":                     `<h1>The crane stays</h1><p class=author>By Tidewater Post</p>` + body,
		"a sponsor":                    `<h1>The crane stays</h1><p>Sponsored by Quill &amp; Holt</p>` + body,
		"who is to be reached":         `<h1>The crane stays</h1>` + body + `<p>Press contact: Edda Quill, edda@tidewater.example, 555 0147</p>`,
		"who left a place":             `<h1>The crane stays</h1>` + body + `<p>In memory of Edda Quill</p>`,
		"a comment in German":          `<h1>The crane stays</h1>` + body + `<div id=kommentare><h3>Kommentare</h3><p><b>Edda Quill</b> schrieb am 3. Mai:</p><p>Der Kran muss weg.</p></div>`,
		"a comment, by microdata":      `<h1>The crane stays</h1>` + body + `<ol><li itemscope itemprop=comment><span itemprop=author>Edda Quill</span><p itemprop=text>I was in that room and it was cold.</p></li></ol>`,
		"a review, by JSON-LD":         `<script type="application/ld+json">{"@type":"Product","name":"The crane","review":{"@type":"Review","author":{"@type":"Person","name":"Edda Quill"}}}</script><h1>The crane stays</h1>` + body,
		"a comment, by JSON-LD":        `<script type="application/ld+json">{"@type":"NewsArticle","headline":"The crane stays","comment":[{"@type":"Comment","author":{"@type":"Person","name":"Edda Quill"}}]}</script><h1>The crane stays</h1>` + body,
		"the paper, by JSON-LD":        `<script type="application/ld+json">{"@type":"NewsArticle","headline":"The crane stays","author":{"@type":"Organization","name":"Tidewater Post"}}</script><h1>The crane stays</h1>` + body,
		"sent in, in German":           `<h1>The crane stays</h1><p>Eingereicht von Edda Quill am 7. August 2023</p>` + body,
		"a picture below":              `<h1>The crane stays</h1>` + body + `<p>Foto: Edda Quill</p>`,
		"an illustrator":               `<h1>The crane stays</h1><p>Illustration: Edda Quill</p>` + body,
		"a drawer of maps":             `<h1>The crane stays</h1>` + body + `<p>Graphic by Edda Quill</p>`,
		"a film":                       `<h1>The crane stays</h1><p>Video by Edda Quill</p>` + body,
		"who checked it":               `<h1>The crane stays</h1><p>Fact checked by Edda Quill</p>` + body,
		"a doctor who read it":         `<h1>The crane stays</h1><p>Medically reviewed by Edda Quill, MD</p>` + body,
		"who changed it last":          `<h1>The crane stays</h1>` + body + `<p>Last updated by Edda Quill on 7 August 2023</p>`,
		"other articles, in German":    `<h1>The crane stays</h1>` + body + `<div><h3>Das könnte Sie auch interessieren</h3><div class=teaser><h4>Die Fähre fährt</h4><p>Von Edda Quill</p></div><div class=teaser><h4>Das Licht brennt</h4><p>Von Liv Holt</p></div></div>`,
		"other articles, no class":     `<h1>The crane stays</h1>` + body + `<div><div><a href=/1>The ferry goes at last</a><div>Edda Quill</div></div><div><a href=/2>The lamp is lit again</a><div>Liv Holt</div></div></div>`,
		"an evening":                   `<h1>An evening with Edda Quill</h1><p>Friday, 7 August 2023, 8 pm</p>` + body,
		"a list of those who play":     `<h1>The crane stays</h1><p>With Edda Quill, Liv Holt and Jo Tarn</p>` + body,
		"a letter's address":           `<h1>The crane stays</h1><p>Dear Edda Quill,</p>` + body,
		"a dedication":                 `<h1>The crane stays</h1><p><i>For Edda Quill</i></p>` + body,
		"a quotation's source, behind": `<h1>The crane stays</h1>` + body + `<p><i>“Nothing stands as still as a crane.” (Edda Quill)</i></p>`,
		"who owns the picture":         `<h1>The crane stays</h1><div class=wp-caption><img src=a.jpg><p>Edda Quill</p></div>` + body,
		"a subject in bold":            `<h1>The crane stays</h1><p><b>Edda Quill</b> keeps the stove of the customs house. She had warned the board of it in good time and in writing, twice.</p>` + body,
		"a box on somebody":            `<h1>The crane stays</h1>` + body + `<aside><h3>Edda Quill</h3><p>was born in Skarre in 1931 and has kept the stove of the customs house for forty years.</p></aside>`,
		"a shop's maker":               `<h1>The crane stays</h1>` + body + `<div class=product><a href=/shop/1>A print of the crane</a><p>by Edda Quill</p><p>12.00</p></div>`,
	}
	for name, page := range pages {
		t.Run(name, func(t *testing.T) {
			a := mustExtract(t, `<html lang=en><head><title>The crane stays – Tidewater Post</title><meta property="og:site_name" content="Tidewater Post"></head><body>`+page+`</body></html>`)
			if len(a.Authors) > 0 {
				t.Errorf("got %s, from %s", nameList(a.Authors), a.Fields["authors"].Source)
			}
		})
	}
}
