package content

import "golang.org/x/net/html"

// Replace makes the content what wanted says of each block. Blocks that are
// never shown stay out. Where that would leave nothing the selection stays as
// it is, and Replace reports false.
func (s *Selection) Replace(wanted func(*Block) bool) bool {
	keep := make([]bool, len(s.Blocks))
	some := false
	for i := range s.Blocks {
		b := &s.Blocks[i]
		keep[i] = !b.hidden && wanted(b)
		some = some || keep[i] && b.Words > 0
	}
	if !some {
		return false
	}
	s.Words, s.Root = 0, nil
	for i := range s.Blocks {
		s.Blocks[i].Keep = false
	}
	for i, k := range keep {
		if k {
			s.Add(i)
		}
	}
	return true
}

// Under reports whether the whole block stands below one of the nodes.
func (b *Block) Under(nodes map[*html.Node]bool) bool {
	return under(b.First, nodes) && (b.Last == b.First || under(b.Last, nodes))
}

func under(n *html.Node, nodes map[*html.Node]bool) bool {
	for ; n != nil; n = n.Parent {
		if nodes[n] {
			return true
		}
	}
	return false
}
