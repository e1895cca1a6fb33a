package scrape

import (
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/content"
)

// head is what a page says of itself outside its text: the candidates that
// title.go, byline.go and published.go rank. One walk gathers them.
type head struct {
	lang      string // <html lang>
	title     string // <title>, whole
	base      string // <base href>
	canonical string
	prev      bool
	meta      []metaTag
	props     []prop       // microdata and RDFa of the visible page
	ld        []ldNode     // the nodes of its JSON-LD that can be an article
	ldSite    string       // the name of the site, by JSON-LD
	ldOther   string       // the day of a recipe or of instructions, by JSON-LD
	headings  []*html.Node // <h1>, and <h2> where a theme prints titles in it
	times     []*html.Node // <time datetime>
	relAuthor []*html.Node // <a rel=author>
	authors   []*html.Node // links to authors' pages
	tagged    []*html.Node // <a rel=tag>
	license   *html.Node   // <a rel=license> or <link rel=license>
	links     []*html.Node // links
	home      []*html.Node // links to a front page
	feeds     []string     // the titles of feeds and search descriptions
	password  bool         // a password field
	comments  []*html.Node // HTML comments of a web archive
	bodyNode  *html.Node
	rule      *ruled      // what the site's rule found, or nil
	state     *stateFacts // what the state of its scripts says of the text taken from it, or nil
}

// metaTag is a <meta>: the name in lower case, whichever attribute held it.
type metaTag struct{ name, value string }

// prop is a property attribute (itemprop or RDFa) and its value.
type prop struct {
	name, value string
	node        *html.Node
}

func readHead(doc *html.Node) *head {
	h := &head{}
	h.walk(doc)
	return h
}

func (h *head) walk(n *html.Node) {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch c.Type {
		case html.ElementNode:
			h.element(c)
			h.walk(c)
		case html.CommentNode:
			if strings.Contains(c.Data, "WAYBACK TOOLBAR") || strings.Contains(c.Data, "FILE ARCHIVED ON") {
				h.comments = append(h.comments, c)
			}
		}
	}
}

func (h *head) element(n *html.Node) {
	switch n.DataAtom {
	case atom.Html:
		h.lang = first(attr(n, "lang"), attr(n, "xml:lang"))
	case atom.Body:
		if h.bodyNode == nil {
			h.bodyNode = n
		}
	case atom.Title:
		if h.title == "" && n.Namespace == "" {
			h.title = oneLine(textOf(n))
		}
	case atom.Base:
		if h.base == "" {
			h.base = attr(n, "href")
		}
	case atom.Link:
		h.link(n)
	case atom.Meta:
		h.metaElement(n)
	case atom.Script:
		if strings.EqualFold(strings.TrimSpace(attr(n, "type")), "application/ld+json") && n.FirstChild != nil {
			h.jsonLD(n.FirstChild.Data)
		}
	case atom.H1, atom.H2:
		h.headings = append(h.headings, n)
	case atom.Time:
		h.times = append(h.times, n)
	case 0: // <relative-time> and other elements of scripts
		if attr(n, "datetime") != "" {
			h.times = append(h.times, n)
		}
	case atom.A:
		h.relation(n, attr(n, "rel"))
		href := attr(n, "href")
		if leadsToPerson(href) {
			h.authors = append(h.authors, n)
		}
		if len(h.links) < maxMenuLinks {
			h.links = append(h.links, n)
		}
		if len(h.home) < maxHomeLinks && isFrontLink(href) {
			h.home = append(h.home, n)
		}
	case atom.Input:
		if strings.EqualFold(attr(n, "type"), "password") {
			h.password = true
		}
	}
	h.properties(n)
}

// relation notes what a link says that it is to the page.
func (h *head) relation(n *html.Node, rel string) {
	switch {
	case rel == "":
	case hasWord(rel, "author"):
		h.relAuthor = append(h.relAuthor, n)
	case hasWord(rel, "tag") && len(h.tagged) < maxTags:
		h.tagged = append(h.tagged, n)
	case hasWord(rel, "license") && h.license == nil:
		h.license = n
	}
}

func (h *head) link(n *html.Node) {
	switch rel := strings.ToLower(attr(n, "rel")); {
	case hasWord(rel, "canonical") && h.canonical == "":
		h.canonical = strings.TrimSpace(attr(n, "href"))
	case hasWord(rel, "prev"):
		h.prev = true
	case hasWord(rel, "license") && h.license == nil:
		h.license = n
	case rel == "search", rel == "alternate" && (strings.Contains(attr(n, "type"), "rss") || strings.Contains(attr(n, "type"), "atom")):
		if title := attr(n, "title"); title != "" && len(h.feeds) < maxHomeLinks {
			h.feeds = append(h.feeds, title)
		}
	}
}

func (h *head) metaElement(n *html.Node) {
	value := strings.TrimSpace(first(attr(n, "content"), attr(n, "value")))
	if value == "" {
		return
	}
	for _, key := range []string{"name", "property", "itemprop", "http-equiv"} {
		switch name := attr(n, key); name {
		case "":
		case "script:ld+json": // where a framework's author mistook its key
			h.jsonLD(value)
		default:
			h.meta = append(h.meta, metaTag{strings.ToLower(strings.TrimSpace(name)), value})
		}
	}
}

// properties keeps the microdata and RDFa that speak of people and dates.
func (h *head) properties(n *html.Node) {
	if n.DataAtom == atom.Meta {
		return
	}
	for i := range n.Attr {
		a := &n.Attr[i]
		if a.Key != "itemprop" && a.Key != "property" && a.Key != "rel" || a.Val == "" {
			continue
		}
		for name := range strings.FieldsSeq(a.Val) {
			if wanted := propName(name); wanted != "" {
				h.props = append(h.props, prop{wanted, first(attr(n, "content"), attr(n, "datetime")), n})
				break
			}
		}
	}
}

// propName reduces the vocabularies' names to ours.
func propName(name string) string {
	switch name {
	case "headline", "schema:headline", "dc:title":
		return "headline"
	case "alternativeHeadline":
		return "subtitle"
	case "author", "schema:author", "dc:creator":
		return "author"
	case "datePublished", "schema:datePublished", "schema:dateCreated", "dc:date", "dc:created", "dateCreated":
		return "published"
	case "dateModified", "schema:dateModified":
		return "modified"
	case "sioc:has_creator":
		return "submitter"
	}
	return ""
}

// metaValue is the first value of the named <meta>s, by the order of names.
func (h *head) metaValue(names ...string) (value, name string) {
	for _, name := range names {
		for i := range h.meta {
			if h.meta[i].name == name {
				return h.meta[i].value, name
			}
		}
	}
	return "", ""
}

// metaValues are all values of the named <meta>.
func (h *head) metaValues(name string) []string {
	var all []string
	for i := range h.meta {
		if h.meta[i].name == name {
			all = append(all, h.meta[i].value)
		}
	}
	return all
}

// siteNames are the names the page gives its site, best first.
func (h *head) siteNames(pageURL string) []string {
	var names []string
	for _, key := range []string{"og:site_name", "application-name", "apple-mobile-web-app-title", "citation_journal_title", "dc.publisher"} {
		if v, _ := h.metaValue(key); v != "" && !h.isHeadline(v) {
			names = append(names, oneLine(v))
		}
	}
	if h.ldSite != "" {
		names = append(names, h.ldSite)
	}
	for i := range h.ld {
		if p := h.ld[i].publisher; p != "" {
			names = append(names, p)
		}
	}
	if host := hostOf(pageURL); host != "" {
		names = append(names, host, strings.TrimPrefix(host, "www."), siteLabel(host))
	}
	return names
}

// isHeadline reports whether what a page gives as its site's name is its own
// headline, as systems do that make an application of every page: the whole of
// a <title> of several parts, or its beginning and a heading too.
func (h *head) isHeadline(s string) bool {
	f, t := fold(s), fold(h.title)
	if f == t {
		return len(splitTitle(oneLine(s)[:runeCut(oneLine(s), maxTitle)])) > 1
	}
	return strings.HasPrefix(t, f) && len(strings.Fields(s)) > 2 &&
		slices.ContainsFunc(h.headings, func(n *html.Node) bool { return fold(textOf(n)) == f && !toFront(n) })
}

// Hints is what the page's head says that helps to find the content.
func Hints(p *Page) content.Hints { return readHead(p.Doc).hints() }

func (h *head) hints() content.Hints {
	hints := content.Hints{Titles: []string{h.title}}
	if v, _ := h.metaValue("og:title", "twitter:title"); v != "" {
		hints.Titles = append(hints.Titles, v)
	}
	for i := range h.ld {
		if h.ld[i].headline != "" {
			hints.Titles = append(hints.Titles, h.ld[i].headline)
			break
		}
	}
	hints.Description, _ = h.metaValue("og:description", "description")
	return hints
}
