package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
)

// pendingFile is a file that takes its name only when it is whole: it is
// written beside its target, synced and renamed. A target that is no regular
// file (a device, a pipe) is written to directly.
type pendingFile struct {
	*os.File
	target string // empty where the file is its own target
}

// createPending begins a file that will be path. It fails at once where path
// cannot be written.
func createPending(path string) (*pendingFile, error) {
	if real, err := filepath.EvalSymlinks(path); err == nil {
		path = real
	}
	if info, err := os.Stat(path); err == nil && !info.Mode().IsRegular() {
		if info.IsDir() {
			return nil, fmt.Errorf("%s is a folder", path)
		}
		f, err := os.OpenFile(path, os.O_WRONLY, 0)
		return &pendingFile{File: f}, err
	}
	for try := 0; ; try++ {
		name := filepath.Join(filepath.Dir(path), fmt.Sprintf(".backissue-%08x.tmp", rand.Uint32()))
		f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o666)
		if errors.Is(err, fs.ErrExist) && try < 100 {
			continue
		}
		return &pendingFile{f, path}, err
	}
}

// commit gives the file its name. A target that holds the same bytes already
// is left alone.
func (p *pendingFile) commit() error {
	if p.target == "" {
		return p.Close()
	}
	if same, err := p.sameAsTarget(); err != nil || same {
		return errors.Join(err, p.abandon())
	}
	if err := errors.Join(p.Sync(), p.Close()); err != nil {
		return errors.Join(err, os.Remove(p.Name()))
	}
	if err := os.Rename(p.Name(), p.target); err != nil {
		return errors.Join(err, os.Remove(p.Name()))
	}
	return nil
}

// abandon drops what was written; the target stays as it was.
func (p *pendingFile) abandon() error {
	err := p.Close()
	if p.target != "" {
		err = errors.Join(err, os.Remove(p.Name()))
	}
	return err
}

func (p *pendingFile) sameAsTarget() (bool, error) {
	old, err := os.Open(p.target)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, nil //nolint:nilerr // an unreadable target is replaced
	}
	defer old.Close()
	if _, err := p.Seek(0, io.SeekStart); err != nil {
		return false, err
	}
	same, err := sameBytes(p, old)
	if err != nil {
		return false, err
	}
	_, err = p.Seek(0, io.SeekEnd)
	return same, err
}

// sameBytes reports whether a and b give the same bytes.
func sameBytes(a, b io.Reader) (bool, error) {
	var x, y [32 << 10]byte
	for {
		n, errA := fill(a, x[:])
		m, errB := fill(b, y[:])
		switch {
		case errA != nil || errB != nil:
			return false, errors.Join(errA, errB)
		case !bytes.Equal(x[:n], y[:m]):
			return false, nil
		case n < len(x):
			return true, nil
		}
	}
}

// fill reads until b is full or r has ended.
func fill(r io.Reader, b []byte) (int, error) {
	n, err := io.ReadFull(r, b)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return n, err
}

// replaceFile makes data the content of path, whole or not at all.
func replaceFile(path string, data []byte) error {
	f, err := createPending(path)
	if err != nil {
		return err
	}
	if _, err := f.Write(data); err != nil {
		return errors.Join(err, f.abandon())
	}
	return f.commit()
}
