package main

import (
	"fmt"
	"io"
	"maps"
	"slices"

	"github.com/backissue/backissue/scrape"
)

// sureness is what the extractor says of a field.
type sureness struct {
	Source     string  `json:"source"`
	Confidence float64 `json:"confidence"`
}

// surenessOf is that of the fields that sets annotate, where it gives them.
func surenessOf(a *scrape.Article) map[string]sureness {
	sure := map[string]sureness{}
	for _, name := range []string{"title", "authors", "date"} {
		if f, ok := a.Fields[name]; ok {
			sure[name] = sureness{f.Source, f.Confidence}
		}
	}
	return sure
}

// hits counts answers, and those that were right.
type hits struct{ right, all int }

// printSure writes how often a field is right whose confidence is in the same
// twentieth, of all pages that are annotated with it, and how often by source.
func printSure(w io.Writer, results []*result) {
	bins, sources := map[string]*hits{}, map[string]*hits{}
	for _, r := range results {
		for name, s := range r.Sure {
			annotated, right := r.annotated(name)
			if !annotated {
				continue
			}
			count(bins, fmt.Sprintf("%-8s confidence from %.2f", name, float64(int(s.Confidence*20+1e-6))/20), right)
			count(sources, fmt.Sprintf("%-8s source %s", name, s.Source), right)
		}
	}
	for _, m := range []map[string]*hits{bins, sources} {
		for _, k := range slices.Sorted(maps.Keys(m)) {
			fmt.Fprintf(w, "%-44s %5d pages  right %.3f\n", k, m[k].all, float64(m[k].right)/float64(m[k].all))
		}
	}
}

func count(m map[string]*hits, k string, right bool) {
	if m[k] == nil {
		m[k] = &hits{}
	}
	m[k].all++
	if right {
		m[k].right++
	}
}

// annotated reports whether the set says what a field is, and whether the answer
// is that.
func (r *result) annotated(name string) (annotated, right bool) {
	switch name {
	case "title":
		return r.Head.HasTitle, r.Head.Title
	case "authors":
		return r.Head.HasAuthors || r.Head.NoAuthors, r.Head.Authors
	case "date":
		return r.Head.HasDate || r.Head.NoDate, r.Head.Date
	}
	return false, false
}
