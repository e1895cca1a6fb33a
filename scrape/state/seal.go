package state

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// SQLite sees damage to its trees, not to the texts in them. So Close seals the
// database: it writes its SHA-256 beside it, and Open compares and removes it.
// A process that dies leaves no seal.

const sealSuffix = ".sha256"

func (s *Store) sealPath() string { return s.database + sealSuffix }

// seal writes the checksum of the closed database.
func (s *Store) seal() error {
	sum, err := digest(s.database)
	if err != nil {
		return err
	}
	part := s.sealPath() + ".part"
	if err := os.WriteFile(part, []byte(sum+"\n"), 0o644); err != nil {
		os.Remove(part)
		return err
	}
	return os.Rename(part, s.sealPath())
}

// breakSeal reports whether a seal vouches for the database, and removes it,
// for good before the first change: a seal that outlives one would cry damage.
func (s *Store) breakSeal() (bool, error) {
	text, err := os.ReadFile(s.sealPath())
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	sum, err := digest(s.database)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return false, err
	}
	whole := len(text) == 2*sha256.Size+1 // with its line end
	if whole && sum+"\n" != string(text) {
		return false, fmt.Errorf("%w: it is not as it was when it was closed", ErrDamaged)
	}
	if err := os.Remove(s.sealPath()); err != nil {
		return false, err
	}
	syncDir(filepath.Dir(s.sealPath()))
	return whole, nil
}

// digest is the SHA-256 of a file, in hexadecimal.
func digest(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// syncDir makes changes of a folder's entries durable, where the system and its
// file system know how.
func syncDir(dir string) {
	f, err := os.Open(dir)
	if err != nil {
		return
	}
	defer f.Close()
	f.Sync() //nolint:errcheck // nothing else can be done
}
