package main

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// otherNames are flags by the names that wget, curl and other tools of the
// field have taught people.
var otherNames = map[string]string{
	"all":                  "dir",
	"concurrency":          "jobs",
	"cookie":               "cookies",
	"cookie-jar":           "cookies",
	"load-cookies":         "cookies",
	"connect-timeout":      "timeout",
	"directory":            "dir",
	"directory-prefix":     "dir",
	"output-dir":           "dir",
	"input-file":           "input",
	"from-file":            "input",
	"list":                 "input",
	"html":                 "format html",
	"json":                 "format json",
	"jsonl":                "format jsonl",
	"markdown":             "format md",
	"text":                 "format text",
	"output-format":        "format",
	"ignore-robots":        "robots ignore",
	"no-robots":            "robots ignore",
	"max-filesize":         "max-size",
	"no-check-certificate": "insecure",
	"output-document":      "output",
	"output-file":          "report",
	"log":                  "report",
	"parallel":             "jobs",
	"retry":                "retries",
	"tries":                "retries",
	"silent":               "quiet",
	"threads":              "jobs",
	"workers":              "jobs",
	"url":                  "base-url",
	"wait":                 "delay",
	"sleep":                "delay",
	"rate-limit":           "delay",
	"waitretry":            "backoff",
}

// flagError turns what pflag says about the flags of c into a failure with a
// suggestion.
func flagError(c *cobra.Command, err error) error {
	f := &failure{code: exitUsage, err: err, hint: fmt.Sprintf("%q lists the flags", c.CommandPath()+" --help")}
	var unknown *pflag.NotExistError
	if !errors.As(err, &unknown) {
		return f
	}
	if name := unknown.GetSpecifiedName(); len(name) > 1 || unknown.GetSpecifiedShortnames() == "" {
		f.err = fmt.Errorf("unknown flag --%s", name)
		if s := suggestFlag(c.Flags(), name); s != "" {
			f.hint = "did you mean --" + s
		}
	}
	return f
}

// suggestFlag is the flag of fs that a person who typed name may have meant,
// or "".
func suggestFlag(fs *pflag.FlagSet, name string) string {
	if s, ok := otherNames[name]; ok {
		if flag, _, _ := strings.Cut(s, " "); fs.Lookup(flag) != nil {
			return s
		}
	}
	var names []string
	fs.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return nearest(name, names)
}

// nearest is the name that differs least from what was typed: an unfinished
// one, or one within a third of its letters.
func nearest(typed string, names []string) string {
	best, least := "", len(typed)/3+1
	for _, n := range names {
		d := distance(typed, n)
		if len(typed) > 2 && strings.HasPrefix(n, typed) {
			d = 0
		}
		if d < least {
			best, least = n, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete, replace or swap with
// their neighbour between a and b (optimal string alignment).
func distance(a, b string) int {
	before, row, next := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		next[0] = i + 1
		for j := range len(b) {
			cost := 0
			if a[i] != b[j] {
				cost = 1
			}
			d := min(row[j]+cost, row[j+1]+1, next[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, before[j-1]+1)
			}
			next[j+1] = d
		}
		before, row, next = row, next, before
	}
	return row[len(b)]
}

// unknownCommand is the failure of a first argument that is no command of
// root. A URL or a file there is a command forgotten.
func unknownCommand(root *cobra.Command, arg string) error {
	f := &failure{code: exitUsage, err: fmt.Errorf("unknown command %q", arg), hint: `"backissue help" lists the commands`}
	var names []string
	calls := map[string]string{}
	for _, c := range root.Commands() {
		names = append(names, c.Name())
		calls[c.Name()] = c.CommandPath()
		if c.IsAdditionalHelpTopicCommand() {
			calls[c.Name()] = root.Name() + " help " + c.Name()
		}
	}
	if u, err := url.Parse(arg); err == nil && (u.Scheme == "http" || u.Scheme == "https") {
		f.hint = "did you mean: backissue fetch " + arg
	} else if _, err := os.Stat(arg); err == nil {
		f.hint = "did you mean: backissue convert " + arg
	} else if n := nearest(arg, names); n != "" {
		f.hint = "did you mean: " + calls[n]
	}
	return f
}
