package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/backissue/backissue/scrape"
)

// issueOptions are the flags and arguments of issue.
type issueOptions struct {
	urls       []string
	output     outputOptions
	fetch      fetchOptions
	evidence   evidenceOptions
	noWARC     bool
	extraction extractionOptions
	run        runOptions
}

func newIssueCommand(t *tui, messages *messageOptions) *cobra.Command {
	var o issueOptions
	c := &cobra.Command{
		Use:   "issue URL...",
		Short: "Fetch whole issues from their contents pages",
		Long: "Issue reads a contents page and fetches all that it lists: the articles in printed order,\n" +
			"with their sections, and the PDFs. It makes a folder of the issue, DATE-TITLE-NUMBER, under\n" +
			"-d DIR (the current folder if not given), with a file an article, the PDFs in files/, the\n" +
			"traffic as a WARC file, and issue.json: what is listed, where it is stored, and why what is\n" +
			"missing is missing. Exit code 3 says that something is. The same command again fetches\n" +
			"what is missing and changes no file that has not changed.\n\n" +
			"Given an index of issues it takes all of them, one after the other.\n\n" +
			"With -f jsonl the articles go to standard output, with -o FILE.md into one file with a list\n" +
			"of contents; then nothing else is written.",
		Example: "  backissue issue https://example.org/issues/222\n" +
			"  backissue issue -d solidarity https://example.org/issues\n" +
			"  backissue issue -o 222.md https://example.org/issues/222",
		RunE: func(c *cobra.Command, args []string) error {
			o.urls = args
			return runIssue(c.Context(), t, &o, messages.quiet)
		},
	}
	o.run.define(c, "read the URLs of `FILE`, - for standard input")
	addGroup(c, "Run", func(fs *pflag.FlagSet) {
		fs.Var(&o.run.retryLock, "retry-lock", "wait so long for a folder that another run holds")
	})
	o.output.saves = true
	o.output.define(c)
	o.fetch.define(c)
	o.evidence.define(c)
	addGroup(c, "Evidence", func(fs *pflag.FlagSet) {
		fs.BoolVar(&o.noWARC, "no-warc", false, "record nothing")
	})
	o.extraction.define(c, false)
	return c
}

// maxFile is the most bytes of a PDF.
const maxFile = 200 << 20

func runIssue(ctx context.Context, t *tui, o *issueOptions, quiet bool) error {
	if len(o.urls) == 0 && o.run.input == "" {
		return usage(errors.New("no URL"), "give the address of an issue's contents page")
	}
	if o.output.dir == "" && o.output.file == "" && o.output.format.value != "jsonl" {
		o.output.dir = "."
	}
	pages := pageOptions{urls: o.urls, output: o.output, run: o.run}
	jobs, err := pages.jobs(t)
	if err != nil {
		return err
	}
	options, err := o.extraction.options(t)
	if err != nil {
		return err
	}
	web, err := openWeb(t, &o.fetch, &o.evidence)
	if err != nil {
		return err
	}
	web.client.MaxSize, web.rules = maxFile, options.Rules
	own := web.recording == nil && web.player == nil && !o.noWARC && o.output.dir != ""
	if own {
		web.recording = record(web.client)
	}
	ctx, stop := limited(ctx, time.Duration(o.run.maxDuration))
	defer stop()
	r := &issueReader{t: t, web: web, ownRecording: own, plan: plan{
		t:       t,
		crawler: &scrape.Crawler{Open: web.opener(time.Time{}), Options: options, Workers: o.fetch.jobs},
		web:     web, output: o.output, strict: o.extraction.strict, run: o.run, hosts: o.fetch.jobs, quiet: quiet,
	}}
	return web.close(r.all(ctx, jobs))
}

// issueReader fetches issues, one after the other.
type issueReader struct {
	t            *tui
	web          *web
	plan         plan
	ownRecording bool // of each issue, in its folder
	shelf        shelf

	outcome outcome // of issues
	last    error
}

// all fetches the issues at the addresses of jobs.
func (r *issueReader) all(ctx context.Context, jobs iter.Seq[scrape.Job]) error {
	for j := range jobs {
		err := j.Err
		if err == nil {
			err = r.take(ctx, j.URL, true)
		}
		if stop := r.note(ctx, jobName(j), err); stop != nil {
			return stop
		}
	}
	return r.end()
}

// take fetches the issue at url, or all issues of the index at url.
func (r *issueReader) take(ctx context.Context, url string, index bool) error {
	c, err := readContents(ctx, r.web, url, nil)
	if err != nil {
		return err
	}
	if index && len(c.issues) > 0 {
		if r.plan.output.file != "" || r.plan.run.report != "" {
			return usage(errors.New("this is an index of issues: --output and --report are for one"), "-d DIR takes them all")
		}
		for _, u := range c.issues {
			if stop := r.note(ctx, u, r.take(ctx, u, false)); stop != nil {
				return stop
			}
		}
		return nil
	}
	if c.issue == nil {
		return &failure{code: exitNoArticle, err: errors.New("the page is no list of contents"), hint: "backissue fetch reads a page as an article"}
	}
	p := r.plan
	if r.shelf == nil && p.output.dir != "" {
		r.shelf = readShelf(p.output.dir)
	}
	run := newIssueRun(r.t, r.web, c, &p.output, r.shelf)
	p.issue = run
	if p.output.dir == "" && p.output.format.value == "md" {
		p.output.frontMatter.value = "none"
	}
	err = run.fetch(ctx, &p, r.ownRecording)
	if run.dir != "" {
		r.shelf.add(run.dir, run.issue)
	}
	return err
}

// note counts what became of an issue. Its error ends the run.
func (r *issueReader) note(ctx context.Context, url string, err error) error {
	if err == nil {
		r.outcome.stored++
		return nil
	}
	if ctx.Err() != nil {
		return err
	}
	_, code, hint := explain(err)
	if code == exitDisk || code == exitLocked {
		return err
	}
	r.outcome.fail(code)
	if r.last != nil {
		r.t.say(slog.LevelWarn, r.last.Error(), hintOf(r.last))
	}
	r.last = &failure{code: code, err: fmt.Errorf("%s: %s", url, causeText(err)), hint: hint}
	return nil
}

// end is the failure of the run, if it is one. An incomplete issue is stored in
// part.
func (r *issueReader) end() error {
	switch failed := r.outcome.failures(); {
	case failed == 0:
		return nil
	case failed == 1 && r.outcome.stored == 0:
		return r.last
	case r.outcome.failed[exitPartly] > 0:
		r.outcome.stored++
	}
	var f *failure
	errors.As(r.last, &f)
	return &failure{code: r.outcome.code(), err: r.last, hint: f.hint}
}
