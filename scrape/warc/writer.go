package warc

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"
)

// DefaultSize is the size, in bytes, past which a Writer begins a new file.
const DefaultSize = 1 << 30

// Writer writes records to files of gzip members, a member for each record. It
// may be used by several goroutines. The zero value with Dir writes files
// backissue-TIMESTAMP-00001.warc.gz; with Path it writes one file. Files are
// made when the first record is written.
//
// A file is written by one process at a time, where the system has locks. What
// a crash cut is taken off before anything is appended: from the file at Path,
// and from the newest file in Dir.
type Writer struct {
	Dir    string // where files are made
	Prefix string // how their names begin; "backissue" if empty
	Path   string // one file instead; records are appended to it
	Size   int64  // rotation, in bytes; DefaultSize if zero, never with Path

	// Info is the fields of each file's warcinfo record (WARC 1.1 §6.2):
	// software, operator, hostname, robots, http-header-user-agent,
	// http-header-from. Format and conformsTo are filled in.
	Info Header

	Index func(IndexLine)  // told of each line of the index, in the order of the file, and not to call the Writer; may be nil
	Now   func() time.Time // the clock; time.Now if nil

	packers sync.Pool // of *gzip.Writer

	mu       sync.Mutex
	file     *os.File
	offset   int64
	serial   int
	repaired bool
	infoID   string // of the current file's warcinfo

	syncing sync.Mutex
	synced  int64 // bytes of the current file that are on the disk; guarded by mu
}

// Written tells where a record stands.
type Written struct {
	ID     string
	File   string // base name
	Offset int64
	Length int64  // of the gzip member
	Digest string // of the block
}

// Write appends the records as one unit: after an error the file ends where it
// ended before. Content-Length, WARC-Block-Digest and WARC-Warcinfo-ID are
// filled in. A file that another process writes is ErrInUse.
func (w *Writer) Write(records ...Draft) ([]Written, error) {
	for {
		info, err := w.ready()
		if err != nil {
			return nil, fmt.Errorf("writing WARC: %w", err)
		}
		members, err := w.pack(records, info) // the costly part, beside other goroutines
		if err != nil {
			return nil, fmt.Errorf("writing WARC: %w", err)
		}
		done, ok, err := w.append(info, records, members)
		if err != nil {
			return nil, fmt.Errorf("writing WARC: %w", err)
		}
		if ok {
			return done, nil
		}
	}
}

// ready opens the file that is next written to and names its warcinfo.
func (w *Writer) ready() (info string, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.file != nil && (w.Path != "" || w.offset < w.size()) {
		return w.infoID, nil
	}
	if err := w.closeFile(); err != nil {
		return "", err
	}
	if err := w.open(); err != nil {
		return "", err
	}
	return w.infoID, nil
}

// append is not ok if another goroutine has begun a new file since ready.
func (w *Writer) append(info string, records []Draft, members *packed) (done []Written, ok bool, err error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.file == nil || w.infoID != info {
		return nil, false, nil
	}
	at := w.offset
	if err := w.put(members); err != nil {
		return nil, false, err
	}
	name := filepath.Base(w.file.Name())
	for i, m := range members.each {
		one := Written{ID: records[i].Header.Value("WARC-Record-ID"), File: name, Offset: at, Length: m.length, Digest: m.digest}
		if w.Index != nil {
			if line, ok := indexLine(records[i].Header, records[i].Block, one); ok {
				w.Index(line)
			}
		}
		done = append(done, one)
		at += m.length
	}
	return done, true, nil
}

// put writes members at the end of the file, or changes nothing.
func (w *Writer) put(members *packed) error {
	if _, err := w.file.WriteAt(members.Bytes(), w.offset); err != nil {
		return errors.Join(err, w.file.Truncate(w.offset))
	}
	w.offset += int64(members.Len())
	return nil
}

func (w *Writer) now() time.Time {
	if w.Now != nil {
		return w.Now()
	}
	return time.Now()
}

func (w *Writer) size() int64 {
	if w.Size > 0 {
		return w.Size
	}
	return DefaultSize
}

// Sync puts on the disk what has been written. Goroutines that call it while
// another one does are served by one call of the system together.
func (w *Writer) Sync() error {
	file, end := w.unsynced(nil, 0)
	if file == nil {
		return nil
	}
	w.syncing.Lock()
	defer w.syncing.Unlock()
	file, end = w.unsynced(file, end)
	if file == nil {
		return nil
	}
	if err := file.Sync(); err != nil && !errors.Is(err, os.ErrClosed) { // a file is synced before it is closed
		return fmt.Errorf("writing WARC: %w", err)
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.file == file {
		w.synced = max(w.synced, end)
	}
	return nil
}

// unsynced is the current file and its end, or nil if that is on the disk. With
// a file, it asks whether that one was on the disk up to end, and gives what
// there is to sync by now.
func (w *Writer) unsynced(file *os.File, end int64) (*os.File, int64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if file == nil {
		file, end = w.file, w.offset
	}
	if w.file == nil || w.file != file || w.synced >= end {
		return nil, 0
	}
	return w.file, w.offset
}

// Close ends the current file. The Writer can be used again.
func (w *Writer) Close() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.closeFile()
}

func (w *Writer) closeFile() error {
	if w.file == nil {
		return nil
	}
	err := errors.Join(w.file.Sync(), w.file.Close())
	w.file, w.infoID, w.synced = nil, "", 0
	return err
}
