// Package corpus streams sets of annotated pages from a folder outside the
// project. Only tests and the developers' commands,
// cmd/train and cmd/evaluate, use it.
package corpus

import (
	"archive/tar"
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
)

// Page is one page of a set and what must come out of it. A nil pointer or
// slice is not annotated; an empty one is annotated as none.
type Page struct {
	Set  string `json:"-"`
	HTML []byte `json:"-"` // as it was served

	ID           string   `json:"id"`
	URL          string   `json:"url"`
	Title        string   `json:"title"`
	Authors      []string `json:"authors"`
	Date         string   `json:"date"`
	Lang         string   `json:"lang"`
	Text         *string  `json:"text"`
	Alternatives []string `json:"alternatives"`
	Must         []string `json:"must"`
	MustNot      []string `json:"must_not"`
	Type         string   `json:"page_type"`

	Undated bool `json:"-"` // it is annotated as having no date: an empty one
}

// ErrAbsent is the error where the sets are not on this machine.
var ErrAbsent = errors.New("the page sets are not here")

// Root is the folder of reference data: $BACKISSUE_SHARED, or ../shared beside
// the module that the working directory belongs to.
func Root() (string, error) {
	if root := os.Getenv("BACKISSUE_SHARED"); root != "" {
		return root, nil
	}
	dir, err := os.Getwd()
	if err != nil {
		return "", err
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			root := filepath.Join(filepath.Dir(dir), "shared")
			if _, err := os.Stat(filepath.Join(root, "corpora")); err != nil {
				return "", fmt.Errorf("%w: no %s", ErrAbsent, root)
			}
			return root, nil
		}
		up := filepath.Dir(dir)
		if up == dir {
			return "", fmt.Errorf("%w: no module around %s", ErrAbsent, dir)
		}
		dir = up
	}
}

// Each calls f for every page of a set, in the order of its annotations, until
// f returns an error.
func Each(set string, f func(*Page) error) error {
	root, err := Root()
	if err != nil {
		return err
	}
	file, err := os.Open(filepath.Join(root, "corpora", set+".tar.gz"))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrAbsent, err)
	}
	defer file.Close()
	truth, pages, err := unpack(file)
	if err != nil {
		return fmt.Errorf("reading the set %s: %w", set, err)
	}
	sc := bufio.NewScanner(bytes.NewReader(truth))
	sc.Buffer(nil, 64<<20)
	for sc.Scan() {
		p, err := annotation(sc.Bytes())
		if err != nil {
			return fmt.Errorf("reading the set %s: %w", set, err)
		}
		p.Set = set
		body, ok := pages[p.ID]
		if !ok {
			continue
		}
		p.HTML = body
		if err := f(p); err != nil {
			return err
		}
	}
	return sc.Err()
}

// annotation reads a line of a set's annotations.
func annotation(line []byte) (*Page, error) {
	var row struct {
		Page
		Date *string `json:"date"` // in front of the page's, to tell none from not annotated
	}
	if err := json.Unmarshal(line, &row); err != nil {
		return nil, err
	}
	p := &row.Page
	if row.Date != nil {
		p.Date, p.Undated = *row.Date, *row.Date == ""
	}
	return p, nil
}

// unpack reads a set's archive into memory: the largest has 200 MB of pages.
func unpack(r io.Reader) (truth []byte, pages map[string][]byte, err error) {
	pages = map[string][]byte{}
	err = untar(r, func(name string, data []byte) {
		switch base := path.Base(name); {
		case base == "truth.jsonl":
			truth = data
		case strings.HasSuffix(base, ".html") && strings.Contains(name, "/pages/"):
			pages[strings.TrimSuffix(base, ".html")] = data
		}
	})
	return truth, pages, err
}

// EachFile calls f for every file of an archive (.tar.gz) of the reference
// data, by its path in Root. The error is ErrAbsent where it is not there.
func EachFile(archive string, f func(name string, data []byte)) error {
	root, err := Root()
	if err != nil {
		return err
	}
	file, err := os.Open(filepath.Join(root, filepath.FromSlash(archive)))
	if errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%w: %w", ErrAbsent, err)
	}
	if err != nil {
		return err
	}
	defer file.Close()
	return untar(file, f)
}

func untar(r io.Reader, f func(name string, data []byte)) error {
	z, err := gzip.NewReader(r)
	if err != nil {
		return err
	}
	for t := tar.NewReader(z); ; {
		h, err := t.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if h.Typeflag != tar.TypeReg {
			continue
		}
		data, err := io.ReadAll(t)
		if err != nil {
			return err
		}
		f(h.Name, data)
	}
}
