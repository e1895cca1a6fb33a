package scrape

import (
	"strings"

	"golang.org/x/net/html"
)

// authorSegments are the parts of an address behind which sites keep their
// authors' pages: "/author/edda-quill".
var authorSegments = []string{"/author/", "/authors/", "/autor/", "/autores/", "/autoren/", "/autoras/", "/auteur/", "/auteurs/", "/autore/", "/autori/", "/autorzy/", "/contributor/", "/contributors/", "/writer/", "/writers/", "/journalist/", "/journalists/", "/journaliste/", "/journalistes/", "/columnist/", "/columnists/", "/columnista/", "/redakteur/", "/yazar/", "/yazarlar/", "/skribent/", "/firma/", "/firmas/", "/byline/"}

// isAuthorPage reports whether an address is that of one author's page.
func isAuthorPage(href string) bool {
	if len(href) > 300 {
		return false
	}
	low := strings.ToLower(href)
	for _, seg := range authorSegments {
		if k := strings.Index(low, seg); k >= 0 && strings.Trim(low[k+len(seg):], "/#?") != "" {
			return true
		}
	}
	return strings.Contains(low, "?author=")
}

// authorLinks are the names in front of the body that lead to their bearers'
// pages. Those of reviewers and editors, which say so, are left out.
func (l *layout) authorLinks(links []*html.Node, sites []string) []authorCandidate {
	c := authorCandidate{source: "author-link", weight: .74, block: -1}
	for _, n := range links {
		text := oneLine(textOf(n))
		if text == "" || len(text) > maxName || inComment(n) {
			continue
		}
		ln := l.lineOf(n)
		if ln == nil || ln.zone == behind || ln.zone == end || l.blocks[ln.block].Words > 25 || ln.named("related", "teaser", "card", "recommend") || helps(before(l.blocks[ln.block].Text(), text)) {
			continue
		}
		by := parseByline(text, l.lang)
		if by.found && by.role != writer {
			continue
		}
		for _, name := range by.names {
			if q, ok := person(name, sites); ok && (strings.Contains(q.Name, " ") || !spacedScript(q.Name)) {
				if href := attr(n, "href"); strings.HasPrefix(href, "http") {
					q.URL = href
				}
				c.people = append(c.people, q)
				c.block = ln.block
			}
		}
	}
	if c.people = unique(c.people); len(c.people) == 0 || len(c.people) > 8 {
		return nil
	}
	c.raw = nameList(c.people)
	return []authorCandidate{c}
}

// lineOf is the line that n stands in, or nil.
func (l *layout) lineOf(n *html.Node) *line {
	for i := range l.lines {
		if l.blocks[l.lines[i].block].In(n) {
			return &l.lines[i]
		}
	}
	return nil
}

// before is the part of s in front of part.
func before(s, part string) string {
	head, _, _ := strings.Cut(oneLine(s), part)
	return head
}

// helps reports whether a line's words in front of a name say that it is not
// the writer's.
func helps(s string) bool {
	low := strings.ToLower(s)
	for _, w := range []string{"review", "edited", "checked", "photo", "foto", "illustrat", "translat", "updated by", "approved"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}
