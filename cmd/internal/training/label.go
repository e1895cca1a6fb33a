package training

import (
	"strings"
	"unicode"

	"github.com/backissue/backissue/scrape/content"
)

// label is how much of a block is content, and what the block counts.
type label struct {
	y, weight float32
}

const (
	leastGold   = 20  // words
	foundOnPage = .85 // of the gold

	snippetWeight = .06 // of a page: what a block with a snippet counts
)

// labelsOf aligns the blocks of a page with its gold text, or with its gold
// snippets. It is nil where the page teaches nothing.
func labelsOf(p *Page, s *content.Sheet) []label {
	if !p.golden {
		return snippetLabels(p, s)
	}
	gold := wordsOf(*p.Text)
	if len(gold) < leastGold {
		return nil
	}
	blocks := make([][]string, len(s.Blocks))
	for i := range s.Blocks {
		blocks[i] = wordsOf(s.Blocks[i].Text())
	}
	covered := cover(gold, blocks)
	out := make([]label, len(blocks))
	hits := 0.0
	for i, words := range blocks {
		share := float32(0)
		if len(words) > 0 {
			share = float32(covered[i]) / float32(len(words))
			hits += float64(covered[i])
		}
		switch {
		case share < .34:
			share = 0
		case share > .8:
			share = 1
		}
		if isTitle(words, p.Title) {
			continue // sets differ in whether the headline is text; it has a field of its own
		}
		out[i] = label{share, p.weight * (min(1, float32(len(words))/float32(len(gold))) + .002)}
	}
	if hits < foundOnPage*float64(len(gold)) {
		return nil
	}
	return out
}

func isTitle(words []string, title string) bool {
	if title == "" || len(words) == 0 || len(words) > 40 {
		return false
	}
	return strings.Join(words, " ") == strings.Join(wordsOf(title), " ")
}

// snippetLabels knows only of the blocks that hold a snippet, and of none where
// the page has no gold but other fields.
func snippetLabels(p *Page, s *content.Sheet) []label {
	out := make([]label, len(s.Blocks))
	if len(p.Must) == 0 {
		return out // for silver
	}
	found := 0
	for i := range s.Blocks {
		text := strings.Join(strings.Fields(s.Blocks[i].Text()), " ")
		for _, m := range p.Must {
			if m = strings.Join(strings.Fields(m), " "); m != "" && strings.Contains(text, m) {
				out[i] = label{1, snippetWeight * p.weight}
				found++
			}
		}
		for _, m := range p.MustNot {
			if m = strings.Join(strings.Fields(m), " "); m != "" && strings.Contains(text, m) && out[i].weight == 0 {
				out[i] = label{0, snippetWeight * p.weight}
			}
		}
	}
	if found == 0 {
		return nil
	}
	return out
}

// wordsOf splits a text as the scorers do, with each CJK character a word.
func wordsOf(s string) []string {
	var out []string
	start := -1
	for i, r := range s {
		word := unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' || unicode.IsMark(r)
		single := r >= 0x2E80 && r <= 0xD7FF && word && (r < 0xAC00)
		if start >= 0 && (!word || single) {
			out = append(out, strings.ToLower(s[start:i]))
			start = -1
		}
		switch {
		case single:
			out = append(out, string(r))
		case word && start < 0:
			start = i
		}
	}
	if start >= 0 {
		out = append(out, strings.ToLower(s[start:]))
	}
	return out
}
