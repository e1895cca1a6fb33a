package fetch

import (
	"context"
	"net/http"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// sent lists, for each page that was asked, the secrets that went along.
func sent(w *web) []string {
	var list []string
	for _, q := range w.pages() {
		line := q.url
		for _, name := range []string{"Authorization", "Cookie", "X-Token"} {
			if v := q.header.Get(name); v != "" {
				line += " " + name + "=" + v
			}
		}
		list = append(list, line)
	}
	return list
}

func TestSecretsStayWithTheirOrigin(t *testing.T) {
	const basic = "Authorization=Basic bWU6c2VjcmV0" // me:secret
	netrc, err := ParseNetrc(strings.NewReader("machine a.example login me password secret\nmachine b.example login other password secret"))
	if err != nil {
		t.Fatal(err)
	}
	header := http.Header{"x-token": {"t"}}
	for _, c := range []struct {
		name   string
		client *Client
		ask    Request
		to     map[string]string
		want   []string
	}{
		{"user in the URL", &Client{}, Request{URL: "https://me:secret@a.example/"}, nil, []string{"https://a.example/ " + basic}},
		{"to another path", &Client{}, Request{URL: "https://me:secret@a.example/"}, map[string]string{"https://a.example/": "/x"},
			[]string{"https://a.example/ " + basic, "https://a.example/x " + basic}},
		{"to another host and back", &Client{Header: header}, Request{URL: "https://a.example/"}, map[string]string{"https://a.example/": "https://www.a.example/", "https://www.a.example/": "https://a.example/x"},
			[]string{"https://a.example/ X-Token=t", "https://www.a.example/", "https://a.example/x X-Token=t"}},
		{"to another port", &Client{Header: header}, Request{URL: "https://a.example/"}, map[string]string{"https://a.example/": "https://a.example:8443/"},
			[]string{"https://a.example/ X-Token=t", "https://a.example:8443/"}},
		{"to no encryption", &Client{Netrc: netrc}, Request{URL: "https://a.example/"}, map[string]string{"https://a.example/": "http://a.example/"},
			[]string{"https://a.example/ " + basic, "http://a.example/"}},
		{"netrc of the redirect's host", &Client{Netrc: netrc}, Request{URL: "https://a.example/"}, map[string]string{"https://a.example/": "https://b.example/"},
			[]string{"https://a.example/ " + basic, "https://b.example/"}},
		{"netrc of no host", &Client{Netrc: netrc}, Request{URL: "https://c.example/"}, nil, []string{"https://c.example/"}},
		{"a link to another host", &Client{Netrc: netrc, Header: header}, Request{URL: "https://b.example/x", From: "https://a.example/"}, nil, []string{"https://b.example/x"}},
		{"a link to the same host", &Client{Netrc: netrc, Header: header}, Request{URL: "https://a.example/x", From: "https://a.example/"}, nil, []string{"https://a.example/x " + basic + " X-Token=t"}},
		{"a header of the page", &Client{Header: http.Header{"X-Token": {"t"}}}, Request{URL: "https://a.example/", Header: http.Header{"X-Token": {"u"}, "Cookie": {"a=b"}}}, map[string]string{"https://a.example/": "https://b.example/"},
			[]string{"https://a.example/ Cookie=a=b X-Token=t", "https://b.example/"}},
		{"a link with a user to another host", &Client{Header: header}, Request{URL: "https://me:secret@b.example/x", From: "https://a.example/"}, nil, []string{"https://b.example/x"}},
		{"a link with a user to another host, and back", &Client{}, Request{URL: "https://me:secret@b.example/x", From: "https://a.example/"}, map[string]string{"https://b.example/x": "https://a.example/x"},
			[]string{"https://b.example/x", "https://a.example/x"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := sends(c.to)
			c.client.Transport, c.client.Delay = w, -1
			if _, err := c.client.Do(context.Background(), c.ask); err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, sent(w)); d != "" {
				t.Error(d)
			}
			for _, q := range w.asked {
				if strings.HasSuffix(q.url, "/robots.txt") && q.header.Get("Authorization")+q.header.Get("X-Token") != "" && !strings.HasPrefix(q.url, "https://a.example/") {
					t.Errorf("%s was asked with secrets", q.url)
				}
			}
		})
	}
}

func TestAddHeader(t *testing.T) {
	h := http.Header{}
	for _, line := range []string{"X-A: b", "x-a:c", "Accept-Language:  de "} {
		if err := AddHeader(h, line); err != nil {
			t.Errorf("%q: %v", line, err)
		}
	}
	if d := cmp.Diff(http.Header{"X-A": {"b", "c"}, "Accept-Language": {"de"}}, h); d != "" {
		t.Error(d)
	}
	for _, line := range []string{"", "X-A", ": x", "X A: b", "X: a\r\nY: b", "Host: h", "content-length: 3", "Transfer-Encoding: chunked", "Connection: close", "Range: bytes=0-3"} {
		if err := AddHeader(h, line); err == nil {
			t.Errorf("%q: got no error", line)
		}
	}
}

func TestParseNetrc(t *testing.T) {
	n, err := ParseNetrc(strings.NewReader(`
# a comment
machine One.example login a password b
machine two.example
	login c
	account x
	password d machine three.example password e#f login g
macdef init
machine four.example login no password no

machine one.example login second password ignored
machine five.example password nobody
default login anybody password everywhere
`))
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]login{"one.example": {"a", "b"}, "two.example": {"c", "d"}, "three.example": {"g", "e#f"}}
	if d := cmp.Diff(want, n.logins, cmp.AllowUnexported(login{})); d != "" {
		t.Error(d)
	}
}

func TestParseCookies(t *testing.T) {
	file := strings.Join([]string{
		"# Netscape HTTP Cookie File", "",
		"example.org\tFALSE\t/\tFALSE\t0\thost\t1",
		".example.org\tTRUE\t/\tFALSE\t0\tdomain\t2\r",
		"example.org\tFALSE\t/archive\tFALSE\t4102444800\tpath\t3",
		"#HttpOnly_example.org\tFALSE\t/\tTRUE\t0\tsecure\t4",
		"example.org\tFALSE\t/\tFALSE\t1\texpired\t5",
		".co.uk\tTRUE\t/\tFALSE\t0\tsuffix\t6",
		"other.example\tFALSE\t/\tFALSE\t0\tother\t7",
		"127.0.0.1\tFALSE\t/\tFALSE\t0\taddress\t8",
	}, "\n")
	cookies, err := ParseCookies(strings.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ url, want string }{
		{"http://example.org/", "host=1; domain=2"},
		{"http://www.example.org/", "domain=2"},
		{"http://example.org/archive/x", "path=3; host=1; domain=2"},
		{"https://example.org/", "host=1; domain=2; secure=4"},
		{"http://a.co.uk/", ""},
		{"http://127.0.0.1/", "address=8"},
	} {
		to, err := parseTarget("", c.url)
		if err != nil {
			t.Fatal(err)
		}
		r := &http.Request{Header: http.Header{}}
		(&crumbs{users: cookies}).add(r, to)
		if got := r.Header.Get("Cookie"); got != c.want {
			t.Errorf("%s: got %q, want %q", c.url, got, c.want)
		}
	}
	for _, bad := range []string{"example.org TRUE / FALSE 0 a b", "example.org\tTRUE\t/\tFALSE\tsoon\ta\tb", "{\"json\": 1}"} {
		if _, err := ParseCookies(strings.NewReader(bad)); err == nil || !strings.Contains(err.Error(), "line 1") {
			t.Errorf("%q: got %v, want an error that names the line", bad, err)
		}
	}
}

// TestCookiesAcrossHops: cookies of a redirect go to their host alone, and
// after an encrypted hop nothing is sent in the open.
func TestCookiesAcrossHops(t *testing.T) {
	cookies, err := ParseCookies(strings.NewReader(".a.example\tTRUE\t/\tFALSE\t0\tid\tsecret"))
	if err != nil {
		t.Fatal(err)
	}
	to := map[string]string{
		"http://a.example/": "https://a.example/", "https://a.example/": "https://b.example/", "https://b.example/": "http://a.example/x",
	}
	w := sends(to)
	inner := w.answer
	w.answer = func(r *http.Request, nth int) *http.Response {
		a := inner(r, nth)
		if a != nil {
			a.Header.Add("Set-Cookie", "set=by-"+r.URL.Hostname())
		}
		return a
	}
	c := w.client()
	c.Cookies = cookies
	if _, err := c.Get(context.Background(), "http://a.example/"); err != nil {
		t.Fatal(err)
	}
	want := []string{"http://a.example/ Cookie=id=secret", "https://a.example/ Cookie=set=by-a.example; id=secret", "https://b.example/", "http://a.example/x"}
	if d := cmp.Diff(want, sent(w)); d != "" {
		t.Error(d)
	}
}

func FuzzParseNetrc(f *testing.F) {
	f.Add("machine a login b password c\nmacdef x\n\ndefault login d")
	f.Fuzz(func(t *testing.T, s string) {
		n, err := ParseNetrc(strings.NewReader(s))
		if err != nil {
			return
		}
		for machine, l := range n.logins {
			if machine == "" || l.user == "" {
				t.Errorf("got an entry without a name: %q %+v", machine, l)
			}
		}
	})
}

func FuzzParseCookies(f *testing.F) {
	f.Add("example.org\tTRUE\t/\tFALSE\t0\ta\tb\n#HttpOnly_[::1]\tFALSE\t/\tTRUE\t99999999999999\ta\tb")
	f.Fuzz(func(t *testing.T, s string) {
		c, err := ParseCookies(strings.NewReader(s))
		if err == nil && c.jar == nil {
			t.Error("got no cookies and no error")
		}
	})
}
