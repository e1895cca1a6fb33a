package corpus

import (
	"fmt"
	"strings"
	"unicode"
)

// Score is how near a page's text came to its gold: shares of shingles of four
// words as the article extraction benchmark of Zyte counts them, the F1 of the
// words as multisets as WCXB does, and counts of snippets as Trafilatura does.
type Score struct {
	Text       bool // the page has gold text
	TP, FP, FN float64
	Exact      bool
	WordF1     float64

	Hit, Missed, Wrong int // snippets
}

// ScoreText scores text, with the alternative that comes nearest.
func ScoreText(p *Page, text string) *Score {
	text = WithoutSoftHyphens(text)
	s := &Score{}
	if p.Text != nil {
		s.Text = true
		got := Words(text)
		best := -1.0
		for _, gold := range append([]string{*p.Text}, p.Alternatives...) {
			want := Words(WithoutSoftHyphens(gold))
			tp, fp, fn := overlap(shingles(want), shingles(got))
			if tp > best {
				best = tp
				s.TP, s.FP, s.FN = tp, fp, fn
				s.Exact = equal(want, got)
				s.WordF1 = wordF1(want, got)
			}
		}
	}
	flat := strings.Join(strings.Fields(text), " ")
	for _, m := range p.Must {
		if strings.Contains(flat, strings.Join(strings.Fields(m), " ")) {
			s.Hit++
		} else {
			s.Missed++
		}
	}
	for _, m := range p.MustNot {
		if strings.Contains(flat, strings.Join(strings.Fields(m), " ")) {
			s.Wrong++
		}
	}
	return s
}

// WithoutSoftHyphens drops what some gold texts keep and others do not.
func WithoutSoftHyphens(s string) string { return strings.ReplaceAll(s, "\u00ad", "") }

// Words are the runs of letters, numbers and underscores: \w+ of Python's re.
func Words(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return !isWord(r) })
}

func isWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }

func shingles(words []string) map[string]int {
	out := map[string]int{}
	if len(words) == 0 {
		return out
	}
	for i := range max(1, len(words)-3) {
		out[strings.Join(words[i:min(i+4, len(words))], " ")]++
	}
	return out
}

func overlap(want, got map[string]int) (tp, fp, fn float64) {
	both, a, b := 0, 0, 0
	for k, n := range want {
		both += min(n, got[k])
		a += n
	}
	for _, n := range got {
		b += n
	}
	total := float64(a + b - both)
	if total == 0 {
		return 0, 0, 0
	}
	return float64(both) / total, float64(b-both) / total, float64(a-both) / total
}

func wordF1(want, got []string) float64 {
	a, b := map[string]int{}, map[string]int{}
	for _, w := range want {
		a[strings.ToLower(w)]++
	}
	for _, w := range got {
		b[strings.ToLower(w)]++
	}
	tp, fp, fn := overlap(a, b)
	if tp+fp+fn == 0 {
		return 1
	}
	return 2 * tp / (2*tp + fp + fn)
}

func equal(a, b []string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

// Precision of the page's shingles; ok is false where it has none.
func (s *Score) Precision() (v float64, ok bool) { return share(s.TP, s.FP, s.FN) }

// Recall of the page's shingles; ok is false where the gold has none.
func (s *Score) Recall() (v float64, ok bool) { return share(s.TP, s.FN, s.FP) }

func share(hit, miss, other float64) (float64, bool) {
	switch {
	case miss == 0 && other == 0:
		return 1, hit > 0
	case hit == 0 && miss == 0:
		return 0, false
	}
	return hit / (hit + miss), true
}

// Tally is the figures of many pages.
type Tally struct {
	Pages                int
	p, r, word           float64
	np, nr, exact, texts int
	hit, missed, wrong   int
}

// Add counts one page.
func (t *Tally) Add(s *Score) {
	t.Pages++
	t.hit += s.Hit
	t.missed += s.Missed
	t.wrong += s.Wrong
	if !s.Text {
		return
	}
	t.texts++
	t.word += s.WordF1
	if s.Exact {
		t.exact++
	}
	if v, ok := s.Precision(); ok {
		t.p += v
		t.np++
	}
	if v, ok := s.Recall(); ok {
		t.r += v
		t.nr++
	}
}

// F1 is that of the mean precision and the mean recall of the shingles.
func (t *Tally) F1() float64 {
	p, r := t.p/float64(max(1, t.np)), t.r/float64(max(1, t.nr))
	return harmonic(p, r)
}

// WordF1 is the mean over the pages.
func (t *Tally) WordF1() float64 { return t.word / float64(max(1, t.texts)) }

// Exact is the share of the pages whose words are all right.
func (t *Tally) Exact() float64 { return float64(t.exact) / float64(max(1, t.texts)) }

// SnippetF1 is that of all snippets together.
func (t *Tally) SnippetF1() float64 {
	p := float64(t.hit) / float64(max(1, t.hit+t.wrong))
	r := float64(t.hit) / float64(max(1, t.hit+t.missed))
	return harmonic(p, r)
}

func harmonic(p, r float64) float64 {
	if p+r == 0 {
		return 0
	}
	return 2 * p * r / (p + r)
}

// String gives the figures in one line.
func (t *Tally) String() string {
	s := fmt.Sprintf("%4d pages", t.Pages)
	if t.texts > 0 {
		s += fmt.Sprintf("  F1 %.3f  P %.3f  R %.3f  exact %.3f  word %.3f", t.F1(), t.p/float64(max(1, t.np)), t.r/float64(max(1, t.nr)), t.Exact(), t.WordF1())
	}
	if t.hit+t.missed > 0 {
		s += fmt.Sprintf("  snippets %.3f", t.SnippetF1())
	}
	return s
}
