package state

import "container/heap"

// A host has jobs in the queue. Which it is asked for next is known without a
// look at the database, so a lease costs the same whatever the queue's length.
type host struct {
	name   string
	due    int64 // of its next open job, Unix milliseconds
	seq    int64 // of the same
	leased bool
	at     int // its place in the heap, -1 outside
}

// hosts are those that have open jobs and are not leased, as a heap by what is
// to be done next, and all by name. Leases are not stored: they die with the
// process, as its lock does.
type hosts struct {
	free   []*host
	byName map[string]*host
	leases int
}

func (h *hosts) Len() int { return len(h.free) }
func (h *hosts) Less(i, j int) bool {
	a, b := h.free[i], h.free[j]
	if a.due != b.due {
		return a.due < b.due
	}
	return a.seq < b.seq
}
func (h *hosts) Swap(i, j int) {
	h.free[i], h.free[j] = h.free[j], h.free[i]
	h.free[i].at, h.free[j].at = i, j
}

// Push implements heap.Interface.
func (h *hosts) Push(x any) {
	n := x.(*host)
	n.at = len(h.free)
	h.free = append(h.free, n)
}

// Pop implements heap.Interface.
func (h *hosts) Pop() any {
	last := len(h.free) - 1
	n := h.free[last]
	h.free[last], n.at = nil, -1
	h.free = h.free[:last]
	return n
}

// offer says that a host has an open job.
func (h *hosts) offer(name string, due, seq int64) {
	n := h.byName[name]
	switch {
	case n == nil:
		n = &host{name: name, due: due, seq: seq}
		h.byName[name] = n
		heap.Push(h, n)
	case n.leased: // looked up when it is free again
	case due < n.due || due == n.due && seq < n.seq:
		n.due, n.seq = due, seq
		heap.Fix(h, n.at)
	}
}

// take leases the host whose turn it is, nil if none is due.
func (h *hosts) take(now int64) *host {
	if len(h.free) == 0 || h.free[0].due > now {
		return nil
	}
	n := heap.Pop(h).(*host)
	n.leased = true
	h.leases++
	return n
}

// freeHost ends the lease of a host.
func (s *Store) freeHost(n *host) error {
	s.hosts.leases--
	delete(s.hosts.byName, n.name)
	return s.lookUp(n.name)
}

// lookUp finds the next open job of a host.
func (s *Store) lookUp(name string) error {
	var due, seq int64
	ok, err := s.one("SELECT due, seq FROM job WHERE status = 0 AND host = ? ORDER BY due, seq LIMIT 1", []any{name}, []any{&due, &seq})
	if ok && err == nil {
		s.hosts.offer(name, due, seq)
	}
	return err
}

// loadHosts finds all hosts with open jobs, stepping over the index from host to
// host. A job put off further than any server may ask was put off by a clock
// that was wrong; it is due.
func (s *Store) loadHosts() error {
	s.hosts = hosts{byName: map[string]*host{}}
	if err := s.mendDue(); err != nil {
		return err
	}
	for last := ""; ; {
		var name string
		var due, seq int64
		ok, err := s.one("SELECT host, due, seq FROM job WHERE status = 0 AND host > ? ORDER BY host, due, seq LIMIT 1", []any{last}, []any{&name, &due, &seq})
		if err != nil || !ok {
			return err
		}
		s.hosts.offer(name, due, seq)
		last = name
	}
}

func (s *Store) mendDue() error {
	if err := s.begin(); err != nil {
		return err
	}
	if _, err := s.exec("UPDATE job SET due = 0 WHERE status = 0 AND due > ?", s.latest()); err != nil {
		return err
	}
	return s.commit()
}
