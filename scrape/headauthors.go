package scrape

import (
	"slices"
	"strings"
	"unicode"

	"golang.org/x/net/html"
)

// headPeople are the authors that the head names.
func headPeople(h *head, l *layout, sites []string) []authorCandidate {
	var all []authorCandidate
	add := func(source string, weight float64, raw ...string) {
		var ps []Person
		for _, r := range raw {
			ps = append(ps, peopleFrom(r, sites)...)
		}
		if slices.ContainsFunc(ps, isHuman) && source == "author" {
			ps = slices.DeleteFunc(ps, func(p Person) bool { return p.Type == "organization" })
		}
		if ps = unique(ps); len(ps) > 0 {
			if l.mentions(ps) {
				weight += .12
			} else if weight < .65 {
				ps = slices.DeleteFunc(ps, setByProgram)
			}
			all = append(all, authorCandidate{people: ps, source: source, raw: strings.Join(raw, "; "), weight: weight, block: -1})
		}
	}
	for _, name := range []string{"citation_author", "dc.creator.personalname"} {
		add(name, .93, uprights(h.metaValues(name))...)
	}
	for i := range h.ld {
		var ps []Person
		for _, a := range h.ld[i].authors {
			not := sites
			if a.Type == "person" && strings.Contains(a.Name, " ") && personType(a.Name) == "person" && !opensTitle(a.Name) {
				not = nil // people name sites after themselves
			}
			for _, q := range peopleFrom(a.Name, not) {
				if a.Type == "organization" && q.Type == "person" && len(strings.Fields(q.Name)) < 2 {
					continue
				}
				if strings.HasPrefix(a.URL, "http") {
					q.URL = a.URL
				}
				ps = append(ps, q)
			}
		}
		if ps = unique(ps); len(ps) > 0 {
			weight := .78
			if l.mentions(ps) {
				weight = .93
			}
			all = append(all, authorCandidate{people: ps, source: "json-ld", raw: nameList(ps), weight: weight, block: -1})
			break
		}
	}
	for _, m := range []struct {
		name   string
		weight float64
	}{{"parsely-author", .82}, {"sailthru.author", .82}, {"byl", .8}, {"dc.creator", .7}, {"dcterms.creator", .7}, {"author", .62}, {"article:author", .6}, {"og:article:author", .6}, {"cxenseparse:author", .7}, {"og:author", .6}} {
		add(m.name, m.weight, h.metaValues(m.name)...)
	}
	texts, behind := propTexts(h, l, "author")
	add("itemprop", lessBehind(.66, behind), texts...)
	links, behind := l.atHead(h.relAuthor)
	add("rel-author", lessBehind(.72, behind), textsOf(links)...)
	return all
}

// setByProgram reports whether a name that the head alone gives is that of who
// made or owns the site, and not of a writer: a firm's, a user's.
func setByProgram(p Person) bool {
	if p.Type == "organization" {
		return !editorial(p.Name)
	}
	return p.Type == "person" && isHandle(p.Name)
}

// opensTitle reports whether a name begins with an article, as papers' do: "El
// Faro" is called a person by the program that posts for it.
func opensTitle(name string) bool {
	word, _, _ := strings.Cut(strings.ToLower(name), " ")
	return slices.Contains([]string{"the", "der", "die", "das", "le", "la", "les", "el", "los", "las", "il", "lo", "o", "de", "het"}, word)
}

// lessBehind is the weight of what the markup says of an author, less where it
// says so behind the article alone: the next article's author may stand there.
func lessBehind(weight float64, behind bool) float64 {
	if behind {
		return weight - .14
	}
	return weight
}

// upright is a field of the head with its one name turned round where the
// family name stands first: "Brazil, Rachel".
func upright(s string) string {
	family, given, ok := strings.Cut(s, ",")
	given = strings.TrimSpace(given)
	if !ok || strings.Contains(given, ",") || len(strings.Fields(family)) > 2 || len(strings.Fields(given)) > 3 || hasGivenName(family) || !hasGivenName(given+" "+family) {
		return s
	}
	if first, _, _ := strings.Cut(given, " "); personType(given+" "+family) != "person" || !nameLike(first+" "+family) {
		return s
	}
	return given + " " + strings.TrimSpace(family)
}

// uprights turns names round that libraries write with the family name first:
// "Quill, Edda".
func uprights(names []string) []string {
	out := slices.Clone(names)
	for i, name := range out {
		family, given, ok := strings.Cut(strings.TrimSpace(name), ",")
		given = strings.TrimSpace(given)
		if ok && given != "" && !strings.Contains(given, ",") && len(strings.Fields(given)) <= 3 && len(strings.Fields(family)) <= 3 {
			out[i] = given + " " + strings.TrimSpace(family)
		}
	}
	return out
}

func propTexts(h *head, l *layout, name string) (all []string, behind bool) {
	var nodes []*html.Node
	values := map[*html.Node]string{}
	for i := range h.props {
		if n := h.props[i].node; h.props[i].name == name {
			nodes = append(nodes, n)
			values[n] = first(h.props[i].value, namePart(n), oneLine(textOf(n)))
		}
	}
	nodes, behind = l.atHead(nodes)
	for _, n := range nodes {
		if len(values[n]) <= maxName {
			all = append(all, values[n])
		}
	}
	return all, behind
}

func textsOf(nodes []*html.Node) []string {
	var all []string
	for _, n := range nodes {
		if s := oneLine(textOf(n)); s != "" {
			all = append(all, s)
		}
	}
	return all
}

// namePart is the itemprop=name below an itemprop=author.
func namePart(n *html.Node) string {
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		if c.Type != html.ElementNode {
			continue
		}
		if attr(c, "itemprop") == "name" {
			return first(attr(c, "content"), oneLine(textOf(c)))
		}
		if s := namePart(c); s != "" {
			return s
		}
	}
	return ""
}

// peopleFrom reads a name field of the head: one name or several, never an
// address, a handle, a number or the site.
func peopleFrom(s string, sites []string) []Person {
	s = oneLine(s)
	if s == "" || len(s) > 300 || strings.Contains(s, "://") || strings.HasPrefix(s, "@") || strings.Contains(s, "www.") {
		return nil
	}
	if parts := strings.Split(s, ";"); len(parts) > 1 && strings.Count(s, ",") == len(parts) {
		s = strings.Join(uprights(parts), "; ") // "Quill, Edda; Holt, Liv"
	}
	if whole := cleanName(s); personType(s) == "organization" && strings.Contains(s, " for ") && !strings.Contains(s, ",") {
		if q, ok := person(whole, sites); ok {
			return []Person{q} // "Centre for the Study of Tides"
		}
	}
	p := parseByline(upright(s), "")
	if p.found && p.role != writer {
		return nil
	}
	names := p.names
	if names == nil && lowerName(s) {
		names = []string{s}
	}
	if names == nil && personType(s) != "person" {
		names = []string{s}
	}
	var ps []Person
	for _, name := range names {
		if q, ok := person(name, sites); ok {
			ps = append(ps, q)
		}
	}
	return ps
}

// lowerName reports whether a name field holds two or three words of letters
// alone, which its bearer wrote without capitals.
func lowerName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 3 || personType(s) != "person" {
		return false
	}
	for _, w := range words {
		if notNames[strings.ToLower(w)] || strings.ContainsFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && r != '\'' && r != '-' }) {
			return false
		}
	}
	return true
}
