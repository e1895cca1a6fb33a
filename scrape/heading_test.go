package scrape

import "testing"

func TestKicker(t *testing.T) {
	for _, tt := range []struct{ name, heading, title, kicker string }{
		{"named", `<h1><span class="kicker">Harbour:</span> <span class="headline">The light on the mole</span></h1>`, "The light on the mole", "Harbour"},
		{"none", `<h1>The light on the mole</h1>`, "The light on the mole", ""},
		{"small in front", `<h1 itemprop="headline"><small>Harbour</small><br>The light on the mole</h1>`, "The light on the mole", "Harbour"},
		{"emphasis", `<h1>The light on the <em>mole</em></h1>`, "The light on the mole", ""},
		{"a mark for those who hear it", `<h1><span class="h5">Harbour</span><span class="unseen"> – </span><span class="big">The light on the mole</span></h1>`, "The light on the mole", "Harbour"},
		{"a style in the middle", `<h1><style>.x{}</style><div><span class="x">Harbour</span><span class="y">:</span> <b>The light on the mole</b></div></h1>`, "The light on the mole", "Harbour"},
		{"a subtitle that comes first", `<h1><span class="subtitle">Harbour</span> The light on the mole</h1>`, "The light on the mole", "Harbour"},
		{"the head says both", `<meta property="og:title" content="Harbour: The light on the mole"><h1><span class="kicker">Harbour</span>: <span class="headline">The light on the mole</span></h1>`, "The light on the mole", "Harbour"},
		{"a date in front", `<h1><time class="day">5 March 2014</time> <span class="t">The light on the mole</span></h1>`, "The light on the mole", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			page := `<!DOCTYPE html><html lang="en"><head><title>The light on the mole | The Tidewater</title><meta property="og:site_name" content="The Tidewater"></head><body><main><article>` + tt.heading + lightText + `</article></main></body></html>`
			p, err := NewPage(Source{URL: "https://tidewater.example/a", Body: []byte(page), ContentType: "text/html; charset=utf-8"})
			if err != nil {
				t.Fatal(err)
			}
			a, err := Extract(p, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if a.Title != tt.title || a.Kicker != tt.kicker {
				t.Errorf("got %q and %q", a.Kicker, a.Title)
			}
			if text := textOf(a.Content); text[:min(len(text), 40)] != "The ferry came in at six, an hour late, " {
				t.Errorf("the body begins with %q", text[:min(len(text), 60)])
			}
		})
	}
}

// TestLinesAroundTheHeadline reads the kicker above a headline and the
// standfirst below it where they stand in elements of their own.
func TestLinesAroundTheHeadline(t *testing.T) {
	text := "<p>" + lines[0] + "</p><p>" + lines[2] + "</p><p>" + lines[3] + "</p>"
	const byline = `<div class="byline">By Edda Quill</div>`
	for name, tt := range map[string]struct{ head, kicker, subtitle string }{
		"both":                      {`<div class="kicker">Harbour</div><h1>The dredger has gone</h1><div class="sub">Nobody says who sent it away from the harbour</div>` + byline, "Harbour", "Nobody says who sent it away from the harbour"},
		"a volanta with its date":   {`<span class="volanta">Puerto · 11 de junio de 2019</span><h1>The dredger has gone</h1>` + byline, "Puerto", ""},
		"the way to the page":       {`<div class="overline">Mole / News / Harbour</div><h1>The dredger has gone</h1>` + byline, "", ""},
		"a date above the byline":   {`<h1>The dredger has gone</h1><div>Tuesday, 11 June 2019, in the evening</div>` + byline, "", ""},
		"a link above the byline":   {`<h1>The dredger has gone</h1><div><a href="/harbour">All that we wrote of the harbour</a></div>` + byline, "", ""},
		"a caption":                 {`<h1>The dredger has gone</h1><div class="caption">The dredger as it was in the harbour</div>` + byline, "", ""},
		"the name of a writer":      {`<div class="topline">By Ole Brandt</div><h1>The dredger has gone</h1>` + byline, "", ""},
		"a kicker of another piece": {`<div><div><div class="kicker">Sports</div></div></div><h1>The dredger has gone</h1>` + byline, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			page := `<!DOCTYPE html><html lang="en"><head><title>The dredger has gone – The Mole</title></head><body><div class="article">` + tt.head + `<div class="text">` + text + `</div></div></body></html>`
			a := mustExtractAt(t, "https://mole.example/dredger", page)
			if a.Kicker != tt.kicker || a.Subtitle != tt.subtitle {
				t.Errorf("got %q and %q, want %q and %q", a.Kicker, a.Subtitle, tt.kicker, tt.subtitle)
			}
		})
	}
}
