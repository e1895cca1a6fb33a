package warc

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

func newPlayer(t *testing.T, paths ...string) *Player {
	t.Helper()
	p, err := NewPlayer(paths...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { p.Close() })
	return p
}

// play asks a player with header fields given as "Name: value".
func play(p *Player, method, url string, fields ...string) (*http.Response, string, error) {
	req, err := http.NewRequest(method, url, nil)
	if err != nil {
		return nil, "", err
	}
	for _, f := range fields {
		name, value, _ := strings.Cut(f, ": ")
		req.Header.Set(name, value)
	}
	res, err := p.RoundTrip(req)
	if err != nil {
		return nil, "", err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	return res, string(b), err
}

func tempFile(t *testing.T, content string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.warc")
	if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// What is played is what was received: status, fields and body.
func TestPlayWhatWasRecorded(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(site))
	defer srv.Close()
	path := filepath.Join(t.TempDir(), "a.warc.gz")
	w := &Writer{Path: path}
	r := NewRecorder(&http.Transport{}, 1<<20, func(_ context.Context, x *Exchange) error {
		_, err := w.Write(x.Drafts(nil)...)
		return err
	})
	defer r.CloseIdleConnections()
	type reply struct {
		status string
		header http.Header
		length int64
		body   string
	}
	ask := func(t http.RoundTripper, method, path string) (reply, error) {
		req, err := http.NewRequest(method, srv.URL+path, nil)
		if err != nil {
			return reply{}, err
		}
		res, err := t.RoundTrip(req)
		if err != nil {
			return reply{}, err
		}
		defer res.Body.Close()
		b, err := io.ReadAll(res.Body)
		res.Header.Del(DateHeader)
		return reply{res.Status, res.Header, res.ContentLength, string(b)}, err
	}
	paths := []string{"/a", "/chunked", "/hints", "/none", "/same"}
	live := map[string]reply{}
	for _, path := range paths {
		for _, method := range []string{"HEAD", "GET"} {
			got, err := ask(r, method, path)
			if err != nil {
				t.Fatal(err)
			}
			live[method+path] = got
		}
	}
	closeAll(t, w)
	p := newPlayer(t, path)
	for _, path := range paths {
		for _, method := range []string{"GET", "HEAD"} {
			got, err := ask(p, method, path)
			want := live[method+path]
			if err != nil || fmt.Sprint(got) != fmt.Sprint(want) {
				t.Errorf("%s %s: got %v, %v; want %v", method, path, got, err, want)
			}
		}
	}
}

func TestPlayInOrder(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.warc.gz")
	w := &Writer{Path: path}
	for _, body := range []string{"one", "two"} {
		write(t, w, exchange("https://a.example/x", body).Drafts(nil)...)
	}
	closeAll(t, w)
	p := newPlayer(t, path)
	for _, want := range []string{"one", "two", "two"} {
		res, body, err := play(p, "GET", "HTTPS://A.example:443/x#part")
		if err != nil || body != want || res.Header.Get(DateHeader) != "Mon, 23 Nov 2026 03:42:00 GMT" {
			t.Errorf("got %q, %v, want %q", body, err, want)
		}
	}
	for _, c := range [][2]string{{"GET", "https://a.example/other"}, {"POST", "https://a.example/x"}} {
		if _, _, err := play(p, c[0], c[1]); !errors.Is(err, ErrNotRecorded) {
			t.Errorf("got %v, want ErrNotRecorded", err)
		}
	}
}

func TestPlayRevisits(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.warc.gz")
	w := &Writer{Path: path}
	x := exchange("https://a.example/x", "<p>Same</p>")
	first := write(t, w, x.Drafts(nil)...)[0].ID
	again := exchange("https://a.example/y", "<p>Same</p>")
	again.Time = day.Add(time.Hour)
	again.Response = []byte(strings.Replace(string(again.Response), "Set-Cookie: sid=hidden; Path=/", "X-New: yes", 1))
	second := write(t, w, again.Drafts(&Seen{ID: first, URL: x.URL, Date: x.Time})...)[0].ID
	unchanged := exchange("https://a.example/y", "")
	unchanged.Status, unchanged.Time = 304, day.Add(2*time.Hour)
	unchanged.Response = []byte("HTTP/1.1 304 Not Modified\r\nETag: \"1\"\r\n\r\n")
	write(t, w, unchanged.Drafts(&Seen{ID: second, URL: again.URL, Date: again.Time})...) // a revisit of a revisit
	unchanged.URL = x.URL
	write(t, w, unchanged.Drafts(&Seen{URL: x.URL, Date: x.Time})...)                // by URL and date
	write(t, w, unchanged.Drafts(&Seen{ID: "<urn:gone>", URL: "", Date: x.Time})...) // by nothing but its own URL
	unchanged.URL = "https://a.example/z"
	write(t, w, unchanged.Drafts(&Seen{ID: "<urn:gone>", URL: "https://a.example/gone", Date: x.Time})...)
	closeAll(t, w)
	p := newPlayer(t, path)
	res, body, err := play(p, "GET", "https://a.example/y")
	if err != nil || body != "<p>Same</p>" || res.Header.Get("X-New") != "yes" || res.Header.Get(DateHeader) != "Mon, 23 Nov 2026 04:42:00 GMT" {
		t.Errorf("got %+v, %q, %v", res, body, err)
	}
	if res, body, err = play(p, "GET", "https://a.example/y"); err != nil || body != "<p>Same</p>" || res.StatusCode != 200 {
		t.Errorf("not modified: got %+v, %q, %v", res, body, err)
	}
	if res, body, err = play(p, "GET", "https://a.example/y", `If-None-Match: "1"`); err != nil || body != "" || res.StatusCode != 304 {
		t.Errorf("not modified, asked for: got %+v, %q, %v", res, body, err)
	}
	for range 3 {
		if _, body, err = play(p, "GET", x.URL); err != nil || body != "<p>Same</p>" {
			t.Errorf("got %q, %v", body, err)
		}
	}
	if _, _, err = play(p, "GET", "https://a.example/z"); !errors.Is(err, ErrNotRecorded) {
		t.Errorf("got %v, want ErrNotRecorded", err)
	}
}

// response is a plain record of a response of https://a.example/NAME.
func response(name, block string) string {
	return record("response", "application/http", "WARC-Target-URI: https://a.example/"+name+"\r\n", block)
}

func TestPlayWhatOthersWrote(t *testing.T) {
	for _, c := range []struct {
		name, block, body string
		err               error
	}{
		{"a label of chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>", "<p>", nil},
		{"broken chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc", "abc", io.ErrUnexpectedEOF},
		{"a label of gzip, with the length of gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 2\r\n\r\n<p>body", "<p>body", nil},
		{"half a body", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbody", "body", io.ErrUnexpectedEOF},
		{"more than a body", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nbody", "body", nil},
		{"HTTP/2", "HTTP/2 200\r\nA: b\r\n\r\nbody", "body", nil},
		{"lines that are no field", "HTTP/1.1 200 OK\r\nno field\r\nA b: c\r\n\r\nbody", "body", nil},
	} {
		p := newPlayer(t, tempFile(t, response("x", c.block)))
		res, body, err := play(p, "GET", "https://a.example/x")
		if body != c.body || !errors.Is(err, c.err) || res != nil && res.StatusCode != 200 {
			t.Errorf("%s: got %+v, %q, %v", c.name, res, body, err)
		}
	}
}

func TestPlayFromGzipInOnePiece(t *testing.T) {
	const ok = "HTTP/1.1 200 OK\r\n\r\n"
	path := tempFile(t, gzipped(t, response("a", ok+"one")+response("b", ok+"two")+response("c", ok+"three")))
	p := newPlayer(t, path)
	for name, want := range map[string]string{"a": "one", "b": "two", "c": "three"} {
		if _, body, err := play(p, "GET", "https://a.example/"+name); err != nil || body != want {
			t.Errorf("%s: got %q, %v", name, body, err)
		}
	}
}

// A damaged record and one that is cut are as good as not recorded; what stands
// around them is played.
func TestPlayWhatIsLeft(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.warc.gz")
	w := &Writer{Path: path}
	for _, name := range []string{"a", "b", "c", "d"} {
		write(t, w, exchange("https://a.example/"+name, name).Drafts(nil)[0])
	}
	closeAll(t, w)
	all, err := readPath(t, path)
	if err != nil {
		t.Fatal(err)
	}
	data := readFile(t, path)
	data[all[3].Offset-8] ^= 1 // the checksum of b
	p := newPlayer(t, tempFile(t, string(data[:len(data)-20])))
	for name, want := range map[string]error{"a": nil, "b": ErrNotRecorded, "c": nil, "d": ErrNotRecorded} {
		if _, body, err := play(p, "GET", "https://a.example/"+name); !errors.Is(err, want) || err == nil && body != name {
			t.Errorf("%s: got %q, %v, want %v", name, body, err, want)
		}
	}
}

func TestPlayForSeveral(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.warc.gz")
	writeExchanges(t, &Writer{Path: path}, 20)
	p := newPlayer(t, path)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for i := range 20 {
				_, body, err := play(p, "GET", fmt.Sprintf("https://a.example/%d", i))
				if want := fmt.Sprintf("<p>Page %d</p>", i); err != nil || body != want {
					t.Errorf("got %q, %v, want %q", body, err, want)
				}
			}
		})
	}
	group.Wait()
}
