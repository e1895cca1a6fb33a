package state

import (
	"context"
	"fmt"
	"time"
)

// A Job is something to fetch.
type Job struct {
	Key     string // what it is known by: its normalised URL
	Host    string // leased to one worker at a time; not empty
	Payload []byte // the caller's, kept as it is
	Tries   int    // how often it failed since it was last done
	Kind    string // why it failed last

	seq  int64
	host *host // while it is leased
}

// A Result is what a job that is done gave. All fields are the caller's.
type Result struct {
	Article string // its id
	Path    string // the file that holds it
	Digest  string // fingerprint of its text

	Page   *Page    // remembered under the job's key, in the same step
	Record *Article // remembered in the same step
	// Soon lets the process's death forget the result, so that the job is asked
	// for again: for what stored no file, and costs next to nothing.
	Soon bool
}

// A Failure is why a job is not done.
type Failure struct {
	Kind  string    // the caller's word for it
	Again time.Time // when it is open again; the zero time for never
}

// Statuses of a job.
const (
	statusOpen   = 0
	statusDone   = 1
	statusFailed = 2
)

// Add puts jobs at the end of the queue, durably and in their order, and tells
// how many were new. A key that is known, whatever became of it, stays as it
// is.
func (s *Store) Add(jobs ...Job) (added int, err error) {
	for _, j := range jobs {
		if j.Key == "" || j.Host == "" {
			return 0, fmt.Errorf("adding a job: key %q, host %q", j.Key, j.Host)
		}
	}
	err = s.durably("adding jobs", func() error {
		for _, j := range jobs {
			ok, err := s.add(j)
			if err != nil {
				return err
			}
			if ok {
				added++
			}
		}
		s.wake()
		return nil
	})
	return added, err
}

func (s *Store) add(j Job) (bool, error) {
	var seq int64
	ok, err := s.one("INSERT INTO job (key, host, payload) VALUES (?, ?, ?) ON CONFLICT DO NOTHING RETURNING seq",
		[]any{j.Key, j.Host, j.Payload}, []any{&seq})
	if ok && err == nil {
		s.hosts.offer(j.Host, 0, seq)
	}
	return ok, err
}

// Lease hands out the next job of a host that nobody else has leased: jobs in
// the order in which they came, those put off once they are due. It must be
// ended with Finish, Fail or Release. While other jobs are leased Lease waits
// for what they may add; it returns ErrIdle when nothing is open, or all that is
// open is not yet due (Counts tells), and ctx's error when that ends.
func (s *Store) Lease(ctx context.Context) (Job, error) {
	for {
		j, moved, err := s.lease()
		if err != nil || moved == nil {
			return j, err
		}
		select {
		case <-ctx.Done():
			return Job{}, ctx.Err()
		case <-moved:
		}
	}
}

// lease leases a job, or returns a channel that is closed when it is worth
// another try.
func (s *Store) lease() (Job, <-chan struct{}, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.broken != nil {
		return Job{}, nil, s.broken
	}
	for {
		n := s.hosts.take(s.now().UnixMilli())
		if n == nil && s.hosts.leases == 0 {
			return Job{}, nil, ErrIdle
		}
		if n == nil {
			return Job{}, s.moved, nil
		}
		j := Job{Host: n.name, seq: n.seq, host: n}
		ok, err := s.one("SELECT key, payload, tries, ifnull(kind, '') FROM job WHERE seq = ? AND status = 0",
			[]any{n.seq}, []any{&j.Key, &j.Payload, &j.Tries, &j.Kind})
		if err == nil && !ok { // it was finished without a lease
			err = s.freeHost(n)
		}
		if err != nil {
			return Job{}, nil, s.fail(err)
		}
		if ok {
			return j, nil, nil
		}
	}
}

// wake lets those who wait for a lease look again.
func (s *Store) wake() {
	close(s.moved)
	s.moved = make(chan struct{})
}

// Finish ends a lease: the job is done, and what it gave is stored. On return
// this is durable, unless r.Soon; so the file must be stored before. To finish a
// job twice, or one that was added but never leased, by its key, is allowed: it
// corrects what is remembered.
func (s *Store) Finish(j Job, r Result) error {
	save := s.durably
	if r.Soon {
		save = s.soon
	}
	return save("finishing "+j.Key, func() error {
		_, err := s.exec("UPDATE job SET status = 1, due = 0, tries = 0, kind = NULL, article = ?, path = ?, digest = ? WHERE key = ?",
			text(r.Article), text(r.Path), text(r.Digest), j.Key)
		if err == nil && r.Page != nil {
			err = s.putPage(j.Key, *r.Page)
		}
		if err == nil && r.Record != nil {
			err = s.putArticle(*r.Record)
		}
		if err != nil {
			return err
		}
		return s.endLease(j)
	})
}

// Fail ends a lease without success: durably, as Finish does.
func (s *Store) Fail(j Job, f Failure) error {
	status, due := statusFailed, int64(0)
	if !f.Again.IsZero() {
		status, due = statusOpen, f.Again.UnixMilli()
	}
	return s.durably("failing "+j.Key, func() error {
		_, err := s.exec("UPDATE job SET status = ?, due = ?, tries = tries + 1, kind = ? WHERE key = ?", status, due, text(f.Kind), j.Key)
		if err != nil {
			return err
		}
		return s.endLease(j)
	})
}

// Release ends a lease as if it had never been: the job is open.
func (s *Store) Release(j Job) error {
	return s.read("releasing "+j.Key, func() error { return s.endLease(j) })
}

// endLease frees the job's host. It is called once a lease at most.
func (s *Store) endLease(j Job) error {
	if n := j.host; n != nil && n.leased {
		n.leased = false
		if err := s.freeHost(n); err != nil {
			return err
		}
	}
	s.wake()
	return nil
}

// Done is what a job that is done gave, and whether it is done. Its Page and
// Record are nil: ask Page and Article.
func (s *Store) Done(key string) (r Result, ok bool, err error) {
	err = s.read("reading "+key, func() error {
		ok, err = s.one("SELECT ifnull(article, ''), ifnull(path, ''), ifnull(digest, '') FROM job WHERE key = ? AND status = 1",
			[]any{key}, []any{&r.Article, &r.Path, &r.Digest})
		return err
	})
	return r, ok, err
}

// Again opens jobs that are done or failed, and counts their tries anew, from
// the time at on; keys that are not known are passed over.
func (s *Store) Again(at time.Time, keys ...string) error {
	return s.durably("opening jobs again", func() error {
		for _, key := range keys {
			err := s.reopen("UPDATE job SET status = 0, tries = 0, due = ? WHERE key = ? AND status <> 0 RETURNING host, due, seq", max(at.UnixMilli(), 0), key)
			if err != nil {
				return err
			}
		}
		s.wake()
		return nil
	})
}

// AgainFailed opens all jobs that failed for good.
func (s *Store) AgainFailed() error {
	return s.durably("opening failed jobs again", func() error {
		err := s.reopen("UPDATE job SET status = 0, due = 0 WHERE status = 2 RETURNING host, due, seq")
		s.wake()
		return err
	})
}

func (s *Store) reopen(update string, args ...any) error {
	return s.each(update, args, func(scan func(...any) error) error {
		var name string
		var due, seq int64
		if err := scan(&name, &due, &seq); err != nil {
			return err
		}
		s.hosts.offer(name, due, seq)
		return nil
	})
}

// Failed calls visit for every job that failed for good, in the order of the
// queue, until it returns false. It may call the Store.
func (s *Store) Failed(visit func(Job) bool) error {
	const page = 256
	for last := int64(0); ; {
		jobs, err := s.failedAfter(last, page)
		if err != nil {
			return err
		}
		for _, j := range jobs {
			if last = j.seq; !visit(j) {
				return nil
			}
		}
		if len(jobs) < page {
			return nil
		}
	}
}

func (s *Store) failedAfter(seq int64, limit int) (jobs []Job, err error) {
	err = s.read("reading failed jobs", func() error {
		const q = "SELECT seq, key, host, payload, tries, ifnull(kind, '') FROM job WHERE status = 2 AND seq > ? ORDER BY seq LIMIT ?"
		return s.each(q, []any{seq, limit}, func(scan func(...any) error) error {
			var j Job
			err := scan(&j.seq, &j.Key, &j.Host, &j.Payload, &j.Tries, &j.Kind)
			jobs = append(jobs, j)
			return err
		})
	})
	return jobs, err
}

// Waiting calls visit for every job that is open and due at the time at, in the
// order of the queue, until it returns false. It may call the Store. A job that
// a wrong clock put off too far is due.
func (s *Store) Waiting(at time.Time, visit func(Job) bool) error {
	const page = 256
	for last := int64(0); ; {
		var jobs []Job
		err := s.read("reading open jobs", func() error {
			const q = "SELECT seq, key, host, payload, tries, ifnull(kind, '') FROM job WHERE status = 0 AND seq > ?1 AND (due <= ?2 OR due > ?3) ORDER BY seq LIMIT ?4"
			return s.each(q, []any{last, at.UnixMilli(), at.Add(furthest + skew).UnixMilli(), page}, func(scan func(...any) error) error {
				var j Job
				err := scan(&j.seq, &j.Key, &j.Host, &j.Payload, &j.Tries, &j.Kind)
				jobs = append(jobs, j)
				return err
			})
		})
		if err != nil {
			return err
		}
		for _, j := range jobs {
			if last = j.seq; !visit(j) {
				return nil
			}
		}
		if len(jobs) < page {
			return nil
		}
	}
}

// Counts are the jobs of a queue by what became of them.
type Counts struct {
	Open   int // to do, leased ones and those put off among them
	Leased int
	Later  int // open, but not yet due
	Done   int
	Failed int       // for good
	Next   time.Time // when the first of those put off is due; zero if none is
}

// Counts counts the jobs. It reads the whole queue: it is for the beginning and
// the end of a run.
func (s *Store) Counts() (c Counts, err error) {
	err = s.read("counting jobs", func() error {
		c.Leased = s.hosts.leases
		var next int64
		now := s.now().UnixMilli()
		_, err := s.one(`SELECT count(*) FILTER (WHERE status = 0), count(*) FILTER (WHERE status = 0 AND due > ?1),
			count(*) FILTER (WHERE status = 1), count(*) FILTER (WHERE status = 2), ifnull(min(due) FILTER (WHERE status = 0 AND due > ?1), 0) FROM job`,
			[]any{now}, []any{&c.Open, &c.Later, &c.Done, &c.Failed, &next})
		if next != 0 {
			c.Next = time.UnixMilli(next).UTC()
		}
		return err
	})
	return c, err
}

// AllDone reports whether every job is done: the run that added them left
// nothing to a later one.
func (s *Store) AllDone() (bool, error) {
	c, err := s.Counts()
	return err == nil && c.Open == 0 && c.Failed == 0, err
}

// text stores the empty string as NULL, which costs a byte less in every row.
func text(s string) any {
	if s == "" {
		return nil
	}
	return s
}
