package content

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// The features of a block, in the order of its row. Each is cheap: a count, a
// share, a distance. Trees compare them with thresholds, so none is scaled.
const (
	fWords = iota
	fLetters
	fLinkShare
	fLinks
	fCommas
	fStops
	fSentence
	fDigits
	fUpper
	fGood
	fTitle
	fDescription
	fRepeated
	fCopyright
	fHeading
	fTag
	fDepth

	fMarks // one for each mark
)

const (
	markCount = 25

	fTokenMean = fMarks + markCount + iota - 1
	fTokenMin
	fTokenMax
	fParentMean
	fGrandMean
	fPathMin
	fPathMax
	fPathSum
	fPathUp
	fWordMean
	fWordMin
	fWordMax
	fWordFirst

	fContainers // six for the element and for each of four around it
)

const (
	containerLevels = 5
	containerCount  = 6

	fBody = fContainers + containerLevels*containerCount + iota - 2
	fBodyUp
	fBodyDown
	fBodyPlace
	fBodyPast
	fMain
	fMainUp
	fGroupBlocks
	fGroupWords
	fGroupLinks
	fGroupGood
	fPlace
	fWordPlace
	fFromTitle
	fWordsFromTitle
	fToGoodBefore
	fToGoodAfter
	fBeforeFirst
	fAfterLast
	fSinceHeading
	fHeadingWord
	fHeadingToken
	fHeadingLinks

	fNeighbours // four for each of the two before and the two behind
)

const (
	neighbourCount = 4

	topicLevels = 3

	fTopic = fNeighbours + 4*neighbourCount + iota - 2
	fTopicGroup
	fTopicPage

	fTopicAround // two for each of the elements around
)

const (
	fPageWords = fTopicAround + 2*topicLevels + iota
	fPageBlocks
	fPageLinks
	fPageGood
	fPageArticles
	fPageBody

	// Features is the number of a block's features.
	Features
)

// sheet is a page with a row of features for each block.
type sheet struct {
	*survey
	rows   []float32
	tables *tables

	total, good float32 // words of the page, and of its good blocks
	top         float32 // the best container's score
	body        int32   // the best container
	main        int32   // the deepest element with most of the good words
	tokenSum    []tokenScore
	groups      []*group // of each block
	inPath      []bool
	titleAt     int
	wordsAt     []int32
}

// tables are the learned weights of tokens and of words.
type tables struct{ tokens, words *Table }

// tokenScore is what the tokens of an element, and of those around it, say.
type tokenScore struct {
	mean, min, max   float32
	pathMin, pathMax float32
	pathSum          float32
	up               int32 // levels up to the minimum
}

// group is the blocks that stand in the same kind of element.
type group struct {
	blocks, words, links, good int32
	topic                      topicCount
}

func newSheet(s *survey, h Hints, t *tables) *sheet {
	sh := &sheet{survey: s, tables: t, rows: make([]float32, len(s.blocks)*Features), titleAt: -1}
	sh.total, sh.good = float32(s.elems[0].words)+1, float32(s.elems[0].goodWords)+1
	sh.containers()
	sh.scoreTokens()
	sh.group()
	words := int32(0)
	sh.wordsAt = make([]int32, len(s.blocks)+1)
	for i := range s.blocks {
		sh.wordsAt[i] = words
		words += int32(s.blocks[i].Words)
	}
	sh.wordsAt[len(s.blocks)] = words
	o := newOverlaps(h)
	own := make([]topicCount, len(s.blocks))
	for i := range s.blocks {
		row := sh.row(i)
		own[i] = sh.own(row, i, o)
		sh.ancestors(row, i)
	}
	sh.topics(own)
	sh.findTitle()
	for i := range s.blocks {
		sh.place(sh.row(i), i)
	}
	sh.runs()
	sh.page()
	return sh
}

func (sh *sheet) row(i int) []float32 { return sh.rows[i*Features : (i+1)*Features] }

// containers finds the two elements that features are measured from.
func (sh *sheet) containers() {
	sh.score()
	sh.body = sh.best()
	sh.top = sh.elems[sh.body].score + 1
	for i := len(sh.elems) - 1; i > 0; i-- {
		if 4*sh.elems[i].goodWords >= 3*sh.elems[0].goodWords && sh.elems[i].goodWords > 0 {
			sh.main = int32(i)
			break
		}
	}
	sh.inPath = make([]bool, len(sh.elems))
	for e := sh.body; e > 0; e = sh.elems[e].parent {
		sh.inPath[e] = true
	}
	sh.inPath[0] = true
}

func (sh *sheet) scoreTokens() {
	sh.tokenSum = make([]tokenScore, len(sh.elems))
	for i := range sh.elems {
		t := &sh.tokenSum[i]
		n := float32(0)
		for _, k := range sh.elems[i].tokens {
			if w, ok := sh.tables.tokens.Weight(k); ok {
				if n == 0 || w < t.min {
					t.min = w
				}
				if n == 0 || w > t.max {
					t.max = w
				}
				t.mean += w
				n++
			}
		}
		if n > 0 {
			t.mean /= n
		}
		t.pathMin, t.pathMax, t.pathSum = t.min, t.max, t.mean
		if p := sh.elems[i].parent; p >= 0 {
			up := &sh.tokenSum[p]
			if up.pathMin < t.pathMin {
				t.pathMin, t.up = up.pathMin, up.up+1
			}
			t.pathMax = max(t.pathMax, up.pathMax)
			t.pathSum += .8 * up.pathSum
		}
	}
}

// group gathers blocks whose elements, and those around them, look alike.
func (sh *sheet) group() {
	bySignature := make(map[uint64]*group, 32)
	sh.groups = make([]*group, len(sh.blocks))
	for i := range sh.blocks {
		b := &sh.blocks[i]
		k := sh.signature(b.elem)
		g := bySignature[k]
		if g == nil {
			g = &group{}
			bySignature[k] = g
		}
		sh.groups[i] = g
		g.blocks++
		g.words += int32(b.Words)
		g.links += int32(b.LinkWords)
		if b.good {
			g.good += int32(b.Words)
		}
	}
}

func (sh *sheet) signature(e int32) uint64 {
	k := uint64(fnvBasis64)
	for level := 0; level < 3 && e >= 0; level++ {
		k = hashTokens(k, sh.elems[e].tokens)
		e = sh.elems[e].parent
	}
	return k
}

const (
	fnvBasis64 = 14695981039346656037 // FNV-1a, 64 bits
	fnvPrime64 = 1099511628211
)

// hashTokens adds the tokens of an element to the hash of others.
func hashTokens(k uint64, tokens []uint32) uint64 {
	for _, t := range tokens {
		k = (k ^ uint64(t)) * fnvPrime64
	}
	return (k ^ 0x9e37) * fnvPrime64
}

func (sh *sheet) own(row []float32, i int, o *overlaps) topicCount {
	b := &sh.blocks[i]
	w := float32(b.Words)
	n := float32(b.letters) + 1
	row[fWords] = w
	row[fLetters] = float32(b.letters) / (w + 1)
	row[fLinkShare] = float32(b.LinkWords) / (w + 1)
	row[fLinks] = float32(b.links)
	row[fCommas] = float32(b.commas) / (w + 1)
	row[fStops] = float32(b.stops) / (w + 1)
	row[fSentence] = bit(b.sentence)
	row[fDigits] = float32(b.digits) / n
	row[fUpper] = float32(b.upper) / n
	row[fGood] = bit(b.good)
	row[fHeading] = float32(b.Heading())
	row[fTag] = tagCode(b.Elem.DataAtom)
	row[fDepth] = float32(sh.elems[b.elem].depth)
	sh.shortWords(row, b)
	return o.fill(row, b)
}

func bit(b bool) float32 {
	if b {
		return 1
	}
	return 0
}

// tagCode orders tags so that like ones stand together.
func tagCode(a atom.Atom) float32 {
	switch a {
	case atom.P:
		return 10
	case atom.Pre, atom.Blockquote:
		return 9
	case atom.H1, atom.H2, atom.H3:
		return 8
	case atom.H4, atom.H5, atom.H6:
		return 7
	case atom.Li, atom.Dd, atom.Dt:
		return 6
	case atom.Td, atom.Th:
		return 5
	case atom.Article, atom.Section, atom.Main:
		return 4
	case atom.Div:
		return 3
	case atom.Figcaption, atom.Caption:
		return 1
	case atom.Header, atom.Footer, atom.Aside, atom.Nav:
		return 0
	}
	return 2
}

func (sh *sheet) ancestors(row []float32, i int) {
	b := &sh.blocks[i]
	m := sh.elems[b.elem].marks
	for k := range markCount {
		row[fMarks+k] = bit(m&(1<<k) != 0)
	}
	e := b.elem
	t := &sh.tokenSum[e]
	row[fTokenMean], row[fTokenMin], row[fTokenMax] = t.mean, t.min, t.max
	row[fPathMin], row[fPathMax], row[fPathSum], row[fPathUp] = t.pathMin, t.pathMax, t.pathSum, float32(t.up)
	if p := sh.elems[e].parent; p >= 0 {
		row[fParentMean] = sh.tokenSum[p].mean
		if g := sh.elems[p].parent; g >= 0 {
			row[fGrandMean] = sh.tokenSum[g].mean
		}
	}
	for level := range containerLevels {
		f := row[fContainers+containerCount*level:][:containerCount]
		if e < 0 {
			break
		}
		x := &sh.elems[e]
		f[0] = float32(x.words)
		f[1] = float32(x.linkWords) / float32(x.words+1)
		f[2] = float32(x.goodWords) / sh.good
		f[3] = float32(x.goodWords) / float32(x.words+1)
		f[4] = float32(x.direct)
		f[5] = x.score / sh.top
		e = x.parent
	}
	sh.relation(row, i)
	g := sh.groups[i]
	row[fGroupBlocks] = float32(g.blocks)
	row[fGroupWords] = float32(g.words) / float32(g.blocks)
	row[fGroupLinks] = float32(g.links) / float32(g.words+1)
	row[fGroupGood] = float32(g.good) / sh.good
}

// relation is where the block stands to the best container.
func (sh *sheet) relation(row []float32, i int) {
	e, up := sh.blocks[i].elem, 0
	for !sh.inPath[e] {
		e = sh.elems[e].parent
		up++
	}
	down := 0
	for x := sh.body; x != e && x > 0; x = sh.elems[x].parent {
		down++
	}
	row[fBody] = bit(e == sh.body)
	row[fBodyUp], row[fBodyDown] = float32(up), float32(down)
	b := &sh.elems[sh.body]
	if n := b.end - b.first; n > 0 {
		row[fBodyPlace] = float32(int32(i)-b.first) / float32(n)
	}
	row[fBodyPast] = float32(int32(i) - b.end)
	m := &sh.elems[sh.main]
	row[fMain] = bit(int32(i) >= m.first && int32(i) < m.end)
	row[fMainUp] = float32(sh.elems[sh.blocks[i].elem].depth - m.depth)
}

func (sh *sheet) place(row []float32, i int) {
	row[fPlace] = float32(i) / float32(len(sh.blocks))
	row[fWordPlace] = float32(sh.wordsAt[i]) / sh.total
	if sh.titleAt >= 0 {
		row[fFromTitle] = float32(i - sh.titleAt)
		row[fWordsFromTitle] = float32(sh.wordsAt[i] - sh.wordsAt[sh.titleAt])
	} else {
		row[fFromTitle], row[fWordsFromTitle] = noTitle, noTitle
	}
}

// noTitle is the distance from a title that the page does not show.
const noTitle = -1e6

// findTitle finds the heading that says the title, or else the first of the
// highest level.
func (sh *sheet) findTitle() {
	best := float32(0)
	for i := range sh.blocks {
		row := sh.row(i)
		v := float32(0)
		switch h := row[fHeading]; {
		case row[fTitle] > .9 && h > 0 && h < 4:
			v = 8 - h
		case h == 1:
			v = 2
		case row[fTitle] > .9 && row[fWords] >= 3 && row[fLinkShare] == 0:
			v = 1
		}
		if v > best {
			best, sh.titleAt = v, i
		}
	}
}

// runs fills what depends on the blocks around: prose before and behind, the
// last heading, neighbours.
func (sh *sheet) runs() {
	n := len(sh.blocks)
	last, heading, goods := -1, -1, 0
	for i := range n {
		row := sh.row(i)
		row[fToGoodBefore] = distance(i, last)
		row[fBeforeFirst] = bit(goods == 0)
		row[fSinceHeading] = -1
		if heading >= 0 {
			h := sh.row(heading)
			row[fSinceHeading] = float32(sh.wordsAt[i] - sh.wordsAt[heading])
			row[fHeadingWord], row[fHeadingToken], row[fHeadingLinks] = h[fWordMin], h[fPathMin], h[fLinkShare]
		}
		if sh.blocks[i].good {
			last = i
			goods++
		}
		if row[fHeading] > 0 {
			heading = i
		}
	}
	next := -1
	for i := n - 1; i >= 0; i-- {
		row := sh.row(i)
		row[fToGoodAfter] = distance(next, i)
		row[fAfterLast] = bit(next < 0)
		if next < 0 || next < i {
			row[fToGoodAfter] = 99
		}
		if sh.blocks[i].good {
			next = i
		}
		k := 0
		for d := -2; d <= 2; d++ {
			if d == 0 {
				continue
			}
			f := row[fNeighbours+neighbourCount*k:][:neighbourCount]
			k++
			if j := i + d; j >= 0 && j < n {
				o := sh.row(j)
				f[0], f[1], f[2], f[3] = o[fWords], o[fLinkShare], o[fGood], o[fPathSum]
			} else {
				f[0] = -1
			}
		}
	}
}

func distance(i, j int) float32 {
	if i < 0 || j < 0 {
		return 99
	}
	return float32(min(i-j, 99))
}

func (sh *sheet) page() {
	articles := 0
	for i := range sh.elems {
		if sh.elems[i].node.DataAtom == atom.Article {
			articles++
		}
	}
	root := &sh.elems[0]
	for i := range sh.blocks {
		row := sh.row(i)
		row[fPageWords] = sh.total
		row[fPageBlocks] = float32(len(sh.blocks))
		row[fPageLinks] = float32(root.linkWords) / sh.total
		row[fPageGood] = float32(root.goodWords) / sh.total
		row[fPageArticles] = float32(articles)
		row[fPageBody] = float32(sh.elems[sh.body].goodWords) / sh.good
	}
}

// overlaps measures how much of a block the head of the page says too.
type overlaps struct {
	title, description map[uint32]bool
	seen               map[uint32]repeats
	topic              *topic
}

// repeats is how many blocks with the same words have come, as text and as links.
type repeats struct{ plain, links int }

func newOverlaps(h Hints) *overlaps {
	o := &overlaps{title: map[uint32]bool{}, description: map[uint32]bool{}, seen: map[uint32]repeats{}, topic: newTopic(h)}
	for _, t := range h.Titles {
		eachWord(t, func(w word) bool { o.title[w.hash] = true; return true })
	}
	eachWord(h.Description, func(w word) bool { o.description[w.hash] = true; return true })
	return o
}

func (o *overlaps) fill(row []float32, b *Block) (c topicCount) {
	n, inTitle, inDescription := 0, 0, 0
	whole := uint32(fnvBasis)
	b.eachWord(func(w word, _ int) bool {
		n++
		whole = (whole ^ w.hash) * fnvPrime
		if n <= 14 {
			if o.title[w.hash] {
				inTitle++
			}
			if o.description[w.hash] {
				inDescription++
			}
		}
		if o.topic.has(w) {
			c.hits++
		}
		return n < 40
	})
	c.words = int32(n)
	if m := float32(min(n, 14)); m > 0 {
		row[fTitle], row[fDescription] = float32(inTitle)/m, float32(inDescription)/m
	}
	// A table of contents has the headings before they come: only a link says a
	// link again.
	before := o.seen[whole]
	if link := 2*b.LinkWords > b.Words; link {
		row[fRepeated] = float32(before.plain + before.links)
		before.links++
	} else {
		row[fRepeated] = float32(before.plain)
		before.plain++
	}
	o.seen[whole] = before
	return c
}

// shortWords weighs the words of short blocks: the lines that furniture is
// made of.
func (sh *sheet) shortWords(row []float32, b *Block) {
	if b.Words > 20 {
		return
	}
	n := float32(0)
	b.eachWord(func(w word, i int) bool {
		v, ok := sh.tables.words.Weight(w.hash)
		if i == 0 {
			row[fWordFirst] = v
		}
		if ok {
			if n == 0 || v < row[fWordMin] {
				row[fWordMin] = v
			}
			if n == 0 || v > row[fWordMax] {
				row[fWordMax] = v
			}
			row[fWordMean] += v
			n++
		}
		return i < 24
	})
	if n > 0 {
		row[fWordMean] /= n
	}
	if strings.Contains(b.First.Data, "©") || strings.Contains(b.First.Data, "(c)") {
		row[fCopyright] = 1
	}
}

// word is a word of a text in lower case.
type word struct {
	hash    uint32
	stem    uint32 // the hash of its first letters
	letters int
}

// eachWord calls f with each word of the block and its index, until f returns
// false.
func (b *Block) eachWord(f func(word, int) bool) {
	i := 0
	for n := b.First; n != nil; n = Following(n, b.Elem) {
		if n.Type == html.TextNode && !eachWord(n.Data, func(w word) bool {
			ok := f(w, i)
			i++
			return ok
		}) || n == b.Last {
			return
		}
	}
}

// eachWord calls f with each word of s, until f returns false. A CJK character
// is a word.
func eachWord(s string, f func(word) bool) bool {
	w := word{hash: fnvBasis}
	flush := func() bool {
		ok := true
		if w.letters > 0 {
			if w.letters <= stemLetters {
				w.stem = w.hash
			}
			ok = f(w)
		}
		w = word{hash: fnvBasis}
		return ok
	}
	for _, r := range s {
		switch {
		case r >= 'A' && r <= 'Z':
			w.letter(r + 'a' - 'A')
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			w.letter(r)
		case r < 0x80 || r == 0xA0 || r >= 0x2000 && r <= 0x206F || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFF20:
			if !flush() {
				return false
			}
		case r >= 0x2E80 && isCJK(r):
			if !flush() {
				return false
			}
			w.letter(r)
			if !flush() {
				return false
			}
		default:
			w.letter(r)
		}
	}
	return flush()
}

func (w *word) letter(r rune) {
	w.hash = (w.hash ^ uint32(r)) * fnvPrime
	if w.letters++; w.letters == stemLetters {
		w.stem = w.hash
	}
}
