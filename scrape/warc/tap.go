package warc

import (
	"crypto/tls"
	"net"
	"net/http"
	"sync"
)

// tap is a connection whose bytes are kept, those of each exchange apart: a
// connection may serve the next one before the last has been recorded.
type tap struct {
	net.Conn
	state *tls.ConnectionState // nil without TLS

	mu  sync.Mutex
	now *wire // of the current exchange
}

func tapped(c net.Conn, err error) (net.Conn, error) {
	if err != nil {
		return nil, err
	}
	t := &tap{Conn: c, now: new(wire)}
	if s, ok := c.(interface{ ConnectionState() tls.ConnectionState }); ok {
		state := s.ConnectionState()
		t.state = &state
	}
	return t, nil
}

// begin starts to keep the bytes of an exchange.
func (t *tap) begin(limit int64) *wire {
	w := &wire{limit: limit}
	t.mu.Lock()
	defer t.mu.Unlock()
	t.now = w
	return w
}

func (t *tap) current() *wire {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.now
}

func (t *tap) Read(p []byte) (int, error) {
	n, err := t.Conn.Read(p)
	if !t.current().receive(p[:n]) {
		return 0, ErrTooLarge
	}
	return n, err
}

func (t *tap) Write(p []byte) (int, error) {
	n, err := t.Conn.Write(p)
	t.current().send(p[:n])
	return n, err
}

// wire is what one exchange sent and received.
type wire struct {
	mu       sync.Mutex
	sent     []byte
	received []byte
	limit    int64 // of received; none if zero
}

func (w *wire) send(p []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.sent = append(w.sent, p...)
}

func (w *wire) receive(p []byte) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.limit > 0 && int64(len(w.received)+len(p)) > w.limit {
		return false
	}
	w.received = append(w.received, p...)
	return true
}

// taken gives the bytes of the request and of its final response: interim
// responses before it, and what a server sends behind its end, are no part of
// the record.
func (w *wire) taken(res *http.Response) (request, response []byte) {
	w.mu.Lock()
	defer w.mu.Unlock()
	response = w.received
	head, body := split(response)
	for interim(statusOf(head)) {
		response = body
		head, body = split(response)
	}
	switch n := res.ContentLength; {
	case res.Body == http.NoBody:
		response = head
	case n >= 0 && n < int64(len(body)):
		response = response[:int64(len(head))+n]
	}
	return w.sent, response
}
