package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/backissue/backissue/scrape/corpus"
)

// printWorst lists the n pages with the worst text.
func printWorst(w io.Writer, results []*result, n int) {
	sorted := slices.Clone(results)
	slices.SortStableFunc(sorted, func(a, b *result) int { return cmp.Compare(quality(a), quality(b)) })
	for _, r := range sorted[:min(n, len(sorted))] {
		if quality(r) == 1 {
			break
		}
		reason := r.Why
		if r.Error != "" {
			reason = r.Error
		}
		fmt.Fprintf(w, "  %.3f %s %s\n", quality(r), r.ID, reason)
	}
}

// quality is the F1 of a page's shingles, or the share of its snippets that are
// right.
func quality(r *result) float64 {
	s := r.Text
	switch {
	case s.Text:
		if 2*s.TP+s.FP+s.FN == 0 {
			return 1
		}
		return 2 * s.TP / (2*s.TP + s.FP + s.FN)
	case s.Hit+s.Missed+s.Wrong > 0:
		return float64(s.Hit) / float64(s.Hit+s.Missed+s.Wrong)
	}
	return 1
}

// why says what is wrong with a text: how many words are missing and too many,
// and how the longest run of each begins; or which snippets.
func why(p *corpus.Page, text string) string {
	var reasons []string
	text = corpus.WithoutSoftHyphens(text)
	if p.Text != nil {
		want, got := corpus.Words(corpus.WithoutSoftHyphens(*p.Text)), corpus.Words(text)
		reasons = append(reasons, strayed("missing", want, got), strayed("extra", got, want))
	}
	flat := strings.Join(strings.Fields(text), " ")
	for _, s := range p.Must {
		if s = strings.Join(strings.Fields(s), " "); !strings.Contains(flat, s) {
			reasons = append(reasons, "missing “"+begin(strings.Fields(s))+"”")
		}
	}
	for _, s := range p.MustNot {
		if s = strings.Join(strings.Fields(s), " "); strings.Contains(flat, s) {
			reasons = append(reasons, "extra “"+begin(strings.Fields(s))+"”")
		}
	}
	return strings.Join(slices.DeleteFunc(reasons, func(s string) bool { return s == "" }), "; ")
}

// strayed describes the words of a that stand in no run of three words of b.
func strayed(kind string, a, b []string) string {
	const run = 3
	grams := map[string]int{}
	for i := 0; i+run <= len(b); i++ {
		grams[strings.Join(b[i:i+run], " ")]++
	}
	covered := make([]bool, len(a))
	for i := 0; i+run <= len(a); i++ {
		if g := strings.Join(a[i:i+run], " "); grams[g] > 0 {
			grams[g]--
			for j := i; j < i+run; j++ {
				covered[j] = true
			}
		}
	}
	stray, from, longest, at := 0, 0, 0, 0
	for i := range a {
		if covered[i] {
			from = i + 1
			continue
		}
		stray++
		if n := i + 1 - from; n > longest {
			longest, at = n, from
		}
	}
	if stray == 0 {
		return ""
	}
	return fmt.Sprintf("%d words %s, %d at “%s”", stray, kind, longest, begin(a[at:at+longest]))
}

// begin is the first words of a run, cut for scripts without spaces.
func begin(words []string) string {
	s := []rune(strings.Join(words[:min(len(words), 10)], " "))
	return string(s[:min(len(s), 70)])
}
