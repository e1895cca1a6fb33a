package state

import "time"

// An Article is what is known of an article that is visited again. The times
// are the zero time where the thing has not happened.
type Article struct {
	ID      string
	URL     string
	Path    string    // the file that holds it
	Digest  string    // fingerprint of its text
	Seen    time.Time // when it was last found where it should be
	Changed time.Time // when its text last changed
	Gone    time.Time // since when the server says that it is gone
	Fails   int       // visits in a row without an answer to trust
	Next    time.Time // when it is to be visited again; zero for never
}

const articleColumns = "id, ifnull(url, ''), ifnull(path, ''), ifnull(digest, ''), seen, changed, gone, fails, next"

// Article is what is known of the article with an id, and whether anything is.
func (s *Store) Article(id string) (a Article, ok bool, err error) {
	err = s.read("reading article "+id, func() error {
		return s.each("SELECT "+articleColumns+" FROM article WHERE id = ?", []any{id}, func(scan func(...any) error) error {
			ok = true
			a, err = scanArticle(scan)
			return err
		})
	})
	return a, ok, err
}

// SetArticle remembers an article. It may be lost when the process dies; to
// remember it with the file that was stored, give it to Finish.
func (s *Store) SetArticle(a Article) error {
	return s.soon("remembering article "+a.ID, func() error { return s.putArticle(a) })
}

func (s *Store) putArticle(a Article) error {
	_, err := s.exec("INSERT OR REPLACE INTO article (id, url, path, digest, seen, changed, gone, fails, next) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
		a.ID, text(a.URL), text(a.Path), text(a.Digest), millis(a.Seen), millis(a.Changed), millis(a.Gone), a.Fails, millis(a.Next))
	return err
}

func scanArticle(scan func(...any) error) (Article, error) {
	var a Article
	var seen, changed, gone, next int64
	err := scan(&a.ID, &a.URL, &a.Path, &a.Digest, &seen, &changed, &gone, &a.Fails, &next)
	a.Seen, a.Changed, a.Gone, a.Next = moment(seen), moment(changed), moment(gone), moment(next)
	return a, err
}

// Articles calls visit for every article that is known, in the order of their
// ids, until it returns false. It may call the Store.
func (s *Store) Articles(visit func(Article) bool) error {
	const page = 256
	for last := ""; ; {
		var some []Article
		err := s.read("reading articles", func() error {
			return s.each("SELECT "+articleColumns+" FROM article WHERE id > ? ORDER BY id LIMIT ?", []any{last, page}, func(scan func(...any) error) error {
				a, err := scanArticle(scan)
				some = append(some, a)
				return err
			})
		})
		if err != nil {
			return err
		}
		for _, a := range some {
			if last = a.ID; !visit(a) {
				return nil
			}
		}
		if len(some) < page {
			return nil
		}
	}
}
