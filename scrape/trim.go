package scrape

import (
	"slices"
	"strings"

	"github.com/backissue/backissue/scrape/content"
	"github.com/backissue/backissue/scrape/date"
)

// trimmed is what trim took out of the body and put elsewhere.
type trimmed struct {
	subtitle string
	skip     map[*content.Block]int // lines at the start of a kept block that are no part of the body
}

// trim takes out of the content what has become a field: the headline said
// again, the standfirst in front of a byline, the byline, the date line. Whole
// blocks go, or the first lines of one, and only at the ends of the body.
// A page that goes on with an article has no standfirst of its own.
func trim(sel *content.Selection, l *layout, title titleCandidate, goesOn bool) trimmed {
	t := trimmed{skip: map[*content.Block]int{}}
	head := headOf(sel, l)
	byline := -1
	for k, i := range head {
		if l.used(i) > 0 {
			byline = k
		}
	}
	for k, i := range head {
		b := &sel.Blocks[i]
		lines := strings.Split(b.Text(), "\n")
		gone := 0
		for gone < len(lines) && (l.usedLine(i, gone) || sameWords(lines[gone], title.text) || dateLine(lines[gone])) {
			gone++
		}
		switch {
		case gone == len(lines):
			b.Keep = false
		case gone > 0:
			t.skip[b] = gone
		case !goesOn && k < byline && t.subtitle == "" && l.title >= 0 && l.canStandFirst(i):
			t.subtitle = oneLine(b.Text())
			b.Keep = false
		}
	}
	if t.subtitle == "" && !goesOn {
		t.subtitle = first(l.standfirst(), l.lineToByline())
	}
	for i := range sel.Blocks {
		if b := &sel.Blocks[i]; b.Keep && t.skip[b] == 0 && l.used(i) > 0 && l.used(i) == len(strings.Split(b.Text(), "\n")) {
			b.Keep = false
		}
	}
	return t
}

// signed marks the lines at the ends of the body that only say again who wrote
// it, and the entries of a list of authors with what they are. A name with no
// word beside it may be a headline in a list of letters, so only the names of
// the article's authors count; and where they stand inside the body too, each
// post of it has its own.
func (l *layout) signed(authors []Person) {
	posts := l.signedWithin(authors)
	for i := range l.lines {
		ln := &l.lines[i]
		if ln.used || ln.nth < 0 || ln.zone != start && ln.zone != end {
			continue
		}
		if ln.zone == start && l.listItem(ln.block) {
			ln.used = slices.ContainsFunc(authors, func(a Person) bool { return strings.HasPrefix(ln.text, a.Name) })
			continue
		}
		names := ln.by.names
		if posts && len(names) == 1 {
			continue
		}
		known := 0
		for _, name := range names {
			if slices.ContainsFunc(authors, func(a Person) bool { return sameWords(name, a.Name) }) {
				known++
			}
		}
		// the words beside the names are the joiners between them
		ln.used = known > 0 && known == len(names) && len(strings.Fields(ln.text)) <= wordsOf(names)+known-1
	}
}

// signedWithin reports whether a line between the body's first lines and its last
// paragraph is nothing but an author's name.
func (l *layout) signedWithin(authors []Person) bool {
	first := map[int]bool{}
	for i := range l.lines {
		if l.lines[i].zone == start {
			first[l.lines[i].block] = true
		}
	}
	prose := false
	for i := l.last; i >= 0 && i >= l.first; i-- {
		b := &l.blocks[i]
		switch {
		case !b.Keep || first[i]:
		case b.Prose():
			prose = true
		case prose && b.Words <= 5:
			if text := oneLine(b.Text()); slices.ContainsFunc(authors, func(a Person) bool { return sameWords(text, a.Name) }) {
				return true
			}
		}
	}
	return false
}

// canStandFirst reports whether block i, in front of the byline, reads as a
// standfirst: no paragraph, no entry of a list of authors, no two words over the
// first of many posts.
func (l *layout) canStandFirst(i int) bool {
	b := &l.blocks[i]
	return !b.Prose() && b.Words > 3 && b.Words <= 60 && !l.listItem(i)
}

// standfirst is the line between headline and body that the page's markup
// calls one, in any of the trade's words.
func (l *layout) standfirst() string {
	for i := range l.lines {
		ln := &l.lines[i]
		if (ln.zone == below || ln.zone == start) && ln.nth == 0 && !ln.used && len(ln.text) > 20 &&
			ln.named("standfirst", "subtitle", "sub-title", "subheadline", "subhead", "dek", "deck", "chapo", "vorspann", "untertitel", "ingress", "entradilla", "sottotitolo", "sommario", "bajada", "lede") {
			l.blocks[ln.block].Keep = false
			return ln.text
		}
	}
	return ""
}

// lineToByline is the one line between headline and byline where both stand in
// one box: a standfirst whose markup does not say so, which the choice of the
// content has dropped as no part of the text.
func (l *layout) lineToByline() string {
	if l.title < 0 || l.heading == nil || l.first < 0 {
		return ""
	}
	by := l.title + 1
	for by <= l.title+3 && by < len(l.blocks) && l.used(by) == 0 {
		by++
	}
	if by != l.title+2 || by >= len(l.blocks) || l.used(by) == 0 {
		return ""
	}
	b := &l.blocks[l.title+1]
	if b.Keep || b.LinkWords > 0 || b.Heading() == 1 || !l.canStandFirst(l.title+1) || b.Elem.Parent != l.heading.Parent || l.blocks[by].Elem.Parent != l.heading.Parent {
		return ""
	}
	text := oneLine(b.Text())
	if _, _, _, dated := date.Find(text, date.Hints{Lang: l.lang}); dated || len(text) <= 20 || content.Furniture(b.Elem) ||
		namedAny(ownNames(b), []string{"date", "time", "meta", "caption", "credit", "share", "tag", "categor", "section", "rubri", "comment"}) {
		return ""
	}
	return text
}

// used is the number of block i's lines that have become fields.
func (l *layout) used(i int) int {
	n := 0
	for k := range l.lines {
		if l.lines[k].block == i && l.lines[k].used && l.lines[k].nth >= 0 {
			n++
		}
	}
	return n
}

func (l *layout) usedLine(block, nth int) bool {
	for k := range l.lines {
		if ln := &l.lines[k]; ln.block == block && ln.nth == nth {
			return ln.used
		}
	}
	return false
}

// headOf are the first kept blocks, up to the first paragraph and no more than
// six.
func headOf(sel *content.Selection, l *layout) []int {
	var head []int
	if l.first < 0 {
		return nil
	}
	for i := l.first; i < len(sel.Blocks) && len(head) < 6; i++ {
		if b := &sel.Blocks[i]; b.Keep {
			head = append(head, i)
			if b.Prose() {
				break
			}
		}
	}
	return head
}

func sameWords(a, b string) bool { return b != "" && fold(a) == fold(b) }

// dateLine reports whether a line is nothing but a date.
func dateLine(s string) bool {
	s = strings.Trim(oneLine(s), "()[] ")
	if s == "" || len(s) > 60 {
		return false
	}
	d, ok := date.Parse(s, date.Hints{})
	return ok && d.Month > 0
}
