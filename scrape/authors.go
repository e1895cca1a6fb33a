package scrape

import (
	"slices"
	"strings"
	"unicode"
)

// people is what a page says about who made it.
type people struct {
	authors   []Person
	byline    string
	submitter string
	credits   []Credit
	field     Field
	warnings  []string
}

// authorCandidate is one answer to who wrote the page.
type authorCandidate struct {
	people []Person
	source string
	raw    string
	weight float64
	block  int    // of a visible byline, or -1
	names  string // the classes around a visible byline
}

// peopleOf ranks what the page's sources say about its authors. Where a
// visible byline and the head disagree both are weighed; the submitter is
// never an author.
func peopleOf(h *head, l *layout, sites []string, lang string) people {
	var p people
	all := p.candidates(h, l, sites, lang)
	best := -1
	for i := range all {
		if best < 0 || all[i].weight > all[best].weight+1e-9 {
			best = i
		}
	}
	if best < 0 {
		return p
	}
	c := all[best]
	if c.weight < .5 && c.source != "bio" {
		return p
	}
	p.authors = c.people
	p.field = Field{Source: c.source, Confidence: round(min(c.weight, .98)), Raw: c.raw}
	for i := range all {
		if all[i].block >= 0 && sharesName(all[i].people, c.people) && !all[i].oneOf(c.people) && len(all[i].raw) > len(p.byline) {
			p.byline = all[i].raw // the fullest printing: "By Edda Quill" before "Edda Quill"
		}
		if i != best && all[i].weight >= .8 && !sharesName(all[i].people, c.people) {
			p.warnings = append(p.warnings, "authors: "+c.source+" says "+nameList(c.people)+", "+all[i].source+" says "+nameList(all[i].people))
		}
	}
	return p
}

// oneOf reports whether a candidate is one name of a printed list of them, with
// no word beside it: no byline, then.
func (c *authorCandidate) oneOf(authors []Person) bool {
	return len(c.people) < len(authors) && sameWords(strings.Trim(c.raw, " ,;·"), nameList(c.people))
}

// candidates are the answers of all sources, weighed against one another. It
// fills in what is no question of authors: who submitted and who helped.
func (p *people) candidates(h *head, l *layout, sites []string, lang string) []authorCandidate {
	all := visiblePeople(p, h, l, sites, lang)
	all = append(all, headPeople(h, l, sites)...)
	all = append(all, l.authorLinks(h.authors, sites)...)
	all = append(all, l.signature(sites)...)
	all = append(all, l.dispatch()...)
	all = append(all, l.signedEast()...)
	all = append(all, l.loneEast()...)
	all = append(all, h.rule.people(sites)...)
	all = append(all, h.state.people(sites)...)
	p.submitter = first(p.submitter, relSubmitter(h))
	all = slices.DeleteFunc(all, func(c authorCandidate) bool { return len(c.people) == 0 })
	all = withoutSubmitter(all, p.submitter)
	bySite := l.bySite(sites)
	if bySite { // who else is named near the headline is whom it is about
		all = slices.DeleteFunc(all, func(c authorCandidate) bool { return c.source == "name-line" })
	}
	if len(all) == 0 {
		all = l.bio(sites)
	}
	if len(all) == 0 {
		all = l.loneSigner(sites)
	}
	if len(all) == 0 {
		all = l.agencyLine()
	}
	if len(all) == 0 {
		all = l.newsroom()
	}
	if len(all) == 0 && !bySite {
		all = l.siteOwner(h)
	}
	weigh(all)
	return all
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

// withoutSubmitter drops the candidates that are whom the page calls its
// submitter, where a byline names someone else: programs give who posted a text
// as its author.
func withoutSubmitter(all []authorCandidate, name string) []authorCandidate {
	if name == "" {
		return all
	}
	posted := func(c authorCandidate) bool { return len(c.people) == 1 && fold(c.people[0].Name) == fold(name) }
	if !slices.ContainsFunc(all, func(c authorCandidate) bool { return c.block >= 0 && c.weight >= .5 && !posted(c) }) {
		return all
	}
	return slices.DeleteFunc(all, posted)
}

// weigh adds to each candidate what others confirm.
func weigh(all []authorCandidate) {
	person := slices.ContainsFunc(all, func(c authorCandidate) bool { return c.people[0].Type == "person" && c.weight >= .6 })
	signed := slices.ContainsFunc(all, func(c authorCandidate) bool { return c.people[0].Type == "person" && c.block >= 0 && c.weight >= .55 })
	for i := range all {
		switch c := &all[i]; {
		case len(c.people) != 1 || c.people[0].Type != "organization":
		case signed && c.block < 0:
			c.weight -= .4 // whom the text names wrote it, for an account of the paper's
		case signed && editorial(c.people[0].Name):
			c.weight -= .25
		case person:
			c.weight -= .1 // a person who is named as well wrote it
		}
	}
	for i := range all {
		for j := range all {
			if i == j || all[i].source == all[j].source {
				continue
			}
			if sameNames(all[i].people, all[j].people) {
				all[i].weight += .08
				break
			}
		}
	}
	if i := slices.IndexFunc(all, func(c authorCandidate) bool { return c.source == "body-first-line" }); i >= 0 && all[i].weight >= .85 && isFull(all[i].people[0].Name) {
		c := &all[i]
		for j := range all { // who set the text knew better than the account it was set with
			if !sharesName(all[j].people, c.people) && !spelled(all, all[j].people) {
				all[j].weight = min(all[j].weight, c.weight-.01)
			}
		}
	}
	for i := range all { // a longer list that holds the shorter one is the fuller answer
		for j := range all {
			if i != j && (all[i].source != "itemprop" && all[i].source != "rel-author" || named(all, all[i].people)) && len(all[i].people) > len(all[j].people) && holdsAll(all[i].people, all[j].people) && all[i].weight >= .6 && all[i].weight < all[j].weight+.01 {
				all[i].weight = all[j].weight + .01
			}
		}
	}
}

// spelled reports whether a visible line says in words, or by the field it is
// in, that ps are the authors.
func spelled(all []authorCandidate, ps []Person) bool {
	return slices.ContainsFunc(all, func(c authorCandidate) bool {
		return c.block >= 0 && sharesName(c.people, ps) && (c.source == "author-field" || (c.source == "byline" || c.source == "body-first-line") && !sameWords(withoutDate(c.raw, ""), nameList(c.people)))
	})
}

// named reports whether each of ps has a visible line.
func named(all []authorCandidate, ps []Person) bool {
	return !slices.ContainsFunc(ps, func(p Person) bool {
		return !slices.ContainsFunc(all, func(c authorCandidate) bool { return c.block >= 0 && holdsAll(c.people, []Person{p}) })
	})
}

// person makes a Person of a name, unless it is the site's or an office's.
func person(name string, sites []string) (Person, bool) {
	name = cleanName(name)
	typ := personType(name)
	if name == "" || len(name) > maxName {
		return Person{}, false
	}
	if typ == "organization" && editorial(name) {
		return Person{Name: name, Type: typ}, true
	}
	if namesSite(name, typ, sites) || isDomain(name) {
		return Person{}, false
	}
	if typ == "organization" {
		for w := range strings.FieldsSeq(strings.ToLower(name)) {
			if notNames[w] && w != "the" && w != "of" && w != "for" && w != "news" && w != "and" {
				return Person{}, false
			}
		}
	}
	return Person{Name: name, Type: typ}, true
}

// isHandle reports whether a name is one word that a user put together of
// several: "TideWatcher". Names of families have a capital inside too, but
// behind few letters: "McCrae", "deMause", "LeGuin".
func isHandle(name string) bool {
	if strings.ContainsAny(name, " -'’.") {
		return false
	}
	before, lower := 0, false
	for _, r := range name {
		if unicode.IsUpper(r) && lower && before > 3 {
			return true
		}
		lower = unicode.IsLower(r)
		before++
	}
	return false
}

// isDomain reports whether a name is one of the Internet's: "tidewater.example".
func isDomain(name string) bool {
	word, _, _ := strings.Cut(name, " ")
	k := strings.LastIndexByte(word, '.')
	if k < 4 || len(word)-k < 3 || len(word)-k > 5 || strings.Contains(word[:k], ".") {
		return false
	}
	return !strings.ContainsFunc(word[k+1:], func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) })
}

// editorial reports whether a name is that of a body of editors: "Mole Staff",
// "The Tidewater Editorial Team". The words alone, "Staff", are none: they count
// only where a byline says them and the page names nobody (newsroom).
func editorial(name string) bool {
	words := strings.Fields(strings.ToLower(name))
	desk, own := false, false
	for _, w := range words {
		switch w {
		case "staff", "team", "redaktion", "desk", "newsroom", "rédaction", "redacción", "redazione", "redactie", "editors":
			desk = true
		case "the", "of", "and", "editorial", "news", "writer", "reporter", "contributor", "report", "online", "our", "web", "digital", "support":
		default:
			own = own || !notNames[w]
		}
	}
	return desk && own && len(words) <= 6 && !strings.ContainsAny(name, "@|:/") && !slices.ContainsFunc(words, func(w string) bool { return w[0] >= '0' && w[0] <= '9' })
}

// namesSite reports whether a name is the site's own. Sites are called after
// people, "Edda Quill's blog", so a person's name must be all of the site's.
func namesSite(name, typ string, sites []string) bool {
	switch typ {
	case "agency":
		return false
	case "person":
		f := foldName(name)
		if hasGivenName(name) && strings.Contains(name, " ") {
			return false // Edda Quill writes on "Edda Quill"
		}
		return slices.ContainsFunc(sites, func(s string) bool { return foldName(s) == f })
	}
	return isSite(name, sites)
}

func unique(ps []Person) []Person {
	var out []Person
	for _, p := range ps {
		if !slices.ContainsFunc(out, func(q Person) bool { return fold(q.Name) == fold(p.Name) }) {
			out = append(out, p)
		}
	}
	return out
}

// sameName reports whether two spellings are of one name: titles and case may
// differ, and one may leave out the names in the middle.
func sameName(a, b string) bool {
	a, b = withoutTitle(a), withoutTitle(b)
	if fold(a) == fold(b) {
		return true
	}
	v, w := strings.Fields(a), strings.Fields(b)
	if min(len(v), len(w)) != 2 || max(len(v), len(w)) != 3 {
		return false
	}
	return strings.EqualFold(v[0], w[0]) && strings.EqualFold(v[len(v)-1], w[len(w)-1])
}

func withoutTitle(s string) string {
	for _, title := range []string{"Dr. ", "Dr ", "Prof. ", "Prof ", "Professor "} {
		s = strings.TrimPrefix(s, title)
	}
	return s
}

func sameNames(a, b []Person) bool { return len(a) == len(b) && holdsAll(a, b) }

func holdsAll(a, b []Person) bool {
	for _, q := range b {
		if !slices.ContainsFunc(a, func(p Person) bool { return sameName(p.Name, q.Name) }) {
			return false
		}
	}
	return true
}

func sharesName(a, b []Person) bool {
	for _, q := range b {
		if slices.ContainsFunc(a, func(p Person) bool { return sameName(p.Name, q.Name) }) {
			return true
		}
	}
	return false
}

func nameList(ps []Person) string {
	var names []string
	for _, p := range ps {
		names = append(names, p.Name)
	}
	return strings.Join(names, ", ")
}

// round keeps two digits: a confidence has no more.
func round(f float64) float64 { return float64(int(f*100+.5)) / 100 }
