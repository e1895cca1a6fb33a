package training

import (
	"slices"
	"strings"
	"testing"
)

func TestCover(t *testing.T) {
	const (
		quay   = "The ferry was late again, and nobody on the quay was surprised by that."
		engine = "The harbour master blamed an engine that was older than the passengers."
	)
	for name, tt := range map[string]struct {
		gold   string
		blocks []string
		want   []int // of the words of each block
	}{
		"the text and the menu":    {quay, []string{"Home", quay, "Write to us"}, []int{0, 14, 0}},
		"a table of contents":      {"Why it was late\n" + quay + "\nWhat the master says\n" + engine, []string{"Why it was late", "What the master says", "Why it was late", quay, "What the master says", engine}, []int{0, 0, 4, 14, 4, 12}},
		"something in between":     {"Why it was late\n" + quay, []string{"Why it was late", "Sections", "Why it was late", "Listen to this article", quay}, []int{0, 0, 4, 0, 14}},
		"a teaser of the text":     {quay + "\n" + engine, []string{"The ferry was late again", quay, engine}, []int{0, 14, 12}},
		"a line of one word":       {quay + "\nLate\n" + engine, []string{"Late", quay, "Late", engine}, []int{0, 14, 1, 12}},
		"a word that the text has": {quay + "\n" + engine, []string{quay, "late", engine}, []int{14, 0, 12}},
		"a part":                   {"The ferry was late again, and nobody", []string{quay}, []int{7}},
		"another order":            {engine + "\n" + quay, []string{quay, engine}, []int{14, 12}},
	} {
		t.Run(name, func(t *testing.T) {
			var blocks [][]string
			for _, b := range tt.blocks {
				blocks = append(blocks, wordsOf(b))
			}
			if got := cover(wordsOf(tt.gold), blocks); !slices.Equal(got, tt.want) {
				t.Errorf("got %v, want %v of %s", got, tt.want, strings.Join(tt.blocks, " | "))
			}
		})
	}
}
