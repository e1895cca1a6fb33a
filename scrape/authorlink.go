package scrape

import (
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
)

// authorSegments are the parts of an address behind which sites keep their
// authors' pages: "/author/edda-quill".
var authorSegments = []string{"/author/", "/authors/", "/autor/", "/autores/", "/autoren/", "/autoras/", "/auteur/", "/auteurs/", "/autore/", "/autori/", "/autorzy/", "/contributor/", "/contributors/", "/writer/", "/writers/", "/journalist/", "/journalists/", "/journaliste/", "/journalistes/", "/columnist/", "/columnists/", "/columnista/", "/redakteur/", "/yazar/", "/yazarlar/", "/skribent/", "/firma/", "/firmas/", "/byline/"}

// staffSegments are those behind which sites keep other people too.
var staffSegments = []string{"/profile/", "/profiles/", "/people/", "/person/", "/team/", "/staff/", "/experts/", "/bio/", "/about-"}

// personSegments are both without their first slash, in that order.
var personSegments = sync.OnceValue(func() *needles {
	all := slices.Concat(authorSegments, staffSegments)
	for i := range all {
		all[i] = all[i][1:]
	}
	return newNeedles(all...)
})

// isAuthorPage reports whether an address is that of one author's page.
func isAuthorPage(href string) bool { return leadsTo(href, false) }

// leadsToPerson reports whether an address is that of one author's page, or may
// be that of another person's.
func leadsToPerson(href string) bool { return leadsTo(href, true) }

const longestPersonal = 300 // bytes of an address that may be a person's

func leadsTo(href string, others bool) bool {
	if len(href) > longestPersonal {
		return false
	}
	t := personSegments()
	for k := strings.IndexByte(href, '/') + 1; k > 0 && k+1 < len(href); {
		if t.pairs.has(href[k]|0x20, href[k+1]|0x20) {
			if nth, rest := t.begin(strings.ToLower(href[k:])); nth >= len(authorSegments) && others || nth >= 0 && nth < len(authorSegments) && strings.Trim(rest, "/#?") != "" {
				return true
			}
		}
		next := strings.IndexByte(href[k:], '/') + 1
		if next == 0 {
			break
		}
		k += next
	}
	query := strings.IndexByte(href, '?')
	return query >= 0 && strings.Contains(strings.ToLower(href[query:]), "?author=")
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
		k := l.headBlock(n)
		if k < 0 || l.blocks[k].Words > 25 || helps(before(l.blocks[k].Text(), text)) || k > 0 && l.blocks[k-1].Words <= 3 && helps(l.blocks[k-1].Text()) {
			continue
		}
		if k > l.last && len(c.people) > 0 && c.block <= l.last {
			break // what stands behind the text names others
		}
		if names := namesAround(&l.blocks[k]); strings.Contains(names, "related") || strings.Contains(names, "teaser") || strings.Contains(names, "recommend") {
			continue
		}
		if !isAuthorPage(attr(n, "href")) && (!hasGivenName(text) || !nameLike(text) || l.blocks[k].Words > 15) {
			continue
		}
		if (k < l.first || k > l.last) && elsewhere(n) {
			continue
		}
		by := parseByline(text, l.lang)
		if by.found && by.role != writer {
			continue
		}
		for _, name := range by.names {
			if q, ok := person(name, sites); ok && (q.Type == "person" || editorial(q.Name)) && (strings.Contains(q.Name, " ") || !spacedScript(q.Name)) {
				if href := attr(n, "href"); strings.HasPrefix(href, "http") {
					q.URL = href
				}
				c.people = append(c.people, q)
				c.block = k
			}
		}
	}
	if slices.ContainsFunc(c.people, isHuman) {
		c.people = slices.DeleteFunc(c.people, func(p Person) bool { return !isHuman(p) })
	}
	if c.people = unique(c.people); len(c.people) == 0 || len(c.people) > 8 {
		return nil
	}
	c.raw = nameList(c.people)
	return []authorCandidate{c}
}

func isHuman(p Person) bool { return p.Type == "person" }

// headBlock is the block that n stands in, if it is near the headline or
// between it and the body, or -1.
func (l *layout) headBlock(n *html.Node) int {
	if l.first < 0 {
		return -1
	}
	from := max(0, l.first-linesHead)
	if l.title >= 0 && l.title < l.first {
		from = max(0, l.title-4)
	}
	for i := from; i < len(l.blocks) && i <= l.first+labelsFront; i++ {
		if l.blocks[i].In(n) && (i <= l.first+6 || l.inFront(i) && isAuthorPage(attr(n, "href"))) {
			return i
		}
	}
	return -1
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
