package scrape

import (
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape/content"
)

func TestTitle(t *testing.T) {
	body := "<p>" + strings.Repeat("The board met, talked, and went home again, as boards do. ", 8) + "</p>"
	for name, tt := range map[string]struct{ page, want string }{
		"site name by og:site_name":         {`<title>A wall - The Tide</title><meta property="og:site_name" content="The Tide">`, "A wall"},
		"a dash of the author's stays":      {`<title>A wall - and a half</title><h1>A wall - and a half</h1>`, "A wall - and a half"},
		"no separator rule without a name":  {`<title>Right | Wrong</title>`, "Right | Wrong"},
		"site name by host":                 {`<title>A wall | Periodical</title>`, "A wall"},
		"headline before search engines":    {`<title>Wall 2024: all you need to know | Periodical</title><meta property="og:title" content="The wall moves"><h1>The wall moves</h1>`, "The wall moves"},
		"the logo's h1 is no headline":      {`<title>The wall moves - Periodical</title><h1><a href=/>Periodical</a></h1><h2>The wall moves</h2>`, "The wall moves"},
		"a line where no heading is":        {`<title>Gazette: Rain on the regatta</title><p><b>Rain on the regatta</b></p>`, "Rain on the regatta"},
		"cut by a quotation mark":           {`<title>The wall moves and "nobody knows"</title><meta property="og:title" content="The wall moves and "nobody knows"">`, `The wall moves and "nobody knows"`},
		"a line before sections in Chinese": {`<title>港口夜里亮灯没有人看见_财经_港报网</title><table><tr><td>港口夜里亮灯没有人看见</td></tr></table>`, "港口夜里亮灯没有人看见"},
		"a heading before its sections":     {`<title>港口夜里亮灯没有人看见_财经_港报网</title><h1>港口夜里亮灯没有人看见</h1>`, "港口夜里亮灯没有人看见"},
		"a line before keywords":            {`<title>A wall moves in the night-walls,nights,harbours</title><div>A wall moves in the night</div>`, "A wall moves in the night"},
		"a line of the title's class":       {`<title>The Periodical, periodical.example</title><table><tr><td class="title_big">A wall moves in the night</td></tr></table>`, "A wall moves in the night"},
		"the way to the page is no line":    {`<title>A wall moves - Walls</title><nav><ol><li>A wall moves</li></ol></nav><h2 class="headline">Nobody has seen who moves the wall</h2>`, "Nobody has seen who moves the wall"},
		"who paid for it":                   {`<title>A wall moves - Walls</title><h1><div class="sponsorPanel"><span>Sponsored by</span></div> A wall moves</h1>`, "A wall moves"},
		"a day behind it":                   {`<title>PERIODICAL::: A wall moves / 06.01.12</title><h1>A wall moves&nbsp;<span> 06.01.12&nbsp;08:49</span></h1>`, "A wall moves"},
		"cut for a card":                    {`<title>The wall moves in the night and nobody has seen it | The Weir</title><meta name="twitter:title" content="The wall moves in the night and..."><div><a href="/b"><h2>The wall moves in the night and nobody has seen it</h2></a></div><h1>The wall moves in the night and nobody has seen it</h1>`, "The wall moves in the night and nobody has seen it"},
		"entities":                          {`<title>Bread &amp; roses</title><h1>Bread &amp; roses</h1>`, "Bread & roses"},
		"citation_title":                    {`<title>Journal of Walls - Vol 3</title><meta name="citation_title" content="On walls">`, "On walls"},
		"a catalogue's wording of the page": {`<title>A wall moves | Harbour</title><meta name="dc.title" content="A wall moves | Harbour"><h2>A wall moves</h2>`, "A wall moves"},
		"an application of every page":      {`<title>A wall moves in spring - Weirs</title><meta name="application-name" content="A wall moves in spring"><h1><a href="/a">A wall moves in spring</a></h1>`, "A wall moves in spring"},
		"the name of the site is the title": {`<title>A wall moves | The Weir</title><meta property="og:site_name" content="A wall moves | The Weir"><h2>Many walls</h2><h1>A wall moves</h1>`, "A wall moves"},
		"a headline after many teasers":     {`<title>A wall moves | The Weir</title>` + strings.Repeat(`<h2>More of other walls</h2>`, 12) + `<h1>A wall moves</h1>`, "A wall moves"},
		"a picture that leads to the front": {`<title>Harbour - A wall moves in the night and nobody has seen it</title><a href="/"><img alt="A wall moves in the night and nobody has seen it"></a><h1>Harbour - A wall moves in the night and nobody has seen it</h1>`, "Harbour - A wall moves in the night and nobody has seen it"},
		"how characters are read aloud":     {`<title>壁が動く｜港新聞</title><h1><ruby>壁<rp>(</rp><rt>かべ</rt><rp>)</rp></ruby>が<ruby>動<rt>うご</rt></ruby>く</h1>`, "壁が動く"},
		"soft hyphens and folds":            {"<h1>Hafen&shy;ord\n  nung</h1><title>Hafen&shy;ord nung</title>", "Hafenord nung"},
	} {
		t.Run(name, func(t *testing.T) {
			doc, err := html.Parse(strings.NewReader(tt.page + body))
			if err != nil {
				t.Fatal(err)
			}
			h := readHead(doc)
			sel := content.Find(doc, content.Hints{}, content.Options{})
			if got := titleOf(h, &sel, h.siteNames("https://www.periodical.example/a"), "https://www.periodical.example/a"); got.text != tt.want {
				t.Errorf("got %q (%s), want %q", got.text, got.source, tt.want)
			}
		})
	}
}
