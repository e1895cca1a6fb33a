package main

import (
	"strings"
	"testing"

	"github.com/backissue/backissue/scrape/corpus"
)

// TestSure counts annotated fields alone, by confidence and by source.
func TestSure(t *testing.T) {
	said := func(confidence float64) map[string]sureness { return map[string]sureness{"title": {"h1", confidence}} }
	results := []*result{
		{Sure: said(.93), Head: &corpus.HeadScore{HasTitle: true, Title: true}},
		{Sure: said(.90), Head: &corpus.HeadScore{HasTitle: true}},
		{Sure: said(.55), Head: &corpus.HeadScore{HasTitle: true, Title: true}},
		{Sure: said(.55), Head: &corpus.HeadScore{}},
		{Head: &corpus.HeadScore{HasTitle: true}},
	}
	var w strings.Builder
	printSure(&w, results)
	want := []string{"title confidence from 0.55 1 pages right 1.000", "title confidence from 0.90 2 pages right 0.500", "title source h1 3 pages right 0.667"}
	var got []string
	for line := range strings.Lines(w.String()) {
		got = append(got, strings.Join(strings.Fields(line), " "))
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s", w.String())
	}
}
