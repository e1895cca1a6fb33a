package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"log/slog"
	"reflect"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/sync/errgroup"

	"github.com/backissue/backissue/convert"
	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/fetch"
)

// plan is what fetch and convert have in common: pages that come from
// somewhere, are read by one crawler and go to one place.
type plan struct {
	t       *tui
	crawler *scrape.Crawler
	output  outputOptions

	web   *web      // nil where the pages are files
	issue *issueRun // the issue that the pages belong to; nil for pages of none

	strict  bool
	explain bool // print the explanations instead of the articles
	run     runOptions
	hosts   int  // to ask at once, into a folder; 0 keeps the order of the jobs
	endless bool // the jobs come from a stream and cannot be counted beforehand
	quiet   bool
}

// execute runs the jobs of a plan and returns what the exit code needs: nil,
// or the failure of the run. folder says that the jobs are several even if
// there is only one.
func (p *plan) execute(ctx context.Context, jobs iter.Seq[scrape.Job], folder bool) error {
	all := take(jobs, p.run.limit)
	if p.run.dryRun {
		return p.list(all)
	}
	ahead, jobs, stop := peek(all, 2)
	defer stop()
	if len(ahead) == 0 {
		return nil
	}
	several := len(ahead) > 1 || folder && ahead[0].Err == nil
	if err := p.output.check(several && !p.merged() && !p.explain); err != nil {
		return err
	}
	b, err := p.begin(ctx, several)
	if err == nil && !p.quiet && barWanted(p.t, p.run.progress.value, several) {
		b.bar = newBar(p.t, p.count(all))
	}
	if err != nil {
		return err
	}
	if p.hosts > 0 && p.output.dir != "" {
		queues := byHost(jobs)
		if err = b.memory.add(queues); err == nil {
			err = atOnce(ctx, queues, p.hosts, b.carry)
		}
		b.report.sort()
	} else {
		err = b.carry(ctx, jobs)
	}
	return b.end(ctx, err)
}

// list prints what would be read.
func (p *plan) list(jobs iter.Seq[scrape.Job]) error {
	var failed error
	for j := range jobs {
		if j.Err != nil {
			_, code, hint := explain(j.Err)
			failed = &failure{code: code, err: j.Err, hint: hint}
			p.t.say(slog.LevelWarn, failureText(j, j.Err), hint)
			continue
		}
		if _, err := fmt.Fprintln(p.t.out, safeText(jobName(j))); err != nil {
			return stdoutError(err)
		}
	}
	return failed
}

// byHost sorts jobs by their hosts, in the order in which the hosts come.
func byHost(jobs iter.Seq[scrape.Job]) [][]scrape.Job {
	var queues [][]scrape.Job
	nth := map[string]int{}
	for j := range jobs {
		url, _ := webURL(j.URL) // one that cannot be parsed fails in its turn
		host := hostOf(url)
		i, ok := nth[host]
		if !ok {
			i = len(queues)
			nth[host], queues = i, append(queues, nil)
		}
		queues[i] = append(queues[i], j)
	}
	return queues
}

// atOnce runs the jobs of each queue in their order, n queues at once.
func atOnce(ctx context.Context, queues [][]scrape.Job, n int, run func(context.Context, iter.Seq[scrape.Job]) error) error {
	group, ctx := errgroup.WithContext(ctx)
	group.SetLimit(n)
	for _, q := range queues {
		group.Go(func() error { return run(ctx, slices.Values(q)) })
	}
	return group.Wait()
}

// batch is a plan while it runs.
type batch struct {
	plan    *plan
	several bool
	bar     *bar
	account *pendingFile // of --report

	recording *recording // that takes the Markdown of the articles; may be nil
	memory    *memory    // of the folder; may be nil
	pictures  *pictures  // nil where images are not saved
	rendering convert.Options
	markdown  convert.Options // of conversion records

	mu      sync.Mutex
	sink    sink
	outcome outcome
	report  report
	last    error // of the last page that failed
}

func (p *plan) begin(ctx context.Context, several bool) (*batch, error) {
	b := &batch{plan: p, several: several}
	var err error
	if b.rendering, err = p.output.rendering(); err != nil {
		return nil, err
	}
	b.markdown = b.rendering
	b.markdown.Format, b.markdown.FrontMatter = convert.Markdown, convert.YAMLFrontMatter
	if p.run.report != "" {
		if b.account, err = createPending(p.run.report); err != nil {
			return nil, &failure{code: exitDisk, err: fmt.Errorf("report: %w", err)}
		}
	}
	if p.output.images.value == "save" {
		b.pictures = &pictures{web: p.web}
	}
	if several && p.web != nil {
		collectSeldom(p.t)
	}
	if err := b.remember(ctx); err != nil {
		return nil, errors.Join(err, b.dropAccount())
	}
	if b.sink, err = p.sink(); err != nil {
		return nil, errors.Join(err, b.memory.close(false), b.dropAccount())
	}
	return b, nil
}

// collectSeldom trades memory for time in a run over many pages, within the 150 MB
// that such a run may take: answers that wait for their turn would else be looked
// over again and again. Go's own variables come first.
func collectSeldom(t *tui) {
	const percent, limit = 400, 100 << 20
	if v, _ := t.env("GOGC"); v == "" {
		debug.SetGCPercent(percent)
	}
	if v, _ := t.env("GOMEMLIMIT"); v == "" {
		debug.SetMemoryLimit(limit)
	}
}

// sink is where the articles go: the issue's own folder, or what the options
// name.
func (p *plan) sink() (sink, error) {
	if p.issue != nil && p.output.dir != "" {
		return p.issue.folder(&p.output)
	}
	s, err := p.output.sink(p.t)
	if err != nil || !p.merged() {
		return s, err
	}
	return p.issue.merged(s)
}

// command is the run's name for those who find its folder held.
func (p *plan) command() string {
	if p.issue != nil {
		return "backissue issue"
	}
	return "backissue fetch"
}

// merged reports whether an issue is written as one document.
func (p *plan) merged() bool {
	return p.issue != nil && p.output.dir == "" && p.output.format.value == "md"
}

// remember opens what a run over the web remembers.
func (b *batch) remember(ctx context.Context) (err error) {
	web := b.plan.web
	if web == nil {
		return nil
	}
	b.recording = web.recording
	if b.memory, err = openMemory(ctx, b.plan.t, b.plan.command(), &b.plan.output, time.Duration(b.plan.run.retryLock)); b.memory != nil {
		web.client.Memory, web.memory = b.memory.store, b.memory
	}
	return err
}

// count is the number of jobs, or 0 where it cannot be known.
func (p *plan) count(jobs iter.Seq[scrape.Job]) int {
	n := 0
	if !p.endless {
		for range jobs {
			n++
		}
	}
	return n
}

// carry reads the jobs and puts what they give into the sink.
func (b *batch) carry(ctx context.Context, jobs iter.Seq[scrape.Job]) error {
	crawler := *b.plan.crawler
	if b.plan.hosts > 0 && b.plan.output.dir != "" {
		crawler.Workers = 1
	}
	render := func(a *scrape.Article) ([]byte, error) {
		if b.pictures != nil {
			if err := b.pictures.save(ctx, a, b.plan.output.dir); err != nil {
				return nil, err
			}
		}
		return b.render(a)
	}
	return scrape.Run(ctx, &crawler, b.missing(jobs), render, b.put)
}

// missing are the jobs that no earlier run has done.
func (b *batch) missing(jobs iter.Seq[scrape.Job]) iter.Seq[scrape.Job] {
	return func(yield func(scrape.Job) bool) {
		for j := range jobs {
			if stored, ok := b.memory.has(j); ok {
				b.plan.issue.had(j, stored)
				b.had(j, "stored by the run before")
			} else if !yield(j) {
				return
			}
		}
	}
}

// had counts a page that is stored since an earlier run.
func (b *batch) had(j scrape.Job, why string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.bar.step()
	b.outcome.stored++
	b.outcome.unchanged++
	b.plan.t.say(slog.LevelDebug, jobName(j)+": "+why, "")
}

// render gives the bytes of an article, in the worker that read it. The
// recording has the Markdown, on the disk, before the article is stored.
func (b *batch) render(a *scrape.Article) ([]byte, error) {
	if b.plan.explain {
		return explanation(a), nil
	}
	b.plan.issue.inherit(a)
	if b.plan.strict {
		if err := complete(a); err != nil {
			return nil, err
		}
	}
	if b.recording != nil && a.Provenance.WARC != nil {
		markdown, err := b.markdown.Bytes(a)
		if err == nil {
			err = b.recording.converted(a, markdown)
		}
		if err != nil || reflect.DeepEqual(b.markdown, b.rendering) {
			return markdown, err
		}
	}
	return b.rendering.Bytes(a)
}

// put stores one page or notes why it is not stored; its error ends the run.
func (b *batch) put(r scrape.Result[[]byte]) error {
	if errors.Is(r.Err, errNotModified) {
		b.had(r.Job, "not modified")
		return nil
	}
	worst := worstMissing(r.Article)
	if worst == exitDisk || worst == exitLocked {
		r.Err = r.Article.Missing[0].Err
	}
	place, err := b.store(r)
	if err == nil && worst != exitNetwork { // else a later run asks for all of its pages again
		err = b.memory.keep(r.Job, r.Article, place)
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.bar.step()
	if err == nil {
		b.lacks(r)
		return nil
	}
	kind, code, hint := explain(err)
	text := failureText(r.Job, err)
	b.outcome.fail(code)
	b.report.fail(r.Job, kind, safeText(causeText(err)), code)
	b.plan.issue.gap(r.Job, kind, safeText(causeText(err)))
	b.last = &failure{code: code, err: errors.New(text), hint: hint}
	if code == exitDisk || code == exitLocked {
		return b.last
	}
	if b.several {
		b.plan.t.say(slog.LevelWarn, text, hint, slog.String("kind", kind), slog.Int("exit_code", code), slog.String("path", r.Job.Path), slog.String("url", r.Job.URL))
	}
	return nil
}

// worstMissing is the exit code of what an article lacks, or 0. One page at most
// is missing, with what follows it.
func worstMissing(a *scrape.Article) int {
	if a == nil || len(a.Missing) == 0 {
		return exitDone
	}
	return codeOf(a.Missing[0].Err)
}

// lacks counts the pages that are missing from an article that is stored.
func (b *batch) lacks(r scrape.Result[[]byte]) {
	for _, m := range r.Article.Missing {
		kind, code, hint := explain(m.Err)
		b.outcome.fail(code)
		b.report.fail(scrape.Job{URL: m.URL}, kind, safeText(causeText(m.Err)), code)
		text := fmt.Sprintf("%s: stored without its further pages: %s: %s", jobName(r.Job), m.URL, causeText(m.Err))
		b.last = &failure{code: exitPartly, err: errors.New(text), hint: hint}
		if b.several {
			b.plan.t.say(slog.LevelWarn, text, hint, slog.String("kind", kind), slog.Int("exit_code", code), slog.String("url", m.URL))
		}
	}
}

// store puts an article into the sink and tells its place there.
func (b *batch) store(r scrape.Result[[]byte]) (string, error) {
	if r.Err != nil {
		return "", r.Err
	}
	place, changed, err := b.sink.put(r.Article, r.Output)
	if err != nil {
		return "", err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.outcome.stored++
	verb := "written to"
	if !changed {
		b.outcome.unchanged++
		verb = "unchanged in"
	}
	b.plan.t.say(slog.LevelDebug, fmt.Sprintf("%s: %s %s", jobName(r.Job), verb, place), "")
	for _, w := range r.Article.Warnings {
		b.plan.t.say(slog.LevelDebug, fmt.Sprintf("%s: warning: %s", jobName(r.Job), w), "")
	}
	return place, nil
}

// end closes what begin opened and sums the run up. runErr is what stopped it.
func (b *batch) end(ctx context.Context, runErr error) error {
	b.bar.close()
	code := b.outcome.code()
	if s, ok := interruption(ctx); ok && runErr != nil {
		code, runErr = s.code, b.stopped(s)
	}
	if err := b.sink.close(runErr == nil && b.outcome.stored > 0); err != nil && runErr == nil {
		runErr, code = &failure{code: exitDisk, err: err}, exitDisk
	}
	if err := b.memory.close(b.settled(runErr)); err != nil && runErr == nil {
		runErr = err
	}
	if err := b.writeAccount(code); err != nil && runErr == nil {
		runErr = &failure{code: exitDisk, err: fmt.Errorf("report: %w", err)}
	}
	failed := b.outcome.failures()
	switch {
	case runErr != nil:
		return runErr
	case failed == 0:
		return nil
	case !b.several:
		return b.last
	}
	return &failure{code: code, err: fmt.Errorf("%d of %d pages failed", failed, failed+b.outcome.stored)}
}

// settled reports whether a later run has nothing to do that this one left.
func (b *batch) settled(runErr error) bool {
	return runErr == nil && b.outcome.failed[exitNetwork] == 0
}

// stopped is the failure of a run that a signal or the clock ended.
func (b *batch) stopped(s stopped) error {
	if n := b.outcome.stored; n > 0 && b.plan.output.dir != "" {
		return &failure{code: s.code, err: fmt.Errorf("%w: %d stored; the same command again does the rest", s, n)}
	}
	return &failure{code: s.code, err: s}
}

func (b *batch) writeAccount(code int) error {
	if b.account == nil {
		return nil
	}
	data, err := b.report.bytes(&b.outcome, code)
	if err == nil {
		_, err = b.account.Write(data)
	}
	if err != nil {
		return errors.Join(err, b.account.abandon())
	}
	return b.account.commit()
}

func (b *batch) dropAccount() error {
	if b.account == nil {
		return nil
	}
	return b.account.abandon()
}

// failureText is the message for a page that was not stored: the page, then
// the cause.
func failureText(j scrape.Job, err error) string {
	return jobName(j) + ": " + causeText(err)
}

// causeText is the cause without the file's name, which the message begins
// with.
func causeText(err error) string {
	var net *fetch.Error
	if errors.As(err, &net) {
		return net.Reason
	}
	var path *fs.PathError
	if errors.As(err, &path) && !errors.Is(err, convert.ErrDisk) {
		if errors.Is(err, fs.ErrNotExist) {
			return "no such file"
		}
		return path.Err.Error()
	}
	return err.Error()
}

// incomplete is the error of an article that --strict refuses.
type incomplete struct{ missing []string }

func (e *incomplete) Error() string {
	return "the page gives no " + strings.Join(e.missing, " and no ")
}

// complete is the test of --strict.
func complete(a *scrape.Article) error {
	var missing []string
	if a.Title == "" {
		missing = append(missing, "title")
	}
	if a.Issued == "" {
		missing = append(missing, "date")
	}
	if !hasText(a) {
		missing = append(missing, "body")
	}
	if missing == nil {
		return nil
	}
	return &incomplete{missing}
}

// hasText reports whether the article has a body.
func hasText(a *scrape.Article) bool {
	if a.Content == nil {
		return false
	}
	for n := range a.Content.Descendants() {
		if n.Type == html.TextNode && strings.TrimSpace(n.Data) != "" {
			return true
		}
	}
	return false
}
