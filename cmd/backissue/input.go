package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/backissue/backissue/scrape"
)

// maxLine is the most bytes of a line of a manifest.
const maxLine = 1 << 20

// take yields the first n jobs, or all where n is 0.
func take(jobs iter.Seq[scrape.Job], n int) iter.Seq[scrape.Job] {
	if n <= 0 {
		return jobs
	}
	return func(yield func(scrape.Job) bool) {
		left := n
		for j := range jobs {
			if left--; !yield(j) || left == 0 {
				return
			}
		}
	}
}

// peek reads up to n jobs ahead. It returns them, all jobs again, and a
// function to call when no more are wanted.
func peek(jobs iter.Seq[scrape.Job], n int) (ahead []scrape.Job, again iter.Seq[scrape.Job], stop func()) {
	next, stop := iter.Pull(jobs)
	for len(ahead) < n {
		j, ok := next()
		if !ok {
			break
		}
		ahead = append(ahead, j)
	}
	return ahead, func(yield func(scrape.Job) bool) {
		for _, j := range ahead {
			if !yield(j) {
				return
			}
		}
		for {
			if j, ok := next(); !ok || !yield(j) {
				return
			}
		}
	}, stop
}

// pathJobs yields a job for each page of paths: an HTML file is one, a
// recording holds many, and a folder stands for the files in it, in the order of
// their names.
func pathJobs(paths []string, baseURL string, force bool) iter.Seq[scrape.Job] {
	return func(yield func(scrape.Job) bool) {
		for _, p := range paths {
			var more bool
			switch {
			case isFolder(p):
				more = walk(p, force, yield)
			case warcName(p):
				more = yieldRecordings(p, force, yield)
			default:
				more = yield(scrape.Job{Path: p, URL: baseURL})
			}
			if !more {
				return
			}
		}
	}
}

func isFolder(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// walk yields the pages under dir, sorted, and an error for what cannot be
// read; it reports whether more is wanted.
func walk(dir string, force bool, yield func(scrape.Job) bool) bool {
	more, found := true, false
	_ = fs.WalkDir(os.DirFS(dir), ".", func(name string, d fs.DirEntry, err error) error {
		job := scrape.Job{Path: filepath.Join(dir, filepath.FromSlash(name)), Err: err}
		recorded := err == nil && !d.IsDir() && warcName(name)
		if err == nil && !recorded && (d.IsDir() || !pageName(name)) {
			return nil
		}
		found = true
		if recorded {
			more = yieldRecordings(job.Path, force, yield)
		} else {
			more = yield(job)
		}
		if !more {
			return fs.SkipAll
		}
		if d != nil && d.IsDir() {
			return fs.SkipDir
		}
		return nil
	})
	if more && !found {
		none := &failure{code: exitNoArticle, err: errors.New("the folder holds no page"), hint: "pages are files that end in .html, .htm, .xhtml, .shtml, .warc or .arc, or those and .gz"}
		return yield(scrape.Job{Path: dir, Err: none})
	}
	return more
}

// pageName reports whether a file is a page by its name.
func pageName(name string) bool {
	name = strings.TrimSuffix(strings.ToLower(name), ".gz")
	for _, ext := range []string{".html", ".htm", ".xhtml", ".shtml"} {
		if strings.HasSuffix(name, ext) {
			return true
		}
	}
	return false
}

// lines yields the lines of r that are not blank, with their numbers, without
// a byte order mark and the space around them. A line longer than maxLine is
// cut and comes with an error; so does a failure to read, which ends it.
func lines(r io.Reader) iter.Seq2[line, error] {
	return func(yield func(line, error) bool) {
		br := bufio.NewReaderSize(r, 64<<10)
		for n := 1; ; n++ {
			text, err := readLine(br)
			if n == 1 {
				text = bytes.TrimPrefix(text, []byte("\xEF\xBB\xBF"))
			}
			text = bytes.TrimSpace(text)
			switch {
			case errors.Is(err, io.EOF):
				if len(text) > 0 {
					yield(line{n, text}, nil)
				}
				return
			case err != nil && !errors.Is(err, errLongLine):
				yield(line{n, nil}, err)
				return
			case len(text) == 0:
			case !yield(line{n, text}, err):
				return
			}
		}
	}
}

// line is a line of a list of pages.
type line struct {
	number int // from 1
	text   []byte
}

var errLongLine = fmt.Errorf("the line is longer than %d bytes", maxLine)

// readLine reads up to and with the next line feed into memory of its own.
func readLine(br *bufio.Reader) ([]byte, error) {
	var text []byte
	long := false
	for {
		part, err := br.ReadSlice('\n')
		if len(text)+len(part) > maxLine {
			part, long = part[:max(0, maxLine-len(text))], true
		}
		text = append(text, part...)
		switch {
		case errors.Is(err, bufio.ErrBufferFull):
		case err == nil && long:
			return text, errLongLine
		default:
			return text, err
		}
	}
}

// entry is a line of a manifest that is a JSON object. It may have other keys.
type entry struct {
	Path string `json:"path"`
	URL  string `json:"url"`
	Type string `json:"type"` // the Content-Type
}

// parseEntry reads a line: a JSON object, or bare text that set takes.
func parseEntry(text []byte, set func(*entry, string)) (entry, json.RawMessage, error) {
	var e entry
	if text[0] != '{' {
		set(&e, string(text))
		input, err := json.Marshal(string(text))
		return e, input, err
	}
	if err := json.Unmarshal(text, &e); err != nil {
		return e, nil, fmt.Errorf("not a JSON object: %w", err)
	}
	return e, json.RawMessage(text), nil
}

// listJobs yields a job for each line of the list that open opens: what job
// makes of it, or an error that names the line.
func listJobs(name string, open func() (io.ReadCloser, error), job func(line) (scrape.Job, error)) iter.Seq[scrape.Job] {
	return func(yield func(scrape.Job) bool) {
		r, err := open()
		if err != nil {
			yield(scrape.Job{Path: name, Err: err})
			return
		}
		defer r.Close()
		for l, err := range lines(r) {
			var j scrape.Job
			if err == nil {
				j, err = job(l)
			}
			if err != nil {
				j = scrape.Job{Path: name, Err: usage(fmt.Errorf("line %d: %w", l.number, err), "")}
			}
			if !yield(j) {
				return
			}
		}
	}
}

// manifestJobs yields the pages of a manifest: lines that are a path or an
// entry. Relative paths begin at the manifest's folder. With echo the records
// carry their lines.
func manifestJobs(manifest string, echo bool, stdin io.Reader) iter.Seq[scrape.Job] {
	dir := filepath.Dir(manifest)
	return listJobs(listName(manifest), opener(manifest, stdin), func(l line) (scrape.Job, error) {
		e, input, err := parseEntry(l.text, func(e *entry, s string) { e.Path = s })
		switch {
		case err != nil:
			return scrape.Job{}, err
		case e.Path == "" || e.Path == "-":
			return scrape.Job{}, errors.New(`no "path" of a file`)
		case !filepath.IsAbs(e.Path) && manifest != "-":
			e.Path = filepath.Join(dir, e.Path)
		}
		if !echo {
			input = nil
		}
		return scrape.Job{Path: e.Path, URL: e.URL, ContentType: e.Type, Input: input}, nil
	})
}

// urlJobs yields the pages of a list of URLs: lines that are a URL or an
// entry. With echo the records carry their lines.
func urlJobs(list string, echo bool, stdin io.Reader) iter.Seq[scrape.Job] {
	return listJobs(listName(list), opener(list, stdin), func(l line) (scrape.Job, error) {
		e, input, err := parseEntry(l.text, func(e *entry, s string) { e.URL = s })
		if err != nil {
			return scrape.Job{}, err
		}
		if e.URL == "" {
			return scrape.Job{}, errors.New(`no "url"`)
		}
		if _, err := webURL(e.URL); err != nil {
			return scrape.Job{}, fmt.Errorf("%s: %w", e.URL, err)
		}
		if !echo {
			input = nil
		}
		return scrape.Job{URL: e.URL, Input: input}, nil
	})
}

func listName(path string) string {
	if path == "-" {
		return "standard input"
	}
	return path
}

func opener(path string, stdin io.Reader) func() (io.ReadCloser, error) {
	if path == "-" {
		return func() (io.ReadCloser, error) { return io.NopCloser(stdin), nil }
	}
	return func() (io.ReadCloser, error) { return os.Open(path) }
}

// jobName names a page in a message.
func jobName(j scrape.Job) string {
	switch {
	case j.Path == "-":
		return "standard input"
	case j.Path != "":
		return j.Path
	}
	return j.URL
}
