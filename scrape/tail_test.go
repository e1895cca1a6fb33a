package scrape

import (
	"strings"
	"testing"
)

func TestTail(t *testing.T) {
	const end = "So it went to the board, and the board wrote to the ministry."
	for name, tt := range map[string]struct{ behind, want string }{
		"nothing":              {"", end},
		"a link":               {`<a href="/reply">Add new comment</a>`, end},
		"lines":                {`<br>Add new comment<br>This website uses cookies, and you can set your preferences here.`, end},
		"sentences":            {` Add new comment This site sets cookies; set your preferences. By continuing to use this site you agree to our Privacy Policy and Terms &amp; Conditions.`, end},
		"a link of the author": {` The answer is <a href="/reply">in the minutes</a>`, end + " The answer is in the minutes"},
		"a sentence":           {` The ministry set no terms.`, end + " The ministry set no terms."},
		"on cookies":           {` The cook baked us a cookie each.`, end + " The cook baked us a cookie each."},
		"a line of verse":      {`<br>and nobody wrote back`, end + " and nobody wrote back"},
	} {
		t.Run(name, func(t *testing.T) {
			page := `<!DOCTYPE html><html lang="en"><head><title>The dredger has gone</title></head><body><h1>The dredger has gone</h1><p>` +
				strings.Join(lines, "</p><p>") + `</p><p>` + end + tt.behind + `</p></body></html>`
			all := paragraphsOf(mustExtractAt(t, "https://mole.example/dredger", page))
			if got := oneLine(all[len(all)-1]); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
