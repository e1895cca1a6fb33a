package rules

import (
	"slices"
	"strings"
	"testing"
)

const mole = `# The Mole
site: www.Mole.example
aliases: [old.mole.example, .mole.example]
extends: ftr
generator: Press 4
url: {strip_prefix: [/index.php], keep_query: [page]}
headers: {Accept-Language: en}
article:
  match: ['^/story/', '^/letters/']
  title: h1
  subtitle: [.standfirst, {xpath: 'normalize-space(//p[2])'}]
  authors: [{css: .author}, {body_line: first, regex: '^By (.+)'}]
  submitted_by: {css: .submitted, regex: 'by (?P<name>.+?) on (?P<date>.+)$'}
  date: {from: submitted_by.date, layout: '2 January, 2006 - 15:04', locale: en-GB, clock: unreliable}
  body: .text
  prune: yes
  autodetect: no
  skip_json_ld: yes
  strip: [ul.links, '//div[@id="ads"]', 'img@srcset']
  dissolve: font
  next_page: a.next
  single_page: a.print
issue:
  match: ['^/issue/']
  number: {from: h1, regex: 'Mole (\d+)'}
  items: {css: article, link: 'h2 a'}
  files: '\.pdf$'
  next_page: a.older
tests:
  - {file: light.html, title: The light on the mole, authors: [Sunniva Holt], date: 2014-03-05, body: six, body_not: [cookies, Add a comment]}
  - url: https://mole.example/story/9
`

func TestParseYAML(t *testing.T) {
	r := ParseYAML("mole.yaml", []byte(mole))
	if got := problems(r); got != "" {
		t.Fatal(got)
	}
	if !slices.Equal(r.Hosts, []string{"mole.example", "old.mole.example", ".mole.example"}) || r.Fingerprint != "Press 4" || !r.extends {
		t.Errorf("hosts %q, generator %q, extends %v", r.Hosts, r.Fingerprint, r.extends)
	}
	if len(r.paths) != 2 || len(r.title) != 1 || len(r.subtitle) != 2 || len(r.authors) != 2 || r.authors[1].bodyLine != 1 || len(r.strip) != 3 || len(r.dissolve) != 1 || len(r.nextPage) != 1 || len(r.singlePage) != 1 {
		t.Errorf("article: %+v", r)
	}
	if d := r.date[0]; d.from != "submitted_by.date" || d.layout == "" || d.locale != "en-GB" || !d.noClock {
		t.Errorf("date: %+v", d)
	}
	if r.Fit() != Loose || *r.autodetect || !r.skipJSONLD {
		t.Error("choices are not those of the file")
	}
	if !covers(r.Issue.paths, "https://mole.example/issue/9") || covers(r.Issue.paths, "https://mole.example/story/9") || len(r.Issue.number) != 1 || len(r.Issue.items) != 1 || len(r.Issue.link) != 1 || len(r.Issue.nextPage) != 1 || r.Issue.files == nil || r.URL.KeepQuery[0] != "page" || r.Headers["Accept-Language"] != "en" {
		t.Errorf("issue %+v, url %+v", r.Issue, r.URL)
	}
	s := r.Samples[0]
	if len(r.Samples) != 2 || s.Line != 30 || s.File != "light.html" || *s.Title != "The light on the mole" || *s.Date != "2014-03-05" || len(s.Authors) != 1 || len(s.Body) != 1 || len(s.BodyNot) != 2 {
		t.Errorf("samples: %+v", r.Samples)
	}
	if r.Samples[1].Title != nil || r.Samples[1].Authors != nil {
		t.Error("what a sample does not give is compared")
	}
	if r := ParseYAML("a.yaml", []byte("site: a.example\narticle: {body: main}")); r.Fit() != Exact {
		t.Error("a body of our own is not exact")
	}
}

func TestYAMLProblems(t *testing.T) {
	for name, tt := range map[string]struct{ text, want string }{
		"no YAML":           {"site: [", "a.yaml: "},
		"empty":             {"", "a.yaml: the file is empty"},
		"a list":            {"- site", "a.yaml:1: a rule: not a mapping\na.yaml:1: neither site nor generator"},
		"no site":           {"article: {title: h1}", "a.yaml:1: neither site nor generator"},
		"unknown key":       {"site: a.example\nartikel: {}", `a.yaml:2: unknown key "artikel" of a rule`},
		"unknown field":     {"site: a.example\narticle:\n  titel: h1", `a.yaml:3: unknown key "titel" of article`},
		"unknown way":       {"site: a.example\narticle:\n  title: {csss: h1}", `a.yaml:3: unknown key "csss" of a field`},
		"bad CSS":           {"site: a.example\narticle:\n  title: 'h1['", "a.yaml:3: CSS selector h1["},
		"bad XPath":         {"site: a.example\narticle:\n  body: '//h1['", "a.yaml:3: XPath //h1["},
		"bad regex":         {"site: a.example\narticle:\n  title: {css: h1, regex: '('}", "a.yaml:3: error parsing regexp"},
		"no field":          {"site: a.example\narticle:\n  date: {from}", "a.yaml:3: a text is wanted here"},
		"no selector":       {"site: a.example\narticle:\n  title: {regex: x}", "a.yaml:3: a field wants css"},
		"body_line":         {"site: a.example\narticle:\n  authors: {body_line: third}", "a.yaml:3: body_line: neither first nor last"},
		"extends":           {"site: a.example\nextends: b.example", "a.yaml:2: extends: only"},
		"a test of nothing": {"site: a.example\ntests:\n  - {title: x}", "a.yaml:3: a test wants a file or a url"},
		"a test's key":      {"site: a.example\ntests:\n  - {file: x, titel: x}", `a.yaml:3: unknown key "titel" of a test`},
		"issue":             {"site: a.example\nissue: x", "a.yaml:2: issue: "},
		"a key twice":       {"site: a.example\nsite: b.example", `a.yaml:2: "site" of a rule for a second time`},
		"two documents":     {"site: a.example\n---\nsite: b.example", "a.yaml:2: a second document"},
		"a path":            {"site: https://a.example/story/", "a.yaml:1: https://a.example/story/: a site is a host"},
		"a layout":          {"site: a.example\narticle:\n  date: {css: .x, layout: dd/mm/yyyy}", "a.yaml:3: layout: dd/mm/yyyy: the year is wanted"},
		"a locale":          {"site: a.example\narticle:\n  date: {css: .x, locale: klingonisch}", "a.yaml:3: locale: klingonisch is no language"},
		"headers":           {"site: a.example\nheaders: [x]", "a.yaml:2: headers: not a mapping"},
		"an address":        {"site: a.example\nurl: {strip: /x}", `a.yaml:2: unknown key "strip" of url`},
		"a clock":           {"site: a.example\narticle:\n  date: {css: .x, clock: 12h}", "a.yaml:3: clock: only"},
	} {
		t.Run(name, func(t *testing.T) {
			r := ParseYAML("a.yaml", []byte(tt.text))
			if got := problems(r); !strings.HasPrefix(got, tt.want) || len(r.Problems) > 2 {
				t.Errorf("got %q, want %q", got, tt.want)
			}
			if name != "no site" && r.selectors() > 0 {
				t.Error("half of a field is used")
			}
		})
	}
}

func FuzzParseYAML(f *testing.F) {
	f.Add([]byte(mole))
	f.Add([]byte("site: a.example\narticle: {title: &a h1, body: *a, authors: {body_line: last}, strip: ['p > a:not(.x)', //p]}"))
	f.Fuzz(func(t *testing.T, data []byte) {
		checkRule(t, ParseYAML("a.yaml", data))
	})
}
