package scrape

import (
	"strings"
	"testing"
)

func TestHiddenPieces(t *testing.T) {
	const prompt = "Subscribers of the second group are shown this prompt, and we count how many of them close it within five seconds."
	wrap := func(l string) string { return "<p>" + l + "</p>" }
	for name, tt := range map[string]struct {
		piece string
		keep  bool
	}{
		"a style":             {`<p style="display: none">` + prompt + `</p>`, false},
		"an attribute":        {`<div hidden>` + wrap(prompt) + `</div>`, false},
		"unseen":              {`<p style="VISIBILITY:hidden">` + prompt + `</p>`, false},
		"shown":               {`<p style="color: red">` + prompt + `</p>`, true},
		"found by searching":  {`<div hidden="until-found">` + wrap(prompt) + `</div>`, true},
		"a panel":             {`<h3>What readers of the Mole see</h3><div hidden>` + wrap(prompt) + `</div>`, true},
		"much of the article": {`<div hidden>` + wrap(prompt) + wrap(strings.Replace(prompt, "second", "third", 1)) + wrap(strings.Replace(prompt, "second", "fourth", 1)) + `</div>`, true},
	} {
		t.Run(name, func(t *testing.T) {
			page := `<!DOCTYPE html><html lang="en"><head><title>The dredger has gone – The Mole</title></head><body><article><h1>The dredger has gone</h1>` +
				wrap(lines[0]) + wrap(lines[2]) + tt.piece + wrap(lines[3]) + wrap(lines[1]) + `</article></body></html>`
			a := mustExtractAt(t, "https://mole.example/dredger", page)
			got := strings.Join(paragraphsOf(a), "\n")
			if strings.Contains(got, prompt) != tt.keep || !strings.Contains(got, lines[1]) {
				t.Errorf("got %q", got)
			}
		})
	}
}
