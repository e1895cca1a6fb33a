package warc

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"sync"
	"time"
)

// Recorder is an http.RoundTripper that hands every exchange over as the bytes
// of the connection. HTTP/1.1 is spoken while it records, since HTTP/2 has no
// bytes that a WARC record could hold.
//
// An exchange is recorded when its response has been read to the end, or has no
// body. One that breaks off, or that the caller closes before its end, is not.
type Recorder struct {
	transport *http.Transport
	proxy     func(*http.Request) (*url.URL, error)
	record    func(context.Context, *Exchange) error
	now       func() time.Time
	limit     int64
}

// NewRecorder records what passes base, whose options it takes over: dialers,
// proxy, TLS. Its compression and HTTP/2 are turned off. record is called with
// the request's context in the goroutine that reads a response, when it learns
// of the end; its error becomes the read's. A response of more than limit bytes,
// with its head, is ErrTooLarge.
func NewRecorder(base *http.Transport, limit int64, record func(context.Context, *Exchange) error) *Recorder {
	t := base.Clone()
	r := &Recorder{transport: t, proxy: base.Proxy, record: record, now: time.Now, limit: limit}
	t.DisableCompression = true
	t.ForceAttemptHTTP2 = false
	t.TLSNextProto = map[string]func(string, *tls.Conn) http.RoundTripper{}
	t.Protocols = new(http.Protocols)
	t.Protocols.SetHTTP1(true)
	t.Proxy = r.plainProxy
	d := dialer{plain: base.DialContext, secure: base.DialTLSContext, config: base.TLSClientConfig, timeout: base.TLSHandshakeTimeout, header: base.ProxyConnectHeader}
	if d.plain == nil {
		d.plain = new(net.Dialer).DialContext
	}
	t.DialContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		return tapped(d.plain(ctx, network, addr))
	}
	t.DialTLSContext = func(ctx context.Context, network, addr string) (net.Conn, error) {
		return tapped(d.dialTLS(ctx, network, addr))
	}
	return r
}

// plainProxy is the proxy for what net/http sends in clear. Tunnels to https
// hosts are dug by the dialer, so that the bytes inside TLS can be seen.
func (r *Recorder) plainProxy(req *http.Request) (*url.URL, error) {
	if req.URL.Scheme == "https" || r.proxy == nil {
		return nil, nil
	}
	return r.proxy(req)
}

// RoundTrip sends req and records the exchange once its response is read.
func (r *Recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, proxied, err := r.route(req)
	if err != nil {
		return nil, errors.Join(err, closeBody(req))
	}
	var conn *tap
	var bytes *wire
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(i httptrace.GotConnInfo) {
		if t, ok := i.Conn.(*tap); ok {
			conn, bytes = t, t.begin(r.limit)
		}
	}})
	x := &Exchange{URL: captureURL(req.URL), Time: r.now()}
	res, err := r.transport.RoundTrip(req.WithContext(ctx))
	if err != nil {
		return nil, err
	}
	if conn == nil {
		return nil, errors.Join(fmt.Errorf("recording %s: the connection is not ours", req.URL.Host), res.Body.Close())
	}
	res.Request, res.TLS, x.Status = req, conn.state, res.StatusCode
	if !proxied {
		x.Address = address(conn)
	}
	done := func() error {
		x.Request, x.Response = bytes.taken(res)
		x.Metadata = Header{{"fetchTimeMs", strconv.FormatInt(r.now().Sub(x.Time).Milliseconds(), 10)}}
		return r.record(req.Context(), x)
	}
	if res.Body == http.NoBody {
		return res, done()
	}
	res.Body = &recordedBody{ReadCloser: res.Body, done: done}
	return res, nil
}

// route asks for the proxy of a request, and puts that of an https host where
// the dialer finds it.
func (r *Recorder) route(req *http.Request) (ctx context.Context, proxied bool, err error) {
	ctx = req.Context()
	if r.proxy == nil {
		return ctx, false, nil
	}
	proxy, err := r.proxy(req)
	if err != nil || proxy == nil {
		return ctx, false, err
	}
	if req.URL.Scheme == "https" {
		ctx = context.WithValue(ctx, tunnelKey{}, proxy)
	}
	return ctx, true, nil
}

func closeBody(req *http.Request) error {
	if req.Body == nil {
		return nil
	}
	return req.Body.Close()
}

// captureURL is the URL as a record names it: without the user's name and
// password, and without the fragment, which is not sent.
func captureURL(u *url.URL) string {
	c := *u
	c.User, c.Fragment, c.RawFragment = nil, "", ""
	return c.String()
}

// CloseIdleConnections ends the connections that wait for a next request.
func (r *Recorder) CloseIdleConnections() { r.transport.CloseIdleConnections() }

func address(c net.Conn) string {
	host, _, err := net.SplitHostPort(c.RemoteAddr().String())
	if err != nil {
		return ""
	}
	return host
}

// recordedBody calls done when the body has been read to its end, before the
// reader learns of the end.
type recordedBody struct {
	io.ReadCloser
	done func() error
	once sync.Once
	err  error
}

func (b *recordedBody) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if errors.Is(err, io.EOF) {
		b.once.Do(func() { b.err = b.done() })
		if b.err != nil {
			err = b.err
		}
	}
	return n, err
}
