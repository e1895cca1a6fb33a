package scrape

import (
	"strings"
	"testing"
)

func TestTalk(t *testing.T) {
	const theirs = "I was on that ferry, and the mate had told nobody on board that the light on the mole was out, whatever he says now."
	text := "<p>" + strings.Join(lines, "</p><p>") + "</p>"
	talk := strings.Repeat("<div><p>"+theirs+"</p></div>", 3)
	for name, tt := range map[string]struct {
		behind string
		keep   bool
	}{
		"comments":              {"<div><b>Comments (3)</b>" + talk + "</div>", false},
		"in German":             {"<div><b>Kommentare</b>" + talk + "</div>", false},
		"in Chinese":            {"<div><b>网友评论</b>" + talk + "</div>", false},
		"another heading":       {"<div><b>What the mate said</b>" + talk + "</div>", true},
		"the word in a line":    {"<div><b>Comments: none from the ministry</b>" + talk + "</div>", true},
		"the article goes on":   {"<b>Comments</b><p>" + theirs + "</p><p>" + theirs + "</p>", true},
		"a link to the readers": {"<div><a href=/c>Comments</a>" + talk + "</div>", true},
	} {
		t.Run(name, func(t *testing.T) {
			page := `<!DOCTYPE html><html lang="en"><head><title>The dredger has gone</title></head><body><main><h1>The dredger has gone</h1>` + text + tt.behind + `</main></body></html>`
			a := mustExtractAt(t, "https://mole.example/dredger", page)
			if got := strings.Join(paragraphsOf(a), "\n"); strings.Contains(got, theirs) != tt.keep || !strings.Contains(got, lines[3]) {
				t.Errorf("got %q", got)
			}
		})
	}
}
