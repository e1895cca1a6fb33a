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
	if len(a.Warnings) == 0 || !strings.Contains(strings.Join(a.Warnings, "\n"), "found nothing") {
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

const heldPage = `<!DOCTYPE html><html lang="en"><head><title>The engine stops | Sedge</title></head><body><h1>The Engine Stops</h1>
<p class="by">Written by Edda Quill</p><div class="copy"><p class="lead">The pumping station was switched off on the last Friday of the month, and by Monday the lower meadows stood under water.</p>
<p>For sixty years the drainage board had kept two engines running, turn and turn about, and Arne Lie had oiled them both every morning.</p>
<p class="sig">Orrin Tace of the Upper Ferry</p>
<p>The minutes of 14 March 2012 say that the board resolved to sell them, and that nobody in the room had asked what would come after.</p>
<p>Now the herons stand where the cows stood, and the farmers of the upper fen have begun to ask who will pay for the new sluice.</p></div>
<div class="foot">Sedge is printed in Port Ellery</div></body></html>`

// What a rule's field was read from leaves the text only where hardly a word
// more stands there.
func TestRuleFieldsInTheText(t *testing.T) {
	for name, tt := range map[string]struct{ article, gone string }{
		"paragraphs that name nobody":           {"authors: '.copy p:not(.sig)'", ""},
		"a name inside a paragraph":             {"authors: {css: .copy p, regex: '(Arne Lie)'}", ""},
		"a date inside a paragraph":             {"date: '//div[@class=\"copy\"]/p[4]'", ""},
		"a line with a word beside the name":    {"authors: {css: .sig, regex: '^Orrin Tace'}", "Upper Ferry"},
		"a line that is the title":              {"title: .lead", "pumping station"},
		"a line of the body that is the author": {"authors: {body_line: last, regex: '(upper fen)'}", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := extractRuled(t, "https://sedge.example/9", heldPage, ruleSet(t, map[string]string{"a.yaml": "site: sedge.example\narticle:\n  body: .copy\n  " + tt.article}))
			text := bodyText(a)
			for _, part := range []string{"pumping station", "Upper Ferry", "oiled them both", "The minutes of 14 March 2012", "herons"} {
				if strings.Contains(text, part) == (part == tt.gone) {
					t.Errorf("%q is wrong in %q", part, text)
				}
			}
		})
	}
}

// A body that holds little of the article is doubted, and one that holds next
// to nothing left aside.
func TestRuleBodyOfLittle(t *testing.T) {
	for name, tt := range map[string]struct {
		file, rule string
		source     string
		words      string
	}{
		"a lead of ours is kept and doubted": {"a.yaml", "site: sedge.example\narticle: {body: .lead}", "rule:a", "holds 22 words, and the page "},
		"a collected rule's line is left":    {"sedge.example.txt", "body: //p[@class='sig']", "", "holds 6 words, and the page "},
		"a class that is gone":               {"a.yaml", "site: sedge.example\narticle: {body: .gone}", "", "found nothing on this page"},
		"all of it":                          {"a.yaml", "site: sedge.example\narticle: {body: .copy}", "rule:a", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := extractRuled(t, "https://sedge.example/9", heldPage, ruleSet(t, map[string]string{tt.file: tt.rule}))
			warnings := strings.Join(a.Warnings, "\n")
			if a.Fields["body"].Source != tt.source || !strings.Contains(warnings, tt.words) || (tt.words == "") != (warnings == "") {
				t.Errorf("body of %q: %s", a.Fields["body"].Source, warnings)
			}
			if doubted := a.Confidence < .7; doubted != (tt.source != "" && tt.words != "") {
				t.Errorf("confidence: %v", a.Confidence)
			}
			if tt.source == "" && !strings.Contains(bodyText(a), "herons") {
				t.Errorf("body: %q", bodyText(a))
			}
		})
	}
}

// A rule's fields keep their wording, and what contradicts them is a warning.
func TestRuleFieldsStand(t *testing.T) {
	page := strings.Replace(heldPage, `<div class="foot">`, `<p class="short">The engine stops</p><p class="month">May 2012</p><p class="odd">the fifth of never</p><div class="foot">`, 1)
	for name, tt := range map[string]struct{ article, title, date, warning string }{
		"a title that a heading spells otherwise": {"title: .short", "The engine stops", "", ""},
		"a month, and a day in the text":          {"date: .month", "The Engine Stops", "2012-05", ""},
		"a way that is no date before one that is": {"date: [.odd, .month]", "The Engine Stops", "2012-05",
			""},
		"a way that is no date":             {"date: .odd", "The Engine Stops", "", `the date of rules/a.yaml found "the fifth of never", which is none`},
		"an author whom a byline knows":     {"authors: .gone", "The Engine Stops", "", "the authors of rules/a.yaml found nothing on this page: byline says it"},
		"a title that the page has not":     {"title: .gone", "The Engine Stops", "", "the title of rules/a.yaml found nothing on this page: h1 says it"},
		"days that numbers leave undecided": {"date: {css: .num, layout: 02/01/2006}", "The Engine Stops", "2012-05-04", ""},
	} {
		t.Run(name, func(t *testing.T) {
			page := strings.Replace(page, `<p class="short">`, `<p class="num">04/05/2012</p><p class="short">`, 1)
			a := extractRuled(t, "https://sedge.example/9", page, ruleSet(t, map[string]string{"a.yaml": "site: sedge.example\narticle:\n  body: .copy\n  " + tt.article}))
			if a.Title != tt.title || tt.date != "" && a.Issued != tt.date || tt.warning != "" && !strings.Contains(strings.Join(a.Warnings, "\n"), tt.warning) {
				t.Errorf("got %q on %q: %q", a.Title, a.Issued, a.Warnings)
			}
		})
	}
}

// A wall in front of a rule's body names the rule.
func TestRuleBehindWall(t *testing.T) {
	set := ruleSet(t, map[string]string{"a.yaml": "site: sedge.example\narticle: {body: .foot}"})
	page := `<html><head><title>Sedge</title></head><body><p>Short.</p><div class="foot">Printed in Port Ellery</div></body></html>`
	p, err := newPage(Source{URL: "https://sedge.example/9", Body: []byte(page), ContentType: "text/html"}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Extract(p, Options{Rules: set}); err == nil || !strings.Contains(err.Error(), "rules/a.yaml") {
		t.Errorf("got %v", err)
	}
}
