package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"slices"
)

const (
	resamples = 2000
	seed      = 1
)

// measures are what two runs are compared by. Each is of a whole group.
var measures = []struct {
	name string
	of   func(*figures) float64
	on   func(*result) bool // the page counts
}{
	{"F1", func(f *figures) float64 { return f.text.F1() }, func(r *result) bool { return r.Text.Text }},
	{"word", func(f *figures) float64 { return f.text.WordF1() }, func(r *result) bool { return r.Text.Text }},
	{"exact", func(f *figures) float64 { return f.text.Exact() }, func(r *result) bool { return r.Text.Text }},
	{"snippets", func(f *figures) float64 { return f.text.SnippetF1() }, func(r *result) bool { return r.Text.Hit+r.Text.Missed+r.Text.Wrong > 0 }},
	{"title", func(f *figures) float64 { return f.head.Title() }, func(r *result) bool { return r.Head.HasTitle }},
	{"author", func(f *figures) float64 { return f.head.AuthorF1() }, func(r *result) bool { return r.Head.HasAuthors }},
	{"date", func(f *figures) float64 { return f.head.Date() }, func(r *result) bool { return r.Head.HasDate }},
}

// compareFiles compares two runs, page by page.
func compareFiles(w io.Writer, before, after string) error {
	a, err := readResults(before)
	if err != nil {
		return err
	}
	b, err := readResults(after)
	if err != nil {
		return err
	}
	pairs := pair(a, b)
	if len(pairs) == 0 {
		return fmt.Errorf("%s and %s have no page in common", before, after)
	}
	if left := len(a) + len(b) - 2*len(pairs); left > 0 {
		fmt.Fprintf(w, "%d pages are in one run only and left out\n", left)
	}
	compare(w, pairs)
	return nil
}

func readResults(path string) ([]*result, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var all []*result
	for d := json.NewDecoder(bufio.NewReader(f)); d.More(); {
		r := &result{}
		if err := d.Decode(r); err != nil {
			return nil, fmt.Errorf("reading %s: %w", path, err)
		}
		if r.Text == nil || r.Head == nil {
			return nil, fmt.Errorf("reading %s: %s/%s has no scores", path, r.Set, r.ID)
		}
		all = append(all, r)
	}
	return all, nil
}

// pair joins the results of the same page, in the order of the first run.
func pair(a, b []*result) [][2]*result {
	type key struct{ set, id string }
	second := make(map[key]*result, len(b))
	for _, r := range b {
		second[key{r.Set, r.ID}] = r
	}
	var pairs [][2]*result
	for _, r := range a {
		if o := second[key{r.Set, r.ID}]; o != nil {
			pairs = append(pairs, [2]*result{r, o})
		}
	}
	return pairs
}

// compare writes, for each group of ten pages and more and for all sets
// together, what changed: the two figures, their difference, and the interval
// that holds 95 of 100 differences when the pages are drawn anew, in pairs.
// "better" and "worse" say that the interval leaves out zero.
func compare(w io.Writer, pairs [][2]*result) {
	groups := map[string][][2]*result{"all": pairs}
	names := []string{"all"}
	for _, p := range pairs {
		for _, g := range groupsOf(p[0]) {
			if groups[g] == nil {
				names = append(names, g)
			}
			groups[g] = append(groups[g], p)
		}
	}
	slices.Sort(names[1:])
	for _, name := range names {
		for _, m := range measures {
			var counted [][2]*result
			for _, p := range groups[name] {
				if m.on(p[0]) {
					counted = append(counted, p)
				}
			}
			if len(counted) < 10 {
				continue
			}
			d := bootstrap(counted, m.of)
			if d.before == d.after && d.low == 0 && d.high == 0 {
				continue
			}
			fmt.Fprintf(w, "%-24s %-8s %4d pages  %.4f → %.4f  %+.4f  [%+.4f, %+.4f]  %s\n", name, m.name, len(counted), d.before, d.after, d.after-d.before, d.low, d.high, d.verdict())
		}
	}
}

// difference is that of two figures, with its interval.
type difference struct{ before, after, low, high float64 }

func (d difference) verdict() string {
	switch {
	case d.low > 0:
		return "better"
	case d.high < 0:
		return "worse"
	}
	return "noise"
}

// bootstrap draws as many pairs as there are, again and again.
func bootstrap(pairs [][2]*result, measure func(*figures) float64) difference {
	before, after := figuresOf(pairs, nil, measure)
	rng := rand.New(rand.NewPCG(seed, uint64(len(pairs))))
	drawn := make([]int, len(pairs))
	differences := make([]float64, resamples)
	for i := range differences {
		for k := range drawn {
			drawn[k] = rng.IntN(len(pairs))
		}
		a, b := figuresOf(pairs, drawn, measure)
		differences[i] = b - a
	}
	slices.Sort(differences)
	return difference{before, after, differences[resamples*25/1000], differences[resamples*975/1000-1]}
}

// figuresOf measures the drawn pairs, or all, on both sides.
func figuresOf(pairs [][2]*result, drawn []int, measure func(*figures) float64) (before, after float64) {
	var a, b figures
	add := func(p [2]*result) { a.add(p[0]); b.add(p[1]) }
	if drawn == nil {
		for _, p := range pairs {
			add(p)
		}
	}
	for _, k := range drawn {
		add(pairs[k])
	}
	return measure(&a), measure(&b)
}
