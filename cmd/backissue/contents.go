package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/contents"
	"github.com/backissue/backissue/scrape/date"
	"github.com/backissue/backissue/scrape/fetch"
	"github.com/backissue/backissue/scrape/rules"
)

// contentsPage is what the contents pages at an address list.
type contentsPage struct {
	issue  *scrape.Issue     // nil where the page lists no articles
	issues []string          // of an index: the addresses of issues
	dates  map[string]string // of those, as far as the index says them
	why    []string
	rule   string // that pins the choice
}

// maxContents is how many pages of one list of contents are read.
const maxContents = 200

// readContents reads the list of contents at url, with the pages it goes on on.
// first is the answer from url, if it has been asked for already.
func readContents(ctx context.Context, w *web, url string, first *fetch.Response) (*contentsPage, error) {
	var all contentsPage
	open := w.opener(time.Time{})
	seen, known := map[string]bool{}, map[string]bool{}
	for next := url; next != "" && !seen[next]; {
		seen[next] = true
		var src scrape.Source
		var err error
		if first != nil {
			src, first = w.source(first, &trail{}), nil
		} else {
			src, err = open(ctx, scrape.Job{URL: next})
		}
		if err == nil {
			var page *scrape.Page
			if page, err = scrape.NewPage(src); err == nil {
				pin, problems := pinOf(w.rules, page)
				c := contents.FindBy(page.Doc, page.URL, pin)
				c.Warnings = append(c.Warnings, problems...)
				if !all.add(c, src.URL, known) {
					break
				}
				next = c.Next
			}
		}
		if err != nil && len(seen) == 1 {
			return nil, err
		}
		if err != nil {
			all.warn(fmt.Sprintf("incomplete: the next page of the contents, %s, cannot be read: %s", next, causeText(err)))
			break
		}
		if len(seen) == maxContents && next != "" {
			all.warn(fmt.Sprintf("incomplete: the contents have more than %d pages", maxContents))
			break
		}
	}
	return &all, nil
}

// pinOf is what the site's rule says of a contents page.
func pinOf(set *rules.Set, page *scrape.Page) (pin contents.Pin, problems []string) {
	f := set.Issue(page.Doc, page.URL)
	if f == nil {
		return pin, nil
	}
	for _, p := range f.Problems {
		problems = append(problems, "rule: "+p.Error())
	}
	pin = contents.Pin{Links: f.Links, Number: f.Number.Text, Volume: f.Volume.Text, Next: f.NextPage}
	if d, ok := date.Parse(cmp.Or(f.Date.Time, f.Date.Text), date.Hints{Lang: f.Date.Locale}); ok {
		pin.Date = d.EDTF()
	}
	if f.Files != nil {
		pin.IsFile = f.Files.MatchString
	}
	return pin, problems
}

func (all *contentsPage) warn(text string) {
	if all.issue != nil {
		all.issue.Warnings = append(all.issue.Warnings, text)
	}
}

// add takes over what a page lists, and reports whether anything was new.
func (all *contentsPage) add(c *contents.Contents, url string, known map[string]bool) bool {
	all.why = append(all.why, c.Why...)
	if all.rule == "" {
		all.rule = c.Rule
	}
	news := false
	for _, l := range c.Issues {
		if !known[l.URL] {
			known[l.URL], news = true, true
			all.issues = append(all.issues, l.URL)
			if all.dates == nil {
				all.dates = map[string]string{}
			}
			all.dates[l.URL] = l.Date
		}
	}
	if c.Kind == "index" {
		return news
	}
	all.issues = nil
	for _, s := range c.Sections {
		section := scrape.IssueSection{Title: s.Title}
		for _, item := range s.Items {
			if !known[item.URL] {
				known[item.URL], news = true, true
				section.Articles = append(section.Articles, listed(&item))
			}
		}
		all.append(c, url, section)
	}
	if all.issue == nil && len(c.Files) > 0 {
		all.append(c, url, scrape.IssueSection{})
	}
	for _, f := range c.Files {
		if !known[f.URL] {
			known[f.URL], news = true, true
			all.issue.Files = append(all.issue.Files, scrape.IssueFile{URL: f.URL, Title: f.Title})
		}
	}
	return news
}

// append adds a section. One that goes on from the page before is one with it.
func (all *contentsPage) append(c *contents.Contents, url string, s scrape.IssueSection) {
	if all.issue == nil {
		all.issue = &scrape.Issue{
			SchemaVersion: scrape.SchemaVersion, Publication: c.Publication, Number: c.Number, Volume: c.Volume, Date: c.Date,
			Label: c.Label, URL: url, Sections: []scrape.IssueSection{}, Warnings: c.Warnings, Tool: tool(),
		}
	}
	if len(s.Articles) == 0 {
		return
	}
	sections := all.issue.Sections
	if n := len(sections); n > 0 && sections[n-1].Title == s.Title {
		sections[n-1].Articles = append(sections[n-1].Articles, s.Articles...)
		return
	}
	all.issue.Sections = append(all.issue.Sections, s)
}

func listed(item *contents.Item) scrape.Listed {
	l := scrape.Listed{
		Title: item.Title, URL: item.URL, Authors: item.Authors, Byline: item.Byline, Teaser: item.Teaser,
		Pages: item.Pages, Date: item.Date, Kind: item.Kind,
	}
	for _, f := range item.Files {
		l.Files = append(l.Files, scrape.IssueFile{URL: f})
	}
	if item.Kind == "pdf" || strings.HasSuffix(strings.ToLower(item.URL), ".pdf") {
		l.Kind = "pdf"
		l.Files = append(l.Files, scrape.IssueFile{URL: item.URL})
	}
	return l
}
