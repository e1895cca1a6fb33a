package fetch

import (
	"context"
	"errors"
	"net"
	"syscall"
	"time"

	"github.com/backissue/backissue/scrape/robots"
)

const (
	// robotsAge is how long a robots.txt counts (RFC 9309 §2.4).
	robotsAge = 24 * time.Hour
	// unreachableAge is how long a host is not asked again for a robots.txt
	// that it could not give.
	unreachableAge = 10 * time.Minute
	// robotsHops is how many redirects are followed to a robots.txt (§2.3.1.2).
	robotsHops = 5
	// maxCrawlDelay is the longest delay that a robots.txt may ask.
	maxCrawlDelay = 30 * time.Second
)

// verdict is what is known of the robots.txt of one origin.
type verdict struct {
	ready chan struct{} // closed when the rest is filled in
	until time.Time     // when it is to be asked again
	file  *robots.File
	delay time.Duration
	fault *fault // the file could not be had, and so nothing may be asked
	void  bool   // whoever asked was interrupted: ask again
}

// mayAsk asks the robots.txt of the origin that v is at, once a day, and
// refuses what it forbids. It returns the delay that it wants.
func (v *visit) mayAsk(ctx context.Context) (time.Duration, error) {
	if v.c.IgnoreRobots || v.c.Offline {
		return 0, nil
	}
	d, err := v.verdict(ctx)
	if err != nil {
		return 0, err
	}
	if d.fault != nil {
		f := *d.fault
		return 0, &f
	}
	if !d.file.Allowed(robots.Token(v.c.agent), v.at.href) {
		return 0, final(Refused, ErrRobots, "robots.txt of %s forbids %s; --robots=ignore asks all the same", v.at.host, v.at.request)
	}
	return d.delay, nil
}

// verdict finds the verdict or makes it. Pages that want the same one wait for
// the first to ask.
func (v *visit) verdict(ctx context.Context) (*verdict, error) {
	h := v.c.hosts.get(v.at.name, v.c.delay())
	defer v.c.hosts.put(h)
	origin := v.at.origin()
	for {
		h.mu.Lock()
		d := h.robots[origin]
		mine := d == nil || d.old()
		if mine {
			d = &verdict{ready: make(chan struct{})}
			h.robots[origin] = d
		}
		h.mu.Unlock()
		if mine {
			err := v.fill(ctx, d)
			close(d.ready)
			return d, err
		}
		select {
		case <-d.ready:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
		if !d.void {
			return d, nil
		}
	}
}

// old reports whether a verdict that is ready is to be made again.
func (d *verdict) old() bool {
	select {
	case <-d.ready:
		return d.void || !time.Now().Before(d.until)
	default:
		return false
	}
}

// fill makes the verdict of the origin that v is at, from memory or the
// network.
func (v *visit) fill(ctx context.Context, d *verdict) error {
	origin, now := v.at.origin(), time.Now()
	if fetched, body, ok := v.c.memory().Robots(origin); ok && now.Sub(fetched) < robotsAge && !fetched.After(now) {
		d.read(body, fetched, v.c.agent)
		return nil
	}
	body, err := v.robotsBody(ctx)
	if f := (*fault)(nil); errors.As(err, &f) {
		d.fault, d.until = f, time.Now().Add(unreachableAge)
		return nil
	}
	if err != nil {
		d.void = true
		return err
	}
	now = time.Now()
	d.read(body, now, v.c.agent)
	v.c.memory().SetRobots(origin, now, body)
	return nil
}

func (d *verdict) read(body []byte, fetched time.Time, agent string) {
	d.file = robots.Parse(body)
	d.delay = min(d.file.CrawlDelay(robots.Token(agent)), maxCrawlDelay)
	d.until = fetched.Add(robotsAge)
}

// silentRobots says of a fault without an answer that it was robots.txt that
// was asked for. Where the host cannot be reached at all that does not matter.
func silentRobots(f *fault) *fault {
	var dns *net.DNSError
	if errors.As(f.err, &dns) || errors.Is(f.err, ErrAddress) || errors.Is(f.err, syscall.ECONNREFUSED) {
		return f
	}
	g := *f
	g.reason = "robots.txt cannot be read (" + f.reason + "), so nothing may be asked (RFC 9309); --robots=ignore asks all the same"
	return &g
}

// robotsBody fetches a robots.txt. It is empty where there is none: RFC 9309
// §2.3.1.3 takes every 4xx, and a chain of too many redirects, for that. As
// Google does, 429 is taken for an overload and not for a missing file.
func (v *visit) robotsBody(ctx context.Context) ([]byte, error) {
	at, err := parseTarget(v.at.href, "/robots.txt")
	if err != nil {
		return nil, final(Usage, err, "%v", err)
	}
	r := &visit{
		c: v.c, at: at, secrets: v.secrets, crumbs: crumbs{users: v.c.Cookies}, left: v.c.pageTimeout(),
		limits: limits{size: robots.MaxSize + 1, clip: true}, maxHops: robotsHops, robots: true,
	}
	a, err := r.run(ctx)
	var f *fault
	switch {
	case err == nil:
		return a.body, nil
	case !errors.As(err, &f):
		return nil, err
	case f.status >= 400 && f.status < 500 && f.status != 429,
		f.status >= 200 && f.status < 400,
		errors.Is(f, ErrRedirect),
		len(r.hops) > 0 && errors.Is(f, ErrAddress):
		return nil, nil
	case f.status == 0:
		return nil, silentRobots(f)
	}
	g := final(Temporary, ErrRobots, "the server answers %d for its robots.txt, so nothing may be asked now (RFC 9309); --robots=ignore asks all the same", f.status)
	g.status, g.retryAt = f.status, f.retryAt
	return nil, g
}
