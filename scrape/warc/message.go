package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/textproto"
	"strconv"
	"strings"
)

// Message is the HTTP response of a response record.
type Message struct {
	Proto  string // "HTTP/1.1"
	Status int
	Reason string
	Header http.Header
	Body   []byte // undone of its transfer and content encodings
	Cut    bool   // a part of the body is missing: the record or the message says that it was longer
}

// ErrTooLarge is the error of a body over the limit that was asked for.
var ErrTooLarge = errors.New("the body is larger than the limit")

// ReadMessage reads the HTTP response of a response record, with at most limit
// bytes of body, counted both before and after decoding: ErrTooLarge. Captures
// are read as they are: a label of chunks or of a compression on a body that
// has none is passed over, and a body whose chunks break off is what there is,
// marked as cut. A block that cannot be read to its end is an error. Where want
// is not nil, it sees the head, and a message that it refuses has no body.
func ReadMessage(rec *Record, limit int64, want func(*Message) bool) (*Message, error) {
	r := bufio.NewReaderSize(rec.Block, 16<<10)
	m, err := readHead(r)
	if err != nil {
		return nil, fmt.Errorf("reading the response of %s: %w", rec.URI, err)
	}
	if want != nil && !want(m) {
		return m, nil
	}
	raw, err := readAtMost(r, limit, rec.Length)
	if err != nil {
		return nil, fmt.Errorf("reading the body of %s: %w", rec.URI, err)
	}
	m.Cut = rec.Header.Value("WARC-Truncated") != "" || len(raw) > 0 && int64(len(raw)) < contentLength(m.Header)
	if chunked(m.Header) {
		var whole bool
		raw, whole = dechunk(raw)
		m.Cut = m.Cut || !whole
	}
	if m.Body, err = decodeContent(raw, m.Header.Values("Content-Encoding"), limit); err != nil {
		return nil, fmt.Errorf("decoding the body of %s: %w", rec.URI, err)
	}
	return m, nil
}

// readAtMost reads to the end of r. The expected size is a hint.
func readAtMost(r io.Reader, limit, expected int64) ([]byte, error) {
	var b bytes.Buffer
	b.Grow(int(min(expected, limit, 1<<20)) + bytes.MinRead)
	_, err := b.ReadFrom(io.LimitReader(r, limit))
	if err != nil {
		return b.Bytes(), err
	}
	if int64(b.Len()) < limit {
		return b.Bytes(), nil
	}
	var more [1]byte
	if n, err := io.ReadFull(r, more[:]); n > 0 {
		return nil, ErrTooLarge
	} else if !errors.Is(err, io.EOF) {
		return nil, err
	}
	return b.Bytes(), nil
}

// readHead reads an HTTP response's head and its empty line. The heads of
// interim responses (RFC 9110 §15.2) before it are skipped.
func readHead(r *bufio.Reader) (*Message, error) {
	left := maxHeader
	for {
		m, err := readStatus(r, &left)
		if err != nil {
			return nil, err
		}
		if m.Header, err = readFields(r, &left); err != nil {
			return nil, err
		}
		if !interim(m.Status) {
			return m, nil
		}
	}
}

func interim(status int) bool {
	return status >= 100 && status < 200 && status != http.StatusSwitchingProtocols
}

func readStatus(r *bufio.Reader, left *int) (*Message, error) {
	line, err := readLine(r, *left)
	if err != nil {
		return nil, fmt.Errorf("the status line: %w", noEOF(err))
	}
	*left -= len(line) + 1
	m := &Message{}
	proto, rest, _ := strings.Cut(line, " ")
	code, reason, _ := strings.Cut(trim(rest), " ")
	m.Proto, m.Reason = proto, trim(reason)
	if m.Status, err = strconv.Atoi(code); err != nil || m.Status < 100 || m.Status > 999 || !strings.HasPrefix(proto, "HTTP/") {
		return nil, fmt.Errorf("the status line is %.60q", line)
	}
	return m, nil
}

// readFields reads an HTTP message's fields. A head may end with its record.
func readFields(r *bufio.Reader, left *int) (http.Header, error) {
	h, last := http.Header{}, ""
	for {
		line, err := readLine(r, *left)
		if errors.Is(err, io.EOF) {
			return h, nil
		}
		if err != nil && line == "" {
			return nil, err
		}
		*left -= len(line) + 1
		if line == "" {
			return h, nil
		}
		if line[0] == ' ' || line[0] == '\t' {
			if v := h[last]; len(v) > 0 {
				v[len(v)-1] = trim(v[len(v)-1] + " " + trim(line))
			}
			continue
		}
		if name, value, ok := strings.Cut(line, ":"); ok {
			last = textproto.CanonicalMIMEHeaderKey(trim(name))
			h[last] = append(h[last], trim(value))
		}
	}
}

func chunked(h http.Header) bool {
	for _, v := range h["Transfer-Encoding"] {
		if strings.Contains(strings.ToLower(v), "chunked") {
			return true
		}
	}
	return false
}

// contentLength is what the head says of the body's length, or -1.
func contentLength(h http.Header) int64 {
	n, err := strconv.ParseInt(h.Get("Content-Length"), 10, 64)
	if err != nil || n < 0 || chunked(h) {
		return -1
	}
	return n
}

// chunkSize reads the line that a chunk begins with (RFC 9112 §7.1) and gives
// what follows it.
func chunkSize(b []byte) (n int, rest []byte, ok bool) {
	k := bytes.IndexByte(b[:min(len(b), 256)], '\n')
	if k < 0 {
		return 0, nil, false
	}
	digits, _, _ := strings.Cut(string(b[:k]), ";")
	size, err := strconv.ParseUint(trim(digits), 16, 31)
	return int(size), b[k+1:], err == nil
}

// dechunk undoes chunks as far as they go, in place, and reports whether they
// went to the last. Bytes that begin with no chunk come back as they are.
func dechunk(b []byte) (body []byte, whole bool) {
	n, rest, ok := chunkSize(b)
	if !ok {
		return b, true
	}
	out := b[:0]
	for ok && n > 0 {
		if n > len(rest) {
			return append(out, rest...), false
		}
		out = append(out, rest[:n]...)
		rest = bytes.TrimPrefix(bytes.TrimPrefix(rest[n:], []byte("\r")), []byte("\n"))
		n, rest, ok = chunkSize(rest)
	}
	return out, ok
}
