package scrape

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape/content"
)

// Extract reads the article on page p: no network, no clock, no log. The
// stages follow one another as a reader would work:
//
//  1. what the site's rule finds and strips (rule.go), if there is one, and
//     what the head says (head.go, jsonld.go)
//  2. which blocks are the content (package content), or the rule's; on a page
//     that shows no text, what it carries for a script (embedded.go)
//  3. which wording is the headline (title.go)
//  4. what stands around it (layout.go): people (byline.go, visible.go) and
//     dates (published.go)
//  5. whether this is an article at all (wall.go)
//  6. the body's own tree, without what has become a field (trim.go, clean.go)
//
// The error is a *Wall where the page is not an article; o.Force turns it into
// a warning.
func Extract(p *Page, o Options) (*Article, error) {
	r, err := readPage(p, o, chain{number: 1})
	if err != nil {
		return nil, err
	}
	return r.article, nil
}

// reading is what readPage read: an article, or a page of one.
type reading struct {
	*onward
	chain
	article    *Article
	heads      []string // the wordings of its headline
	heading    bool     // the headline stands in a heading
	standfirst string   // that was taken out of the body
	words      int      // of the content, and of the main part of the page
	mainWords  int
	entire     bool // the page holds all pages of its article
}

// readPage is Extract for the page of an article that c led to.
func readPage(p *Page, o Options, c chain) (*reading, error) {
	p.unwrapCopy()
	var before *Page
	if o.Explain && len(p.Body) <= suggestedMost {
		before = &Page{Source: p.Source, Doc: cloneTree(p.Doc)}
	}
	u := applyRule(p, &o)
	h := readHead(p.Doc)
	h.takeRule(u)
	address := unwrapArchive(p.URL)
	res := newResolver(p.URL, h.base)
	sites := append(h.siteNames(address), o.Site.namesOf(address)...)
	if o.Explain {
		o.Content.Trace = &content.Trace{}
	}
	trace := o.Content.Trace
	sel := content.Find(p.Doc, h.hints(), o.Content)
	u.choose(&sel)
	trace.Note(sel.Blocks, "the site's rule")
	if u == nil || !u.body {
		dropHidden(&sel)
		trace.Note(sel.Blocks, "the page hides it")
	}
	broken := dropScriptErrors(&sel)
	trace.Note(sel.Blocks, "an error of the site's scripts")
	var hidden *embedded
	if u == nil || !u.body {
		hidden = embed(p, h, &sel, o.Content)
	}
	title := titleOf(h, &sel, sites, address)
	tongue := languageOf(h, &sel)
	lang := tongue.tag
	if u == nil || !u.body {
		dropAbove(&sel, title.node)
		dropSecond(&sel, title.node, lang)
		trace.Note(sel.Blocks, "another article of the page")
		dropTalk(&sel, title.node)
		trace.Note(sel.Blocks, "below it readers have the word")
	}
	l := newLayout(&sel, title, lang)
	trace.Note(sel.Blocks, "it is the headline")
	who := peopleOf(h, l, sites, lang)
	l.signed(who.authors)
	when := datesOf(h, l, p, lang, o.Zone)

	a := &Article{SchemaVersion: SchemaVersion, Title: title.text, Authors: who.authors, Fields: map[string]Field{}}
	a.fillPeople(who)
	a.fillDates(when)
	a.fillHead(h, res, address, tongue)
	a.fillProvenance(l, append(slices.Clone(sites), partsBeside(h.title, title.text)...), res)
	a.fillEdition(l, res)
	a.set("title", title.text != "", Field{Source: title.source, Confidence: round(title.weight)})
	if kicker := title.parts.kicker; !dateLine(kicker) {
		a.Kicker = kicker
	}
	a.set("kicker", a.Kicker != "", Field{Source: title.source, Confidence: .8})
	if a.Kicker == "" {
		a.Kicker = l.kickerAbove()
		a.set("kicker", a.Kicker != "", Field{Source: "line-above", Confidence: .75})
	}

	wall := u.behind(wallOf(p, h, &sel, title.text))
	if hidden != nil {
		wall = nil
	}
	if wall != nil && !o.Force {
		return nil, wall
	}
	trace.Note(sel.Blocks, "it has become a field")
	keepNotes(&sel, l)
	trace.Note(sel.Blocks, "a note of the text")
	licence := dropFoot(&sel, []string{a.Source, address, metaOnly(h, "og:url")})
	trace.Note(sel.Blocks, "a line of the page below the text")
	if a.License == "" && licence != "" {
		a.License = res.resolve(licence)
		a.set("license", a.License != "", Field{Source: "text", Confidence: .8})
	}
	o.Site.drop(&sel, address)
	trace.Note(sel.Blocks, "other pages of the site say it too")
	u.dropFields(&sel, a)
	trimmed := trim(&sel, l, title, c.number > 1)
	trace.Note(sel.Blocks, "it has become a field")
	a.Subtitle = first(a.Subtitle, trimmed.subtitle)
	a.set("subtitle", trimmed.subtitle != "", Field{Source: "body", Confidence: .6})
	a.Content = clean(&sel, trimmed.skip, title.node, res)
	dropTail(a.Content)
	a.Images, a.Links = imagesOf(a.Content), linksOf(a.Content)
	a.Explanation = trace
	a.finish(p, h, o, &sel, wall)
	if title.rival != "" {
		a.Warnings = append(a.Warnings, "title: "+title.rival)
	}
	hidden.note(a)
	if broken != "" {
		a.Warnings = append(a.Warnings, broken)
	}
	var on onward
	if o.Join && address != "" {
		if c.number == 1 && c.first == nil {
			c.first = firstAddresses(canonical(address), a.Source)
		}
		on = findOnward(p, h, u, &sel, res, c)
	}
	u.fill(a)
	if before != nil && u == nil {
		a.Rule = suggestRule(before, o, &sel, l, title, a)
	}
	return &reading{
		onward: &on, chain: c, article: a, heads: append(h.hints().Titles, title.text), heading: title.node != nil,
		standfirst: trimmed.subtitle, words: sel.Words, mainWords: sel.MainWords,
	}, nil
}

// set notes where a field came from, if it was found.
func (a *Article) set(name string, found bool, f Field) {
	if found {
		a.Fields[name] = f
	}
}

func (a *Article) fillPeople(p people) {
	if a.Authors == nil {
		a.Authors = []Person{}
	}
	a.Byline, a.SubmittedBy, a.Credits = p.byline, p.submitter, p.credits
	a.set("authors", len(p.authors) > 0, p.field)
	a.Warnings = append(a.Warnings, p.warnings...)
}

func (a *Article) fillDates(d dates) {
	a.Date, a.Issued = d.date.String(), d.date.EDTF()
	a.DateRaw, a.DateSource = d.raw, d.field.Source
	a.Modified = d.modified.String()
	a.set("date", a.Issued != "", d.field)
	a.Warnings = append(a.Warnings, d.warnings...)
}

// fillHead takes over what only the head says.
func (a *Article) fillHead(h *head, res resolver, address string, tongue spoken) {
	a.Language = tongue.tag
	a.set("language", tongue.tag != "", tongue.field)
	if tongue.warning != "" {
		a.Warnings = append(a.Warnings, tongue.warning)
	}
	var source string
	a.Source, source = canonicalOf(h, res, address)
	a.Source = h.rule.address(a.Source)
	a.set("source", a.Source != "", Field{Source: source, Confidence: .95})
	a.ID = articleID(a.Source)
	for i := range h.ld {
		n := &h.ld[i]
		if !sameWords(n.subtitle, a.Title) {
			a.Subtitle = first(a.Subtitle, n.subtitle)
		}
		if n.free != nil {
			a.Access = "full"
			if !*n.free {
				a.Access = "teaser"
			}
		}
	}
	a.fillAppeared(h, res)
}

func (a *Article) finish(p *Page, h *head, o Options, sel *content.Selection, wall *Wall) {
	if !p.Retrieved.IsZero() {
		a.Retrieved = p.Retrieved.UTC().Format("2006-01-02T15:04:05Z")
	}
	if stamp := archiveStamp(p.URL); stamp != "" {
		a.Archived = &Archived{URL: p.URL, Date: fmt.Sprintf("%s-%s-%sT%s:%s:%sZ", stamp[:4], stamp[4:6], stamp[6:8], stamp[8:10], stamp[10:12], stamp[12:])}
	}
	prov := p.Provenance
	prov.Tool = o.Tool
	a.Provenance = &prov
	if sel.MainWords > 0 {
		a.Coverage = round(min(1, float64(sel.Words)/float64(sel.MainWords)))
	}
	a.Confidence = round(sel.Confidence)
	a.Warnings = append(a.Warnings, p.Warnings...)
	if wall != nil {
		a.Warnings = append(a.Warnings, "forced: "+wall.Reason)
	}
	if 10*sel.Prose() < 3*sel.Words && !h.saysArticle() {
		a.Warnings = append(a.Warnings, "not-an-article: the page reads like a list, a forum or a product, not like an article")
	}
	if sel.Confidence < unsure {
		a.Warnings = append(a.Warnings, "low-confidence: the text was chosen with little certainty")
	}
}

// unsure is the confidence below which a record warns.
const unsure = .5

// saysArticle reports whether the page calls itself an article.
func (h *head) saysArticle() bool {
	if v, _ := h.metaValue("article:published_time", "citation_title"); v != "" || strings.EqualFold(metaOnly(h, "og:type"), "article") {
		return true
	}
	for i := range h.ld {
		if k := h.ld[i].kind; strings.HasSuffix(k, "Article") || strings.HasSuffix(k, "Posting") {
			return true
		}
	}
	return false
}

// canonicalOf is the address to cite, and where it came from. A canonical link
// to the front page, or to another site, is a template's mistake.
func canonicalOf(h *head, res resolver, address string) (string, string) {
	own := canonical(address)
	for _, c := range []struct{ href, source string }{{h.canonical, "link-canonical"}, {metaOnly(h, "og:url"), "og:url"}} {
		if c.href == "" {
			continue
		}
		abs := own
		if c.href != address || res.archive != "" {
			abs = canonical(res.resolve(c.href))
		}
		if abs == "" {
			continue
		}
		if own != "" && (isFront(abs) && !isFront(own) || siteLabel(hostOf(abs)) != siteLabel(hostOf(own))) {
			continue
		}
		return abs, c.source
	}
	return own, "url"
}

func metaOnly(h *head, name string) string {
	v, _ := h.metaValue(name)
	return v
}

// isFront reports whether a URL has no path and no query.
func isFront(u string) bool {
	_, rest, _ := strings.Cut(u, "://")
	_, path, _ := strings.Cut(rest, "/")
	return path == ""
}

// unwrapCopy takes out what a web archive put around the page.
func (p *Page) unwrapCopy() {
	if !strings.Contains(p.URL, "archive.org/web/") && !hasToolbar(p.Doc) {
		return
	}
	var drop []*html.Node
	inside := false
	walkAll(p.Doc, func(n *html.Node) {
		switch {
		case n.Type == html.CommentNode && strings.Contains(n.Data, "BEGIN WAYBACK TOOLBAR"):
			inside = true
		case n.Type == html.CommentNode && strings.Contains(n.Data, "END WAYBACK TOOLBAR"):
			inside = false
		case n.Type == html.ElementNode && (inside && n.Data != "body" || strings.HasPrefix(attr(n, "id"), "wm-ipp")):
			drop = append(drop, n)
		}
	})
	for _, n := range drop {
		if n.Parent != nil {
			n.Parent.RemoveChild(n)
		}
	}
}

// hasToolbar reports whether a page holds an archive's toolbar, which stands
// right in the body, or a remark about it.
func hasToolbar(doc *html.Node) bool {
	return someChild(doc, 3, func(n *html.Node) bool {
		return n.Type == html.ElementNode && strings.HasPrefix(attr(n, "id"), "wm-ipp") ||
			n.Type == html.CommentNode && strings.Contains(n.Data, "WAYBACK TOOLBAR")
	})
}

// someChild reports whether f holds for a node at most depth levels below n.
func someChild(n *html.Node, depth int, f func(*html.Node) bool) bool {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if f(c) || depth > 1 && someChild(c, depth-1, f) {
			return true
		}
	}
	return false
}

func walkAll(n *html.Node, f func(*html.Node)) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		f(c)
		walkAll(c, f)
		c = next
	}
}
