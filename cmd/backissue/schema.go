package main

import (
	"github.com/spf13/cobra"

	"github.com/backissue/backissue/convert"
)

func newSchemaCommand(t *tui) *cobra.Command {
	return &cobra.Command{
		Use:   "schema",
		Short: "Print the JSON Schema of the record",
		Long:  "Print the JSON Schema that every record of json and jsonl follows (draft 2020-12).",
		Args:  noArguments,
		RunE: func(*cobra.Command, []string) error {
			_, err := t.out.Write(convert.Schema())
			return stdoutError(err)
		},
	}
}
