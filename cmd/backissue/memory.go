package main

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"time"

	"github.com/backissue/backissue/cmd/internal/archive"
	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/state"
)

// memory is what a run into a folder remembers, in DIR/.backissue: which pages
// are stored, and when a server wants to be asked again. It goes when a run has
// ended with everything done. In an archive it stays, and has the validators
// that make the next question a conditional one.
type memory struct {
	store   *state.Store
	dir     string
	archive bool
	made    bool     // this run made the folder
	ext     string   // of the files that are written
	keys    []string // of what this run was asked for
}

// openMemory takes hold of the folder that the options name. Without one
// nothing is remembered.
func openMemory(ctx context.Context, t *tui, command string, o *outputOptions, retryLock time.Duration) (*memory, error) {
	if o.dir == "" {
		return nil, nil
	}
	_, err := os.Stat(o.dir)
	m := &memory{dir: o.dir, made: errors.Is(err, fs.ErrNotExist), ext: o.extension(), archive: isFile(filepath.Join(o.dir, archive.ConfigName))}
	m.store, err = state.Open(ctx, o.dir, state.Options{RetryLock: retryLock, Replace: true, Quick: !m.archive, Command: command})
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

// has is what a page gave that is stored since an earlier run which did not come
// to its end, and whether there is such a page.
func (m *memory) has(j scrape.Job) (state.Result, bool) {
	if m == nil || j.Err != nil {
		return state.Result{}, false
	}
	key, err := webURL(j.URL)
	if err != nil {
		return state.Result{}, false
	}
	r, ok, err := m.store.Done(key)
	return r, err == nil && ok && m.holds(r.Path)
}

// holds reports whether a path is a file that this run would write too.
func (m *memory) holds(path string) bool {
	return filepath.Ext(path) == m.ext && isFile(filepath.Join(m.dir, filepath.FromSlash(path)))
}

func isFile(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}

// page is what is known of a page whose article is there.
func (m *memory) page(url string) (state.Page, bool) {
	if m == nil || !m.archive {
		return state.Page{}, false
	}
	key, err := webURL(url)
	if err != nil {
		return state.Page{}, false
	}
	p, ok, err := m.store.Page(key)
	return p, err == nil && ok && m.holds(p.Path)
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
				m.keys = append(m.keys, key)
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
	r := state.Result{Article: a.ID, Path: path, Digest: a.SHA256}
	if h := a.Provenance.Headers; m.archive && (h["Etag"] != "" || h["Last-Modified"] != "") {
		at, _ := time.Parse(time.RFC3339, a.Retrieved)
		r.Page = &state.Page{ETag: h["Etag"], LastModified: h["Last-Modified"], Checked: at, Article: a.ID, Path: path}
	}
	return memoryError(m.store.Finish(state.Job{Key: key, Host: hostOf(key)}, r))
}

// close lets the folder go. A run that left nothing to a later one leaves
// nothing behind but its files.
func (m *memory) close(done bool) error {
	if m == nil {
		return nil
	}
	if done && m.archive {
		if err := m.store.Again(time.Time{}, m.keys...); err != nil {
			return errors.Join(memoryError(err), m.store.Close())
		}
	}
	if !done || m.archive {
		return memoryError(m.store.Close())
	}
	err := m.store.Discard()
	if m.made {
		_ = os.Remove(m.dir) // which fails where something is stored in it
	}
	return memoryError(err)
}
