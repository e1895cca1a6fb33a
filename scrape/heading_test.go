package scrape

import "testing"

func TestKicker(t *testing.T) {
	for _, tt := range []struct{ name, heading, title, kicker string }{
		{"named", `<h1><span class="kicker">Harbour:</span> <span class="headline">The light on the mole</span></h1>`, "The light on the mole", "Harbour"},
		{"none", `<h1>The light on the mole</h1>`, "The light on the mole", ""},
		{"emphasis", `<h1>The light on the <em>mole</em></h1>`, "The light on the mole", ""},
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
