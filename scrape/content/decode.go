package content

import (
	"slices"
	"strings"
	"unicode"
)

// decode keeps the blocks that maximise the page's expected F1: in the order of
// their probabilities p and with their words w, the beginning for which
//
//	(1+β²)·Σ p·w / (Σ w + β²·Σ all p·w)
//
// is greatest, β being 1 unless a user favours precision or recall. A page of
// which the model is sure is cut near one half, another one lower; no threshold
// has to be tuned.
func (c *chooser) decode(p []float32) {
	order := make([]int32, len(p))
	all := float32(0)
	for i := range p {
		order[i] = int32(i)
		all += p[i] * weight(&c.blocks[i])
	}
	slices.SortStableFunc(order, func(a, b int32) int {
		switch {
		case p[a] > p[b]:
			return -1
		case p[a] < p[b]:
			return 1
		}
		return 0
	})
	best, at := float32(0), 0
	hit, kept, beta2 := float32(0), float32(0), c.favor.beta2()
	for k, i := range order {
		w := weight(&c.blocks[i])
		hit += p[i] * w
		kept += w
		if f := (1 + beta2) * hit / (kept + beta2*all); f > best {
			best, at = f, k+1
			c.confidence = 2 * hit / (kept + all)
		}
	}
	for k, i := range order {
		c.blocks[i].Score = p[i]
		c.blocks[i].Keep = k < at && p[i] > .02
	}
}

// mend undoes what a choice block by block does to structure: an item missing
// from a list, a cell from a table, a line from between two paragraphs. And it
// drops what no article has: menus, comments, the lines of the site.
func (c *chooser) mend() {
	c.gaps()
	c.trace.Note(c.blocks, "between two paragraphs")
	c.units()
	c.trace.Note(c.blocks, "part of a list or a table")
	c.series()
	c.trace.Note(c.blocks, "as in the other posts of the series")
	c.menus()
	c.trace.Note(c.blocks, "links in front of the first paragraph")
	c.comments()
	c.trace.Note(c.blocks, "comments below the text")
	c.lines()
	c.trace.Note(c.blocks, "a line that no article says")
	c.unseen()
	c.trace.Note(c.blocks, "the page hides it")
	c.pulled()
	c.trace.Note(c.blocks, "pulled out of the text, where it stands too")
}

// pulled drops the quotations that designers pull out of a text to adorn it:
// what stands in the text, word for word, as well.
func (c *chooser) pulled() {
	var quotes []int
	for i := range c.blocks {
		if b := &c.blocks[i]; b.Keep && b.Words >= 5 && b.Words <= 60 && c.elems[b.elem].marks&quote != 0 {
			quotes = append(quotes, i)
		}
	}
	if len(quotes) == 0 || len(quotes) > 50 {
		return
	}
	var text strings.Builder
	for i := range c.blocks {
		if b := &c.blocks[i]; b.Keep && c.elems[b.elem].marks&quote == 0 && b.Words >= 5 {
			text.WriteString(letters(b.Text()))
			text.WriteByte(' ')
		}
	}
	all := text.String()
	for _, i := range quotes {
		if q := letters(c.blocks[i].Text()); len(q) > 24 && strings.Contains(all, q) {
			c.blocks[i].Keep = false
		}
	}
}

// letters is a text's letters and digits, in lower case.
func letters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}

// unseen drops what the page hides, unless that is much of the text: then a
// script shows it.
func (c *chooser) unseen() {
	hidden, all := 0, 0
	for i := range c.blocks {
		if b := &c.blocks[i]; b.Keep {
			all += b.Words
			if b.hidden {
				hidden += b.Words
			}
		}
	}
	if hidden == 0 || 12*hidden > all {
		return
	}
	for i := range c.blocks {
		if c.blocks[i].hidden {
			c.blocks[i].Keep = false
		}
	}
}

// lines drops the short lines whose words no article says, and the links
// behind those that end one.
func (c *chooser) lines() {
	say, dropLinks := words(), false
	end := len(c.blocks)
	for end > 0 && !c.blocks[end-1].Keep {
		end-- // behind the last kept block there is nothing to drop
	}
	for i := range end {
		b := &c.blocks[i]
		if b.Words > 60 {
			dropLinks = false
			continue
		}
		if !b.Keep && (b.Words == 0 || b.Words > 6 || !dropLinks && !say.endings.mayBegin(b.First.Data)) {
			continue
		}
		text := strings.ToLower(b.Text())
		switch {
		case b.Keep && say.siteLine(b, text):
			b.Keep = false
		case b.Words <= 6 && !b.sentence && say.endings.begin(text):
			b.Keep = false
			dropLinks = true
		case dropLinks && 2*b.LinkWords > b.Words:
			b.Keep = false
		default:
			dropLinks = false
		}
	}
}

// siteLine reports whether a block, whose text is given in lower case, is the
// site's and not the author's.
func (x *lexicon) siteLine(b *Block, text string) bool {
	heading := b.Heading() > 0
	return x.isConsent(text) ||
		b.LinkWords > 0 && isPager(text) ||
		!heading && x.calls.count(text) > 0 ||
		x.furniture.begin(text) && (!heading && b.Words <= 8 || b.furniture || 2*b.LinkWords > b.Words || strings.HasSuffix(text, ":")) ||
		x.credits.begin(text) && b.Words <= 12 && b.stops < 2
}

// menus drops the links in front of the first paragraph: pages without names
// for their parts have their menu there.
func (c *chooser) menus() {
	kept, good := 0, 0
	for i := range c.blocks {
		if b := &c.blocks[i]; b.Keep {
			kept += b.Words
			if b.good {
				good += b.Words
			}
		}
	}
	if 2*good < kept {
		return // a list of links is its links
	}
	for i := range c.blocks {
		b := &c.blocks[i]
		if b.Keep && b.good {
			return
		}
		if b.Keep && b.Words > 0 && 10*b.LinkWords >= 9*b.Words && b.Heading() == 0 && !b.sentence {
			b.Keep = false
		}
	}
}

// comments drops what readers wrote below an article. Where most of the text
// is theirs, it is what the page is for.
func (c *chooser) comments() {
	theirs, kept := 0, 0
	for i := range c.blocks {
		if b := &c.blocks[i]; b.Keep {
			kept += b.Words
			if c.elems[b.elem].marks&comment != 0 {
				theirs += b.Words
			}
		}
	}
	if 2*theirs > kept {
		return
	}
	for i := range c.blocks {
		if b := &c.blocks[i]; c.elems[b.elem].marks&comment != 0 {
			b.Keep = false
		}
	}
}

const (
	gapMost  = 6   // blocks between two paragraphs
	gapLeast = .25 // of their probability; a tenth of it in lists and tables
)

// gaps keeps what stands between two kept paragraphs of the same parent and
// is neither furniture nor a link.
func (c *chooser) gaps() {
	last := -1
	for i := range c.blocks {
		b := &c.blocks[i]
		if !b.Keep || !b.good {
			continue
		}
		if last >= 0 && i-last <= gapMost && c.blocks[last].Elem.Parent == b.Elem.Parent {
			for j := last + 1; j < i; j++ {
				g := &c.blocks[j]
				m := c.elems[g.elem].marks
				likely := g.Score > gapLeast || m&(list|table) != 0 && g.Score > gapLeast/10
				if likely && !g.hidden && m&(furniture|caption|figure|bio|meta) == 0 && 2*g.LinkWords <= g.Words {
					g.Keep = true
				}
			}
		}
		last = i
	}
}

// units keeps the whole of each list and each table of which most words were
// kept, unless it is made of links or lays out the page. A table of which less
// was kept goes: one with empty cells says what the page did not.
func (c *chooser) units() {
	for e := range c.elems {
		x := &c.elems[e]
		if x.own&(list|table) == 0 || x.words == 0 || x.end-x.first > 200 || c.layout(int32(e)) {
			continue
		}
		kept, all := 0, 0
		for i := x.first; i < x.end; i++ {
			b := &c.blocks[i]
			if b.hidden {
				continue
			}
			all += b.Words
			if b.Keep {
				kept += b.Words
			}
		}
		if kept == 0 || kept == all || 2*x.linkWords > x.words {
			continue
		}
		whole := 2*kept >= all || x.own&table != 0 && 3*kept >= all
		for i := x.first; i < x.end; i++ {
			if b := &c.blocks[i]; !b.hidden && (whole || x.own&table != 0) {
				b.Keep = whole
			}
		}
	}
}

// layout reports whether a table lays out the page or a part of it: another
// table stands in it, or most of the page's prose.
func (c *chooser) layout(e int32) bool {
	x := &c.elems[e]
	if x.own&table == 0 {
		return false
	}
	if 2*x.goodWords > c.elems[0].goodWords {
		return true
	}
	for k := int(e) + 1; k < len(c.elems) && c.elems[k].depth > x.depth; k++ {
		if c.elems[k].own&table != 0 {
			return true
		}
	}
	return false
}

// weight is what a block counts in the page's F1.
func weight(b *Block) float32 { return float32(b.Words) + .5 }
