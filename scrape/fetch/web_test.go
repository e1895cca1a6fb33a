package fetch

import (
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// web is a made-up network: a RoundTripper that answers by a function, and
// remembers what was asked and when. It has no robots.txt unless the function
// answers for it.
type web struct {
	answer func(r *http.Request, nth int) *http.Response // nth counts the requests of a URL from 1; nil is a broken connection

	mu    sync.Mutex
	start time.Time
	asked []question
	nth   map[string]int
	open  map[string]int // requests in flight by host
	most  map[string]int // the most of them at once
}

type question struct {
	url    string
	after  time.Duration // since the first one
	header http.Header
}

func (w *web) RoundTrip(r *http.Request) (*http.Response, error) {
	host := r.URL.Hostname()
	nth := w.begin(r, host)
	defer func() {
		w.mu.Lock()
		w.open[host]--
		w.mu.Unlock()
	}()
	if err := r.Context().Err(); err != nil {
		return nil, err
	}
	a := w.answer(r, nth)
	switch {
	case r.Context().Err() != nil:
		return nil, context.Cause(r.Context())
	case a == nil && strings.HasSuffix(r.URL.Path, "/robots.txt"):
		a = reply(404, "")
	case a == nil:
		return nil, io.ErrUnexpectedEOF
	}
	a.Request = r
	return a, nil
}

func (w *web) begin(r *http.Request, host string) int {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.nth == nil {
		w.start, w.nth, w.open, w.most = time.Now(), map[string]int{}, map[string]int{}, map[string]int{}
	}
	url := r.URL.String()
	w.asked = append(w.asked, question{url, time.Since(w.start), r.Header.Clone()})
	w.nth[url]++
	w.open[host]++
	w.most[host] = max(w.most[host], w.open[host])
	return w.nth[url]
}

// pages are the URLs that were asked, without robots.txt.
func (w *web) pages() []question {
	w.mu.Lock()
	defer w.mu.Unlock()
	var list []question
	for _, q := range w.asked {
		if !strings.HasSuffix(q.url, "/robots.txt") {
			list = append(list, q)
		}
	}
	return list
}

func (w *web) urls() []string {
	var list []string
	for _, q := range w.pages() {
		list = append(list, q.url)
	}
	return list
}

// reply is an answer with a whole body. Header lines are "Name: value".
func reply(status int, body string, header ...string) *http.Response {
	a := &http.Response{
		StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{},
		ContentLength: int64(len(body)), Body: io.NopCloser(strings.NewReader(body)),
	}
	for _, line := range header {
		name, value, _ := strings.Cut(line, ": ")
		a.Header.Add(name, value)
	}
	return a
}

// always answers every page alike, and no robots.txt.
func always(status int, body string, header ...string) *web {
	return &web{answer: func(r *http.Request, _ int) *http.Response {
		if strings.HasSuffix(r.URL.Path, "/robots.txt") {
			return nil
		}
		return reply(status, body, header...)
	}}
}

// client is a client of w without delay and backoff.
func (w *web) client() *Client {
	return &Client{Transport: w, Delay: -1, Backoff: -1}
}

// failure is the *Error of err.
func failure(t *testing.T, err error) *Error {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("got %v (%T), want an *Error", err, err)
	}
	return e
}

// shared is a file of the test data that lies beside the module or at
// $BACKISSUE_SHARED. Without it the test is skipped.
func shared(t *testing.T, name string) []byte {
	t.Helper()
	dir := os.Getenv("BACKISSUE_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	data, err := os.ReadFile(filepath.Join(dir, name))
	if os.IsNotExist(err) {
		t.Skipf("no test data: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}
