package scrape

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
)

// noHandles are the user names that say nothing of who wrote.
var noHandles = []string{"administrator", "superuser", "root", "user", "guest", "webmaster", "editor", "editors", "redaktion", "staff", "author", "default", "anonymous", "anonym", "unknown", "test", "dev", "developer", "webdev", "press", "presse", "news", "info", "office", "marketing", "blog", "website"}

// handles finds the author who signs with the name of a user, where the page
// names nobody else: the word at the head of the article whose markup says that
// it is its author's, "by <a href=/author/equill>equill</a>".
func (l *layout) handles(h *head, sites []string) []authorCandidate {
	nodes := slices.Clone(h.relAuthor)
	for _, n := range h.authors {
		if isAuthorPage(attr(n, "href")) {
			nodes = append(nodes, n)
		}
	}
	for i := range h.props {
		if h.props[i].name == "author" {
			nodes = append(nodes, h.props[i].node)
		}
	}
	var found []Person
	for _, n := range nodes {
		if inComment(n) || !l.atTop(n) {
			continue
		}
		name := oneLine(textOf(n))
		if by := parseByline(name, l.lang); by.found && by.role == writer {
			name = strings.TrimLeft(by.text[min(len(by.prefix), len(by.text)):], " :")
		}
		if handleLike(name) && !isSite(name, sites) {
			found = append(found, Person{Name: name, Type: "person"})
		}
	}
	if found = unique(found); len(found) != 1 {
		return nil
	}
	return []authorCandidate{{people: found, source: "handle", raw: found[0].Name, weight: .5, block: -1}}
}

// atTop reports whether n stands in a line at the head of the article.
func (l *layout) atTop(n *html.Node) bool {
	z := l.zoneOf(n)
	return z == above || z == below || z == start
}

// handleLike reports whether s has the shape of a user's name: one word of
// letters and what systems allow beside them.
func handleLike(s string) bool {
	n, low := utf8.RuneCountInString(s), strings.ToLower(s)
	if n < 4 || n > 24 || slices.Contains(noHandles, low) || notNames[low] || personType(s) != "person" || strings.HasSuffix(low, "admin") || strings.HasSuffix(low, "team") || strings.HasPrefix(low, "www.") {
		return false
	}
	letters := 0
	for _, r := range s {
		switch {
		case unicode.IsLetter(r):
			letters++
		case !unicode.IsDigit(r) && !strings.ContainsRune("._-", r):
			return false
		}
	}
	return letters > 2 && !strings.HasSuffix(s, ".")
}

// bySite reports whether a byline at the head of the article names the site
// itself, and nobody else.
func (l *layout) bySite(sites []string) bool {
	return slices.ContainsFunc(l.lines, func(ln line) bool {
		by := ln.by
		if !by.found || by.role != writer || len(by.prefix) < 2 || len(ln.text) > maxName || ln.zone == behind || ln.zone == end {
			return false
		}
		return isSite(strings.TrimLeft(by.text[min(len(by.prefix), len(by.text)):], " :"), sites)
	})
}
