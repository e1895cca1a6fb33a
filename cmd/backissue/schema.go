package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/backissue/backissue/convert"
)

func newSchemaCommand(t *tui) *cobra.Command {
	return &cobra.Command{
		Use:       "schema [record|issue]",
		Short:     "Print the JSON Schema of the record or of issue.json",
		Long:      "Print the JSON Schema (draft 2020-12) that every record of json and jsonl follows, or that of\nthe issue.json of an issue.",
		Example:   "  backissue schema\n  backissue schema issue",
		ValidArgs: []string{"record", "issue"},
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) > 1 || len(args) == 1 && args[0] != "record" && args[0] != "issue" {
				return usage(fmt.Errorf("there is no schema %q", strings.Join(args, " ")), "there are record and issue")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error {
			out := convert.Schema()
			if len(args) == 1 && args[0] == "issue" {
				out = convert.IssueSchema()
			}
			_, err := t.out.Write(out)
			return stdoutError(err)
		},
	}
}
