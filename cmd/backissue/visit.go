package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/backissue/backissue/cmd/internal/archive"
	"github.com/backissue/backissue/convert"
	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/state"
)

// visit is a page that a sync asks for.
type visit struct {
	url   string
	key   string         // the URL in its normal form
	known *state.Article // what is stored of it; nil for what is new
	issue *issueRun      // that lists it; nil where none does
	tries int            // how often it failed before
}

// chunk is how many pages are carried at once, so that memory does not grow with
// the archive.
const chunk = 2000

// waiting visits, some at a time, the pages that are to be stored and due: of
// the issues that issue gives for their folders, and where loose is set of those
// that no issue lists.
func (s *syncer) waiting(ctx context.Context, issue func(folder string) *issueRun, loose bool) error {
	c := carrier{syncer: s, ctx: ctx}
	err := s.store.Waiting(s.now, func(j state.Job) bool {
		folder := string(j.Payload)
		if title, _, _ := strings.Cut(folder, "/"); title != s.title.Key {
			return true
		}
		r := issue(folder)
		if r == nil && !loose {
			return true
		}
		return c.add(&visit{url: j.Key, key: j.Key, issue: r, tries: j.Tries})
	})
	return c.end(memoryError(err))
}

// due visits the stored articles of the title that are to be asked for again,
// and gives the contents pages that are.
func (s *syncer) due(ctx context.Context, issue func(folder string) *issueRun) (contents []string, err error) {
	c := carrier{syncer: s, ctx: ctx}
	err = s.store.Articles(func(a state.Article) bool {
		if !strings.HasPrefix(a.Path, s.title.Key+"/") || !s.isDue(&a) {
			return true
		}
		if a.ID == archive.IssueKey(a.URL) {
			contents = append(contents, a.URL)
			return true
		}
		key, err := webURL(a.URL)
		if err != nil {
			return true
		}
		return c.add(&visit{url: a.URL, key: key, known: &a, issue: issue(path.Dir(a.Path))})
	})
	return contents, c.end(memoryError(err))
}

// carrier carries visits in chunks.
type carrier struct {
	*syncer
	ctx    context.Context //nolint:containedctx // it lives as long as one call
	visits []*visit
	err    error
}

// add takes one more visit, and reports whether to go on.
func (c *carrier) add(v *visit) bool {
	if c.visits = append(c.visits, v); len(c.visits) == chunk {
		c.err = c.carry(c.ctx, c.visits)
		c.visits = nil
	}
	return c.err == nil
}

// end carries the rest.
func (c *carrier) end(err error) error {
	if err == nil {
		err = c.err
	}
	if err == nil && len(c.visits) > 0 {
		err = c.carry(c.ctx, c.visits)
	}
	return err
}

// isDue reports whether something known is to be asked for again. A time too
// far ahead is that of a clock which was wrong.
func (s *syncer) isDue(a *state.Article) bool {
	if next, fixed := s.refresh().Fixed(a.Seen); fixed {
		return !next.IsZero() && !next.After(s.now) && !a.Seen.Equal(s.now) // which is this run
	}
	return !a.Next.IsZero() && (!a.Next.After(s.now) || a.Next.After(s.now.AddDate(1, 0, 0)))
}

// carry asks for pages, several hosts at once.
func (s *syncer) carry(ctx context.Context, visits []*visit) error {
	enough := false
	if s.options.limit > 0 && len(visits) >= s.left {
		visits, enough = visits[:s.left], true
	}
	s.left -= len(visits)
	s.visits = map[string]*visit{}
	for _, v := range visits {
		s.visits[v.key] = v
	}
	var b *bar
	if !s.quiet && barWanted(s.t, s.options.progress.value, len(visits) > 1) {
		b = newBar(s.t, len(visits))
	}
	defer b.close()
	jobs := func(yield func(scrape.Job) bool) {
		for _, v := range visits {
			if !yield(scrape.Job{URL: v.url}) {
				return
			}
		}
	}
	err := atOnce(ctx, byHost(jobs), s.hosts, func(ctx context.Context, q iter.Seq[scrape.Job]) error {
		return scrape.Run(ctx, &s.crawler, q, s.render, func(r scrape.Result[[]byte]) error {
			b.step()
			return s.put(ctx, r)
		})
	})
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err == nil {
		err = s.settle()
	}
	if err == nil && enough {
		return errEnough
	}
	return err
}

// settle brings the manifests up to date, and forgets the names of what was
// stored.
func (s *syncer) settle() error {
	err := errors.Join(s.ledger.Save(), s.markdown.Close(), s.records.Close())
	s.openFolders()
	if err != nil {
		return &failure{code: exitDisk, err: err}
	}
	return nil
}

func (s *syncer) openFolders() {
	s.markdown = &convert.Dir{Path: s.root, Format: convert.Markdown}
	s.records = &convert.Dir{Path: s.root, Format: convert.JSON}
}

// render gives an article what its issue and its title say of it, and its
// Markdown, which the recording has before the article is stored.
func (s *syncer) render(a *scrape.Article) ([]byte, error) {
	v := s.visits[a.Provenance.RequestedURL]
	if v == nil {
		return nil, fmt.Errorf("%s was not asked for", a.Provenance.RequestedURL)
	}
	v.issue.inherit(a)
	s.inherit(a)
	if s.options.extraction.strict {
		if err := complete(a); err != nil {
			return nil, err
		}
	}
	out, err := s.rendering(convert.Markdown).Bytes(a)
	if err == nil && s.web.recording != nil && a.Provenance.WARC != nil {
		err = s.web.recording.converted(a, out)
	}
	return out, err
}

// rendering is how an article is written.
func (s *syncer) rendering(f convert.Format) *convert.Options {
	o := convert.Options{Format: f}
	if s.options.images.value == "drop" {
		o.Images = convert.DropImages
	}
	return &o
}

// inherit gives an article what the configuration says of its title.
func (s *syncer) inherit(a *scrape.Article) {
	if a.Publication == nil && s.title.Name != s.title.Key {
		a.Publication = &scrape.Publication{Name: s.title.Name}
		a.Fields["publication"] = scrape.Field{Source: "config", Confidence: .9, Inherited: true}
	}
	if a.Language == "" && s.title.Language != "" {
		a.Language = s.title.Language
		a.Fields["language"] = scrape.Field{Source: "config", Confidence: .9, Inherited: true}
	}
}

// put stores what a visit gave. Its error ends the run.
func (s *syncer) put(ctx context.Context, r scrape.Result[[]byte]) error {
	key, err := webURL(r.Job.URL)
	if err != nil {
		return err
	}
	v := s.visits[key]
	switch {
	case errors.Is(r.Err, errNotModified):
		return s.same(v, v.known, nil)
	case r.Err != nil:
		return s.missed(v, r.Err)
	}
	if worst := worstMissing(r.Article); worst != exitDone {
		m := &r.Article.Missing[0]
		cause := &failure{code: worst, err: fmt.Errorf("its further page %s: %s", m.URL, causeText(m.Err))}
		if worst == exitDisk || worst == exitLocked || worst == exitNetwork && (v.known != nil || v.tries < patience) {
			return s.missed(v, cause) // a part never replaces the whole, and the whole may come yet
		}
		if err := s.fail(archive.Event{URL: v.url, Known: v.known != nil}, cause); err != nil {
			return err
		}
	}
	known := v.known
	if known == nil {
		// The page may be that of an article which is stored under another address.
		a, ok, err := s.store.Article(r.Article.ID)
		if err != nil {
			return memoryError(err)
		}
		if ok && isFile(s.recordOf(a.Path)) {
			known = &a
		}
	}
	if known == nil {
		name, err := s.nameFor(v, r.Article)
		if err != nil {
			return err
		}
		return s.keep(ctx, v, r.Article, r.Output, name, archive.ActionNew)
	}
	return s.compare(ctx, v, known, r.Article, r.Output)
}

// recordOf is the file of the record beside the Markdown at a path.
func (s *syncer) recordOf(name string) string {
	return filepath.Join(s.root, filepath.FromSlash(strings.TrimSuffix(name, ".md")+".json"))
}

// compare decides what a new reading of a stored article means for it.
func (s *syncer) compare(ctx context.Context, v *visit, known *state.Article, a *scrape.Article, out []byte) error {
	old, err := archive.ReadRecord(s.recordOf(known.Path))
	if err != nil {
		return s.missed(v, &failure{code: exitDamage, err: err, hint: "backissue verify says what is damaged"})
	}
	if old.ID != a.ID && v.known != nil {
		return s.missed(v, &scrape.Wall{Kind: "another-article", Reason: "the page is that of another article now: " + a.Source})
	}
	record, err := s.rendering(convert.JSON).Bytes(a)
	if err != nil {
		return err
	}
	read, err := archive.ParseRecord(record)
	if err != nil {
		return err
	}
	switch verdict := archive.Compare(old, read); verdict {
	case archive.Same:
		return s.same(v, known, a)
	case archive.Teaser, archive.Shrunk:
		return s.missed(v, &scrape.Wall{Kind: string(verdict), Reason: fmt.Sprintf("the page has %d words where %d are stored: the stored text stays", read.WordCount, old.WordCount)})
	}
	if err := archive.KeepVersion(s.ledger, strings.TrimSuffix(known.Path, ".md")+".json"); err != nil {
		return &failure{code: exitDisk, err: err}
	}
	return s.keep(ctx, v, a, out, convert.Fixed(strings.TrimSuffix(known.Path, ".md")), archive.ActionChanged)
}

// nameFor is the name of the files of a new article.
func (s *syncer) nameFor(v *visit, a *scrape.Article) (convert.Name, error) {
	if v.issue != nil {
		if item := v.issue.item(v.url); item != nil {
			return convert.Numbered(item.place, v.issue.count).In(v.issue.place), nil
		}
	}
	template := path.Join(s.title.Key, "articles", "{year}", "{date}-{slug}")
	if a.Issued == "" {
		template = path.Join(s.title.Key, "articles", "undated", "{slug}")
	}
	return convert.ParseName(template)
}

// keep stores an article: its Markdown, then its record, then the state.
func (s *syncer) keep(ctx context.Context, v *visit, a *scrape.Article, out []byte, name convert.Name, action archive.Action) error {
	place, err := s.markdown.PathAs(a, out, name)
	if err != nil {
		return err
	}
	if s.pictures != nil && len(a.Images) > 0 {
		if err := s.pictures.save(ctx, a, filepath.Join(s.root, filepath.FromSlash(path.Dir(place)))); err != nil {
			return err
		}
		if out, err = s.rendering(convert.Markdown).Bytes(a); err != nil {
			return err
		}
	}
	record, err := s.rendering(convert.JSON).Bytes(a)
	if err != nil {
		return err
	}
	base := strings.TrimSuffix(place, ".md")
	if err := s.ledger.Writing(place, base+".json"); err != nil {
		return &failure{code: exitDisk, err: err}
	}
	if _, err := s.markdown.PutAs(a, out, name); err != nil {
		return err
	}
	if _, err := s.records.PutAs(a, record, convert.Fixed(base)); err != nil {
		return err
	}
	changed := archive.Begin(a, s.now)
	if action == archive.ActionChanged {
		changed = s.now
	}
	if err := s.remember(v, &state.Article{ID: a.ID, Path: place, Digest: a.SHA256, Changed: changed}, a); err != nil {
		return err
	}
	s.stored(v, place, a.ID, a.SHA256)
	return s.note(archive.Event{Action: action, URL: v.url, ID: a.ID, Path: place})
}

// same notes that an article is as it was. a is nil where the server said so.
func (s *syncer) same(v *visit, known *state.Article, a *scrape.Article) error {
	if known == nil { // 304 for a page that the state forgot to be stored
		return s.missed(v, errors.New("the server says that nothing changed, and nothing is stored"))
	}
	action := archive.ActionSame
	if !known.Gone.IsZero() {
		action = archive.ActionBackAgain
	}
	if err := s.remember(v, known, a); err != nil {
		return err
	}
	s.stored(v, known.Path, known.ID, known.Digest)
	return s.note(archive.Event{Action: action, URL: v.url, ID: known.ID, Path: known.Path})
}

// stored enters an article that is there into its issue.
func (s *syncer) stored(v *visit, place, id, digest string) {
	s.mu.Lock()
	s.outcome.stored++
	s.mu.Unlock()
	if v.issue != nil {
		v.issue.stored(v.url, relative(v.issue.place, place), id, digest)
	}
}

// remember writes into the state that an article is stored, and when to ask for
// it again.
func (s *syncer) remember(v *visit, k *state.Article, a *scrape.Article) error {
	record := *k
	if record.URL == "" {
		record.URL = v.url
	}
	record.Seen, record.Gone, record.Fails = s.now, time.Time{}, 0
	record.Next = s.refresh().Next(s.now, record.Changed)
	res := state.Result{Article: k.ID, Path: k.Path, Digest: k.Digest, Record: &record}
	if a != nil && a.Provenance != nil {
		if h := a.Provenance.Headers; h["Etag"] != "" || h["Last-Modified"] != "" {
			res.Page = &state.Page{ETag: h["Etag"], LastModified: h["Last-Modified"], Checked: s.now, Article: k.ID, Path: k.Path}
		}
	}
	res.Soon = v.known != nil && v.known.Digest == k.Digest // nothing was stored
	j, err := asJob(v.url, path.Dir(k.Path))
	if err == nil {
		err = s.store.Finish(j, res)
	}
	return memoryError(err)
}

// missed notes that a page gave nothing to store. What is stored stays.
func (s *syncer) missed(v *visit, cause error) error {
	kind, code, _ := explain(cause)
	if code == exitDisk || code == exitLocked || code == exitInterrupted {
		return cause
	}
	if v.known != nil {
		return s.missedKnown(v, cause, kind, code)
	}
	j, err := asJob(v.url, "")
	if err == nil {
		err = s.store.Fail(j, state.Failure{Kind: kind, Again: archive.NextTry(s.now, v.tries+1, code == exitNetwork)})
	}
	if err != nil {
		return memoryError(err)
	}
	if v.issue != nil {
		v.issue.gap(scrape.Job{URL: v.url}, kind, safeText(causeText(cause)))
	}
	return s.fail(archive.Event{URL: v.url, Known: v.tries > 0}, cause)
}

// patience is how often in a row a stored article may not be reached before
// that is said.
const patience = 3

// missedKnown notes that a stored article was not seen.
func (s *syncer) missedKnown(v *visit, cause error, kind string, code int) error {
	k := *v.known
	gone := kind == "gone"
	first := k.Gone.IsZero()
	k.Fails++
	k.Next = archive.NextTry(s.now, k.Fails, code == exitNetwork)
	if gone && first {
		k.Gone = s.now
	}
	if err := s.store.SetArticle(k); err != nil {
		return memoryError(err)
	}
	e := archive.Event{URL: v.url, ID: k.ID, Path: k.Path}
	if gone {
		if v.issue != nil {
			v.issue.gone(v.url, s.now)
		}
		e.Action, e.Kind, e.Reason = archive.ActionGone, kind, safeText(causeText(cause))
		if !first {
			e.Action = archive.ActionSkipped
		}
		return s.note(e)
	}
	e.Known = k.Fails != 1
	if code == exitNetwork {
		e.Known = k.Fails != patience
	}
	return s.fail(e, cause)
}

// asJob is the job for the page at a URL, with the folder it belongs into.
func asJob(url, folder string) (state.Job, error) {
	key, err := webURL(url)
	if err != nil {
		return state.Job{}, err
	}
	return archive.Job(key, folder), nil
}

// entryDate is the day of an entry of a feed or sitemap.
func entryDate(e *scrape.Entry) string {
	if e.Date != "" {
		return e.Date
	}
	return e.Changed
}
