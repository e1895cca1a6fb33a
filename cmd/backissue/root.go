package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// newRoot builds the command tree.
func newRoot(t *tui) *cobra.Command {
	var messages messageOptions
	root := &cobra.Command{
		Use:   "backissue COMMAND",
		Short: "Turn the web pages of periodicals into archives",
		Long: "backissue reads articles of magazines, newspapers and journals from their web pages\n" +
			"and writes clean Markdown or JSON: title, byline, authors, date and body, each with\n" +
			"where it was found. What is not an article is never passed off as one.",
		Example: "  backissue fetch https://example.org/2011/10/an-article\n" +
			"  backissue fetch -i urls.txt -d articles\n" +
			"  backissue convert saved-page.html\n" +
			"  backissue convert saved-pages/ -f jsonl",
		SilenceErrors:     true,
		SilenceUsage:      true,
		DisableAutoGenTag: true,
		Args:              cobra.ArbitraryArgs,
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				return unknownCommand(c, args[0])
			}
			return c.Help()
		},
		PersistentPreRunE: func(c *cobra.Command, _ []string) error {
			if err := fromEnvironment(c.Flags(), t.env); err != nil {
				return err
			}
			if err := fromConfigs(t, c); err != nil {
				return err
			}
			t.configure(messages.quiet, messages.verbose, messages.logFormat.value)
			return nil
		},
	}
	messages.define(root)
	root.SetIn(t.in)
	root.SetOut(t.out)
	root.SetErr(t.messages)
	root.SetFlagErrorFunc(flagError)
	root.SetUsageFunc(func(c *cobra.Command) error { return writeUsage(c.OutOrStdout(), c) })
	root.AddCommand(newFetchCommand(t, &messages), newIssueCommand(t, &messages), newSyncCommand(t, &messages), newInitCommand(), newConvertCommand(t, &messages), newListCommand(t), newVerifyCommand(t), newRulesCommand(t), newSchemaCommand(t), newManCommand(t, root), newVersionCommand(t))
	root.AddCommand(newTopics(root)...)
	root.SetHelpCommand(newHelpCommand(root))
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	return root
}

// noArguments is the cobra.PositionalArgs of a command that takes none.
func noArguments(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usage(fmt.Errorf("%s takes no arguments, got %q", c.CommandPath(), strings.Join(args, " ")), "")
	}
	return nil
}
