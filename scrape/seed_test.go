package scrape

import (
	"encoding/json"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// shared is the folder of reference data beside the module, or the test is
// skipped.
func shared(t *testing.T, path ...string) string {
	t.Helper()
	root := os.Getenv("BACKISSUE_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	p := filepath.Join(append([]string{root}, path...)...)
	if _, err := os.Stat(p); err != nil {
		t.Skipf("reference data %s is not here: %v", p, err)
	}
	return p
}

// seed is what must come out of the first page the project has to get right.
type seed struct {
	Title       string   `json:"title"`
	Byline      string   `json:"byline"`
	Authors     []string `json:"authors"`
	SubmittedBy string   `json:"submitted_by"`
	Date        string   `json:"date"`
	DateRaw     string   `json:"date_raw"`
	Paragraphs  []string `json:"paragraphs"`
	MustNot     []string `json:"must_not"`
}

func TestSeedInEveryMarkup(t *testing.T) {
	b, err := os.ReadFile(shared(t, "seed", "expected.json"))
	if err != nil {
		t.Fatal(err)
	}
	var want seed
	if err := json.Unmarshal(b, &want); err != nil {
		t.Fatal(err)
	}
	for name, markup := range seedMarkups {
		t.Run(name, func(t *testing.T) {
			p, err := NewPage(Source{URL: "https://periodical.example/story/2011/10/26/seed", Body: []byte(markup(want))})
			if err != nil {
				t.Fatal(err)
			}
			a, err := Extract(p, Options{})
			if err != nil {
				t.Fatal(err)
			}
			checkSeed(t, a, want)
		})
	}
}

func checkSeed(t *testing.T, a *Article, want seed) {
	t.Helper()
	var authors []string
	for _, p := range a.Authors {
		authors = append(authors, p.Name)
	}
	if a.Title != want.Title || a.Byline != want.Byline || strings.Join(authors, "; ") != strings.Join(want.Authors, "; ") || a.SubmittedBy != want.SubmittedBy {
		t.Errorf("got title %q byline %q authors %q submitted by %q", a.Title, a.Byline, authors, a.SubmittedBy)
	}
	if !strings.HasPrefix(a.Date, want.Date) { // some markups state a time with its zone
		t.Errorf("got date %q (%+v), want %q", a.Date, a.Fields["date"], want.Date)
	}
	var paragraphs []string
	for c := a.Content.FirstChild; c != nil; c = c.NextSibling {
		paragraphs = append(paragraphs, oneLine(textOf(c)))
	}
	if len(paragraphs) != len(want.Paragraphs) {
		t.Errorf("got %d paragraphs, want %d", len(paragraphs), len(want.Paragraphs))
	}
	for i := range min(len(paragraphs), len(want.Paragraphs)) {
		if paragraphs[i] != oneLine(want.Paragraphs[i]) {
			t.Errorf("paragraph %d:\ngot  %q\nwant %q", i, paragraphs[i], want.Paragraphs[i])
		}
	}
	body := textOf(a.Content)
	for _, not := range want.MustNot {
		if strings.Contains(body, not) {
			t.Errorf("the body holds %q", not)
		}
	}
}

const (
	seedMenu    = `<ul class="menu"><li><a href="/">Home</a></li><li><a href="/news">News and features</a></li><li><a href="/join">Join us</a></li></ul>`
	seedCookies = `<p>This website uses cookies, you can find out more and set your preferences <a href="/cookies">here</a>.<br>By continuing to use this website, you agree to our <a href="/privacy">Privacy Policy</a> and <a href="/terms">Terms &amp; Conditions</a>.</p>`
	seedAdd     = `<a href="/comment/reply/17342#comment-form" title="Share your thoughts and opinions.">Add new comment</a>`
	seedTeasers = `<div class="view view-latest"><div class="view-content"><div class="views-row views-row-1"><h3><a href="/story/2018">Another story of the paper</a></h3><span class="submitted">Submitted by SJW on 18 July, 2018 - 10:08</span><p>Its first lines stand here so that a reader may want to go on, which is what teasers are for. By Another Writer</p><a href="/story/2018">Read more</a></div></div></div>`
)

func (s seed) paragraphs(first string) string {
	var b strings.Builder
	b.WriteString(first)
	for _, p := range s.Paragraphs {
		b.WriteString("<p>" + html.EscapeString(p) + "</p>\n")
	}
	return b.String()
}

func (s seed) byP() string { return "<p>" + s.Byline + "</p>" }

// seedMarkups prints the same text in the markups of Drupal's generations.
var seedMarkups = map[string]func(seed) string{
	"drupal 6": func(s seed) string {
		return fmt.Sprintf(`<html><head><title>%[1]s | Periodical</title></head><body><div id="header">%[2]s</div><div id="center"><h2>%[1]s</h2>
<div id="node-17342" class="node node-story"><span class="submitted">Submitted by %[3]s on %[4]s</span><div class="content">%[5]s</div>
<div class="clear-block clear"><div class="links"><ul class="links inline"><li class="comment_add first last">%[6]s</li></ul></div></div></div></div><div id="footer">%[7]s</div></body></html>`,
			s.Title, seedMenu, s.SubmittedBy, s.DateRaw, s.paragraphs(s.byP()), seedAdd, seedCookies)
	},
	"drupal 6, title as h1, strong byline": func(s seed) string {
		return fmt.Sprintf(`<html><head><title>%[1]s | Periodical</title></head><body>%[2]s<h1 class="title">%[1]s</h1>
<div class="node"><div class="submitted">Submitted by <a href="/user/5">%[3]s</a> on %[4]s</div><div class="content clear-block">%[5]s</div>
<ul class="links inline"><li class="comment_add">%[6]s</li></ul></div>%[7]s</body></html>`,
			s.Title, seedMenu, s.SubmittedBy, s.DateRaw, s.paragraphs("<p><strong>"+s.Byline+"</strong></p>"), seedAdd, seedCookies)
	},
	"drupal 7, RDFa": func(s seed) string {
		return fmt.Sprintf(`<!DOCTYPE html><html lang="en" dir="ltr" prefix="sioc: http://rdfs.org/sioc/ns#"><head><meta name="Generator" content="Drupal 7 (http://drupal.org)"><title>%[1]s | Periodical</title></head>
<body class="html not-front node-type-story"><div id="page"><div id="header">%[2]s</div><div id="main"><h1 class="title" id="page-title">%[1]s</h1>
<div id="node-17342" class="node node-story node-promoted clearfix" about="/story" typeof="sioc:Item foaf:Document">
<span property="dc:title" content="%[1]s" class="rdf-meta element-hidden"></span>
<div class="meta submitted"><span property="dc:date dc:created" content="2011-10-26T12:11:00+01:00" datatype="xsd:dateTime" rel="sioc:has_creator">Submitted by <span class="username" xml:lang="" about="/users/m" typeof="sioc:UserAccount" property="foaf:name" datatype="">%[3]s</span> on %[4]s</span></div>
<div class="content clearfix"><div class="field field-name-body field-type-text-with-summary field-label-hidden"><div class="field-items"><div class="field-item even" property="content:encoded">%[5]s</div></div></div></div>
<ul class="links inline"><li class="comment-add first last">%[6]s</li></ul></div></div><div id="footer"></div></div>
<div id="sliding-popup"><div class="popup-content">%[7]s</div></div></body></html>`,
			s.Title, seedMenu, s.SubmittedBy, s.DateRaw, s.paragraphs(s.byP()), seedAdd, seedCookies)
	},
	"drupal 7, everything in one field": func(s seed) string {
		return fmt.Sprintf(`<!DOCTYPE html><html lang="en"><head><title>%[1]s | Periodical</title></head><body>%[2]s<article id="node-1" class="node node-story"><header><h2 class="title">%[1]s</h2><p class="submitted">Submitted by <span class="username">%[3]s</span> on %[4]s</p></header>
<div class="field-name-body">%[5]s</div><p>%[6]s</p>%[7]s</article></body></html>`,
			s.Title, seedMenu, s.SubmittedBy, s.DateRaw, s.paragraphs(s.byP()), seedAdd, seedCookies)
	},
	"drupal 8": func(s seed) string {
		return fmt.Sprintf(`<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="Generator" content="Drupal 8 (https://www.drupal.org)"><title>%[1]s | Periodical</title></head>
<body><header role="banner">%[2]s</header><main role="main"><h1 class="page-title"><span class="field field--name-title field--type-string">%[1]s</span></h1>
<article role="article" class="node node--type-story node--view-mode-full clearfix"><footer class="node__meta"><div class="node__submitted">Submitted by <span class="field field--name-uid"><span class="username">%[3]s</span></span> on <span class="field field--name-created">%[4]s</span></div></footer>
<div class="node__content"><div class="clearfix text-formatted field field--name-body field--type-text-with-summary field__item">%[5]s</div>
<div class="node__links"><ul class="links inline"><li class="comment-add">%[6]s</li></ul></div></div></article></main>
<div id="sliding-popup" class="sliding-popup-bottom"><div class="eu-cookie-compliance-banner"><div class="popup-content info">%[7]s</div></div></div></body></html>`,
			s.Title, seedMenu, s.SubmittedBy, s.DateRaw, s.paragraphs(s.byP()), seedAdd, seedCookies)
	},
	"drupal 11, glued spans, time": func(s seed) string {
		return fmt.Sprintf(`<!DOCTYPE html><html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="Generator" content="Drupal 11 (https://www.drupal.org)"><title>%[1]s | Periodical</title></head>
<body class="path-node">%[2]s<main><div class="layout-content"><article class="node node--type-story node--view-mode-full"><h1><span class="field--name-title">%[1]s</span></h1>
<span class="field field--name-uid"><span>%[3]s</span></span> <span class="field field--name-created"><time datetime="2011-10-26T12:11:00+01:00" title="Wednesday, October 26, 2011 - 12:11">%[4]s</time></span>
<div class="field field--name-body">%[5]s</div><ul class="links inline"><li class="comment-add">%[6]s</li></ul></article>%[8]s</div></main><div role="alertdialog" aria-label="cookies">%[7]s</div></body></html>`,
			s.Title, seedMenu, s.SubmittedBy, s.DateRaw, s.paragraphs(s.byP()), seedAdd, seedCookies, seedTeasers)
	},
	"teaser view with the whole text": func(s seed) string {
		return fmt.Sprintf(`<!DOCTYPE html><html lang="en"><head><title>%[1]s | Periodical</title></head><body>%[2]s<div class="view-content"><article class="node node--type-story node--view-mode-teaser"><h2 class="node__title"><a href="/story"><span>%[1]s</span></a></h2>
<div class="node__meta">Submitted by %[3]s on %[4]s</div><div class="node__content"><div class="field--name-body">%[5]s</div><div class="node__links"><ul class="links inline"><li class="node-readmore"><a href="/story">Read more</a></li><li class="comment-add">%[6]s</li></ul></div></div></article></div>%[7]s</body></html>`,
			s.Title, seedMenu, s.SubmittedBy, s.DateRaw, s.paragraphs(s.byP()), seedAdd, seedCookies)
	},
	"author field present": func(s seed) string {
		return fmt.Sprintf(`<!DOCTYPE html><html lang="en"><head><title>%[1]s | Periodical</title></head><body>%[2]s<main><h1>%[1]s</h1><article class="node node--type-story node--view-mode-full"><div class="node__meta">Submitted by <span class="username">%[3]s</span> on %[4]s</div>
<div class="field field--name-field-author field--label-inline"><div class="field__label">Author</div><div class="field__item">%[8]s</div></div><div class="field--name-body">%[5]s</div><ul class="links"><li class="comment-add">%[6]s</li></ul></article></main>%[7]s</body></html>`,
			s.Title, seedMenu, s.SubmittedBy, s.DateRaw, s.paragraphs(s.byP()), seedAdd, seedCookies, s.Authors[0])
	},
	"one paragraph cut by line breaks": func(s seed) string {
		return fmt.Sprintf(`<html><head><title>%[1]s | Periodical</title></head><body>%[2]s<h1>%[1]s</h1><span class="submitted">Submitted by %[3]s on %[4]s</span><div class="content">%[8]s<br /><br />%[5]s</div><div class="links">%[6]s</div>%[7]s</body></html>`,
			s.Title, seedMenu, s.SubmittedBy, s.DateRaw, strings.Join(s.Paragraphs, "<br />\n<br />\n"), seedAdd, seedCookies, s.Byline)
	},
	"no markup but paragraphs": func(s seed) string {
		return fmt.Sprintf(`<html><head><title>%[1]s</title></head><body>%[2]s<h1>%[1]s</h1><p>Submitted by %[3]s on %[4]s</p>%[5]s<p>%[6]s</p>%[7]s</body></html>`,
			s.Title, seedMenu, s.SubmittedBy, s.DateRaw, s.paragraphs(s.byP()), seedAdd, seedCookies)
	},
}
