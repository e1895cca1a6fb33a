package scrape

import (
	"strings"
	"testing"
)

func TestLinesAtTheFoot(t *testing.T) {
	for name, tt := range map[string]struct {
		foot, kept, licence string
	}{
		"printed from":            {foot: `<p>Printed from https://mole.example/dredger</p>`},
		"imprimé depuis":          {foot: `<p>Imprimé depuis http://www.mole.example/dredger/ le 3 mai</p>`},
		"the address alone":       {foot: `<p>https://mole.example/dredger</p>`},
		"in another language":     {foot: `<p>Tämän sivun osoite: https://mole.example/dredger</p>`},
		"another page's address":  {foot: `<p>The plan is at https://board.example/plan</p>`, kept: "The plan is at https://board.example/plan"},
		"the site's address":      {foot: `<p>Write to us at https://mole.example/</p>`, kept: "Write to us at https://mole.example/"},
		"a licence":               {foot: `<p>This work is licensed under a <a href="https://creativecommons.org/licenses/by/4.0/">Creative Commons licence</a>.</p>`, licence: "https://creativecommons.org/licenses/by/4.0/"},
		"a licence in German":     {foot: `<p>BY: Namensnennung – Weitergabe unter gleichen Bedingungen</p>`},
		"a licence in French":     {foot: `<p>Cet article est mis à disposition selon les termes de la licence CC BY-NC.</p>`},
		"a licence in Spanish":    {foot: `<p>Reconocimiento-CompartirIgual 4.0</p>`},
		"a licence in Italian":    {foot: `<p>Quest’opera è distribuita con licenza Creative Commons.</p>`},
		"a licence by its class":  {foot: `<p class="lizenz">Teksti vapaasti käytettävissä.</p>`},
		"a licence in a sentence": {foot: `<p>She asked for a creative commons, and got a slipway.</p>`, kept: "She asked for a creative commons, and got a slipway."},
		"both":                    {foot: `<p>CC BY-SA 4.0</p><p>Printed from https://mole.example/dredger</p>`},
	} {
		t.Run(name, func(t *testing.T) {
			page := `<!DOCTYPE html><html lang="en"><head><title>The dredger has gone – The Mole</title></head><body><article><h1>The dredger has gone</h1><p>` + strings.Join(lines, "</p><p>") + "</p>" + tt.foot + `</article></body></html>`
			a := mustExtractAt(t, "https://mole.example/dredger", page)
			want := lines
			if tt.kept != "" {
				want = append(want[:len(want):len(want)], tt.kept)
			}
			if got := paragraphsOf(a); strings.Join(got, "\n") != strings.Join(want, "\n") {
				t.Errorf("got %q", got)
			}
			if a.License != tt.licence {
				t.Errorf("got the licence %q, want %q", a.License, tt.licence)
			}
		})
	}
}
