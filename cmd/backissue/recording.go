package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/fetch"
	"github.com/backissue/backissue/scrape/warc"
)

// recording keeps what passes the connections of a client in WARC files.
type recording struct {
	writer *warc.Writer
	now    func() time.Time

	mu      sync.Mutex
	again   map[string]bool      // the records that say "as before", by ID
	seen    map[string]warc.Seen // the captures of this run, by payload digest
	waiting []*warc.Exchange     // captured before the recording has its place
	placed  bool
	synced  time.Time
	files   map[string]bool // that this run wrote to, by name
}

// maxSeen is how many captures a recording knows again within a run.
const maxSeen = 1 << 16

// record makes c record. What passes is held until the recording has a place.
func record(c *fetch.Client) *recording {
	r := &recording{writer: &warc.Writer{Info: warcInfo(c)}, now: time.Now, seen: map[string]warc.Seen{}, again: map[string]bool{}, files: map[string]bool{}}
	c.Transport = warc.NewRecorder(c.Network(), recordLimit(c), r.keep)
	return r
}

// open gives the recording its place, a file that ends in .warc.gz or a folder,
// and writes what was held. Until it is closed it can be opened again elsewhere.
func (r *recording) open(place string) error {
	switch name := strings.ToLower(place); {
	case isFolder(place), !warcName(name):
		if err := os.MkdirAll(place, 0o777); err != nil {
			return &failure{code: exitDisk, err: err}
		}
		r.writer.Dir = place
	case !strings.HasSuffix(name, ".warc.gz"):
		return usage(fmt.Errorf("--warc %s: a recording is compressed", place), "name it .warc.gz, or name a folder")
	default:
		r.writer.Path = place
		r.recall(place)
	}
	r.mu.Lock()
	waiting := r.waiting
	r.waiting, r.placed = nil, true
	r.mu.Unlock()
	for _, x := range waiting {
		if err := r.write(x, nil); err != nil {
			return err
		}
	}
	return nil
}

// recall learns what a recording that is gone on with holds already.
func (r *recording) recall(path string) {
	f, err := os.Open(path)
	if err != nil {
		return
	}
	defer f.Close()
	lines, _ := warc.IndexFile(f, filepath.Base(path)) //nolint:errcheck // a cut end is repaired when the file is written
	for _, l := range lines {
		if at, err := time.Parse("20060102150405", l.Time); err == nil && l.Status == 200 && len(r.seen) < maxSeen {
			r.seen[l.Digest] = warc.Seen{URL: l.URL, Date: at}
		}
	}
}

// recordLimit is the size of the longest answer that is recorded, with its
// header: what the client reads, and room for what it throws away.
func recordLimit(c *fetch.Client) int64 { return max(c.MaxSize, scrape.MaxPage) + 1<<20 }

// warcInfo is what a recording says of itself (WARC 1.1 §6.2).
func warcInfo(c *fetch.Client) warc.Header {
	h := warc.Header{{Name: "software", Value: tool()}, {Name: "http-header-user-agent", Value: c.UserAgent}}
	robots := "obey"
	if c.IgnoreRobots {
		robots = "ignore"
	}
	h.Set("robots", robots)
	if c.Contact != "" {
		h.Set("operator", c.Contact)
	}
	if host, err := os.Hostname(); err == nil {
		h.Set("hostname", host)
	}
	return h
}

// trail is what a page's exchanges left in the recording.
type trail struct {
	earlier *warc.Seen // what a 304 stands for
	last    *warc.Written
	stop    context.CancelCauseFunc
}

type trailKey struct{}

// follow gives the context under which a page's exchanges are noted in t. The
// page ends when the recording cannot be written.
func (t *trail) follow(ctx context.Context) (context.Context, context.CancelCauseFunc) {
	ctx, t.stop = context.WithCancelCause(ctx)
	return context.WithValue(ctx, trailKey{}, t), t.stop
}

// keep writes one exchange.
func (r *recording) keep(ctx context.Context, x *warc.Exchange) error {
	t, _ := ctx.Value(trailKey{}).(*trail)
	if r.held(x) {
		return nil
	}
	err := r.write(x, t)
	if err != nil && t != nil {
		t.stop(err)
	}
	return err
}

// held keeps an exchange for later where the recording has no place yet.
func (r *recording) held(x *warc.Exchange) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if !r.placed {
		r.waiting = append(r.waiting, x)
	}
	return !r.placed
}

func (r *recording) write(x *warc.Exchange, t *trail) error {
	digest := x.PayloadDigest()
	earlier := r.known(digest, x)
	if x.Status == 304 && t != nil {
		earlier = t.earlier
	}
	written, err := r.writer.Write(x.Drafts(earlier)...)
	if err != nil {
		return recordingError(err)
	}
	if earlier == nil {
		r.learn(digest, x, written[0].ID)
	}
	r.mu.Lock()
	r.files[written[0].File] = true
	r.mu.Unlock()
	if t != nil {
		r.noteAgain(written[0].ID, earlier != nil)
		t.last = &written[0]
	}
	return nil
}

func recordingError(err error) error {
	if errors.Is(err, warc.ErrInUse) {
		return &failure{code: exitLocked, err: err, hint: "one run at a time writes a recording"}
	}
	return &failure{code: exitDisk, err: err}
}

func (r *recording) known(digest string, x *warc.Exchange) *warc.Seen {
	r.mu.Lock()
	defer r.mu.Unlock()
	if seen, ok := r.seen[digest]; ok && x.Status == 200 {
		return &seen
	}
	return nil
}

func (r *recording) learn(digest string, x *warc.Exchange, id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if x.Status == 200 && len(r.seen) < maxSeen {
		r.seen[digest] = warc.Seen{ID: id, URL: x.URL, Date: x.Time}
	}
}

// place is where the page of a trail stands, for its record.
func (t *trail) place() *scrape.WARCRecord {
	if t.last == nil {
		return nil
	}
	return &scrape.WARCRecord{File: t.last.File, Offset: t.last.Offset, RecordID: strings.Trim(t.last.ID, "<>")}
}

// noteAgain remembers whether a page's record refers to an earlier one.
func (r *recording) noteAgain(id string, again bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if again {
		r.again[strings.Trim(id, "<>")] = true
	}
}

// isAgain reports, once, whether a page's record refers to an earlier one.
func (r *recording) isAgain(id string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	again := r.again[id]
	delete(r.again, id)
	return again
}

// converted adds the Markdown of an article, beside the page it was read from.
// A page that was recorded before has it already.
func (r *recording) converted(a *scrape.Article, markdown []byte) error {
	at := a.Provenance.WARC
	if r.isAgain(at.RecordID) {
		return nil
	}
	_, err := r.writer.Write(warc.Conversion("<"+at.RecordID+">", a.Provenance.FinalURL, "text/markdown; charset=utf-8", r.now(), markdown))
	if err == nil && r.syncDue() {
		err = r.writer.Sync()
	}
	if err != nil {
		return recordingError(err)
	}
	return nil
}

// syncDue reports whether a second has passed since the recording was put on
// the disk: that much of it a failing system may lose, while a process that dies
// loses nothing.
func (r *recording) syncDue() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	now := r.now()
	due := now.Sub(r.synced).Abs() >= time.Second
	if due {
		r.synced = now
	}
	return due
}

func (r *recording) close() error {
	err := r.writer.Close()
	if r.writer.Dir != "" {
		err = errors.Join(err, warc.UpdateIndex(r.writer.Dir))
	}
	r.writer.Dir, r.writer.Path, r.placed = "", "", false
	return err
}

// drop closes a recording in a folder and removes what it wrote: for a run that
// found everything as it was.
func (r *recording) drop() error {
	dir := r.writer.Dir
	err := r.writer.Close()
	for name := range r.files {
		err = errors.Join(err, os.Remove(filepath.Join(dir, name)))
	}
	return err
}

// warcName reports whether a file is a recording by its name.
func warcName(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	return strings.HasSuffix(name, ".warc") || strings.HasSuffix(name, ".arc")
}

// recordings are the WARC and ARC files that a path stands for: itself, or
// those in the folder, sorted.
func recordings(path string) ([]string, error) {
	if !isFolder(path) {
		return []string{path}, nil
	}
	var found []string
	err := filepath.WalkDir(path, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && warcName(name) {
			found = append(found, name)
		}
		return err
	})
	if err == nil && len(found) == 0 {
		err = &failure{code: exitUsage, err: fmt.Errorf("%s holds no WARC file", path)}
	}
	slices.Sort(found)
	return found, err
}

// replay makes c answer from the recordings at path instead of the network.
func replay(c *fetch.Client, path string) (*warc.Player, error) {
	files, err := recordings(path)
	if err != nil {
		return nil, usage(fmt.Errorf("--replay: %w", err), "")
	}
	p, err := warc.NewPlayer(files...)
	if err != nil {
		return nil, usage(fmt.Errorf("--replay: %w", err), "")
	}
	c.Transport, c.Offline = p, true
	return p, nil
}

// captured is when a played response was recorded. What says so is no header
// of the page.
func captured(r *fetch.Response) time.Time {
	at, err := time.Parse(time.RFC1123, r.Header.Get(warc.DateHeader))
	r.Header.Del(warc.DateHeader)
	if err != nil {
		return r.Retrieved
	}
	return at.UTC()
}
