package content

import (
	"math"
	"slices"
)

// Model is a sum of oblivious trees: each level of a tree asks one question of
// all blocks, so that the answers are the bits of the leaf's number. It gives
// the log odds that a block belongs to the content.
type Model struct {
	Bias  float32
	Trees []Tree
	tables
}

// NewModel puts a model together. Tokens and words may be nil.
func NewModel(bias float32, trees []Tree, tokens, words *Table) *Model {
	return &Model{Bias: bias, Trees: trees, tables: tables{tokens, words}}
}

// Tree asks its features whether they are above their thresholds.
type Tree struct {
	Feature   []uint8
	Threshold []float32
	Leaf      []float32 // 1 << len(Feature)
}

const (
	// tile is how many rows pass some trees together: they and a tree's tables
	// stay in the nearest cache.
	tile = 128

	// sure is the log odds, either way, at which a block is decided before all
	// trees were asked. The first ones learn fast: no block of the pages that the
	// model was measured on crossed this line and ended in doubt. Settled is what
	// such blocks come to on average.
	sure, settled = 3, 5
)

// pauses are the numbers of trees after which the blocks that are decided
// leave. More than half of them, menus and the like, do at the first.
var pauses = [...]int{40, 120}

// predict gives each block of the page its probability.
func (m *Model) predict(sh *sheet) []float32 {
	out := make([]float32, len(sh.blocks))
	open := make([]int32, len(out)) // the blocks to decide
	for i := range out {
		out[i], open[i] = m.Bias, int32(i)
	}
	asked := 0
	for _, pause := range pauses {
		if pause < len(m.Trees) {
			ask(m.Trees[asked:pause], sh.rows, open, out)
			open = slices.DeleteFunc(open, func(i int32) bool { return settle(&out[i]) })
			asked = pause
		}
	}
	ask(m.Trees[asked:], sh.rows, open, out)
	for i, v := range out {
		out[i] = float32(1 / (1 + math.Exp(-float64(v))))
	}
	return out
}

// settle reports whether a block is decided, and gives it the odds of such.
func settle(odds *float32) bool {
	switch {
	case *odds > sure:
		*odds = settled
	case *odds < -sure:
		*odds = -settled
	default:
		return false
	}
	return true
}

// ask adds the leaves of the trees to the log odds of some blocks.
func ask(trees []Tree, rows []float32, blocks []int32, odds []float32) {
	var columns [Features][tile]float32
	var sums [tile]float32
	for from := 0; from < len(blocks); from += tile {
		part := blocks[from:min(from+tile, len(blocks))]
		for k, i := range part {
			for f, v := range rows[int(i)*Features:][:Features] {
				columns[f][k] = v
			}
			sums[k] = odds[i]
		}
		addAll(trees, &columns, sums[:len(part)])
		for k, i := range part {
			odds[i] = sums[k]
		}
	}
}

// addAll asks each tree of all blocks before the next, a column of answers for
// each question, so that no answer needs a branch.
func addAll(trees []Tree, columns *[Features][tile]float32, out []float32) {
	for t := range trees {
		tree := &trees[t]
		if len(tree.Feature) == 6 {
			tree.add6(columns, out)
		} else {
			tree.add(columns, out)
		}
	}
}

// add6 is add for a tree of six questions.
func (t *Tree) add6(columns *[Features][tile]float32, out []float32) {
	f, h := (*[6]uint8)(t.Feature), (*[6]float32)(t.Threshold)
	leaves := (*[64]float32)(t.Leaf)
	a, b, c, d, e, g := &columns[f[0]], &columns[f[1]], &columns[f[2]], &columns[f[3]], &columns[f[4]], &columns[f[5]]
	for i := range out {
		k := i & (tile - 1)
		leaf := above(a[k], h[0]) | above(b[k], h[1])<<1 | above(c[k], h[2])<<2 | above(d[k], h[3])<<3 | above(e[k], h[4])<<4 | above(g[k], h[5])<<5
		out[i] += leaves[leaf&63]
	}
}

// add adds the leaf of each block.
func (t *Tree) add(columns *[Features][tile]float32, out []float32) {
	for i := range out {
		leaf := 0
		for k, f := range t.Feature {
			leaf |= int(above(columns[f][i], t.Threshold[k])) << k
		}
		out[i] += t.Leaf[leaf]
	}
}

func above(v, threshold float32) uint8 {
	var yes uint8
	if v > threshold {
		yes = 1
	}
	return yes
}
