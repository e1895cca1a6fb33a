package state

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func numbered(n int) (jobs []Job) {
	for i := range n {
		jobs = append(jobs, Job{Key: fmt.Sprint("http://example.org/", i), Host: "example.org", Payload: []byte(fmt.Sprintf(`{"n":%d}`, i))})
	}
	return jobs
}

func addNumbered(t *testing.T, s *Store, n int) {
	t.Helper()
	if _, err := s.Add(numbered(n)...); err != nil {
		t.Fatal(err)
	}
}

func leased(t *testing.T, s *Store) Job {
	t.Helper()
	j, err := s.Lease(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	return j
}

func counts(t *testing.T, s *Store) Counts {
	t.Helper()
	c, err := s.Counts()
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestAddKeepsOrderAndKnownKeys(t *testing.T) {
	s := openAt(t, t.TempDir(), epoch)
	for i, want := range []int{3, 0, 2} {
		n := []int{3, 3, 5}[i]
		if got, err := s.Add(numbered(n)...); err != nil || got != want {
			t.Errorf("adding %d: got %d, %v; want %d", n, got, err, want)
		}
	}
	for i := range 5 {
		j := leased(t, s)
		if want := numbered(5)[i]; j.Key != want.Key || string(j.Payload) != string(want.Payload) || j.Host != want.Host {
			t.Errorf("got %+v, want %+v", j, want)
		}
		s.Finish(j, Result{Path: j.Key})
	}
	if _, err := s.Lease(context.Background()); !errors.Is(err, ErrIdle) {
		t.Errorf("got %v, want ErrIdle", err)
	}
	if got, _ := s.Add(numbered(5)...); got != 0 {
		t.Errorf("%d jobs that are done were added again", got)
	}
	for _, bad := range []Job{{Key: "k"}, {Host: "h"}} {
		if _, err := s.Add(bad); err == nil {
			t.Errorf("%+v was added", bad)
		}
	}
}

func TestOneHostOneWorker(t *testing.T) {
	s := openAt(t, t.TempDir(), epoch)
	s.Add(Job{Key: "a1", Host: "a"}, Job{Key: "a2", Host: "a"}, Job{Key: "b1", Host: "b"})
	a1, b1 := leased(t, s), leased(t, s)
	if a1.Key != "a1" || b1.Key != "b1" {
		t.Fatalf("got %s and %s, want a1 and b1", a1.Key, b1.Key)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if j, err := s.Lease(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %s, %v while both hosts are leased", j.Key, err)
	}
	if err := s.Finish(b1, Result{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Release(a1); err != nil {
		t.Fatal(err)
	}
	if err := s.Release(a1); err != nil { // a second end of a lease frees nobody else's
		t.Fatal(err)
	}
	again := leased(t, s)
	s.Release(a1)
	if again.Key != "a1" || again.Tries != 0 {
		t.Errorf("got %+v, want a1 as it was", again)
	}
	if c := counts(t, s); c.Leased != 1 || c.Open != 2 || c.Done != 1 {
		t.Errorf("got %+v", c)
	}
}

func TestLeaseWaitsForWhatOthersAdd(t *testing.T) {
	s := openAt(t, t.TempDir(), epoch)
	s.Add(Job{Key: "index", Host: "a"})
	index := leased(t, s)
	got := make(chan Job)
	go func() {
		j, _ := s.Lease(context.Background())
		got <- j
	}()
	s.Add(Job{Key: "page", Host: "b"})
	if j := <-got; j.Key != "page" {
		t.Errorf("got %+v, want the page", j)
	}
	s.Finish(index, Result{})
}

func TestFailures(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, dir, epoch)
	addNumbered(t, s, 3)
	s.Fail(leased(t, s), Failure{Kind: "gone"})
	s.Fail(leased(t, s), Failure{Kind: "busy", Again: epoch.Add(time.Hour)})
	s.Finish(leased(t, s), Result{Article: "id", Path: "2.md", Digest: "d"})
	want := Counts{Open: 1, Later: 1, Done: 1, Failed: 1, Next: epoch.Add(time.Hour)}
	if diff := cmp.Diff(want, counts(t, s)); diff != "" {
		t.Error(diff)
	}
	if _, err := s.Lease(context.Background()); !errors.Is(err, ErrIdle) {
		t.Errorf("got %v, want ErrIdle", err)
	}
	closed(t, s)

	s = openAt(t, dir, epoch.Add(2*time.Hour))
	j := leased(t, s)
	if j.Key != "http://example.org/1" || j.Tries != 1 || j.Kind != "busy" {
		t.Errorf("got %+v, want the job that was put off", j)
	}
	s.Release(j)
	var failed []string
	s.Failed(func(j Job) bool {
		failed = append(failed, j.Key+" "+j.Kind)
		return true
	})
	if diff := cmp.Diff([]string{"http://example.org/0 gone"}, failed); diff != "" {
		t.Error(diff)
	}
	r, ok, err := s.Done("http://example.org/2")
	if diff := cmp.Diff(Result{Article: "id", Path: "2.md", Digest: "d"}, r); !ok || err != nil || diff != "" {
		t.Error(ok, err, diff)
	}
	if _, ok, _ := s.Done("http://example.org/0"); ok {
		t.Error("a failed job is done")
	}
	if err := s.AgainFailed(); err != nil {
		t.Fatal(err)
	}
	if c := counts(t, s); c.Failed != 0 || c.Open != 2 {
		t.Errorf("got %+v", c)
	}
	s.Again(epoch, "http://example.org/2", "unknown")
	if all, err := s.AllDone(); all || err != nil {
		t.Errorf("all done: %v, %v", all, err)
	}
	for range 3 {
		s.Finish(leased(t, s), Result{})
	}
	if all, err := s.AllDone(); !all || err != nil {
		t.Errorf("all done: %v, %v", all, err)
	}
}

func TestManyFailed(t *testing.T) {
	s := openAt(t, t.TempDir(), epoch)
	addNumbered(t, s, 600)
	for range 600 {
		s.Fail(leased(t, s), Failure{Kind: "x"})
	}
	n := 0
	s.Failed(func(j Job) bool {
		if j.Key != fmt.Sprint("http://example.org/", n) {
			t.Fatalf("got %s at %d", j.Key, n)
		}
		n++
		_, _, err := s.Done(j.Key) // a visitor may ask
		return err == nil
	})
	if n != 600 {
		t.Errorf("got %d, want 600", n)
	}
}

func TestFinishWithoutALease(t *testing.T) {
	s := openAt(t, t.TempDir(), epoch)
	addNumbered(t, s, 2)
	s.Finish(Job{Key: "http://example.org/0"}, Result{Path: "0.md"})
	if j := leased(t, s); j.Key != "http://example.org/1" {
		t.Errorf("got %s, want the second job", j.Key)
	}
}

// TestSoon: a result that need not be durable counts at once, and is kept by
// Close.
func TestSoon(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, dir, epoch)
	addNumbered(t, s, 600)
	for range 600 {
		j := leased(t, s)
		if err := s.Finish(j, Result{Soon: true, Page: &Page{ETag: j.Key}}); err != nil {
			t.Fatal(err)
		}
	}
	if c := counts(t, s); c.Done != 600 {
		t.Errorf("got %+v", c)
	}
	closed(t, s)
	s = openAt(t, dir, epoch)
	if c := counts(t, s); c.Done != 600 {
		t.Errorf("after Close: got %+v", c)
	}
	if p, ok, err := s.Page("http://example.org/599"); !ok || err != nil || p.ETag != "http://example.org/599" {
		t.Errorf("got %+v, %v, %v", p, ok, err)
	}
}

func TestManyWorkers(t *testing.T) {
	s := openAt(t, t.TempDir(), epoch)
	const hosts, each = 12, 25
	var jobs []Job
	for i := range hosts * each {
		jobs = append(jobs, Job{Key: fmt.Sprint(i), Host: fmt.Sprint("host", i%hosts)})
	}
	s.Add(jobs...)
	var mu sync.Mutex
	busy, seen := map[string]bool{}, map[string]int{}
	var workers sync.WaitGroup
	for range 8 {
		workers.Go(func() {
			for {
				j, err := s.Lease(context.Background())
				if err != nil {
					if !errors.Is(err, ErrIdle) {
						t.Error(err)
					}
					return
				}
				mu.Lock()
				if busy[j.Host] {
					t.Errorf("%s is leased twice", j.Host)
				}
				busy[j.Host] = true
				seen[j.Key]++
				busy[j.Host] = false
				mu.Unlock()
				if err := s.Finish(j, Result{Path: j.Key}); err != nil {
					t.Error(err)
				}
			}
		})
	}
	workers.Wait()
	for _, j := range jobs {
		if seen[j.Key] != 1 {
			t.Errorf("%s was leased %d times", j.Key, seen[j.Key])
		}
	}
	if c := counts(t, s); c.Done != hosts*each {
		t.Errorf("got %+v", c)
	}
}

func TestClockThatWasWrong(t *testing.T) {
	dir := t.TempDir()
	future := epoch.AddDate(30, 0, 0)
	s := openAt(t, dir, future)
	addNumbered(t, s, 1)
	s.Fail(leased(t, s), Failure{Kind: "busy", Again: future.Add(time.Minute)})
	s.SetRetryAfter("example.org", future.Add(time.Minute))
	s.SetRobots("http://example.org:80", future, []byte("x"))
	closed(t, s)

	s = openAt(t, dir, epoch)
	if at := s.RetryAfter("example.org"); !at.IsZero() {
		t.Errorf("Retry-After is %v", at)
	}
	if _, _, ok := s.Robots("http://example.org:80"); ok {
		t.Error("a robots.txt from the future is kept")
	}
	if j := leased(t, s); j.Key != "http://example.org/0" {
		t.Errorf("got %+v", j)
	}
}

// TestStateIsSmall: an article takes less than 1 KB, all tables together.
func TestStateIsSmall(t *testing.T) {
	dir := t.TempDir()
	s := openAt(t, dir, epoch)
	const n = 3000
	digest := "5feceb66ffc86f38d952786c6d696c79c2dbc239dd4e91b46729d73a27fb57e9"
	for i := range n {
		key := fmt.Sprintf("https://www.example.org/solidarity/issue-222/2011-10-26/an-article-with-a-title-%d", i)
		path := fmt.Sprintf("solidarity/issues/2011-10-26-222/%05d-an-article-with-a-title.md", i)
		id := fmt.Sprintf("6ba7b810-9dad-11d1-80b4-00c0%08d", i)
		if _, err := s.Add(Job{Key: key, Host: "www.example.org", Payload: []byte(`{"section":"Debate","position":12}`)}); err != nil {
			t.Fatal(err)
		}
		err := s.Finish(Job{Key: key}, Result{
			Article: id, Path: path, Digest: digest, Soon: true,
			Page:   &Page{ETag: `"5feceb66ffc86f38"`, LastModified: "Wed, 26 Oct 2011 12:00:00 GMT", Checked: epoch, Article: id},
			Record: &Article{ID: id, Path: path, Digest: digest, Seen: epoch, Changed: epoch, Next: epoch.Add(time.Hour)},
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	closed(t, s)
	info, err := os.Stat(filepath.Join(dir, homeName, dbName))
	if err != nil {
		t.Fatal(err)
	}
	if per := info.Size() / n; per > 1000 {
		t.Errorf("%d bytes an article", per)
	} else {
		t.Logf("%d bytes an article", per)
	}
}

func TestWaiting(t *testing.T) {
	s := openAt(t, t.TempDir(), epoch)
	var jobs []Job
	for i := range 300 { // more than one page of the query
		jobs = append(jobs, Job{Key: fmt.Sprintf("http://a.example/%03d", i), Host: "a.example", Payload: []byte("x")})
	}
	if _, err := s.Add(jobs...); err != nil {
		t.Fatal(err)
	}
	fail := func(i int, again time.Time) {
		t.Helper()
		if err := s.Fail(jobs[i], Failure{Kind: "k", Again: again}); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Finish(jobs[0], Result{}); err != nil {
		t.Fatal(err)
	}
	fail(1, epoch.Add(time.Hour))           // not yet
	fail(2, epoch.Add(-time.Hour))          // due
	fail(3, time.Time{})                    // for good
	fail(4, epoch.Add(30*365*24*time.Hour)) // by a wrong clock
	var got []Job
	if err := s.Waiting(epoch, func(j Job) bool { got = append(got, j); return true }); err != nil {
		t.Fatal(err)
	}
	if len(got) != 297 || got[0].Key != jobs[2].Key || got[0].Tries != 1 || got[0].Kind != "k" || string(got[0].Payload) != "x" || got[1].Key != jobs[4].Key || got[296].Key != jobs[299].Key {
		t.Errorf("got %d jobs, the first %+v", len(got), got[:2])
	}
}
