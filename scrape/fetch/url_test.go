package fetch

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

// TestURLStandard holds ParseURL to urltestdata.json of web-platform-tests.
func TestURLStandard(t *testing.T) {
	var entries []json.RawMessage
	if err := json.Unmarshal(shared(t, "conformance/url/urltestdata.json"), &entries); err != nil {
		t.Fatal(err)
	}
	type count struct{ all, right int }
	var total, mustFail count
	for _, raw := range entries {
		var c struct {
			Input, Href string
			Base        *string
			Failure     bool
		}
		if json.Unmarshal(raw, &c) != nil {
			continue // a comment
		}
		base := ""
		if c.Base != nil {
			base = *c.Base
		}
		got, err := ParseURL(base, c.Input)
		right := c.Failure && err != nil || !c.Failure && err == nil && got == c.Href
		total.all++
		if c.Failure {
			mustFail.all++
		}
		if right {
			total.right++
			if c.Failure {
				mustFail.right++
			}
		} else {
			t.Logf("%q on %q: got %q (%v), want %q", c.Input, base, got, err, c.Href)
		}
	}
	if total.all != 891 || mustFail.all != 267 {
		t.Fatalf("got %d cases, %d that must fail; want 891, 267", total.all, mustFail.all)
	}
	if total.right < 878 || mustFail.right != 267 {
		t.Errorf("got %d of 891, %d of 267 that must fail; want at least 878, all", total.right, mustFail.right)
	}
}

func TestParseTarget(t *testing.T) {
	for _, c := range []struct {
		name, in                            string
		href, host, request, origin, server string
	}{
		{"plain", "http://example.org", "http://example.org/", "example.org", "/", "http://example.org:80", "example.org"},
		{"port, query, fragment", "HTTPS://Example.ORG:8443/a?b=c#d", "https://example.org:8443/a?b=c", "example.org:8443", "/a?b=c", "https://example.org:8443", "example.org"},
		{"usual port", "https://example.org:443/", "https://example.org/", "example.org", "/", "https://example.org:443", "example.org"},
		{"user", "http://me:p%40ss@example.org/x", "http://example.org/x", "example.org", "/x", "http://example.org:80", "example.org"},
		{"IDN", "http://bücher.example/ü", "http://xn--bcher-kva.example/%C3%BC", "xn--bcher-kva.example", "/%C3%BC", "http://xn--bcher-kva.example:80", "xn--bcher-kva.example"},
		{"IPv6", "http://[::1]:8080/", "http://[::1]:8080/", "[::1]:8080", "/", "http://[::1]:8080", "::1"},
		{"final dot", "http://example.org./", "http://example.org./", "example.org.", "/", "http://example.org:80", "example.org"},
		{"dot segments", "http://example.org/a/../b/./c", "http://example.org/b/c", "example.org", "/b/c", "http://example.org:80", "example.org"},
		{"numbers", "http://0x7f.1/", "http://127.0.0.1/", "127.0.0.1", "/", "http://127.0.0.1:80", "127.0.0.1"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := parseTarget("", c.in)
			if err != nil {
				t.Fatal(err)
			}
			if got.href != c.href || got.host != c.host || got.request != c.request || got.origin() != c.origin || got.name != c.server {
				t.Errorf("got %+v origin %q", got, got.origin())
			}
		})
	}
}

func TestParseTargetRefuses(t *testing.T) {
	for _, in := range []string{"file:///etc/passwd", "ftp://h/", "javascript:alert(1)", "data:text/html,x", "mailto:a@example.org"} {
		if _, err := parseTarget("", in); !errors.Is(err, errScheme) {
			t.Errorf("%q: got %v, want %v", in, err, errScheme)
		}
	}
	for _, in := range []string{"", "example.org/x", "/x", "http://", "http://a b/", "http://h:99999/"} {
		if _, err := parseTarget("", in); err == nil {
			t.Errorf("%q: got no error", in)
		}
	}
	if _, err := parseTarget("", "http://h/"+strings.Repeat("é", MaxURL/5)); !errors.Is(err, errURLSize) {
		t.Errorf("an address that grows over the limit: got %v, want %v", err, errURLSize)
	}
}

// TestRequestTarget: the path goes out as the WHATWG form has it, also where
// net/url would write it in another way or refuse it.
func TestRequestTarget(t *testing.T) {
	for in, want := range map[string]string{
		"http://h/a":              "/a",
		"http://h/a?":             "/a?",
		"http://h/a?b c":          "/a?b%20c",
		"http://h/a|b":            "/a|b",
		"http://h/%zz?%":          "/%zz?%",
		"http://h/a%2Fb%7e":       "/a%2Fb%7e",
		"http://h/é":              "/%C3%A9",
		"http://h//x":             "//x",
		"http://h//x|y?q":         "http://h//x|y?q",
		"http://h/[x]'(y)!*;=:@&": "/[x]'(y)!*;=:@&",
	} {
		to, err := parseTarget("", in)
		if err != nil {
			t.Errorf("%q: %v", in, err)
			continue
		}
		if got := to.stdURL(false).RequestURI(); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
		if u := to.stdURL(true); u.Opaque != "" && u.RequestURI() != "http://h"+to.request {
			t.Errorf("%q through a proxy: got %q, want %q", in, u.RequestURI(), "http://h"+to.request)
		}
	}
}

func TestWithoutUser(t *testing.T) {
	for in, want := range map[string]string{
		"ftp://me:secret@h/a@b": "ftp://h/a@b", "http://a@b@c": "http://c", "http://h/x@y": "http://h/x@y", "nothing": "nothing",
	} {
		if got := withoutUser(in); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

// FuzzParseURL: parsing ends, never panics, and parsing its result again
// changes nothing.
func FuzzParseURL(f *testing.F) {
	for _, s := range []string{"http://h/a?b#c", "//h", "\\\\127.1\\x", "http://[::ffff:1.2.3.4]", "http://xn--/", "mailto:x", "http://\uff11\uff12\uff17.0.0.2:8/x", "http://%41.org/%zz"} {
		f.Add("http://example.org/a/b", s)
	}
	f.Fuzz(func(t *testing.T, base, ref string) {
		if len(base)+len(ref) > 4096 {
			return
		}
		to, err := parseTarget(base, ref)
		if err != nil {
			return
		}
		again, err := parseTarget("", to.href)
		if err != nil || again.href != to.href || again.origin() != to.origin() {
			t.Errorf("%q on %q is %q; again: %+v, %v", ref, base, to.href, again, err)
		}
		if u := to.stdURL(false); u.Host != to.host {
			t.Errorf("%q: got host %q, want %q", ref, u.Host, to.host)
		}
	})
}
