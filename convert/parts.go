package convert

import (
	"fmt"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Parts are the parts of an article that an output holds, or does not, against
// the custom of its format. The keys are the names of PartNames.
type Parts map[string]bool

// PartNames are the names of the parts. Text holds notes and what stands in
// the text itself (headings, lists, quotes, tables, code), Markdown and HTML
// captions, credits and embeds too. The rest is left out of all formats:
// title, dek and byline have fields of their own.
var PartNames = []string{"title", "dek", "byline", "dateline", "caption", "credit", "embed", "note", "promo", "comment",
	"heading", "list", "quote", "table", "code", "figure", "image"}

// ParseParts reads what --parts is given: "+caption,-table".
func ParseParts(s string) (Parts, error) {
	parts := Parts{}
	for word := range strings.SplitSeq(s, ",") {
		word = strings.TrimSpace(word)
		if word == "" {
			continue
		}
		if word[0] != '+' && word[0] != '-' {
			return nil, fmt.Errorf("part %q: + or - must stand before the name", word)
		}
		parts[word[1:]] = word[0] == '+'
	}
	return parts, parts.check()
}

func (p Parts) check() error {
	for name := range p {
		if !slices.Contains(PartNames, name) {
			return fmt.Errorf("unknown part %q: one of %s", name, strings.Join(PartNames, ", "))
		}
	}
	return nil
}

// shown reports whether a part is in a body of the form b.
func (p Parts) shown(name string, b Body) bool {
	if on, ok := p[name]; ok {
		return on
	}
	switch name {
	case "title", "dek", "byline", "dateline", "promo", "comment":
		return false
	case "caption", "credit", "embed":
		return b != TextBody
	}
	return true
}

// skipper tells which elements of a tidy tree a body of the form b leaves out.
func (p Parts) skipper(b Body) func(*html.Node) bool {
	hidden := make(map[string]bool, len(PartNames))
	for _, name := range PartNames {
		if !p.shown(name, b) {
			hidden[name] = true
		}
	}
	elements := false
	for _, name := range PartNames[10:] {
		elements = elements || hidden[name]
	}
	return func(n *html.Node) bool {
		if len(n.Attr) > 0 {
			if part := attr(n, "data-part"); part != "" {
				return hidden[part]
			}
		}
		return elements && hidden[elementPart(n.DataAtom)]
	}
}

// elementPart is the part that an element is by itself.
func elementPart(a atom.Atom) string {
	switch a {
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		return "heading"
	case atom.Ul, atom.Ol, atom.Dl:
		return "list"
	case atom.Blockquote:
		return "quote"
	case atom.Table:
		return "table"
	case atom.Pre:
		return "code"
	case atom.Figure:
		return "figure"
	case atom.Img:
		return "image"
	}
	return ""
}
