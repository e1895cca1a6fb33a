package contents

import (
	"path"
	"sort"
	"strings"
	"unicode/utf8"
)

// record is the links of a page to one address.
type record struct {
	key   string
	links []int
	main  int    // the link that carries the title
	title string // its text
	head  int    // the line of a heading that bears the title unlinked, or -1
	pdf   bool   // the address itself is a PDF
}

// records merges the links to one address and drops those that are no article
// by their address or text.
func (p *page) records() []*record {
	byKey := map[string]*record{}
	var list []*record
	for i := range p.links {
		l := &p.links[i]
		if p.drop(l) && !p.isPinned(l) {
			continue
		}
		r := byKey[l.key]
		if r == nil {
			r = &record{key: l.key, main: -1, head: -1, pdf: isPDF(l)}
			byKey[l.key] = r
			list = append(list, r)
		}
		r.links = append(r.links, i)
	}
	for _, r := range list {
		p.pick(r)
	}
	p.untitled(list)
	return list
}

// untitled gives records that are linked by "read more" alone the unlinked
// heading above the link.
func (p *page) untitled(list []*record) {
	taken := -1
	sort.SliceStable(list, func(i, j int) bool { return list[i].links[0] < list[j].links[0] })
	for _, r := range list {
		l := &p.links[r.links[0]]
		if r.main >= 0 {
			taken = max(taken, p.links[r.main].last)
			continue
		}
		if l.line < 0 || r.pdf || l.flags&(chrome|comments) != 0 {
			continue
		}
		for i := l.line - 1; i > taken && i >= l.line-8; i-- {
			if h := &p.lines[i]; h.level > 1 && len(h.links) == 0 || h.bold && h.level == 0 && len(h.links) == 0 && len(h.text) > 12 {
				r.main, r.head, r.title = r.links[0], i, h.text
				taken = l.line
				break
			}
		}
	}
}

// pick finds the link that carries a record's title: in a heading, in the main
// region, the longest.
func (p *page) pick(r *record) {
	best := -1
	for _, i := range r.links {
		l := &p.links[i]
		text := l.text
		if text == "" || moreText(text) {
			continue
		}
		n := min(utf8.RuneCountInString(text), 120)
		if l.level > 0 {
			n += 200
		}
		if l.flags&(chrome|aside|comments|crumbs) == 0 {
			n += 400
		}
		if p.inRunning(l) {
			n -= 300
		}
		if n > best {
			best, r.main, r.title = n, i, text
		}
	}
}

// inRunning reports whether a link stands within a sentence.
func (p *page) inRunning(l *link) bool {
	if l.line < 0 || l.line != l.last || l.level > 0 {
		return false
	}
	text := p.lines[l.line].text
	before := squeeze(l.before)
	after := strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(text, before), " "))
	after = strings.TrimSpace(strings.TrimPrefix(after, l.text))
	if before == "" || strings.HasSuffix(before, ":") || len(before) < 6 {
		return false
	}
	if len(before) > 50 {
		return true
	}
	return len(after) > 30 && !strings.HasPrefix(after, ",") && !strings.HasPrefix(after, "(")
}

// drop reports whether a link leads to no article by its address or relation.
func (p *page) drop(l *link) bool {
	if site(l.u) != site(p.address) && p.address.Host != "" && !sameSite(site(l.u), site(p.address)) {
		return true
	}
	if l.key == key(p.address) {
		return true
	}
	path := strings.ToLower(l.u.Path)
	if path == "" || path == "/" {
		return l.u.RawQuery == ""
	}
	for _, w := range strings.Fields(l.rel) {
		switch w {
		case "author", "tag", "next", "prev", "license", "category", "search", "help":
			return true
		}
	}
	if hasAny(path, "/tag/", "/tags/", "/taxonomy/", "/author/", "/authors/", "/auteur/", "/autor/", "/autoren/", "/user/", "/users/", "/comment/reply", "/login", "/register", "/search", "/category/", "/wp-login", "/feed", "/rss", "/cart", "/privacy", "/contact", "/profile/", "/people/", "/contributor/", "/contributors/") {
		if p.address.Path == "" || !hasAny(strings.ToLower(p.address.Path), "/search", "/tag/", "/taxonomy/") || !hasAny(path, "/search") {
			return true
		}
	}
	switch ext(path) {
	case ".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".css", ".js", ".xml", ".zip", ".mp3", ".mp4", ".ris", ".bib", ".epub":
		return true
	}
	if f := strings.ToLower(l.u.Fragment); hasAny(f, "comment", "respond", "disqus") {
		return true
	}
	return hasAny(strings.ToLower(l.u.RawQuery), "replytocom", "share=", "destination=", "format=feed", "print=")
}

func ext(p string) string { return strings.ToLower(path.Ext(p)) }

// sameSite reports whether one host is below the other.
func sameSite(a, b string) bool {
	return a == b || strings.HasSuffix(a, "."+b) || strings.HasSuffix(b, "."+a)
}

// isPDF reports whether a link leads to a PDF, by its address or its own words.
func isPDF(l *link) bool {
	t := strings.ToLower(l.text)
	return ext(l.u.Path) == ".pdf" || t == "pdf" || strings.HasPrefix(t, "pdf ") || strings.HasSuffix(t, " pdf") || strings.HasSuffix(t, "(pdf)") || hasAny(l.class, "galley-link pdf", "galley_link pdf")
}
