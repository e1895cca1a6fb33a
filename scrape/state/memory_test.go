package state

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestRetryAfterIsKept(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, dir, epoch)
	at := epoch.Add(time.Hour)
	s.SetRetryAfter("example.org", epoch.Add(time.Minute))
	s.SetRetryAfter("example.org", at)
	if got := s.RetryAfter("example.org"); !got.Equal(at) {
		t.Errorf("got %v, want %v", got, at)
	}
	closed(t, s)
	s = openAt(t, dir, epoch)
	if got := s.RetryAfter("example.org"); !got.Equal(at) {
		t.Errorf("after a restart: got %v, want %v", got, at)
	}
	if got := s.RetryAfter("example.com"); !got.IsZero() {
		t.Errorf("unknown: got %v", got)
	}
}

func TestRobotsAge(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, dir, epoch)
	s.SetRobots("http://example.org:80", epoch, []byte("User-agent: *\nDisallow: /x\n"))
	closed(t, s)
	for _, c := range []struct {
		age  time.Duration
		want bool
	}{{0, true}, {23 * time.Hour, true}, {-time.Hour, true}, {24 * time.Hour, false}, {100 * time.Hour, false}} {
		s := openAt(t, dir, epoch.Add(c.age))
		fetched, body, ok := s.Robots("http://example.org:80")
		if ok != c.want || ok && (!fetched.Equal(epoch) || string(body) != "User-agent: *\nDisallow: /x\n") {
			t.Errorf("age %v: got %v, %q, %v", c.age, fetched, body, ok)
		}
		closed(t, s)
	}
}

func TestPagesAndArticles(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, dir, epoch)
	page := Page{ETag: `W/"1"`, LastModified: "Wed, 26 Oct 2011 12:00:00 GMT", Digest: "d", Checked: epoch, Article: "a", Path: "a.md"}
	s.SetPage("http://example.org/", Page{ETag: "old"})
	s.SetPage("http://example.org/", page)
	articles := []Article{
		{ID: "a", URL: "http://example.org/", Path: "a.md", Digest: "d", Seen: epoch, Changed: epoch, Next: epoch.Add(2 * time.Hour)},
		{ID: "b", Gone: epoch, Fails: 3, Next: epoch.Add(time.Hour)},
		{ID: "c", Next: epoch.Add(3 * time.Hour)},
		{ID: "never"},
		{ID: "wrong clock", Next: epoch.AddDate(30, 0, 0)},
	}
	for _, a := range articles {
		if err := s.SetArticle(a); err != nil {
			t.Fatal(err)
		}
	}
	closed(t, s)

	s = openAt(t, dir, epoch)
	got, ok, err := s.Page("http://example.org/")
	if diff := cmp.Diff(page, got); !ok || err != nil || diff != "" {
		t.Error(ok, err, diff)
	}
	if _, ok, err := s.Page("http://example.org/unknown"); ok || err != nil {
		t.Errorf("unknown page: got %v, %v", ok, err)
	}
	for _, want := range articles {
		got, ok, err := s.Article(want.ID)
		if diff := cmp.Diff(want, got); !ok || err != nil || diff != "" {
			t.Error(ok, err, diff)
		}
	}
	var ids []string
	if err := s.Articles(func(a Article) bool {
		ids = append(ids, a.ID)
		return len(ids) < 3
	}); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"a", "b", "c"}, ids); diff != "" {
		t.Error(diff)
	}
}
