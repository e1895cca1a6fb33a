package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newHelpCommand(root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:   "help [COMMAND|TOPIC]",
		Short: "Explain a command or a topic",
		ValidArgsFunction: func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
			var names []string
			for _, c := range root.Commands() {
				if len(args) == 0 {
					names = append(names, c.Name())
				}
			}
			return names, cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			c, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return unknownCommand(root, args[0])
			}
			c.InitDefaultHelpFlag()
			return c.Help()
		},
	}
}

// newTopics are the help topics: commands that only have a text.
func newTopics(root *cobra.Command) []*cobra.Command {
	return []*cobra.Command{
		{Use: "exit-codes", Short: "What the exit code of a run means", Long: exitCodesText()},
		{Use: "environment", Short: "Environment variables that are read", Long: environmentText(root)},
	}
}

func exitCodesText() string {
	var b strings.Builder
	b.WriteString("The exit code of a run:\n\n")
	for _, e := range exitCodes {
		fmt.Fprintf(&b, "  %3d  %s\n", e.code, wrap(e.meaning, 70, "       "))
	}
	b.WriteString("\nWhen nothing is stored and failures are of several kinds, the code is the first of 7, 5, 6, 4 and 2.\n")
	return b.String()
}

// wrap breaks s into lines of at most width bytes, the later ones indented.
func wrap(s string, width int, indent string) string {
	var b strings.Builder
	room := width
	for i, w := range strings.Fields(s) {
		switch {
		case i == 0:
		case len(w)+1 > room:
			b.WriteString("\n" + indent)
			room = width
		default:
			b.WriteByte(' ')
			room--
		}
		b.WriteString(w)
		room -= len(w)
	}
	return b.String()
}

// environment are the variables that are not flags.
var environment = []struct{ name, meaning string }{
	{"HTTP_PROXY, HTTPS_PROXY, NO_PROXY", "proxies, where --proxy is not given"},
	{"NETRC", "the netrc file, where it is not ~/.netrc"},
	{"SOURCE_DATE_EPOCH", "seconds since 1970: the retrieved time of records on standard output, for reproducible runs"},
	{"SSL_CERT_FILE, SSL_CERT_DIR", "certificates to trust (not on Windows and macOS)"},
	{"NO_COLOR", "observed in any case: nothing is ever coloured"},
	{"TERM", "no progress bar where it is \"dumb\""},
}

// variables are the BACKISSUE_* variables of all commands, sorted.
func variables(root *cobra.Command) []string {
	var names []string
	visitCommands(root, func(c *cobra.Command) {
		add := func(f *pflag.Flag) {
			if v := variable(f); v != "" && !slices.Contains(names, v) {
				names = append(names, v)
			}
		}
		if c.Name() == "fetch" || c.Name() == "convert" {
			c.LocalFlags().VisitAll(add)
		}
	})
	root.PersistentFlags().VisitAll(func(f *pflag.Flag) { names = append(names, variable(f)) })
	slices.Sort(names)
	return names
}

func environmentText(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString("A flag can be set by an environment variable of its name; the command line comes first,\n" +
		"then the variable, then the default. A flag without a value, such as --strict, takes \"true\".\n" +
		"Other variables that begin with BACKISSUE_ are ignored.\n\n")
	for _, v := range variables(root) {
		b.WriteString("  " + v + "\n")
	}
	b.WriteString("\nAlso read:\n\n")
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	for _, e := range environment {
		fmt.Fprintf(w, "  %s\t%s\n", e.name, e.meaning)
	}
	_ = w.Flush() // a strings.Builder does not fail
	return b.String()
}

func visitCommands(c *cobra.Command, visit func(*cobra.Command)) {
	visit(c)
	for _, sub := range c.Commands() {
		visitCommands(sub, visit)
	}
}

// writeUsage prints the usage of c, its flags by groups.
func writeUsage(w io.Writer, c *cobra.Command) error {
	var b strings.Builder
	if c.Runnable() {
		b.WriteString("Usage:\n  " + c.UseLine() + "\n")
	}
	if c.HasExample() {
		b.WriteString("\nExamples:\n" + c.Example + "\n")
	}
	writeCommands(&b, "Commands", c, func(s *cobra.Command) bool { return s.IsAvailableCommand() })
	writeCommands(&b, "Help topics", c, (*cobra.Command).IsAdditionalHelpTopicCommand)
	for _, g := range groups {
		writeFlags(&b, g+" flags", c.NonInheritedFlags(), func(f *pflag.Flag) bool { return slices.Contains(f.Annotations[group], g) })
	}
	writeFlags(&b, "Flags", c.NonInheritedFlags(), func(f *pflag.Flag) bool { return f.Annotations[group] == nil })
	writeFlags(&b, "Message flags", c.InheritedFlags(), func(*pflag.Flag) bool { return true })
	_, err := io.WriteString(w, b.String())
	return err
}

func writeCommands(b *strings.Builder, heading string, c *cobra.Command, wanted func(*cobra.Command) bool) {
	first := true
	for _, s := range c.Commands() {
		if !wanted(s) {
			continue
		}
		if first {
			b.WriteString("\n" + heading + ":\n")
			first = false
		}
		fmt.Fprintf(b, "  %-12s %s\n", s.Name(), s.Short)
	}
}

func writeFlags(b *strings.Builder, heading string, fs *pflag.FlagSet, wanted func(*pflag.Flag) bool) {
	some := pflag.NewFlagSet(heading, pflag.ContinueOnError)
	some.SortFlags = false
	fs.VisitAll(func(f *pflag.Flag) {
		if wanted(f) {
			some.AddFlag(f)
		}
	})
	if some.HasAvailableFlags() {
		b.WriteString("\n" + heading + ":\n" + some.FlagUsages())
	}
}
