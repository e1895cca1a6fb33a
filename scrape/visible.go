package scrape

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/content"
	"github.com/backissue/backissue/scrape/date"
)

// visiblePeople reads the lines around the article. It fills in who submitted
// it and who helped, and gives a candidate for each line that names authors.
func visiblePeople(p *people, h *head, l *layout, sites []string, lang string) []authorCandidate {
	var all []authorCandidate
	for i := range l.lines {
		ln := &l.lines[i]
		if commentNames(ln.names) || !ln.by.found && (pictureNames(ln.names) || testimonial(ln.names)) {
			continue
		}
		if (ln.zone == behind || ln.zone == above) && (len(ln.by.names) > 0 || ln.by.found) && elsewhere(l.blocks[ln.block].Elem) {
			continue
		}
		by := ln.by
		if by.found && by.role == writer && len(by.names) == 0 {
			by = l.nodeByline(ln, by)
		}
		if !by.found && len(by.names) == 0 && ln.nth == 0 && (ln.zone == below || ln.zone == start) && authorNames(ownNames(&l.blocks[ln.block])) {
			by.names = l.firstNode(ln)
		}
		if ln.named("author", "byline", "autor", "auteur") {
			if rest, ok := cutLabel(ln.text); ok && !by.found {
				by = parseByline(rest, lang)
			}
			if names := l.linkedNames(ln); len(names) > len(by.names) {
				by.names = names
			}
		}
		if len(by.names) == 1 && (by.found || ln.named("author", "byline", "autor", "auteur")) {
			by.names[0] = l.nodeName(ln, by.names[0])
		}
		if ln.submitterField() && !(by.found && by.role == writer) {
			p.submitted(by, ln)
			ln.used = true
			continue
		}
		switch {
		case i > 0 && bareByline(l.lines[i-1].text) && len(by.names) > 0 && ln.zone != behind && len(strings.Fields(ln.text)) <= 12:
			c := l.candidate(ln, by, .84, "byline", sites)
			if ln.authorField() {
				c.weight, c.source = .93, "author-field"
			}
			ln.used, l.lines[i-1].used = true, true
			all = append(all, c)
		case by.found && by.role == submitter:
			if made(by) && authorNames(ownNames(&l.blocks[ln.block])) && ln.zone != behind {
				ln.used = true
				all = append(all, l.candidate(ln, by, .78, "byline", sites)) // the page's markup calls them the author
				continue
			}
			p.submitted(by, ln)
			ln.used = true
			if _, after, ok := strings.Cut(ln.text, "Author:"); ok {
				all = append(all, l.candidate(ln, parseByline("Author:"+after, lang), .93, "author-field", sites))
			}
		case by.found && by.role == writer:
			if w, source := ln.weight(by); w > 0 && len(by.names) > 0 {
				c := l.candidate(ln, by, w, source, sites)
				if len(c.people) > 0 {
					ln.used = true
					all = append(all, c)
				}
			}
		case by.found:
			p.credit(by, ln, sites)
			if w, source := ln.weight(by); by.role == interviewer && w > 0 {
				all = append(all, l.candidate(ln, by, min(w, .7), source, sites))
			}
		case l.userField(ln, by):
			all = append(all, l.candidate(ln, by, .56, "byline", sites))
		case !(ln.named("author", "byline", "autor", "auteur") && len(by.names) > 0) && (ln.zone == above || ln.zone == below || ln.zone == start && ln.nth == 0):
			if name, ok := datedName(ln.text, lang); ok {
				c := l.candidate(ln, parsedByline{names: []string{name}, text: name}, .6, "dated-line", sites)
				all = append(all, c)
			}
		case len(by.names) > 0 && ln.named("author", "byline", "autor", "auteur", "writer", "journalist", "redakteur", "verfasser", "contributor", "attribution") && ln.zone != behind && !ln.named("comment", "related", "bio", "reviewed", "reviewer") && (!ln.named("teaser") || ln.zone == below || ln.zone == start && authorNames(ownNames(&l.blocks[ln.block]))):
			c := l.candidate(ln, by, .72, "byline", sites)
			if len(strings.Fields(ln.text)) > 14 || l.looseWord(ln, by) {
				continue // a caption, a button
			}
			if !hasGivenName(by.names[0]) {
				c.weight = .56
			}
			if _, ok := cutLabel(ln.text); ok {
				c.weight = .8
			}
			if ln.authorField() {
				c.weight, c.source = .93, "author-field"
			}
			all = append(all, c)
		}
	}
	all = append(l.listed(all), l.loneName(h, sites)...)
	return append(all, l.authorBox(sites)...)
}

// userField reports whether a line between headline and text is one person's
// name in the field for the user who writes there, as blogs have it.
func (l *layout) userField(ln *line, by parsedByline) bool {
	if ln.zone != below && ln.zone != start || len(by.names) != 1 || !hasGivenName(by.names[0]) && len(strings.Fields(by.names[0])) != 2 || !l.nearTitle(ln) {
		return false
	}
	return strings.Contains(ownNames(&l.blocks[ln.block]), "user-name") && nameLike(ln.text)
}

// firstNode is the name that is the first text of an author's line, by the
// page's markup: "<b>Edda Quill</b><i>Senior Reporter</i>".
func (l *layout) firstNode(ln *line) []string {
	text := oneLine(firstText(&l.blocks[ln.block]))
	words := len(strings.Fields(text))
	if words < 2 || words > 4 || len(text) >= len(ln.text) || !nameLike(text) || personType(text) != "person" {
		return nil
	}
	return []string{foldCaps(text)}
}

// nodeByline reads a byline that runs on into other words by the page's markup,
// which tells the name from them: "by <a>Edda Quill</a> <span>Harbours</span>".
func (l *layout) nodeByline(ln *line, by parsedByline) parsedByline {
	b := &l.blocks[ln.block]
	if ln.nth != 0 || ln.zone != above && ln.zone != below || b.Words > 25 {
		return by
	}
	var text strings.Builder
	for n := b.First; n != nil; n = content.Following(n, b.Elem) {
		if part := oneLine(n.Data); n.Type == html.TextNode && part != "" {
			text.WriteString(" " + part)
			if p := parseByline(text.String(), l.lang); p.found && len(p.names) == 1 && nameLike(part) && (strings.Contains(part, " ") || hasGivenName(part)) && strings.HasSuffix(p.text, part) {
				return p
			}
		}
		if n == b.Last {
			break
		}
	}
	return by
}

// made reports whether a line says of one full name that they made the page, in
// words that systems have for authors too: not that they sent it in or posted it.
func made(by parsedByline) bool {
	return len(by.names) > 0 && isFull(by.names[0]) && slices.Contains([]string{"erstellt von", "created by", "publicado por", "publié par", "pubblicato da"}, by.prefix)
}

// looseWord reports whether a line under the author's markup has for its name
// one word that is no common first name, and that is not all of the line, or
// not called the author's by its own element: "Message".
func (l *layout) looseWord(ln *line, by parsedByline) bool {
	for _, name := range by.names {
		if strings.Contains(name, " ") || !spacedScript(name) || hasGivenName(name) || agencies[strings.ToLower(name)] {
			return false
		}
	}
	return !authorNames(ownNames(&l.blocks[ln.block])) || !sameWords(withoutDate(ln.text, l.lang), by.names[0])
}

// authorBox finds the name in the box about the author behind the article:
// where its element is called so, or a line before it says so. A page with
// several names in such boxes lists other articles.
func (l *layout) authorBox(sites []string) []authorCandidate {
	var found *authorCandidate
	lines := append(slices.Clip(l.lines), l.boxLines()...)
	for i := range lines {
		ln := &lines[i]
		if ln.zone != behind || ln.named("comment", "related", "teaser", "card") || testimonial(ln.names) || len(strings.Fields(ln.text)) > 4 {
			continue
		}
		about := aboutName(ln.text)
		called := about != "" || strings.Contains(ownNames(&l.blocks[ln.block]), "author")
		told := i > 0 && lines[i-1].zone == behind && bareByline(lines[i-1].text) && lines[i-1].block == ln.block-1
		by := ln.by
		if about != "" {
			by = parsedByline{names: []string{about}, text: ln.text}
		}
		names := by.names
		if !called && !told || len(names) != 1 || len(strings.Fields(names[0])) < 2 || personType(names[0]) != "person" || !hasGivenName(names[0]) {
			continue
		}
		c := l.candidate(ln, by, .54, "author-box", sites)
		if len(c.people) == 0 || found != nil && sameNames(found.people, c.people) {
			continue
		}
		if found != nil {
			return nil
		}
		found = &c
	}
	if found == nil {
		return nil
	}
	return []authorCandidate{*found}
}

// boxLines are the names in boxes about the author that stand further behind the
// article than lines are looked at.
func (l *layout) boxLines() []line {
	var lines []line
	for i := l.last + 1 + linesAfter; i < len(l.blocks) && i <= l.last+boxesBehind; i++ {
		b := &l.blocks[i]
		if b.Words < 2 || b.Words > 4 || !authorNames(ownNames(b)) {
			continue
		}
		names := namesAround(b)
		if text := oneLine(spaced(b)); nameLike(text) && !commentNames(names) {
			lines = append(lines, line{text, behind, names, i, 0, false, parseByline(text, l.lang)})
		}
	}
	return lines
}

// aboutName is whom a heading behind the article says that the box below it is
// about: "About Edda Quill".
func aboutName(s string) string {
	for _, about := range []string{"About ", "Über ", "À propos de ", "Sobre ", "Acerca de ", "Over ", "Om ", "O autorze: "} {
		if name, ok := strings.CutPrefix(s, about); ok && nameLike(name) && len(strings.Fields(name)) >= 2 && hasGivenName(name) {
			return name
		}
	}
	return ""
}

// ownNames are the classes of the innermost elements around a block.
func ownNames(b *content.Block) string {
	var names strings.Builder
	n := b.First.Parent
	for range 2 {
		if n == nil {
			break
		}
		for _, key := range []string{"class", "data-testid", "data-test", "data-qa", "data-hook"} {
			names.WriteString(strings.ToLower(attr(n, key)) + " ")
		}
		n = n.Parent
	}
	return names.String()
}

// cutLabel takes off the word that templates put before an author's name for
// readers who hear the page.
func cutLabel(s string) (string, bool) {
	for _, label := range []string{"Author ", "Authors ", "Autor ", "Autorin ", "Auteur ", "Autore ", "Auteurs ", "Autoren "} {
		if rest, ok := strings.CutPrefix(s, label); ok {
			return rest, true
		}
	}
	return "", false
}

// candidate makes one of the names of a line.
func (l *layout) candidate(ln *line, by parsedByline, weight float64, source string, sites []string) authorCandidate {
	c := authorCandidate{source: source, raw: first(by.text, ln.text), weight: weight, block: ln.block, names: ln.names}
	if by.found && len(by.prefix) > 0 && len(by.names) == 1 && strings.Contains(by.names[0], " ") && personType(by.names[0]) == "person" {
		sites = nil // "By Edda Quill" on the site Edda Quill
	}
	for _, name := range by.names {
		if q, ok := person(name, sites); ok {
			c.people = append(c.people, q)
		}
	}
	c.people = unique(c.people)
	return c
}

// datedName is the name in a line that holds little else but a date: "7 August
// 2023 · Edda Quill", "Edda Quill | Published 4 months ago".
func datedName(s, lang string) (string, bool) {
	if len(s) > 80 || !hasDigit(s) {
		return "", false
	}
	if _, start, end, ok := date.Find(s, date.Hints{Lang: lang}); ok {
		for _, part := range []string{withoutDate(s[:start], lang), s[end:]} {
			if name, ok := personAlone(part); ok {
				return name, true
			}
		}
		return partName(s[:start] + " | " + s[end:])
	}
	for _, ago := range []string{" ago", "vor ", "il y a ", "hace ", "há ", "geleden", " fa", " sedan", " siden", " temu", "назад", "önce"} {
		if strings.Contains(strings.ToLower(s), ago) {
			return partName(s)
		}
	}
	return "", false
}

// partName is the one name among the parts of a line that signs divide, or "".
func partName(s string) (string, bool) {
	parts := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("|•·●/", r) })
	if len(parts) < 2 || len(parts) > 4 {
		return "", false
	}
	var found []string
	for _, part := range parts {
		if name, ok := personAlone(part); ok {
			found = append(found, name)
		}
	}
	if len(found) != 1 {
		return "", false
	}
	return found[0], true
}

// personAlone is s without what stands around it, if that is the name of a person
// by a common first name.
func personAlone(s string) (string, bool) {
	name := strings.Trim(s, " ,|•·–—-/\u00a0")
	words := len(strings.Fields(name))
	return name, words >= 2 && words <= 4 && nameLike(name) && hasGivenName(name) && personType(name) == "person"
}

// weight is how far a line with a byline's first word is believed, by its
// place. A line of the body must be all byline: "By any standard …" is text.
func (ln *line) weight(by parsedByline) (float64, string) {
	if len(by.names) == 0 {
		return 0, ""
	}
	words := len(strings.Fields(ln.text))
	if words > 20 || strings.HasSuffix(ln.text, ".") && len(by.names[0]) > 2 && words > 6 && len(by.prefix) < 10 && !strings.HasSuffix(by.prefix, ":") {
		return 0, ""
	}
	if len(by.prefix) <= 4 && by.prefix != "" && loose(by.names, words) {
		return 0, ""
	}
	if ln.authorField() {
		return .93, "author-field"
	}
	if by.prefix == "reviewed by" {
		return .7, "byline" // of a book's review, or who checked it
	}
	if by.told {
		return map[zone]float64{below: .72, start: .76, end: .6}[ln.zone], "byline"
	}
	short := len(by.prefix) <= 3 && spacedScript(by.names[0])
	switch ln.zone {
	case above:
		return .72, "byline"
	case below:
		return .86, "byline"
	case start:
		return .88, "body-first-line"
	case end:
		if short && len(strings.Fields(by.names[0])) < 2 && spacedScript(by.names[0]) {
			return 0, ""
		}
		return .74, "body-last-line"
	case behind:
		if short && !ln.named("author", "byline", "autor", "auteur") {
			return 0, ""
		}
		return .6, "byline"
	}
	return 0, ""
}

// isFull reports whether a name is of two words and more, the first a common
// first name or an initial.
func isFull(name string) bool { return strings.Contains(name, " ") && hasGivenName(name) }

// loose reports whether names of one word each stand in a line of more: what
// begins with a short word like "von" is more often a sentence's part, "Von
// Risiken und Nebenwirkungen".
func loose(names []string, words int) bool {
	for _, name := range names {
		if strings.Contains(name, " ") || !spacedScript(name) || hasGivenName(name) || name == strings.ToUpper(name) || agencies[strings.ToLower(name)] {
			return false
		}
	}
	return len(names) > 1 || words > 4
}

// loneName finds the author's name alone on its line above or below the
// headline, where nothing but its place and shape says what it is. A head that
// says the same is needed to be sure.
func (l *layout) loneName(h *head, sites []string) []authorCandidate {
	for i := range l.lines {
		ln := &l.lines[i]
		plain := ln.zone == above && strings.TrimSpace(ln.names) == "" && l.blocks[ln.block].LinkWords == 0 // pages made by hand
		if ln.zone != below && !plain && (ln.zone != start || ln.nth != 0 || l.blocks[ln.block].LinkWords > 0) || strings.Contains(ln.text, " in ") && placed(ln.text) == nil || ln.named("nav", "menu", "breadcrumb", "section", "kicker", "category", "comment", "tag", "uid", "username", "submitted") || pictureNames(ln.names) {
			continue
		}
		near := l.nearTitle(ln)
		words := len(strings.Fields(ln.text))
		if names := ln.by.names; near && len(names) > 1 && words <= 4*len(names) && wordsOf(names)+len(names)-1 >= words && slices.ContainsFunc(names, hasGivenName) && strings.Contains(names[0], " ") && !ln.by.found {
			return []authorCandidate{l.candidate(ln, ln.by, .56, "name-line", sites)}
		}
		if names := ln.by.names; near && !ln.by.found && len(names) > 0 && isFull(names[0]) && (placed(ln.text) != nil || len(names) == 1 && l.withRole(ln)) {
			return []authorCandidate{l.candidate(ln, ln.by, .56, "name-line", sites)}
		}
		if !near || words < 2 || words > 4 || !nameLike(ln.text) || l.blocks[ln.block].Heading() == 1 {
			continue
		}
		if namesSite(ln.text, "person", sites) || personType(ln.text) != "person" || !hasGivenName(ln.text) {
			continue
		}
		return []authorCandidate{{people: []Person{{Name: foldCaps(ln.text), Type: "person"}}, source: "name-line", raw: ln.text, weight: .52, block: ln.block}}
	}
	return nil
}

// withRole reports whether a line is a name and what its bearer is: "Edda Quill,
// Staff Writer".
func (l *layout) withRole(ln *line) bool {
	rest, ok := strings.CutPrefix(strings.ToLower(ln.text), strings.ToLower(ln.by.names[0]))
	words := strings.Fields(strings.TrimLeft(rest, " ,|"))
	if !ok || len(words) == 0 || len(words) > 5 || l.blocks[ln.block].Heading() > 0 {
		return false
	}
	return slices.ContainsFunc(words, func(w string) bool {
		switch w {
		case "writer", "editor", "reporter", "correspondent", "journalist", "columnist", "contributor", "agencies", "redakteur", "redakteurin", "korrespondent", "korrespondentin":
			return true
		}
		return w[0] == '@'
	})
}

// nearTitle reports whether a line stands where bylines do: next to the
// headline, or a few lines below it in front of the text.
func (l *layout) nearTitle(ln *line) bool {
	switch {
	case l.title < 0:
		return ln.zone == below && ln.block >= l.first-4
	case ln.block <= l.title:
		return ln.block == l.title-1
	}
	return ln.block <= l.title+2 || ln.zone == below && ln.block <= l.title+6
}

// linkedNames are the names of a byline whose parts the page tells apart by links
// and spans alone: "<a>Edda Quill</a><a>Liv Holt</a>".
func (l *layout) linkedNames(ln *line) []string {
	b := &l.blocks[ln.block]
	var names []string
	words := 0
	for n := b.First; n != nil; n = content.Following(n, b.Elem) {
		if text := oneLine(n.Data); n.Type == html.TextNode && text != "" {
			if parsed := splitNames(text); len(parsed) == 1 && len(strings.Fields(text)) >= 2 && nameLike(text) && !offices[strings.ToLower(text[strings.LastIndexByte(text, ' ')+1:])] {
				names = append(names, parsed[0])
				words += len(strings.Fields(text))
			}
		}
		if n == b.Last {
			break
		}
	}
	if len(names) < 2 || words < b.Words-1 {
		return nil
	}
	return names
}

func (ln *line) named(words ...string) bool {
	for _, w := range words {
		if strings.Contains(ln.names, w) {
			return true
		}
	}
	return false
}

// authorField reports whether the site's own markup says that the line is the
// author's: the field that editors fill in.
func (ln *line) authorField() bool { return ln.named("field-author", "field_author") }

// submitterField reports whether the site's own markup says that the line
// names the user who posted: Drupal's created-by line.
func (ln *line) submitterField() bool {
	return ln.named("node__submitted", "field--name-uid", "sioc:has_creator", "submitted") && !ln.authorField()
}

func commentNames(names string) bool {
	if !strings.Contains(names, "comment") {
		return false
	}
	for name := range strings.FieldsSeq(names) {
		if strings.Contains(name, "comment") && !strings.Contains(name, "comments-open") && !strings.Contains(name, "comments-link") && !strings.Contains(name, "count-comments") && !strings.Contains(name, "comments-count") && !strings.Contains(name, "comment-count") {
			return true
		}
	}
	return false
}

// submitted keeps the first submitter.
func (p *people) submitted(by parsedByline, ln *line) {
	if p.submitter != "" {
		return
	}
	if len(by.names) > 0 {
		p.submitter = by.names[0]
	} else if by.found && by.role == submitter {
		p.submitter = cleanName(first(strings.TrimSpace(by.text[min(len(by.prefix), len(by.text)):])))
		if len(p.submitter) > 60 {
			p.submitter = ""
		}
	}
}

var creditRole = map[role]string{translator: "translator", photographer: "photographer", transcriber: "transcriber", interviewer: "interviewer", editor: "editor"}

func (p *people) credit(by parsedByline, ln *line, sites []string) {
	name := creditRole[by.role]
	if name == "" {
		return
	}
	for _, n := range by.names {
		ln.used = ln.used || by.role == transcriber || by.role == translator || by.role == editor && strings.HasSuffix(by.prefix, "：")
		if q, ok := person(n, sites); ok && !slices.Contains(p.credits, Credit{q.Name, name}) {
			p.credits = append(p.credits, Credit{q.Name, name})
		}
	}
}

// relSubmitter is the user that RDFa names as the poster.
func relSubmitter(h *head) string {
	for i := range h.props {
		if h.props[i].name == "submitter" && !inComment(h.props[i].node) {
			text := oneLine(textOf(h.props[i].node))
			if by := parseByline(text, ""); by.found && len(by.names) > 0 {
				return by.names[0]
			}
			if text != "" && len(text) < 60 {
				return cleanName(text)
			}
		}
	}
	return ""
}

// mentions reports whether the lines around the article name all of ps.
func (l *layout) mentions(ps []Person) bool {
	for _, q := range ps {
		f := fold(q.Name)
		if !slices.ContainsFunc(l.lines, func(ln line) bool { return strings.Contains(fold(ln.text), f) }) {
			return false
		}
	}
	return len(ps) > 0
}

// near reports whether n stands around the article: in one of the lines that
// are looked at.
func (l *layout) near(n *html.Node) bool {
	return !inComment(n) && (l.zoneOf(n) >= 0 || l.title >= 0 && within(n, &l.blocks[l.title]))
}

// atHead keeps of nodes those that stand in front of the body, or, where there
// are none, the first that stands near it, and says so: what follows an article
// names the authors of others.
func (l *layout) atHead(nodes []*html.Node) (found []*html.Node, behind bool) {
	var head, rest []*html.Node
	for _, n := range nodes {
		if inComment(n) || inPicture(n) {
			continue
		}
		switch z := l.zoneOf(n); {
		case z == above || z == below || z == start:
			head = append(head, n)
		case z >= 0:
			rest = append(rest, n)
		}
	}
	if len(head) == 0 && len(rest) > 0 {
		return rest[:1], true
	}
	return head, false
}

// zoneOf is the zone of the line that n stands in or around, or -1.
func (l *layout) zoneOf(n *html.Node) zone {
	for i := range l.lines {
		if b := &l.blocks[l.lines[i].block]; b.In(n) || within(n, b) {
			return l.lines[i].zone
		}
	}
	return -1
}

// within reports whether n stands inside the block's element.
func within(n *html.Node, b *content.Block) bool {
	for p := n; p != nil; p = p.Parent {
		if p == b.Elem {
			return p.Data != "body" && p.Data != "html"
		}
	}
	return false
}

// nodeName is the part of a name that the page's markup tells from the office
// behind it: "<b>Edda Quill</b> <i>Harbour Correspondent</i>".
func (l *layout) nodeName(ln *line, name string) string {
	if len(strings.Fields(name)) < 3 {
		return name
	}
	b := &l.blocks[ln.block]
	for n := b.First; n != nil; n = content.Following(n, b.Elem) {
		if n.Type == html.TextNode {
			text := foldCaps(oneLine(n.Data))
			if len(text) < len(name) && !strings.Contains(strings.ToLower(attr(n.Parent, "class")), "first") && strings.HasPrefix(name, text+" ") && len(strings.Fields(text)) >= 2 && nameLike(text) {
				return text
			}
		}
		if n == b.Last {
			break
		}
	}
	return name
}

func wordsOf(names []string) int {
	n := 0
	for _, name := range names {
		n += len(strings.Fields(name))
	}
	return n
}

// listed joins bylines of one name each into one, where the page lists them:
// items of a list, or lines of the same kind that follow one another.
func (l *layout) listed(all []authorCandidate) []authorCandidate {
	for i := range all {
		c := &all[i]
		last := c
		if c.source != "byline" || c.block < 0 || !l.listItem(c.block) && !l.alone(c) && !l.wholeLine(c) {
			continue
		}
		for j := i + 1; j < len(all); j++ {
			next := &all[j]
			if len(next.people) == 0 {
				break
			}
			if next.block == last.block && (holdsAll(c.people, next.people) || next.names != last.names) {
				continue // a part of the same line
			}
			if !l.follows(last, next) {
				break
			}
			last = next
			c.people = unique(append(slices.Clip(c.people), next.people...))
		}
	}
	return all
}

// follows reports whether next is one full name in the item of a list, or in
// the line, behind that of last.
func (l *layout) follows(last, next *authorCandidate) bool {
	if next.source != "byline" || next.names != last.names && !(l.listItem(next.block) && firstField(next.names) == firstField(last.names)) || !isHuman(next.people[0]) || !strings.Contains(next.people[0].Name, " ") {
		return false
	}
	switch next.block {
	case last.block:
		return l.listItem(next.block) || l.wholeLine(next) && l.beside(last, next)
	case last.block + 1:
		return l.listItem(next.block) || l.alone(next)
	}
	return false
}

// firstField is the first of the classes around a line.
func firstField(names string) string {
	name, _, _ := strings.Cut(strings.TrimSpace(names), " ")
	return name
}

// inFront reports whether a block stands in front of the text, or is no part of
// it and stands right behind its lead.
func (l *layout) inFront(i int) bool {
	return i < l.first || i <= l.first+labelsFront && !l.blocks[i].Keep
}

// alone reports whether a candidate is one name that is a line of its own in
// front of the text, as the page's markup has it.
func (l *layout) alone(c *authorCandidate) bool {
	return l.inFront(c.block) && len(c.people) == 1 && isHuman(c.people[0]) && sameWords(c.raw, c.people[0].Name) && sameWords(l.blocks[c.block].Text(), c.raw)
}

// beside reports whether no more than a word stands between two names of a
// block: "and", a comma.
func (l *layout) beside(a, b *authorCandidate) bool {
	_, rest, ok := strings.Cut(oneLine(l.blocks[a.block].Text()), a.raw)
	between, _, found := strings.Cut(rest, b.raw)
	return ok && found && len(strings.Fields(between)) <= 1
}

// wholeLine reports whether a candidate is one full name that is all of its line,
// in a block in front of the text that names nobody who helped.
func (l *layout) wholeLine(c *authorCandidate) bool {
	return (l.inFront(c.block) || c.block == l.first) && len(c.people) == 1 && isHuman(c.people[0]) && (isFull(c.people[0].Name) || !latin(c.people[0].Name)) && sameWords(strings.Trim(c.raw, " ,;"), c.people[0].Name) && !helps(l.blocks[c.block].Text())
}

// latin reports whether s holds a Latin letter: common first names are known of
// that script best.
func latin(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Latin, r) })
}

// listItem reports whether a block is an item of a list.
func (l *layout) listItem(i int) bool {
	e := l.blocks[i].Elem
	return e.DataAtom == atom.Li || e.Parent != nil && e.Parent.DataAtom == atom.Li
}
