package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"regexp"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/backissue/backissue/cmd/internal/archive"
	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/fetch"
)

// listOptions are the flags and arguments of list.
type listOptions struct {
	urls     []string
	format   choice
	explain  bool
	selected selectOptions
	fetch    fetchOptions
	evidence evidenceOptions
	rules    ruleOptions
}

func newListCommand(t *tui) *cobra.Command {
	var o listOptions
	c := &cobra.Command{
		Use:   "list URL...",
		Short: "List what an issue, an index of issues, a feed or a sitemap holds",
		Long: "List reads the contents page of an issue, feeds (RSS, Atom, JSON Feed) and sitemaps (with\n" +
			"their indexes, gzip, the news extension) and prints the addresses of the articles they\n" +
			"name, one a line, each once and in their order; of an index of issues the addresses of the\n" +
			"issues. It fetches no article.",
		Example: "  backissue list https://example.org/issues/222\n" +
			"  backissue list https://example.org/feed\n" +
			"  backissue list -f tsv --since 2026-01-01 https://example.org/sitemap.xml\n" +
			"  backissue list https://example.org/feed | backissue fetch -i - -d articles",
		RunE: func(c *cobra.Command, args []string) error {
			o.urls = args
			return runList(c.Context(), t, &o)
		},
	}
	o.format = choice{"url", []string{"url", "tsv", "jsonl"}}
	o.selected.define(c)
	addGroup(c, "Output", func(fs *pflag.FlagSet) {
		fs.VarP(&o.format, "format", "f", "a URL a line; tsv adds date, title, section and authors; jsonl has all")
		fs.BoolVar(&o.explain, "explain", false, "say on standard error why a page's links were taken for its contents")
		forOneCall(fs, "format", "explain")
	})
	o.fetch.define(c)
	o.evidence.define(c)
	addGroup(c, "Extraction", o.rules.define)
	return c
}

// maxSitemap is the size of the largest sitemap by the protocol, in bytes.
const maxSitemap = 50 << 20

func runList(ctx context.Context, t *tui, o *listOptions) error {
	if len(o.urls) == 0 {
		return usage(errors.New("no URL"), "give the address of a contents page, a feed or a sitemap")
	}
	if _, err := argumentJobs(o.urls); err != nil {
		return err
	}
	chosen, err := o.selected.filter()
	if err != nil {
		return err
	}
	web, err := openWeb(t, &o.fetch, &o.evidence)
	if err != nil {
		return err
	}
	web.client.MaxSize = max(web.client.MaxSize, maxSitemap)
	if web.rules, err = o.rules.ready(t); err != nil {
		return err
	}
	l := &lister{t: t, web: web, write: entryWriter(o.format.value, t.out), chosen: chosen, limit: o.selected.limit, explain: o.explain, seen: map[string]bool{}}
	for _, url := range o.urls {
		if err = l.list(ctx, url, url, 0); err != nil {
			break
		}
	}
	return web.close(l.end(err))
}

// lister prints what listings hold.
type lister struct {
	t       *tui
	web     *web
	write   func(*scrape.Entry) error
	chosen  func(*scrape.Entry) bool
	limit   int
	explain bool
	seen    map[string]bool // addresses of articles and listings
	printed int
	outcome outcome
	last    error
}

// maxDepth is how deep indexes of sitemaps may lie in each other. The protocol
// allows one; some sites have two.
const maxDepth = 3

// errLimit ends a list at --limit.
var errLimit = errors.New("limit reached")

// list prints the listing at url, found under the address from. Its error ends
// the run.
func (l *lister) list(ctx context.Context, url, from string, depth int) error {
	if l.seen[url] {
		return nil
	}
	l.seen[url] = true
	r, err := l.web.do(ctx, fetch.Request{URL: url, From: from})
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	var listing *scrape.Listing
	if err == nil {
		listing, err = l.read(ctx, r)
	}
	if err != nil {
		l.fail(url, err)
		return nil
	}
	l.outcome.stored++
	for _, w := range listing.Warnings {
		l.t.say(slog.LevelWarn, url+": "+w, "")
	}
	for i := range listing.Entries {
		if err := l.print(&listing.Entries[i]); err != nil {
			return err
		}
	}
	for _, next := range listing.Sitemaps {
		if depth == maxDepth {
			l.fail(next, errors.New("the sitemap lies too deep in indexes"))
			continue
		}
		if err := l.list(ctx, next, from, depth+1); err != nil {
			return err
		}
	}
	return nil
}

// read reads an answer as a listing, or as a page of contents.
func (l *lister) read(ctx context.Context, r *fetch.Response) (*scrape.Listing, error) {
	listing, err := scrape.ReadListing(bytes.NewReader(r.Body), r.Final)
	if !errors.Is(err, scrape.ErrNoListing) {
		return listing, err
	}
	c, err := readContents(ctx, l.web, r.URL, r)
	if err != nil {
		return nil, err
	}
	listing = &scrape.Listing{Kind: "contents"}
	if l.explain {
		for _, line := range c.why {
			l.t.say(slog.LevelInfo, safeText(line), "")
		}
		if c.rule != "" {
			l.t.say(slog.LevelInfo, "a rule that pins this choice:", "")
			for line := range strings.Lines(c.rule) {
				l.t.say(slog.LevelInfo, "  "+safeText(strings.TrimRight(line, "\n")), "")
			}
		}
	}
	for _, url := range c.issues {
		listing.Entries = append(listing.Entries, scrape.Entry{URL: url})
	}
	if c.issue == nil && len(c.issues) == 0 {
		return nil, scrape.ErrNoListing
	}
	if c.issue == nil {
		return listing, nil
	}
	listing.Title, listing.Warnings = c.issue.Label, c.issue.Warnings
	for _, s := range c.issue.Sections {
		for _, a := range s.Articles {
			listing.Entries = append(listing.Entries, scrape.Entry{
				URL: a.URL, Title: a.Title, Authors: a.Authors, Date: a.Date, Section: s.Title, Teaser: a.Teaser,
			})
		}
	}
	return listing, nil
}

func (l *lister) print(e *scrape.Entry) error {
	if l.seen[e.URL] || !l.chosen(e) {
		return nil
	}
	l.seen[e.URL] = true
	if err := l.write(e); err != nil {
		return stdoutError(err)
	}
	if l.printed++; l.printed == l.limit {
		return errLimit
	}
	return nil
}

// fail notes a listing that could not be read.
func (l *lister) fail(url string, err error) {
	if errors.Is(err, scrape.ErrNoListing) {
		err = &failure{code: exitNoArticle, err: errors.New("this is neither a list of contents nor a feed nor a sitemap"), hint: "backissue fetch reads articles"}
	}
	_, code, hint := explain(err)
	l.outcome.fail(code)
	l.last = &failure{code: code, err: fmt.Errorf("%s: %s", url, causeText(err)), hint: hint}
	l.t.say(slog.LevelDebug, l.last.Error(), "")
}

// end is the failure of the run, if it is one.
func (l *lister) end(err error) error {
	failed := l.outcome.failures()
	switch {
	case err != nil && !errors.Is(err, errLimit):
		return err
	case failed == 0:
		return nil
	case failed == 1:
		return &failure{code: l.outcome.code(), err: l.last, hint: hintOf(l.last)}
	}
	return &failure{code: l.outcome.code(), err: fmt.Errorf("%d of %d listings failed, the last one: %w", failed, failed+l.outcome.stored, l.last), hint: hintOf(l.last)}
}

func hintOf(err error) string {
	_, _, hint := explain(err)
	return hint
}

// entryWriter writes entries in a format.
func entryWriter(format string, w io.Writer) func(*scrape.Entry) error {
	switch format {
	case "jsonl":
		e := json.NewEncoder(w)
		e.SetEscapeHTML(false)
		return func(entry *scrape.Entry) error { return e.Encode(entry) }
	case "tsv":
		return func(e *scrape.Entry) error {
			cells := []string{e.URL, e.Date, e.Title, e.Section, strings.Join(e.Authors, "; ")}
			for i, c := range cells {
				cells[i] = safeText(c)
			}
			_, err := fmt.Fprintln(w, strings.Join(cells, "\t"))
			return err
		}
	}
	return func(e *scrape.Entry) error {
		_, err := fmt.Fprintln(w, safeText(e.URL))
		return err
	}
}

// selectOptions say which entries of a listing are wanted.
type selectOptions struct {
	since, until   string
	match, exclude string
	section        string
	limit          int
}

func (o *selectOptions) define(c *cobra.Command) {
	addGroup(c, "Select", func(fs *pflag.FlagSet) {
		fs.StringVar(&o.since, "since", "", "leave out what is older than `DATE` (2026, 2026-11 or 2026-11-23)")
		fs.StringVar(&o.until, "until", "", "leave out what is newer than `DATE`")
		fs.StringVar(&o.section, "section", "", "only the section `NAME`")
		fs.StringVar(&o.match, "match", "", "only addresses that match `REGEXP`")
		fs.StringVar(&o.exclude, "exclude", "", "leave out addresses that match `REGEXP`")
		fs.IntVar(&o.limit, "limit", 0, "stop after `N` addresses")
		forOneCall(fs, "since", "until", "section", "match", "exclude", "limit")
	})
}

// filter is the test that the options make. What has no date, or no section
// where one is asked for, is judged by what it has: a missing date keeps it, a
// missing section does not.
func (o *selectOptions) filter() (func(*scrape.Entry) bool, error) {
	for _, d := range []struct{ flag, value string }{{"since", o.since}, {"until", o.until}} {
		if d.value != "" && !archive.IsDay(d.value) {
			return nil, usage(fmt.Errorf("--%s %s: not a date", d.flag, d.value), "write 2026, 2026-11 or 2026-11-23")
		}
	}
	match, err := pattern("match", o.match)
	if err != nil {
		return nil, err
	}
	exclude, err := pattern("exclude", o.exclude)
	if err != nil {
		return nil, err
	}
	return func(e *scrape.Entry) bool {
		day := e.Date
		if day == "" {
			day = e.Changed
		}
		switch {
		case day != "" && o.since != "" && day[:min(len(day), len(o.since))] < o.since[:min(len(day), len(o.since))]:
			return false
		case day != "" && o.until != "" && day[:min(len(day), len(o.until))] > o.until[:min(len(day), len(o.until))]:
			return false
		case o.section != "" && !strings.EqualFold(o.section, e.Section):
			return false
		case match != nil && !match.MatchString(e.URL):
			return false
		}
		return exclude == nil || !exclude.MatchString(e.URL)
	}, nil
}

func pattern(flag, s string) (*regexp.Regexp, error) {
	if s == "" {
		return nil, nil
	}
	re, err := regexp.Compile(s)
	if err != nil {
		return nil, usage(fmt.Errorf("--%s: %w", flag, err), "")
	}
	return re, nil
}
