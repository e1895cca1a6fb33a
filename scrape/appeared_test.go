package scrape

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/net/html"
)

func TestFillAppeared(t *testing.T) {
	const graph = `<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
{"@type":"Periodical","@id":"#p","name":"The Mole","issn":"1234-5679"},
{"@type":"PublicationVolume","@id":"#v","volumeNumber":4,"isPartOf":{"@id":"#p"}},
{"@type":"PublicationIssue","@id":"#i","issueNumber":"12","isPartOf":{"@id":"#v"}},
{"@type":"Article","headline":"Lights","isPartOf":{"@id":"#i"},"pageStart":"7","pageEnd":"9","keywords":["harbour, light"],"articleSection":"Town","license":"https://creativecommons.org/licenses/by/4.0/"}]}</script>`
	type got struct {
		Publication *Publication
		Issue       *IssueRef
		Pages       string
		Section     string
		Tags        []string
		License     string
		Sources     map[string]string
		Warned      bool
	}
	for _, tt := range []struct {
		name, page string
		want       got
	}{
		{
			"tags of journals", `<meta name="citation_journal_title" content="The Mole"><meta name="citation_issn" content="1234-5679"><meta name="citation_publisher" content="Harbour Press">
<meta name="citation_volume" content="4"><meta name="citation_issue" content="12"><meta name="citation_firstpage" content="7"><meta name="citation_lastpage" content="9"><meta property="article:tag" content="light"><meta property="article:tag" content="Light"><meta property="article:tag" content="harbour">`,
			got{
				Publication: &Publication{Name: "The Mole", ISSN: "1234-5679", Publisher: "Harbour Press"}, Issue: &IssueRef{Number: "12", Volume: "4"}, Pages: "7–9", Tags: []string{"light", "harbour"},
				Sources: map[string]string{"publication": "citation_journal_title", "issue": "citation", "pages": "citation_firstpage", "tags": "article:tag"},
			},
		},
		{
			"a graph of issue, volume and periodical", graph,
			got{
				Publication: &Publication{Name: "The Mole", ISSN: "1234-5679"}, Issue: &IssueRef{Number: "12", Volume: "4"}, Pages: "7–9", Section: "Town", Tags: []string{"harbour", "light"},
				License: "https://creativecommons.org/licenses/by/4.0/",
				Sources: map[string]string{"publication": "json-ld", "issue": "json-ld", "pages": "json-ld", "section": "json-ld", "tags": "json-ld", "license": "json-ld"},
			},
		},
		{
			"a conflict", `<meta name="citation_issue" content="11">` + graph,
			got{
				Publication: &Publication{Name: "The Mole", ISSN: "1234-5679"}, Issue: &IssueRef{Number: "11"}, Pages: "7–9", Section: "Town", Tags: []string{"harbour", "light"},
				License: "https://creativecommons.org/licenses/by/4.0/", Warned: true,
				Sources: map[string]string{"publication": "json-ld", "issue": "citation", "pages": "json-ld", "section": "json-ld", "tags": "json-ld", "license": "json-ld"},
			},
		},
		{
			"links", `<body><nav><a rel="tag" href="/t/menu">Menu</a></nav><p><a rel="tag" href="/t/light">#light</a> <a rel="license" href="/by/4.0/">CC</a></p>`,
			got{Tags: []string{"light"}, License: "https://mole.example/by/4.0/", Sources: map[string]string{"tags": "rel-tag", "license": "rel-license"}},
		},
		{"nothing", `<p>Text.</p>`, got{Sources: map[string]string{}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			doc, err := html.Parse(strings.NewReader(tt.page))
			if err != nil {
				t.Fatal(err)
			}
			a := &Article{Fields: map[string]Field{}}
			a.fillAppeared(readHead(doc), newResolver("https://mole.example/a", ""))
			have := got{a.Publication, a.Issue, a.Pages, a.Section, a.Tags, a.License, map[string]string{}, len(a.Warnings) > 0}
			for name, f := range a.Fields {
				have.Sources[name] = f.Source
			}
			if d := cmp.Diff(tt.want, have); d != "" {
				t.Error(d)
			}
		})
	}
}
