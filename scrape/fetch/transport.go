package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"golang.org/x/net/http/httpproxy"
)

const (
	connectTimeout = 10 * time.Second
	idleTimeout    = 90 * time.Second
	maxHeader      = 256 << 10 // bytes of an answer's header
	maxHeaderLines = 500
)

// errReconnect refuses the second connection that net/http opens by itself,
// without a pause, when the first one breaks before an answer.
var errReconnect = errors.New("the connection was closed")

// Network is a new transport to the real network, as the options of c ask:
// with its proxy, and refusing private addresses when it dials. It is what a
// nil Transport means, and what a recording one wraps.
//
// A proxy resolves names itself and hides the addresses it asks. So a host that
// is asked through one is looked up here before, and refused if one of its
// addresses is private; a name that only the proxy knows is left to it, and so
// is every name with a socks5h proxy, which is there to keep names from the
// local resolver.
func (c *Client) Network() *http.Transport {
	quieten()
	return &http.Transport{
		Proxy:                  c.proxyFor,
		DialContext:            c.dial,
		TLSClientConfig:        &tls.Config{InsecureSkipVerify: c.Insecure}, // the user asks for it
		TLSHandshakeTimeout:    connectTimeout,
		IdleConnTimeout:        idleTimeout,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    1,
		MaxResponseHeaderBytes: maxHeader,
		DisableCompression:     true,
		ForceAttemptHTTP2:      true,
	}
}

// connection is what one request does with its connection; its context carries
// it to the dialler.
type connection struct {
	used    atomic.Bool // a connection was there already
	proxied atomic.Bool // what is dialled is a proxy
}

type connectionKey struct{}

// dial opens a connection. The address is checked when it is known and the
// socket is not yet connected, so that a name which changes its address
// between two look-ups gains nothing.
func (c *Client) dial(ctx context.Context, network, address string) (net.Conn, error) {
	d := net.Dialer{Timeout: connectTimeout}
	conn, _ := ctx.Value(connectionKey{}).(*connection)
	if conn != nil && conn.used.Load() {
		return nil, errReconnect
	}
	name, _, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	if conn != nil && conn.proxied.Load() || c.allowed(name) {
		return d.DialContext(ctx, network, address)
	}
	d.ControlContext = func(_ context.Context, _, address string, _ syscall.RawConn) error {
		a, err := netip.ParseAddrPort(address)
		if err != nil {
			return fmt.Errorf("dialling %s: %w", address, err)
		}
		if private(a.Addr()) {
			return blockedAddress(name, a.Addr().String())
		}
		return nil
	}
	return d.DialContext(ctx, network, address)
}

// proxyFor is the proxy that a request goes through, or nil. It is asked once
// for each request, before anything is dialled.
func (c *Client) proxyFor(r *http.Request) (*url.URL, error) {
	proxy, err := c.proxyOf(r.URL)
	if err != nil || proxy == nil {
		return nil, err
	}
	if conn, _ := r.Context().Value(connectionKey{}).(*connection); conn != nil {
		conn.proxied.Store(true)
	}
	return proxy, c.checkProxied(r.Context(), r.URL.Hostname(), proxy)
}

// proxyOf is the proxy that a URL is asked through, or nil.
func (c *Client) proxyOf(u *url.URL) (*url.URL, error) {
	switch c.Proxy {
	case "":
		return c.environmentProxy(u)
	case "none":
		return nil, nil
	}
	return parseProxy(c.Proxy)
}

func parseProxy(s string) (*url.URL, error) {
	if !strings.Contains(s, "://") {
		s = "http://" + s
	}
	p, err := url.Parse(s)
	if err != nil || p.Host == "" {
		return nil, errors.New("the proxy's address is not valid")
	}
	switch p.Scheme {
	case "http", "https", "socks5", "socks5h":
		return p, nil
	}
	return nil, errors.New("a proxy is http, https, socks5 or socks5h")
}

// readEnvironment takes HTTP_PROXY, HTTPS_PROXY and NO_PROXY (upper or lower
// case) as they are now.
func readEnvironment() func(*url.URL) (*url.URL, error) {
	return httpproxy.FromEnvironment().ProxyFunc()
}

// checkProxied looks a host up that a proxy will ask for: see Network.
func (c *Client) checkProxied(ctx context.Context, name string, proxy *url.URL) error {
	if c.allowed(name) || proxy.Scheme == "socks5h" {
		return nil
	}
	addresses, err := net.DefaultResolver.LookupNetIP(ctx, "ip", name)
	if err != nil {
		return nil //nolint:nilerr // the proxy may know the name
	}
	for _, a := range addresses {
		if private(a) {
			return blockedAddress(name, a.String())
		}
	}
	return nil
}

// quieten drops what net/http writes to the standard logger by itself, where a
// server breaks the protocol: it would end up on standard error. What others
// log passes.
func quieten() {
	if _, done := log.Writer().(*withoutHTTP); !done {
		log.SetOutput(&withoutHTTP{log.Writer()})
	}
}

type withoutHTTP struct{ to io.Writer }

func (w *withoutHTTP) Write(p []byte) (int, error) {
	line := string(p[:min(len(p), 120)])
	for _, own := range []string{"Unsolicited response received on idle HTTP channel", "http2: ", "protocol error: received"} {
		if strings.Contains(line, own) {
			return len(p), nil
		}
	}
	return w.to.Write(p)
}
