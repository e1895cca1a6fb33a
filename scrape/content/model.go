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

// predictTile asks one question of all blocks before the next, so that a
// question's answers need no branches.
func (m *Model) predictTile(rows, out []float32) {
	var columns [Features][tile]float32
	for i := range out {
		row := rows[i*Features:][:Features]
		for f, v := range row {
			columns[f][i] = v
		}
		out[i] = m.Bias
	}
	var leaf [tile]uint8
	for t := range m.Trees {
		tree := &m.Trees[t]
		clear(leaf[:])
		for k, f := range tree.Feature {
			threshold := tree.Threshold[k]
			column := columns[f][:len(out)]
			for i, v := range column {
				var yes uint8
				if v > threshold {
					yes = 1
				}
				leaf[i&(tile-1)] |= yes << (k & 7)
			}
		}
		for i := range out {
			out[i] += tree.Leaf[leaf[i&(tile-1)]]
		}
	}
	for i, v := range out {
		out[i] = float32(1 / (1 + math.Exp(-float64(v))))
	}
}
