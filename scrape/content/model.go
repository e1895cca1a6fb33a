package content

import "math"

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

// tile is how many rows pass all trees together: they and a tree's tables stay
// in the nearest cache.
const tile = 128

// predict gives each block of the page its probability.
func (m *Model) predict(sh *sheet) []float32 {
	out := make([]float32, len(sh.blocks))
	for from := 0; from < len(out); from += tile {
		m.predictTile(sh.rows[from*Features:], out[from:min(from+tile, len(out))])
	}
	return out
}

// predictTile asks each tree of all blocks before the next, a column of answers
// for each question, so that no answer needs a branch.
func (m *Model) predictTile(rows, out []float32) {
	var columns [Features][tile]float32
	for i := range out {
		row := rows[i*Features:][:Features]
		for f, v := range row {
			columns[f][i] = v
		}
		out[i] = m.Bias
	}
	for t := range m.Trees {
		tree := &m.Trees[t]
		if len(tree.Feature) == 6 {
			tree.add6(&columns, out)
		} else {
			tree.add(&columns, out)
		}
	}
	for i, v := range out {
		out[i] = float32(1 / (1 + math.Exp(-float64(v))))
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
