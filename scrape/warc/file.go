package warc

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// ErrInUse is the error of a file that another process writes.
var ErrInUse = errors.New("another process writes this file")

// open begins a file, or goes on with the one at Path.
func (w *Writer) open() error {
	w.repairNewest()
	f, fresh, err := w.create()
	if err != nil {
		return err
	}
	if err := w.begin(f); err != nil {
		w.file = nil
		err = errors.Join(err, f.Close())
		if fresh {
			err = errors.Join(err, os.Remove(f.Name()))
		}
		return err
	}
	return nil
}

// begin takes over a file: locks it, repairs its end and writes a warcinfo.
func (w *Writer) begin(f *os.File) error {
	if err := lock(f); err != nil {
		return fmt.Errorf("%s: %w", f.Name(), err)
	}
	end, err := Repair(f)
	if err != nil {
		return err
	}
	w.file, w.offset = f, end
	if err := w.writeInfo(); err != nil {
		return err
	}
	syncDir(filepath.Dir(f.Name()))
	return nil
}

func (w *Writer) prefix() string {
	if w.Prefix == "" {
		return "backissue"
	}
	return w.Prefix
}

func (w *Writer) create() (f *os.File, fresh bool, err error) {
	if w.Path != "" {
		f, err = os.OpenFile(w.Path, os.O_RDWR|os.O_CREATE, 0o644)
		return f, false, err
	}
	stamp := w.now().UTC().Format("20060102150405")
	for {
		w.serial++
		name := fmt.Sprintf("%s-%s-%05d.warc.gz", w.prefix(), stamp, w.serial)
		f, err := os.OpenFile(filepath.Join(w.Dir, name), os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o644)
		if !errors.Is(err, os.ErrExist) || w.serial > 99999 {
			return f, err == nil, err
		}
	}
}

// repairNewest takes off what a crash of an earlier run cut. It is a courtesy:
// readers get along with the file as it is, so a file that is in use or cannot
// be repaired is left alone.
func (w *Writer) repairNewest() {
	if w.Path != "" || w.repaired {
		return
	}
	w.repaired = true
	name := w.newest()
	if name == "" {
		return
	}
	f, err := os.OpenFile(filepath.Join(w.Dir, name), os.O_RDWR, 0)
	if err != nil {
		return
	}
	defer f.Close() //nolint:errcheck // nothing is lost by it
	if lock(f) == nil {
		Repair(f) //nolint:errcheck // see above
	}
}

// newest is the last file that was made with this prefix.
func (w *Writer) newest() string {
	dir := w.Dir
	if dir == "" {
		dir = "."
	}
	files, err := os.ReadDir(dir) // sorted, and so are the names' times
	if err != nil {
		return ""
	}
	for i := len(files) - 1; i >= 0; i-- {
		name := files[i].Name()
		if strings.HasPrefix(name, w.prefix()+"-") && strings.HasSuffix(name, ".warc.gz") && files[i].Type().IsRegular() {
			return name
		}
	}
	return ""
}

// writeInfo writes the warcinfo record, which says how the file was made.
func (w *Writer) writeInfo() error {
	info := append(Header(nil), w.Info...)
	for _, f := range []Field{
		{"format", "WARC File Format 1.1"},
		{"conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"},
	} {
		if info.Value(f.Name) == "" {
			info = append(info, f)
		}
	}
	id := NewID()
	members, err := w.pack([]Draft{{Header{
		{"WARC-Type", "warcinfo"}, {"WARC-Record-ID", id}, {"WARC-Date", Date(w.now())},
		{"WARC-Filename", filepath.Base(w.file.Name())}, {"Content-Type", "application/warc-fields"},
	}, info.fields()}}, "")
	if err != nil {
		return err
	}
	if err := w.put(members); err != nil {
		return err
	}
	w.infoID = id
	return nil
}

// syncDir puts a new file's name on the disk, where the system can.
func syncDir(dir string) {
	d, err := os.Open(dir)
	if err != nil {
		return
	}
	d.Sync()  //nolint:errcheck // not every system can
	d.Close() //nolint:errcheck // nothing was written
}
