package fetch

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestPage(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := always(200, "<p>text", "Content-Type: text/html; charset=utf-8", "ETag: \"a\"", "Set-Cookie: id=secret", "X-Note: \x1b[31mred")
		got, err := w.client().Get(t.Context(), "HTTP://user:secret@Example.org/a/../b#c")
		if err != nil {
			t.Fatal(err)
		}
		want := &Response{
			URL: "http://example.org/b", Final: "http://example.org/b", Status: 200, Body: []byte("<p>text"), Tries: 1,
			ContentType: "text/html; charset=utf-8", Retrieved: time.Now().UTC().Truncate(time.Second),
			Header: http.Header{"Content-Type": {"text/html; charset=utf-8"}, "Etag": {"\"a\""}, "X-Note": {"?[31mred"}},
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
	})
}

func TestUserAgent(t *testing.T) {
	for _, c := range []struct {
		name   string
		client *Client
		want   string
	}{
		{"default", &Client{}, "backissue"},
		{"contact", &Client{UserAgent: "backissue/1.2", Contact: "https://example.org/bot"}, "backissue/1.2 (+https://example.org/bot)"},
		{"header", &Client{UserAgent: "backissue/1.2", Header: http.Header{"User-Agent": {"mine"}}}, "mine"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := always(200, "x")
			c.client.Transport = w
			if _, err := c.client.Get(context.Background(), "http://example.org/"); err != nil {
				t.Fatal(err)
			}
			for _, q := range w.asked {
				if got := q.header.Get("User-Agent"); got != c.want {
					t.Errorf("%s: got %q, want %q", q.url, got, c.want)
				}
			}
		})
	}
}

// TestStatuses: what each status means, and whether it is tried again.
func TestStatuses(t *testing.T) {
	for _, c := range []struct {
		status int
		kind   Kind
		tries  int
	}{
		{101, Temporary, 4}, {201, Temporary, 4}, {202, Temporary, 4}, {204, NotArticle, 4}, {205, NotArticle, 4}, {206, Temporary, 4},
		{300, Temporary, 1}, {302, Temporary, 1}, {304, Temporary, 4}, {305, Temporary, 1},
		{400, Refused, 1}, {401, Refused, 1}, {402, Refused, 1}, {403, Refused, 1}, {404, Gone, 1}, {405, Refused, 1}, {407, Refused, 1},
		{408, Temporary, 4}, {410, Gone, 1}, {418, Refused, 1}, {425, Temporary, 4}, {429, Temporary, 4}, {451, Refused, 1},
		{500, Temporary, 4}, {501, Temporary, 4}, {502, Temporary, 4}, {503, Temporary, 4}, {504, Temporary, 4}, {599, Temporary, 4}, {999, Refused, 1},
	} {
		t.Run(fmt.Sprint(c.status), func(t *testing.T) {
			w := always(c.status, "some text")
			_, err := w.client().Get(context.Background(), "http://example.org/a")
			e := failure(t, err)
			if e.Kind != c.kind || e.Status != c.status || e.URL != "http://example.org/a" {
				t.Errorf("got %v %d %q, want %v", e.Kind, e.Status, e.URL, c.kind)
			}
			if !strings.Contains(e.Error(), fmt.Sprint(c.status)) {
				t.Errorf("the sentence %q does not name the status", e)
			}
			if got := len(w.pages()); got != c.tries {
				t.Errorf("got %d tries, want %d", got, c.tries)
			}
		})
	}
	for _, status := range []int{200, 203} {
		w := always(status, "text")
		if r, err := w.client().Get(context.Background(), "http://example.org/a"); err != nil || r.Status != status {
			t.Errorf("%d: got %v, %v", status, r, err)
		}
	}
}

func TestEmptyAnswer(t *testing.T) {
	w := always(200, "")
	_, err := w.client().Get(context.Background(), "http://example.org/a")
	if e := failure(t, err); e.Kind != NotArticle || !errors.Is(e, ErrEmpty) || len(w.pages()) != 4 {
		t.Errorf("got %v %v after %d tries", e.Kind, e, len(w.pages()))
	}
}

// TestRetries: the waits are the backoff's, and the answer is the first good
// one.
func TestRetries(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &web{answer: func(_ *http.Request, nth int) *http.Response {
			if nth < 3 {
				return nil
			}
			return reply(200, "x")
		}}
		c := &Client{Transport: w}
		c.IgnoreRobots = true
		r, err := c.Get(t.Context(), "http://example.org/a")
		if err != nil || r.Tries != 3 || !r.RobotsIgnored {
			t.Fatalf("got %+v, %v", r, err)
		}
		list := w.pages()
		if first := list[1].after; first < time.Second || first > 1500*time.Millisecond+1 {
			t.Errorf("first retry after %v, want 1 to 1.5 s", first)
		}
		if second := list[2].after - list[1].after; second < 2*time.Second || second > 3*time.Second+1 {
			t.Errorf("second retry after %v, want 2 to 3 s", second)
		}
	})
}

func TestNoRetries(t *testing.T) {
	w := always(503, "x")
	c := w.client()
	c.Retries = -1
	if _, err := c.Get(context.Background(), "http://example.org/a"); failure(t, err).Status != 503 || len(w.pages()) != 1 {
		t.Errorf("got %v after %d tries, want one", err, len(w.pages()))
	}
}

// TestPageTime: a server that never answers costs PageTimeout and no more, and
// the message is about the server.
func TestPageTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &web{answer: func(r *http.Request, _ int) *http.Response {
			<-r.Context().Done()
			return nil
		}}
		c := &Client{Transport: w, IgnoreRobots: true}
		start := time.Now()
		_, err := c.Get(t.Context(), "http://example.org/a")
		if took := time.Since(start); took > 120*time.Second || took < 90*time.Second {
			t.Errorf("took %v, want at most 120 s", took)
		}
		if e := failure(t, err); e.Kind != Temporary || !errors.Is(e, ErrSlow) || !strings.Contains(e.Reason, "does not answer within 30s") {
			t.Errorf("got %v %v", e.Kind, e)
		}
	})
}

func TestRetryAfterIsObeyed(t *testing.T) {
	for _, status := range []int{429, 503} {
		synctest.Test(t, func(t *testing.T) {
			w := &web{answer: func(r *http.Request, nth int) *http.Response {
				switch {
				case r.URL.Path == "/robots.txt":
					return nil
				case nth == 1 && r.URL.Path == "/a":
					return reply(status, "x", "Retry-After: 300")
				}
				return reply(200, "x")
			}}
			c := w.client()
			if _, err := c.Get(t.Context(), "http://example.org/a"); err != nil {
				t.Fatal(err)
			}
			if got := w.pages()[1].after; got != 300*time.Second {
				t.Errorf("%d: asked again after %v, want 5 min", status, got)
			}
		})
	}
}

// TestRetryAfterHoldsTheHost: the other pages of the host wait too, those of
// other hosts do not.
func TestRetryAfterHoldsTheHost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &web{answer: func(r *http.Request, nth int) *http.Response {
			if r.URL.String() == "http://a.example/1" && nth == 1 {
				return reply(429, "x", "Retry-After: 60")
			}
			return reply(200, "x")
		}}
		c := w.client()
		c.IgnoreRobots = true
		var wg sync.WaitGroup
		for i, url := range []string{"http://a.example/1", "http://a.example/2", "http://b.example/1"} {
			wg.Go(func() {
				time.Sleep(time.Duration(i) * time.Millisecond)
				if _, err := c.Get(t.Context(), url); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		for _, q := range w.pages()[1:] {
			early := q.after < 60*time.Second
			if other := strings.HasPrefix(q.url, "http://b."); early != other {
				t.Errorf("%s was asked after %v", q.url, q.after)
			}
		}
	})
}

func TestRetryAfterTooFar(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := always(503, "x", "Retry-After: 3600")
		m := &memory{}
		c := w.client()
		c.Memory = m
		_, err := c.Get(t.Context(), "http://example.org/a")
		e := failure(t, err)
		at := time.Now().Add(time.Hour)
		if e.Kind != Temporary || !errors.Is(e, ErrLater) || !e.RetryAt.Equal(at) || len(w.pages()) != 1 {
			t.Errorf("got %v %v at %v after %d tries", e.Kind, e, e.RetryAt, len(w.pages()))
		}
		if got := m.RetryAfter("http://example.org/a"); !got.Equal(at) {
			t.Errorf("remembered until %v, want %v", got, at)
		}
		if !strings.Contains(e.Reason, at.UTC().Format("2006-01-02 15:04 UTC")) {
			t.Errorf("the sentence %q does not say until when", e.Reason)
		}
		// Another run with the same memory does not ask again.
		second := w.client()
		second.Memory = m
		_, err = second.Get(t.Context(), "http://example.org/a")
		if e := failure(t, err); !errors.Is(e, ErrLater) || len(w.pages()) != 1 {
			t.Errorf("second run: got %v after %d tries", e, len(w.pages()))
		}
		time.Sleep(time.Hour)
		third := w.client()
		third.Memory = m
		_, _ = third.Get(t.Context(), "http://example.org/a")
		if len(w.pages()) != 2 {
			t.Error("it was not asked again when its time had come")
		}
	})
}

// TestRetryAfterAcrossRuns: a wait that a run was killed in is kept by the next.
func TestRetryAfterAcrossRuns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &web{answer: func(_ *http.Request, nth int) *http.Response {
			if nth == 1 {
				return reply(429, "x", "Retry-After: 100")
			}
			return reply(200, "x")
		}}
		m := &memory{}
		first := w.client()
		first.Memory, first.IgnoreRobots = m, true
		ctx, cancel := context.WithTimeout(t.Context(), 40*time.Second)
		defer cancel()
		if _, err := first.Get(ctx, "http://example.org/a"); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatalf("got %v, want the context's end", err)
		}
		second := w.client()
		second.Memory, second.IgnoreRobots = m, true
		if _, err := second.Get(t.Context(), "http://example.org/b"); err != nil {
			t.Fatal(err)
		}
		if got := w.pages()[1].after; got < 100*time.Second {
			t.Errorf("the next run asked after %v, want 100 s", got)
		}
	})
}

// TestRetryAfterInAll: many short waits do not add up to more than ten minutes.
func TestRetryAfterInAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := always(429, "x", "Retry-After: 240")
		c := w.client()
		c.Retries = 100
		start := time.Now()
		_, err := c.Get(t.Context(), "http://example.org/a")
		if took := time.Since(start); !errors.Is(failure(t, err), ErrLater) || took != 480*time.Second {
			t.Errorf("got %v after %v, want it put off after 8 min", err, took)
		}
	})
}

// TestTooManyRequests: a host that answers nothing but 429 is left alone after
// its first page; one that has answered, after three in a row.
func TestTooManyRequests(t *testing.T) {
	limited := func(good string) *web {
		return &web{answer: func(r *http.Request, _ int) *http.Response {
			switch {
			case r.URL.Path == "/robots.txt":
				return nil
			case strings.Contains(good, r.URL.Path):
				return reply(200, "x")
			}
			return reply(429, "x")
		}}
	}
	for _, c := range []struct {
		name, good string
		pages      string
		want       int // requests
	}{
		{"from the start", "-", "/1 /2 /3", 4},
		{"after a good page", "/0", "/0 /1 /2 /3 /4 /5", 1 + 3*4},
		{"a good page between", "/0 /b", "/0 /1 /2 /b /3 /4 /5 /6", 1 + 2*4 + 1 + 3*4},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := limited(c.good)
			client := w.client()
			var last error
			for _, p := range strings.Fields(c.pages) {
				_, last = client.Get(context.Background(), "http://example.org"+p)
			}
			if got := len(w.pages()); got != c.want {
				t.Errorf("got %d requests, want %d", got, c.want)
			}
			if e := failure(t, last); e.Kind != Temporary || !errors.Is(e, ErrHost) {
				t.Errorf("got %v %v, want the host left alone", e.Kind, e)
			}
			if _, err := client.Get(context.Background(), "http://other.example/1"); errors.Is(err, ErrHost) {
				t.Error("another host is left alone too")
			}
		})
	}
}

func TestDelay(t *testing.T) {
	for _, c := range []struct {
		name   string
		robots string
		delay  time.Duration
		want   []time.Duration
	}{
		{"default", "", 0, []time.Duration{0, time.Second, 2 * time.Second}},
		{"none", "", -1, []time.Duration{0, 0, 0}},
		{"longer", "", 3 * time.Second, []time.Duration{0, 3 * time.Second, 6 * time.Second}},
		{"robots.txt asks more", "User-agent: *\nCrawl-delay: 10", 0, []time.Duration{0, 10 * time.Second, 20 * time.Second}},
		{"robots.txt asks less", "User-agent: *\nCrawl-delay: 0.1", 0, []time.Duration{0, time.Second, 2 * time.Second}},
		{"robots.txt asks too much", "User-agent: *\nCrawl-delay: 3600", -1, []time.Duration{0, 30 * time.Second, 60 * time.Second}},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := &web{answer: func(r *http.Request, _ int) *http.Response {
					if r.URL.Path == "/robots.txt" {
						return reply(200, c.robots)
					}
					return reply(200, "x")
				}}
				client := &Client{Transport: w, Delay: c.delay}
				for _, p := range []string{"/1", "/2", "/3"} {
					if _, err := client.Get(t.Context(), "http://example.org"+p); err != nil {
						t.Fatal(err)
					}
				}
				var got []time.Duration
				for _, q := range w.pages() {
					got = append(got, q.after)
				}
				if d := cmp.Diff(c.want, got); d != "" {
					t.Error(d)
				}
			})
		})
	}
}

// TestPoliteness: many pages of few hosts at once: one connection and one
// delay a host, and the hosts side by side. Ports and schemes are one host.
func TestPoliteness(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &web{answer: func(*http.Request, int) *http.Response {
			time.Sleep(200 * time.Millisecond)
			return reply(200, "x")
		}}
		c := &Client{Transport: w}
		start := time.Now()
		var wg sync.WaitGroup
		for i := range 30 {
			wg.Go(func() {
				url := fmt.Sprintf("http://h%d.example:%d/%d", i%3, 8000+i%2, i)
				if _, err := c.Get(t.Context(), url); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		last := map[string]time.Duration{}
		for _, q := range w.pages() {
			host, _, _ := strings.Cut(q.url, ":8")
			if before, ok := last[host]; ok && q.after-before < 1200*time.Millisecond {
				t.Errorf("%s: %v after the one before it", q.url, q.after-before)
			}
			last[host] = q.after
		}
		for host, n := range w.most {
			if n != 1 {
				t.Errorf("%s: %d requests at once", host, n)
			}
		}
		if took := time.Since(start); took > 15*time.Second {
			t.Errorf("took %v: the hosts waited for each other", took)
		}
	})
}

func TestInterrupted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &web{answer: func(r *http.Request, _ int) *http.Response {
			<-r.Context().Done()
			return nil
		}}
		for name, c := range map[string]*Client{"in robots.txt": {Transport: w}, "in a page": {Transport: w, IgnoreRobots: true}} {
			ctx, cancel := context.WithTimeout(t.Context(), time.Second)
			defer cancel()
			_, err := c.Get(ctx, "http://example.org/")
			var e *Error
			if !errors.Is(err, context.DeadlineExceeded) || errors.As(err, &e) {
				t.Errorf("%s: got %v (%T), want the context's own error", name, err, err)
			}
		}
	})
}

func TestConditional(t *testing.T) {
	answer := func(r *http.Request, _ int) *http.Response {
		if r.Header.Get("If-None-Match") == `"a"` || r.Header.Get("If-Modified-Since") == "Sun, 01 Mar 2026 12:00:00 GMT" {
			return reply(304, "", `ETag: "a"`)
		}
		return reply(200, "new")
	}
	for _, c := range []struct {
		name string
		ask  Request
		want bool
	}{
		{"ETag", Request{ETag: `"a"`}, true},
		{"date", Request{LastModified: "Sun, 01 Mar 2026 12:00:00 GMT"}, true},
		{"another ETag", Request{ETag: `"b"`}, false},
		{"none", Request{}, false},
		{"ETag with control characters", Request{ETag: "\"a\x1b\n\""}, false},
		{"ETag of 5 KB", Request{ETag: strings.Repeat("a", 5<<10)}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := &web{answer: answer}
			client := w.client()
			client.IgnoreRobots = true
			c.ask.URL = "http://example.org/a"
			r, err := client.Do(context.Background(), c.ask)
			if err != nil {
				t.Fatal(err)
			}
			if r.NotModified != c.want || c.want != (r.Status == 304) || c.want != (r.Body == nil) {
				t.Errorf("got %+v, want not modified %v", r, c.want)
			}
		})
	}
}

func TestUsage(t *testing.T) {
	for _, c := range []struct {
		name   string
		client *Client
		ask    Request
	}{
		{"scheme", &Client{}, Request{URL: "ftp://me:secret@example.org/"}},
		{"relative", &Client{}, Request{URL: "example.org/x"}},
		{"nothing", &Client{}, Request{}},
		{"from", &Client{}, Request{URL: "http://example.org/", From: "x"}},
		{"contact", &Client{Contact: "a\nb"}, Request{URL: "http://example.org/"}},
		{"header", &Client{Header: http.Header{"X": {"a\r\nb"}}}, Request{URL: "http://example.org/"}},
		{"header of the connection", &Client{Header: http.Header{"Transfer-Encoding": {"chunked"}}}, Request{URL: "http://example.org/"}},
		{"proxy", &Client{Proxy: "ftp://proxy"}, Request{URL: "http://example.org/"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := always(200, "x")
			c.client.Transport = w
			_, err := c.client.Do(context.Background(), c.ask)
			if e := failure(t, err); e.Kind != Usage || strings.Contains(e.Error(), "secret") {
				t.Errorf("got %v %v", e.Kind, e)
			}
			if len(w.asked) != 0 {
				t.Error("something was asked")
			}
		})
	}
}

func TestLog(t *testing.T) {
	var out strings.Builder
	w := always(200, "text")
	c := w.client()
	c.Log = slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))
	c.Header = http.Header{"Authorization": {"secret"}}
	if _, err := c.Get(context.Background(), "http://me:secret@example.org/a"); err != nil {
		t.Fatal(err)
	}
	got := out.String()
	for _, want := range []string{"url=http://example.org/robots.txt", "404", "url=http://example.org/a", "status=200 bytes=4"} {
		if !strings.Contains(got, want) {
			t.Errorf("the log does not hold %q:\n%s", want, got)
		}
	}
	if strings.Contains(got, "secret") {
		t.Errorf("the log holds a secret:\n%s", got)
	}
}

// memory is a Memory of maps, as a state on disk would be.
type memory struct {
	mu     sync.Mutex
	after  map[string]time.Time
	robots map[string]robotsFile
}

func (m *memory) RetryAfter(key string) time.Time {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.after[key]
}

func (m *memory) SetRetryAfter(key string, at time.Time) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.after == nil {
		m.after = map[string]time.Time{}
	}
	m.after[key] = at
}

func (m *memory) Robots(origin string) (time.Time, []byte, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.robots[origin]
	return r.fetched, r.body, ok
}

func (m *memory) SetRobots(origin string, fetched time.Time, body []byte) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.robots == nil {
		m.robots = map[string]robotsFile{}
	}
	m.robots[origin] = robotsFile{fetched, body}
}

// robotsFile is what a memory knows of an origin.
type robotsFile struct {
	fetched time.Time
	body    []byte
}
