package archive

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"sync"
	"time"
)

// Event is one line of a run's account.
type Event struct {
	Time   time.Time `json:"time"`
	Action Action    `json:"action"`
	Title  string    `json:"title,omitempty"` // the folder of the title
	URL    string    `json:"url"`
	ID     string    `json:"id,omitempty"`   // of the article
	Path   string    `json:"path,omitempty"` // in the archive
	Kind   string    `json:"kind,omitempty"` // of a failure
	Reason string    `json:"reason,omitempty"`
	Known  bool      `json:"known,omitempty"` // a failure that an earlier run reported
}

// Action is what became of something.
type Action string

// The actions. An issue that is new, or whose list changed, has an event of its
// own.
const (
	ActionNew       Action = "new"
	ActionChanged   Action = "changed"
	ActionSame      Action = "same"
	ActionGone      Action = "gone"
	ActionFailed    Action = "failed"
	ActionNewIssue  Action = "new-issue"
	ActionIssue     Action = "changed-issue"
	ActionSkipped   Action = "skipped"
	ActionBackAgain Action = "back" // it was gone
)

// quiet reports whether an event alone is nothing to write home about.
func (e *Event) quiet() bool {
	return e.Action == ActionSame || e.Action == ActionSkipped || e.Known
}

// RunLog is the account of a run, runs/TIME.jsonl. It is written line by line
// from the first event that is worth it; a run without one leaves none.
type RunLog struct {
	ledger *Ledger
	path   string

	mu      sync.Mutex
	file    *os.File
	waiting []Event
	counts  map[Action]int
	known   int // failures that an earlier run reported
}

// NewRunLog begins the account of a run that began at the time begun.
func NewRunLog(l *Ledger, begun time.Time) *RunLog {
	stamp := begun.UTC().Format("20060102T150405Z")
	name := path.Join(runsName, stamp+".jsonl")
	for n := 2; exists(l.root, name); n++ {
		name = path.Join(runsName, fmt.Sprintf("%s-%d.jsonl", stamp, n))
	}
	return &RunLog{ledger: l, path: name, counts: map[Action]int{}}
}

func exists(root, name string) bool {
	_, err := os.Lstat(filepath.Join(root, filepath.FromSlash(name)))
	return err == nil
}

// Add notes an event.
func (r *RunLog) Add(e Event) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if e.Known {
		r.known++
	} else {
		r.counts[e.Action]++
	}
	if r.file == nil && e.quiet() {
		r.waiting = append(r.waiting, e)
		return nil
	}
	if err := r.begin(); err != nil {
		return err
	}
	return r.write(e)
}

func (r *RunLog) begin() (err error) {
	if r.file != nil {
		return nil
	}
	name := filepath.Join(r.ledger.root, filepath.FromSlash(r.path))
	if err = r.ledger.hold(r.path); err == nil {
		err = os.MkdirAll(filepath.Dir(name), 0o755)
	}
	if err == nil {
		r.file, err = os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	}
	if err != nil {
		return err
	}
	for _, e := range r.waiting {
		if err := r.write(e); err != nil {
			return err
		}
	}
	r.waiting = nil
	return nil
}

func (r *RunLog) write(e Event) error {
	line, err := json.Marshal(e)
	if err == nil {
		_, err = r.file.Write(append(line, '\n'))
	}
	return err
}

// Count is how many events of a kind there were, without known failures.
func (r *RunLog) Count(a Action) int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.counts[a]
}

// Known is how many failures there were that an earlier run reported.
func (r *RunLog) Known() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.known
}

// Path is the account's, in the archive, or "" where nothing was worth one.
func (r *RunLog) Path() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.file == nil {
		return ""
	}
	return r.path
}

// Close ends the account. It belongs before the ledger is saved.
func (r *RunLog) Close() error {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.file == nil {
		return nil
	}
	r.ledger.release(r.path)
	err := r.file.Sync()
	if failed := r.file.Close(); err == nil {
		err = failed
	}
	return err
}
