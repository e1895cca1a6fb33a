package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// IndexName is the name of the index of a folder of WARC files.
const IndexName = "index.cdxj"

// UpdateIndex brings a folder's index up to date: files that no line of it
// names are read, and their lines are merged into it, in the order of their
// keys as readers of CDXJ expect them. A file that another process writes is
// left for its turn, and one that is cut or damaged gives the lines up to there.
func UpdateIndex(dir string) error {
	path := filepath.Join(dir, IndexName)
	named, err := indexedFiles(path)
	if err != nil {
		return err
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	var lines []string
	for _, e := range entries {
		if name := e.Name(); e.Type().IsRegular() && strings.HasSuffix(name, ".warc.gz") && !named[name] {
			more, err := linesOf(dir, name)
			if err != nil {
				return err
			}
			lines = append(lines, more...)
		}
	}
	if len(lines) == 0 {
		return nil
	}
	slices.Sort(lines)
	return mergeIndex(path, lines)
}

// indexedFiles are the files that the lines of an index name.
func indexedFiles(path string) (map[string]bool, error) {
	named := map[string]bool{}
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return named, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	in := bufio.NewReader(f)
	for {
		line, err := in.ReadString('\n')
		if _, rest, ok := strings.Cut(line, `"filename":"`); ok {
			name, _, _ := strings.Cut(rest, `"`)
			named[name] = true
		}
		if errors.Is(err, io.EOF) {
			return named, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// linesOf are the index lines of one file.
func linesOf(dir, name string) ([]string, error) {
	f, err := os.Open(filepath.Join(dir, name))
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if errors.Is(lock(f), ErrInUse) {
		return nil, nil
	}
	found, _ := IndexFile(f, name) //nolint:errcheck // what is damaged is for Verify to tell
	text := make([]string, len(found))
	for i, l := range found {
		text[i] = l.String()
	}
	return text, nil
}

// CheckIndex compares the index of a folder with its files and says, a line
// each, what one has and the other has not. A file that no line names is one
// that the next UpdateIndex adds, and no fault.
func CheckIndex(dir string) (faults []string, err error) {
	data, err := os.ReadFile(filepath.Join(dir, IndexName))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	named, err := indexedFiles(filepath.Join(dir, IndexName))
	if err != nil {
		return nil, err
	}
	have := map[string]bool{}
	for line := range strings.Lines(string(data)) {
		have[strings.TrimSuffix(line, "\n")] = true
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if e.IsDir() || !strings.HasSuffix(e.Name(), ".warc.gz") || !named[e.Name()] {
			continue
		}
		lines, err := linesOf(dir, e.Name())
		if err != nil {
			faults = append(faults, e.Name()+": "+err.Error())
			continue
		}
		missing := 0
		for _, l := range lines {
			if !have[l] {
				missing++
			}
			delete(have, l)
		}
		if missing > 0 {
			faults = append(faults, fmt.Sprintf("lacks or misstates %d records of %s", missing, e.Name()))
		}
	}
	if len(have) > 0 {
		faults = append(faults, fmt.Sprintf("has %d lines that no recording has", len(have)))
	}
	return faults, nil
}

// mergeIndex merges sorted lines into the index at path, whole or not at all.
func mergeIndex(path string, lines []string) (err error) {
	tmp, err := os.CreateTemp(filepath.Dir(path), ".backissue-*.tmp")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, tmp.Close(), os.Remove(tmp.Name()))
		}
	}()
	out := bufio.NewWriter(tmp)
	if err := mergeLines(out, path, lines); err != nil {
		return err
	}
	if err := errors.Join(out.Flush(), tmp.Chmod(0o644), tmp.Sync()); err != nil {
		return err
	}
	if err := tmp.Close(); err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	if err := os.Rename(tmp.Name(), path); err != nil {
		return errors.Join(err, os.Remove(tmp.Name()))
	}
	syncDir(filepath.Dir(path))
	return nil
}

// mergeLines writes the lines of the file at path, which may be missing, and
// the new ones in one order.
func mergeLines(w io.Writer, path string, lines []string) error {
	put := func(l string) error {
		_, err := fmt.Fprintln(w, l)
		return err
	}
	old, err := os.Open(path)
	if err == nil {
		defer old.Close()
		in := bufio.NewReader(old)
		for err == nil {
			var line string
			line, err = in.ReadString('\n')
			line = strings.TrimRight(line, "\r\n")
			for len(lines) > 0 && lines[0] < line {
				if err := put(lines[0]); err != nil {
					return err
				}
				lines = lines[1:]
			}
			if line != "" {
				if err := put(line); err != nil {
					return err
				}
			}
		}
	}
	if !errors.Is(err, io.EOF) && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	for _, l := range lines {
		if err := put(l); err != nil {
			return err
		}
	}
	return nil
}
