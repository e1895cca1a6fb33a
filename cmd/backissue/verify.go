package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"github.com/backissue/backissue/scrape/warc"
)

func newVerifyCommand(t *tui) *cobra.Command {
	return &cobra.Command{
		Use:   "verify PATH...",
		Short: "Check recordings for damage",
		Long: "Verify reads WARC and ARC files, or the folders that hold them, to their ends. It checks\n" +
			"the length and the digests of each record, that compressed records can be found by their\n" +
			"offset, and that what records refer to is there. What is wrong is printed with the file\n" +
			"and the offset, tab-separated, and the exit code is 11. It changes nothing and never\n" +
			"uses the network.",
		Example: "  backissue verify crawl.warc.gz\n" +
			"  backissue verify recordings/",
		RunE: func(c *cobra.Command, args []string) error { return runVerify(c.Context(), t, args) },
	}
}

func runVerify(ctx context.Context, t *tui, paths []string) error {
	if len(paths) == 0 {
		return usage(errors.New("nothing to verify"), "give a WARC file or a folder of them")
	}
	var v warc.Verifier
	files, records := 0, 0
	for _, p := range paths {
		names, err := recordings(p)
		if err != nil {
			return err
		}
		for _, name := range names {
			n, err := verifyFile(ctx, &v, name)
			if err != nil {
				return err
			}
			files, records = files+1, records+n
		}
	}
	found := v.Findings(nil)
	for _, f := range found {
		if _, err := fmt.Fprintf(t.out, "%s\t%d\t%s\n", safeText(f.File), f.Offset, safeText(f.What)); err != nil {
			return stdoutError(err)
		}
	}
	sum := fmt.Sprintf("%s in %s of %s", counted(len(found), "fault"), counted(records, "record"), counted(files, "file"))
	if len(found) > 0 {
		return &failure{code: exitDamage, err: errors.New(sum)}
	}
	t.say(slog.LevelDebug, sum, "")
	return nil
}

// verifyFile checks one file; its error is that it cannot be read.
func verifyFile(ctx context.Context, v *warc.Verifier, name string) (int, error) {
	f, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer f.Close()
	n, err := v.File(filepath.ToSlash(name), &endingReader{ctx, f})
	if err != nil {
		return n, fmt.Errorf("%s: %w", name, err)
	}
	return n, nil
}

// endingReader is a reader that ends with its context.
type endingReader struct {
	ctx context.Context
	in  io.Reader
}

func (r *endingReader) Read(p []byte) (int, error) {
	if r.ctx.Err() != nil {
		return 0, context.Cause(r.ctx)
	}
	return r.in.Read(p)
}

// counted is a number with its noun.
func counted(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
