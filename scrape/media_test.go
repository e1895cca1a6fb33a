package scrape

import "testing"

func TestLeadPicture(t *testing.T) {
	text := "<p>" + lines[0] + "</p><p>" + lines[2] + "</p><p>" + lines[3] + "</p>"
	const byline = `<p class="byline">By Edda Quill</p>`
	for name, tt := range map[string]struct{ head, want string }{
		"on its own":             {`<h1>The dredger has gone</h1>` + byline + `<img src="/d.jpg" width="800">`, "https://mole.example/d.jpg"},
		"in a box":               {`<h1>The dredger has gone</h1>` + byline + `<div><a href="/big.jpg"><img src="/d.jpg"></a></div>`, "https://mole.example/d.jpg"},
		"with a caption":         {`<h1>The dredger has gone</h1>` + byline + `<div class="photo"><img src="/d.jpg"><span>The dredger</span></div>`, "https://mole.example/d.jpg"},
		"of a component":         {`<h1>The dredger has gone</h1>` + byline + `<amp-img src="/d.jpg" width="800" height="500"></amp-img>`, "https://mole.example/d.jpg"},
		"the first of two":       {`<h1>The dredger has gone</h1>` + byline + `<img src="/d.jpg"><img src="/e.jpg">`, "https://mole.example/d.jpg"},
		"above the headline":     {`<img src="/d.jpg" width="800"><h1>The dredger has gone</h1>` + byline, ""},
		"of the author":          {`<h1>The dredger has gone</h1><div class="author-box"><img src="/quill.jpg"></div>` + byline, ""},
		"small":                  {`<h1>The dredger has gone</h1>` + byline + `<img src="/d.jpg" width="120">`, ""},
		"with another's wording": {`<h1>The dredger has gone</h1>` + byline + `<div><img src="/d.jpg"> <a href="/other">Another matter</a></div>`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			page := `<!DOCTYPE html><html lang="en"><head><title>The dredger has gone – The Mole</title></head><body><article>` + tt.head + text + `</article></body></html>`
			a := mustExtractAt(t, "https://mole.example/dredger", page)
			got := ""
			for _, img := range a.Images {
				got += img.URL
			}
			if got != tt.want {
				t.Errorf("got the pictures %q, want %q", got, tt.want)
			}
		})
	}
}
