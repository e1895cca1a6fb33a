package main

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/backissue/backissue/scrape/corpus"
)

// figures are those of a group of pages.
type figures struct {
	text    corpus.Tally
	head    corpus.HeadTally
	refused int
	site    int // pages with words of the site
}

func (f *figures) add(r *result) {
	f.text.Add(r.Text)
	f.head.Add(r.Head)
	if r.Error != "" {
		f.refused++
	}
	if r.Site != "" {
		f.site++
	}
}

func (f *figures) String() string {
	s := f.text.String()
	if head := f.head.String(); head != "" {
		s += "  " + head
	}
	if f.refused > 0 {
		s += fmt.Sprintf("  refused %d", f.refused)
	}
	if f.site > 0 {
		s += fmt.Sprintf("  site's words on %d", f.site)
	}
	return s
}

// groupsOf are the groups that a page counts in: its set, its type and its
// language there.
func groupsOf(r *result) []string {
	groups := []string{r.Set}
	if r.Type != "" {
		groups = append(groups, r.Set+"/"+r.Type)
	}
	if r.Lang != "" {
		lang, _, _ := strings.Cut(strings.ToLower(r.Lang), "-")
		groups = append(groups, r.Set+"/lang="+lang)
	}
	return groups
}

// print writes the figures of a set and of its groups.
func print(w io.Writer, set string, results []*result) {
	groups := map[string]*figures{set: {}}
	for _, r := range results {
		for _, g := range groupsOf(r) {
			if groups[g] == nil {
				groups[g] = &figures{}
			}
			groups[g].add(r)
		}
	}
	for _, g := range slices.Sorted(maps.Keys(groups)) {
		fmt.Fprintf(w, "%-24s %s\n", g, groups[g])
	}
}
