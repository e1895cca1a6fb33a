package training

import (
	"github.com/backissue/backissue/scrape/content"
)

const (
	silverTrees  = 160 // of the models that label
	silverSure   = .9  // probability from which on a label is believed, either way
	silverWeight = .3  // of a page with a gold text
	silverLeast  = 40  // words of a page's content; with less it is none

	doubtFrom   = .97 // probability from which on a label that says otherwise is doubted
	doubtWeight = .25 // of a label that is not
)

// silver asks models about pages of sites that they have not seen. Where a page
// has no gold text, what they are sure of labels it: that teaches less of what
// content is than of the names that more sites give its parts. Where it has one,
// they doubt what speaks against all they know.
func (r *Run) silver() {
	for f := range Folds {
		teacher := r.weights[f].model(boost(r.matrix, func(i int) bool { return r.Pages[i].Fold != f }, Options{Trees: silverTrees, Depth: r.options.Depth}))
		Parallel(len(r.Pages), func(i int) {
			switch p := r.Pages[i]; {
			case p.Fold != f:
			case !p.golden:
				p.learnFrom(teacher)
			default:
				p.doubt(teacher)
			}
		})
	}
}

// learnFrom labels the blocks that the teacher is sure of. Those with a snippet
// keep the label that the gold gave them.
func (p *Page) learnFrom(teacher *content.Model) {
	s, err := p.Sheet(teacher)
	if err != nil {
		return // it was read before
	}
	blocks := s.Choose(content.Options{Model: teacher}).Blocks
	words := float32(0)
	for i := range blocks {
		if blocks[i].Score > .5 {
			words += float32(blocks[i].Words)
		}
	}
	if words < silverLeast {
		return
	}
	p.silver = true
	for i := range blocks {
		weight := silverWeight * p.weight * (min(1, float32(blocks[i].Words)/words) + .002)
		switch l := &p.labels[i]; {
		case l.weight > 0:
			l.weight = max(l.weight, weight)
		case blocks[i].Score > silverSure:
			*l = label{1, weight}
		case blocks[i].Score < 1-silverSure:
			*l = label{0, weight}
		}
	}
}

// doubt takes weight off the labels that the gold text gives against all that the
// teacher has seen: of texts that the gold cuts short, or of what it took along.
func (p *Page) doubt(teacher *content.Model) {
	s, err := p.Sheet(teacher)
	if err != nil {
		return
	}
	for i, b := range s.Choose(content.Options{Model: teacher}).Blocks {
		l := &p.labels[i]
		if b.Score > doubtFrom && l.y == 0 || b.Score < 1-doubtFrom && l.y == 1 {
			l.weight *= doubtWeight
		}
	}
}
