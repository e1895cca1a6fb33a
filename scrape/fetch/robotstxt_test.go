package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"
)

// hosting answers robots.txt by a function and all else with a page.
func hosting(robots func(r *http.Request, nth int) *http.Response) *web {
	return &web{answer: func(r *http.Request, nth int) *http.Response {
		if strings.HasSuffix(r.URL.Path, "robots.txt") {
			return robots(r, nth)
		}
		return reply(200, "page")
	}}
}

func TestRobots(t *testing.T) {
	file := "User-agent: *\nDisallow: /private/\nUser-agent: special\nDisallow: /\n"
	for _, c := range []struct {
		name, agent, path string
		want              bool
	}{
		{"allowed", "", "/public", true},
		{"forbidden", "", "/private/x", false},
		{"forbidden with escapes", "", "/%70rivate/x", false},
		{"forbidden by dots", "", "/public/../private/x", false},
		{"by name", "special/1.0", "/public", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := hosting(func(*http.Request, int) *http.Response { return reply(200, file) })
			client := w.client()
			client.UserAgent = c.agent
			_, err := client.Get(context.Background(), "http://example.org"+c.path)
			if (err == nil) != c.want {
				t.Fatalf("got %v, want allowed %v", err, c.want)
			}
			if c.want {
				return
			}
			if e := failure(t, err); e.Kind != Refused || !errors.Is(e, ErrRobots) || !strings.Contains(e.Reason, "--robots=ignore") {
				t.Errorf("got %v %v", e.Kind, e)
			}
			if len(w.pages()) != 0 {
				t.Error("the page was asked for")
			}
		})
	}
}

// TestRobotsAnswers: what an answer to the question for robots.txt means (RFC
// 9309 §2.3.1).
func TestRobotsAnswers(t *testing.T) {
	const all = "User-agent: *\nDisallow: /\n"
	status := func(n int) func(*http.Request, int) *http.Response {
		return func(*http.Request, int) *http.Response { return reply(n, all) }
	}
	for _, c := range []struct {
		name   string
		robots func(*http.Request, int) *http.Response
		want   Kind // zero is allowed
		asked  int
	}{
		{"200", status(200), Refused, 1},
		{"empty", func(*http.Request, int) *http.Response { return reply(200, "") }, 0, 1},
		{"HTML", func(*http.Request, int) *http.Response { return reply(200, "<p>User-agent: *<br>Disallow: /</p>") }, 0, 1},
		{"400", status(400), 0, 1},
		{"401", status(401), 0, 1},
		{"403", status(403), 0, 1},
		{"404", status(404), 0, 1},
		{"410", status(410), 0, 1},
		{"429", status(429), Temporary, 4},
		{"500", status(500), Temporary, 4},
		{"503", status(503), Temporary, 4},
		{"broken connection, then the file", func(_ *http.Request, nth int) *http.Response {
			a := reply(200, all)
			if nth < 3 {
				a.Body = &broken{}
			}
			return a
		}, Refused, 3},
		{"a redirect", func(r *http.Request, _ int) *http.Response {
			if r.URL.Host == "example.org" {
				return reply(301, "", "Location: https://www.example.org/other/robots.txt")
			}
			return reply(200, all)
		}, Refused, 2},
		{"redirects in a circle", func(*http.Request, int) *http.Response { return reply(301, "", "Location: /robots.txt") }, 0, 1},
		{"too many redirects", func(_ *http.Request, nth int) *http.Response {
			return reply(301, "", fmt.Sprintf("Location: /%d/robots.txt", time.Now().UnixNano()))
		}, 0, 6},
		{"a redirect to a private address", func(*http.Request, int) *http.Response { return reply(301, "", "Location: http://10.0.0.1/") }, 0, 1},
		{"a rule behind 500 KiB", func(*http.Request, int) *http.Response {
			return reply(200, strings.Repeat("# x\n", 130<<10)+all)
		}, 0, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := hosting(c.robots)
			_, err := w.client().Get(context.Background(), "http://example.org/a")
			var got Kind
			if err != nil {
				got = failure(t, err).Kind
			}
			if got != c.want {
				t.Errorf("got %v (%v), want %v", got, err, c.want)
			}
			if n := len(w.asked) - len(w.pages()); n != c.asked {
				t.Errorf("got %d questions for robots.txt, want %d", n, c.asked)
			}
			if err != nil && len(w.pages()) != 0 {
				t.Error("the page was asked for")
			}
		})
	}
}

// broken is a body that breaks off.
type broken struct{}

func (*broken) Read([]byte) (int, error) { return 0, errors.New("connection reset by peer") }
func (*broken) Close() error             { return nil }

// TestRobotsAge: one robots.txt a day, and after ten minutes for one that could
// not be had.
func TestRobotsAge(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		down := true
		w := hosting(func(*http.Request, int) *http.Response {
			if down {
				return reply(503, "")
			}
			return reply(200, "User-agent: *\nDisallow: /private/")
		})
		c := w.client()
		asked := func() int {
			_, _ = c.Get(t.Context(), "http://example.org/a")
			return len(w.asked) - len(w.pages())
		}
		for _, step := range []struct {
			name  string
			after time.Duration
			up    bool
			want  int
		}{
			{"four tries", 0, false, 4}, {"no more", 9 * time.Minute, false, 4}, {"later", 2 * time.Minute, true, 5},
			{"same day", 23 * time.Hour, true, 5}, {"next day", 2 * time.Hour, true, 6},
		} {
			time.Sleep(step.after)
			down = !step.up
			if got := asked(); got != step.want {
				t.Errorf("%s: got %d questions, want %d", step.name, got, step.want)
			}
		}
	})
}

func TestRobotsRemembered(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := hosting(func(*http.Request, int) *http.Response { return reply(200, "User-agent: *\nDisallow: /private/") })
		m := &memory{}
		for range 3 {
			c := w.client()
			c.Memory = m
			if _, err := c.Get(t.Context(), "http://example.org/private/"); !errors.Is(err, ErrRobots) {
				t.Errorf("got %v, want %v", err, ErrRobots)
			}
			time.Sleep(10 * time.Hour)
		}
		if got := len(w.asked); got != 1 {
			t.Errorf("got %d questions in 20 hours, want 1", got)
		}
	})
}

// TestRobotsOnce: pages that come together ask once, for each origin.
func TestRobotsOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := hosting(func(*http.Request, int) *http.Response {
			time.Sleep(time.Second)
			return reply(200, "")
		})
		c := w.client()
		var wg sync.WaitGroup
		for i := range 20 {
			wg.Go(func() {
				if _, err := c.Get(t.Context(), fmt.Sprintf("%s://example.org/%d", []string{"http", "https"}[i%2], i)); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if got := len(w.asked) - len(w.pages()); got != 2 {
			t.Errorf("got %d questions, want one an origin", got)
		}
	})
}

// TestRobotsInterrupted: who waits for another page's question for robots.txt
// asks itself when that page is given up.
func TestRobotsInterrupted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := hosting(func(r *http.Request, nth int) *http.Response {
			if nth == 1 {
				<-r.Context().Done()
			}
			return reply(200, "User-agent: *\nDisallow: /2")
		})
		c := w.client()
		short, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		var wg sync.WaitGroup
		wg.Go(func() {
			if _, err := c.Get(short, "http://example.org/1"); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("the first: got %v", err)
			}
		})
		time.Sleep(10 * time.Millisecond)
		if _, err := c.Get(t.Context(), "http://example.org/2"); !errors.Is(err, ErrRobots) {
			t.Errorf("the second: got %v, want %v", err, ErrRobots)
		}
		wg.Wait()
	})
}

// TestRobotsOfEveryHop: a redirect into what another host forbids is not
// followed.
func TestRobotsOfEveryHop(t *testing.T) {
	w := &web{answer: func(r *http.Request, _ int) *http.Response {
		switch {
		case r.URL.String() == "http://other.example/robots.txt":
			return reply(200, "User-agent: *\nDisallow: /private/")
		case r.URL.Path == "/robots.txt":
			return nil
		case r.URL.Host == "example.org":
			return reply(302, "", "Location: http://other.example/private/x")
		}
		return reply(200, "page")
	}}
	_, err := w.client().Get(context.Background(), "http://example.org/")
	if e := failure(t, err); e.Kind != Refused || !errors.Is(e, ErrRobots) || !strings.Contains(e.Reason, "other.example") {
		t.Errorf("got %v %v", e.Kind, e)
	}
	if got := w.urls(); len(got) != 1 {
		t.Errorf("got %q", got)
	}
}

func TestRobotsIgnored(t *testing.T) {
	w := hosting(func(*http.Request, int) *http.Response { return reply(200, "User-agent: *\nDisallow: /") })
	c := w.client()
	c.IgnoreRobots = true
	r, err := c.Get(context.Background(), "http://example.org/")
	if err != nil || !r.RobotsIgnored || len(w.asked) != 1 {
		t.Errorf("got %+v, %v after %d requests", r, err, len(w.asked))
	}
}
