package content

import "golang.org/x/net/html"

// Sheet is a page as a model sees it. Find makes one and chooses; training and
// measuring look at it in between.
type Sheet struct {
	Blocks []Block
	Rows   []float32 // Features for each block
	sheet  *sheet
}

// Examine makes the sheet of a page, with the weights of tokens and words that
// m has learned.
func Examine(doc *html.Node, h Hints, m *Model) *Sheet {
	s := newSurvey(doc)
	sh := newSheet(s, h, &m.tables)
	return &Sheet{Blocks: s.blocks, Rows: sh.rows, sheet: sh}
}

// Tokens calls f with each token of the elements around block i, innermost
// first.
func (s *Sheet) Tokens(i int, f func(token uint32)) {
	for e := s.Blocks[i].elem; e >= 0; e = s.sheet.elems[e].parent {
		for _, t := range s.sheet.elems[e].tokens {
			f(t)
		}
	}
}

// Words calls f with each word of block i.
func (s *Sheet) Words(i int, f func(word uint32)) {
	s.Blocks[i].eachWord(func(w word, _ int) bool { f(w.hash); return true })
}

// Choose keeps the blocks that the model of o chooses.
func (s *Sheet) Choose(o Options) Selection {
	c := chooser{survey: s.sheet.survey, favor: o.Favor, trace: o.Trace}
	c.decode(o.model().predict(s.sheet))
	o.Trace.begin(&c, o.model(), s.Rows)
	c.mend()
	c.headings(0, int32(len(c.blocks))-1)
	c.trace.Note(c.blocks, "a heading with no text below")
	return c.selection()
}
