package scrape

import (
	"encoding/json"
	"html"
	"slices"
	"strconv"
	"strings"
)

// ldNode is a node of a page's JSON-LD that can be the article.
type ldNode struct {
	kind      string // "NewsArticle"
	headline  string
	subtitle  string
	authors   []Person
	published string
	modified  string
	section   string
	language  string
	publisher string
	license   string
	keywords  []string
	body      string // as written, with its lines
	free      *bool  // isAccessibleForFree

	// Of the issue that it is part of.
	periodical, issn, issue, volume, pages string
}

const (
	maxLD      = 2 << 20
	maxLDDepth = 32
)

// jsonLD adds the nodes of one script.
func (h *head) jsonLD(text string) {
	if len(text) > maxLD || !strings.Contains(text, "@type") {
		return
	}
	var v any
	if json.Unmarshal([]byte(text), &v) != nil && json.Unmarshal([]byte(mendJSON(text)), &v) != nil {
		return
	}
	r := ldReader{head: h, byID: map[string]map[string]any{}}
	r.index(v, 0)
	r.read(v, 0)
}

// ldReader resolves references inside one script.
type ldReader struct {
	head *head
	byID map[string]map[string]any
}

func (r *ldReader) index(v any, depth int) {
	if depth > maxLDDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			r.index(e, depth+1)
		}
	case map[string]any:
		if id, ok := v["@id"].(string); ok && len(v) > 1 {
			r.byID[id] = v
		}
		for _, e := range v {
			r.index(e, depth+1)
		}
	}
}

func (r *ldReader) read(v any, depth int) {
	if depth > maxLDDepth {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			r.read(e, depth+1)
		}
	case map[string]any:
		r.node(v)
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "hasPart"} {
			if e, ok := v[key]; ok {
				r.read(e, depth+1)
			}
		}
	}
}

func (r *ldReader) node(m map[string]any) {
	kind := ldType(m)
	switch {
	case kind == "WebSite":
		if r.head.ldSite == "" {
			r.head.ldSite = ldText(m["name"])
		}
		return
	case kind == "Recipe" || kind == "HowTo":
		r.head.ldOther = first(r.head.ldOther, ldText(m["datePublished"]))
		return
	case !strings.HasSuffix(kind, "Article") && !strings.HasSuffix(kind, "Posting") && kind != "Report" && kind != "Review" && kind != "CreativeWork" && kind != "OpinionNewsArticle":
		return
	}
	n := ldNode{
		kind:      kind,
		headline:  first(ldText(m["headline"]), ldText(m["name"])),
		subtitle:  ldText(m["alternativeHeadline"]),
		published: first(ldText(m["datePublished"]), ldText(m["dateCreated"])),
		modified:  ldText(m["dateModified"]),
		section:   ldText(m["articleSection"]),
		language:  ldText(m["inLanguage"]),
		publisher: r.publisher(m["publisher"]),
		license:   ldText(m["license"]),
		body:      ldBody(m["articleBody"]),
		keywords:  ldList(m["keywords"]),
		pages:     first(ldText(m["pagination"]), ldRange(m["pageStart"], m["pageEnd"])),
	}
	r.partOf(&n, m["isPartOf"], 0)
	for _, key := range []string{"author", "creator"} {
		if n.authors = r.people(m[key], 0); len(n.authors) > 0 {
			break
		}
	}
	switch free := m["isAccessibleForFree"].(type) {
	case bool:
		n.free = &free
	case string:
		is := strings.EqualFold(free, "true")
		n.free = &is
	}
	if n.headline != "" || n.published != "" || len(n.authors) > 0 {
		r.head.ld = append(r.head.ld, n)
	}
}

// partOf reads the chain of issue, volume and periodical that an article is part
// of.
func (r *ldReader) partOf(n *ldNode, v any, depth int) {
	if list, ok := v.([]any); ok {
		for _, e := range list {
			r.partOf(n, e, depth+1)
		}
		return
	}
	m, _ := v.(map[string]any)
	if ref, ok := r.byID[ldText(m["@id"])]; ok && m["@type"] == nil {
		m = ref
	}
	if m == nil || depth > 4 {
		return
	}
	switch ldType(m) {
	case "PublicationIssue":
		n.issue = first(n.issue, ldText(m["issueNumber"]))
	case "PublicationVolume":
		n.volume = first(n.volume, ldText(m["volumeNumber"]))
	case "Periodical", "Newspaper", "Magazine":
		n.periodical = first(n.periodical, ldText(m["name"]))
	default:
		return
	}
	n.issn = first(n.issn, ldText(m["issn"]))
	r.partOf(n, m["isPartOf"], depth+1)
}

// ldList is a list of texts, or the parts of one between commas.
func ldList(v any) []string {
	list, ok := v.([]any)
	if !ok {
		return strings.Split(ldText(v), ",")
	}
	var all []string
	for _, e := range list {
		if m, ok := e.(map[string]any); ok {
			e = m["name"]
		}
		all = append(all, ldText(e))
	}
	if len(all) == 1 {
		return strings.Split(all[0], ",")
	}
	return all
}

func ldRange(from, to any) string {
	a, b := ldText(from), ldText(to)
	if a == "" || b == "" || a == b {
		return a
	}
	return a + "-" + b
}

// people reads an author in any of its shapes: text, node, reference, list.
func (r *ldReader) people(v any, depth int) []Person {
	if depth > 4 {
		return nil
	}
	switch v := v.(type) {
	case string:
		if s := ldText(v); s != "" {
			return []Person{{Name: s}}
		}
	case []any:
		var all []Person
		for _, e := range v {
			all = append(all, r.people(e, depth+1)...)
		}
		return all
	case map[string]any:
		if name := r.name(v); name != "" {
			return []Person{{Name: name, Type: ldPersonType(v), URL: ldText(v["url"])}}
		}
		if ref, ok := r.byID[ldText(v["@id"])]; ok {
			return r.people(ref, depth+1)
		}
		if names, ok := v["name"].([]any); ok {
			return r.people(names, depth+1)
		}
	}
	return nil
}

func ldPersonType(m map[string]any) string {
	switch k := ldType(m); {
	case k == "Person":
		return "person"
	case strings.HasSuffix(k, "Organization"):
		return "organization"
	}
	return ""
}

// publisher is the name of a publisher that is no person: blogs name their
// author, who is not the site.
func (r *ldReader) publisher(v any) string {
	node, _ := v.(map[string]any)
	if ref, ok := r.byID[ldText(node["@id"])]; ok && node["@type"] == nil {
		node = ref
	}
	if isPerson(node) {
		return ""
	}
	return r.name(v)
}

// name is the name of a node, a reference or a text.
func (r *ldReader) name(v any) string {
	switch v := v.(type) {
	case map[string]any:
		if s := ldText(v["name"]); s != "" {
			return s
		}
		if ref, ok := r.byID[ldText(v["@id"])]; ok {
			return ldText(ref["name"])
		}
		return ""
	case []any:
		if len(v) > 0 {
			return r.name(v[0])
		}
	}
	return ldText(v)
}

func ldType(m map[string]any) string {
	switch t := m["@type"].(type) {
	case string:
		return strings.TrimPrefix(t, "schema:")
	case []any:
		for _, e := range t {
			if s, ok := e.(string); ok {
				return s
			}
		}
	}
	return ""
}

// isPerson reports whether Person is among a node's types.
func isPerson(m map[string]any) bool {
	if types, ok := m["@type"].([]any); ok {
		return slices.Contains(types, any("Person"))
	}
	return ldType(m) == "Person"
}

// ldText is a text value, or the first of a list. Entities are undone, since
// many systems write their escaped titles into JSON.
func ldText(v any) string {
	switch v := v.(type) {
	case string:
		return oneLine(html.UnescapeString(v))
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64)
	case []any:
		if len(v) > 0 {
			return ldText(v[0])
		}
	case map[string]any:
		if s, ok := v["@value"].(string); ok {
			return oneLine(s)
		}
	}
	return ""
}

// ldBody is a long text with its lines, or those of a list one below the other.
func ldBody(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case []any:
		var parts []string
		for _, e := range v {
			if s, ok := e.(string); ok {
				parts = append(parts, s)
			}
		}
		return strings.Join(parts, "\n")
	}
	return ""
}

// mendJSON repairs what content management systems break most: raw line
// breaks in strings, commas before a closing bracket, comments around it all.
func mendJSON(s string) string {
	s = strings.TrimSpace(s)
	for _, wrap := range []string{"<!--", "-->", "//<![CDATA[", "<![CDATA[", "//]]>", "]]>", "/*<![CDATA[*/", "/*]]>*/"} {
		s = strings.TrimSpace(strings.TrimSuffix(strings.TrimPrefix(s, wrap), wrap))
	}
	s = strings.TrimSuffix(s, ";")
	var b strings.Builder
	b.Grow(len(s))
	quoted := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quoted && c == '\\' && i+1 < len(s):
			b.WriteByte(c)
			i++
			b.WriteByte(s[i])
			continue
		case c == '"':
			quoted = !quoted
		case quoted && c < 0x20:
			c = ' '
		case !quoted && c == ',':
			rest := strings.TrimLeft(s[i+1:min(len(s), i+64)], " \t\r\n")
			if rest != "" && (rest[0] == '}' || rest[0] == ']') {
				continue
			}
		}
		b.WriteByte(c)
	}
	return b.String()
}
