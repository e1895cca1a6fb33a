package warc

import (
	"bufio"
	"context"
	"crypto/tls"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/net/proxy"
)

type dialFunc func(ctx context.Context, network, addr string) (net.Conn, error)

// dialer opens TLS connections, through a proxy where one is asked for.
type dialer struct {
	plain   dialFunc
	secure  dialFunc // instead of plain and a handshake, without a proxy; may be nil
	config  *tls.Config
	timeout time.Duration // of a handshake; none if zero
	header  http.Header   // of a CONNECT request
}

// tunnelKey is where a context keeps the *url.URL of the proxy.
type tunnelKey struct{}

func (d *dialer) dialTLS(ctx context.Context, network, addr string) (net.Conn, error) {
	via, _ := ctx.Value(tunnelKey{}).(*url.URL)
	if d.secure != nil && via == nil {
		return d.secure(ctx, network, addr)
	}
	host, _, err := net.SplitHostPort(addr)
	if err != nil {
		return nil, err
	}
	c, err := d.reach(ctx, via, network, addr)
	if err != nil {
		return nil, err
	}
	return d.handshake(ctx, c, host)
}

// reach connects to addr, through the proxy via if there is one.
func (d *dialer) reach(ctx context.Context, via *url.URL, network, addr string) (net.Conn, error) {
	if via == nil {
		return d.plain(ctx, network, addr)
	}
	ctx, cancel := context.WithTimeout(ctx, tunnelTimeout)
	defer cancel()
	if via.Scheme == "socks5" || via.Scheme == "socks5h" {
		return d.socks(ctx, via, network, addr)
	}
	return d.connect(ctx, via, network, addr)
}

// handshake begins TLS on c, which is closed if that fails.
func (d *dialer) handshake(ctx context.Context, c net.Conn, host string) (net.Conn, error) {
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if d.config != nil {
		config = d.config.Clone()
	}
	if config.ServerName == "" {
		config.ServerName = host
	}
	config.NextProtos = []string{"http/1.1"}
	if d.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, d.timeout)
		defer cancel()
	}
	s := tls.Client(c, config)
	if err := s.HandshakeContext(ctx); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return s, nil
}

// Dial and DialContext make a dialFunc what the SOCKS client asks for.
func (f dialFunc) Dial(network, addr string) (net.Conn, error) {
	return f(context.Background(), network, addr)
}

func (f dialFunc) DialContext(ctx context.Context, network, addr string) (net.Conn, error) {
	return f(ctx, network, addr)
}

// socks goes through a SOCKS5 proxy (RFC 1928), which looks the name up.
func (d *dialer) socks(ctx context.Context, via *url.URL, network, addr string) (net.Conn, error) {
	var auth *proxy.Auth
	if u := via.User; u != nil {
		auth = &proxy.Auth{User: u.Username()}
		auth.Password, _ = u.Password()
	}
	s, err := proxy.SOCKS5("tcp", withPort(via, "1080"), auth, d.plain)
	if err != nil {
		return nil, err
	}
	return s.(proxy.ContextDialer).DialContext(ctx, network, addr)
}

const (
	tunnelTimeout = time.Minute // to a proxy and through it, as net/http has it
	maxAnswer     = 64 << 10    // bytes of a proxy's answer
)

// connect goes through an HTTP proxy (RFC 9110 §9.3.6).
func (d *dialer) connect(ctx context.Context, via *url.URL, network, addr string) (net.Conn, error) {
	port := "80"
	if via.Scheme == "https" {
		port = "443"
	}
	c, err := d.plain(ctx, network, withPort(via, port))
	if err != nil {
		return nil, fmt.Errorf("connecting to the proxy: %w", err)
	}
	if via.Scheme == "https" {
		if c, err = d.handshake(ctx, c, via.Hostname()); err != nil {
			return nil, fmt.Errorf("connecting to the proxy: %w", err)
		}
	}
	stop := context.AfterFunc(ctx, func() { c.SetDeadline(time.Unix(1, 0)) }) //nolint:errcheck // the connection is given up
	err = d.ask(c, via, addr)
	if !stop() && err == nil {
		err = context.Cause(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// ask asks a proxy for a tunnel.
func (d *dialer) ask(c net.Conn, via *url.URL, addr string) error {
	h := d.header.Clone()
	if h == nil {
		h = http.Header{}
	}
	if u := via.User; u != nil {
		password, _ := u.Password()
		h.Set("Proxy-Authorization", "Basic "+base64.StdEncoding.EncodeToString([]byte(u.Username()+":"+password)))
	}
	req := &http.Request{Method: http.MethodConnect, URL: &url.URL{Opaque: addr}, Host: addr, Header: h}
	if err := req.Write(c); err != nil {
		return fmt.Errorf("asking the proxy: %w", err)
	}
	r := bufio.NewReader(io.LimitReader(c, maxAnswer))
	res, err := http.ReadResponse(r, req) //nolint:bodyclose // what follows is the tunnel, or is not wanted
	switch {
	case err != nil:
		return fmt.Errorf("asking the proxy: %w", err)
	case res.StatusCode != http.StatusOK:
		return fmt.Errorf("the proxy answers %s", res.Status)
	case r.Buffered() > 0:
		return errors.New("the proxy sends before it is spoken to")
	}
	return nil
}

func withPort(u *url.URL, port string) string {
	if p := u.Port(); p != "" {
		port = p
	}
	return net.JoinHostPort(u.Hostname(), port)
}
