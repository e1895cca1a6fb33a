package corpus

import (
	"math"
	"testing"
)

func TestScoreText(t *testing.T) {
	gold := "One two three four five. Six seven."
	for name, tt := range map[string]struct {
		text         string
		tp, fp, fn   float64
		word         float64
		exact        bool
		alternatives []string
	}{
		"all of it":      {"one of", 0, .2, .8, 2.0 / 9, false, nil},
		"the same":       {gold, 1, 0, 0, 1, true, nil},
		"other spaces":   {"One two\nthree four  five. Six\u00ad seven!", 1, 0, 0, 1, true, nil},
		"one word more":  {gold + " Eight", .8, .2, 0, 14.0 / 15, false, nil},
		"one word less":  {"One two three four five. Six", .75, 0, .25, 12.0 / 13, false, nil},
		"an alternative": {"Six seven eight nine", 1, 0, 0, 1, true, []string{"Six seven eight nine"}},
		"nothing":        {"", 0, 0, 1, 0, false, nil},
	} {
		t.Run(name, func(t *testing.T) {
			s := ScoreText(&Page{Text: &gold, Alternatives: tt.alternatives}, tt.text)
			if !near(s.TP, tt.tp) || !near(s.FP, tt.fp) || !near(s.FN, tt.fn) || !near(s.WordF1, tt.word) || s.Exact != tt.exact {
				t.Errorf("got %+v", s)
			}
		})
	}
}

func near(a, b float64) bool { return math.Abs(a-b) < 1e-9 }

func TestTally(t *testing.T) {
	gold := "One two three four five."
	var tally Tally
	for _, text := range []string{gold, "One two three four five. Six seven eight nine ten"} {
		tally.Add(ScoreText(&Page{Text: &gold, Must: []string{"two three"}, MustNot: []string{"seven eight"}}, text))
	}
	// Precision 1 and 2/7, recall 1 and 1.
	p := (1 + 2.0/7) / 2
	if want := 2 * p / (p + 1); !near(tally.F1(), want) {
		t.Errorf("F1 %v, want %v", tally.F1(), want)
	}
	if want := 2 * (2.0 / 3) / (2.0/3 + 1); !near(tally.SnippetF1(), want) {
		t.Errorf("snippets %v, want %v", tally.SnippetF1(), want)
	}
}
