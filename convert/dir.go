package convert

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash/fnv"
	"html"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"github.com/backissue/backissue/scrape"
)

// ErrDisk is the error of a folder that cannot be written.
var ErrDisk = errors.New("the folder cannot be written")

// Dir is a folder that holds one file for each article. A file is there whole
// or not at all: it is written beside its place, synced and renamed.
type Dir struct {
	Path   string // made if it is not there
	Name   Name
	Format Format

	mu    sync.Mutex // guards what follows, but not the writing of files
	root  *os.Root
	taken map[string]string            // file names, folded, and the articles that hold them
	names map[string]map[string]string // what a folder held when it was first looked at, by folded name

	writing [32]sync.Mutex // of files, by their names
	folders folderSync
}

// Stored tells what became of an article.
type Stored struct {
	Path    string // in the folder, with slashes
	New     bool   // there was no such file
	Changed bool   // there was one, and it said something else
}

// Put stores an article that has been rendered. A file of the same article
// that differs in nothing but its time of retrieval and its provenance stays
// as it is. A file of another article stays, too: this one then has a name of
// its own.
func (d *Dir) Put(a *scrape.Article, rendered []byte) (Stored, error) {
	return d.PutAs(a, rendered, d.Name)
}

// PutAs is Put with a name of the article's own.
func (d *Dir) PutAs(a *scrape.Article, rendered []byte, name Name) (Stored, error) {
	s, err := d.put(a, rendered, name)
	if err != nil {
		return s, fmt.Errorf("%w: %s: %w", ErrDisk, filepath.Join(d.Path, filepath.FromSlash(s.Path)), err)
	}
	return s, nil
}

// PathAs is the path under which PutAs stores an article.
func (d *Dir) PathAs(a *scrape.Article, rendered []byte, name Name) (string, error) {
	s, err := d.reserve(a, rendered, name)
	if err != nil {
		return "", fmt.Errorf("%w: %s: %w", ErrDisk, d.Path, err)
	}
	return s.Path, nil
}

func (d *Dir) put(a *scrape.Article, rendered []byte, name Name) (Stored, error) {
	s, err := d.reserve(a, rendered, name)
	if err != nil {
		return s, err
	}
	one := &d.writing[int(foldHash(s.Path))%len(d.writing)]
	one.Lock()
	defer one.Unlock()
	old, err := d.root.ReadFile(filepath.FromSlash(s.Path))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		s.New = true
	case err != nil:
		return s, err
	case bytes.Equal(lasting(old), lasting(rendered)):
		return s, nil
	default:
		s.Changed = true
	}
	return s, d.write(s.Path, rendered)
}

// reserve finds the path of an article, which is its own from then on.
func (d *Dir) reserve(a *scrape.Article, rendered []byte, name Name) (Stored, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if err := d.open(); err != nil {
		return Stored{}, err
	}
	who := d.identity(a, rendered)
	s := Stored{Path: name.Path(a, d.Format.Extension(), "")}
	mine, err := d.existing(s.Path, who)
	if err == nil && !mine {
		s.Path = name.Path(a, d.Format.Extension(), who)
		_, err = d.existing(s.Path, who)
	}
	if err != nil {
		return s, err
	}
	d.taken[foldPath(s.Path)] = who
	return s, nil
}

// foldHash is a number by which paths share their locks.
func foldHash(path string) uint32 {
	h := fnv.New32a()
	h.Write([]byte(foldPath(path)))
	return h.Sum32()
}

// Close lets go of the folder.
func (d *Dir) Close() error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.root == nil {
		return nil
	}
	err := d.root.Close()
	d.root = nil
	return err
}

// open opens the folder, so that no name in it, and no link, leads elsewhere.
func (d *Dir) open() error {
	if d.root != nil {
		return nil
	}
	if err := os.MkdirAll(d.Path, 0o755); err != nil {
		return err
	}
	root, err := os.OpenRoot(d.Path)
	if err != nil {
		return err
	}
	d.root = root
	if d.taken == nil {
		d.taken, d.names = map[string]string{}, map[string]map[string]string{}
	}
	return nil
}

// existing reports whether a path may be used for an article: nobody holds it,
// or the article itself does.
func (d *Dir) existing(name, who string) (mine bool, err error) {
	if holder, ok := d.taken[foldPath(name)]; ok {
		return holder == who, nil
	}
	info, err := d.root.Lstat(filepath.FromSlash(name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return !d.heldUnderAnotherCase(name), nil
	case err != nil:
		return false, err
	case !info.Mode().IsRegular():
		return false, nil // a folder or a link: not ours
	}
	old, err := d.root.ReadFile(filepath.FromSlash(name))
	if err != nil {
		return false, err
	}
	return d.identity(&scrape.Article{Source: sourceIn(old)}, old) == who, nil
}

// identity is what tells two articles of one name apart: the page an article
// came from, or where the file cannot say that, all it says.
func (d *Dir) identity(a *scrape.Article, rendered []byte) string {
	key := []byte(a.Source)
	if a.Source == "" || d.Format == Text {
		key = lasting(rendered)
	}
	return identityOf(key)
}

func identityOf(key []byte) string {
	sum := sha256.Sum256(key)
	return hex.EncodeToString(sum[:])[:hashSize]
}

// heldUnderAnotherCase reports whether the folder holds a name that a file
// system without cases takes for the same. A folder is read once.
func (d *Dir) heldUnderAnotherCase(name string) bool {
	dir, base := path.Split(name)
	if d.names[dir] == nil {
		d.names[dir] = map[string]string{}
		if f, err := d.root.Open(path.Clean("./" + dir)); err == nil {
			names, _ := f.Readdirnames(-1) // what cannot be listed cannot collide
			f.Close()
			for _, n := range names {
				d.names[dir][foldPath(n)] = n
			}
		}
	}
	held, ok := d.names[dir][foldPath(base)]
	return ok && held != base
}

// foldPath is a path as file systems compare it that know neither case nor
// ways of composing a letter.
func foldPath(s string) string {
	return strings.Map(unicode.ToLower, norm.NFC.String(s))
}

// write puts a file into place: all of it, or nothing.
func (d *Dir) write(name string, content []byte) error {
	name = filepath.FromSlash(name)
	dir := filepath.Dir(name)
	if dir != "." {
		if err := d.root.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	temporary := filepath.Join(dir, ".backissue-"+identityOf([]byte(name))+".tmp")
	if err := d.root.Remove(temporary); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err // what a killed run left
	}
	f, err := d.root.OpenFile(temporary, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	_, err = f.Write(content)
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err == nil {
		err = d.root.Rename(temporary, name)
	}
	if err != nil {
		return errors.Join(err, ignoreAbsent(d.root.Remove(temporary)))
	}
	return d.folders.sync(dir, d.syncFolder)
}

func ignoreAbsent(err error) error {
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	return err
}

// folderSync makes renames last, those that come together in one go.
type folderSync struct {
	mu   sync.Mutex
	each map[string]*renames
}

// renames counts those in one folder.
type renames struct {
	mu           sync.Mutex
	made, lasted int // lasted is guarded by mu, made by that of folderSync
}

// sync returns when the renames made in dir before the call are on the disk.
func (f *folderSync) sync(dir string, sync func(string) error) error {
	f.mu.Lock()
	if f.each == nil {
		f.each = map[string]*renames{}
	}
	r := f.each[dir]
	if r == nil {
		r = &renames{}
		f.each[dir] = r
	}
	r.made++
	mine := r.made
	f.mu.Unlock()

	r.mu.Lock()
	defer r.mu.Unlock()
	if r.lasted >= mine {
		return nil
	}
	f.mu.Lock()
	made := r.made
	f.mu.Unlock()
	if err := sync(dir); err != nil {
		return err
	}
	r.lasted = made
	return nil
}

// syncFolder makes a rename last. Systems that cannot sync a folder keep their
// renames by themselves.
func (d *Dir) syncFolder(dir string) error {
	f, err := d.root.Open(dir)
	if err != nil {
		return err
	}
	if err := f.Sync(); err != nil && !errors.Is(err, errors.ErrUnsupported) && !errors.Is(err, os.ErrInvalid) && !errors.Is(err, fs.ErrPermission) {
		return errors.Join(err, f.Close())
	}
	return f.Close()
}

// lasting is a file without what each capture says anew: the line of retrieval
// in front matter, retrieved and provenance of a record.
func lasting(b []byte) []byte {
	if bytes.HasPrefix(b, []byte("---\n")) {
		end := bytes.Index(b, []byte("\n---\n"))
		if k := bytes.Index(b, []byte("\nretrieved: ")); k > 0 && k < end {
			n := bytes.IndexByte(b[k+1:], '\n')
			return append(bytes.Clone(b[:k]), b[k+1+n:]...)
		}
		return b
	}
	if len(b) > 0 && b[0] == '{' {
		var m map[string]json.RawMessage
		if json.Unmarshal(b, &m) == nil {
			delete(m, "retrieved")
			delete(m, "provenance")
			if out, err := json.Marshal(m); err == nil {
				return out
			}
		}
	}
	return b
}

// sourceIn is the source that a stored file names: in front matter, in a record
// or in a page's head. A file of text names none.
func sourceIn(b []byte) string {
	switch {
	case bytes.HasPrefix(b, []byte("---\n")):
		head, _, _ := bytes.Cut(b, []byte("\n---\n"))
		_, rest, ok := bytes.Cut(head, []byte("\nsource: "))
		if !ok {
			return ""
		}
		line, _, _ := bytes.Cut(rest, []byte("\n"))
		var s string
		if json.Unmarshal(line, &s) != nil { // a double-quoted scalar of ours is JSON too
			return ""
		}
		return s
	case len(b) > 0 && b[0] == '{':
		var r struct {
			Source string `json:"source"`
		}
		if json.Unmarshal(b, &r) != nil {
			return ""
		}
		return r.Source
	case bytes.HasPrefix(b, []byte("<!doctype html>")):
		_, rest, _ := bytes.Cut(b, []byte(`<meta name="dcterms.source" content="`))
		value, _, _ := bytes.Cut(rest, []byte(`"`))
		return html.UnescapeString(string(value))
	}
	return ""
}
