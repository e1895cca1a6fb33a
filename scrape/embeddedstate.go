package scrape

import (
	"encoding/json"
	"html"
	"maps"
	"slices"
	"strings"

	xhtml "golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

const (
	maxState      = 4 << 20 // bytes of one script
	maxStates     = 8       // scripts of a page
	maxStateDepth = 48
	maxDocDepth   = 24
	titleReach    = 3 // levels below the object with the page's title
)

// embeddedState finds the article in the states that a page's scripts carry:
// a JSON script, or an assignment to a property of window. titles are the
// page's own, folded. A state of many articles of which none bears the page's
// title is a list, and none of them is taken.
func embeddedState(doc *xhtml.Node, titles []string) *embedded {
	s := stateReader{titles: titles}
	var pieces stream
	scripts := 0
	for n := range doc.Descendants() {
		if n.DataAtom != atom.Script || n.FirstChild == nil || pieces.add(n.FirstChild.Data) || scripts == maxStates {
			continue
		}
		name, text := stateOf(n)
		if text == "" {
			continue
		}
		scripts++
		var v any
		if json.NewDecoder(strings.NewReader(text)).Decode(&v) != nil {
			continue
		}
		if t, ok := v.(string); ok && json.Unmarshal([]byte(t), &v) != nil { // JSON.parse("…")
			continue
		}
		s.name = name
		s.walk(v, 0, 0)
	}
	s.readStream(&pieces)
	return s.choice()
}

// readStream reads the state that came in pieces.
func (s *stateReader) readStream(pieces *stream) {
	s.name = streamName
	pieces.rows(func(row string, isText bool) {
		var v any
		switch {
		case isText:
			s.holder = nil
			s.add(asMarkup(row), 0)
		case len(row) > 6*leastEmbedded && json.Unmarshal([]byte(row), &v) == nil:
			s.walk(v, 0, 0)
		}
	})
}

// stateOf is the name and the JSON of a script that is a state.
func stateOf(n *xhtml.Node) (name, text string) {
	text = n.FirstChild.Data
	if len(text) > maxState || len(text) < 6*leastEmbedded {
		return "", ""
	}
	switch t := strings.ToLower(strings.TrimSpace(attr(n, "type"))); {
	case t == "application/json":
		return first(attr(n, "id"), "JSON"), strings.TrimSpace(text)
	case t != "" && t != "text/javascript" && t != "application/javascript" && t != "module":
		return "", ""
	}
	return assignment(text)
}

// assignment finds the first window.NAME = {…}, or JSON.parse("…"), whose name
// is that of a state. What follows the value does not matter.
func assignment(text string) (name, value string) {
	for at := 0; ; {
		i := strings.Index(text[at:], "window")
		if i < 0 {
			return "", ""
		}
		at += i + len("window")
		left, right, ok := strings.Cut(text[at:min(len(text), at+120)], "=")
		if !ok {
			continue
		}
		name = strings.Trim(left, " .[]\"'\t\r\n")
		if !isStateName(name) {
			continue
		}
		value = strings.TrimSpace(text[at+len(left)+1:])
		if rest, ok := strings.CutPrefix(value, "JSON.parse("); ok {
			value = strings.TrimSpace(rest)
		}
		if right != "" && value != "" && strings.IndexByte(`{["`, value[0]) >= 0 {
			return name, value
		}
	}
}

func isStateName(s string) bool {
	upper := strings.ToUpper(s)
	if len(s) > 60 || strings.ContainsAny(s, "(){};, \n") {
		return false
	}
	for _, word := range []string{"STATE", "DATA", "NUXT", "INITIAL", "PRELOAD", "PROPS", "STORE", "CONTEXT", "FUSION", "ARTICLE"} {
		if strings.Contains(upper, word) {
			return true
		}
	}
	return false
}

// stateReader looks for the texts of states that can be an article.
type stateReader struct {
	titles []string
	name   string // of the state being read

	best   stateText
	second int            // words of the longest other text
	facts  stateFacts     // of the objects with the page's title
	holder map[string]any // the object being read
}

// stateText is a text with the number of its words.
type stateText struct {
	markup, state string
	words         int
	titled        bool           // it stands near the page's title
	holder        map[string]any // the object that it stands in
}

// choice is the longest text near the page's title; without one the longest of
// all, if none other is half as long.
func (s *stateReader) choice() *embedded {
	if s.best.words < leastEmbedded || !s.best.titled && 2*s.second > s.best.words {
		return nil
	}
	if s.best.holder != nil {
		s.facts.add(s.best.holder)
	}
	s.facts.source = "state:" + s.best.state
	return &embedded{s.best.markup, s.facts.source, "the state that its scripts carry (" + s.best.state + ")", &s.facts}
}

func (s *stateReader) add(markup string, near int) {
	t := stateText{markup, s.name, wordsIn(markup), near > 0, s.holder}
	switch {
	case t.markup == s.best.markup:
		s.best.titled = s.best.titled || t.titled
	case t.titled && !s.best.titled && t.words >= leastEmbedded, t.titled == s.best.titled && t.words > s.best.words:
		s.second = max(s.second, s.best.words)
		s.best = t
	default:
		s.second = max(s.second, t.words)
	}
}

// walk reads a value. near counts down the levels from the object that bears
// the page's title.
func (s *stateReader) walk(v any, near, depth int) {
	if depth > maxStateDepth {
		return
	}
	switch v := v.(type) {
	case map[string]any:
		if s.bearsTitle(v) {
			near = titleReach + 1
			s.facts.add(v)
		}
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if !isFurnitureKey(key) {
				s.holder = v
				s.member(key, v[key], near, depth)
			}
		}
	case []any:
		for _, e := range v {
			s.walk(e, near-1, depth+1)
		}
	}
}

func (s *stateReader) member(key string, v any, near, depth int) {
	text, ok := v.(string)
	switch {
	case ok && isBodyKey(key):
		s.add(asMarkup(text), near)
	case ok:
	case isBodyKey(key) && isDocument(v, 0):
		s.add(documentOf(v), near)
	default:
		s.walk(v, near-1, depth+1)
	}
}

// bearsTitle reports whether an object has the page's title.
func (s *stateReader) bearsTitle(m map[string]any) bool {
	for _, key := range []string{"headline", "title", "name", "headlines"} {
		text, _ := m[key].(string)
		if inner, ok := m[key].(map[string]any); ok {
			for _, k := range []string{"basic", "rendered", "main", "text", "default"} {
				if t, ok := inner[k].(string); ok && text == "" {
					text = t
				}
			}
		}
		f := fold(html.UnescapeString(text))
		if len(f) < 8 {
			continue
		}
		for _, t := range s.titles {
			if t == f || strings.HasPrefix(t, f) {
				return true
			}
		}
	}
	return false
}

// isBodyKey knows the keys that texts stand under.
func isBodyKey(key string) bool {
	key = strings.ToLower(key)
	switch key {
	case "content", "text", "html", "story", "rendered", "copy", "blocks", "paragraphs", "components", "elements", "document", "main", "markup":
		return true
	}
	return strings.Contains(key, "body") || strings.HasSuffix(key, "html") || strings.HasSuffix(key, "text") || strings.HasSuffix(key, "content") || strings.HasPrefix(key, "content_")
}

// isFurnitureKey knows the keys that other things than the article stand under.
func isFurnitureKey(key string) bool {
	key = strings.ToLower(key)
	for _, word := range []string{
		"comment", "related", "recommend", "footer", "nav", "menu", "config", "translat", "messages", "i18n", "locale", "cookie", "consent",
		"privacy", "terms", "advert", "sidebar", "newsletter", "popular", "trending", "latest", "promo", "legal", "teaser", "caption", "bio", "seo", "style", "css",
	} {
		if strings.Contains(key, word) {
			return true
		}
	}
	return false
}

// isDocument reports whether a value is a text as block editors save it: a list
// of which half and more are texts or blocks of a text, or an object that holds
// such a list.
func isDocument(v any, depth int) bool {
	switch v := v.(type) {
	case map[string]any:
		for _, key := range blockKeys {
			if e, ok := v[key]; ok && depth < 3 {
				return isDocument(e, depth+1)
			}
		}
	case []any:
		texts := 0
		for _, e := range v {
			switch e := e.(type) {
			case string:
				texts++
			case map[string]any:
				if tagOfKind(jsonKind(e)) != "" {
					texts++
				}
			}
		}
		return texts > 0 && 2*texts >= len(v)
	}
	return false
}

// documentOf writes a text that stands in the state as a list of objects, as
// block editors save it: {"type": "paragraph", "content": …}.
func documentOf(v any) string {
	var d documentWriter
	d.blocks(v, 0)
	return d.String()
}

type documentWriter struct{ strings.Builder }

// blocks writes the blocks of a list or of an object that holds one.
func (d *documentWriter) blocks(v any, depth int) {
	if depth > maxDocDepth || d.Len() > maxState {
		return
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if text, ok := e.(string); ok {
				d.WriteString(asMarkup(text))
				continue
			}
			d.blocks(e, depth+1)
		}
	case map[string]any:
		d.block(v, depth)
	}
}

func (d *documentWriter) block(m map[string]any, depth int) {
	kind := jsonKind(m)
	if tag := tagOfKind(kind); tag != "" {
		var line documentWriter
		line.inline(m, 0)
		if text := line.String(); hasBlocks(text) {
			d.WriteString(text)
		} else if strings.TrimSpace(text) != "" {
			d.WriteString("<" + tag + ">" + text + "</" + tag + ">")
		}
		return
	}
	if isFurnitureKey(kind) {
		return
	}
	for _, key := range blockKeys {
		switch e := m[key].(type) {
		case string:
			if strings.ContainsRune(strings.TrimSpace(e), ' ') || isMarkup(e) || wordsIn(e) > 4 {
				d.WriteString(asMarkup(e))
				return
			}
		case []any, map[string]any:
			d.blocks(e, depth+1)
			return
		}
	}
}

// inline writes the text of a block. What is no markup is escaped.
func (d *documentWriter) inline(v any, depth int) {
	if depth > maxDocDepth || d.Len() > maxState {
		return
	}
	switch v := v.(type) {
	case string:
		if isMarkup(v) || strings.ContainsAny(v, "<&") {
			d.WriteString(v)
			return
		}
		d.WriteString(html.EscapeString(v))
	case []any:
		for _, e := range v {
			d.inline(e, depth+1)
		}
	case map[string]any:
		for _, key := range blockKeys {
			switch e := v[key].(type) {
			case string, []any, map[string]any:
				d.inline(e, depth+1)
				return
			}
		}
	}
}

// blockKeys are the keys of a block's text, the likeliest first.
var blockKeys = []string{"html", "content", "children", "text", "value", "body", "blocks", "paragraphs", "items", "data", "attrs", "attributes", "props"}

func jsonKind(m map[string]any) string {
	for _, key := range []string{"type", "nodeType", "_type", "blockType", "__typename", "kind", "name", "component"} {
		if s, ok := m[key].(string); ok {
			return strings.ToLower(s)
		}
	}
	return ""
}

// tagOfKind is the element for a kind of block, or "".
func tagOfKind(kind string) string {
	switch {
	case strings.Contains(kind, "paragraph"), kind == "p", kind == "text", strings.HasSuffix(kind, "-text"), kind == "textblock":
		return "p"
	case strings.Contains(kind, "heading"), strings.Contains(kind, "subhead"), kind == "header", kind == "h2", kind == "h3":
		return "h2"
	case strings.Contains(kind, "quote"):
		return "blockquote"
	case kind == "list-item", kind == "listitem", kind == "li", kind == "list_item":
		return "li"
	}
	return ""
}
