package scrape

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/date"
)

// parts are what a heading is made of where its markup tells the headline from
// a kicker in front of it and a standfirst or a date line behind it.
type parts struct {
	kicker, title, rest string
}

// kickerNames and tailNames are parts of the names that themes give to the
// line above the headline and to what follows it inside the heading.
var (
	kickerNames = []string{"kicker", "topline", "top-line", "overline", "dachzeile", "roofline", "supertitle", "suptitle", "sup-title", "superline", "eyebrow", "overhead", "overtitle", "pretitle", "pre-title", "pretitulo", "antetitulo", "volanta", "surtitre", "occhiello", "spitzmarke", "category", "rubri", "label", "epigraph", "headline-intro", "headline__intro", "slugline"}
	// kickerLines are those that only kickers have, also outside a heading.
	kickerLines = []string{"kicker", "topline", "top-line", "overline", "dachzeile", "roofline", "supertitle", "suptitle", "superline", "eyebrow", "overtitle", "pretitle", "pre-title", "pretitulo", "antetitulo", "volanta", "surtitre", "occhiello", "spitzmarke"}
	// kickersToo are those that a kicker has where it stands before the headline.
	kickersToo = []string{"subtitle", "sub-title", "subline", "sub-line", "subheadline"}
	// sponsorNames are those of what a heading says of who paid for it.
	sponsorNames = []string{"sponsor", "advert", "promo"}
	tailNames    = []string{"subtitle", "sub-title", "subline", "sub-line", "subheadline", "subhead", "unterzeile", "tagline", "date", "meta", "byline", "author", "edit-link", "permalink", "badge", "icon", "comment"}
)

const maxKickerWords = 8

// partsOf takes a heading apart: by the names of its elements, and where it
// holds just two boxes of text, by their order.
func partsOf(n *html.Node) (p parts) {
	boxes := boxesOf(n)
	if len(boxes) < 2 || len(boxes) > 4 {
		return parts{title: headingText(n)}
	}
	for i := range boxes {
		b := &boxes[i]
		switch {
		case namedAny(b.names, sponsorNames):
		case isMark(b.text):
			// Between a kicker and its headline, for those who hear them.
		case p.title == "" && i < len(boxes)-1 && (namedAny(b.names, kickerNames) || namedAny(b.names, kickersToo) ||
			b.small && len(strings.Fields(b.text)) <= maxKickerWords || dateLine(b.text) || isMark(boxes[i+1].text)):
			p.kicker = joined(p.kicker, b.text)
		case p.title != "" && (namedAny(b.names, tailNames) || b.small || dateLine(b.text) || dateFirst(b.text)):
			p.rest = joined(p.rest, b.text)
		default:
			p.title = joined(p.title, b.text)
		}
	}
	p.kicker = strings.TrimRight(p.kicker, " :|-–—")
	p.title = strings.TrimLeft(p.title, " :|-–—")
	if p.title == "" {
		return parts{title: headingText(n)}
	}
	return p
}

// isMark reports whether a box is nothing but the mark between a kicker and a
// headline.
func isMark(s string) bool {
	return s != "" && strings.Trim(s, " :|-–—") == ""
}

// kickerAbove is the line right above the headline, in the same box, that the
// page's markup calls a kicker.
func (l *layout) kickerAbove() string {
	if l.title < 1 || l.heading == nil {
		return ""
	}
	b := &l.blocks[l.title-1]
	if b.Words == 0 || b.Words > maxKickerWords || b.Heading() == 1 || !beside(b.Elem, l.heading) || !namedAny(ownNames(b), kickerLines) {
		return ""
	}
	text := oneLine(spaced(b))
	if d, at, _, ok := date.Find(text, date.Hints{Lang: l.lang}); ok && d.Day > 0 {
		text = text[:at]
	}
	text = strings.Trim(text, " :|-–—·")
	if len(text) > maxName || parseByline(text, l.lang).found || strings.Count(text, "/")+strings.Count(text, ">")+strings.Count(text, "›") > 1 {
		return "" // a name, or the way to the page
	}
	return text
}

// beside reports whether a and b, or what wraps one of them, have one parent.
func beside(a, b *html.Node) bool {
	return a.Parent == b.Parent || a.Parent != nil && a.Parent.Parent == b.Parent || b.Parent != nil && a.Parent == b.Parent.Parent
}

// headingText is the text of a heading, without the styles inside it.
func headingText(n *html.Node) string {
	var w strings.Builder
	appendText(&w, n)
	return oneLine(w.String())
}

// box is a part of a heading that is an element of its own, or the text
// between two of them.
type box struct {
	text, names string
	small       bool
}

// boxesOf are the parts of a heading, below whatever wraps all of it.
func boxesOf(n *html.Node) []box {
	for range 4 {
		only := onlyElement(n)
		if only == nil {
			break
		}
		n = only
	}
	var boxes []box
	var text strings.Builder
	flush := func() {
		if s := oneLine(text.String()); s != "" {
			boxes = append(boxes, box{text: s})
		}
		text.Reset()
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode:
			text.WriteString(c.Data)
		case c.Type != html.ElementNode || c.DataAtom == atom.Br:
			text.WriteByte(' ')
		case c.DataAtom == atom.Style || c.DataAtom == atom.Script:
		case !separate(c) && !dayAlone(textOf(c)):
			appendText(&text, c)
		default:
			flush()
			if s := oneLine(textOf(c)); s != "" {
				boxes = append(boxes, box{s, strings.ToLower(attr(c, "class") + " " + attr(c, "id")), c.DataAtom == atom.Small})
			}
		}
	}
	flush()
	return boxes
}

// separate reports whether an element of a heading is more than emphasis.
func separate(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Span, atom.Div, atom.P, atom.Small, atom.Time, atom.Strong, atom.A:
		return attr(n, "class") != "" || n.DataAtom == atom.Small || n.DataAtom == atom.Time || n.DataAtom == atom.Div
	}
	return false
}

// onlyElement is n's child element where it holds all of n's text.
func onlyElement(n *html.Node) *html.Node {
	var only *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.TextNode && strings.TrimSpace(c.Data) == "", c.Type == html.CommentNode, c.DataAtom == atom.Style:
		case c.Type == html.ElementNode && only == nil:
			only = c
		default:
			return nil
		}
	}
	return only
}

// dayAlone reports whether a text is nothing but a day.
func dayAlone(s string) bool {
	if len(s) > 60 || !hasDigit(s) {
		return false
	}
	d, ok := date.Parse(oneLine(s), date.Hints{})
	return ok && d.Day > 0
}

// dateFirst reports whether a line begins with a day.
func dateFirst(s string) bool {
	d, at, _, ok := date.Find(s, date.Hints{})
	return ok && at == 0 && d.Day > 0
}

func namedAny(names string, words []string) bool {
	for _, w := range words {
		if strings.Contains(names, w) {
			return true
		}
	}
	return false
}

func joined(a, b string) string {
	if a == "" {
		return b
	}
	return a + " " + b
}
