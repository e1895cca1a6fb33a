package fetch

import (
	"net/http"
	"testing"
	"time"
)

func TestRetryAfter(t *testing.T) {
	now := time.Date(2026, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		name, value string
		want        time.Duration
	}{
		{"none", "", -1},
		{"seconds", "120", 2 * time.Minute},
		{"spaces", " 5 ", 5 * time.Second},
		{"zero", "0", 0},
		{"date", "Sun, 01 Mar 2026 12:01:30 GMT", 90 * time.Second},
		{"old date format", "Sunday, 01-Mar-26 12:01:30 GMT", 90 * time.Second},
		{"huge", "99999999999999999999999", 1e9 * time.Second},
		{"far date", "Sun, 01 Mar 2300 12:00:00 GMT", 1e9 * time.Second},
		{"negative", "-1; \x1b[2J", -1},
		{"words", "soon", -1},
		{"fraction", "1.5", -1},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := retryAfter(http.Header{"Retry-After": {c.value}}, now); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
	if got := retryAfter(http.Header{"Retry-After": {"Sun, 01 Mar 2026 11:00:00 GMT"}}, now); got > 0 {
		t.Errorf("a date in the past: got %v, want no wait", got)
	}
}

func TestBackoff(t *testing.T) {
	for n, want := range map[int]time.Duration{1: time.Second, 2: 2 * time.Second, 3: 4 * time.Second, 6: 32 * time.Second} {
		for range 50 {
			if got := backoff(time.Second, n); got < want || got > want*3/2+1 {
				t.Errorf("backoff %d: got %v, want %v to %v", n, got, want, want*3/2)
			}
		}
	}
	for _, n := range []int{7, 8, 30, 64, 100} {
		if got := backoff(time.Second, n); got != maxBackoff {
			t.Errorf("backoff %d: got %v, want %v", n, got, maxBackoff)
		}
	}
	if got := backoff(0, 3); got != 0 {
		t.Errorf("no backoff: got %v", got)
	}
}

func TestBounded(t *testing.T) {
	soon, late := time.Now().Add(time.Hour), time.Now().Add(30*365*24*time.Hour)
	if got := bounded(soon); !got.Equal(soon) {
		t.Errorf("in an hour: got %v", got)
	}
	if got := bounded(late); got.After(time.Now().Add(maxPutOff)) {
		t.Errorf("in thirty years: got %v", got)
	}
}

func FuzzRetryAfter(f *testing.F) {
	for _, s := range []string{"1", "99999999999", "Sun, 01 Mar 2026 12:01:30 GMT", "Sun, 01 Mar 0000 12:01:30 GMT"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if got := retryAfter(http.Header{"Retry-After": {s}}, time.Unix(1.7e9, 0)); got > 1e9*time.Second {
			t.Errorf("%q: got %v, over the limit", s, got)
		}
	})
}
