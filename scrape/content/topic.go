package content

const (
	topicLetters = 4 // of a word that says what a text is about
	stemLetters  = 5 // of a word that stand for it, so that its endings do not matter
)

// topic is the words that the head of the page has for what it is about.
type topic struct {
	stems map[uint32]bool
	sieve [4]uint64 // a bit for each stem: most words are none of them
}

func newTopic(h Hints) *topic {
	t := &topic{stems: map[uint32]bool{}}
	for _, s := range append([]string{h.Description}, h.Titles...) {
		eachWord(s, func(w word) bool {
			if w.letters >= topicLetters {
				t.stems[w.stem] = true
				t.sieve[w.stem>>6&3] |= 1 << (w.stem & 63)
			}
			return true
		})
	}
	return t
}

func (t *topic) has(w word) bool {
	return w.letters >= topicLetters && t.sieve[w.stem>>6&3]&(1<<(w.stem&63)) != 0 && t.stems[w.stem]
}

// topicCount is how many words of a text were looked at, and how many of them
// are the topic's.
type topicCount struct{ words, hits int32 }

func (c *topicCount) add(o topicCount) {
	c.words += o.words
	c.hits += o.hits
}

// density is the share of the topic's words.
func (c topicCount) density() float32 { return float32(c.hits) / float32(c.words+4) }

// topics fills what blocks, and the elements around them, have of the topic.
func (sh *sheet) topics(own []topicCount) {
	sums := make([]topicCount, len(sh.elems))
	for i := range sh.blocks {
		b := &sh.blocks[i]
		if b.hidden || b.LinkWords*2 > b.Words {
			continue
		}
		sums[b.elem].add(own[i])
		sh.groups[i].topic.add(own[i])
	}
	for e := len(sums) - 1; e > 0; e-- {
		sums[sh.elems[e].parent].add(sums[e])
	}
	page := sums[0]
	for i := range sh.blocks {
		b := &sh.blocks[i]
		row := sh.row(i)
		row[fTopic] = own[i].density()
		row[fTopicGroup] = sh.groups[i].topic.density()
		e := b.elem
		for level := range topicLevels {
			if e = sh.elems[e].parent; e < 0 {
				break
			}
			row[fTopicAround+2*level] = sums[e].density()
			row[fTopicAround+2*level+1] = float32(sums[e].hits) / float32(page.hits+1)
		}
		row[fTopicPage] = page.density()
	}
}
