package archive

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// ManifestName is the file that lists the digests of a folder's files, in the
// form of BagIt (RFC 8493 §2.1.3); sha256sum -c reads it too.
const ManifestName = "manifest-sha256.txt"

// manifest is a folder's, by the path of a file in it, with slashes.
type manifest map[string]string

// readManifest reads the manifest of dir; one that is not there is empty.
func readManifest(dir string) (manifest, error) {
	data, err := os.ReadFile(filepath.Join(dir, ManifestName))
	if errors.Is(err, fs.ErrNotExist) {
		return manifest{}, nil
	}
	if err != nil {
		return nil, err
	}
	m := manifest{}
	for line := range strings.Lines(string(data)) {
		sum, name, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "  ")
		if !ok || len(sum) != 2*sha256.Size || name == "" {
			return m, fmt.Errorf("%q is no line of a manifest", strings.TrimSpace(line))
		}
		m[unescapeName.Replace(name)] = sum
	}
	return m, nil
}

// What a name may not hold in a manifest (RFC 8493 §2.1.3).
var (
	escapeName   = strings.NewReplacer("%", "%25", "\n", "%0A", "\r", "%0D")
	unescapeName = strings.NewReplacer("%25", "%", "%0A", "\n", "%0D", "\r")
)

// write replaces the manifest of dir.
func (m manifest) write(dir string) error {
	return writeFile(filepath.Join(dir, ManifestName), func(w *bufio.Writer) {
		for _, name := range slices.Sorted(maps.Keys(m)) {
			fmt.Fprintf(w, "%s  %s\n", m[name], escapeName.Replace(name))
		}
	})
}

// filesOf are the files below dir that belong into its manifest, by their
// paths in it.
func filesOf(dir string) ([]string, error) {
	var names []string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, err := filepath.Rel(dir, name)
		if err == nil && d.Name() != ManifestName && !temporary(d.Name()) {
			names = append(names, filepath.ToSlash(rel))
		}
		return err
	})
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return names, err
}

// temporary reports whether a file is one that a killed run left half-written.
func temporary(base string) bool {
	return strings.HasPrefix(base, ".backissue-") && strings.HasSuffix(base, ".tmp")
}

// digest is the SHA-256 of a file.
func digest(name string) (string, error) {
	f, err := os.Open(name)
	if err != nil {
		return "", err
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, bufio.NewReaderSize(f, 1<<17)); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// folderOf is the folder whose manifest lists a file of the archive, both with
// slashes and relative to its root, or "".
func folderOf(name string) string {
	parts := strings.Split(path.Clean(name), "/")
	switch {
	case len(parts) > 1 && (parts[0] == versionsName || parts[0] == runsName):
		return parts[0]
	case len(parts) > 3 && (parts[1] == issuesName || parts[1] == articlesName):
		return path.Join(parts[:3]...)
	}
	return ""
}

// WriteFile makes data the content of a file, whole or not at all, and durable.
// Its folder is made where it is missing.
func WriteFile(name string, data []byte) error {
	return writeFile(name, func(w *bufio.Writer) { _, _ = w.Write(data) }) // Flush gives the error
}

func writeFile(name string, write func(*bufio.Writer)) error {
	dir := filepath.Dir(name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	f, err := os.CreateTemp(dir, ".backissue-*.tmp")
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	write(w)
	err = w.Flush()
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Chmod(0o644), f.Close())
	if err == nil {
		err = os.Rename(f.Name(), name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	syncDir(dir)
	return nil
}

// syncDir makes a rename last, where the system can.
func syncDir(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync() // some systems cannot sync a folder, and keep it by themselves
		d.Close()
	}
}
