package scrape

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/content"
)

// embedded is a text that a page carries without showing it: the articleBody
// of its JSON-LD, or a state that a script makes the page of.
type embedded struct {
	markup string // HTML
	source string // "json-ld:articleBody", "state:__NEXT_DATA__"
	where  string // the same for a person
	facts  *stateFacts
}

const (
	// shownLittle is the most words that a page shows which is filled by a
	// script. Where there is more, it is the article, or the part of it that
	// everybody may read.
	shownLittle = 50
	// leastEmbedded is the fewest words of an embedded text that are believed
	// to be an article.
	leastEmbedded = 80
	// embeddedScore is the probability below which a block of an embedded text
	// is left out, though nothing else is there.
	embeddedScore = .1
	// embeddedConfidence is the most that an embedded text deserves.
	embeddedConfidence = .8
)

// embed finds the text of a page that shows (almost) none, makes it part of the
// page and chooses it. It returns nil where the page shows its text, is a wall
// of some kind, or carries none.
func embed(p *Page, h *head, sel *content.Selection, o content.Options) *embedded {
	if sel.Words > shownLittle || sel.Prose() > shownLittle/2 || h.bodyNode == nil {
		return nil
	}
	if w := wallOf(p, h, sel, ""); w != nil && w.Kind != "empty" && w.Kind != "no-article" {
		return nil
	}
	e := h.embeddedLD()
	if e == nil {
		e = embeddedState(p.Doc, h.ownTitles())
	}
	if e == nil {
		return nil
	}
	part := e.tree()
	if part == nil {
		return nil
	}
	h.bodyNode.AppendChild(part)
	found := content.Find(p.Doc, h.hints(), o)
	inside := nodeSet(part)
	if !found.Replace(func(b *content.Block) bool { return b.Under(inside) && (b.Keep || b.Score > embeddedScore) }) {
		h.bodyNode.RemoveChild(part)
		return nil
	}
	found.Confidence = min(found.Confidence, embeddedConfidence)
	*sel = found
	h.state = e.facts
	o.Trace.Note(sel.Blocks, "the text comes from "+e.where)
	return e
}

// tree is the text as an element of the page, or nil.
func (e *embedded) tree() *html.Node {
	doc, err := parse([]byte(e.markup))
	if err != nil {
		return nil
	}
	for n := range doc.Descendants() {
		if n.DataAtom == atom.Body {
			n.Parent.RemoveChild(n)
			n.Data, n.DataAtom, n.Attr = "article", atom.Article, []html.Attribute{{Key: "itemprop", Val: "articleBody"}}
			return n
		}
	}
	return nil
}

// note writes into the record where its body came from.
func (e *embedded) note(a *Article) {
	if e == nil {
		return
	}
	a.Fields["body"] = Field{Source: e.source, Confidence: embeddedConfidence}
	a.Warnings = append(a.Warnings, "embedded-body: the page shows no text; the body comes from "+e.where)
}

// embeddedLD is the longest articleBody of the JSON-LD.
func (h *head) embeddedLD() *embedded {
	best, most := "", leastEmbedded-1
	for i := range h.ld {
		if n := wordsIn(h.ld[i].body); n > most {
			best, most = h.ld[i].body, n
		}
	}
	if best == "" {
		return nil
	}
	return &embedded{markup: asMarkup(best), source: "json-ld:articleBody", where: "its JSON-LD (articleBody)"}
}

// ownTitles are the wordings of the page's title, to tell its article from
// others that a state holds too.
func (h *head) ownTitles() []string {
	titles := []string{fold(h.title), fold(metaOnly(h, "og:title")), fold(metaOnly(h, "twitter:title"))}
	for i := range h.ld {
		titles = append(titles, fold(h.ld[i].headline))
	}
	return titles
}

// asMarkup is s where it is HTML; a plain text's lines become paragraphs.
func asMarkup(s string) string {
	if !strings.ContainsAny(s, "<&\n\r") {
		return "<p>" + s + "</p>"
	}
	if isMarkup(s) {
		return s
	}
	if t := html.UnescapeString(s); t != s && isMarkup(t) {
		return t
	}
	var b strings.Builder
	for line := range strings.Lines(strings.ReplaceAll(s, "\r", "\n")) {
		if line = strings.TrimSpace(html.UnescapeString(line)); line != "" {
			b.WriteString("<p>" + html.EscapeString(line) + "</p>")
		}
	}
	return b.String()
}

// isMarkup reports whether a text holds the tags that texts are made of.
func isMarkup(s string) bool {
	return hasBlocks(s) || hasTag(s, "<br>", "<br/>", "<br />", "</em>", "</strong>", "</i>", "</b>", "</a>")
}

// hasBlocks reports whether a text is cut into paragraphs by tags.
func hasBlocks(s string) bool {
	return hasTag(s, "<p>", "<p ", "</p>", "</div>", "</li>", "</h2>", "</h3>")
}

func hasTag(s string, tags ...string) bool {
	b := []byte(s)
	for _, tag := range tags {
		if indexFold(b, tag) >= 0 {
			return true
		}
	}
	return false
}

// wordsIn counts the words of a text or of HTML: between spaces, or two
// characters of a script without spaces. Tags do not count.
func wordsIn(s string) int {
	words, wide := 0, 0
	tag, word := false, false
	for _, r := range s {
		switch {
		case r == '<':
			tag, word = true, false
		case r == '>':
			tag = false
		case tag:
		case r <= ' ' || r == 0xA0 || r == 0x3000:
			word = false
		case r >= 0x2E80 && r <= 0x9FFF || r >= 0x0E00 && r <= 0x0E7F:
			wide++
			word = false
		case !word:
			word = true
			words++
		}
	}
	return words + wide/2
}
