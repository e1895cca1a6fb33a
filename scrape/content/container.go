package content

// score gives each element its share of the prose below it: all of what stands
// in it, half of what stands in its children, and so on upwards.
func (s *survey) score() {
	for i := range s.blocks {
		b := &s.blocks[i]
		if !b.good {
			continue
		}
		w := float32(b.Words) + 10*float32(b.commas)
		e := b.elem
		if s.elems[e].node.DataAtom == 0 || s.elems[e].marks&paragraph == 0 {
			s.elems[e].score += w / 2
		}
		for e = s.elems[e].parent; e > 0 && w > 1; e = s.elems[e].parent {
			s.elems[e].score += w
			w /= 2
		}
	}
}

// best is the element with the most prose for its size.
func (s *survey) best() int32 {
	best, top := int32(0), float32(0)
	for i := 1; i < len(s.elems); i++ {
		e := &s.elems[i]
		if e.score == 0 {
			continue
		}
		v := e.score * (1 - float32(e.linkWords)/float32(e.words+1))
		if e.own&(articleTag|bodyName) != 0 {
			v *= 1.2
		}
		if v > top {
			best, top = int32(i), v
		}
	}
	return best
}
