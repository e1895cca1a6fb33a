package warc

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
)

// site answers with each kind of response.
func site(w http.ResponseWriter, r *http.Request) {
	w.Header()["x-CASE"] = []string{"kept"}
	switch r.URL.Path {
	case "/chunked":
		for i := range 3 {
			fmt.Fprintf(w, "part %d ", i)
			w.(http.Flusher).Flush()
		}
	case "/hints":
		w.Header().Set("Link", "</style.css>")
		w.WriteHeader(http.StatusEarlyHints)
		fmt.Fprint(w, "<p>hints")
	case "/none":
		w.WriteHeader(http.StatusNoContent)
	case "/same":
		w.WriteHeader(http.StatusNotModified)
	case "/breaks":
		w.Header().Set("Content-Length", "100")
		fmt.Fprint(w, "<p>half")
		w.(http.Flusher).Flush()
		panic(http.ErrAbortHandler)
	default:
		fmt.Fprintf(w, "<p>%s</p>", r.URL.Path)
	}
}

// recording is a client that records.
type recording struct {
	*Recorder
	mu  sync.Mutex
	got []*Exchange
	err error // of the next record
}

func newRecording(base *http.Transport, limit int64) *recording {
	r := &recording{}
	r.Recorder = NewRecorder(base, limit, func(_ context.Context, x *Exchange) error {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.got = append(r.got, x)
		return r.err
	})
	return r
}

// do asks for url and reads the body.
func (r *recording) do(t *testing.T, method, url string) (string, error) {
	t.Helper()
	req, err := http.NewRequest(method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := r.RoundTrip(req)
	if err != nil {
		return "", err
	}
	defer res.Body.Close()
	b, err := io.ReadAll(res.Body)
	return string(b), err
}

func TestRecorder(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(site))
	defer srv.Close()
	r := newRecording(&http.Transport{}, 1<<20)
	defer r.CloseIdleConnections()
	for _, c := range []struct {
		method, path string
		status       int
		body         string
	}{
		{"GET", "/a", 200, "<p>/a</p>"},
		{"GET", "/chunked", 200, "part 0 part 1 part 2 "},
		{"GET", "/hints", 200, "<p>hints"},
		{"HEAD", "/head", 200, ""},
		{"GET", "/none", 204, ""},
		{"GET", "/same", 304, ""},
		{"GET", "/b", 200, "<p>/b</p>"},
	} {
		r.got = nil
		body, err := r.do(t, c.method, srv.URL+c.path+"#part")
		if err != nil || body != c.body {
			t.Fatalf("%s: got %q, %v", c.path, body, err)
		}
		if len(r.got) != 1 {
			t.Fatalf("%s: recorded %d exchanges", c.path, len(r.got))
		}
		x := r.got[0]
		if want := c.method + " " + c.path + " HTTP/1.1\r\n"; !strings.HasPrefix(string(x.Request), want) || strings.Count(string(x.Request), "HTTP/1.1") != 1 {
			t.Errorf("%s: the request is %q", c.path, x.Request)
		}
		if !strings.HasPrefix(string(x.Response), fmt.Sprintf("HTTP/1.1 %d ", c.status)) || strings.Count(string(x.Response), "HTTP/1.1") != 1 || !strings.Contains(string(x.Response), "x-CASE: kept\r\n") {
			t.Errorf("%s: the response is %q", c.path, x.Response)
		}
		if x.URL != srv.URL+c.path || x.Address != "127.0.0.1" || x.Status != c.status {
			t.Errorf("%s: got %+v", c.path, x)
		}
		m, err := ReadMessage(message(string(x.Response)), 1<<20, nil)
		if err != nil || string(m.Body) != c.body || m.Status != c.status {
			t.Errorf("%s: got %+v, %v", c.path, m, err)
		}
	}
}

func TestRecorderRecordsNothingHalf(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(site))
	defer srv.Close()
	r := newRecording(&http.Transport{}, 1<<20)
	defer r.CloseIdleConnections()
	if body, err := r.do(t, "GET", srv.URL+"/breaks"); !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("got %q, %v", body, err)
	}
	res, err := (&http.Client{Transport: r}).Get(srv.URL + "/chunked")
	if err != nil {
		t.Fatal(err)
	}
	closeAll(t, res.Body)
	small := newRecording(&http.Transport{}, 200)
	defer small.CloseIdleConnections()
	long := srv.URL + "/" + strings.Repeat("long", 60)
	if _, err := small.do(t, "GET", long); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v, want ErrTooLarge", err)
	}
	if len(r.got)+len(small.got) > 0 {
		t.Errorf("recorded %d exchanges", len(r.got)+len(small.got))
	}
}

func TestRecorderHandsErrorsOn(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(site))
	defer srv.Close()
	r := newRecording(&http.Transport{}, 1<<20)
	defer r.CloseIdleConnections()
	r.err = errors.New("disk full")
	for _, path := range []string{"/a", "/chunked", "/none"} {
		if _, err := r.do(t, "GET", srv.URL+path); !errors.Is(err, r.err) {
			t.Errorf("%s: got %v", path, err)
		}
	}
}

// Exchanges of one connection do not mix, whoever records first.
func TestRecorderKeepsExchangesApart(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(site))
	defer srv.Close()
	r := newRecording(&http.Transport{MaxConnsPerHost: 2}, 1<<20)
	defer r.CloseIdleConnections()
	var group sync.WaitGroup
	for g := range 8 {
		group.Go(func() {
			for i := range 20 {
				path := fmt.Sprintf("/%d/%d", g, i)
				method := "GET"
				if i%3 == 0 {
					method = "HEAD"
				}
				if _, err := r.do(t, method, srv.URL+path); err != nil {
					t.Error(err)
				}
			}
		})
	}
	group.Wait()
	if len(r.got) != 160 {
		t.Fatalf("recorded %d exchanges", len(r.got))
	}
	for _, x := range r.got {
		path := strings.TrimPrefix(x.URL, srv.URL)
		body := "<p>" + path + "</p>"
		if strings.HasPrefix(string(x.Request), "HEAD") {
			body = ""
		}
		if !strings.Contains(string(x.Request), " "+path+" ") || !strings.HasSuffix(string(x.Response), "\r\n\r\n"+body) {
			t.Errorf("%s: got %q, %q", path, x.Request, x.Response)
		}
	}
}

// What a server sends behind the end of its response is no part of the record.
func TestRecorderEndsWithTheResponse(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		if _, err := http.ReadRequest(bufio.NewReader(c)); err == nil {
			io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\nbodyand more")
		}
	}()
	r := newRecording(&http.Transport{}, 1<<20)
	if _, err := r.do(t, "GET", "http://"+l.Addr().String()); err != nil {
		t.Fatal(err)
	}
	if len(r.got) != 1 || !strings.HasSuffix(string(r.got[0].Response), "\r\n\r\nbody") {
		t.Errorf("got %q", r.got[0].Response)
	}
}

// proxyServer is an HTTP proxy: it passes requests on, and digs tunnels.
func proxyServer(t *testing.T, used func(string)) *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		used(r.Method + " " + r.Header.Get("Proxy-Authorization"))
		if r.Method != http.MethodConnect {
			res, err := http.Get(r.URL.String())
			if err != nil {
				t.Error(err)
				return
			}
			defer res.Body.Close()
			io.Copy(w, res.Body)
			return
		}
		to, err := net.Dial("tcp", r.Host)
		if err != nil {
			http.Error(w, "no way", http.StatusBadGateway)
			return
		}
		from, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		io.WriteString(from, "HTTP/1.1 200 OK\r\n\r\n")
		join(from, to)
	}))
}

func join(a, b net.Conn) {
	go func() {
		defer b.Close()
		io.Copy(b, a)
	}()
	defer a.Close()
	io.Copy(a, b)
}

// socksServer is a SOCKS5 proxy without authentication that takes IPv4
// addresses and names.
func socksServer(t *testing.T) net.Listener {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				b := make([]byte, 300)
				io.ReadFull(c, b[:2])
				io.ReadFull(c, b[:b[1]])
				c.Write([]byte{5, 0})
				io.ReadFull(c, b[:4])
				host := ""
				if b[3] == 1 {
					io.ReadFull(c, b[:4])
					host = net.IP(b[:4]).String()
				} else {
					io.ReadFull(c, b[:1])
					n := int(b[0])
					io.ReadFull(c, b[:n])
					host = string(b[:n])
				}
				io.ReadFull(c, b[:2])
				to, err := net.Dial("tcp", net.JoinHostPort(host, fmt.Sprint(int(b[0])<<8|int(b[1]))))
				if err != nil {
					c.Close()
					return
				}
				c.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
				join(c, to)
			}()
		}
	}()
	return l
}

// Inside TLS and behind proxies the bytes recorded are those of the exchange.
func TestRecorderOnTheWay(t *testing.T) {
	plain := httptest.NewServer(http.HandlerFunc(site))
	defer plain.Close()
	secure := httptest.NewUnstartedServer(http.HandlerFunc(site))
	secure.EnableHTTP2 = true
	secure.StartTLS()
	defer secure.Close()
	var mu sync.Mutex
	var used []string
	web := proxyServer(t, func(s string) {
		mu.Lock()
		defer mu.Unlock()
		used = append(used, s)
	})
	defer web.Close()
	socks := socksServer(t)
	defer socks.Close()
	for _, c := range []struct {
		name, url, proxy, used string
	}{
		{"https", secure.URL, "", ""},
		{"http by an HTTP proxy", plain.URL, strings.Replace(web.URL, "//", "//user:pass@", 1), "GET Basic dXNlcjpwYXNz"},
		{"https by an HTTP proxy", secure.URL, strings.Replace(web.URL, "//", "//user:pass@", 1), "CONNECT Basic dXNlcjpwYXNz"},
		{"http by SOCKS", plain.URL, "socks5://" + socks.Addr().String(), ""},
		{"https by SOCKS", secure.URL, "socks5h://" + socks.Addr().String(), ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			mu.Lock()
			used = nil
			mu.Unlock()
			base := &http.Transport{TLSClientConfig: secure.Client().Transport.(*http.Transport).TLSClientConfig, ForceAttemptHTTP2: true}
			if c.proxy != "" {
				base.Proxy = func(*http.Request) (*url.URL, error) { return url.Parse(c.proxy) }
			}
			r := newRecording(base, 1<<20)
			defer r.CloseIdleConnections()
			for range 2 {
				if body, err := r.do(t, "GET", c.url+"/x"); err != nil || body != "<p>/x</p>" {
					t.Fatalf("got %q, %v", body, err)
				}
			}
			x := r.got[1]
			if !strings.HasPrefix(string(x.Request), "GET ") || !strings.HasPrefix(string(x.Response), "HTTP/1.1 200 OK\r\n") || !strings.HasSuffix(string(x.Response), "<p>/x</p>") {
				t.Errorf("got %q, %q", x.Request, x.Response)
			}
			if (x.Address == "") != (c.proxy != "") {
				t.Errorf("the address is %q", x.Address)
			}
			mu.Lock()
			defer mu.Unlock()
			if c.used != "" && (len(used) == 0 || used[0] != c.used) {
				t.Errorf("the proxy was asked %q", used)
			}
			if got := string(x.Drafts(nil)[1].Block); strings.Contains(got, "dXNlcjpwYXNz") {
				t.Errorf("the password of the proxy is kept: %s", got)
			}
		})
	}
}

func TestRecorderAtAProxyThatRefuses(t *testing.T) {
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { http.Error(w, "no", http.StatusForbidden) }))
	defer proxy.Close()
	for scheme, want := range map[string]string{"http": "403 Forbidden", "https": "connecting to the proxy"} {
		r := newRecording(&http.Transport{Proxy: func(*http.Request) (*url.URL, error) {
			return url.Parse(strings.Replace(proxy.URL, "http", scheme, 1))
		}}, 1<<20)
		if _, err := r.do(t, "GET", "https://a.example/"); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %s", scheme, err, want)
		}
	}
}

func TestRecorderKeepsTheDialer(t *testing.T) {
	srv := httptest.NewTLSServer(http.HandlerFunc(site))
	defer srv.Close()
	refused := errors.New("a private address")
	for name, base := range map[string]*http.Transport{
		"plain":  {DialContext: func(context.Context, string, string) (net.Conn, error) { return nil, refused }},
		"secure": {DialTLSContext: func(context.Context, string, string) (net.Conn, error) { return nil, refused }},
	} {
		if _, err := newRecording(base, 1<<20).do(t, "GET", srv.URL); !errors.Is(err, refused) {
			t.Errorf("%s: got %v", name, err)
		}
	}
	base := &http.Transport{DialTLSContext: func(ctx context.Context, network, addr string) (net.Conn, error) {
		return (&tls.Dialer{Config: srv.Client().Transport.(*http.Transport).TLSClientConfig}).DialContext(ctx, network, addr)
	}}
	r := newRecording(base, 1<<20)
	defer r.CloseIdleConnections()
	if _, err := r.do(t, "GET", srv.URL+"/x"); err != nil || len(r.got) != 1 {
		t.Errorf("got %v", err)
	}
}

func TestRecorderForgetsTheUser(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(site))
	defer srv.Close()
	r := newRecording(&http.Transport{}, 1<<20)
	defer r.CloseIdleConnections()
	if _, err := r.do(t, "GET", strings.Replace(srv.URL, "//", "//user:pass@", 1)+"/x"); err != nil {
		t.Fatal(err)
	}
	for _, d := range r.got[0].Drafts(nil) {
		if all := fmt.Sprint(d.Header, string(d.Block)); strings.Contains(all, "pass") || strings.Contains(all, "dXNlcjpwYXNz") {
			t.Errorf("kept: %s", all)
		}
	}
}
