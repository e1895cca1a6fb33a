package scrape

import (
	"fmt"
	"strings"

	"golang.org/x/net/html/atom"
)

// said is a value and who says it.
type said struct{ value, source string }

// fillAppeared takes over where the head says that the article appeared: its
// publication, issue, pages, section, and the subjects and terms it has there.
func (a *Article) fillAppeared(h *head, res resolver) {
	note := func(name string, s said, confidence float64) string {
		a.set(name, s.value != "", Field{Source: s.source, Confidence: confidence})
		return s.value
	}
	if name := note("publication", publicationOf(h), .85); name != "" {
		a.Publication = &Publication{
			Name: name,
			ISSN: h.said(h.fromLD(func(n *ldNode) string { return n.issn }), "citation_issn", "prism.issn", "prism.eissn").value,
		}
		if p := h.said(said{}, "citation_publisher", "dc.publisher", "dcterms.publisher").value; fold(p) != fold(name) {
			a.Publication.Publisher = p
		}
	}
	a.Section = note("section", sectionOf(h), .8)
	a.Pages = note("pages", pagesOf(h), .9)
	a.License = note("license", licenseOf(h, res), .9)
	tags, source := tagsOf(h)
	a.Tags = tags
	a.set("tags", len(tags) > 0, Field{Source: source, Confidence: .8})
	a.fillIssue(h)
}

// said is the value of the first <meta> name that has one, or other.
func (h *head) said(other said, names ...string) said {
	v, name := h.metaValue(names...)
	if v = oneLine(v); v == "" {
		return other
	}
	return said{v, name}
}

// fromLD is what the first node of the JSON-LD that says it says.
func (h *head) fromLD(what func(*ldNode) string) said {
	for i := range h.ld {
		if v := oneLine(what(&h.ld[i])); v != "" {
			return said{v, "json-ld"}
		}
	}
	return said{}
}

func publicationOf(h *head) said {
	ld := h.fromLD(func(n *ldNode) string { return n.periodical })
	if ld.value == "" && h.ldSite != "" {
		ld = said{h.ldSite, "json-ld"}
	}
	if ld.value == "" {
		ld = h.fromLD(func(n *ldNode) string { return n.publisher })
	}
	s := h.said(ld, "citation_journal_title", "prism.publicationname", "og:site_name")
	if strings.Contains(s.value, "://") || len(s.value) > maxName {
		return said{}
	}
	return s
}

func sectionOf(h *head) said {
	s := h.said(h.fromLD(func(n *ldNode) string { return n.section }), "article:section", "prism.section", "dc.type.articletype", "parsely-section")
	if len(s.value) > maxName {
		return said{}
	}
	return s
}

// maxTags is how many subjects an article may have.
const maxTags = 100

// tagsOf are the subjects of the article, from the first source that has some.
func tagsOf(h *head) (tags []string, source string) {
	lists := []struct {
		values []string
		source string
	}{
		{h.metaValues("article:tag"), "article:tag"},
		{h.metaValues("citation_keywords"), "citation_keywords"},
		{strings.Split(metaOnly(h, "news_keywords"), ","), "news_keywords"},
		{h.ldKeywords(), "json-ld"},
		{h.tagLinks(), "rel-tag"},
	}
	seen := map[string]bool{}
	for _, l := range lists {
		for _, v := range l.values {
			if v = oneLine(v); v != "" && len(v) <= 100 && !seen[fold(v)] && len(tags) < maxTags {
				seen[fold(v)] = true
				tags = append(tags, v)
			}
		}
		if len(tags) > 0 {
			return tags, l.source
		}
	}
	return nil, ""
}

func (h *head) ldKeywords() []string {
	for i := range h.ld {
		if len(h.ld[i].keywords) > 0 {
			return h.ld[i].keywords
		}
	}
	return nil
}

// tagLinks are the texts of the page's links of the type tag (HTML, §4.6.7.17).
func (h *head) tagLinks() []string {
	var tags []string
	for _, n := range h.tagged {
		if !inChrome(n) {
			tags = append(tags, strings.TrimPrefix(oneLine(textOf(n)), "#"))
		}
	}
	return tags
}

// licenseOf is the address or name of the license that the page declares.
func licenseOf(h *head, res resolver) said {
	if s := h.fromLD(func(n *ldNode) string { return n.license }); s.value != "" {
		return s
	}
	if v, name := h.metaValue("dc.rights", "dcterms.license", "dcterms.rights"); strings.Contains(v, "creativecommons.org") {
		return said{res.resolve(v), name}
	}
	if h.license != nil && !inChrome(h.license) || h.license != nil && h.license.DataAtom == atom.Link {
		return said{res.resolve(attr(h.license, "href")), "rel-license"}
	}
	return said{}
}

// pagesOf are the pages of the printed article: "91–95".
func pagesOf(h *head) said {
	from := h.said(said{}, "citation_firstpage", "prism.startingpage", "dc.identifier.pagenumber", "bepress_citation_firstpage")
	to := h.said(said{}, "citation_lastpage", "prism.endingpage", "bepress_citation_lastpage")
	if from.value == "" {
		return h.fromLD(func(n *ldNode) string { return strings.ReplaceAll(n.pages, "-", "–") })
	}
	if to.value != "" && to.value != from.value {
		from.value += "–" + to.value
	}
	return from
}

// fillIssue takes over the issue that the tags of journals or the JSON-LD name,
// and warns where they name different ones.
func (a *Article) fillIssue(h *head) {
	tags := IssueRef{
		Number: h.said(said{}, "citation_issue", "prism.number", "prism.issueidentifier", "dc.source.issue", "bepress_citation_issue").value,
		Volume: h.said(said{}, "citation_volume", "prism.volume", "dc.source.volume", "bepress_citation_volume").value,
	}
	ld := IssueRef{
		Number: h.fromLD(func(n *ldNode) string { return n.issue }).value,
		Volume: h.fromLD(func(n *ldNode) string { return n.volume }).value,
	}
	issue, source := tags, "citation"
	if issue == (IssueRef{}) {
		issue, source = ld, "json-ld"
	}
	if issue == (IssueRef{}) {
		return
	}
	confidence := .9
	for _, c := range []struct{ what, a, b string }{{"issue", tags.Number, ld.Number}, {"volume", tags.Volume, ld.Volume}} {
		if c.a != "" && c.b != "" && c.a != c.b {
			confidence = .5
			a.Warnings = append(a.Warnings, fmt.Sprintf("issue: the %s is %s by its tags and %s by the JSON-LD", c.what, c.a, c.b))
		}
	}
	a.Issue = &issue
	a.set("issue", true, Field{Source: source, Confidence: confidence})
}
