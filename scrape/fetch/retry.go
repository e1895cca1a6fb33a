package fetch

import (
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	// maxBackoff is the longest wait before a retry.
	maxBackoff = time.Minute
	// maxWait is how long a page's run waits for the server's Retry-After, in all.
	maxWait = 10 * time.Minute
	// maxPutOff is the longest that a Retry-After is remembered: a date further
	// away is a mistake.
	maxPutOff = 30 * 24 * time.Hour
)

// again decides about another try after f: how long to wait before it, or false
// if there is none. Waits for the server's Retry-After are the host's affair
// (see host.leave) and do not count as the page's time.
func (v *visit) again(f *fault) (time.Duration, bool) {
	v.failures++
	if f.after > 0 && v.waited+f.after > maxWait {
		v.putOff(f)
		return 0, false
	}
	if f.after > 0 {
		f.retryAt = time.Now().Add(f.after)
	}
	if !f.again || v.failures > v.c.retries() {
		return 0, false
	}
	if f.after > 0 {
		v.waited += f.after
		return 0, true
	}
	wait := backoff(v.c.backoff(), v.failures)
	if wait >= v.left {
		return 0, false
	}
	v.left -= wait
	return wait, true
}

// putOff ends the page for this run, as the server wants.
func (v *visit) putOff(f *fault) {
	f.retryAt = time.Now().Add(f.after).Truncate(time.Second)
	f.reason += "; it wants to be asked again after " + timeText(f.retryAt)
	f.err = ErrLater
	if !v.robots {
		v.c.memory().SetRetryAfter(v.at.href, bounded(f.retryAt))
	}
}

// bounded is a time to remember.
func bounded(at time.Time) time.Time {
	if latest := time.Now().Add(maxPutOff); at.After(latest) {
		return latest
	}
	return at
}

func timeText(t time.Time) string { return t.UTC().Format("2006-01-02 15:04 MST") }

// backoff is the wait before the n-th retry, counted from 1: base, doubled each
// time, and up to a half more, so that many clients do not come back together.
func backoff(base time.Duration, n int) time.Duration {
	if base <= 0 {
		return 0
	}
	wait := maxBackoff
	if n <= 20 && base < maxBackoff>>(n-1) {
		wait = base << (n - 1)
	}
	return min(wait+rand.N(wait/2+1), maxBackoff)
}

// retryAfter reads the header of that name (RFC 9110 §10.2.3), seconds or a
// date, as a wait from now. It is negative if there is none that makes sense.
func retryAfter(h http.Header, now time.Time) time.Duration {
	value := strings.TrimSpace(h.Get("Retry-After"))
	if value == "" {
		return -1
	}
	if digits(value) {
		seconds, err := strconv.ParseInt(value, 10, 64)
		if err != nil || seconds > 1e9 {
			seconds = 1e9
		}
		return time.Duration(seconds) * time.Second
	}
	at, err := http.ParseTime(value)
	if err != nil {
		return -1
	}
	return min(at.Sub(now), 1e9*time.Second)
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
