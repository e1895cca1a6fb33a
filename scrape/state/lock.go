package state

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
)

// Holder is the process that holds a folder.
type Holder struct {
	PID     int       `json:"pid"`
	Host    string    `json:"host"`
	Command string    `json:"command"`
	Started time.Time `json:"started"`
}

// String is the holder as a person needs it to find the process; "an unknown
// process" where it has not yet said who it is.
func (h Holder) String() string {
	if h.PID == 0 {
		return "an unknown process"
	}
	return fmt.Sprintf("process %d on %s since %s: %s", h.PID, h.Host, h.Started.UTC().Format("2006-01-02 15:04:05 MST"), h.Command)
}

// LockedError says who holds a folder. It is an ErrLocked.
type LockedError struct {
	Dir    string
	Holder Holder
}

func (e *LockedError) Error() string { return fmt.Sprintf("%s: %v: %v", e.Dir, ErrLocked, e.Holder) }

// Unwrap is ErrLocked.
func (e *LockedError) Unwrap() error { return ErrLocked }

const (
	lockName   = "lock"   // the operating system's lock on it ends with its process
	holderName = "holder" // beside it, as a locked file cannot be read on every system
	lockPoll   = 50 * time.Millisecond
	maxHolder  = 16 << 10 // bytes of a holder file that are read
)

// lock takes the lock of the folder home, which it makes.
func lock(ctx context.Context, home string, o Options) (*flock.Flock, error) {
	for waited := time.Duration(0); ; waited += lockPoll {
		l, err := tryLock(home)
		if err != nil {
			return nil, err
		}
		if l != nil {
			return l, writeHolder(home, o.Command, o.Now())
		}
		if waited >= o.RetryLock {
			return nil, &LockedError{Dir: filepath.Dir(home), Holder: readHolder(home)}
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-time.After(lockPoll):
		}
	}
}

// tryLock takes the lock if it is free, else returns nil. A lock file that was
// removed while it was being opened, by a holder that discarded its state,
// locks nobody out and does not count.
func tryLock(home string) (*flock.Flock, error) {
	if err := os.MkdirAll(home, 0o755); err != nil {
		return nil, err
	}
	l := flock.New(filepath.Join(home, lockName))
	ok, err := l.TryLock()
	switch {
	case errors.Is(err, fs.ErrNotExist): // the folder was discarded
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("locking %s: %w: %w", l.Path(), ErrDisk, err)
	case !ok:
		return nil, nil
	case !inPlace(l):
		l.Close()
		return nil, nil
	}
	return l, nil
}

// inPlace reports whether the file that l has locked is the one of that name.
func inPlace(l *flock.Flock) bool {
	ours, err := l.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(l.Path())
	return err == nil && os.SameFile(ours, there)
}

func writeHolder(home, command string, now time.Time) error {
	host, _ := os.Hostname()
	text, err := json.Marshal(Holder{PID: os.Getpid(), Host: host, Command: command, Started: now.UTC().Truncate(time.Second)})
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(home, holderName), text, 0o600)
}

// readHolder is who the holder file names. Its text comes from a file and goes
// to a terminal: control characters become spaces.
func readHolder(home string) Holder {
	text, err := os.ReadFile(filepath.Join(home, holderName))
	var h Holder
	if err != nil || len(text) > maxHolder || json.Unmarshal(text, &h) != nil {
		return Holder{}
	}
	h.Host, h.Command = printable(h.Host), printable(h.Command)
	return h
}

func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f && r < 0xa0 {
			return ' '
		}
		return r
	}, s)
}
