package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/backissue/backissue/cmd/internal/archive"
	"github.com/backissue/backissue/scrape/rules"
)

// ruleOptions say where site rules are looked for.
type ruleOptions struct{ dirs []string }

func (o *ruleOptions) define(fs *pflag.FlagSet) {
	fs.StringArrayVar(&o.dirs, "rules", nil, "use the site rules of `DIR` before all others")
}

// ready is set for a run that reads pages: what no page would bring up is said
// at once.
func (o *ruleOptions) ready(t *tui) (*rules.Set, error) {
	set, err := o.set(t)
	if err == nil {
		for _, p := range set.Unread() {
			t.say(slog.LevelWarn, p.Error(), "")
		}
	}
	return set, err
}

// set is the rules of the folders given, of the archive around the working
// folder and of the user, in this order. Those of the last two need not be
// there.
func (o *ruleOptions) set(t *tui) (*rules.Set, error) {
	set := &rules.Set{}
	for _, dir := range o.dirs {
		if err := addRules(set, dir, "--rules"); err != nil {
			return nil, usage(fmt.Errorf("--rules: %w", err), "")
		}
	}
	for _, f := range []struct{ dir, origin string }{{archiveRules(t.env), "archive"}, {userRules(), "user"}} {
		if f.dir == "" || !isFolder(f.dir) {
			continue
		}
		if err := addRules(set, f.dir, f.origin); err != nil {
			return nil, usage(err, "")
		}
	}
	return set, nil
}

func addRules(set *rules.Set, dir, origin string) error {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%s: no such folder", dir)
	case err != nil:
		return err
	case !info.IsDir():
		return fmt.Errorf("%s is a file, not a folder", dir)
	}
	return set.Add(os.DirFS(dir), origin, filepath.ToSlash(dir))
}

// archiveRules is the folder of rules of the archive: of $BACKISSUE_DIR, or of
// the nearest folder upwards that holds a backissue.yaml.
func archiveRules(env func(string) (string, bool)) string {
	if dir, _ := env("BACKISSUE_DIR"); dir != "" {
		return filepath.Join(dir, "rules")
	}
	if root := archive.Find("."); root != "" {
		return filepath.Join(root, "rules")
	}
	return ""
}

// userRules is the user's own folder of rules, or "" where nobody knows.
func userRules() string {
	dir, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(dir, "backissue", "rules")
}

func newRulesCommand(t *tui) *cobra.Command {
	c := &cobra.Command{
		Use:   "rules COMMAND",
		Short: "List, show and test site rules",
		Long: "A site rule says where title, authors, date and text stand on the pages of a site. Its file is\n" +
			"YAML, or a .txt file in the format of fivefilters' ftr-site-config, named by its host:\n" +
			"example.org.txt, or .example.org.txt for the hosts one label below.\n\n" +
			"Rules are looked for in --rules DIR, in the folder rules of the archive, and in\n" +
			"backissue/rules of the user's configuration folder. The first that has one for the page's\n" +
			"host wins; what it finds goes before all else that the page says.",
		Example: "  backissue rules list\n" +
			"  backissue rules show example.org\n" +
			"  backissue rules test rules/example.yaml",
		Args: cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return usage(fmt.Errorf("unknown command %q", "rules "+args[0]), `"backissue rules --help" lists the commands`)
			}
			return c.Help()
		},
	}
	c.AddCommand(newRulesListCommand(t), newRulesShowCommand(t), newRulesTestCommand(t))
	return c
}

func newRulesListCommand(t *tui) *cobra.Command {
	var o ruleOptions
	c := &cobra.Command{
		Use:   "list",
		Short: "List the site rules that are known",
		Long: "List the rules that are known, a line each: the hosts, where the rule belongs (--rules, archive\n" +
			"or user), its samples, and its file. Lines of a file that cannot be read are named on standard\n" +
			"error; the rest of such a file is used.",
		Args: noArguments,
		RunE: func(*cobra.Command, []string) error { return runRulesList(t, &o) },
	}
	addGroup(c, "Extraction", o.define)
	return c
}

func runRulesList(t *tui, o *ruleOptions) error {
	set, err := o.set(t)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(t.out, 0, 0, 2, ' ', 0)
	for _, r := range set.All() {
		names := strings.Join(r.Hosts, ",")
		if r.Fingerprint != "" {
			names = strings.TrimPrefix(names+",generator:"+r.Fingerprint, ",")
		}
		if _, err := fmt.Fprintf(w, "%s\t%s\t%d samples\t%s\n", safeText(names), r.Origin, len(r.Samples), safeText(r.Path)); err != nil {
			return stdoutError(err)
		}
		sayProblems(t, r)
	}
	return stdoutError(w.Flush())
}

// sayProblems names what of a rule could not be read.
func sayProblems(t *tui, r *rules.Rule) {
	for _, p := range r.Problems {
		t.say(slog.LevelWarn, p.Error(), "")
	}
}

func newRulesShowCommand(t *tui) *cobra.Command {
	var o ruleOptions
	c := &cobra.Command{
		Use:   "show HOST",
		Short: "Show the rule that a host's pages have",
		Long: "Show the files of the rule for a host, or for the page at a URL, the strongest first. Where\n" +
			"there is no rule the exit code is 4.",
		Example: "  backissue rules show example.org\n  backissue rules show https://example.org/2011/10/an-article",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(fmt.Errorf("show wants one host or URL, got %d arguments", len(args)), "")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return runRulesShow(t, &o, args[0]) },
	}
	addGroup(c, "Extraction", o.define)
	return c
}

func runRulesShow(t *tui, o *ruleOptions, host string) error {
	set, err := o.set(t)
	if err != nil {
		return err
	}
	parts := set.Parts(host, "")
	if len(parts) == 0 {
		return &failure{code: exitNoArticle, err: fmt.Errorf("%s: there is no rule", host), hint: `"backissue rules list" lists those there are`}
	}
	for i, r := range parts {
		sayProblems(t, r)
		if err := writeRule(t.out, r, i > 0); err != nil {
			return stdoutError(err)
		}
	}
	return nil
}

// writeRule prints a rule's file under its name, as a comment of both formats.
func writeRule(w io.Writer, r *rules.Rule, again bool) error {
	var b strings.Builder
	if again {
		b.WriteByte('\n')
	}
	b.WriteString("# " + safeText(r.Path) + " (" + r.Origin + ")\n")
	for line := range strings.Lines(string(r.Text)) {
		b.WriteString(safeText(strings.TrimRight(line, "\r\n")) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}
