package archive

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"github.com/backissue/backissue/scrape"
)

// ReadRecord reads the record of an article.
func ReadRecord(name string) (*scrape.Article, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	a, err := ParseRecord(data)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return a, nil
}

// ParseRecord reads the bytes of a record.
func ParseRecord(data []byte) (*scrape.Article, error) {
	var a scrape.Article
	if err := json.Unmarshal(data, &a); err != nil {
		return nil, err
	}
	if a.SchemaVersion == 0 || a.ID == "" {
		return nil, errors.New("this is no record of an article")
	}
	return &a, nil
}

// KeepVersion copies the record at path, relative to the archive at root, to
// the versions of its article before it is replaced. It is kept once.
func KeepVersion(l *Ledger, path string) error {
	data, err := os.ReadFile(filepath.Join(l.root, filepath.FromSlash(path)))
	if err != nil {
		return err
	}
	a, err := ParseRecord(data)
	if err != nil {
		return err
	}
	target := versionPath(a)
	if err := l.Writing(target); err != nil {
		return err
	}
	return WriteFile(filepath.Join(l.root, filepath.FromSlash(target)), data)
}

// versionPath is where an earlier text of an article is kept: by the time of
// its capture, or where that is not known by its digest.
func versionPath(a *scrape.Article) string {
	when := strings.NewReplacer("-", "", ":", "").Replace(a.Retrieved)
	if when == "" {
		when = "sha256-" + a.SHA256[:min(len(a.SHA256), 16)]
	}
	return path.Join(versionsName, filepath.Base(a.ID), filepath.Base(when)+".json")
}
