package main

import (
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/backissue/backissue/convert"
	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/content"
)

// group is the annotation that sorts flags in the usage text.
const group = "group"

// groups are the headings of the usage text, in its order.
var groups = []string{"Input", "Select", "Output", "Fetching", "Evidence", "Extraction", "Run"}

// addGroup adds what define defines to the flags of c, under a heading.
func addGroup(c *cobra.Command, heading string, define func(*pflag.FlagSet)) {
	fs := pflag.NewFlagSet(heading, pflag.ContinueOnError)
	fs.SortFlags, c.Flags().SortFlags = false, false
	define(fs)
	fs.VisitAll(func(f *pflag.Flag) {
		if f.Annotations == nil {
			f.Annotations = map[string][]string{}
		}
		f.Annotations[group] = []string{heading}
		c.Flags().AddFlag(f)
		if v, ok := f.Value.(*choice); ok {
			_ = c.RegisterFlagCompletionFunc(f.Name, cobra.FixedCompletions(v.words, cobra.ShellCompDirectiveNoFileComp))
		}
	})
}

// forOneCall marks flags as belonging to one call: see perCall.
func forOneCall(fs *pflag.FlagSet, names ...string) {
	for _, n := range names {
		f := fs.Lookup(n)
		if f.Annotations == nil {
			f.Annotations = map[string][]string{}
		}
		f.Annotations[perCall] = nil
	}
}

// outputOptions say what is written and where.
type outputOptions struct {
	format      choice
	file        string
	dir         string
	name        string
	body        choice
	parts       string
	images      choice
	frontMatter choice
	links       choice
	tables      choice
	wrap        int
	cleanLinks  bool
	saves       bool // images can be saved: of commands that use the network
}

func (o *outputOptions) define(c *cobra.Command) {
	o.format = choice{"md", []string{"md", "json", "jsonl", "text", "html"}}
	o.body = choice{"markdown", []string{"markdown", "html", "text"}}
	o.images = choice{"keep", []string{"keep", "drop"}}
	images := "whether the body shows its images"
	if o.saves {
		o.images.words = append(o.images.words, "save")
		images += "; save keeps them beside the articles, under --dir"
	}
	o.frontMatter = choice{"yaml", []string{"yaml", "none"}}
	o.links = choice{"inline", []string{"inline", "reference"}}
	o.tables = choice{"gfm", []string{"gfm", "html"}}
	addGroup(c, "Output", func(fs *pflag.FlagSet) {
		fs.VarP(&o.format, "format", "f", "what to write")
		fs.StringVarP(&o.file, "output", "o", "", "write to `FILE`, whole or not at all")
		fs.StringVarP(&o.dir, "dir", "d", "", "write one file an article into `DIR`")
		fs.StringVar(&o.name, "name", convert.DefaultName, "`TEMPLATE` of file names under --dir, fields of the record in braces")
		fs.Var(&o.body, "body", "the body's format in json and jsonl")
		fs.StringVar(&o.parts, "parts", "", "add `PARTS` to the body or leave them out: +caption,-table")
		fs.Var(&o.images, "images", images)
		fs.Var(&o.frontMatter, "front-matter", "what stands before the body in md")
		fs.Var(&o.links, "links", "where md writes addresses: with their links, or below the text")
		fs.Var(&o.tables, "tables", "how md writes the tables that need no HTML")
		fs.IntVar(&o.wrap, "wrap", 0, "wrap the lines of md and text at `N` columns; 0 leaves them as long as they are")
		fs.BoolVar(&o.cleanLinks, "clean-links", false, "drop the parameters of links that track readers")
		forOneCall(fs, "output", "dir")
	})
}

// fetchOptions say how pages are asked for.
type fetchOptions struct {
	delay      duration
	jobs       int
	retries    int
	backoff    duration
	timeout    duration
	maxSize    size
	robots     choice
	userAgent  string
	contact    string
	headers    []string
	cookies    string
	netrc      bool
	proxy      string
	insecure   bool
	allowHosts []string
}

func (o *fetchOptions) define(c *cobra.Command) {
	o.delay, o.backoff, o.timeout = duration(time.Second), duration(time.Second), duration(30*time.Second)
	o.maxSize = scrape.MaxPage
	o.robots = choice{"obey", []string{"obey", "ignore"}}
	addGroup(c, "Fetching", func(fs *pflag.FlagSet) {
		fs.Var(&o.delay, "delay", "wait between two requests to a host")
		fs.IntVar(&o.jobs, "jobs", 4, "ask `N` hosts at once, each over one connection")
		fs.IntVar(&o.retries, "retries", 3, "try `N` times more where that may help")
		fs.Var(&o.backoff, "backoff", "wait before the first retry; it doubles each time")
		fs.Var(&o.timeout, "timeout", "longest wait for the first byte of an answer")
		fs.Var(&o.maxSize, "max-size", "refuse larger pages")
		fs.Var(&o.robots, "robots", "whether to obey robots.txt")
		fs.StringVar(&o.userAgent, "user-agent", "", "the `NAME` to give, instead of backissue's own")
		fs.StringVar(&o.contact, "contact", "", "an `ADDRESS` or URL of yours, added to the name")
		fs.StringArrayVarP(&o.headers, "header", "H", nil, "send a header `LINE`, or the lines of @FILE")
		fs.StringVar(&o.cookies, "cookies", "", "send the cookies of `FILE` (Netscape format)")
		fs.BoolVar(&o.netrc, "netrc", false, "send the passwords of the netrc file")
		fs.StringVar(&o.proxy, "proxy", "", "ask through the proxy at `URL`")
		fs.BoolVarP(&o.insecure, "insecure", "k", false, "accept any TLS certificate; the record says so")
		fs.StringSliceVar(&o.allowHosts, "allow-host", nil, "let `HOST` have a private or loopback address")
		forOneCall(fs, "insecure")
	})
}

// evidenceOptions say what is kept of the traffic, or stands in for it.
type evidenceOptions struct {
	warc   string
	replay string
}

func (o *evidenceOptions) define(c *cobra.Command) {
	addGroup(c, "Evidence", func(fs *pflag.FlagSet) {
		fs.StringVar(&o.warc, "warc", "", "record requests and responses in `PLACE`, a .warc.gz file or a folder")
		fs.StringVar(&o.replay, "replay", "", "answer from the recordings at `PATH`, a WARC file or a folder, instead of the network")
		forOneCall(fs, "replay")
	})
}

// extractionOptions say what counts as an article.
type extractionOptions struct {
	baseURL string // of convert alone
	rules   ruleOptions
	favor   choice
	force   bool
	strict  bool
	explain bool // of convert alone
	join    bool // of fetch and issue
}

// options are what package scrape is to do. A page that is explained is read
// whatever it looks like.
func (o *extractionOptions) options(t *tui) (scrape.Options, error) {
	known, err := o.rules.ready(t)
	if err != nil {
		return scrape.Options{}, err
	}
	out := scrape.Options{Force: o.force || o.explain, Explain: o.explain, Join: o.join, Tool: tool(), Rules: known}
	if o.favor.value != "balance" {
		out.Content.Favor = content.Favor(o.favor.value)
	}
	return out, nil
}

func (o *extractionOptions) define(c *cobra.Command, fromFiles bool) {
	o.favor = choice{"balance", []string{"balance", "precision", "recall"}}
	addGroup(c, "Extraction", func(fs *pflag.FlagSet) {
		if fromFiles {
			fs.StringVar(&o.baseURL, "base-url", "", "the `URL` that the page was saved from")
			fs.BoolVar(&o.explain, "explain", false, "print what was kept and dropped, and why, instead of the article")
			forOneCall(fs, "base-url", "explain")
		} else {
			fs.BoolVar(&o.join, "join", true, "read the further pages of an article too, and make one article of them")
		}
		o.rules.define(fs)
		fs.Var(&o.favor, "favor", "where a page leaves doubt: rather a word too few (precision) or too many (recall)")
		fs.BoolVar(&o.force, "force", false, "write what looks like no article, with the reason in its warnings")
		fs.BoolVar(&o.strict, "strict", false, "a page without title, date or body is a failure")
		forOneCall(fs, "force")
	})
}

// runOptions say what a run does beside its work.
type runOptions struct {
	input  string
	limit  int
	dryRun bool
	report string

	maxDuration duration
	retryLock   duration // of fetch alone
	progress    choice
}

func (o *runOptions) define(c *cobra.Command, input string) {
	o.progress = choice{"auto", []string{"auto", "always", "never"}}
	addGroup(c, "Input", func(fs *pflag.FlagSet) {
		fs.StringVarP(&o.input, "input", "i", "", input)
		fs.IntVar(&o.limit, "limit", 0, "stop after `N` pages")
		forOneCall(fs, "input", "limit")
	})
	addGroup(c, "Run", func(fs *pflag.FlagSet) {
		fs.BoolVarP(&o.dryRun, "dry-run", "n", false, "print what would be read, and read nothing")
		fs.Var(&o.maxDuration, "max-duration", "stop after this time; the same command goes on; 0 is no limit")
		fs.StringVar(&o.report, "report", "", "write counts and failures to `FILE` as JSON")
		fs.Var(&o.progress, "progress", "whether to draw a progress bar")
		forOneCall(fs, "dry-run", "report")
	})
}

// messageOptions are those of every command.
type messageOptions struct {
	quiet     bool
	verbose   bool
	logFormat choice
}

func (o *messageOptions) define(c *cobra.Command) {
	o.logFormat = choice{"text", []string{"text", "json"}}
	fs := c.PersistentFlags()
	fs.BoolVarP(&o.quiet, "quiet", "q", false, "say nothing but why the run failed")
	fs.BoolVarP(&o.verbose, "verbose", "v", false, "say what is done")
	fs.Var(&o.logFormat, "log-format", "form of the messages on standard error")
	_ = c.RegisterFlagCompletionFunc("log-format", cobra.FixedCompletions(o.logFormat.words, cobra.ShellCompDirectiveNoFileComp))
}
