package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/backissue/backissue/cmd/internal/archive"
	"github.com/backissue/backissue/convert"
	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/fetch"
	"github.com/backissue/backissue/scrape/state"
)

// syncer brings an archive up to date: what is announced and not stored, what
// failed and is due for another try, and what is stored and due for another
// look. Every page of it is a visit (visit.go).
type syncer struct {
	t       *tui
	web     *web
	store   *state.Store
	memory  *memory
	ledger  *archive.Ledger
	log     *archive.RunLog
	root    string
	now     time.Time
	options syncOptions
	quiet   bool

	extraction scrape.Options // without the title's own rules
	crawler    scrape.Crawler // with them
	hosts      int
	left       int // pages that --limit leaves; it is set where options.limit is

	title    *archive.Title
	pictures *pictures // nil where images are not saved
	markdown *convert.Dir
	records  *convert.Dir

	mu      sync.Mutex
	visits  map[string]*visit // under way, by normalised URL
	outcome outcome           // without known failures
	said    int               // failures that were said
	last    error             // of what failed
}

// maxSaid is how many failures a run names; all are in its account.
const maxSaid = 20

// errEnough ends a run at --limit.
var errEnough = errors.New("limit reached")

// all syncs titles, one after the other. One whose pages cannot be read does
// not keep the next from its turn.
func (s *syncer) all(ctx context.Context, titles []archive.Title) error {
	for i := range titles {
		err := s.sync(ctx, &titles[i])
		if errors.Is(err, errEnough) {
			return nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// begin turns to a title.
func (s *syncer) begin(t *archive.Title) error {
	s.title = t
	options := s.extraction
	options.Zone = t.Zone
	known := ruleOptions{dirs: slices.Clone(s.options.extraction.rules.dirs)}
	if t.Rules != "" {
		known.dirs = append(known.dirs, filepath.Join(s.root, filepath.FromSlash(t.Rules)))
	}
	if own := filepath.Join(s.root, "rules"); isFolder(own) {
		known.dirs = append(known.dirs, own)
	}
	set, err := known.ready(s.t)
	if err != nil {
		return err
	}
	options.Rules = set
	s.crawler = scrape.Crawler{Options: options, Workers: 1}
	if s.web != nil {
		s.web.rules = set
	}
	return nil
}

func (s *syncer) sync(ctx context.Context, t *archive.Title) error {
	if err := s.begin(t); err != nil {
		return err
	}
	s.crawler.Open = s.web.opener(time.Time{})
	for _, url := range t.Issues {
		if err := s.source(ctx, url, s.index); err != nil {
			return err
		}
	}
	for _, url := range t.Feeds {
		if err := s.source(ctx, url, s.listing); err != nil {
			return err
		}
	}
	return s.rest(ctx)
}

// source reads one place where a title announces what it has. One that cannot
// be read is said each time: without it nothing new is seen.
func (s *syncer) source(ctx context.Context, url string, read func(context.Context, string) error) error {
	err := read(ctx, url)
	switch {
	case err == nil, errors.Is(err, errEnough):
		return err
	case ctx.Err() != nil:
		return context.Cause(ctx)
	}
	if _, code, _ := explain(err); code == exitDisk || code == exitLocked {
		return err
	}
	return s.fail(archive.Event{URL: url}, err)
}

// fail notes a failure, and says it where no earlier run did.
func (s *syncer) fail(e archive.Event, err error) error {
	kind, code, hint := explain(err)
	e.Time, e.Action, e.Title, e.Kind, e.Reason = time.Now().UTC(), archive.ActionFailed, s.title.Key, kind, safeText(causeText(err))
	e.Known = e.Known && !s.options.extraction.strict
	if failed := s.log.Add(e); failed != nil {
		return &failure{code: exitDisk, err: failed}
	}
	if e.Known {
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.outcome.fail(code)
	s.said++
	s.last = &failure{code: code, err: err, hint: hint}
	if s.said <= maxSaid {
		s.t.say(slog.LevelWarn, e.URL+": "+causeText(err), hint, slog.String("kind", kind), slog.String("url", e.URL))
	}
	return nil
}

// note adds an event to the run's account.
func (s *syncer) note(e archive.Event) error {
	e.Time, e.Title = time.Now().UTC(), s.title.Key
	if err := s.log.Add(e); err != nil {
		return &failure{code: exitDisk, err: err}
	}
	return nil
}

// index reads an index of issues, or the page of the newest one.
func (s *syncer) index(ctx context.Context, url string) error {
	c, err := readContents(ctx, s.web, url, nil)
	if err != nil {
		return err
	}
	if len(c.issues) == 0 && c.issue == nil {
		return &failure{code: exitNoArticle, err: errors.New("the page lists neither issues nor articles"), hint: "backissue list --explain shows what it was taken for"}
	}
	if len(c.issues) == 0 {
		return s.issue(ctx, c, true)
	}
	for _, u := range c.issues {
		known, ok, err := s.store.Article(archive.IssueKey(u))
		if err != nil {
			return memoryError(err)
		}
		if ok && !s.isDue(&known) || archive.Before(c.dates[u], s.title.Since) {
			continue
		}
		if err := s.contents(ctx, u); err != nil {
			return err
		}
	}
	return nil
}

// contents reads the contents page of an issue and takes it. One that cannot be
// read is tried again later.
func (s *syncer) contents(ctx context.Context, url string) error {
	c, err := readContents(ctx, s.web, url, nil)
	if err == nil && c.issue == nil {
		err = &failure{code: exitNoArticle, err: errors.New("the page is no list of contents")}
	}
	if err == nil {
		return s.issue(ctx, c, false)
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	known, _, failed := s.store.Article(archive.IssueKey(url))
	if failed != nil {
		return memoryError(failed)
	}
	_, code, _ := explain(err)
	known.ID, known.URL, known.Fails = archive.IssueKey(url), url, known.Fails+1
	known.Next = archive.NextTry(s.now, known.Fails, code == exitNetwork)
	if known.Path == "" {
		known.Path = s.title.Key + "/" // what is due must know its title
	}
	if err := s.store.SetArticle(known); err != nil {
		return memoryError(err)
	}
	return s.fail(archive.Event{URL: url, Known: known.Fails > 1}, err)
}

// issue takes what the contents page of an issue lists. current is that of a
// page which shows another issue each time.
func (s *syncer) issue(ctx context.Context, c *contentsPage, current bool) error {
	if archive.Before(c.issue.Date, s.title.Since) {
		return memoryError(s.store.SetArticle(state.Article{ID: archive.IssueKey(c.issue.URL), URL: c.issue.URL}))
	}
	r, err := s.openIssue(c)
	if err != nil {
		return err
	}
	if err := s.addJobs(r); err != nil {
		return err
	}
	if r.old == nil {
		if err := s.note(archive.Event{Action: archive.ActionNewIssue, URL: c.issue.URL, Path: path.Join(r.place, archive.IssueName)}); err != nil {
			return err
		}
	}
	if s.options.dryRun {
		return s.show(r)
	}
	err = r.fetchFiles(ctx)
	if err == nil {
		err = s.waiting(ctx, func(folder string) *issueRun {
			if folder == r.place {
				return r
			}
			return nil
		}, false)
	}
	if failed := s.endIssue(r, current); failed != nil {
		return failed
	}
	return err
}

// openIssue prepares the folder of an issue, with what an earlier run stored.
func (s *syncer) openIssue(c *contentsPage) (*issueRun, error) {
	r := s.newIssue(c.issue, s.issueFolder(c.issue))
	r.merge(s.now)
	if err := s.had(r); err != nil {
		return nil, err
	}
	return r, nil
}

// newIssue is an issue in a folder of the archive.
func (s *syncer) newIssue(i *scrape.Issue, folder string) *issueRun {
	r := newIssue(s.t, s.web, i)
	r.place, r.dir = folder, filepath.Join(s.root, filepath.FromSlash(folder))
	r.recall()
	r.writing = func(file string) error { return s.ledger.Writing(path.Join(folder, file)) }
	r.failed = func(f *scrape.IssueFile, err error) error {
		return s.fail(archive.Event{URL: f.URL, Known: r.knownGap(f.URL)}, err)
	}
	return r
}

// issueFolder is the folder of an issue in the archive: the one it has, or one
// of its date and number.
func (s *syncer) issueFolder(i *scrape.Issue) string {
	same := func(old *scrape.Issue) bool {
		return old.URL == i.URL && old.Number == i.Number && old.Volume == i.Volume && (i.Number != "" || i.Volume != "" || old.Date == i.Date)
	}
	if known, ok, err := s.store.Article(archive.IssueKey(i.URL)); err == nil && ok && path.Base(known.Path) == archive.IssueName {
		if old, err := archive.ReadIssue(filepath.Join(s.root, filepath.Dir(filepath.FromSlash(known.Path)))); err == nil && same(old) {
			return path.Dir(known.Path)
		}
	}
	plain := *i
	plain.Publication = "" // which the title's folder says
	folder := path.Join(s.title.Key, "issues", issueFolder(&plain))
	if old, err := archive.ReadIssue(filepath.Join(s.root, filepath.FromSlash(folder))); err == nil && !same(old) {
		folder += "-" + hash(i.URL + i.Number + i.Date)[:8]
	}
	return folder
}

// had notes in an issue what is stored already, there or elsewhere.
func (s *syncer) had(r *issueRun) error {
	for key, item := range r.items {
		res, ok, err := s.store.Done(key)
		if err != nil {
			return memoryError(err)
		}
		if !ok {
			continue
		}
		if !isFile(filepath.Join(s.root, filepath.FromSlash(res.Path))) {
			if err := s.store.Again(time.Time{}, key); err != nil { // it was removed
				return memoryError(err)
			}
			continue
		}
		r.stored(item.listed.URL, relative(r.place, res.Path), res.Article, res.Digest)
	}
	return nil
}

// relative is a path of the archive as a file in folder names it.
func relative(folder, name string) string {
	rel, err := filepath.Rel(filepath.FromSlash(folder), filepath.FromSlash(name))
	if err != nil {
		return name
	}
	return filepath.ToSlash(rel)
}

// addJobs queues the articles that an issue lists, in their order.
func (s *syncer) addJobs(r *issueRun) error {
	if s.options.dryRun {
		return nil
	}
	var jobs []state.Job
	for j := range r.jobs() {
		job, err := asJob(j.URL, r.place)
		switch {
		case err != nil:
		case s.onHost(job.Host):
			jobs = append(jobs, job)
		default:
			r.gap(j, "other-host", "it lies on none of the title's hosts")
		}
	}
	_, err := s.store.Add(jobs...)
	return memoryError(err)
}

// show prints what a run would ask for.
func (s *syncer) show(r *issueRun) error {
	for j := range r.jobs() {
		if item := r.item(j.URL); item != nil && item.listed.File == "" && s.onHost(hostOf(j.URL)) {
			if _, err := fmt.Fprintln(s.t.out, safeText(j.URL)); err != nil {
				return stdoutError(err)
			}
		}
	}
	return nil
}

// endIssue writes the account of an issue and says when its contents are to be
// read again.
func (s *syncer) endIssue(r *issueRun, current bool) error {
	r.tally()
	data, err := r.account()
	if err != nil {
		return err
	}
	name := path.Join(r.place, archive.IssueName)
	full := filepath.Join(s.root, filepath.FromSlash(name))
	if old, err := os.ReadFile(full); err != nil || !bytes.Equal(old, data) {
		if err = s.ledger.Writing(name); err == nil {
			err = archive.WriteFile(full, data)
		}
		if err != nil {
			return &failure{code: exitDisk, err: err}
		}
		if r.old != nil && r.listsMore() {
			if err := s.note(archive.Event{Action: archive.ActionIssue, URL: r.issue.URL, Path: name}); err != nil {
				return err
			}
		}
	}
	if err := s.ledger.Save(); err != nil {
		return &failure{code: exitDisk, err: err}
	}
	next := s.refresh().Next(s.now, issueTime(r.issue, s.now))
	if current {
		next = s.now
	}
	return memoryError(s.store.SetArticle(state.Article{ID: archive.IssueKey(r.issue.URL), URL: r.issue.URL, Path: name, Seen: s.now, Next: next}))
}

// issueTime is the time from which an issue counts its age.
func issueTime(i *scrape.Issue, now time.Time) time.Time {
	return archive.Begin(&scrape.Article{Issued: i.Date}, now)
}

// refresh is how soon what is stored is asked for again: as the command line
// says, or the title.
func (s *syncer) refresh() *archive.Refresh {
	if s.options.refresh != (archive.Refresh{}) {
		return &s.options.refresh
	}
	return &s.title.Refresh
}

// listing reads a feed or a sitemap, or a page that lists articles.
func (s *syncer) listing(ctx context.Context, url string) error {
	return s.listingAt(ctx, url, url, 0)
}

func (s *syncer) listingAt(ctx context.Context, url, from string, depth int) error {
	key, err := webURL(url)
	if err != nil {
		return err
	}
	page, _, err := s.store.Page("list " + key)
	if err != nil {
		return memoryError(err)
	}
	r, err := s.web.do(ctx, fetch.Request{URL: url, From: from, ETag: page.ETag, LastModified: page.LastModified})
	switch {
	case ctx.Err() != nil:
		return context.Cause(ctx)
	case err != nil:
		return err
	case r.NotModified:
		return nil
	}
	listing, err := (&lister{t: s.t, web: s.web}).read(ctx, r)
	if errors.Is(err, scrape.ErrNoListing) {
		err = &failure{code: exitNoArticle, err: errors.New("this is neither a feed nor a sitemap nor a list of articles")}
	}
	if err != nil {
		return err
	}
	if err := s.entries(listing); err != nil {
		return err
	}
	for _, next := range listing.Sitemaps {
		if depth == maxDepth {
			return errors.New("the sitemap lies too deep in indexes")
		}
		if err := s.listingAt(ctx, next, from, depth+1); err != nil {
			return err
		}
	}
	if s.options.dryRun || listing.Kind == "sitemap-index" {
		return nil // an index that did not change says nothing of its sitemaps
	}
	return memoryError(s.store.SetPage("list "+key, state.Page{ETag: r.Header.Get("Etag"), LastModified: r.Header.Get("Last-Modified"), Checked: s.now}))
}

// entries queues what a listing names.
func (s *syncer) entries(l *scrape.Listing) error {
	var jobs []state.Job
	for i := range l.Entries {
		e := &l.Entries[i]
		j, err := asJob(e.URL, path.Join(s.title.Key, "articles"))
		if err != nil || archive.Before(entryDate(e), s.title.Since) || !s.onHost(j.Host) {
			continue
		}
		jobs = append(jobs, j)
	}
	if s.options.dryRun {
		for _, j := range jobs {
			if _, ok, err := s.store.Done(j.Key); err != nil || ok {
				continue
			}
			if _, err := fmt.Fprintln(s.t.out, safeText(j.Key)); err != nil {
				return stdoutError(err)
			}
		}
		return nil
	}
	_, err := s.store.Add(jobs...)
	return memoryError(err)
}

// onHost reports whether the title's articles may lie on a host.
func (s *syncer) onHost(host string) bool {
	return len(s.title.Hosts) == 0 || slices.ContainsFunc(s.title.Hosts, func(h string) bool { return strings.EqualFold(h, host) })
}

// rest visits what no contents page of this run has brought: articles of feeds
// and sitemaps, what failed before and is due, and what is stored and due.
func (s *syncer) rest(ctx context.Context) error {
	if s.options.dryRun {
		return nil
	}
	open := map[string]*issueRun{}
	issue := func(folder string) *issueRun {
		r, known := open[folder]
		if !known {
			if old, err := archive.ReadIssue(filepath.Join(s.root, filepath.FromSlash(folder))); err == nil {
				r = s.newIssue(old, folder)
			}
			open[folder] = r
		}
		return r
	}
	err := s.waiting(ctx, issue, true)
	var contents []string
	if err == nil {
		contents, err = s.due(ctx, issue)
	}
	for _, folder := range slices.Sorted(maps.Keys(open)) {
		if r := open[folder]; r != nil {
			if failed := s.endKnown(r); failed != nil {
				return failed
			}
		}
	}
	for _, url := range contents {
		if err == nil {
			err = s.contents(ctx, url)
		}
	}
	return err
}

// endKnown writes the account of an issue whose contents were not read.
func (s *syncer) endKnown(r *issueRun) error {
	known, ok, err := s.store.Article(archive.IssueKey(r.issue.URL))
	if err == nil {
		err = s.endIssue(r, false)
	}
	if err == nil && ok {
		err = s.store.SetArticle(known)
	}
	return memoryError(err)
}
