package main

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/content"
)

// explanation is what --explain prints of a page: a line for each block with
// its fate, the model's probability, its role, its words and its beginning;
// below it what decided, with the log odds that each feature brought, and what
// later steps changed. It ends with a site rule to mend.
func explanation(a *scrape.Article) []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "%s\n", safeText(heading(a)))
	verdicts := a.Explanation.Verdicts
	kept, words, all := 0, 0, 0
	for i := range verdicts {
		all += verdicts[i].Words
		if verdicts[i].Keep {
			kept++
			words += verdicts[i].Words
		}
	}
	fmt.Fprintf(&b, "confidence %.2f, coverage %.2f: %d of %d blocks kept, %d of %d words\n", a.Confidence, a.Coverage, kept, len(verdicts), words, all)
	for _, w := range a.Warnings {
		fmt.Fprintf(&b, "warning: %s\n", safeText(w))
	}
	b.WriteByte('\n')
	for i := range verdicts {
		explainBlock(&b, &verdicts[i])
	}
	if why, none := strings.CutPrefix(a.Rule, scrape.NoRule); none {
		b.WriteString("\nNo rule can be suggested: " + why)
	} else if a.Rule != "" {
		fmt.Fprintf(&b, "\nIf the page is read wrongly, mend this rule, keep it as a file in a folder, and give the folder to --rules:\n\n%s", a.Rule)
	}
	return b.Bytes()
}

// heading names the page that is explained.
func heading(a *scrape.Article) string {
	switch {
	case a.Title != "" && a.Source != "":
		return a.Title + " (" + a.Source + ")"
	case a.Title != "":
		return a.Title
	case a.Source != "":
		return a.Source
	}
	return "(a page without a title)"
}

func explainBlock(b *bytes.Buffer, v *content.Verdict) {
	fmt.Fprintf(b, "%s %.2f %s, %s: %s\n", fate(v.Keep), v.Score, v.Role, counted(v.Words, "word"), safeText(beginning(v.Text)))
	var reasons []string
	for _, r := range v.Reasons {
		reasons = append(reasons, fmt.Sprintf("%+.1f %s %.3g", r.Weight, r.Feature, r.Value))
	}
	if len(reasons) > 0 {
		fmt.Fprintf(b, "     %s\n", strings.Join(reasons, ", "))
	}
	for _, c := range v.Changes {
		fmt.Fprintf(b, "     then %s: %s\n", fatePast(c.Keep), c.By)
	}
}

func fate(keep bool) string {
	if keep {
		return "keep"
	}
	return "drop"
}

func fatePast(keep bool) string {
	if keep {
		return "kept"
	}
	return "dropped"
}

// beginning is the start of a text, cut behind a word where there is one.
func beginning(s string) string {
	const most = 70
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	cut := string(r[:most])
	if i := strings.LastIndexByte(cut, ' '); i > most/2 {
		cut = cut[:i]
	}
	return cut + " …"
}
