package content

import (
	"cmp"
	"math"
	"slices"

	"golang.org/x/net/html/atom"
)

// Trace is why each block of a page was kept or dropped, for a person to read.
// Find fills the one that its options bring; whoever changes the selection
// later says so with Note. A nil Trace takes no notes.
type Trace struct {
	Verdicts []Verdict // of all blocks, in document order
}

// Verdict is what became of a block.
type Verdict struct {
	Text    string
	Words   int
	Role    string   // "paragraph", "heading 2", "navigation"
	Score   float32  // the model's probability that it belongs to the content
	Keep    bool     // it does
	Reasons []Reason // of Score, the strongest first
	Changes []Change // after the choice by Score
}

// Reason is what a feature of a block has done to its score.
type Reason struct {
	Feature string
	Value   float32
	Weight  float32 // log odds: above 0 it spoke for the block, more than for others of the page
}

// Change is a step that kept or dropped a block.
type Change struct {
	Keep bool
	By   string // what the step is for
}

// Note writes down which blocks a step has kept or dropped since the last one.
func (t *Trace) Note(blocks []Block, by string) {
	if t == nil {
		return
	}
	for i := range t.Verdicts {
		if v := &t.Verdicts[i]; v.Keep != blocks[i].Keep {
			v.Keep = blocks[i].Keep
			v.Changes = append(v.Changes, Change{v.Keep, by})
		}
	}
}

// begin fills the trace with the choice by score.
func (t *Trace) begin(c *chooser, m *Model, rows []float32) {
	if t == nil {
		return
	}
	var mean [Features]float32
	for i := range c.blocks {
		for f, w := range m.effects(rows[i*Features:][:Features]) {
			mean[f] += w / float32(len(c.blocks))
		}
	}
	t.Verdicts = make([]Verdict, len(c.blocks))
	for i := range c.blocks {
		b := &c.blocks[i]
		t.Verdicts[i] = Verdict{
			Text: b.Text(), Words: b.Words, Role: c.role(b), Score: b.Score, Keep: b.Keep,
			Reasons: m.reasons(rows[i*Features:][:Features], &mean),
		}
	}
}

const (
	mostReasons = 4
	leastReason = .1 // log odds
)

// reasons are the features that decided, compared with what they do to the
// page's blocks on the average: what is the same in all decides nothing.
func (m *Model) reasons(row []float32, mean *[Features]float32) []Reason {
	var all []Reason
	for f, w := range m.effects(row) {
		if w -= mean[f]; math.Abs(float64(w)) >= leastReason {
			all = append(all, Reason{featureName(f), row[f], w})
		}
	}
	slices.SortStableFunc(all, func(a, b Reason) int {
		return cmp.Compare(math.Abs(float64(b.Weight)), math.Abs(float64(a.Weight)))
	})
	return all[:min(len(all), mostReasons)]
}

// effects are what each feature does to a block's log odds. The answer to a
// tree's question counts by what the leaf would lose had it been the other one.
func (m *Model) effects(row []float32) (weights [Features]float32) {
	for t := range m.Trees {
		tree := &m.Trees[t]
		leaf := 0
		for k, f := range tree.Feature {
			if row[f] > tree.Threshold[k] {
				leaf |= 1 << k
			}
		}
		for k, f := range tree.Feature {
			weights[f] += tree.Leaf[leaf] - tree.Leaf[leaf^1<<k]
		}
	}
	return weights
}

// roles are the words for marks, those that say most first.
var roles = []struct {
	mark mark
	name string
}{
	{hidden, "hidden"}, {consent, "consent notice"}, {comment, "comment"}, {advert, "advertisement"}, {nav, "navigation"},
	{share, "sharing"}, {promo, "promotion"}, {related, "related"}, {tags, "tags"}, {form, "form"}, {bio, "biography"},
	{caption, "caption"}, {figure, "figure"}, {footer, "footer"}, {aside, "aside"}, {meta, "byline or date"}, {header, "header"},
	{quote, "quote"},
}

// role is what a block is for, by its tags and names.
func (c *chooser) role(b *Block) string {
	m := c.elems[b.elem].marks
	if level := b.Heading(); level > 0 && m&(furniture|hidden) == 0 {
		return "heading " + string(rune('0'+level))
	}
	for _, r := range roles {
		if m&r.mark != 0 || r.mark == hidden && b.hidden {
			return r.name
		}
	}
	switch b.Elem.DataAtom {
	case atom.Pre:
		return "code"
	case atom.Li, atom.Dt, atom.Dd:
		return "list item"
	case atom.Td, atom.Th:
		return "cell"
	case atom.P:
		return "paragraph"
	}
	if b.good {
		return "paragraph"
	}
	return "text"
}

// featureName says what a feature of the row is.
func featureName(f int) string {
	for _, group := range featureNames {
		if f < len(group.names)*max(1, len(group.of)) {
			name := group.names[f%len(group.names)]
			if len(group.of) > 0 {
				name += " " + group.of[f/len(group.names)]
			}
			return name
		}
		f -= len(group.names) * max(1, len(group.of))
	}
	return ""
}

// featureNames are the words for the features, in the order of the row. Where
// of is not empty, the names come again for each of its members.
var featureNames = []struct{ names, of []string }{
	{names: []string{
		"words", "letters a word", "share of words in links", "links", "commas a word", "sentence ends a word", "ends as a sentence does",
		"share of digits", "share of capitals", "reads like prose", "says the title again", "says the description again", "repeated on the page",
		"copyright sign", "heading level", "kind of tag", "depth in the tree",
	}},
	{names: []string{
		"in navigation", "in an aside", "in a footer", "in a header", "in a form", "in a figure", "in a caption", "in comments", "in related links",
		"in sharing links", "in an advertisement", "in a promotion", "in a consent notice", "in a biography", "in a line of byline and date", "in tags",
		"hidden", "in an article element", "in an element named as a body", "in a heading", "in a quote", "in a list", "in a table", "in a paragraph",
		"in an element named as a title",
	}},
	{names: []string{
		"names of the element", "worst name of the element", "best name of the element", "names of the element around", "names two elements up",
		"worst name around", "best name around", "names around", "levels up to the worst name", "words' mean weight", "worst word", "best word", "first word",
	}},
	{
		names: []string{"words", "share of words in links", "share of the page's prose", "share of prose", "words of prose right in it", "score"},
		of:    []string{"of the element", "of the element around", "two elements up", "three elements up", "four elements up"},
	},
	{names: []string{
		"the best container itself", "levels outside the best container", "levels inside the best container", "place in the best container",
		"blocks behind the best container", "in the element with most prose", "levels below the element with most prose",
		"blocks of this kind", "words of a block of this kind", "share of words in links in blocks of this kind", "share of the page's prose in blocks of this kind",
		"place on the page by blocks", "place on the page by words", "blocks since the title", "words since the title", "blocks since the last prose",
		"blocks to the next prose", "before the first prose", "behind the last prose", "words since the last heading", "worst word of the last heading",
		"worst name around the last heading", "share of words in links in the last heading",
	}},
	{
		names: []string{"words", "share of words in links", "reads like prose", "names around"},
		of:    []string{"two blocks before", "one block before", "one block behind", "two blocks behind"},
	},
	{names: []string{"the topic's words", "the topic's words in blocks of this kind", "the topic's words on the page"}},
	{
		names: []string{"the topic's words", "share of the topic's words on the page"},
		of:    []string{"in the element around", "two elements up", "three elements up"},
	},
	{names: []string{
		"words of the page", "blocks of the page", "share of words in links on the page", "share of prose on the page", "article elements on the page",
		"share of the page's prose in the best container",
	}},
}
