package fetch

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// local is a client of servers on 127.0.0.1, over the real network code.
func local() *Client {
	return &Client{Delay: -1, Backoff: -1, Retries: -1, IgnoreRobots: true, Proxy: "none", AllowHosts: []string{"127.0.0.1"}}
}

// raw is a server that answers each request of each connection with bytes, and
// then closes the connection if closes is set. It counts the requests.
func raw(t *testing.T, closes bool, answer string) (url string, requests *atomic.Int32) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	requests = &atomic.Int32{}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				in := bufio.NewReader(c)
				for {
					r, err := http.ReadRequest(in)
					if err != nil {
						return
					}
					requests.Add(1)
					text := answer
					if strings.Contains(r.URL.Path, "good") {
						text = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood"
					}
					if _, err := io.WriteString(c, text); err != nil || closes && text == answer {
						return
					}
				}
			}()
		}
	}()
	return "http://" + l.Addr().String() + "/", requests
}

func TestTransfers(t *testing.T) {
	const ok = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"
	for _, c := range []struct {
		name, answer string
		want         error // ErrCut, or errAny
		says         string
	}{
		{"length", ok + "Content-Length: 5\r\n\r\nhello", nil, ""},
		{"chunks", ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n", nil, ""},
		{"shorter than its length", ok + "Content-Length: 500\r\n\r\nhello", ErrCut, "5 of 500"},
		{"without its last chunk", ok + "Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n", ErrCut, "cut off"},
		{"a chunk that is no number", ok + "Transfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n0\r\n\r\n", ErrCut, ""},
		{"a chunk of 2^64", ok + "Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\nhello", ErrCut, ""},
		{"two lengths", ok + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello!", errAny, ""},
		{"negative length", ok + "Content-Length: -1\r\n\r\nhello", errAny, ""},
		{"no answer", "", errAny, "closed the connection"},
		{"not HTTP", "SSH-2.0-OpenSSH_9.0\r\n", errAny, ""},
		{"escapes in the header", "HTTP/1.1 503 \x1b[2J\r\nX: \x1b]0;x\x07\r\nContent-Length: 0\r\n\r\n", errAny, ""},
		{"protocols", "HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n", errAny, "101"},
		{"300 KB of header", ok + "X: " + strings.Repeat("a", 300<<10) + "\r\nContent-Length: 5\r\n\r\nhello", errAny, ""},
		{"600 lines of header", ok + strings.Repeat("X: a\r\n", 600) + "Content-Length: 5\r\n\r\nhello", errAny, "500 lines"},
	} {
		t.Run(c.name, func(t *testing.T) {
			url, _ := raw(t, true, c.answer)
			client := local()
			r, err := client.Get(context.Background(), url)
			if c.want == nil {
				if err != nil || string(r.Body) != "hello" {
					t.Errorf("got %+v, %v", r, err)
				}
				return
			}
			e := failure(t, err)
			if e.Kind != Temporary || !errors.Is(c.want, errAny) && !errors.Is(e, c.want) || !strings.Contains(e.Reason, c.says) {
				t.Errorf("got %v %v, want it to say %q", e.Kind, e, c.says)
			}
			if strings.ContainsFunc(e.Error(), func(r rune) bool { return r < 0x20 || r >= 0x7f && r < 0xa0 }) {
				t.Errorf("the sentence holds control characters: %q", e.Error())
			}
		})
	}
}

var errAny = errors.New("any error")

// TestBrokenConnectionIsAskedOnce: net/http asks again by itself, at once,
// where a connection breaks that had served before. That must not happen: it is
// a request without its delay.
func TestBrokenConnectionIsAskedOnce(t *testing.T) {
	url, requests := raw(t, true, "")
	c := local()
	defer c.CloseIdle()
	if _, err := c.Get(context.Background(), url+"good"); err != nil {
		t.Fatal(err)
	}
	_, err := c.Get(context.Background(), url+"x")
	if e := failure(t, err); e.Kind != Temporary {
		t.Errorf("got %v %v", e.Kind, e)
	}
	if got := requests.Load(); got != 2 {
		t.Errorf("got %d requests, want 2", got)
	}
}

// TestNothingIsLogged: what a server sends behind its answer makes net/http
// write to the standard logger.
func TestNothingIsLogged(t *testing.T) {
	var out bytes.Buffer
	before := log.Writer()
	log.SetOutput(&out)
	defer log.SetOutput(before)
	url, _ := raw(t, false, "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello and more")
	c := local()
	for range 3 {
		if r, err := c.Get(context.Background(), url); err != nil || string(r.Body) != "hello" {
			t.Errorf("got %+v, %v", r, err)
		}
	}
	c.CloseIdle()
	log.Print("own line")
	if got := out.String(); strings.Contains(got, "Unsolicited") || !strings.Contains(got, "own line") {
		t.Errorf("the log holds %q", got)
	}
}

func TestDialRefusesPrivateAddresses(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	for _, c := range []struct {
		host, allow string
		want        error
	}{
		{"127.0.0.1", "", ErrAddress},
		{"localhost", "", ErrAddress}, // a name, whose address is known when it is dialled
		{"localhost", "127.0.0.1", ErrAddress},
		{"localhost", "localhost", nil},
		{"127.0.0.1", "127.0.0.1", nil},
	} {
		client := &Client{AllowHosts: []string{c.allow}}
		conn, err := client.Network().DialContext(context.Background(), "tcp4", net.JoinHostPort(c.host, port))
		if !errors.Is(err, c.want) {
			t.Errorf("%s with leave for %q: got %v, want %v", c.host, c.allow, err, c.want)
		}
		if conn != nil {
			conn.Close()
		}
	}
}

func TestUnreachable(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	l.Close()
	_, err = local().Get(context.Background(), "http://"+address+"/")
	if e := failure(t, err); e.Kind != Temporary || e.Status != 0 {
		t.Errorf("got %v %v", e.Kind, e)
	}
}

func TestUnknownHost(t *testing.T) {
	w := &web{answer: func(*http.Request, int) *http.Response { return nil }}
	c := &Client{Transport: failing{&net.OpError{Op: "dial", Err: &net.DNSError{Err: "no such host", Name: "x.invalid", IsNotFound: true}}}}
	_, err := c.Get(context.Background(), "http://x.invalid/")
	e := failure(t, err)
	if e.Kind != Temporary || !strings.Contains(e.Reason, "x.invalid is not known") || len(w.asked) != 0 {
		t.Errorf("got %v %v", e.Kind, e)
	}
}

// failing is a network on which nothing works.
type failing struct{ err error }

func (f failing) RoundTrip(*http.Request) (*http.Response, error) { return nil, f.err }

func TestTLS(t *testing.T) {
	var proto atomic.Value
	s := httptest.NewUnstartedServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		proto.Store(r.Proto)
		fmt.Fprint(w, "page")
	}))
	s.EnableHTTP2 = true
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	defer s.Close()
	_, err := local().Get(context.Background(), s.URL)
	e := failure(t, err)
	var cert *tls.CertificateVerificationError
	if e.Kind != Temporary || !errors.As(e, &cert) || !strings.Contains(e.Reason, "--insecure") {
		t.Errorf("an unknown certificate: got %v %v", e.Kind, e)
	}
	c := local()
	c.Insecure = true
	r, err := c.Get(context.Background(), s.URL)
	if err != nil || string(r.Body) != "page" || !r.Insecure {
		t.Fatalf("insecure: got %+v, %v", r, err)
	}
	if proto.Load() != "HTTP/2.0" {
		t.Errorf("got %v, want HTTP/2.0", proto.Load())
	}
}

// proxy is an HTTP proxy that answers by itself what it is asked for.
func proxy(t *testing.T) (address string, asked *atomic.Value) {
	asked = &atomic.Value{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Store(r.RequestURI)
		fmt.Fprint(w, "from the proxy")
	}))
	t.Cleanup(s.Close)
	return s.URL, asked
}

func TestHTTPProxy(t *testing.T) {
	address, asked := proxy(t)
	t.Setenv("HTTP_PROXY", address)
	t.Setenv("http_proxy", address)
	t.Setenv("NO_PROXY", "")
	t.Setenv("no_proxy", "")
	t.Setenv("REQUEST_METHOD", "")
	for _, c := range []struct {
		name, option, url, want string
		kind                    Kind
	}{
		{"option", address, "http://backissue.invalid/a", "http://backissue.invalid/a", 0},
		{"option without a scheme", strings.TrimPrefix(address, "http://"), "http://backissue.invalid/b", "http://backissue.invalid/b", 0},
		{"environment", "", "http://backissue.invalid/c", "http://backissue.invalid/c", 0},
		{"a path that net/url would change", address, "http://backissue.invalid/d|e", "http://backissue.invalid/d|e", 0},
		{"a private address", address, "http://127.1/", "", Refused},
		{"none", "none", "http://backissue.invalid/", "", Temporary},
	} {
		t.Run(c.name, func(t *testing.T) {
			asked.Store("")
			client := &Client{Delay: -1, Backoff: -1, Retries: -1, IgnoreRobots: true, Proxy: c.option}
			r, err := client.Get(context.Background(), c.url)
			if got := asked.Load(); got != c.want {
				t.Errorf("the proxy was asked for %q, want %q (%v)", got, c.want, err)
			}
			if c.kind != 0 {
				if e := failure(t, err); e.Kind != c.kind {
					t.Errorf("got %v %v, want %v", e.Kind, e, c.kind)
				}
			} else if err != nil || string(r.Body) != "from the proxy" {
				t.Errorf("got %+v, %v", r, err)
			}
		})
	}
}

// TestProxiedNames: a host that a proxy will ask is looked up here before.
func TestProxiedNames(t *testing.T) {
	for _, c := range []struct {
		name, proxy, host, allow string
		want                     error
	}{
		{"private", "http://proxy.example", "localhost", "", ErrAddress},
		{"private, SOCKS", "socks5://proxy.example", "localhost", "", ErrAddress},
		{"private, with leave", "http://proxy.example", "localhost", "localhost", nil},
		{"not to be looked up", "socks5h://proxy.example", "localhost", "", nil},
		{"an address", "http://proxy.example", "10.0.0.1", "", ErrAddress},
		{"unknown", "http://proxy.example", "backissue.invalid", "", nil},
	} {
		client := &Client{Proxy: c.proxy, AllowHosts: []string{c.allow}}
		r := httptest.NewRequest(http.MethodGet, "http://"+c.host+"/", nil)
		if _, err := client.Network().Proxy(r); !errors.Is(err, c.want) {
			t.Errorf("%s: got %v, want %v", c.name, err, c.want)
		}
	}
}

// TestSOCKSProxy: the proxy is told the name, as socks5h asks.
func TestSOCKSProxy(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	told := make(chan string, 1)
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer c.Close()
		in := bufio.NewReader(c)
		greeting := make([]byte, 3) // version 5, one method, none
		_, _ = io.ReadFull(in, greeting)
		_, _ = c.Write([]byte{5, 0})
		head := make([]byte, 5) // version, connect, 0, domain name, length
		_, _ = io.ReadFull(in, head)
		name := make([]byte, int(head[4])+2)
		_, _ = io.ReadFull(in, name)
		told <- string(name[:len(name)-2])
		_, _ = c.Write([]byte{5, 0, 0, 1, 0, 0, 0, 0, 0, 0})
		if _, err := http.ReadRequest(in); err == nil {
			_, _ = io.WriteString(c, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\nConnection: close\r\n\r\npage")
		}
	}()
	c := &Client{Delay: -1, Retries: -1, IgnoreRobots: true, Proxy: "socks5h://" + l.Addr().String()}
	r, err := c.Get(context.Background(), "http://backissue.invalid/")
	if err != nil || string(r.Body) != "page" {
		t.Fatalf("got %+v, %v", r, err)
	}
	if got := <-told; got != "backissue.invalid" {
		t.Errorf("the proxy was told %q", got)
	}
}

// TestOverTheNetwork: one page with robots.txt, a redirect, gzip and basic
// authentication, from a real server.
func TestOverTheNetwork(t *testing.T) {
	var asked []string
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.Path)
		switch user, _, _ := r.BasicAuth(); {
		case r.URL.Path == "/robots.txt":
			fmt.Fprint(w, "User-agent: *\nDisallow: /private/\n")
		case user != "me":
			w.WriteHeader(http.StatusUnauthorized)
		case r.URL.Path == "/old":
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		default:
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("Content-Type", "text/html")
			_, _ = w.Write(pack("gzip", []byte("<p>page")))
		}
	}))
	defer s.Close()
	c := local()
	c.IgnoreRobots, c.Timeout = false, 10*time.Second
	u, _ := url.Parse(s.URL)
	u.User, u.Path = url.UserPassword("me", "secret"), "/old"
	r, err := c.Get(context.Background(), u.String())
	if err != nil {
		t.Fatal(err)
	}
	if string(r.Body) != "<p>page" || r.Final != s.URL+"/new" || r.ContentType != "text/html" {
		t.Errorf("got %+v", r)
	}
	if got := strings.Join(asked, " "); got != "/robots.txt /old /new" {
		t.Errorf("asked %s", got)
	}
}

// TestManyHosts: what is known of hosts is forgotten when there are too many,
// but not while they are used.
func TestManyHosts(t *testing.T) {
	w := always(200, "x")
	c := w.client()
	for i := range maxHosts + 200 {
		if _, err := c.Get(context.Background(), fmt.Sprintf("http://h%d.example/", i)); err != nil {
			t.Fatal(err)
		}
	}
	if got := len(c.hosts.all); got > maxHosts {
		t.Errorf("got %d hosts, want at most %d", got, maxHosts)
	}
}

func ExampleClient() {
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/article" {
			http.NotFound(w, r)
			return
		}
		fmt.Fprint(w, "<h1>An article</h1>")
	}))
	defer s.Close()
	c := &Client{UserAgent: "backissue/1.0", Contact: "archive@example.org", AllowHosts: []string{"127.0.0.1"}}
	page, err := c.Get(context.Background(), s.URL+"/article")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%d %s\n", page.Status, page.Body)
	// Output: 200 <h1>An article</h1>
}
