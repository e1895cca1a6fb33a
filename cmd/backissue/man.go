package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
)

func newManCommand(t *tui, root *cobra.Command) *cobra.Command {
	return &cobra.Command{
		Use:     "man DIR",
		Short:   "Write the manual pages into a folder",
		Example: "  backissue man /usr/local/share/man/man1",
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) != 1 {
				return usage(fmt.Errorf("man wants one folder, got %d arguments", len(args)), "")
			}
			return nil
		},
		RunE: func(_ *cobra.Command, args []string) error { return runMan(t, root, args[0]) },
	}
}

// runMan writes a manual page for root and each command under it into dir,
// which is made if need be. The same program writes the same bytes.
func runMan(t *tui, root *cobra.Command, dir string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return &failure{code: exitDisk, err: err}
	}
	month, err := time.Parse("2006-01", releaseMonth)
	if err != nil {
		return err
	}
	var failed error
	visitCommands(root, func(c *cobra.Command) {
		if failed != nil || c != root && !c.IsAvailableCommand() {
			return
		}
		page, err := manPage(c, month)
		if err == nil {
			err = replaceFile(filepath.Join(dir, strings.ReplaceAll(c.CommandPath(), " ", "-")+".1"), page)
		}
		failed = err
	})
	if failed != nil {
		return &failure{code: exitDisk, err: fmt.Errorf("writing manual pages: %w", failed)}
	}
	return nil
}

// manPage is the manual page of c in roff.
func manPage(c *cobra.Command, month time.Time) ([]byte, error) {
	var b bytes.Buffer
	name := strings.ToUpper(strings.ReplaceAll(c.CommandPath(), " ", "-"))
	header := &doc.GenManHeader{Title: name, Section: "1", Source: "backissue " + version(), Date: &month}
	if err := doc.GenMan(c, header, &b); err != nil {
		return nil, err
	}
	b.WriteString(".SH EXIT STATUS\n")
	for _, e := range exitCodes {
		fmt.Fprintf(&b, ".TP\n\\fB%d\\fP\n%s\n", e.code, roff(e.meaning))
	}
	if !c.HasParent() {
		b.WriteString(".SH ENVIRONMENT\n")
		for _, v := range variables(c) {
			fmt.Fprintf(&b, ".TP\n\\fB%s\\fP\n%s\n", roff(v), roff("default of --"+flagName(v)))
		}
		for _, e := range environment {
			fmt.Fprintf(&b, ".TP\n\\fB%s\\fP\n%s\n", roff(e.name), roff(e.meaning))
		}
	}
	return b.Bytes(), nil
}

// flagName is the flag of a BACKISSUE_* variable.
func flagName(variable string) string {
	return strings.ToLower(strings.ReplaceAll(strings.TrimPrefix(variable, "BACKISSUE_"), "_", "-"))
}

// roff escapes a line of text for roff(7).
func roff(s string) string {
	s = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(s)
	if strings.HasPrefix(s, ".") || strings.HasPrefix(s, "'") {
		s = `\&` + s
	}
	return s
}
