package archive

import (
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/state"
)

// IssueKey is the key under which the state knows an issue, by the address of
// its contents page, beside articles, whose keys are their IDs.
func IssueKey(url string) string { return "issue " + url }

// Job is the state's job for the page at a normalised URL that belongs into a
// folder of the archive.
func Job(url, folder string) state.Job {
	_, rest, _ := strings.Cut(url, "://")
	host, _, _ := strings.Cut(rest, "/")
	return state.Job{Key: url, Host: host[strings.LastIndexByte(host, '@')+1:], Payload: []byte(folder)}
}

// Rebuild makes the state of the archive at root again from its plain files.
// normal gives a URL its normal form. Timers begin anew. It returns how many
// articles it found; a file that is no record is passed over, and is for Check
// to name.
func Rebuild(root string, s *state.Store, normal func(string) (string, error)) (articles int, err error) {
	all, err := folders(root)
	if err != nil {
		return 0, err
	}
	r := &rebuilder{root: root, store: s, normal: normal}
	for _, folder := range all {
		names, err := filesOf(filepath.Join(root, filepath.FromSlash(folder)))
		if err != nil {
			return r.articles, err
		}
		for _, name := range names {
			if folder == versionsName || path.Ext(name) != ".json" || path.Base(name) == IssueName {
				continue
			}
			if err := r.article(path.Join(folder, name)); err != nil {
				return r.articles, err
			}
		}
		if err := r.issue(folder); err != nil {
			return r.articles, err
		}
	}
	return r.articles, nil
}

type rebuilder struct {
	root     string
	store    *state.Store
	normal   func(string) (string, error)
	articles int
}

// finish remembers that the page at a URL is stored.
func (r *rebuilder) finish(url, folder string, res state.Result) error {
	key, err := r.normal(url)
	if err != nil {
		return nil //nolint:nilerr // what was never fetched has nothing to remember
	}
	j := Job(key, folder)
	if _, err := r.store.Add(j); err != nil {
		return err
	}
	res.Soon = true
	return r.store.Finish(j, res)
}

func (r *rebuilder) article(name string) error {
	a, err := ReadRecord(filepath.Join(r.root, filepath.FromSlash(name)))
	if err != nil || a.Provenance == nil {
		return nil //nolint:nilerr // see Rebuild
	}
	r.articles++
	at, _ := time.Parse(time.RFC3339, a.Retrieved)
	markdown := strings.TrimSuffix(name, ".json") + ".md"
	res := state.Result{
		Article: a.ID, Path: markdown, Digest: a.SHA256,
		Record: &state.Article{ID: a.ID, URL: a.Provenance.RequestedURL, Path: markdown, Digest: a.SHA256, Seen: at, Changed: Begin(a, at), Next: at.Add(soonestVisit)},
	}
	if h := a.Provenance.Headers; h["Etag"] != "" || h["Last-Modified"] != "" {
		res.Page = &state.Page{ETag: h["Etag"], LastModified: h["Last-Modified"], Checked: at, Article: a.ID, Path: markdown}
	}
	return r.finish(a.Provenance.RequestedURL, path.Dir(name), res)
}

// Begin is the time from which an article that was read at the time at counts
// its age: its publication, where that is known.
func Begin(a *scrape.Article, at time.Time) time.Time {
	day := a.Issued[:min(len(a.Issued), 10)]
	for _, layout := range []string{"2006-01-02", "2006-01", "2006"} {
		if t, err := time.Parse(layout, day[:min(len(day), len(layout))]); err == nil && t.Before(at) {
			return t
		}
	}
	return at
}

func (r *rebuilder) issue(folder string) error {
	i, err := ReadIssue(filepath.Join(r.root, filepath.FromSlash(folder)))
	if err != nil {
		return nil //nolint:nilerr // no issue, or for Check to name
	}
	for _, s := range i.Sections {
		for _, l := range s.Articles {
			switch {
			case l.File != "" && l.ID != "":
				err = r.finish(l.URL, folder, state.Result{Article: l.ID, Path: path.Join(folder, l.File), Digest: l.SHA256})
			case l.File == "" && l.Kind != "pdf":
				if key, failed := r.normal(l.URL); failed == nil {
					_, err = r.store.Add(Job(key, folder))
				}
			}
			if err != nil {
				return err
			}
		}
	}
	return r.store.SetArticle(state.Article{ID: IssueKey(i.URL), URL: i.URL, Path: path.Join(folder, IssueName), Next: time.Unix(1, 0)})
}

// CheckState compares the state with the plain files and calls visit for what
// one has and the other has not. What a run that did not come to its end has
// stored is left out: the next one asks for it again.
func CheckState(root string, s *state.Store, visit func(Finding)) error {
	all, err := folders(root)
	if err != nil {
		return err
	}
	unfinished, err := readJournal(root)
	if err != nil {
		return err
	}
	known := map[string]string{}
	if err := s.Articles(func(a state.Article) bool {
		known[a.Path] = a.ID
		return true
	}); err != nil {
		return err
	}
	for name := range known {
		if _, err := os.Stat(filepath.Join(root, filepath.FromSlash(name))); name != "" && err != nil {
			visit(Finding{name, "is missing, and the state says that it is stored"})
		}
	}
	for _, folder := range all {
		if folder == versionsName || folder == runsName {
			continue
		}
		names, err := filesOf(filepath.Join(root, filepath.FromSlash(folder)))
		if err != nil {
			return err
		}
		for _, name := range names {
			full := path.Join(folder, name)
			if path.Ext(name) == ".md" && known[full] == "" && !unfinished[full] && !unfinished[folder+"/"] {
				visit(Finding{full, "is not known to the state"})
			}
		}
	}
	return nil
}

// ReadIssue reads the account of the issue in a folder.
func ReadIssue(dir string) (*scrape.Issue, error) {
	data, err := os.ReadFile(filepath.Join(dir, IssueName))
	if err != nil {
		return nil, err
	}
	var i scrape.Issue
	if err := json.Unmarshal(data, &i); err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Join(dir, IssueName), err)
	}
	return &i, nil
}
