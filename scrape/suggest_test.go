package scrape

import (
	"errors"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape/rules"
)

// TestSuggestRule reads pages again by the rules that their first readings gave.
func TestSuggestRule(t *testing.T) {
	text := strings.Repeat("<p>"+prose+"</p>", 3)
	for name, tt := range map[string]struct {
		page string
		want []string // lines of the rule
	}{
		"by class": {`<div class=head><a href="/">The Mole</a></div><div class=main><h1 class=headline>The light on the mole</h1><div class=byline>By Sunniva Holt</div>
<div class=text>` + text + `<div class=promo>Subscribe to our newsletter</div>` + text + `</div></div>`,
			[]string{"site: mole.example", "  title: '.headline'", "  authors: '.byline'", "  body: '.text'", "  strip: ['.promo']"}},
		"by id": {`<div id=top><a href="/">The Mole</a></div><h1>The light on the mole</h1><p id=by>By Sunniva Holt</p><div id=story>` + text + `</div>`,
			[]string{"  title: 'h1'", "  authors: '#by'", "  body: '#story'"}},
		"by tag": {`<nav><a href="/">The Mole</a></nav><article><h1>The light on the mole</h1>` + text + `</article>`,
			[]string{"  title: 'h1'", "  body: 'article'"}},
		"by what is around": {`<div class=box><div><a href="/">The Mole</a></div></div><div class=story><h1>The light on the mole</h1><div>` + text + `</div></div>`,
			[]string{"  body: '.story div'"}},
		"a table": {`<table><tr><td class=menu><a href="/">The Mole</a></td><td class=main><h1>The light on the mole</h1>` + text + `</td></tr></table>`,
			[]string{"  body: '.main'"}},
		"names of no use": {`<div><a href="/">The Mole</a></div><div class="x12 sm:w-1/2 a'b" id="post-17"><h1>The light on the mole</h1>` + text + `</div>`,
			nil},
	} {
		t.Run(name, func(t *testing.T) {
			page := "<html lang=en><title>The light on the mole</title><body>" + tt.page + "</body></html>"
			read := func(o Options) *Article {
				a, err := Extract(readSource(t, Source{URL: "https://www.mole.example/light", Body: []byte(page)}), o)
				if err != nil {
					t.Fatal(err)
				}
				return a
			}
			first := read(Options{Explain: true})
			for _, line := range tt.want {
				if !strings.Contains(first.Rule, line+"\n") {
					t.Errorf("the rule lacks %q:\n%s", line, first.Rule)
				}
			}
			if first.Rule == "" || strings.HasPrefix(first.Rule, "#") {
				if tt.want != nil {
					t.Errorf("the rule does not read the page as it was read:\n%s", first.Rule)
				}
				return
			}
			rule := rules.ParseYAML("mole.example.yaml", []byte(first.Rule))
			if len(rule.Problems) > 0 {
				t.Fatal(rule.Problems[0])
			}
			again := read(Options{Rules: rules.SetOf(rule)})
			if a, b := textOf(first.Content), textOf(again.Content); a != b {
				t.Errorf("by the rule the text is another:\n%s\n%s", a, b)
			}
			if again.Title != first.Title || nameList(again.Authors) != nameList(first.Authors) || again.Rule != "" {
				t.Errorf("by the rule: %q by %v, rule %q", again.Title, again.Authors, again.Rule)
			}
		})
	}
}

func TestSuggestNoRule(t *testing.T) {
	p := readSource(t, Source{Body: []byte("<title>T</title><article>" + strings.Repeat("<p>"+prose+"</p>", 3) + "</article>")})
	if a, err := Extract(p, Options{Explain: true}); err != nil || !strings.HasPrefix(a.Rule, NoRule+"nobody says") {
		t.Errorf("without an address: %q, %v", a.Rule, err)
	}
}

func TestCloneTree(t *testing.T) {
	p := readSource(t, Source{Body: []byte(ruledPage)})
	var own, copied strings.Builder
	if err := errors.Join(html.Render(&own, p.Doc), html.Render(&copied, cloneTree(p.Doc))); err != nil {
		t.Fatal(err)
	}
	if own.String() != copied.String() || own.Len() < 1000 {
		t.Errorf("the copy differs:\n%s\n%s", own.String(), copied.String())
	}
}
