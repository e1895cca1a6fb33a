// Package training learns models of package scrape/content from page sets. A
// run is seeded and gives the same model each time. Its files, in order:
// pages.go (sets, folds), label.go and align.go (which blocks the gold text
// holds), weigh.go (tokens and words), boost.go (trees), silver.go (pages without
// a gold text, and doubt of those with one), training.go (a run). rank.go learns
// to choose among a few, for headlines, and strip.go takes metadata off pages.
// Package cmd/train writes what is learned; cmd/evaluate measures with the models
// of its folds.
package training

import (
	"fmt"

	"github.com/backissue/backissue/scrape/content"
)

// Run is the pages that a run learns from, and what it counted in them.
type Run struct {
	Pages []*Page

	options Options
	weights [Folds + 1]Weights // the last leaves no fold out
	matrix  *matrix
}

// New reads the page sets and counts. The error is corpus.ErrAbsent where they
// are not on this machine. report, which may be nil, is told what was done.
func New(o Options, report func(done string)) (*Run, error) {
	if report == nil {
		report = func(string) {}
	}
	pages, err := Load()
	if err != nil {
		return nil, err
	}
	r := &Run{Pages: pages, options: o}
	report(fmt.Sprintf("%d pages", len(pages)))
	if err := r.count(report); err != nil {
		return nil, err
	}
	r.silver()
	if err := r.count(report); err != nil {
		return nil, err
	}
	return r, nil
}

// count makes the weights and the matrix from the labels of the pages.
func (r *Run) count(report func(done string)) error {
	for f := range r.weights {
		r.weights[f] = weigh(r.Pages, f)
	}
	report(fmt.Sprintf("%d tokens, %d words", len(r.Weights().Tokens), len(r.Weights().Words)))
	var err error
	if r.matrix, err = examine(r.Pages, r.weights[:]); err != nil {
		return err
	}
	report(fmt.Sprintf("%d rows", r.matrix.rows()))
	return nil
}

// FoldModel is learned from the pages outside a fold.
func (r *Run) FoldModel(fold int) *content.Model {
	return r.weights[fold].model(boost(r.matrix, func(i int) bool { return r.Pages[i].Fold != fold }, r.options))
}

// Ensemble is learned from all pages, with the weights that Weights gives.
func (r *Run) Ensemble() *Ensemble {
	return boost(r.matrix, func(int) bool { return true }, r.options)
}

// Weights is what was learned of tokens and words from all pages.
func (r *Run) Weights() Weights { return r.weights[Folds] }
