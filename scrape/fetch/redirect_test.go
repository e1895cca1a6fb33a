package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

// sends answers each URL with a redirect to its value, and others with a page.
func sends(to map[string]string) *web {
	return &web{answer: func(r *http.Request, _ int) *http.Response {
		if r.URL.Path == "/robots.txt" {
			return nil
		}
		if next, ok := to[r.URL.String()]; ok {
			return reply(302, "", "Location: "+next)
		}
		return reply(200, "page")
	}}
}

func TestRedirects(t *testing.T) {
	w := sends(map[string]string{
		"http://example.org/a":       "../b?x#fragment",
		"http://example.org/b?x":     "//www.example.org/c",
		"http://www.example.org/c":   "https:\\\\www.example.org\\d\\",
		"https://www.example.org/d/": "http://user:secret@other.example/%e9",
	})
	r, err := w.client().Get(context.Background(), "http://example.org/a")
	if err != nil {
		t.Fatal(err)
	}
	want := []Hop{{"http://example.org/a", 302}, {"http://example.org/b?x", 302}, {"http://www.example.org/c", 302}, {"https://www.example.org/d/", 302}}
	if d := cmp.Diff(want, r.Hops); d != "" {
		t.Error(d)
	}
	if r.URL != "http://example.org/a" || r.Final != "http://other.example/%e9" || !r.OtherSite {
		t.Errorf("got %q, %q, other site %v", r.URL, r.Final, r.OtherSite)
	}
	last := w.asked[len(w.asked)-1]
	if last.header.Get("Authorization") != "" || strings.Contains(last.url, "secret") {
		t.Errorf("a password that the server chose was sent: %v", last)
	}
}

// TestRedirectInLatin1: bytes that are no UTF-8 are escaped as they are.
func TestRedirectInLatin1(t *testing.T) {
	w := sends(map[string]string{"http://example.org/a": "/caf\xe9", "http://example.org/b": "/caf\u00e9"})
	for from, want := range map[string]string{"a": "http://example.org/caf%E9", "b": "http://example.org/caf%C3%A9"} {
		if r, err := w.client().Get(context.Background(), "http://example.org/"+from); err != nil || r.Final != want {
			t.Errorf("got %+v, %v, want %s", r, err, want)
		}
	}
}

func TestSameSite(t *testing.T) {
	w := sends(map[string]string{"http://example.co.uk/": "http://www.example.co.uk/"})
	if r, err := w.client().Get(context.Background(), "http://example.co.uk/"); err != nil || r.OtherSite {
		t.Errorf("got %+v, %v, want the same site", r, err)
	}
}

func TestRedirectStatuses(t *testing.T) {
	for _, status := range []int{301, 302, 303, 307, 308} {
		w := &web{answer: func(r *http.Request, _ int) *http.Response {
			if r.URL.Path == "/a" {
				return reply(status, "", "Location: /b")
			}
			return reply(200, "page")
		}}
		if r, err := w.client().Get(context.Background(), "http://example.org/a"); err != nil || r.Final != "http://example.org/b" {
			t.Errorf("%d: got %+v, %v", status, r, err)
		}
	}
}

func TestBadRedirects(t *testing.T) {
	for _, c := range []struct {
		name, location string
		kind           Kind
		cause          error
	}{
		{"file", "file:///etc/passwd", Refused, ErrAddress},
		{"javascript", "javascript:alert(1)", Refused, ErrAddress},
		{"data", "data:text/html,x", Refused, ErrAddress},
		{"itself", "/a", Temporary, ErrRedirect},
		{"no host", "http://", Temporary, ErrRedirect},
		{"too long", "/" + strings.Repeat("x", MaxURL), Temporary, ErrRedirect},
		{"empty", "", Temporary, ErrRedirect},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := sends(map[string]string{"http://example.org/a": c.location})
			_, err := w.client().Get(context.Background(), "http://example.org/a")
			if e := failure(t, err); e.Kind != c.kind || !errors.Is(e, c.cause) {
				t.Errorf("got %v %v", e.Kind, e)
			}
			if got := len(w.pages()); got != 1 {
				t.Errorf("got %d requests, want 1", got)
			}
		})
	}
}

func TestRedirectLimit(t *testing.T) {
	endless := func() *web {
		return &web{answer: func(r *http.Request, _ int) *http.Response {
			if r.URL.Path == "/robots.txt" {
				return nil
			}
			n := 0
			_, _ = fmt.Sscanf(r.URL.Path, "/%d", &n)
			return reply(302, "", fmt.Sprintf("Location: /%d", n+1))
		}}
	}
	for hops, want := range map[int]int{0: 11, 3: 4, -1: 1} {
		w := endless()
		c := w.client()
		c.MaxHops = hops
		_, err := c.Get(context.Background(), "http://example.org/0")
		if e := failure(t, err); e.Kind != Temporary || !errors.Is(e, ErrRedirect) || len(w.pages()) != want {
			t.Errorf("MaxHops %d: got %v after %d requests, want %d", hops, e, len(w.pages()), want)
		}
	}
}

// TestRedirectIsARequest: a hop on the same host waits for its delay.
func TestRedirectIsARequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := sends(map[string]string{"http://example.org/a": "http://example.org/b", "http://example.org/b": "http://www.example.org/"})
		c := &Client{Transport: w}
		if _, err := c.Get(t.Context(), "http://example.org/a"); err != nil {
			t.Fatal(err)
		}
		list := w.pages()
		if list[1].after != time.Second || list[2].after != time.Second {
			t.Errorf("got hops after %v and %v, want 1 s and no further wait on another host", list[1].after, list[2].after)
		}
	})
}

func TestCookieRedirect(t *testing.T) {
	w := &web{answer: func(r *http.Request, _ int) *http.Response {
		switch {
		case r.URL.Path == "/robots.txt":
			return nil
		case strings.Contains(r.Header.Get("Cookie"), "seen=1"):
			return reply(200, "page")
		}
		return reply(302, "", "Location: /a", "Set-Cookie: seen=1")
	}}
	c := w.client()
	for range 2 {
		if _, err := c.Get(context.Background(), "http://example.org/a"); err != nil {
			t.Error(err)
		}
	}
	if got := len(w.pages()); got != 4 {
		t.Errorf("got %d requests, want 4: the second page must not have the first one's cookie", got)
	}
}
