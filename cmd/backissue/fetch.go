package main

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/backissue/backissue/scrape"
)

// pageOptions are the flags and arguments of fetch.
type pageOptions struct {
	urls       []string
	output     outputOptions
	fetch      fetchOptions
	evidence   evidenceOptions
	extraction extractionOptions
	run        runOptions
}

func newFetchCommand(t *tui, messages *messageOptions) *cobra.Command {
	var o pageOptions
	c := &cobra.Command{
		Use:   "fetch URL...",
		Short: "Fetch article pages",
		Long: "Fetch reads articles from the web. URLs are arguments, lines of -i FILE, or lines of\n" +
			"standard input where it is a pipe; a line is a URL or a JSON object with \"url\".\n\n" +
			"One page goes to standard output as Markdown. Several want -d DIR, or -f jsonl. The same\n" +
			"command again changes no file whose article has not changed.\n\n" +
			"robots.txt is obeyed. A host gets one connection and one request a second.",
		Example: "  backissue fetch https://example.org/2011/10/an-article\n" +
			"  backissue fetch -f json URL | jq .authors\n" +
			"  backissue fetch -i urls.txt -d articles --contact archive@example.org",
		RunE: func(c *cobra.Command, args []string) error {
			o.urls = args
			return runFetch(c.Context(), t, &o, messages.quiet)
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
	o.extraction.define(c, false)
	return c
}

func runFetch(ctx context.Context, t *tui, o *pageOptions, quiet bool) error {
	jobs, err := o.jobs(t)
	if err != nil {
		return err
	}
	stamp, err := o.stamp(t)
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
	web.rules = options.Rules
	p := &plan{
		t: t,
		crawler: &scrape.Crawler{
			Open:    web.opener(stamp),
			Options: options,
			Workers: o.fetch.jobs,
		},
		web: web, output: o.output, strict: o.extraction.strict, run: o.run,
		hosts: o.fetch.jobs, endless: len(o.urls) == 0 && (o.run.input == "" || o.run.input == "-"), quiet: quiet,
	}
	ctx, stop := limited(ctx, time.Duration(o.run.maxDuration))
	defer stop()
	return web.close(p.execute(ctx, jobs, false))
}

// jobs are the pages that were asked for.
func (o *pageOptions) jobs(t *tui) (iter.Seq[scrape.Job], error) {
	echo := o.output.format.value == "jsonl"
	switch {
	case o.run.input != "" && len(o.urls) > 0:
		return nil, usage(errors.New("URLs and -i exclude each other"), "")
	case o.run.input != "":
		return urlJobs(o.run.input, echo, t.in), nil
	case len(o.urls) > 0:
		return argumentJobs(o.urls)
	case onTerminal(t.in):
		return nil, errNothingToFetch
	}
	return orElse(urlJobs("-", echo, t.in), scrape.Job{Path: "-", Err: errNothingToFetch}), nil
}

var errNothingToFetch = usage(errors.New("no URL"), "give URLs as arguments, in -i FILE, or on standard input")

// argumentJobs are the URLs of the command line; one that cannot be fetched
// stops the run before it begins.
func argumentJobs(urls []string) (iter.Seq[scrape.Job], error) {
	for _, s := range urls {
		if _, err := webURL(s); err != nil {
			return nil, usage(fmt.Errorf("%s: %w", s, err), urlHint(s, err))
		}
	}
	return func(yield func(scrape.Job) bool) {
		for _, s := range urls {
			if !yield(scrape.Job{URL: s}) {
				return
			}
		}
	}, nil
}

func urlHint(s string, err error) string {
	switch {
	case pageName(s):
		return "backissue convert reads saved pages"
	case (errors.Is(err, errNoScheme) || errors.Is(err, errScheme)) && strings.Contains(schemeOf(s), "."):
		return "did you mean https://" + s
	}
	return ""
}

// orElse yields jobs, or other where there are none.
func orElse(jobs iter.Seq[scrape.Job], other scrape.Job) iter.Seq[scrape.Job] {
	return func(yield func(scrape.Job) bool) {
		none := true
		for j := range jobs {
			if none = false; !yield(j) {
				return
			}
		}
		if none {
			yield(other)
		}
	}
}

// stamp is the time that replaces the time of retrieval on standard output, or
// zero: SOURCE_DATE_EPOCH, seconds since 1970.
func (o *pageOptions) stamp(t *tui) (time.Time, error) {
	s, _ := t.env("SOURCE_DATE_EPOCH")
	if s == "" || o.output.dir != "" {
		return time.Time{}, nil
	}
	seconds, err := strconv.ParseInt(s, 10, 64)
	if err != nil {
		return time.Time{}, usage(fmt.Errorf("environment variable SOURCE_DATE_EPOCH: %q is no number of seconds", s), "")
	}
	return time.Unix(seconds, 0).UTC(), nil
}
