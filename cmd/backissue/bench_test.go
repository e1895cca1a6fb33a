package main

import (
	"bytes"
	"errors"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/convert"
	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/content"
	annotated "github.com/backissue/backissue/scrape/corpus"
)

// BenchmarkRealPages times the way of real pages from bytes to Markdown, stage
// by stage, beside a bare html.Parse of the same bytes in the same run. It
// reports each stage as a multiple of that.
func BenchmarkRealPages(b *testing.B) {
	var pages []*annotated.Page
	err := annotated.Each("fundus", func(p *annotated.Page) error {
		pages = append(pages, p)
		return nil
	})
	if errors.Is(err, annotated.ErrAbsent) {
		b.Skip(err)
	}
	if err != nil {
		b.Fatal(err)
	}
	var parse, page, text, extract, markdown time.Duration
	for b.Loop() {
		for _, p := range pages {
			started := time.Now()
			lap := func(d *time.Duration) {
				now := time.Now()
				*d += now.Sub(started)
				started = now
			}
			if _, err := html.Parse(bytes.NewReader(p.HTML)); err != nil {
				b.Fatal(err)
			}
			lap(&parse)
			q, err := scrape.NewPage(scrape.Source{URL: p.URL, Body: p.HTML})
			if err != nil {
				b.Fatal(err)
			}
			lap(&page)
			hints := scrape.Hints(q)
			lap(new(time.Duration))
			content.Find(q.Doc, hints, content.Options{})
			lap(&text)
			a, err := scrape.Extract(q, scrape.Options{Force: true})
			if err != nil {
				b.Fatal(err)
			}
			lap(&extract)
			if _, err := (convert.Options{}).Bytes(a); err != nil {
				b.Fatal(err)
			}
			lap(&markdown)
		}
	}
	times := func(d time.Duration) float64 { return float64(d) / float64(parse) }
	b.ReportMetric(times(page), "x-page")
	b.ReportMetric(times(text), "x-content")
	b.ReportMetric(times(extract-text), "x-head+clean")
	b.ReportMetric(times(markdown), "x-markdown")
	b.ReportMetric(times(page+extract+markdown), "x-whole")
}
