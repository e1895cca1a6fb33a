package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"log/slog"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"

	"github.com/backissue/backissue/cmd/internal/archive"
	"github.com/backissue/backissue/convert"
	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/fetch"
	"github.com/backissue/backissue/scrape/state"
)

// issueRun is an issue while it is fetched. Its methods that pages of no issue
// call too may be called on nil.
type issueRun struct {
	t     *tui
	web   *web
	issue *scrape.Issue
	dir   string            // the issue's own folder; empty where it goes into one stream
	files map[string]string // the files of an earlier run, by URL

	// Of an issue in an archive:
	place   string                                   // dir, relative to the archive, with slashes
	old     *scrape.Issue                            // what an earlier run knew of it; nil where none did
	writing func(file string) error                  // told of a file in dir that is about to be written
	failed  func(f *scrape.IssueFile, e error) error // told of a file that cannot be had

	mu    sync.Mutex
	items map[string]*issueItem // by normalised URL
	count int
}

// issueItem is an article of an issue.
type issueItem struct {
	place   int // from 1
	section string
	listed  *scrape.Listed
}

// newIssue knows the articles that an issue lists by their addresses.
func newIssue(t *tui, w *web, issue *scrape.Issue) *issueRun {
	r := &issueRun{t: t, web: w, issue: issue, items: map[string]*issueItem{}, files: map[string]string{}}
	for i := range r.issue.Sections {
		s := &r.issue.Sections[i]
		for k := range s.Articles {
			l := &s.Articles[k]
			r.count++
			if key, err := webURL(l.URL); err == nil && l.Kind != "pdf" {
				r.items[key] = &issueItem{r.count, s.Title, l}
			}
		}
	}
	return r
}

func newIssueRun(t *tui, w *web, c *contentsPage, o *outputOptions, shelf shelf) *issueRun {
	r := newIssue(t, w, c.issue)
	for _, warning := range r.issue.Warnings {
		t.say(slog.LevelWarn, c.issue.URL+": "+warning, "")
	}
	if o.dir != "" {
		r.dir = filepath.Join(o.dir, issueFolder(r.issue))
		if old, err := archive.ReadIssue(r.dir); err == nil && old.URL != r.issue.URL {
			r.dir += "-" + hash(r.issue.URL)[:8] // another issue has that name
		}
		r.recall()
		r.point(shelf)
		o.dir = r.dir
	}
	return r
}

// shelf is where articles are stored, by the normalised URL: an article that two
// issues list is stored once, in the first of them.
type shelf map[string]string

// readShelf reads what the issues in a folder hold.
func readShelf(dir string) shelf {
	s := shelf{}
	entries, _ := os.ReadDir(dir) //nolint:errcheck // a folder that is not there holds nothing
	for _, e := range entries {
		if i, err := archive.ReadIssue(filepath.Join(dir, e.Name())); err == nil {
			s.add(filepath.Join(dir, e.Name()), i)
		}
	}
	return s
}

// add takes over what is stored in an issue's own folder.
func (s shelf) add(dir string, i *scrape.Issue) {
	for _, section := range i.Sections {
		for _, l := range section.Articles {
			key, err := webURL(l.URL)
			if err == nil && l.File != "" && !strings.HasPrefix(l.File, "../") && s[key] == "" {
				s[key] = filepath.Join(dir, filepath.FromSlash(l.File))
			}
		}
	}
}

// point makes the articles that another issue holds point there.
func (r *issueRun) point(s shelf) {
	for key, item := range r.items {
		if file := s[key]; file != "" && isFile(file) && r.files[item.listed.URL] == "" {
			if rel, err := filepath.Rel(r.dir, file); err == nil && strings.HasPrefix(rel, "..") {
				item.listed.File = filepath.ToSlash(rel)
			}
		}
	}
}

// recall learns the names of the files of an earlier run: an article keeps its
// name when its place changes.
func (r *issueRun) recall() {
	old, err := archive.ReadIssue(r.dir)
	if err != nil {
		return
	}
	r.old = old
	for _, s := range old.Sections {
		for _, l := range s.Articles {
			if l.File != "" && !strings.HasPrefix(l.File, "../") && isFile(filepath.Join(r.dir, filepath.FromSlash(l.File))) {
				r.files[l.URL] = l.File
			}
		}
	}
}

// issueFolder is the name of an issue's folder: its date, title and number.
func issueFolder(i *scrape.Issue) string {
	var parts []string
	for _, p := range []string{strings.ReplaceAll(i.Date, "/", "-"), i.Publication, i.Volume, i.Number} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	if i.Number == "" && i.Volume == "" && i.Date == "" {
		parts = append(parts, i.Label)
		if i.Label == "" {
			parts = append(parts, path.Base(strings.TrimRight(i.URL, "/")))
		}
	}
	return convert.FolderName(strings.Join(parts, " "))
}

func hash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])
}

// fetch brings the issue: its files, its articles, and the account of both.
func (r *issueRun) fetch(ctx context.Context, p *plan, record bool) error {
	if r.dir == "" || p.run.dryRun {
		return p.execute(ctx, r.jobs(), false)
	}
	if err := os.MkdirAll(r.dir, 0o777); err != nil {
		return &failure{code: exitDisk, err: err}
	}
	if record {
		if err := r.web.recording.open(filepath.Join(r.dir, r.recordingName())); err != nil {
			return err
		}
	}
	err := r.fetchFiles(ctx)
	if err == nil {
		err = p.execute(ctx, r.jobs(), true)
	}
	if record {
		if failed := r.web.recording.close(); failed != nil && err == nil {
			err = &failure{code: exitDisk, err: fmt.Errorf("recording: %w", failed)}
		}
	}
	return r.end(err)
}

// recordingName is that of the issue's WARC file.
func (r *issueRun) recordingName() string {
	if n := convert.Slug(r.issue.Number); n != "" {
		return n + ".warc.gz"
	}
	return "issue.warc.gz"
}

// jobs are the issue's articles, each once.
func (r *issueRun) jobs() iter.Seq[scrape.Job] {
	return func(yield func(scrape.Job) bool) {
		n := 0
		for _, s := range r.issue.Sections {
			for _, l := range s.Articles {
				n++
				key, err := webURL(l.URL)
				if l.Kind == "pdf" || strings.HasPrefix(l.File, "../") || err == nil && r.items[key].place != n {
					continue
				}
				if !yield(scrape.Job{URL: l.URL, Err: err}) {
					return
				}
			}
		}
	}
}

// inherit gives an article what the issue says of it.
func (r *issueRun) inherit(a *scrape.Article) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if item := r.items[a.Provenance.RequestedURL]; item != nil {
		a.Inherit(r.issue, item.section, item.listed)
	}
}

// had notes an article that an earlier run has stored.
func (r *issueRun) had(j scrape.Job, stored state.Result) {
	if r != nil {
		r.stored(j.URL, stored.Path, stored.Article, stored.Digest)
	}
}

func (r *issueRun) stored(url, file, id, digest string) {
	key, err := webURL(url)
	if err != nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if item := r.items[key]; item != nil {
		item.listed.File, item.listed.ID, item.listed.SHA256, item.listed.Gap = file, id, digest, nil
	}
}

// gap notes why an article is not stored.
func (r *issueRun) gap(j scrape.Job, kind, reason string) {
	if r == nil {
		return
	}
	key, err := webURL(j.URL)
	if err != nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if item := r.items[key]; item != nil {
		item.listed.Gap = &scrape.Gap{Kind: kind, Reason: reason}
	}
}

// end counts, and writes issue.json. runErr is how the articles ended.
func (r *issueRun) end(runErr error) error {
	var f *failure
	if errors.As(runErr, &f) && (f.code == exitDisk || f.code == exitLocked || f.code == exitUsage) {
		return runErr
	}
	missing := r.tally()
	data, err := r.account()
	if err == nil {
		err = replaceFile(filepath.Join(r.dir, archive.IssueName), data)
	}
	if err != nil {
		return &failure{code: exitDisk, err: err}
	}
	if runErr == nil && missing > 0 {
		return &failure{code: exitPartly, err: fmt.Errorf("%s missing", counted(missing, "file"))}
	}
	return runErr
}

// account is the text of issue.json.
func (r *issueRun) account() ([]byte, error) {
	data, err := json.MarshalIndent(r.issue, "", "  ")
	return append(data, '\n'), err
}

// tally counts what is listed, stored and missing. What was stored before and
// could not be read now is still there.
func (r *issueRun) tally() (missing int) {
	i := r.issue
	i.Listed, i.Stored = 0, 0
	for _, s := range i.Sections {
		for k := range s.Articles {
			l := &s.Articles[k]
			i.Listed++
			if l.File == "" {
				l.File = r.files[l.URL]
			}
			if l.File == "" && l.Kind == "pdf" && len(l.Files) > 0 {
				l.File, l.Gap = l.Files[len(l.Files)-1].File, l.Files[len(l.Files)-1].Gap
			}
			switch {
			case l.File != "":
				i.Stored++
			case l.Gap == nil:
				l.Gap = &scrape.Gap{Kind: "pending", Reason: "not fetched yet"}
			}
			missing += gaps(l.Files)
		}
	}
	return missing + gaps(i.Files)
}

func gaps(files []scrape.IssueFile) (n int) {
	for i := range files {
		if files[i].Gap != nil {
			n++
		}
	}
	return n
}

// fetchFiles brings the PDFs of the issue and of its articles. One that is there
// is not asked for again.
func (r *issueRun) fetchFiles(ctx context.Context) error {
	if err := r.fetchEach(ctx, r.issue.Files); err != nil {
		return err
	}
	for _, s := range r.issue.Sections {
		for k := range s.Articles {
			if err := r.fetchEach(ctx, s.Articles[k].Files); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *issueRun) fetchEach(ctx context.Context, files []scrape.IssueFile) error {
	for i := range files {
		err := r.fetchFile(ctx, &files[i])
		if err == nil {
			continue
		}
		kind, code, hint := explain(err)
		if ctx.Err() != nil || code == exitDisk {
			return err
		}
		files[i].Gap = &scrape.Gap{Kind: kind, Reason: safeText(causeText(err))}
		if r.failed == nil {
			r.t.say(slog.LevelWarn, files[i].URL+": "+causeText(err), hint)
		} else if err := r.failed(&files[i], err); err != nil {
			return err
		}
	}
	return nil
}

func (r *issueRun) fetchFile(ctx context.Context, f *scrape.IssueFile) error {
	f.File = "files/" + fileName(f.URL)
	target := filepath.Join(r.dir, filepath.FromSlash(f.File))
	if data, err := os.Open(target); err == nil {
		defer data.Close()
		return measure(f, data)
	}
	res, err := r.web.do(ctx, fetch.Request{URL: f.URL, From: r.issue.URL})
	switch {
	case err != nil && context.Cause(ctx) != nil:
		err = context.Cause(ctx)
	case err == nil && !bytes.HasPrefix(bytes.TrimLeft(res.Body, "\x00 \t\r\n"), []byte("%PDF-")):
		err = &scrape.Wall{Kind: "not-pdf", Reason: "this is no PDF"}
	}
	if err != nil {
		f.File = ""
		return err
	}
	if r.writing != nil {
		err = r.writing(f.File)
	}
	if err == nil {
		err = os.MkdirAll(filepath.Dir(target), 0o777)
	}
	if err == nil {
		err = replaceFile(target, res.Body)
	}
	if err != nil {
		return &failure{code: exitDisk, err: err}
	}
	return measure(f, bytes.NewReader(res.Body))
}

// measure notes the digest and the size of a file's bytes.
func measure(f *scrape.IssueFile, data io.Reader) error {
	h := sha256.New()
	n, err := io.Copy(h, data)
	f.SHA256, f.Size, f.Gap = hex.EncodeToString(h.Sum(nil)), n, nil
	return err
}

// fileName is the name of a file by its address.
func fileName(url string) string {
	url, _, _ = strings.Cut(url, "?")
	base := path.Base(url)
	return convert.FolderName(strings.TrimSuffix(base, path.Ext(base))) + ".pdf"
}

// folder is the sink of the issue's articles.
func (r *issueRun) folder(o *outputOptions) (sink, error) {
	return &issueSink{run: r, dir: &convert.Dir{Path: r.dir, Format: convert.Format(o.format.value)}}, nil
}

// issueSink is a folder with an issue's articles, numbered as they are printed.
type issueSink struct {
	run *issueRun
	dir *convert.Dir
}

func (s *issueSink) put(a *scrape.Article, out []byte) (string, bool, error) {
	r := s.run
	item := r.items[a.Provenance.RequestedURL]
	if item == nil {
		return "", false, fmt.Errorf("%s is no article of the issue", a.Provenance.RequestedURL)
	}
	name := convert.Numbered(item.place, r.count)
	if old := r.files[item.listed.URL]; old != "" && path.Ext(old) == s.dir.Format.Extension() {
		name = convert.Fixed(strings.TrimSuffix(old, path.Ext(old)))
	}
	stored, err := s.dir.PutAs(a, out, name)
	if err == nil {
		r.stored(item.listed.URL, stored.Path, a.ID, a.SHA256)
	}
	return stored.Path, stored.New || stored.Changed, err
}

func (s *issueSink) close(bool) error { return s.dir.Close() }

// mergedSink writes an issue's articles behind each other, in one document.
type mergedSink struct{ sink }

func (s mergedSink) put(a *scrape.Article, out []byte) (string, bool, error) {
	return s.sink.put(a, append([]byte("\n---\n\n"), out...))
}

// merged begins the document of an issue with its list of contents.
func (r *issueRun) merged(to sink) (sink, error) {
	var head bytes.Buffer
	if err := r.writeContents(&head); err != nil {
		return nil, err
	}
	if _, _, err := to.put(nil, head.Bytes()); err != nil {
		return nil, errors.Join(err, to.close(false))
	}
	return mergedSink{to}, nil
}

// writeContents writes an issue's heading and list of contents, for an issue in
// one Markdown file.
func (r *issueRun) writeContents(w io.Writer) error {
	i := r.issue
	title := strings.TrimSpace(strings.Join([]string{i.Publication, i.Number}, " "))
	if title == "" {
		title = i.Label
	}
	fmt.Fprintf(w, "# %s\n\n", markdownText(title))
	if i.Date != "" {
		fmt.Fprintf(w, "%s\n\n", i.Date)
	}
	n := 0
	for _, s := range i.Sections {
		if s.Title != "" {
			fmt.Fprintf(w, "\n**%s**\n\n", markdownText(s.Title))
		}
		for _, l := range s.Articles {
			n++
			line := fmt.Sprintf("%d. %s", n, markdownText(l.Title))
			if len(l.Authors) > 0 {
				line += " (" + markdownText(strings.Join(l.Authors, ", ")) + ")"
			}
			if _, err := fmt.Fprintln(w, line); err != nil {
				return err
			}
		}
	}
	return nil
}

// markdownText is a title on one line that no character of Markdown changes.
func markdownText(s string) string {
	return strings.NewReplacer("\\", "\\\\", "*", "\\*", "_", "\\_", "[", "\\[", "]", "\\]", "<", "\\<", "`", "\\`").Replace(safeText(s))
}
