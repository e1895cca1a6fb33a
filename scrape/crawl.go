package scrape

import (
	"context"
	"encoding/json"
	"iter"
	"runtime"
	"sync"
	"time"

	"github.com/backissue/backissue/scrape/content"
	"github.com/backissue/backissue/scrape/rules"
)

// Job is one page that was asked for.
type Job struct {
	URL         string          // the page's address; for a file the address it was saved from
	Path        string          // the file to read instead of the network; "-" is standard input
	ContentType string          // the HTTP label of a file, from a manifest's type
	Input       json.RawMessage // the manifest's line, carried into the record
	Part        int             // the number of an article's further page, from 2, or 1 for all of them on one; Path is that of the article's job. 0 is the page that was asked for
	Source      *Source         // the page itself, where whoever lists the jobs has it at hand
	Err         error           // the job cannot be done: a manifest's line that cannot be read
}

// Result is what became of a Job: an article and its rendering, or an error.
type Result[T any] struct {
	Job     Job
	Article *Article
	Output  T
	Err     error
}

// Crawler turns jobs into articles, in order and on all processors.
type Crawler struct {
	// Open brings a job's bytes: from the network, a file or a test.
	Open    func(context.Context, Job) (Source, error)
	Options Options
	Workers int // pages at once; zero is one for each processor
}

// Options are the choices of a run that change what Extract gives.
type Options struct {
	Force bool       // write what a wall or a low confidence would refuse, with the reason in Warnings
	Tool  string     // name and version of the program, for the provenance
	Rules *rules.Set // what is known of sites; nil is nothing
	Site  *Site      // what the run's pages teach of their sites; nil is nothing
	Join  bool       // read the further pages of an article too: see Crawler.Read

	// Zone is where the site's clocks run, for times that are printed without a
	// zone and moments in UTC; nil is not known.
	Zone *time.Location

	Content content.Options // how the text is chosen
	Explain bool            // give each article its Explanation
}

// Run reads the jobs with c, renders each article in the worker that read it,
// and hands the results to put one at a time, in the order of the jobs. It
// stops at the first error of put and returns it, or the context's error.
// Pages wait for their turn, so that at most four for each worker are held.
func Run[T any](ctx context.Context, c *Crawler, jobs iter.Seq[Job], render func(*Article) (T, error), put func(Result[T]) error) error {
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	workers := c.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	type slot struct {
		job  Job
		done chan Result[T]
	}
	todo := make(chan slot)
	order := make(chan slot, 4*workers)
	var wg sync.WaitGroup
	for range workers {
		wg.Go(func() {
			for s := range todo {
				s.done <- work(ctx, c, s.job, render)
			}
		})
	}
	wg.Go(func() {
		defer close(order)
		defer close(todo)
		for job := range jobs {
			s := slot{job, make(chan Result[T], 1)}
			select {
			case order <- s:
			case <-ctx.Done():
				return
			}
			select {
			case todo <- s:
			case <-ctx.Done():
				s.done <- Result[T]{Job: job, Err: ctx.Err()}
				return
			}
		}
	})
	err := func() error {
		for s := range order {
			r := <-s.done
			if ctx.Err() != nil {
				return context.Cause(ctx)
			}
			if err := put(r); err != nil {
				return err
			}
		}
		return ctx.Err()
	}()
	cancel()
	for range order { //nolint:revive // let the feeder see that the run has ended
	}
	wg.Wait()
	return err
}

func work[T any](ctx context.Context, c *Crawler, job Job, render func(*Article) (T, error)) Result[T] {
	r := Result[T]{Job: job, Err: job.Err}
	if r.Err == nil {
		r.Article, r.Err = c.Read(ctx, job)
	}
	r.Job.Source = nil // read; a page must not be held twice
	if r.Err == nil {
		r.Output, r.Err = render(r.Article)
	}
	return r
}

// Read brings one page and extracts its article. With Options.Join it brings
// the further pages of the article too, at most 50 and of the same host, one
// after the other: see Article.Missing.
func (c *Crawler) Read(ctx context.Context, job Job) (*Article, error) {
	src, err := c.open(ctx, job)
	if err != nil {
		return nil, err
	}
	r, err := c.read(src, chain{number: 1})
	if err == nil && (r.next != "" || r.whole != "") {
		err = c.join(ctx, job, &src, r)
	}
	if err != nil {
		return nil, err
	}
	r.article.Input = job.Input
	return r.article, nil
}

// read extracts the page of an article that c led to.
func (c *Crawler) read(src Source, way chain) (*reading, error) {
	page, err := newPage(src, c.Options.edit(&src))
	if err != nil {
		return nil, err
	}
	return readPage(page, c.Options, way)
}

func (c *Crawler) open(ctx context.Context, job Job) (Source, error) {
	if job.Source != nil {
		return *job.Source, nil
	}
	return c.Open(ctx, job)
}
