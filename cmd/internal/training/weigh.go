package training

import (
	"math"
	"slices"

	"github.com/backissue/backissue/scrape/content"
)

// Weights is what was learned of tokens and words, by hash.
type Weights struct {
	Tokens, Words map[uint32]float32
}

// model joins the weights and the trees, which may be nil.
func (l Weights) model(e *Ensemble) *content.Model {
	if e == nil {
		e = &Ensemble{}
	}
	return content.NewModel(e.Bias, e.Trees, table(l.Tokens), table(l.Words))
}

const (
	leastHosts  = 5 // a token of fewer sites says nothing
	pseudoHosts = 2 // sites of the average share that each token is mixed with
	mostTokens  = 3000
	mostWords   = 3000
)

// weigh learns from all pages but those of one fold. Each site has one vote
// for each token, so that a site with many pages teaches no more than others.
func weigh(pages []*Page, without int) Weights {
	tokens, words := newTally(), newTally()
	for _, p := range pages {
		if p.Fold == without || !p.golden && !p.silver {
			continue
		}
		for b, l := range p.labels {
			w := float64(l.weight)
			for _, t := range p.tokens[b] {
				tokens.add(p.host, t, float64(l.y)*w, w)
			}
			for _, t := range p.words[b] {
				words.add(p.host, t, float64(l.y), 1)
			}
		}
	}
	return Weights{tokens.weights(mostTokens), words.weights(mostWords)}
}

type hostToken struct {
	host  string
	token uint32
}

// tally sums content and all text under each token, by site.
type tally struct {
	sums  map[hostToken][2]float64
	total [2]float64
}

func newTally() *tally { return &tally{sums: map[hostToken][2]float64{}} }

func (t *tally) add(host string, token uint32, hit, all float64) {
	k := hostToken{host, token}
	s := t.sums[k]
	t.sums[k] = [2]float64{s[0] + hit, s[1] + all}
	t.total[0] += hit
	t.total[1] += all
}

// weights gives the log odds of the tokens that say most, rounded so that the
// order of the sums does not show.
func (t *tally) weights(most int) map[uint32]float32 {
	prior := t.total[0] / (t.total[1] + 1e-9)
	shares := map[uint32][]float64{}
	for k, s := range t.sums {
		shares[k.token] = append(shares[k.token], s[0]/(s[1]+1e-9))
	}
	type scored struct {
		token  uint32
		weight float64
		gain   float64
	}
	var all []scored
	for token, list := range shares {
		if len(list) < leastHosts || token == 0 {
			continue
		}
		slices.Sort(list)
		sum := prior * pseudoHosts
		for _, s := range list {
			sum += s
		}
		p := min(max(sum/float64(len(list)+pseudoHosts), .003), .997)
		w := math.Log(p/(1-p)) - math.Log(prior/(1-prior))
		w = math.Round(w*64) / 64
		all = append(all, scored{token, w, math.Abs(w) * math.Sqrt(float64(len(list)))})
	}
	slices.SortFunc(all, func(a, b scored) int {
		switch {
		case a.gain != b.gain && a.gain > b.gain:
			return -1
		case a.gain != b.gain:
			return 1
		case a.token < b.token:
			return -1
		}
		return 1
	})
	out := map[uint32]float32{}
	for _, s := range all[:min(most, len(all))] {
		out[s.token] = float32(s.weight)
	}
	return out
}

// table makes the lookup table that the features are made with.
func table(m map[uint32]float32) *content.Table {
	keys := sortedKeys(m)
	values := make([]float32, len(keys))
	for i, k := range keys {
		values[i] = m[k]
	}
	return content.NewTable(keys, values)
}

func sortedKeys(m map[uint32]float32) []uint32 {
	keys := make([]uint32, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
