package archive

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"github.com/backissue/backissue/scrape"
)

// IssueName is the file that describes an issue.
const IssueName = "issue.json"

// Finding is something in an archive that is not as it was left.
type Finding struct {
	Path string // in the archive, with slashes
	What string
}

// Check compares the plain files of the archive at root with their manifests
// and with one another, and calls visit for what is wrong. What a run that did
// not come to its end was writing is left out. The error is that of a folder
// that cannot be read.
func Check(root string, visit func(Finding)) error {
	unfinished, err := readJournal(root)
	if err != nil {
		return err
	}
	all, err := folders(root)
	if err != nil {
		return err
	}
	for _, folder := range all {
		c := &checker{root: root, folder: folder, unfinished: unfinished, visit: visit}
		if err := c.check(); err != nil {
			return err
		}
	}
	return nil
}

// checker checks one folder with a manifest.
type checker struct {
	root, folder string
	unfinished   map[string]bool
	visit        func(Finding)

	manifest manifest
	have     map[string]bool // its files
}

func (c *checker) found(name, format string, args ...any) {
	c.visit(Finding{path.Join(c.folder, name), fmt.Sprintf(format, args...)})
}

func (c *checker) full(name string) string {
	return filepath.Join(c.root, filepath.FromSlash(c.folder), filepath.FromSlash(name))
}

func (c *checker) check() error {
	names, err := filesOf(c.full("."))
	if err != nil {
		return err
	}
	c.have = map[string]bool{}
	for _, name := range names {
		c.have[name] = true
	}
	m, err := readManifest(c.full("."))
	if err != nil {
		c.found(ManifestName, "%v", err)
	}
	c.manifest = m
	for _, name := range slices.Sorted(maps.Keys(m)) {
		c.listed(name, m[name])
	}
	for _, name := range names {
		if _, ok := m[name]; !ok && !c.pending(name) {
			c.found(name, "is not in the manifest")
		}
		c.content(name)
	}
	return nil
}

// pending reports whether a run that was killed may have been writing a file.
func (c *checker) pending(name string) bool {
	_, listed := c.manifest[name]
	return c.unfinished[path.Join(c.folder, name)] || !listed && c.unfinished[c.folder+"/"]
}

// listed checks a file of the manifest.
func (c *checker) listed(name, want string) {
	if c.pending(name) {
		return
	}
	if !filepath.IsLocal(filepath.FromSlash(name)) {
		c.found(ManifestName, "names a file elsewhere: %s", name)
		return
	}
	got, err := digest(c.full(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		c.found(name, "is missing")
	case err != nil:
		c.found(name, "cannot be read: %v", err)
	case got != want:
		c.found(name, "has changed: its digest is not that of the manifest")
	}
}

// content checks what a file of ours says against the others.
func (c *checker) content(name string) {
	switch {
	case c.folder == runsName:
		c.account(name)
	case name == IssueName:
		c.issue()
	case path.Ext(name) == ".json":
		c.record(name)
	case path.Ext(name) == ".md":
		if record := strings.TrimSuffix(name, ".md") + ".json"; !c.have[record] && !c.pending(record) {
			c.found(name, "has no record beside it: %s is missing", path.Base(record))
		}
	}
}

// read decodes a JSON file. Keys that the schema does not have are faults.
func (c *checker) read(name string, into any) bool {
	data, err := os.ReadFile(c.full(name))
	if err == nil {
		d := json.NewDecoder(bytes.NewReader(data))
		d.DisallowUnknownFields()
		err = d.Decode(into)
	}
	if err != nil {
		c.found(name, "is no record: %v", err)
	}
	return err == nil
}

func (c *checker) record(name string) {
	var a scrape.Article
	if !c.read(name, &a) {
		return
	}
	switch {
	case a.SchemaVersion != scrape.SchemaVersion:
		c.found(name, "has the schema version %d, not %d", a.SchemaVersion, scrape.SchemaVersion)
	case a.ID == "", a.SHA256 == "", a.Source == "":
		c.found(name, "lacks its id, sha256 or source")
	}
	if c.folder == versionsName {
		return
	}
	for _, img := range a.Images {
		if img.File != "" && !c.have[path.Join(path.Dir(name), img.File)] {
			c.found(name, "shows %s, which is missing", img.File)
		}
	}
	c.text(name, &a)
}

// text checks that the Markdown beside a record is of the same text.
func (c *checker) text(name string, a *scrape.Article) {
	markdown := strings.TrimSuffix(name, ".json") + ".md"
	if c.pending(name) || c.pending(markdown) {
		return
	}
	data, err := os.ReadFile(c.full(markdown))
	if err != nil {
		c.found(markdown, "is missing beside its record")
		return
	}
	head, _, _ := bytes.Cut(data, []byte("\n---\n"))
	if !bytes.Contains(head, []byte("\nsha256: \""+a.SHA256+"\"")) {
		c.found(markdown, "is of another text than its record")
	}
}

func (c *checker) issue() {
	var i scrape.Issue
	if !c.read(IssueName, &i) {
		return
	}
	listed, stored := 0, 0
	for _, s := range i.Sections {
		for _, l := range s.Articles {
			listed++
			if l.File == "" {
				continue
			}
			stored++
			if _, err := os.Stat(c.full(l.File)); err != nil {
				c.found(IssueName, "lists %s, which is missing", l.File)
			}
		}
	}
	if listed != i.Listed || stored != i.Stored {
		c.found(IssueName, "counts %d listed and %d stored where there are %d and %d", i.Listed, i.Stored, listed, stored)
	}
}

// account checks that each line of a run's account is whole.
func (c *checker) account(name string) {
	data, err := os.ReadFile(c.full(name))
	if err != nil {
		c.found(name, "cannot be read: %v", err)
		return
	}
	n := 0
	for line := range bytes.Lines(data) {
		n++
		var e Event
		if json.Unmarshal(line, &e) != nil && !c.pending(name) {
			c.found(name, "line %d is no event", n)
		}
	}
}
