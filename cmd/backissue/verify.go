package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/backissue/backissue/cmd/internal/archive"
	"github.com/backissue/backissue/scrape/state"
	"github.com/backissue/backissue/scrape/warc"
)

// verifyOptions are the flags and arguments of verify.
type verifyOptions struct {
	paths     []string
	rebuild   bool
	retryLock duration
}

func newVerifyCommand(t *tui) *cobra.Command {
	var o verifyOptions
	c := &cobra.Command{
		Use:   "verify [PATH...]",
		Short: "Check archives and recordings for damage",
		Long: "Verify checks an archive, the one around the working folder if no PATH is given: each file\n" +
			"against the digests of its manifest, records and issues against each other, pictures and\n" +
			"articles that are missing, the state against the files, and the recordings.\n\n" +
			"WARC and ARC files, or folders of them, are read to their ends: the length and the digests\n" +
			"of each record, that compressed records can be found by their offset, and that what records\n" +
			"refer to is there.\n\n" +
			"What is wrong is printed with the file and, in a recording, the offset, tab-separated, and\n" +
			"the exit code is 11. Verify never uses the network, and changes nothing but with --rebuild,\n" +
			"which makes the state of an archive again from its files.",
		Example: "  backissue verify archive\n" +
			"  backissue verify crawl.warc.gz\n" +
			"  backissue verify recordings/",
		RunE: func(c *cobra.Command, args []string) error {
			o.paths = args
			return runVerify(c.Context(), t, &o)
		},
	}
	addGroup(c, "Run", func(fs *pflag.FlagSet) {
		fs.BoolVar(&o.rebuild, "rebuild", false, "make the state of an archive again from its files")
		fs.Var(&o.retryLock, "retry-lock", "wait so long for an archive that another run holds")
		forOneCall(fs, "rebuild")
	})
	return c
}

func runVerify(ctx context.Context, t *tui, o *verifyOptions) error {
	if len(o.paths) == 0 {
		root, err := archiveDir(t, "")
		if err != nil {
			return usage(errors.New("nothing to verify"), "give an archive, a WARC file or a folder of them")
		}
		o.paths = []string{root}
	}
	v := &verifier{t: t}
	for _, p := range o.paths {
		var err error
		if isFile(filepath.Join(p, archive.ConfigName)) {
			err = v.archive(ctx, p, o)
		} else {
			err = v.recordings(ctx, p)
		}
		if err != nil {
			return err
		}
	}
	return v.end()
}

// verifier prints what is wrong with archives and recordings.
type verifier struct {
	t              *tui
	warc           warc.Verifier
	files, records int
	faults         int
}

func (v *verifier) found(fields ...string) error {
	v.faults++
	for i := range fields {
		fields[i] = safeText(fields[i])
	}
	_, err := fmt.Fprintln(v.t.out, strings.Join(fields, "\t"))
	return stdoutError(err)
}

// recordings checks WARC files.
func (v *verifier) recordings(ctx context.Context, path string) error {
	names, err := recordings(path)
	if err != nil {
		return err
	}
	for _, name := range names {
		n, err := verifyFile(ctx, &v.warc, name)
		if err != nil {
			return err
		}
		v.files, v.records = v.files+1, v.records+n
	}
	return nil
}

// archive checks an archive, which it holds meanwhile.
func (v *verifier) archive(ctx context.Context, root string, o *verifyOptions) error {
	if _, err := archive.ReadConfig(root); err != nil {
		return usage(err, "")
	}
	s, err := state.Open(ctx, root, state.Options{RetryLock: time.Duration(o.retryLock), Command: "backissue verify", Replace: o.rebuild})
	switch {
	case errors.Is(err, state.ErrDamaged):
		err = v.found(filepath.ToSlash(filepath.Join(root, ".backissue", "state.db")), "is damaged; --rebuild makes it again")
	case err != nil:
		return memoryError(err)
	default:
		err = v.state(root, s, o.rebuild)
		if failed := s.Close(); failed != nil && err == nil {
			err = memoryError(failed)
		}
	}
	if err != nil {
		return err
	}
	if err := v.plain(root); err != nil {
		return err
	}
	if dir := filepath.Join(root, "warc"); isFolder(dir) {
		if err := v.recordings(ctx, dir); err != nil && codeOf(err) != exitUsage {
			return err
		}
		lines, err := warc.CheckIndex(dir)
		for _, l := range lines {
			if err := v.found(filepath.ToSlash(filepath.Join(dir, warc.IndexName)), l); err != nil {
				return err
			}
		}
		return err
	}
	return nil
}

// plain checks the plain files of an archive.
func (v *verifier) plain(root string) error {
	var failed error
	say := func(f archive.Finding) {
		if err := v.found(filepath.ToSlash(filepath.Join(root, f.Path)), f.What); err != nil {
			failed = err
		}
	}
	return errors.Join(archive.Check(root, say), failed)
}

// state checks what is remembered against the files, or makes it again.
func (v *verifier) state(root string, s *state.Store, rebuild bool) error {
	if rebuild {
		n, err := archive.Rebuild(root, s, webURL)
		v.t.say(slog.LevelDebug, counted(n, "record"), "")
		return memoryError(err)
	}
	var failed error
	err := archive.CheckState(root, s, func(f archive.Finding) {
		if err := v.found(filepath.ToSlash(filepath.Join(root, f.Path)), f.What); err != nil {
			failed = err
		}
	})
	return errors.Join(memoryError(err), failed)
}

// end prints what is wrong with the recordings and sums up.
func (v *verifier) end() error {
	for _, f := range v.warc.Findings(nil) {
		if err := v.found(f.File, fmt.Sprint(f.Offset), f.What); err != nil {
			return err
		}
	}
	sum := fmt.Sprintf("%s in %s of %s", counted(v.faults, "fault"), counted(v.records, "record"), counted(v.files, "file"))
	if v.records == 0 {
		sum = counted(v.faults, "fault")
	}
	if v.faults > 0 {
		return &failure{code: exitDamage, err: errors.New(sum)}
	}
	v.t.say(slog.LevelDebug, sum, "")
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
