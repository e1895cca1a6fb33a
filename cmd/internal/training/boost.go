package training

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"

	"github.com/backissue/backissue/scrape/content"
)

// Options are the choices of a training run. The zero value trains nothing.
type Options struct {
	Trees int // of the ensemble
	Depth int // questions of a tree
}

// Default is what the model of package content was trained with.
var Default = Options{Trees: 420, Depth: 6}

const (
	bins      = 48
	lambda    = .25
	rowShare  = .4
	colShare  = .3
	leastGain = 1e-7

	// The first trees learn fast, so that what is no content beyond doubt is
	// known to be none after a few; the many behind them, slowly.
	earlyTrees = 60
	earlyRate  = .12
	rate       = .05
)

// matrix is the blocks of all pages: a row of bin numbers each.
type matrix struct {
	bins   []uint8 // by feature: bins[f*rows+r]
	edges  [][]float32
	label  []float32
	weight []float32
	page   []int32
}

func (m *matrix) rows() int { return len(m.label) }

// examine makes the matrix. The rows of a page are made with the weights that
// its fold did not teach, as they will be for a page never seen.
func examine(pages []*Page, tables []Weights) (*matrix, error) {
	models := make([]*content.Model, len(tables))
	for f := range tables {
		models[f] = tables[f].model(nil)
	}
	raw := make([][]float32, len(pages))
	errs := make([]error, len(pages))
	Parallel(len(pages), func(i int) {
		s, err := pages[i].Sheet(models[pages[i].Fold])
		if err != nil {
			errs[i] = err
			return
		}
		for b, l := range pages[i].labels {
			if l.weight > 0 {
				raw[i] = append(raw[i], s.Rows[b*content.Features:(b+1)*content.Features]...)
			}
		}
	})
	m := &matrix{}
	var flat []float32
	for i, p := range pages {
		if errs[i] != nil {
			return nil, errs[i]
		}
		for _, l := range p.labels {
			if l.weight > 0 {
				m.label, m.weight, m.page = append(m.label, l.y), append(m.weight, l.weight), append(m.page, int32(i))
			}
		}
		flat = append(flat, raw[i]...)
		raw[i] = nil
	}
	m.quantise(flat)
	return m, nil
}

// quantise puts each feature into bins of about equal size.
func (m *matrix) quantise(flat []float32) {
	n := m.rows()
	m.bins = make([]uint8, n*content.Features)
	m.edges = make([][]float32, content.Features)
	Parallel(content.Features, func(f int) {
		sample := make([]float32, 0, 20000)
		step := max(1, n/20000)
		for r := 0; r < n; r += step {
			sample = append(sample, flat[r*content.Features+f])
		}
		slices.Sort(sample)
		var edges []float32
		for b := 1; b < bins-1; b++ {
			v := sample[b*len(sample)/(bins-1)]
			if v < sample[len(sample)-1] && (len(edges) == 0 || v > edges[len(edges)-1]) {
				edges = append(edges, v)
			}
		}
		if len(edges) == 0 || sample[0] < edges[0] {
			edges = append([]float32{sample[0]}, edges...)
		}
		m.edges[f] = edges
		for r := range n {
			v := flat[r*content.Features+f]
			b, _ := slices.BinarySearch(edges, v) // the number of edges below v
			m.bins[f*n+r] = uint8(b)
		}
	})
}

// boost trains on the rows whose pages are wanted.
func boost(m *matrix, wanted func(page int) bool, o Options) *Ensemble {
	rng := rand.New(rand.NewPCG(7, 11))
	var rows []int32
	var sum, all float64
	for r := range m.rows() {
		if wanted(int(m.page[r])) {
			rows = append(rows, int32(r))
			sum += float64(m.label[r] * m.weight[r])
			all += float64(m.weight[r])
		}
	}
	bias := float32(math.Log(sum / (all - sum)))
	score := make([]float32, m.rows())
	for i := range score {
		score[i] = bias
	}
	grad, hess := make([]float32, m.rows()), make([]float32, m.rows())
	var trees []content.Tree
	for round := range o.Trees {
		step := rate
		if round < earlyTrees {
			step = earlyRate
		}
		for _, r := range rows {
			p := 1 / (1 + math.Exp(-float64(score[r])))
			grad[r] = m.weight[r] * float32(p-float64(m.label[r]))
			hess[r] = m.weight[r] * float32(max(p*(1-p), 1e-4))
		}
		t := grow(m, rows, grad, hess, o.Depth, rng)
		t.scale(step)
		trees = append(trees, t.tree(m))
		for _, r := range rows {
			score[r] += t.leaf[t.leafOf(m, r)]
		}
	}
	return &Ensemble{bias, trees}
}

// Ensemble is what boosting gives.
type Ensemble struct {
	Bias  float32 // log odds
	Trees []content.Tree
}

// grown is a tree in bins.
type grown struct {
	feature []int
	bin     []uint8
	leaf    []float32
}

func (t *grown) leafOf(m *matrix, r int32) int {
	leaf, n := 0, m.rows()
	for k, f := range t.feature {
		if m.bins[f*n+int(r)] > t.bin[k] {
			leaf |= 1 << k
		}
	}
	return leaf
}

// scale shortens the tree's step, and rounds it.
func (t *grown) scale(step float64) {
	for i, v := range t.leaf {
		t.leaf[i] = float32(math.Round(step*float64(v)*4096) / 4096)
	}
}

func (t *grown) tree(m *matrix) content.Tree {
	out := content.Tree{Leaf: t.leaf}
	for k, f := range t.feature {
		out.Feature = append(out.Feature, uint8(f))
		out.Threshold = append(out.Threshold, m.edges[f][t.bin[k]])
	}
	return out
}

// grow finds one question a level: the feature and threshold that part the
// rows of all leaves best, over a sample of rows and features.
func grow(m *matrix, rows []int32, grad, hess []float32, depth int, rng *rand.Rand) *grown {
	var sample []int32
	for _, r := range rows {
		if rng.Float64() < rowShare {
			sample = append(sample, r)
		}
	}
	var features []int
	for f := range content.Features {
		if len(m.edges[f]) > 0 && rng.Float64() < colShare {
			features = append(features, f)
		}
	}
	t := &grown{}
	leaf := make([]uint8, len(sample))
	for range depth {
		best := bestSplit(m, sample, leaf, len(t.feature), features, grad, hess)
		if best.gain < leastGain {
			break
		}
		k := len(t.feature)
		t.feature, t.bin = append(t.feature, best.feature), append(t.bin, best.bin)
		for i, r := range sample {
			if m.bins[best.feature*m.rows()+int(r)] > best.bin {
				leaf[i] |= 1 << k
			}
		}
	}
	g, h := make([]float64, 1<<len(t.feature)), make([]float64, 1<<len(t.feature))
	for i, r := range sample {
		g[leaf[i]] += float64(grad[r])
		h[leaf[i]] += float64(hess[r])
	}
	for i := range g {
		t.leaf = append(t.leaf, float32(-g[i]/(h[i]+lambda*leafPrior)))
	}
	return t
}

// leafPrior scales the regulariser to weights that sum to about one a page.
const leafPrior = .5

type split struct {
	feature int
	bin     uint8
	gain    float64
}

func bestSplit(m *matrix, sample []int32, leaf []uint8, level int, features []int, grad, hess []float32) split {
	found := make([]split, len(features))
	var wg sync.WaitGroup
	const workers = 2
	for w := range workers {
		wg.Go(func() {
			hist := make([][2]float64, bins<<level)
			for i := w; i < len(features); i += workers {
				found[i] = splitOf(m, sample, leaf, level, features[i], grad, hess, hist)
			}
		})
	}
	wg.Wait()
	best := split{}
	for _, s := range found {
		if s.gain > best.gain {
			best = s
		}
	}
	return best
}

func splitOf(m *matrix, sample []int32, leaf []uint8, level, f int, grad, hess []float32, hist [][2]float64) split {
	clear(hist)
	column := m.bins[f*m.rows():][:m.rows()]
	for i, r := range sample {
		h := &hist[int(leaf[i])*bins+int(column[r])]
		h[0] += float64(grad[r])
		h[1] += float64(hess[r])
	}
	leaves := 1 << level
	total := make([][2]float64, leaves)
	for l := range leaves {
		for b := range bins {
			total[l][0] += hist[l*bins+b][0]
			total[l][1] += hist[l*bins+b][1]
		}
	}
	best := split{feature: f}
	left := make([][2]float64, leaves)
	for b := range len(m.edges[f]) {
		gain := 0.0
		for l := range leaves {
			left[l][0] += hist[l*bins+b][0]
			left[l][1] += hist[l*bins+b][1]
			gain += part(left[l][0], left[l][1]) + part(total[l][0]-left[l][0], total[l][1]-left[l][1]) - part(total[l][0], total[l][1])
		}
		if gain > best.gain {
			best.bin, best.gain = uint8(b), gain
		}
	}
	return best
}

func part(g, h float64) float64 { return g * g / (h + lambda*leafPrior) }
