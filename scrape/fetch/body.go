package fetch

import (
	"bytes"
	"errors"
	"io"
	"net/http"
	"sync/atomic"
	"time"
)

const (
	// ratioFrom is how many decoded bytes are free of the ratio: a short page
	// of spaces is no bomb.
	ratioFrom = 1 << 20
	// slowest is the least that a server must send in a second, on the average
	// over a client's Timeout.
	slowest = 1 << 10
)

// limits bound one body.
type limits struct {
	size  int64 // decoded bytes
	ratio int64 // decoded bytes for each byte of the transfer, past ratioFrom
	clip  bool  // a longer body is cut at size and not refused
}

// readBody reads and decodes a body, whole or not at all.
func readBody(a *http.Response, l limits, wire *pace) ([]byte, error) {
	list, err := codings(a.Header.Values("Content-Encoding"))
	if err != nil {
		return nil, temporary(ErrCut, "%v", err)
	}
	if len(list) == 0 && a.ContentLength > l.size && !l.clip {
		return nil, tooLarge(l)
	}
	m := &meter{in: wire, limits: l, wire: wire}
	body, err := decodeAll(m, list, l)
	if err != nil || l.clip && int64(len(body)) >= l.size {
		return body, err
	}
	if _, err := io.Copy(io.Discard, m); err != nil { // what a decoder leaves unread, down to the last chunk
		return nil, err
	}
	return body, nil
}

// decodeAll undoes the codings of a body. Each stage has its own meter, so that
// what lies between two codings is bounded too.
func decodeAll(m *meter, list []string, l limits) ([]byte, error) {
	var r io.Reader = m
	if len(list) > 0 && m.empty() {
		return nil, nil
	}
	for _, coding := range list {
		d, err := decoder(coding, r)
		if err != nil {
			return nil, damaged(coding, err)
		}
		defer d.Close()
		r = &meter{in: &named{d, coding}, limits: l, wire: m.wire}
	}
	if l.clip {
		r = io.LimitReader(r, l.size)
	}
	var b bytes.Buffer
	_, err := b.ReadFrom(r)
	return b.Bytes(), err
}

// named says which coding a decoder's error belongs to.
type named struct {
	io.Reader
	coding string
}

func (n *named) Read(p []byte) (int, error) {
	k, err := n.Reader.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		err = damaged(n.coding, err)
	}
	return k, err
}

// damaged is the error of a body that cannot be decoded, unless it is one of
// reading it.
func damaged(coding string, err error) error {
	var f *fault
	var wire *wireError
	if errors.As(err, &f) || errors.As(err, &wire) {
		return err
	}
	return temporary(ErrCut, "the answer is labelled %s and is damaged or cut off", coding)
}

func tooLarge(l limits) error {
	return final(NotArticle, ErrTooLarge, "the answer is larger than %s", sizeText(l.size))
}

// meter counts what passes and stops it at the limits.
type meter struct {
	in     io.Reader
	limits limits
	wire   *pace
	passed int64
	peeked []byte
}

// empty reports whether there is nothing to read.
func (m *meter) empty() bool {
	var b [1]byte
	n, err := io.ReadFull(m.in, b[:])
	m.peeked = b[:n]
	return errors.Is(err, io.EOF)
}

func (m *meter) Read(p []byte) (int, error) {
	if len(m.peeked) > 0 && len(p) > 0 {
		n := copy(p, m.peeked)
		m.peeked = m.peeked[n:]
		m.passed += int64(n)
		return n, nil
	}
	n, err := m.in.Read(p)
	m.passed += int64(n)
	switch l := m.limits; {
	case l.clip && m.passed <= 8*l.size:
	case m.passed > l.size:
		return n, tooLarge(l)
	case m.passed > ratioFrom && m.passed > l.ratio*m.wire.count.Load():
		return n, final(NotArticle, ErrTooLarge, "the answer unpacks to more than %d times its size", l.ratio)
	}
	return n, err
}

// pace counts the bytes that arrive and ends a transfer that is too slow.
type pace struct {
	in    io.Reader
	count atomic.Int64
}

// wireError is an error of the transfer, below all decoding.
type wireError struct{ err error }

func (e *wireError) Error() string { return e.err.Error() }

func (e *wireError) Unwrap() error { return e.err }

func (p *pace) Read(b []byte) (int, error) {
	n, err := p.in.Read(b)
	p.count.Add(int64(n))
	if err != nil && err != io.EOF { //nolint:errorlint // a reader's end is io.EOF itself
		err = &wireError{err}
	}
	return n, err
}

// watch calls stop when less than slowest bytes a second have arrived in a
// window. The function it returns ends it.
func (p *pace) watch(window time.Duration, stop func()) (end func()) {
	least := int64(window.Seconds() * slowest)
	var before int64
	var timer *time.Timer
	var ended atomic.Bool
	ready := make(chan struct{})
	timer = time.AfterFunc(window, func() {
		<-ready
		now := p.count.Load()
		switch {
		case ended.Load():
		case now-before < least:
			stop()
		default:
			before = now
			timer.Reset(window)
		}
	})
	close(ready)
	return func() {
		ended.Store(true)
		timer.Stop()
	}
}
