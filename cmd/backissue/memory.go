package main

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/state"
)

// memory is what a run into a folder remembers, in DIR/.backissue, until a run
// has ended with everything done: which pages are stored, and when a server
// wants to be asked again.
type memory struct {
	store *state.Store
	dir   string
	made  bool   // this run made the folder
	ext   string // of the files that are written
}

// openMemory takes hold of the folder that the options name. Without one
// nothing is remembered.
func openMemory(ctx context.Context, t *tui, o *outputOptions, retryLock time.Duration) (*memory, error) {
	if o.dir == "" {
		return nil, nil
	}
	_, err := os.Stat(o.dir)
	m := &memory{dir: o.dir, made: errors.Is(err, fs.ErrNotExist), ext: o.extension()}
	m.store, err = state.Open(ctx, o.dir, state.Options{RetryLock: retryLock, Replace: true, Command: "backissue fetch"})
	if err != nil {
		return nil, memoryError(err)
	}
	if m.store.Replaced() {
		t.say(slog.LevelWarn, o.dir+": the memory of an earlier run was damaged and is put aside: its pages are asked for again", "")
	}
	return m, nil
}

// memoryError is the failure of a memory that cannot be used.
func memoryError(err error) error {
	var held *state.LockedError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &held):
		return &failure{code: exitLocked, err: held, hint: "--retry-lock waits for it"}
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	}
	return &failure{code: exitDisk, err: err}
}

// has reports whether a page is stored since an earlier run that did not come to
// its end.
func (m *memory) has(j scrape.Job) bool {
	if m == nil || j.Err != nil {
		return false
	}
	key, err := webURL(j.URL)
	if err != nil {
		return false
	}
	r, ok, err := m.store.Done(key)
	if err != nil || !ok || filepath.Ext(r.Path) != m.ext {
		return false
	}
	_, err = os.Stat(filepath.Join(m.dir, filepath.FromSlash(r.Path)))
	return err == nil
}

// add remembers what is to be done.
func (m *memory) add(queues [][]scrape.Job) error {
	if m == nil {
		return nil
	}
	var all []state.Job
	for _, q := range queues {
		for _, j := range q {
			if key, err := webURL(j.URL); err == nil && j.Err == nil {
				all = append(all, state.Job{Key: key, Host: hostOf(key)})
			}
		}
	}
	_, err := m.store.Add(all...)
	return memoryError(err)
}

// keep remembers that a page is stored.
func (m *memory) keep(j scrape.Job, a *scrape.Article, path string) error {
	if m == nil {
		return nil
	}
	key, err := webURL(j.URL)
	if err != nil {
		return err
	}
	return memoryError(m.store.Finish(state.Job{Key: key, Host: hostOf(key)}, state.Result{Article: a.ID, Path: path, Digest: a.SHA256}))
}

// close lets the folder go. A run that left nothing to a later one leaves
// nothing behind but its files.
func (m *memory) close(done bool) error {
	if m == nil {
		return nil
	}
	if !done {
		return memoryError(m.store.Close())
	}
	err := m.store.Discard()
	if m.made {
		_ = os.Remove(m.dir) // which fails where something is stored in it
	}
	return memoryError(err)
}
