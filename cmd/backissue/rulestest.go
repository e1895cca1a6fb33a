package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/rules"
)

// ruleTestOptions are the flags and arguments of rules test.
type ruleTestOptions struct {
	path    string
	rules   ruleOptions
	network bool
	fetch   fetchOptions
}

func newRulesTestCommand(t *tui) *cobra.Command {
	var o ruleTestOptions
	c := &cobra.Command{
		Use:   "test [FILE|DIR]",
		Short: "Try rules on their own samples",
		Long: "Read the samples of a rule file, of a folder's rules, or of all rules, and print what differs\n" +
			"from what the rule says must be found. Samples that are files lie beside the rule; those that\n" +
			"are web pages are asked for only with --network.\n\n" +
			"The exit code is 0 where nothing differs, 3 where some samples differ, 4 where all do; a page\n" +
			"that could not be had counts with the code of its failure. A line of a rule that cannot be\n" +
			"read counts as a sample that differs.",
		Example: "  backissue rules test rules/example.yaml\n  backissue rules test rules --network",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 {
				return usage(fmt.Errorf("test wants one file or folder, got %d arguments", len(args)), "")
			}
			return nil
		},
		RunE: func(c *cobra.Command, args []string) error {
			o.path = strings.Join(args, "")
			return runRulesTest(c.Context(), t, &o)
		},
	}
	addGroup(c, "Extraction", o.rules.define)
	addGroup(c, "Run", func(fs *pflag.FlagSet) {
		fs.BoolVar(&o.network, "network", false, "ask for the samples that are web pages")
		forOneCall(fs, "network")
	})
	o.fetch.define(c)
	return c
}

func runRulesTest(ctx context.Context, t *tui, o *ruleTestOptions) error {
	set, err := o.set(t)
	if err != nil {
		return err
	}
	trial := ruleTrial{t: t, set: set}
	if o.network {
		if trial.web, err = openWeb(t, &o.fetch, &evidenceOptions{}); err != nil {
			return err
		}
		trial.web.rules = set
	}
	err = trial.all(ctx, o.path != "")
	if trial.web != nil {
		err = trial.web.close(err)
	}
	return err
}

// tested is the origin of the rules that were named on the command line.
const tested = "tested"

// set is the rules to test, and behind them all others: a rule may extend one
// of those.
func (o *ruleTestOptions) set(t *tui) (*rules.Set, error) {
	set := &rules.Set{}
	if o.path != "" {
		info, err := os.Stat(o.path)
		switch {
		case err != nil:
			return nil, err
		case info.IsDir():
			if err := addRules(set, o.path, tested); err != nil {
				return nil, err
			}
		default:
			dir, name := filepath.Split(o.path)
			if dir == "" {
				dir = "."
			}
			set.AddFile(os.DirFS(dir), name, tested, filepath.ToSlash(filepath.Clean(dir)))
			if set.Empty() {
				return nil, usage(fmt.Errorf("%s is no rule file", o.path), "rules are .yaml files, and .txt files named by a host")
			}
		}
	}
	others, err := o.rules.set(t)
	if err != nil {
		return nil, err
	}
	set.Append(others)
	return set, nil
}

// ruleTrial tries rules on their samples.
type ruleTrial struct {
	t       *tui
	set     *rules.Set
	web     *web // nil without --network
	outcome outcome
	passed  int // samples that are web pages, which nobody asked for
}

// all tries every rule, or those that were named alone.
func (r *ruleTrial) all(ctx context.Context, named bool) error {
	for _, one := range r.set.All() {
		if named && one.Origin != tested {
			continue
		}
		if err := r.rule(ctx, one); err != nil {
			return err
		}
	}
	return r.end()
}

func (r *ruleTrial) rule(ctx context.Context, of *rules.Rule) error {
	for _, p := range of.Problems {
		r.outcome.fail(exitNoArticle)
		if _, err := fmt.Fprintln(r.t.out, safeText(p.Error())); err != nil {
			return stdoutError(err)
		}
	}
	for i := range of.Samples {
		s := &of.Samples[i]
		if s.File == "" && r.web == nil {
			r.passed++
			continue
		}
		if err := r.sample(ctx, of, s); err != nil {
			return err
		}
	}
	return nil
}

// sample tries one sample; its error is that of standard output.
func (r *ruleTrial) sample(ctx context.Context, of *rules.Rule, s *rules.Sample) error {
	name := fmt.Sprintf("%s:%d: %s", of.Path, s.Line, s.File+s.URL)
	if s.File != "" {
		name = fmt.Sprintf("%s:%d: %s", of.Path, s.Line, s.File)
	}
	a, err := r.read(ctx, of, s)
	if err != nil {
		_, code, _ := explain(err)
		r.outcome.fail(code)
		_, err = fmt.Fprintln(r.t.out, safeText(name+": "+causeText(err)))
		return stdoutError(err)
	}
	differing := differences(a, of, s)
	if len(differing) == 0 {
		r.outcome.stored++
		r.t.say(slog.LevelDebug, name+": as expected", "")
		return nil
	}
	r.outcome.fail(exitNoArticle)
	for _, d := range differing {
		if _, err := fmt.Fprintln(r.t.out, safeText(name+": "+d)); err != nil {
			return stdoutError(err)
		}
	}
	return nil
}

// read is the article of a sample, with the rules as any other run has them.
func (r *ruleTrial) read(ctx context.Context, of *rules.Rule, s *rules.Sample) (*scrape.Article, error) {
	c := scrape.Crawler{Options: scrape.Options{Rules: r.set, Tool: tool()}}
	job := scrape.Job{URL: s.URL}
	if s.File == "" {
		url, err := webURL(s.URL)
		if err != nil {
			return nil, usage(err, "")
		}
		job.URL, c.Open = url, r.web.opener(time.Time{})
		return c.Read(ctx, job)
	}
	if !filepath.IsLocal(filepath.FromSlash(s.File)) {
		return nil, usage(errors.New("a sample lies beside its rule"), "")
	}
	job.Path = filepath.Join(filepath.Dir(filepath.FromSlash(of.Path)), filepath.FromSlash(s.File))
	if job.URL == "" && len(of.Hosts) > 0 {
		job.URL = "https://" + strings.TrimPrefix(of.Hosts[0], ".") + "/"
		if strings.HasPrefix(of.Hosts[0], ".") {
			job.URL = "https://any" + of.Hosts[0] + "/"
		}
	}
	c.Open = fileOpener(nil)
	return c.Read(ctx, job)
}

// differences says what of the article is not as the sample wants it.
func differences(a *scrape.Article, of *rules.Rule, s *rules.Sample) []string {
	var all []string
	differs := func(field, got, want string) {
		if got != want {
			all = append(all, fmt.Sprintf("%s: got %q, want %q", field, got, want))
		}
	}
	if name, _, _ := strings.Cut(a.Provenance.Rule, "+"); name != of.Name {
		all = append(all, fmt.Sprintf("the page has the rule %q", a.Provenance.Rule)+", its address "+cmp.Or(a.Source, "unknown"))
	}
	for _, w := range a.Warnings {
		w, ok := strings.CutPrefix(w, "rule: ")
		if ok && !slices.ContainsFunc(of.Problems, func(p *rules.Problem) bool { return p.Error() == w }) {
			all = append(all, w)
		}
	}
	if s.Title != nil {
		differs("title", a.Title, *s.Title)
	}
	if s.Authors != nil {
		var names []string
		for _, p := range a.Authors {
			names = append(names, p.Name)
		}
		differs("authors", strings.Join(names, "; "), strings.Join(s.Authors, "; "))
	}
	if s.Date != nil && *s.Date != a.Date && *s.Date != a.Issued {
		day, _, _ := strings.Cut(a.Date, "T")
		differs("date", cmp.Or(day, a.Issued), *s.Date)
	}
	text := visibleText(a.Content)
	for _, part := range s.Body {
		if !strings.Contains(text, oneSpace(part)) {
			all = append(all, fmt.Sprintf("body: %q is missing", part))
		}
	}
	for _, part := range s.BodyNot {
		if strings.Contains(text, oneSpace(part)) {
			all = append(all, fmt.Sprintf("body: %q must not be there", part))
		}
	}
	return slices.Clip(all)
}

// visibleText is the text below n, words parted by single spaces.
func visibleText(n *html.Node) string {
	var w strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			w.WriteString(d.Data)
		case d.Type == html.ElementNode && (d.Data == "p" || d.Data == "br" || d.Data == "li" || d.Data == "td" || d.Data == "div"):
			w.WriteByte(' ')
		}
	}
	return oneSpace(w.String())
}

func oneSpace(s string) string { return strings.Join(strings.Fields(s), " ") }

// end sums the trial up.
func (r *ruleTrial) end() error {
	if r.passed > 0 {
		r.t.say(slog.LevelInfo, fmt.Sprintf("samples that are web pages: %d, not read", r.passed), "--network asks for them")
	}
	failed := r.outcome.failures()
	if failed == 0 {
		return nil
	}
	return &failure{code: r.outcome.code(), err: fmt.Errorf("%d of %d samples differ", failed, failed+r.outcome.stored)}
}
