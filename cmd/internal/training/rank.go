package training

import "math"

// A Choice is one thing to choose among several: what speaks for each of them,
// and which are right.
type Choice struct {
	Features [][]float64
	Right    []bool
	Weight   float64
	Fold     int
}

// usable reports whether there is something to learn: one that is right, and
// one that is not.
func (c *Choice) usable() bool {
	right := 0
	for _, r := range c.Right {
		if r {
			right++
		}
	}
	return right > 0 && right < len(c.Right)
}

// Rank learns the weights of a conditional logit, so that the softmax of the
// weighted features of a choice is the probability of each thing to be right.
// It leaves out the choices of the fold without; -1 leaves out none.
func Rank(choices []*Choice, without int) []float64 {
	const (
		steps = 500
		rate  = .05
		ridge = .001
	)
	var used []*Choice
	total := 0.0
	for _, c := range choices {
		if c.Fold != without && c.usable() {
			used = append(used, c)
			total += c.Weight
		}
	}
	n := len(used[0].Features[0])
	w, mean, square := make([]float64, n), make([]float64, n), make([]float64, n)
	for step := 1.0; step <= steps; step++ {
		g := make([]float64, n)
		for _, c := range used {
			c.gradient(w, g)
		}
		for k := range w { // Adam (Kingma and Ba, 2015)
			d := g[k]/total + ridge*w[k]
			mean[k] = .9*mean[k] + .1*d
			square[k] = .999*square[k] + .001*d*d
			w[k] -= rate * mean[k] / (1 - math.Pow(.9, step)) / (math.Sqrt(square[k]/(1-math.Pow(.999, step))) + 1e-8)
		}
	}
	return w
}

// gradient adds that of the loss to g.
func (c *Choice) gradient(w, g []float64) {
	p := c.Probabilities(w)
	right := 0.0
	for i := range p {
		if c.Right[i] {
			right += p[i]
		}
	}
	if right < 1e-9 {
		return
	}
	for i, x := range c.Features {
		d := p[i]
		if c.Right[i] {
			d -= p[i] / right
		}
		for k, v := range x {
			g[k] += c.Weight * d * v
		}
	}
}

// Probabilities are those of each thing to be right.
func (c *Choice) Probabilities(w []float64) []float64 {
	p := make([]float64, len(c.Features))
	top := math.Inf(-1)
	for i, x := range c.Features {
		for k, v := range x {
			p[i] += w[k] * v
		}
		top = max(top, p[i])
	}
	sum := 0.0
	for i := range p {
		p[i] = math.Exp(p[i] - top)
		sum += p[i]
	}
	for i := range p {
		p[i] /= sum
	}
	return p
}

// Platt fits how often an answer is right to what it is said to be: the slope
// and the offset of the log odds (Platt, 1999).
func Platt(said []float64, right []bool, weight []float64) (slope, offset float64) {
	const (
		steps = 2000
		rate  = .5
	)
	total := 0.0
	for _, w := range weight {
		total += w
	}
	slope = 1
	for range steps {
		var a, b float64
		for i, p := range said {
			d := Sure(p, slope, offset)
			if right[i] {
				d--
			}
			a += weight[i] * d * logOdds(p)
			b += weight[i] * d
		}
		slope -= rate * a / total / 4
		offset -= rate * b / total
	}
	return slope, offset
}

// Sure is the probability of an answer that is said to be p, by a slope and an
// offset of the log odds.
func Sure(p, slope, offset float64) float64 {
	return 1 / (1 + math.Exp(-slope*logOdds(p)-offset))
}

func logOdds(p float64) float64 {
	p = min(max(p, 1e-4), 1-1e-4)
	return math.Log(p / (1 - p))
}
