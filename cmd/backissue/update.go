package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/backissue/backissue/cmd/internal/archive"
	"github.com/backissue/backissue/convert"
	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/state"
	"github.com/backissue/backissue/scrape/warc"
)

// runUpdate reads the articles of an archive again from its recordings.
func runUpdate(ctx context.Context, t *tui, o *convertOptions) error {
	if len(o.paths) > 0 || o.run.input != "" || o.output.dir != "" || o.output.file != "" {
		return usage(errors.New("--update takes an archive and nothing beside it: no paths, no -i, -d or -o"), "")
	}
	root, err := archiveDir(t, o.update)
	if err != nil {
		return err
	}
	config, err := archive.ReadConfig(root)
	if err != nil {
		return usage(err, "")
	}
	options, err := o.extraction.options(t)
	if err != nil {
		return err
	}
	options.Join = true // with the pages that the archive holds
	s, err := openArchive(ctx, t, "backissue convert --update", root, time.Duration(o.run.retryLock))
	if err != nil {
		return err
	}
	s.quiet, s.extraction = true, options
	s.options.extraction, s.options.dryRun = o.extraction, o.run.dryRun
	u := &updater{syncer: s}
	return s.close(ctx, u.all(ctx, config.Titles))
}

// updater stores anew what today's extractor reads differently.
type updater struct {
	*syncer
	issue *issueRun // of the folder that is read; nil where it holds none
}

func (u *updater) all(ctx context.Context, titles []archive.Title) error {
	return archive.Folders(u.root, func(folder string, records []string) error {
		key, _, _ := strings.Cut(folder, "/")
		t := archive.Title{Key: key, Name: key}
		if i := slices.IndexFunc(titles, func(t archive.Title) bool { return t.Key == key }); i >= 0 {
			t = titles[i]
		}
		if err := u.begin(&t); err != nil {
			return err
		}
		return u.folder(ctx, folder, records)
	})
}

// folder reads the records of one folder again.
func (u *updater) folder(ctx context.Context, folder string, records []string) error {
	u.issue = nil
	if i, err := archive.ReadIssue(filepath.Join(u.root, filepath.FromSlash(folder))); err == nil {
		u.issue = u.newIssue(i, folder)
	}
	u.crawler.Open, u.crawler.Workers = u.recorded, 0
	jobs := func(yield func(scrape.Job) bool) {
		for _, name := range records {
			if !yield(scrape.Job{Path: path.Join(folder, name)}) {
				return
			}
		}
	}
	before := u.log.Count(archive.ActionChanged)
	err := scrape.Run(ctx, &u.crawler, jobs, u.render, u.put)
	if ctx.Err() != nil {
		err = context.Cause(ctx)
	}
	if u.issue != nil && u.log.Count(archive.ActionChanged) > before {
		if failed := u.endKnown(u.issue); failed != nil {
			return failed
		}
	}
	return err
}

// errNoCapture is the error of an article whose page the archive does not hold.
var errNoCapture = errors.New("its page was not recorded")

// recorded opens the page that a stored record was read from.
func (u *updater) recorded(_ context.Context, j scrape.Job) (scrape.Source, error) {
	a, err := archive.ReadRecord(filepath.Join(u.root, filepath.FromSlash(j.Path)))
	if err != nil {
		return scrape.Source{}, &failure{code: exitDamage, err: err, hint: "backissue verify says what is damaged"}
	}
	if a.Provenance == nil {
		return scrape.Source{}, errNoCapture
	}
	if j.Part > 0 {
		return u.furtherPage(a.Provenance.Pages, j.URL)
	}
	src, err := u.capture(a.Provenance.WARC)
	if err != nil {
		return scrape.Source{}, err
	}
	at := src.Provenance.WARC
	src.URL, src.Provenance = a.Provenance.FinalURL, *a.Provenance
	src.Provenance.WARC, src.Provenance.Pages = at, nil
	if when, err := time.Parse(time.RFC3339, a.Retrieved); err == nil {
		src.Retrieved = when
	}
	return src, nil
}

// furtherPage is the capture of one of an article's pages.
func (u *updater) furtherPage(pages []scrape.PageRead, url string) (scrape.Source, error) {
	for _, p := range pages {
		if p.URL == url {
			return u.capture(p.WARC)
		}
	}
	return scrape.Source{}, errNoCapture
}

// capture is the page that the archive's recordings hold at a place.
func (u *updater) capture(at *scrape.WARCRecord) (scrape.Source, error) {
	if at == nil {
		return scrape.Source{}, errNoCapture
	}
	name := filepath.Join(u.root, "warc", filepath.Base(at.File))
	f, err := os.Open(name)
	if err != nil {
		return scrape.Source{}, fmt.Errorf("%w: %s is missing", errNoCapture, filepath.Base(at.File))
	}
	defer f.Close()
	rec, err := warc.ReadAt(f, at.Offset)
	if err != nil {
		return scrape.Source{}, fmt.Errorf("%s, offset %d: %w", filepath.Base(at.File), at.Offset, err)
	}
	if strings.Trim(rec.ID, "<>") != at.RecordID {
		return scrape.Source{}, fmt.Errorf("%s, offset %d: another record", filepath.Base(at.File), at.Offset)
	}
	page, ok := recordedPage(name, rec, false)
	switch {
	case !ok:
		return scrape.Source{}, fmt.Errorf("%w: the capture refers to an earlier one", errNoCapture)
	case page.Err != nil:
		return scrape.Source{}, page.Err
	}
	page.Source.Provenance.WARC = at
	return *page.Source, nil
}

func (u *updater) render(a *scrape.Article) ([]byte, error) {
	u.issue.inherit(a)
	u.inherit(a)
	return (&convert.Options{Format: convert.Markdown}).Bytes(a)
}

// put stores an article that came out differently. What cannot be read again
// stays, and is said with -v, or where it is damaged.
func (u *updater) put(r scrape.Result[[]byte]) error {
	name := r.Job.Path
	switch {
	case errors.Is(r.Err, errNoCapture):
		u.t.say(slog.LevelDebug, name+": "+r.Err.Error(), "")
		return nil
	case r.Err != nil:
		return u.fail(archive.Event{URL: name, Path: name}, r.Err)
	}
	full := filepath.Join(u.root, filepath.FromSlash(name))
	old, err := os.ReadFile(full)
	if err != nil {
		return err
	}
	if len(r.Article.Missing) > 0 && pagesOf(old) > max(1, len(r.Article.Provenance.Pages)) {
		u.t.say(slog.LevelDebug, name+": "+r.Article.Missing[0].URL+" cannot be read again", "")
		return nil
	}
	if keepImages(old, r.Article) {
		if r.Output, err = u.render(r.Article); err != nil {
			return err
		}
	}
	record, err := (&convert.Options{Format: convert.JSON}).Bytes(r.Article)
	if err != nil {
		return err
	}
	fields := archive.Differences(old, record)
	if len(fields) == 0 {
		return nil
	}
	if _, err := fmt.Fprintf(u.t.out, "%s\t%s\n", safeText(name), strings.Join(fields, ", ")); err != nil {
		return stdoutError(err)
	}
	if u.options.dryRun {
		return nil
	}
	return u.replace(name, r.Article, record, r.Output)
}

// pagesOf is the number of pages that a stored article was read from.
func pagesOf(record []byte) int {
	stored, err := archive.ParseRecord(record)
	if err != nil || stored.Provenance == nil {
		return 1
	}
	return max(1, len(stored.Provenance.Pages))
}

// keepImages gives an article the images that are kept beside its old record,
// and reports whether there are any.
func keepImages(old []byte, a *scrape.Article) bool {
	stored, err := archive.ParseRecord(old)
	if err != nil {
		return false
	}
	files := map[string]string{}
	for _, img := range stored.Images {
		files[img.URL] = img.File
	}
	any := false
	for i := range a.Images {
		if file := files[a.Images[i].URL]; file != "" {
			a.KeepImage(i, file)
			any = true
		}
	}
	return any
}

// replace stores an article anew under its names, and keeps its earlier record.
func (u *updater) replace(name string, a *scrape.Article, record, markdown []byte) error {
	base := strings.TrimSuffix(name, ".json")
	if err := archive.KeepVersion(u.ledger, name); err != nil {
		return &failure{code: exitDisk, err: err}
	}
	if err := u.ledger.Writing(base+".md", name); err != nil {
		return &failure{code: exitDisk, err: err}
	}
	for ext, data := range map[string][]byte{".md": markdown, ".json": record} {
		if err := archive.WriteFile(filepath.Join(u.root, filepath.FromSlash(base+ext)), data); err != nil {
			return &failure{code: exitDisk, err: err}
		}
	}
	if err := u.forget(base+".md", a); err != nil {
		return err
	}
	if u.issue != nil {
		u.issue.stored(a.Provenance.RequestedURL, relative(u.issue.place, base+".md"), a.ID, a.SHA256)
	}
	return u.note(archive.Event{Action: archive.ActionChanged, URL: a.Provenance.RequestedURL, ID: a.ID, Path: base + ".md", Reason: "read again"})
}

// forget brings the state to the text that is stored now.
func (u *updater) forget(place string, a *scrape.Article) error {
	known, ok, err := u.store.Article(a.ID)
	if err == nil && ok {
		known.Digest = a.SHA256
		var j state.Job
		if j, err = asJob(a.Provenance.RequestedURL, path.Dir(place)); err == nil {
			err = u.store.Finish(j, state.Result{Article: a.ID, Path: place, Digest: a.SHA256, Record: &known})
		}
	}
	return memoryError(err)
}
