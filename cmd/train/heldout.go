package main

import (
	"fmt"
	"strings"

	"github.com/backissue/backissue/cmd/internal/training"
	"github.com/backissue/backissue/scrape/content"
	"github.com/backissue/backissue/scrape/corpus"
)

// heldOut trains a model for each fold without it, and scores the fold's pages.
func heldOut(run *training.Run) []string {
	scores := map[string]*corpus.Tally{}
	for f := range training.Folds {
		model := run.FoldModel(f)
		results := make([]*corpus.Score, len(run.Pages))
		training.Parallel(len(run.Pages), func(i int) {
			p := run.Pages[i]
			if p.Fold != f {
				return
			}
			s, err := p.Sheet(model)
			if err != nil {
				return
			}
			results[i] = corpus.ScoreText(p.Page, keptText(s.Choose(content.Options{Model: model})))
		})
		for i, r := range results {
			if r == nil {
				continue
			}
			p := run.Pages[i]
			add(scores, p.Set, r)
			if p.Type != "" && p.Set == "wcxb_dev" {
				add(scores, p.Set+"/"+p.Type, r)
			}
		}
	}
	var out []string
	for _, name := range sortedNames(scores) {
		out = append(out, fmt.Sprintf("%-24s %s", name, scores[name]))
	}
	return out
}

func add(scores map[string]*corpus.Tally, name string, r *corpus.Score) {
	if scores[name] == nil {
		scores[name] = &corpus.Tally{}
	}
	scores[name].Add(r)
}

// keptText is the kept text, a line for each block.
func keptText(sel content.Selection) string {
	var b strings.Builder
	for i := range sel.Blocks {
		if sel.Blocks[i].Keep {
			b.WriteString(sel.Blocks[i].Text())
			b.WriteByte('\n')
		}
	}
	return b.String()
}
