package fetch

import (
	"context"
	"sync"
	"time"
)

const (
	// maxHosts is how many hosts are remembered before those that nobody
	// waits for are forgotten.
	maxHosts = 4096
	// tooMany is how many pages of a host in a row may end with 429 before the
	// host is left alone: see host.refuse.
	tooMany = 3
)

// hosts holds what is known of each host, by its name: a host with several
// ports or schemes is one host.
type hosts struct {
	mu  sync.Mutex
	all map[string]*host
}

// host is one host. turn holds a token while nobody talks to it; whoever has
// taken it may use the other fields but those under mu.
type host struct {
	name  string
	turn  chan struct{}
	users int // under hosts.mu: who holds or waits for the turn

	next time.Time     // no request before
	wait time.Duration // between two requests

	mu       sync.Mutex
	robots   map[string]*verdict // by origin
	answered bool                // a page was answered with something else than 429
	refused  int                 // pages in a row that ended with 429
	until    time.Time           // of a host left alone: when it may be asked again, if it said so
}

// get finds or makes a host. Every get is followed by a put.
func (h *hosts) get(name string, delay time.Duration) *host {
	h.mu.Lock()
	defer h.mu.Unlock()
	x := h.all[name]
	if x == nil {
		if len(h.all) >= maxHosts {
			h.forget()
		}
		x = &host{name: name, turn: make(chan struct{}, 1), wait: delay, robots: map[string]*verdict{}}
		x.turn <- struct{}{}
		if h.all == nil {
			h.all = map[string]*host{}
		}
		h.all[name] = x
	}
	x.users++
	return x
}

func (h *hosts) put(x *host) {
	h.mu.Lock()
	defer h.mu.Unlock()
	x.users--
}

// forget drops the hosts that nobody uses and that need no more waiting.
func (h *hosts) forget() {
	now := time.Now()
	for name, x := range h.all {
		if x.users == 0 && now.After(x.next) && x.refused == 0 {
			delete(h.all, name)
		}
	}
}

// enter waits until it is the caller's turn and the host's delay has passed.
// Waiters come in the order of their arrival.
func (x *host) enter(ctx context.Context) error {
	select {
	case <-x.turn:
	case <-ctx.Done():
		return ctx.Err()
	}
	for {
		wait := time.Until(x.next)
		if wait <= 0 {
			return nil
		}
		if err := sleep(ctx, wait); err != nil {
			x.turn <- struct{}{}
			return err
		}
	}
}

// leave ends a turn. The delay counts from the end of the answer; the question
// for robots.txt is not followed by one.
func (x *host) leave(polite bool, after time.Duration) {
	now := time.Now()
	if polite {
		x.push(now.Add(x.wait))
	}
	if after > 0 {
		x.push(now.Add(after))
	}
	x.turn <- struct{}{}
}

func (x *host) push(t time.Time) {
	if t.After(x.next) {
		x.next = t
	}
}

// slow makes the delay of the host at least wait. It is called in a turn.
func (x *host) slow(wait time.Duration) { x.wait = max(x.wait, wait) }

// answer takes note of a page that was answered with something else than 429.
func (x *host) answer() {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.answered, x.refused = true, 0
}

// refuse takes note of a page whose every try was answered with 429. A host
// that has answered nothing else wants to be left alone; one that has may mean
// this page only, until it is tooMany in a row.
func (x *host) refuse(until time.Time) {
	x.mu.Lock()
	defer x.mu.Unlock()
	x.refused++
	if until.After(x.until) {
		x.until = until
	}
}

// alone reports whether the host is to be left alone for the rest of the run,
// and the time that it gave.
func (x *host) alone() (bool, time.Time) {
	x.mu.Lock()
	defer x.mu.Unlock()
	return x.refused >= tooMany || x.refused > 0 && !x.answered, x.until
}

// sleep waits for d or the end of ctx.
func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
