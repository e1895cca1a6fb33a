package scrape

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

// lines are the paragraphs of the made article: 100 words.
var lines = []string{
	"The dredger left the harbour on Monday, three weeks before its contract was at an end, and nobody has said who sent it away.",
	"Its master told the customs officer that the sand was too wet, which the officer wrote down, and that the sea was too near, which he did not.",
	"The board will meet on Thursday. On the agenda are the accounts of the slipway, the cat of the ice house, and a motion by two members to buy a dredger of our own.",
	"Until then the channel has eleven feet at low water, and the ferry draws ten, so that the mate sounds it with a pole, as his father did, and says that he enjoys it.",
}

func shell(head, body string) string {
	return `<!DOCTYPE html><html lang="en"><head><title>The dredger has gone – The Mole</title>` + head +
		`</head><body><div id="root"></div>` + body + `</body></html>`
}

func quoted(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func ld(body string) string {
	return `<script type="application/ld+json">{"@type":"NewsArticle","headline":"The dredger has gone","datePublished":"2019-06-11","articleBody":` + quoted(body) + `}</script>`
}

func nextData(state string) string {
	return `<script id="__NEXT_DATA__" type="application/json">` + state + `</script>`
}

func flight(piece string) string {
	return `<script>self.__next_f.push([1,` + quoted(piece) + `])</script>`
}

func TestEmbeddedBody(t *testing.T) {
	markup := "<p>" + strings.Join(lines, "</p><p>") + "</p>"
	var blocks, rich []any
	for _, l := range lines {
		blocks = append(blocks, map[string]any{"type": "text", "content": l})
		rich = append(rich, map[string]any{"nodeType": "paragraph", "content": []any{map[string]any{"nodeType": "text", "value": l[:20]}, map[string]any{"nodeType": "text", "value": l[20:]}}})
	}
	blocks = append(blocks, map[string]any{"type": "related-links", "content": "Read more about the slipway of the board and its cat"})
	for name, tt := range map[string]struct{ page, source string }{
		"JSON-LD":                   {shell(ld(strings.Join(lines, "\n\n")), ""), "json-ld:articleBody"},
		"JSON-LD with tags":         {shell(ld(markup), `<p>Please enable JavaScript to read this page.</p>`), "json-ld:articleBody"},
		"JSON-LD with escaped tags": {shell(ld(strings.ReplaceAll(strings.ReplaceAll(markup, "<", "&lt;"), ">", "&gt;")), ""), "json-ld:articleBody"},
		"a footer is not text":      {shell(ld(strings.Join(lines, "\n")), `<footer><p>The Mole, published fortnightly at the Old Ropewalk.</p></footer>`), "json-ld:articleBody"},
		"__NEXT_DATA__":             {shell("", nextData(`{"props":{"pageProps":{"post":{"title":"The dredger has gone","body":`+quoted(markup)+`}}}}`)), "state:__NEXT_DATA__"},
		"content.rendered":          {shell("", nextData(`{"props":{"post":{"title":{"rendered":"The dredger has gone"},"content":{"rendered":`+quoted(markup)+`}}}}`)), "state:__NEXT_DATA__"},
		"a list of blocks":          {shell("", nextData(`{"story":{"content_elements":`+quoted(blocks)+`}}`)), "state:__NEXT_DATA__"},
		"a rich text":               {shell("", nextData(`{"entry":{"body":{"nodeType":"document","content":`+quoted(rich)+`}}}`)), "state:__NEXT_DATA__"},
		"a list of texts":           {shell("", nextData(`{"entry":{"paragraphs":`+quoted(lines)+`}}`)), "state:__NEXT_DATA__"},
		"window.__INITIAL_STATE__":  {shell("", `<script>var a = 1; window.__INITIAL_STATE__ = {"article":{"body":`+quoted(markup)+`}}; start();</script>`), "state:__INITIAL_STATE__"},
		"JSON.parse":                {shell("", `<script>window["__PRELOADED_STATE__"] = JSON.parse(`+quoted(`{"article":{"body":`+quoted(markup)+`}}`)+`);</script>`), "state:__PRELOADED_STATE__"},
		"a stream":                  {shell("", flight("0:[\"$\",\"html\",null]\n1b:T"+fmt.Sprintf("%x", len(markup))+","+markup[:99])+flight(markup[99:]+"1c:{\"short\":1}\n")), "state:__next_f"},
		"a stream of JSON":          {shell("", flight("2:{\"post\":{\"title\":\"The dredger has gone\",\"body\":"+quoted(markup)+"}}\n")), "state:__next_f"},
		"the one with the title":    {shell("", nextData(`{"others":[{"title":"Another matter","body":`+quoted("<p>Of no interest here.</p>"+markup+markup)+`}],"post":{"title":"The dredger has gone","body":`+quoted(markup)+`}}`)), "state:__NEXT_DATA__"},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := NewPage(Source{URL: "https://mole.example/dredger", Body: []byte(tt.page)})
			if err != nil {
				t.Fatal(err)
			}
			a, err := Extract(p, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if got := paragraphsOf(a); strings.Join(got, "\n") != strings.Join(lines, "\n") {
				t.Errorf("got %q", got)
			}
			if a.Fields["body"].Source != tt.source || a.Fields["body"].Confidence == 0 {
				t.Errorf("got %+v of body, want %s", a.Fields["body"], tt.source)
			}
			if !strings.Contains(strings.Join(a.Warnings, "\n"), "embedded-body: ") {
				t.Errorf("no warning among %q", a.Warnings)
			}
		})
	}
}

// paragraphsOf are the texts of a body's own elements.
func paragraphsOf(a *Article) []string {
	var got []string
	for n := range a.Content.ChildNodes() {
		got = append(got, oneLine(textOf(n)))
	}
	return got
}

// TestEmbeddedBodyIsAHint gives pages whose visible text is the answer, or that
// have none, whatever else they carry.
func TestEmbeddedBodyIsAHint(t *testing.T) {
	other := strings.Repeat("Not the words of this page, but others that the site has put into its data. ", 12)
	visible := "<article><h1>The dredger has gone</h1><p>" + strings.Join(lines, "</p><p>") + "</p></article>"
	teaser := "<article><h1>The dredger has gone</h1><p>" + strings.Join(lines[:2], "</p><p>") + "</p></article>"
	for name, tt := range map[string]struct{ page, wall, begins string }{
		"the text is visible":     {shell(ld(other), visible), "", "The dredger left"},
		"a teaser is visible":     {shell(ld(other), teaser), "", "The dredger left"},
		"too short":               {shell(ld("The dredger has gone, and nobody knows where."), ""), "empty", ""},
		"an error page":           {shell(ld(other), "<h1>Page not found</h1><p>The page you were looking for has been removed.</p>"), "soft-404", ""},
		"a list of others":        {shell("", nextData(`{"posts":[{"title":"One","body":`+quoted(other)+`},{"title":"Two","body":`+quoted("More. "+other)+`}]}`)), "empty", ""},
		"comments":                {shell("", nextData(`{"comments":[{"text":`+quoted(other)+`}]}`)), "empty", ""},
		"a stream cut off":        {shell("", flight("1b:Tfffffff,too short")+flight("2:T")+flight(":T-5,")), "empty", ""},
		"no JSON":                 {shell("", nextData(`{"post":{"body":`+quoted(other))), "empty", ""},
		"an assignment elsewhere": {shell("", `<script>window.greeting = {"body":`+quoted(other)+`}</script>`), "empty", ""},
	} {
		t.Run(name, func(t *testing.T) {
			p, err := NewPage(Source{URL: "https://mole.example/dredger", Body: []byte(tt.page)})
			if err != nil {
				t.Fatal(err)
			}
			a, err := Extract(p, Options{})
			if tt.wall != "" {
				wall, ok := err.(*Wall) //nolint:errorlint // Extract promises this type
				if !ok || wall.Kind != tt.wall {
					t.Errorf("got %v, want a wall of kind %s", err, tt.wall)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if got := paragraphsOf(a); len(got) == 0 || !strings.HasPrefix(got[0], tt.begins) {
				t.Errorf("got %q", got)
			}
			if f, ok := a.Fields["body"]; ok {
				t.Errorf("got %+v of body", f)
			}
		})
	}
}

// TestEmbeddedStateIsBounded reads states that are deep, wide or long.
func TestEmbeddedStateIsBounded(t *testing.T) {
	text := strings.Repeat("word and more words. ", 100)
	for name, state := range map[string]string{
		"deep":        strings.Repeat(`{"body":`, 5000) + quoted(text) + strings.Repeat("}", 5000),
		"deep blocks": strings.Repeat(`{"type":"paragraph","content":[`, 3000) + quoted(text) + strings.Repeat("]}", 3000),
		"wide":        `{"body":[` + strings.Repeat(`{"type":"x"},`, 100000) + `{}]}`,
	} {
		t.Run(name, func(t *testing.T) {
			p, err := NewPage(Source{Body: []byte(shell("", nextData(state)))})
			if err != nil {
				t.Fatal(err)
			}
			if a, err := Extract(p, Options{}); err == nil {
				t.Errorf("got an article of %d blocks", len(paragraphsOf(a)))
			}
		})
	}
}

func TestWordsIn(t *testing.T) {
	for s, want := range map[string]int{"": 0, "one": 1, " one  two\nthree ": 3, "<p>one <b>two</b></p>": 2, "你好世界": 2, "a < b": 1} {
		if got := wordsIn(s); got != want {
			t.Errorf("%q: got %d, want %d", s, got, want)
		}
	}
}
