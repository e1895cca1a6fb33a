package fetch

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"strings"
	"testing"
)

func TestPrivate(t *testing.T) {
	for _, s := range strings.Fields(`0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.0.2 169.254.169.254 172.16.0.1 172.31.255.255
		192.0.0.1 192.0.2.1 192.168.1.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 255.255.255.255
		:: ::1 ::127.0.0.1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:127.0.0.1 64:ff9b::127.0.0.1 64:ff9b::a9fe:a9fe 64:ff9b:1::1 100::1 2001::1
		2001:db8::1 2002:7f00:1::1 fc00::1 fd12:3456::1 fe80::1 fe80::1%eth0 fec0::1 ff02::1`) {
		if !private(netip.MustParseAddr(s)) {
			t.Errorf("%s: got public, want private", s)
		}
	}
	for _, s := range strings.Fields(`1.1.1.1 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 172.15.0.1 172.32.0.1 192.167.1.1 192.169.1.1 223.255.255.255
		2606:4700::1111 2a00:1450::1 2001:4860:4860::8888 ::ffff:8.8.8.8 64:ff9b::8.8.8.8`) {
		if private(netip.MustParseAddr(s)) {
			t.Errorf("%s: got private, want public", s)
		}
	}
}

// TestAddressesInURLs: every way to write a private address is refused, before
// anything is asked, robots.txt included.
func TestAddressesInURLs(t *testing.T) {
	for _, url := range []string{
		"http://127.0.0.1/", "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://127.1/", "http://127.0.0.1./", "http://%31%32%37.0.0.1/",
		"http://\uff11\uff12\uff17.0.0.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[0:0::127.0.0.1]/", "http://[64:ff9b::10.0.0.1]/", "http://0/", "http://0.0.0.0/",
		"http://localhost/", "http://LOCALHOST./", "http://x.localhost/", "http://example.org@127.0.0.1/", "http://169.254.169.254/latest/meta-data/", "http:\\\\10.0.0.1\\",
		"http://example.org:25/", "https://example.org:22/",
	} {
		w := always(200, "secret")
		_, err := w.client().Get(context.Background(), url)
		if e := failure(t, err); e.Kind != Refused || !errors.Is(e, ErrAddress) {
			t.Errorf("%s: got %v %v", url, e.Kind, e)
		}
		if len(w.asked) != 0 {
			t.Errorf("%s: %q was asked", url, w.asked[0].url)
		}
	}
}

func TestAllowHosts(t *testing.T) {
	for _, c := range []struct {
		name, allow, url string
		want             bool
	}{
		{"address", "127.0.0.1", "http://127.1:8099/x", true},
		{"address with a port", "127.0.0.1:8080", "http://127.0.0.1:8099/x", true},
		{"not its neighbour", "127.0.0.1", "http://127.0.0.2/x", false},
		{"not its name", "127.0.0.1", "http://localhost/x", false},
		{"name", "LocalHost", "http://localhost/x", true},
		{"IPv6", "::1", "http://[0::1]/x", true},
		{"port", "example.org", "http://example.org:25/x", true},
		{"port of another host", "example.org", "http://www.example.org:25/x", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := always(200, "page")
			client := w.client()
			client.AllowHosts = []string{c.allow}
			_, err := client.Get(context.Background(), c.url)
			if (err == nil) != c.want {
				t.Errorf("got %v, want allowed %v", err, c.want)
			}
		})
	}
}

func TestRedirectToPrivateAddress(t *testing.T) {
	w := &web{answer: func(r *http.Request, _ int) *http.Response {
		if r.URL.Path == "/robots.txt" {
			return nil
		}
		return reply(302, "", "Location: http://2130706434/x")
	}}
	_, err := w.client().Get(context.Background(), "http://example.org/")
	if e := failure(t, err); e.Kind != Refused || !strings.Contains(e.Reason, "127.0.0.2") {
		t.Errorf("got %v %v", e.Kind, e)
	}
	if len(w.asked) != 2 {
		t.Errorf("got %d requests, want robots.txt and the page", len(w.asked))
	}
}
