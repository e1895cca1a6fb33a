package archive

import (
	"bufio"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

// The folders of an archive.
const (
	issuesName   = "issues"
	articlesName = "articles"
	versionsName = "versions"
	runsName     = "runs"
	warcName     = "warc"
	stateName    = ".backissue"
)

// Ledger keeps the manifests of an archive. What is about to be written is in
// its journal before it is written, so that a run which follows a killed one
// knows which digests are not true any more, and need not trust the others
// blindly. Its methods may be called by many goroutines.
type Ledger struct {
	root string

	mu      sync.Mutex
	journal *os.File
	noted   map[string]bool            // what the journal holds
	open    map[string]bool            // files that are written all the time
	written map[string]map[string]bool // files by folder
}

func journalPath(root string) string { return filepath.Join(root, stateName, "writing") }

// OpenLedger begins to keep the manifests of the archive at root, whose lock
// the caller holds. What a killed run wrote is entered first.
func OpenLedger(root string) (*Ledger, error) {
	l := &Ledger{root: root, noted: map[string]bool{}, open: map[string]bool{}, written: map[string]map[string]bool{}}
	left, err := readJournal(root)
	if err != nil {
		return nil, err
	}
	for name := range left {
		if err := l.recover(name); err != nil {
			return nil, err
		}
	}
	if len(left) > 0 {
		err = l.Save()
	}
	return l, err
}

// recover enters what the journal of a killed run names: a file, or what is new
// in a folder.
func (l *Ledger) recover(name string) error {
	folder, isFolder := strings.CutSuffix(name, "/")
	if !isFolder {
		l.enter(name)
		return nil
	}
	dir := filepath.Join(l.root, filepath.FromSlash(folder))
	listed, _ := readManifest(dir) //nolint:errcheck // what cannot be read is for Check to name
	names, err := filesOf(dir)
	for _, name := range names {
		if _, ok := listed[name]; !ok {
			l.enter(path.Join(folder, name))
		}
	}
	return err
}

// readJournal reads the paths that a run which did not come to its end was
// about to write.
func readJournal(root string) (map[string]bool, error) {
	f, err := os.Open(journalPath(root))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	defer f.Close()
	names := map[string]bool{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<16)
	for lines.Scan() {
		if name := lines.Text(); filepath.IsLocal(filepath.FromSlash(name)) {
			names[name] = true
		}
	}
	return names, lines.Err()
}

// Writing notes files that are about to be written or replaced, by their paths
// in the archive, with slashes. Of new ones the journal names only the folder,
// once.
func (l *Ledger) Writing(names ...string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	var news []string
	for _, name := range names {
		folder := folderOf(name)
		if folder == "" {
			return fmt.Errorf("%s has no place in the archive", name)
		}
		line := name
		if !exists(l.root, name) {
			line = folder + "/"
		}
		if !l.noted[line] {
			l.noted[line] = true
			news = append(news, line)
		}
	}
	if len(news) > 0 {
		if err := l.note(news); err != nil {
			return err
		}
	}
	for _, name := range names {
		l.enter(name)
	}
	return nil
}

func (l *Ledger) enter(name string) {
	folder := folderOf(name)
	if folder == "" {
		return
	}
	if l.written[folder] == nil {
		l.written[folder] = map[string]bool{}
	}
	l.written[folder][strings.TrimPrefix(name, folder+"/")] = true
}

func (l *Ledger) note(names []string) (err error) {
	if l.journal == nil {
		if err := os.MkdirAll(filepath.Dir(journalPath(l.root)), 0o755); err != nil {
			return err
		}
		if l.journal, err = os.OpenFile(journalPath(l.root), os.O_WRONLY|os.O_CREATE|os.O_APPEND, 0o644); err != nil {
			return err
		}
	}
	if _, err = l.journal.WriteString(strings.Join(names, "\n") + "\n"); err == nil {
		err = l.journal.Sync()
	}
	return err
}

// Save brings the manifests up to date with what was written and forgets the
// journal.
func (l *Ledger) Save() error {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, folder := range slices.Sorted(maps.Keys(l.written)) {
		if err := l.save(folder, l.written[folder]); err != nil {
			return err
		}
	}
	l.written, l.noted = map[string]map[string]bool{}, map[string]bool{}
	if l.journal != nil {
		if err := l.journal.Close(); err != nil {
			return err
		}
		l.journal = nil
	}
	if len(l.open) > 0 {
		return l.keepOpen()
	}
	if err := os.Remove(journalPath(l.root)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// keepOpen leaves in the journal what is still being written.
func (l *Ledger) keepOpen() error {
	var names []string
	for name := range l.open {
		names = append(names, name, folderOf(name)+"/")
		l.noted[name] = true
		l.enter(name)
	}
	return WriteFile(journalPath(l.root), []byte(strings.Join(names, "\n")+"\n"))
}

// hold notes a file that is written until release is called.
func (l *Ledger) hold(name string) error {
	err := l.Writing(name)
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open[name] = true
	return err
}

func (l *Ledger) release(name string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	delete(l.open, name)
}

// save digests the files of a folder that were written.
func (l *Ledger) save(folder string, written map[string]bool) error {
	dir := filepath.Join(l.root, filepath.FromSlash(folder))
	m, err := readManifest(dir)
	if err != nil && len(m) == 0 {
		return err
	}
	for name := range written {
		if l.open[path.Join(folder, name)] {
			continue
		}
		sum, err := digest(filepath.Join(dir, filepath.FromSlash(name)))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			delete(m, name)
		case err != nil:
			return err
		default:
			m[name] = sum
		}
	}
	if len(m) == 0 {
		return nil
	}
	return m.write(dir)
}

// folders are the folders of the archive that have a manifest, or should.
func folders(root string) ([]string, error) {
	var all []string
	for _, name := range []string{versionsName, runsName} {
		if info, err := os.Stat(filepath.Join(root, name)); err == nil && info.IsDir() {
			all = append(all, name)
		}
	}
	titles, err := os.ReadDir(root)
	if err != nil {
		return nil, err
	}
	for _, t := range titles {
		for _, kind := range []string{issuesName, articlesName} {
			if !t.IsDir() || !isTitleKey(t.Name()) {
				continue
			}
			entries, err := os.ReadDir(filepath.Join(root, t.Name(), kind))
			if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return nil, err
			}
			for _, e := range entries {
				if e.IsDir() {
					all = append(all, path.Join(t.Name(), kind, e.Name()))
				}
			}
		}
	}
	return all, nil
}

// Folders calls visit for each folder of articles of the archive at root, with
// the names of its records.
func Folders(root string, visit func(folder string, records []string) error) error {
	all, err := folders(root)
	if err != nil {
		return err
	}
	for _, folder := range all {
		if folder == versionsName || folder == runsName {
			continue
		}
		names, err := filesOf(filepath.Join(root, filepath.FromSlash(folder)))
		if err != nil {
			return err
		}
		records := slices.DeleteFunc(names, func(name string) bool { return path.Ext(name) != ".json" || name == IssueName })
		if err := visit(folder, records); err != nil {
			return err
		}
	}
	return nil
}
