package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/backissue/backissue/cmd/internal/archive"
	"github.com/backissue/backissue/scrape/state"
)

// syncOptions are the flags and arguments of sync.
type syncOptions struct {
	titles      []string
	dir         string
	limit       int
	dryRun      bool
	refresh     archive.Refresh
	maxDuration duration
	retryLock   duration
	progress    choice
	noWARC      bool
	images      choice
	fetch       fetchOptions
	extraction  extractionOptions
}

func newSyncCommand(t *tui, messages *messageOptions) *cobra.Command {
	var o syncOptions
	o.progress = choice{"auto", []string{"auto", "always", "never"}}
	o.images = choice{"keep", []string{"keep", "drop", "save"}}
	c := &cobra.Command{
		Use:   "sync [TITLE...]",
		Short: "Bring an archive up to date",
		Long: "Sync is the command for cron. It reads the archive's backissue.yaml, looks where each title\n" +
			"announces its issues and articles, and stores what is new. What is stored is asked for again,\n" +
			"the older the rarer: an article whose text has changed is stored anew, and its earlier text is\n" +
			"kept in versions/; one that is gone stays, and is marked. A wall, an error or a fragment never\n" +
			"replaces a good copy.\n\n" +
			"Nothing is said when nothing changed; otherwise one line sums the run up, and runs/ has the\n" +
			"account of it. What cannot be had is reported once; then it is a known gap, which is tried again\n" +
			"ever more rarely and changes no exit code (--strict reports it each time).\n\n" +
			"The archive is -d DIR, else BACKISSUE_DIR, else the nearest folder upwards that holds a\n" +
			"backissue.yaml.",
		Example: "  backissue init archive\n" +
			"  backissue sync -d archive\n" +
			"  backissue sync -d archive the-mole --dry-run",
		RunE: func(c *cobra.Command, args []string) error {
			o.titles = args
			return runSync(c.Context(), t, &o, messages.quiet)
		},
	}
	addGroup(c, "Input", func(fs *pflag.FlagSet) {
		fs.StringVarP(&o.dir, "dir", "d", "", "the archive is `DIR`")
		fs.IntVar(&o.limit, "limit", 0, "ask for `N` articles at most; the next run goes on")
		fs.Var(&o.refresh, "refresh", "ask for stored articles again after `AGE`: auto, never, always, or a time such as 30d")
		forOneCall(fs, "dir", "limit")
	})
	addGroup(c, "Run", func(fs *pflag.FlagSet) {
		fs.BoolVarP(&o.dryRun, "dry-run", "n", false, "print what would be asked for, and store nothing")
		fs.Var(&o.maxDuration, "max-duration", "stop after this time; the same command goes on; 0 is no limit")
		fs.Var(&o.retryLock, "retry-lock", "wait so long for an archive that another run holds")
		fs.Var(&o.progress, "progress", "whether to draw a progress bar")
		forOneCall(fs, "dry-run")
	})
	addGroup(c, "Output", func(fs *pflag.FlagSet) {
		fs.Var(&o.images, "images", "whether the body shows its images; save keeps them beside the articles")
	})
	o.fetch.define(c)
	addGroup(c, "Evidence", func(fs *pflag.FlagSet) {
		fs.BoolVar(&o.noWARC, "no-warc", false, "record nothing")
	})
	o.extraction.define(c, false)
	return c
}

// archiveDir is the archive that a command works on.
func archiveDir(t *tui, dir string) (string, error) {
	if dir == "" {
		dir, _ = t.env("BACKISSUE_DIR")
	}
	if dir == "" {
		if dir = archive.Find("."); dir == "" {
			return "", usage(errors.New("no archive: neither this folder nor one above it holds a "+archive.ConfigName), `"backissue init DIR" begins one; -d DIR names one`)
		}
		return dir, nil
	}
	if !isFile(filepath.Join(dir, archive.ConfigName)) {
		return "", usage(fmt.Errorf("%s is no archive: it holds no %s", dir, archive.ConfigName), `"backissue init DIR" begins one`)
	}
	return dir, nil
}

func runSync(ctx context.Context, t *tui, o *syncOptions, quiet bool) error {
	root, err := archiveDir(t, o.dir)
	if err != nil {
		return err
	}
	config, err := archive.ReadConfig(root)
	if err != nil {
		return usage(err, "")
	}
	titles, err := chosenTitles(config, o.titles)
	if err != nil {
		return err
	}
	ctx, stop := limited(ctx, time.Duration(o.maxDuration))
	defer stop()
	s, err := openSync(ctx, t, o, root, quiet)
	if err != nil {
		return err
	}
	return s.close(ctx, s.all(ctx, titles))
}

// chosenTitles are the titles with the keys given, or all.
func chosenTitles(c *archive.Config, keys []string) ([]archive.Title, error) {
	if len(c.Titles) == 0 {
		return nil, usage(fmt.Errorf("%s names no title", archive.ConfigName), "it says in its comments how one is written")
	}
	if len(keys) == 0 {
		return c.Titles, nil
	}
	var chosen []archive.Title
	for _, key := range keys {
		i := slices.IndexFunc(c.Titles, func(t archive.Title) bool { return t.Key == key })
		if i < 0 {
			var known []string
			for _, t := range c.Titles {
				known = append(known, t.Key)
			}
			return nil, usage(fmt.Errorf("there is no title %q", key), "there are "+strings.Join(known, ", "))
		}
		chosen = append(chosen, c.Titles[i])
	}
	return chosen, nil
}

// openSync takes hold of an archive, and opens the way to the network.
func openSync(ctx context.Context, t *tui, o *syncOptions, root string, quiet bool) (*syncer, error) {
	options, err := o.extraction.options(t)
	if err != nil {
		return nil, err
	}
	web, err := openWeb(t, &o.fetch, &evidenceOptions{})
	if err != nil {
		return nil, err
	}
	web.client.MaxSize = maxFile
	s, err := openArchive(ctx, t, "backissue sync", root, time.Duration(o.retryLock))
	if err != nil {
		return nil, err
	}
	s.web, s.options, s.extraction, s.hosts, s.left, s.quiet = web, *o, options, o.fetch.jobs, o.limit, quiet
	collectSeldom(t)
	web.client.Memory, web.memory = s.store, s.memory
	if o.images.value == "save" {
		s.pictures = &pictures{web: web, writing: func(name string) error { return s.ledger.Writing(relative(filepath.ToSlash(root), name)) }}
	}
	if o.noWARC || o.dryRun {
		return s, nil
	}
	web.recording = record(web.client)
	if err := web.recording.open(filepath.Join(root, "warc")); err != nil {
		return nil, errors.Join(err, s.store.Close())
	}
	return s, nil
}

// openArchive takes hold of an archive, heals what a killed run left, and makes
// the state again where it is missing.
func openArchive(ctx context.Context, t *tui, command, root string, retryLock time.Duration) (*syncer, error) {
	m, err := openMemory(ctx, t, command, &outputOptions{dir: root, format: choice{value: "md"}}, retryLock)
	if err != nil {
		return nil, err
	}
	s := &syncer{t: t, store: m.store, memory: m, root: root, now: time.Now().UTC().Truncate(time.Millisecond)}
	s.openFolders()
	if err := s.heal(); err != nil {
		return nil, errors.Join(err, m.store.Close())
	}
	return s, nil
}

func (s *syncer) heal() error {
	var err error
	if s.ledger, err = archive.OpenLedger(s.root); err != nil {
		return &failure{code: exitDisk, err: err}
	}
	s.log = archive.NewRunLog(s.ledger, s.now)
	empty := true
	if err := s.store.Articles(func(state.Article) bool { empty = false; return false }); err != nil {
		return memoryError(err)
	}
	if !empty {
		return nil
	}
	n, err := archive.Rebuild(s.root, s.store, webURL)
	if err != nil {
		return memoryError(err)
	}
	if n > 0 {
		s.t.say(slog.LevelWarn, fmt.Sprintf("%s: the state is missing and was made again from %s", s.root, counted(n, "record")), "")
	}
	return nil
}

// close lets the archive go and sums the run up.
func (s *syncer) close(ctx context.Context, runErr error) error {
	disk := func(err error) {
		if err != nil && runErr == nil {
			runErr = &failure{code: exitDisk, err: err}
		}
	}
	disk(errors.Join(s.markdown.Close(), s.records.Close()))
	disk(s.log.Close())
	disk(s.ledger.Save())
	if s.web != nil {
		s.web.client.CloseIdle()
	}
	if s.web != nil && s.web.recording != nil {
		r := s.web.recording
		if s.log.Path() != "" {
			disk(r.close())
		} else {
			disk(r.drop())
		}
	}
	if err := memoryError(s.store.Close()); err != nil && runErr == nil {
		runErr = err
	}
	if err := s.sumUp(); err != nil && runErr == nil {
		runErr = err
	}
	if how, ok := interruption(ctx); ok && runErr != nil {
		return &failure{code: how.code, err: fmt.Errorf("%w: the same command again goes on", how)}
	}
	if runErr != nil {
		return runErr
	}
	return s.result()
}

// sumUp prints one line about a run that found anything.
func (s *syncer) sumUp() error {
	if s.log.Path() == "" || s.quiet || s.options.dryRun {
		return nil
	}
	var parts []string
	for _, c := range []struct {
		action archive.Action
		words  string
	}{
		{archive.ActionNewIssue, "new issues"}, {archive.ActionNew, "new articles"}, {archive.ActionChanged, "changed"},
		{archive.ActionSame, "same"}, {archive.ActionGone, "gone"}, {archive.ActionBackAgain, "back"}, {archive.ActionFailed, "failed"},
	} {
		switch n := s.log.Count(c.action); {
		case n == 1:
			parts = append(parts, "1 "+strings.TrimSuffix(c.words, "s"))
		case n > 1:
			parts = append(parts, fmt.Sprintf("%d %s", n, c.words))
		}
	}
	if n := s.log.Known(); n > 0 {
		parts = append(parts, fmt.Sprintf("%d still failing", n))
	}
	_, err := fmt.Fprintf(s.t.out, "%s: %s (%s)\n", safeText(filepath.Base(s.root)), strings.Join(parts, ", "), s.log.Path())
	return stdoutError(err)
}

// result is the failure of the run, if it is one: what failed for the first
// time.
func (s *syncer) result() error {
	if s.outcome.failures() == 0 {
		return nil
	}
	if s.said > maxSaid {
		s.t.say(slog.LevelWarn, fmt.Sprintf("and %d failures more", s.said-maxSaid), s.log.Path()+" has them all")
	}
	return &failure{code: s.outcome.code(), err: fmt.Errorf("%s failed", counted(s.outcome.failures(), "page")), hint: hintOf(s.last)}
}
