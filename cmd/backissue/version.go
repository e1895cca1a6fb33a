package main

import (
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

const (
	// release is the version of a build that knows no better one.
	release = "0.1.0-dev"
	// releaseMonth dates the manual pages.
	releaseMonth = "2026-11"
)

// version is the module's version where Go recorded one, or release.
func version() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		if v := info.Main.Version; v != "" && v != "(devel)" {
			return strings.TrimPrefix(v, "v")
		}
	}
	return release
}

// tool is the name that records and requests carry.
func tool() string { return "backissue/" + version() }

func newVersionCommand(t *tui) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print the version",
		Args:  noArguments,
		RunE:  func(*cobra.Command, []string) error { return runVersion(t.out) },
	}
}

func runVersion(w io.Writer) error {
	_, err := fmt.Fprintf(w, "backissue %s %s %s/%s\n", version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
	return stdoutError(err)
}
