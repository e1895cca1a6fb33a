package main

import (
	"fmt"
	"strings"

	"github.com/backissue/backissue/scrape/content"
	"github.com/backissue/backissue/scrape/corpus"
)

// heldOut trains a model for each fold without it, and scores the fold's pages.
func heldOut(pages []*page, tables []learned, m *matrix, o options) ([]string, error) {
	scores := map[string]*corpus.Tally{}
	for f := range folds {
		model := tables[f].model(boost(m, func(i int) bool { return pages[i].fold != f }, o))
		results := make([]*corpus.Score, len(pages))
		parallel(len(pages), func(i int) {
			p := pages[i]
			if p.fold != f {
				return
			}
			s, err := p.sheet(model)
			if err != nil {
				return
			}
			results[i] = corpus.ScoreText(p.Page, keptText(s.Choose(model)))
		})
		for i, r := range results {
			if r == nil {
				continue
			}
			add(scores, pages[i].Set, r)
			if pages[i].Type != "" && pages[i].Set == "wcxb_dev" {
				add(scores, pages[i].Set+"/"+pages[i].Type, r)
			}
		}
	}
	var out []string
	for _, name := range sortedNames(scores) {
		out = append(out, fmt.Sprintf("%-24s %s", name, scores[name]))
	}
	return out, nil
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
