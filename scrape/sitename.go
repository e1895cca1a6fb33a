package scrape

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// maxHomeLinks is how many links to the front page are looked at.
const maxHomeLinks = 8

// maxNameWords is how many words the name of a site has; a picture that leads to
// the front page may say what an article is about.
const maxNameWords = 7

// maxMenuLinks is how many links are looked through for sections: menus come
// first on most pages.
const maxMenuLinks = 400

// namedBy are the names that a page's links give its site: the words or the
// picture of a link to the front page, the title of a feed or of a search
// description. They are weaker than what the head says: a link to the front
// page may say "Home", and a feed may be that of the article's comments. So
// they are believed only of an end of a title that is exactly they.
func (h *head) namedBy(pageURL string) []string {
	var names []string
	add := func(s string) {
		if s = oneLine(s); len(s) >= 2 && len(s) <= maxName && len(strings.Fields(s)) <= maxNameWords && fold(s) != "" {
			names = append(names, s)
		}
	}
	host := strings.TrimPrefix(hostOf(pageURL), "www.")
	for _, n := range h.home {
		if to := strings.TrimPrefix(hostOf(attr(n, "href")), "www."); to != "" && to != host {
			continue
		}
		add(textOf(n))
		add(attr(n, "title"))
		for d := range n.Descendants() {
			if d.DataAtom == atom.Img {
				add(withoutLogo(attr(d, "alt")))
			}
		}
	}
	for _, s := range h.feeds {
		s, _, _ = strings.Cut(s, " » ")
		for _, kind := range []string{" feed", " rss", " atom", " rss feed", " atom feed", " rss 2.0"} {
			if cut := len(s) - len(kind); cut > 0 && strings.EqualFold(s[cut:], kind) {
				s = s[:cut]
			}
		}
		add(strings.TrimRight(s, " -–|»:"))
	}
	return names
}

func withoutLogo(s string) string {
	for _, w := range []string{" logo", "-logo"} {
		if cut := len(s) - len(w); cut > 0 && strings.EqualFold(s[cut:], w) {
			return s[:cut]
		}
	}
	if len(s) > 5 && strings.EqualFold(s[:5], "logo ") {
		return s[5:]
	}
	return s
}

// isFrontLink reports whether a link leads to a front page.
func isFrontLink(href string) bool {
	if href == "/" || href == "" {
		return href == "/"
	}
	if !strings.HasPrefix(href, "http") {
		return false
	}
	_, rest, ok := strings.Cut(href, "://")
	_, path, _ := strings.Cut(rest, "/")
	return ok && path == ""
}

// toFront reports whether heading n is nothing but a link to the front page:
// the site's name, on systems that make it a headline of every page.
func toFront(n *html.Node) bool {
	for d := range n.Descendants() {
		if d.DataAtom == atom.A {
			return isFrontLink(strings.TrimSpace(attr(d, "href"))) && oneLine(textOf(d)) == oneLine(textOf(n))
		}
	}
	return false
}

// titleMarks are what stands between a headline and a name, with or without
// spaces around it.
const titleMarks = "|-–—:_·•/»«‹›｜：ㅣ丨∣~,"

// withoutName takes a name off either end of a title, if a mark divides them.
// It is "" where nothing but the name would go.
func withoutName(t, name string) string {
	n := len(name)
	if len(t) > n && strings.EqualFold(t[len(t)-n:], name) {
		front := strings.TrimRightFunc(t[:len(t)-n], unicode.IsSpace)
		if r, size := utf8.DecodeLastRuneInString(front); strings.ContainsRune(titleMarks, r) {
			return strings.TrimRightFunc(front[:len(front)-size], isTitleMark)
		}
	}
	if len(t) > n && strings.EqualFold(t[:n], name) {
		back := strings.TrimLeftFunc(t[n:], unicode.IsSpace)
		if r, size := utf8.DecodeRuneInString(back); strings.ContainsRune(titleMarks, r) {
			return strings.TrimLeftFunc(back[size:], isTitleMark)
		}
	}
	return ""
}

func isTitleMark(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune("|-–—_·•/｜ㅣ丨", r)
}

// withoutNames takes the names off both ends of a title, as far as a headline
// is left.
func withoutNames(t string, names []string) string {
	for range 3 {
		before := t
		for _, name := range names {
			if u := withoutName(t, name); fold(u) != "" {
				t = u
			}
		}
		if t == before {
			break
		}
	}
	return t
}
