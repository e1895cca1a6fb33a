package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"slices"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/backissue/backissue/scrape"
)

// convertOptions are the flags and arguments of convert.
type convertOptions struct {
	paths      []string
	output     outputOptions
	extraction extractionOptions
	run        runOptions
	update     string // an archive
	alone      bool
}

func newConvertCommand(t *tui, messages *messageOptions) *cobra.Command {
	var o convertOptions
	c := &cobra.Command{
		Use:   "convert PATH...",
		Short: "Convert saved pages; never uses the network",
		Long: "Convert reads articles from HTML files (.html, .htm, .xhtml, .shtml), from the pages in\n" +
			"WARC and ARC recordings (.warc, .arc), from those with .gz, from folders of all these\n" +
			"(walked in the order of their names), from standard input (-, one page) or from a\n" +
			"manifest (-i): one path a line, or one JSON object with \"path\" and, where known, \"url\"\n" +
			"and \"type\" (the Content-Type). It never uses the network.\n\n" +
			"Pages of a recording come in its order; their records carry the address and the time of\n" +
			"the capture. Only HTML that a server answered with (200, 203) is read.\n\n" +
			"One page goes to standard output as Markdown. Several want -d DIR, or -f jsonl, whose\n" +
			"records come in the order of the input and carry the manifest's line as \"input\".\n\n" +
			"Of several pages it reads the first 200 twice: a text that many pages of a site begin or end\n" +
			"with, and that leads elsewhere or leaves doubt, is the site's; so is the end their titles share.\n" +
			"--alone reads each page for itself.\n\n" +
			"With --update ARCHIVE it reads the archive's own recordings again, with today's extractor\n" +
			"and rules: an article that comes out differently is stored anew, its earlier record is kept\n" +
			"in versions/, and its file is printed with the fields that differ.",
		Example: "  backissue convert page.html\n" +
			"  backissue convert -f json page.html | jq .authors\n" +
			"  backissue convert saved-pages/ -d articles\n" +
			"  backissue convert crawl.warc.gz -f jsonl\n" +
			"  curl -s URL | backissue convert - --base-url URL",
		RunE: func(c *cobra.Command, args []string) error {
			o.paths = args
			return runConvert(c.Context(), t, &o, messages.quiet)
		},
	}
	o.run.define(c, "read the paths of `MANIFEST`, - for standard input")
	addGroup(c, "Input", func(fs *pflag.FlagSet) {
		fs.StringVar(&o.update, "update", "", "read the articles of `ARCHIVE` again, from its recordings")
		fs.BoolVar(&o.alone, "alone", false, "read each page without what the other pages of its site have in common with it")
		forOneCall(fs, "update")
	})
	o.output.define(c)
	o.extraction.define(c, true)
	return c
}

func runConvert(ctx context.Context, t *tui, o *convertOptions, quiet bool) error {
	if o.update != "" {
		return runUpdate(ctx, t, o)
	}
	if err := o.check(); err != nil {
		return err
	}
	options, err := o.extraction.options(t)
	if err != nil {
		return err
	}
	p := &plan{
		t:       t,
		crawler: &scrape.Crawler{Open: fileOpener(t.in), Options: options},
		output:  o.output, strict: o.extraction.strict, run: o.run, explain: o.extraction.explain, quiet: quiet,
	}
	ctx, stop := limited(ctx, time.Duration(o.run.maxDuration))
	defer stop()
	jobs, folder := pathJobs(o.paths, o.extraction.baseURL, o.extraction.force), slices.ContainsFunc(o.paths, isFolder)
	p.endless = slices.ContainsFunc(o.paths, warcName)
	several := folder || p.endless || len(o.paths) > 1
	if o.run.input != "" {
		jobs, folder, several = manifestJobs(o.run.input, o.output.format.value == "jsonl", t.in), false, o.run.input != "-"
		p.endless = o.run.input == "-"
	}
	if several && !o.alone && !o.run.dryRun {
		p.crawler.Options.Site = learnSite(ctx, p.crawler, take(jobs, o.run.limit))
	}
	return p.execute(ctx, jobs, folder)
}

// learnFrom is how many pages of a run are looked at for what the pages of a
// site have in common.
const learnFrom = 200

// learnSite reads the first pages of a run ahead. What cannot be read is the
// run's to report.
func learnSite(ctx context.Context, c *scrape.Crawler, jobs iter.Seq[scrape.Job]) *scrape.Site {
	site := scrape.NewSite()
	for j := range take(jobs, learnFrom) {
		if ctx.Err() != nil {
			break
		}
		if j.Err != nil || j.Path == "-" {
			continue
		}
		if j.Source == nil {
			src, err := c.Open(ctx, j)
			if err != nil {
				continue
			}
			j.Source = &src
		}
		if p, err := scrape.NewPage(*j.Source); err == nil {
			site.Learn(p)
		}
	}
	return site
}

// check refuses what contradicts itself before anything is read.
func (o *convertOptions) check() error {
	switch {
	case o.extraction.explain && o.output.dir != "":
		return usage(errors.New("--explain and --dir exclude each other"), "")
	case o.run.input != "" && len(o.paths) > 0:
		return usage(errors.New("paths and -i exclude each other"), "")
	case o.run.input == "" && len(o.paths) == 0:
		return usage(errors.New("nothing to convert"), "give a file, a folder, - for standard input, or -i MANIFEST")
	case o.extraction.baseURL == "":
		return nil
	case len(o.paths) != 1 || isFolder(o.paths[0]):
		return usage(errors.New("--base-url is the address of one page"), `a manifest (-i) gives each page its own "url"`)
	}
	if _, err := webURL(o.extraction.baseURL); err != nil {
		return usage(fmt.Errorf("--base-url %s: %w", o.extraction.baseURL, err), "")
	}
	return nil
}

// fileOpener opens pages that are files, or standard input.
func fileOpener(stdin io.Reader) func(context.Context, scrape.Job) (scrape.Source, error) {
	return func(_ context.Context, j scrape.Job) (scrape.Source, error) {
		body, err := readPage(j.Path, stdin)
		return scrape.Source{URL: j.URL, ContentType: j.ContentType, Body: body}, err
	}
}

// readPage reads a file up to one byte more than a page may have.
func readPage(path string, stdin io.Reader) ([]byte, error) {
	r, room := stdin, int64(0)
	if path != "-" {
		f, err := os.Open(path)
		if err != nil {
			return nil, err
		}
		defer f.Close()
		info, err := f.Stat()
		switch {
		case err != nil:
			return nil, err
		case info.IsDir():
			return nil, usage(errors.New("this is a folder, not a page"), "")
		}
		r, room = f, min(info.Size(), scrape.MaxPage)
	}
	body := bytes.NewBuffer(make([]byte, 0, room+bytes.MinRead))
	_, err := body.ReadFrom(io.LimitReader(r, scrape.MaxPage+1))
	return body.Bytes(), err
}
