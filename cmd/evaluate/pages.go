package main

import (
	"encoding/json"
	"errors"
	"io"

	"github.com/backissue/backissue/cmd/internal/training"
	"github.com/backissue/backissue/convert"
	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/content"
	"github.com/backissue/backissue/scrape/corpus"
)

// result is how the extractor did on one page.
type result struct {
	Set   string `json:"set"`
	ID    string `json:"id"`
	Lang  string `json:"lang,omitempty"`
	Type  string `json:"type,omitempty"`
	Error string `json:"error,omitempty"` // why there is no article
	Why   string `json:"why,omitempty"`   // what is wrong with the text
	Site  string `json:"site,omitempty"`  // words of the site in the text, by which it is known

	Sure map[string]sureness `json:"sure,omitempty"` // of its fields

	Text *corpus.Score     `json:"text"`
	Head *corpus.HeadScore `json:"head"`
}

// evaluate reads the pages of a set. models may hold nil for the program's own.
func evaluate(set string, o *options, models [training.Folds]*content.Model) ([]*result, error) {
	var pages []*corpus.Page
	if err := corpus.Each(set, func(p *corpus.Page) error { pages = append(pages, p); return nil }); err != nil {
		return nil, err
	}
	var site *scrape.Site
	if o.site {
		site = scrape.NewSite()
		for _, p := range pages {
			if q, err := scrape.NewPage(scrape.Source{URL: p.URL, Body: p.HTML}); err == nil {
				site.Learn(q)
			}
		}
	}
	results := make([]*result, len(pages))
	errs := make([]error, len(pages))
	training.Parallel(len(pages), func(i int) {
		p := pages[i]
		chosen := content.Options{Favor: content.Favor(o.favor), Model: models[training.FoldOf(p)]}
		results[i], errs[i] = read(p, o.strip, scrape.Options{Site: site, Content: chosen})
		p.HTML = nil
	})
	return results, errors.Join(errs...)
}

// read extracts the article of a page and scores it. A page that is refused has
// no text; any other error is the program's.
func read(p *corpus.Page, without bool, o scrape.Options) (*result, error) {
	a, err := extract(p, without, o)
	refused := ""
	var wall *scrape.Wall
	switch {
	case errors.As(err, &wall):
		refused = wall.Kind + ": " + wall.Reason
		a = &scrape.Article{}
	case err != nil:
		return nil, err
	}
	text := ""
	if a.Content != nil {
		text, err = textOf(a)
		if err != nil {
			return nil, err
		}
	}
	var names []string
	for _, person := range a.Authors {
		names = append(names, person.Name)
	}
	r := resultOf(p, text, a.Title, names, a.Date)
	r.Error, r.Sure = refused, surenessOf(a)
	return r, nil
}

// resultOf scores what was read from a page.
func resultOf(p *corpus.Page, text, title string, authors []string, date string) *result {
	return &result{
		Set: p.Set, ID: p.ID, Lang: p.Lang, Type: p.Type,
		Text: corpus.ScoreText(p, text), Head: corpus.ScoreHead(p, title, authors, date),
		Why: why(p, text), Site: siteWording(p, text),
	}
}

func extract(p *corpus.Page, without bool, o scrape.Options) (*scrape.Article, error) {
	page, err := scrape.NewPage(scrape.Source{URL: p.URL, Body: p.HTML})
	if err != nil {
		return nil, err
	}
	if without {
		training.Strip(page.Doc)
	}
	return scrape.Extract(page, o)
}

// textOf is the body as the record has it with --body text.
func textOf(a *scrape.Article) (string, error) {
	line, err := convert.Options{Format: convert.JSONL, Body: convert.TextBody}.Bytes(a)
	if err != nil {
		return "", err
	}
	var record struct{ Body string }
	err = json.Unmarshal(line, &record)
	return record.Body, err
}

func encode(w io.Writer, results []*result) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	for _, r := range results {
		if err := e.Encode(r); err != nil {
			return err
		}
	}
	return nil
}
