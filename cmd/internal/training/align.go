package training

import (
	"cmp"
	"math"
	"slices"
	"strings"
)

const (
	shingle   = 3   // words that must follow one another to be taken for the gold's
	anchorRun = 12  // words of a run that stands where it does by no chance
	mostFar   = 150 // words that a shorter one may stand from the places of its neighbours
	mostRuns  = 40  // places of the gold that a shingle is looked for in
)

// run is words of the page that follow one another as those of the gold do.
type run struct{ page, gold, words int }

// alignment maps the gold's words to the page's, each to one at most.
type alignment struct {
	page, gold []string
	at         []int  // the page's word for each of the gold's, or -1
	taken      []bool // the page's words that are the gold's
}

// cover counts the words of each block that are the gold's. A text may stand on
// the page more than once: the headings in a table of contents, a sentence
// beside the text it is pulled out of. Long runs are therefore placed first, and
// a short one goes where the words around it are. A block of one or two words
// counts if the gold has it too and the blocks around it are the gold's.
func cover(gold []string, blocks [][]string) []int {
	a := newAlignment(gold, slices.Concat(blocks...))
	a.place(a.runs())
	rest := a.left()
	out := make([]int, len(blocks))
	from := 0
	for i, words := range blocks {
		for k := range words {
			if a.taken[from+k] {
				out[i]++
			}
		}
		from += len(words)
	}
	for i, words := range blocks {
		if n := len(words); n > 0 && n < shingle && out[i] == 0 && rest[strings.Join(words, " ")] && near(out, blocks, i) {
			out[i] = n
		}
	}
	return out
}

func newAlignment(gold, page []string) *alignment {
	a := &alignment{page: page, gold: gold, at: make([]int, len(gold)), taken: make([]bool, len(page))}
	for i := range a.at {
		a.at[i] = -1
	}
	return a
}

// runs are the longest ones: none can grow at either end.
func (a *alignment) runs() []run {
	places := map[[shingle]string][]int{}
	for g := 0; g+shingle <= len(a.gold); g++ {
		key := [shingle]string(a.gold[g : g+shingle])
		if len(places[key]) < mostRuns {
			places[key] = append(places[key], g)
		}
	}
	var runs []run
	for p := 0; p+shingle <= len(a.page); p++ {
		for _, g := range places[[shingle]string(a.page[p:p+shingle])] {
			if p > 0 && g > 0 && a.page[p-1] == a.gold[g-1] {
				continue // in a run that began before
			}
			n := shingle
			for p+n < len(a.page) && g+n < len(a.gold) && a.page[p+n] == a.gold[g+n] {
				n++
			}
			runs = append(runs, run{p, g, n})
		}
	}
	return runs
}

// place takes the runs, the longest first, and of the short ones those first
// that stand where their neighbours do.
func (a *alignment) place(runs []run) {
	byLength := func(x, y run) int { return cmp.Or(cmp.Compare(y.words, x.words), cmp.Compare(x.page, y.page)) }
	slices.SortFunc(runs, byLength)
	var short []run
	for _, r := range runs {
		for _, part := range a.free(r) {
			if part.words >= anchorRun {
				a.take(part)
			} else {
				short = append(short, part)
			}
		}
	}
	far := make(map[run]int, len(short))
	for _, r := range short {
		far[r] = a.far(r)
	}
	slices.SortFunc(short, func(x, y run) int { return cmp.Or(cmp.Compare(far[x], far[y]), byLength(x, y)) })
	for _, r := range short {
		if far[r] > mostFar {
			break
		}
		for _, part := range a.free(r) {
			a.take(part)
		}
	}
}

// free is what is left of a run, in parts of a shingle at least.
func (a *alignment) free(r run) []run {
	var parts []run
	part := run{}
	for i := range r.words + 1 {
		if i < r.words && a.at[r.gold+i] < 0 && !a.taken[r.page+i] {
			if part.words == 0 {
				part = run{page: r.page + i, gold: r.gold + i}
			}
			part.words++
			continue
		}
		if part.words >= shingle {
			parts = append(parts, part)
		}
		part = run{}
	}
	return parts
}

func (a *alignment) take(r run) {
	for i := range r.words {
		a.at[r.gold+i], a.taken[r.page+i] = r.page+i, true
	}
}

// far is how many words a run stands from where the gold's words before or
// behind it have their place; 0 if none has one.
func (a *alignment) far(r run) int {
	const nowhere = math.MaxInt
	best := nowhere
	for g := r.gold - 1; g >= 0; g-- {
		if p := a.at[g]; p >= 0 {
			best = min(best, abs(r.page-p-(r.gold-g)))
			break
		}
	}
	for g := r.gold + r.words; g < len(a.gold); g++ {
		if p := a.at[g]; p >= 0 {
			best = min(best, abs(p-r.page-(g-r.gold)))
			break
		}
	}
	if best == nowhere {
		return 0
	}
	return best
}

func abs(n int) int { return max(n, -n) }

// left are the lines of one and of two words that the gold has where no run was
// placed.
func (a *alignment) left() map[string]bool {
	rest := map[string]bool{}
	for g, p := range a.at {
		if p >= 0 {
			continue
		}
		rest[a.gold[g]] = true
		if g+1 < len(a.at) && a.at[g+1] < 0 {
			rest[a.gold[g]+" "+a.gold[g+1]] = true
		}
	}
	return rest
}

// near reports whether the blocks on both sides of i are the gold's.
func near(out []int, blocks [][]string, i int) bool {
	before, behind := false, false
	for j := i - 1; j >= 0 && j >= i-3; j-- {
		if len(blocks[j]) >= shingle {
			before = 2*out[j] > len(blocks[j])
			break
		}
	}
	for j := i + 1; j < len(blocks) && j <= i+3; j++ {
		if len(blocks[j]) >= shingle {
			behind = 2*out[j] > len(blocks[j])
			break
		}
	}
	return before && behind
}
