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
