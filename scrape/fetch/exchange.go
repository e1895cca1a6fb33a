package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strings"
	"time"
)

// exchange sends one request and reads the whole answer, within left and the
// client's limits. Its errors are of type *fault, or the context's own.
func (v *visit) exchange(parent context.Context, left time.Duration) (*answer, error) {
	ctx, cancel := context.WithCancelCause(parent)
	defer cancel(nil)
	budget := time.AfterFunc(left, func() {
		cancel(final(Temporary, errPageTime, "the page took longer than %v in all", v.c.pageTimeout()))
	})
	defer budget.Stop()

	a, err := v.send(ctx, cancel)
	if err == nil {
		var result *answer
		if result, err = v.read(a, cancel); err == nil {
			return result, nil
		}
	}
	if parent.Err() != nil {
		return nil, parent.Err()
	}
	if f := (*fault)(nil); errors.As(context.Cause(ctx), &f) {
		return nil, f
	}
	return nil, faultOf(err, v.at)
}

// send sends the request and waits for the header of the answer.
func (v *visit) send(ctx context.Context, cancel context.CancelCauseFunc) (*http.Response, error) {
	proxy, err := v.c.proxyOf(&url.URL{Scheme: v.at.scheme, Host: v.at.host})
	if err != nil {
		return nil, final(Usage, err, "%v", err)
	}
	conn := &connection{}
	ctx = context.WithValue(ctx, connectionKey{}, conn)
	ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { conn.used.Store(true) }})
	first := time.AfterFunc(v.c.timeout(), func() {
		cancel(temporary(ErrSlow, "%s does not answer within %v", v.at.host, v.c.timeout()))
	})
	defer first.Stop()
	a, err := v.c.transport.RoundTrip(v.request(ctx, proxy != nil))
	if err != nil {
		return nil, err
	}
	if lines(a.Header) > maxHeaderLines {
		a.Body.Close()
		return nil, temporary(nil, "the header of the answer has more than %d lines", maxHeaderLines)
	}
	return a, nil
}

func lines(h http.Header) int {
	n := 0
	for _, values := range h {
		n += len(values)
	}
	return n
}

// request is the request for the hop that v is at.
func (v *visit) request(ctx context.Context, proxied bool) *http.Request {
	r := (&http.Request{
		Method: http.MethodGet, URL: v.at.stdURL(proxied), Host: v.at.host, Header: http.Header{},
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1,
	}).WithContext(ctx)
	r.Header.Set("User-Agent", v.c.agent)
	r.Header.Set("Accept", v.accept())
	r.Header.Set("Accept-Encoding", accepted)
	for name, value := range v.validators {
		r.Header.Set(name, value)
	}
	v.crumbs.add(r, v.at)
	v.secrets.add(r, v.at)
	return r
}

func (v *visit) accept() string {
	if v.robots {
		return "text/plain, */*;q=0.5"
	}
	return "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8"
}

// read reads an answer of which the header has come.
func (v *visit) read(a *http.Response, cancel context.CancelCauseFunc) (*answer, error) {
	defer a.Body.Close()
	result := &answer{status: a.StatusCode, header: a.Header, retrieved: time.Now().UTC().Truncate(time.Second)}
	v.crumbs.keep(v.at, a)
	p := &pace{in: a.Body}
	defer p.watch(v.c.timeout(), func() {
		cancel(temporary(ErrSlow, "%s sends less than %s a second", v.at.host, sizeText(slowest)))
	})()
	if f := judge(a, v.validators != nil); f != nil {
		rest(a, p)
		return nil, f
	}
	switch {
	case a.StatusCode == http.StatusNotModified:
		return result, nil
	case redirects(a.StatusCode):
		result.location = location(a.Header)
		rest(a, p)
		return result, nil
	}
	body, err := readBody(a, v.limits, p)
	if err != nil {
		return nil, v.broken(err, p.count.Load(), a.ContentLength)
	}
	if len(body) == 0 && !v.robots {
		return nil, &fault{kind: NotArticle, again: true, after: -1, status: a.StatusCode, err: ErrEmpty, reason: "the answer is empty"}
	}
	result.body, result.maybeCut = body, endsWithConnection(a)
	return result, nil
}

// broken puts an error of the transfer into words.
func (v *visit) broken(err error, got, want int64) error {
	var wire *wireError
	if !errors.As(err, &wire) {
		return err
	}
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		return temporary(ErrCut, "the answer broke off after %d bytes (%v)", got, innermost(err))
	}
	of := ""
	if want >= 0 {
		of = fmt.Sprintf(" of %d", want)
	}
	return temporary(ErrCut, "the answer was cut off after %d%s bytes", got, of)
}

// endsWithConnection reports whether nothing but the end of the connection
// says where the body ends. A gzip body says it itself.
func endsWithConnection(a *http.Response) bool {
	return a.ProtoMajor == 1 && a.ContentLength < 0 && len(a.TransferEncoding) == 0 &&
		!strings.Contains(strings.ToLower(a.Header.Get("Content-Encoding")), "gzip")
}

// rest reads what is left of a short body that nobody wants, so that the
// connection can be used again and a recording holds the whole answer.
func rest(a *http.Response, p *pace) {
	const short = 64 << 10
	if a.StatusCode != http.StatusSwitchingProtocols && a.ContentLength <= short {
		_, _ = io.CopyN(io.Discard, p, short+1)
	}
}
