package training

import (
	"math"
	"math/rand/v2"
	"testing"
)

// Rank finds the weights that choices were made by.
func TestRank(t *testing.T) {
	want := []float64{2, -1, 0}
	random := rand.New(rand.NewPCG(1, 2))
	var choices []*Choice
	for i := range 5000 {
		c := &Choice{Weight: 1, Fold: i % 2}
		for range 4 {
			c.Features = append(c.Features, []float64{random.Float64(), random.Float64(), random.Float64()})
		}
		c.Right = make([]bool, 4)
		p, at := c.Probabilities(want), random.Float64()
		for k := range p {
			if at -= p[k]; at < 0 || k == 3 {
				c.Right[k] = true
				break
			}
		}
		choices = append(choices, c)
	}
	got := Rank(choices, -1)
	for k := range want {
		if math.Abs(got[k]-want[k]) > .3 {
			t.Errorf("weight %d: got %.2f, want %.2f", k, got[k], want[k])
		}
	}
}

// Platt finds how far answers were too sure.
func TestPlatt(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var said, weight []float64
	var right []bool
	for range 20000 {
		p := random.Float64()
		said, weight = append(said, p), append(weight, 1)
		right = append(right, random.Float64() < Sure(p, .5, -.3))
	}
	slope, offset := Platt(said, right, weight)
	if math.Abs(slope-.5) > .05 || math.Abs(offset+.3) > .05 {
		t.Errorf("got %.2f and %.2f, want .5 and -.3", slope, offset)
	}
}
