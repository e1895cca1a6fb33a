package fetch

import (
	"context"
	"errors"
	"time"
)

// visit is the way to one page: all its tries and redirects.
type visit struct {
	c          *Client
	at         *target // the hop that is to be asked
	hops       []Hop   // those that sent on
	secrets    secrets
	crumbs     crumbs
	validators map[string]string // If-None-Match, If-Modified-Since; nil asks for the page whatever it is
	limits     limits
	maxHops    int
	robots     bool // the page is a robots.txt

	left     time.Duration // of the page's time
	waited   time.Duration // for the server's Retry-After
	failures int
	delay    time.Duration // that the robots.txt of this hop wants
}

// run asks until there is an answer that is no redirect. Its errors are of type
// *fault, or the context's own.
func (v *visit) run(ctx context.Context) (*answer, error) {
	for {
		if err := v.check(ctx); err != nil {
			return nil, err
		}
		a, err := v.ask(ctx)
		if err != nil || a.location == "" {
			return a, err
		}
		if err := v.follow(a); err != nil {
			return nil, err
		}
	}
}

// check is what every hop must pass before it is asked.
func (v *visit) check(ctx context.Context) error {
	if err := v.c.checkAddress(v.at); err != nil {
		return err
	}
	if v.robots {
		return nil
	}
	if err := v.remembered(ctx); err != nil {
		return err
	}
	delay, err := v.mayAsk(ctx)
	v.delay = delay
	return err
}

// remembered keeps to a Retry-After of an earlier run.
func (v *visit) remembered(ctx context.Context) error {
	at := v.c.memory().RetryAfter(v.at.name)
	if page := v.c.memory().RetryAfter(v.at.href); page.After(at) {
		at = page
	}
	wait := time.Until(at)
	switch {
	case wait <= 0:
		return nil
	case wait <= maxWait:
		return sleep(ctx, wait)
	}
	f := final(Temporary, ErrLater, "the server wants to be asked again after %s", timeText(at))
	f.retryAt = at
	return f
}

// ask tries one hop until it answers or no try is left.
func (v *visit) ask(ctx context.Context) (*answer, error) {
	var before *fault
	for {
		a, err := v.try(ctx)
		var f *fault
		if err == nil || !errors.As(err, &f) {
			return a, err
		}
		if before != nil && errors.Is(f, errPageTime) {
			return nil, before // what went wrong says more than that time ran out on it
		}
		before = f
		wait, ok := v.again(f)
		if !ok {
			return nil, f
		}
		if err := sleep(ctx, wait); err != nil {
			return nil, err
		}
	}
}

// try asks once, when it is this page's turn.
func (v *visit) try(ctx context.Context) (*answer, error) {
	h := v.c.hosts.get(v.at.name, v.c.delay())
	defer v.c.hosts.put(h)
	if err := h.enter(ctx); err != nil {
		return nil, err
	}
	h.slow(v.delay)
	if f := v.leftAlone(h); f != nil {
		h.leave(false, 0)
		return nil, f
	}
	start := time.Now()
	a, err := v.exchange(ctx, v.left)
	v.left -= time.Since(start)
	v.c.logExchange(ctx, v.at, a, err, time.Since(start))
	h.leave(!v.robots, v.hostWait(err))
	v.note(h, err)
	return a, err
}

// leftAlone is the fault of a host that wants no more questions in this run.
func (v *visit) leftAlone(h *host) *fault {
	alone, until := h.alone()
	if !alone || v.robots {
		return nil
	}
	f := final(Temporary, ErrHost, "%s has answered 429 Too Many Requests and is left alone for the rest of this run", h.name)
	f.retryAt = until
	return f
}

// hostWait is how long all pages of a host wait after an answer with a
// Retry-After that a run waits for.
func (v *visit) hostWait(err error) time.Duration {
	var f *fault
	if !errors.As(err, &f) || f.after <= 0 || f.after > maxWait {
		return 0
	}
	v.c.memory().SetRetryAfter(v.at.name, time.Now().Add(f.after))
	return f.after
}

// note tells the host that it has answered with something else than 429.
func (v *visit) note(h *host, err error) {
	var f *fault
	if !v.robots && (err == nil || errors.As(err, &f) && f.status != 0 && f.status != 429) {
		h.answer()
	}
}

// follow goes to where a redirect points. The address is parsed anew for every
// hop, and what it says of users and passwords is not used: a server does not
// choose our secrets. A hop to another host is followed, and is held to the
// rules of that host; the Response says when another site answered.
func (v *visit) follow(a *answer) error {
	v.hops = append(v.hops, Hop{URL: v.at.href, Status: a.status})
	if len(v.hops) > v.maxHops {
		return final(Temporary, ErrRedirect, "there are more than %d redirects", v.maxHops)
	}
	to, err := parseTarget(v.at.href, a.location)
	switch {
	case errors.Is(err, errScheme):
		return final(Refused, ErrAddress, "the server sends on to an address that is not http or https")
	case err != nil:
		return final(Temporary, ErrRedirect, "the server sends on to an address that is not usable (%v)", err)
	}
	v.at = to
	if v.crumbs.own == nil && v.wasAt(to) {
		return final(Temporary, ErrRedirect, "the redirects go in a circle")
	}
	return nil
}

func (v *visit) wasAt(t *target) bool {
	for _, h := range v.hops {
		if h.URL == t.href {
			return true
		}
	}
	return false
}

// fail makes the error for the caller, and tells the host of pages that were
// answered with 429 to the end.
func (v *visit) fail(asked *target, err error) error {
	var f *fault
	if !errors.As(err, &f) {
		return err
	}
	if f.status == 429 && !errors.Is(f, ErrRobots) {
		v.refused(f)
	}
	e := &Error{Kind: f.kind, URL: asked.href, Status: f.status, RetryAt: f.retryAt, Reason: f.reason, Err: f.err}
	if len(v.hops) > 0 && v.at.href != asked.href {
		e.Reason = safe("redirected to "+v.at.href, 200) + ": " + e.Reason
	}
	return e
}

func (v *visit) refused(f *fault) {
	h := v.c.hosts.get(v.at.name, v.c.delay())
	defer v.c.hosts.put(h)
	h.refuse(f.retryAt)
	if alone, until := h.alone(); alone && !until.IsZero() {
		v.c.memory().SetRetryAfter(h.name, bounded(until))
	}
}
