package content

const (
	seriesLeast  = 2  // posts that make a series
	seriesLine   = 12 // words of a line that each post of a series has
	seriesBlocks = 60 // of a post
)

// series treats alike what stands at the same place in each post of a series:
// the times of a live blog, the names above letters. The model sees that a name
// comes again and drops it the second time; here a third of the lines keeps all.
func (c *chooser) series() {
	for _, posts := range c.posts() {
		for _, lines := range c.places(posts) {
			kept := 0
			for _, i := range lines {
				if c.blocks[i].Keep {
					kept++
				}
			}
			for _, i := range lines {
				c.blocks[i].Keep = 3*kept >= len(lines)
			}
		}
	}
}

// posts are the series of the page: elements of the same names in the same
// element, each with a kept paragraph.
func (c *chooser) posts() [][]int32 {
	type kind struct {
		parent int32
		tokens uint64
	}
	var order []kind
	posts := map[kind][]int32{}
	for i := range c.blocks {
		if !c.blocks[i].Keep || !c.blocks[i].good {
			continue
		}
		for e := c.blocks[i].elem; e > 0; e = c.elems[e].parent {
			k := kind{c.elems[e].parent, hashTokens(fnvBasis64, c.elems[e].tokens)}
			list := posts[k]
			if len(list) == 0 {
				order = append(order, k)
			} else if list[len(list)-1] == e {
				break // it is known, and so are those around it
			}
			posts[k] = append(list, e)
		}
	}
	var all [][]int32
	for _, k := range order {
		if len(posts[k]) >= seriesLeast {
			all = append(all, posts[k])
		}
	}
	return all
}

// places are the short lines of the posts, by their place in the post, in so far
// as no post has two there and enough have one.
func (c *chooser) places(posts []int32) [][]int32 {
	var order []uint64
	lines := map[uint64][]int32{}
	twice := map[uint64]bool{}
	for _, e := range posts {
		first := c.elems[e].first
		if c.elems[e].end-first > seriesBlocks {
			return nil
		}
		for i := first; i < c.elems[e].end; i++ {
			b := &c.blocks[i]
			if b.good || b.hidden || b.Words == 0 || b.Words > seriesLine || 2*b.LinkWords > b.Words {
				continue
			}
			place := uint64(fnvBasis64)
			for x := b.elem; x != e && x > 0; x = c.elems[x].parent {
				place = hashTokens(place, c.elems[x].tokens)
			}
			list := lines[place]
			if len(list) == 0 {
				order = append(order, place)
			} else if list[len(list)-1] >= first {
				twice[place] = true
			}
			lines[place] = append(list, i)
		}
	}
	var all [][]int32
	for _, place := range order {
		if len(lines[place]) >= seriesLeast && !twice[place] {
			all = append(all, lines[place])
		}
	}
	return all
}
