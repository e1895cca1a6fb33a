package main

import (
	"time"

	"github.com/backissue/backissue/scrape"
)

// An issue in an archive is read again and again. What an earlier run knew of
// it and its page does not say any more is kept.

// merge takes over what an earlier run knew: why articles are missing, since
// when they are gone, and the stored ones that the page lists no more.
func (r *issueRun) merge(now time.Time) {
	if r.old == nil {
		return
	}
	listed := map[string]*scrape.Listed{}
	r.each(func(_ *scrape.IssueSection, l *scrape.Listed) { listed[l.URL] = l })
	for i := range r.old.Sections {
		section := &r.old.Sections[i]
		for k := range section.Articles {
			before := section.Articles[k]
			if l := listed[before.URL]; l != nil {
				l.Gone = before.Gone
				if before.Gap != nil && before.Gap.Kind != "pending" {
					l.Gap = before.Gap
				}
				continue
			}
			if before.File != "" {
				if before.Unlisted == "" {
					before.Unlisted = now.Format(time.DateOnly)
				}
				r.sectionOf(section.Title).append(before)
			}
		}
	}
	again := newIssue(r.t, r.web, r.issue)
	r.items, r.count = again.items, again.count
}

// each visits the articles of the issue in their order.
func (r *issueRun) each(visit func(*scrape.IssueSection, *scrape.Listed)) {
	for i := range r.issue.Sections {
		s := &r.issue.Sections[i]
		for k := range s.Articles {
			visit(s, &s.Articles[k])
		}
	}
}

// issueSection is a section that articles are added to.
type issueSection struct{ *scrape.IssueSection }

func (s issueSection) append(l scrape.Listed) { s.Articles = append(s.Articles, l) }

// sectionOf is the section of a title, made at the end where it is missing.
func (r *issueRun) sectionOf(title string) issueSection {
	for i := range r.issue.Sections {
		if r.issue.Sections[i].Title == title {
			return issueSection{&r.issue.Sections[i]}
		}
	}
	r.issue.Sections = append(r.issue.Sections, scrape.IssueSection{Title: title})
	return issueSection{&r.issue.Sections[len(r.issue.Sections)-1]}
}

// item is the article of the issue at an address, or nil.
func (r *issueRun) item(url string) *issueItem {
	key, err := webURL(url)
	if err != nil {
		return nil
	}
	return r.items[key]
}

// gone notes that a stored article is not on the web any more.
func (r *issueRun) gone(url string, at time.Time) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if item := r.item(url); item != nil && item.listed.Gone == "" {
		item.listed.Gone = at.Format(time.DateOnly)
	}
}

// knownGap reports whether an earlier run could not have a file either.
func (r *issueRun) knownGap(url string) bool {
	if r.old == nil {
		return false
	}
	known := false
	find := func(files []scrape.IssueFile) {
		for i := range files {
			known = known || files[i].URL == url && files[i].Gap != nil
		}
	}
	find(r.old.Files)
	for _, s := range r.old.Sections {
		for k := range s.Articles {
			find(s.Articles[k].Files)
		}
	}
	return known
}

// listsMore reports whether the page lists what it did not list before.
func (r *issueRun) listsMore() bool {
	known := map[string]bool{}
	for _, s := range r.old.Sections {
		for k := range s.Articles {
			known[s.Articles[k].URL] = true
		}
	}
	more := false
	r.each(func(_ *scrape.IssueSection, l *scrape.Listed) { more = more || !known[l.URL] })
	return more
}
