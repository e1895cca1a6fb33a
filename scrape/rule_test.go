package scrape

import (
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape/rules"
)

const ruledPage = `<!DOCTYPE html><html lang="en"><head><title>Nine nights | The Mole</title><meta property="og:title" content="Lantern: the story">
<meta name="author" content="Webmaster Holm"><meta name="generator" content="Press 4.2"><link rel="canonical" href="https://www.mole.example/story/9"></head><body>
<div class="kop">Nine nights with a lantern</div><div class="wie">Sunniva Holt; Arne Lie</div><div class="wanneer">The 5th day: 2014/03/05</div>
<div class="tekst"><p>The ferry came in at six, an hour late, with nobody on deck and the mail unsorted. I asked the mate what had kept them.</p>
<div class="promo"><p>Subscribe to the Mole today and get a lantern, a wick and a pint of oil with the first four issues of the year.</p></div>
<p>Nobody at the harbour office had heard of it. The keeper had sent word on the Wednesday; the boy he sent had given it to the baker.</p></div>
<div class="meer"><p>The board wrote to the ministry, and the ministry wrote back that lights were the business of boards, and of nobody else at all.</p>
<p>So it went to the board, and the board resolved to keep its lamp, and the mate of the ferry has been told and says nothing.</p></div></body></html>`

func ruleSet(t *testing.T, files map[string]string) *rules.Set {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	set := &rules.Set{}
	if err := set.Add(fsys, "test", "rules"); err != nil {
		t.Fatal(err)
	}
	for _, r := range set.All() {
		for _, p := range r.Problems {
			t.Error(p)
		}
	}
	return set
}

func extractRuled(t *testing.T, url, page string, set *rules.Set) *Article {
	t.Helper()
	o := Options{Rules: set, Force: true}
	src := Source{URL: url, Body: []byte(page), ContentType: "text/html; charset=utf-8"}
	p, err := newPage(src, o.edit(&src))
	if err != nil {
		t.Fatal(err)
	}
	a, err := Extract(p, o)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func bodyText(a *Article) string {
	var w strings.Builder
	for n := range a.Content.Descendants() {
		if n.Type == html.TextNode {
			w.WriteString(n.Data)
		}
	}
	return w.String()
}

func TestExtractByRule(t *testing.T) {
	ftr := "title: //div[@class='kop']\nauthor: //div[@class='wie']\ndate: substring-after(//div[@class='wanneer'], ': ')\nbody: //div[@class='tekst']\nstrip_id_or_class: promo\n"
	ours := "site: mole.example\narticle:\n  title: .kop\n  authors: .wie\n  date: {css: .wanneer, regex: ': (.+)$', layout: 2006/01/02}\n  body: .tekst\n  strip: .promo\n"
	for name, tt := range map[string]struct {
		url   string
		files map[string]string
		rule  string
	}{
		"a rule of fivefilters":       {"https://www.mole.example/story/9", map[string]string{"mole.example.txt": ftr}, "mole.example"},
		"a rule for subdomains":       {"https://news.mole.example/story/9", map[string]string{".mole.example.txt": ftr}, ".mole.example"},
		"a rule of ours":              {"https://mole.example/story/9", map[string]string{"mole.yaml": ours, "mole.example.txt": "body: //nav"}, "mole"},
		"a bare file's canonical URL": {"", map[string]string{"mole.example.txt": ftr}, "mole.example"},
		"a copy in a web archive":     {"https://web.archive.org/web/20150101000000/https://mole.example/story/9", map[string]string{"mole.example.txt": ftr}, "mole.example"},
		"a generator":                 {"https://other.example/9", map[string]string{"press.yaml": strings.Replace(ours, "site: mole.example", "generator: press", 1)}, "press"},
	} {
		t.Run(name, func(t *testing.T) {
			a := extractRuled(t, tt.url, ruledPage, ruleSet(t, tt.files))
			var names []string
			for _, p := range a.Authors {
				names = append(names, p.Name)
			}
			text := bodyText(a)
			if a.Title != "Nine nights with a lantern" || strings.Join(names, "|") != "Sunniva Holt|Arne Lie" || a.Date != "2014-03-05" {
				t.Errorf("got %q by %q on %q", a.Title, names, a.Date)
			}
			if !strings.Contains(text, "The ferry") || !strings.Contains(text, "the baker") || strings.Contains(text, "Subscribe") || strings.Contains(text, "ministry") {
				t.Errorf("body: %q", text)
			}
			if a.Provenance.Rule != tt.rule {
				t.Errorf("rule: got %q, want %q", a.Provenance.Rule, tt.rule)
			}
			for _, f := range []string{"title", "authors", "date", "body"} {
				if a.Fields[f].Source != "rule:"+tt.rule {
					t.Errorf("source of %s: %q", f, a.Fields[f].Source)
				}
			}
		})
	}
}

// A rule that finds nothing leaves the page to the machinery, and says so.
func TestRuleThatFindsNothing(t *testing.T) {
	a := extractRuled(t, "https://mole.example/9", ruledPage, ruleSet(t, map[string]string{"mole.example.txt": "body: //div[@class='gone']\ntitle: //h1[@class='gone']\n"}))
	if !strings.Contains(bodyText(a), "The ferry") || a.Title == "" {
		t.Errorf("got %q: %q", a.Title, bodyText(a))
	}
	if len(a.Warnings) == 0 || !strings.Contains(strings.Join(a.Warnings, "\n"), "finds nothing") {
		t.Errorf("warnings: %q", a.Warnings)
	}
}

func TestNoRule(t *testing.T) {
	set := ruleSet(t, map[string]string{"mole.example.txt": "body: //nav\n"})
	with, without := extractRuled(t, "https://other.example/9", ruledPage, set), extractRuled(t, "https://other.example/9", ruledPage, nil)
	if bodyText(with) != bodyText(without) || with.Title != without.Title || with.Provenance.Rule != "" {
		t.Error("a rule for one site changes what is read of another")
	}
}

// Replacements are made before the page is parsed.
func TestRuleEditsTheText(t *testing.T) {
	page := strings.Replace(ruledPage, `<div class="kop">Nine nights with a lantern</div>`, `<!--kop Nine nights with a lantern-->`, 1)
	rule := "find_string: <!--kop\nreplace_string: <h1 class=kop>\nreplace_string(-->): </h1>\ntitle: //h1[@class='kop']\n"
	if a := extractRuled(t, "https://mole.example/9", page, ruleSet(t, map[string]string{"mole.example.txt": rule})); a.Title != "Nine nights with a lantern" {
		t.Errorf("title: %q", a.Title)
	}
}

// A rule of ours is believed where it names an author that reads like no name;
// a line of it that cannot be read is a warning.
func TestRuleOfOurs(t *testing.T) {
	page := strings.Replace(ruledPage, "Sunniva Holt; Arne Lie", "the 12th crew", 1)
	set := &rules.Set{}
	if err := set.Add(fstest.MapFS{"mole.yaml": {Data: []byte("site: mole.example\narticle:\n  authors: .wie\n  titel: h1\n")}}, "test", "rules"); err != nil {
		t.Fatal(err)
	}
	a := extractRuled(t, "https://mole.example/9", page, set)
	if len(a.Authors) != 1 || a.Authors[0].Name != "the 12th crew" {
		t.Errorf("authors: %+v", a.Authors)
	}
	if !strings.Contains(strings.Join(a.Warnings, "\n"), `rule: rules/mole.yaml:4: unknown key "titel"`) {
		t.Errorf("warnings: %q", a.Warnings)
	}
	a = extractRuled(t, "https://mole.example/9", page, ruleSet(t, map[string]string{"mole.example.txt": "author: //div[@class='wie']"}))
	if len(a.Authors) == 1 && a.Authors[0].Name == "the 12th crew" {
		t.Error("a collected rule is believed that what it finds is a name")
	}
}
