package state

import "time"

// A Page is what is known of a URL that was fetched: enough to ask whether it
// changed (RFC 9110 §13.1), and to know what is kept if it did not.
type Page struct {
	ETag         string
	LastModified string    // as the server wrote it
	Digest       string    // of its bytes
	Checked      time.Time // when it was last asked for
	Article      string    // the id of the article it gave
	Path         string    // the file that holds it
}

// Page is what is known of a URL, and whether anything is.
func (s *Store) Page(url string) (p Page, ok bool, err error) {
	err = s.read("reading "+url, func() error {
		var checked int64
		ok, err = s.one("SELECT ifnull(etag, ''), ifnull(modified, ''), ifnull(digest, ''), checked, ifnull(article, ''), ifnull(path, '') FROM page WHERE url = ?",
			[]any{url}, []any{&p.ETag, &p.LastModified, &p.Digest, &checked, &p.Article, &p.Path})
		p.Checked = moment(checked)
		return err
	})
	return p, ok, err
}

// SetPage remembers a page. It may be lost when the process dies: then the page
// is asked for once more.
func (s *Store) SetPage(url string, p Page) error {
	return s.soon("remembering "+url, func() error { return s.putPage(url, p) })
}

func (s *Store) putPage(url string, p Page) error {
	_, err := s.exec("INSERT OR REPLACE INTO page (url, etag, modified, digest, checked, article, path) VALUES (?, ?, ?, ?, ?, ?, ?)",
		url, text(p.ETag), text(p.LastModified), text(p.Digest), millis(p.Checked), text(p.Article), text(p.Path))
	return err
}

// millis is a time as it is stored, 0 for the zero time.
func millis(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

// moment is a stored time.
func moment(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}
