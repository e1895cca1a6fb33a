package scrape

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/content"
)

// layout is where the parts of the article stand among the page's blocks.
type layout struct {
	blocks []content.Block
	title  int // the headline's block, or -1
	first  int // the first and last kept block, or -1
	last   int
	lines  []line // what may name people and dates, in reading order
	lang   string

	heading *html.Node // of the headline, if it has one
	printed *line      // that says in which edition the article was printed, or nil
	edition editionLine
}

// zone is the place of a line: positions tell a byline from any other line
// that begins with "By".
type zone int

const (
	above  zone = iota // up to three lines before the headline
	below              // between the headline and the first paragraph
	start              // the first three lines of the body
	end                // the last two of the body
	behind             // what follows the body
)

// line is a short line near the headline or the ends of the body.
type line struct {
	text  string
	zone  zone
	names string // the classes, ids and properties around it, in lower case
	block int
	nth   int  // of the block's lines; -1 for a part of a line
	used  bool // it has become a field, and so is no part of the body
	by    parsedByline
}

const (
	maxLine    = 240 // bytes of a line that can be a byline
	linesAfter = 6   // lines behind the body that are looked at
	linesHead  = 24  // lines after the headline, if the body is far

	labelsFront  = 12 // blocks of the body that may hold a byline, if it says so
	labelsBehind = 14 // blocks behind it
	boxesBehind  = 24 // blocks behind it that may be a box about the author
)

func newLayout(sel *content.Selection, title titleCandidate, lang string) *layout {
	l := &layout{blocks: sel.Blocks, title: -1, first: -1, last: -1, lang: lang, heading: title.node}
	for i := range l.blocks {
		if l.blocks[i].Keep {
			if l.first < 0 {
				l.first = i
			}
			l.last = i
		}
	}
	l.findTitle(title)
	l.skipToTitle()
	if l.first >= 0 {
		l.gather()
		l.findEdition()
	}
	return l
}

// findTitle finds the headline's block: the one in its heading, or the last
// before the body with the same words.
func (l *layout) findTitle(title titleCandidate) {
	want := fold(title.text)
	for i := range l.blocks {
		b := &l.blocks[i]
		if l.first >= 0 && i > l.first+8 {
			break
		}
		if title.node != nil && b.In(title.node) || title.node == nil && b.Words < 60 && want != "" && fold(b.Text()) == want {
			l.title = i
		}
	}
}

// skipToTitle drops the kept blocks in front of the headline, if they are only
// lines: the author's name, the section.
func (l *layout) skipToTitle() {
	if l.first < 0 || l.title < l.first {
		return
	}
	for i := l.first; i < l.title; i++ {
		if l.blocks[i].Keep && l.blocks[i].Prose() {
			return
		}
	}
	for i := l.first; i <= l.title; i++ {
		l.blocks[i].Keep = false
	}
	for i := l.title; i <= l.last; i++ {
		if l.blocks[i].Keep {
			l.first = i
			return
		}
	}
	l.first = -1
}

func (l *layout) gather() {
	head := max(0, l.first-10)
	if l.title >= 0 && l.title < l.first {
		head = l.title + 1
		for i := max(0, l.title-3); i < l.title; i++ {
			l.add(i, above)
		}
	}
	for i := head; i < l.first; i++ {
		if i < head+linesHead || i >= l.first-8 {
			l.add(i, below)
		}
	}
	l.ends()
	for i := l.last + 1; i < len(l.blocks) && i <= l.last+linesAfter; i++ {
		z := behind
		if i <= l.last+2 && l.blocks[i].Elem.Parent == l.blocks[l.last].Elem.Parent {
			z = end
		}
		l.add(i, z)
	}
}

// ends adds the lines at both ends of the body. Up to the first paragraph all
// of it is head: bodies often begin with their own title and byline.
func (l *layout) ends() {
	kept := make([]int, 0, 16)
	for i := l.first; i <= l.last; i++ {
		if l.blocks[i].Keep || l.blocks[i].Words < 20 && i < l.first+6 {
			kept = append(kept, i)
		}
	}
	for k, i := range kept {
		switch {
		case k < 4:
			l.add(i, start)
		case k >= len(kept)-2:
			l.add(i, end)
		}
	}
	l.labelled(kept)
}

// labelled adds the lines that say what they are, by their first word or the
// page's markup, among those between the ends: leads and pictures may stand in
// front of a byline, and boxes behind the last word. Where the text has several
// apart from one another, each belongs to a part of it.
func (l *layout) labelled(kept []int) {
	var front, middle []int
	taken := slices.Concat(kept[:min(4, len(kept))], kept[max(0, len(kept)-2):])
	for i := l.first; i < len(l.blocks) && i <= l.last+labelsBehind; i++ {
		if i == l.title || i > l.last && i <= l.last+linesAfter || slices.Contains(taken, i) {
			continue
		}
		switch z := l.labelZone(i); {
		case !l.label(i, z):
		case z == start:
			front = append(front, i)
		case z == end && i <= l.last-labelsFront:
			middle = append(middle, i)
		default:
			l.add(i, z)
		}
	}
	if len(middle) == 1 {
		l.add(middle[0], end)
	}
	if n := len(front); n > 0 && front[n-1]-front[0] < n+1 {
		for _, i := range front {
			l.add(i, start)
		}
	}
}

func (l *layout) labelZone(i int) zone {
	switch {
	case i > l.last:
		return behind
	case i > l.first+labelsFront:
		return end
	}
	return start
}

// label reports whether block i says that it is a byline.
func (l *layout) label(i int, z zone) bool {
	b := &l.blocks[i]
	if b.Words == 0 || b.Words > 25 {
		return false
	}
	opens := mayOpenByline(firstText(b))
	if z != start && !opens {
		return false
	}
	text := oneLine(spaced(b))
	opens = opens && opensByline(strings.ToLower(text))
	if z != start && !opens {
		return false
	}
	names := namesAround(b)
	if !opens && !authorNames(names) && !authorNames(ownNames(b)) {
		return false
	}
	if commentNames(names) || slices.ContainsFunc([]string{"related", "teaser", "recommend", "card", "caption"}, func(w string) bool { return strings.Contains(names, w) }) {
		return false
	}
	by := parseByline(text, l.lang)
	if by.found && by.role == writer && len(by.names) > 0 && len(by.prefix) > 6 {
		return true
	}
	return z == start && (authorNames(ownNames(b)) || by.found && authorNames(names))
}

// firstText is the first text of a block that is more than space.
func firstText(b *content.Block) string {
	for n := b.First; n != nil; n = content.Following(n, b.Elem) {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" || n == b.Last {
			return n.Data
		}
	}
	return ""
}

func authorNames(names string) bool {
	return strings.Contains(names, "author") || strings.Contains(names, "byline") || strings.Contains(names, "autor") || strings.Contains(names, "auteur")
}

func (l *layout) add(i int, z zone) {
	b := &l.blocks[i]
	if b.Words == 0 || b.Words > 60 || i == l.title {
		return
	}
	names, nth := namesAround(b), 0
	for text := range strings.SplitSeq(spaced(b), "\n") {
		if text = oneLine(text); text == "" {
			continue
		}
		if len(text) <= maxLine {
			l.lines = append(l.lines, line{text, z, names, i, nth, false, parseByline(text, l.lang)})
		}
		nth++
	}
	l.addParts(b, i, z)
}

// spaced is a block's text with a line break for each <br>, and a space where
// nothing but a link's end or a capital keeps two words apart: pages leave that
// to their style sheets.
func spaced(b *content.Block) string {
	var w strings.Builder
	var before *html.Node
	for n := b.First; n != nil; n = content.Following(n, b.Elem) {
		switch {
		case n.Type == html.TextNode && n.Data != "" && !machineTime(n):
			if before != nil && apart(before, n) {
				w.WriteByte(' ')
			}
			w.WriteString(strings.ReplaceAll(n.Data, "\n", " "))
			before = n
		case n.DataAtom == atom.Br:
			w.WriteByte('\n')
			before = nil
		}
		if n == b.Last {
			break
		}
	}
	return w.String()
}

// machineTime reports whether a text is a moment as programs write it, in an
// element for the time of the last change: themes hide it among the words of
// the byline.
func machineTime(n *html.Node) bool {
	s := n.Data
	return len(s) >= len("2006-01-02T15:04:05Z") && s[4] == '-' && s[10] == 'T' && s[13] == ':' && n.Parent != nil && hasWord(attr(n.Parent, "class"), "updated")
}

// apart reports whether two neighbouring texts are different words.
func apart(a, b *html.Node) bool {
	last, _ := utf8.DecodeLastRuneInString(a.Data)
	next, _ := utf8.DecodeRuneInString(b.Data)
	if unicode.IsLetter(last) && unicode.IsDigit(next) && a.Parent != b.Parent && len(a.Data) > 3 {
		return a.Parent.DataAtom == atom.A || b.Parent.DataAtom == atom.Span
	}
	if !unicode.IsLetter(last) && !unicode.IsDigit(last) || !unicode.IsLetter(next) {
		return false
	}
	return a.Parent.DataAtom == atom.A || b.Parent.DataAtom == atom.A || unicode.IsLower(last) && unicode.IsUpper(next) || unicode.IsDigit(last)
}

// addParts adds the parts of a line that the page itself tells apart: the
// author in the middle of "March 14 by Inês Rocha in Essays".
func (l *layout) addParts(b *content.Block, i int, z zone) {
	seen := map[*html.Node]bool{}
	for n := b.First; n != nil; n = content.Following(n, b.Elem) {
		for p := n.Parent; p != nil && p != b.Elem && !seen[p]; p = p.Parent {
			seen[p] = true
			names := strings.ToLower(attr(p, "class") + " " + attr(p, "itemprop") + " " + attr(p, "rel"))
			if strings.Contains(names, "author") || strings.Contains(names, "byline") || strings.Contains(names, "autor") || strings.Contains(names, "auteur") || strings.Contains(names, "username") {
				if text := oneLine(textOf(p)); text != "" && len(text) <= maxLine {
					l.lines = append(l.lines, line{text, z, names + " " + namesAround(b), i, -1, false, parseByline(text, l.lang)})
				}
			}
		}
		if n == b.Last {
			break
		}
	}
}

// namesAround joins the class, id, rel and property names of the block's
// elements and of three around it.
func namesAround(b *content.Block) string {
	var s strings.Builder
	outer := -1
	for n := b.First.Parent; n != nil && outer < 3; n = n.Parent {
		if n == b.Elem || outer >= 0 {
			outer++
		}
		if n.Type != html.ElementNode || n.Data == "body" || n.Data == "article" || n.Data == "main" {
			break
		}
		for i := range n.Attr {
			switch n.Attr[i].Key {
			case "class", "id", "rel", "itemprop", "property":
				s.WriteString(strings.ToLower(n.Attr[i].Val))
				s.WriteByte(' ')
			case "data-testid", "data-test", "data-test-id", "data-qa", "data-cy", "data-hook": // how scripts' own tests find it
				if v := strings.ToLower(n.Attr[i].Val); authorNames(v) && !strings.Contains(v, "teaser") {
					s.WriteString(v)
					s.WriteByte(' ')
				}
			}
		}
	}
	return s.String()
}
