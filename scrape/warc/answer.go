package warc

import (
	"bufio"
	"errors"
	"io"
	"net/http"
	"net/http/httputil"
	"strconv"
)

// answer makes a capture the response to a request, as net/http makes it from
// a connection: without its chunks, but still compressed. Labels of chunks or
// of gzip that the body does not bear out are taken off.
func answer(req *http.Request, c *capture, m *Message, body *bufio.Reader) *http.Response {
	if m == nil {
		return nil
	}
	major, minor, ok := http.ParseHTTPVersion(m.Proto)
	if !ok {
		major, minor = 1, 1 // "HTTP/2" and the like
	}
	res := &http.Response{
		Status: strconv.Itoa(m.Status) + " " + m.Reason, StatusCode: m.Status,
		Proto: m.Proto, ProtoMajor: major, ProtoMinor: minor,
		Header: m.Header, Request: req, ContentLength: -1,
	}
	res.Header.Set(DateHeader, c.date.UTC().Format(http.TimeFormat))
	if bodiless(req, m.Status) {
		res.ContentLength, res.Body = 0, http.NoBody
		if req.Method == http.MethodHead {
			res.ContentLength = contentLength(m.Header)
		}
		res.Header.Del("Transfer-Encoding")
		return res
	}
	res.Body = io.NopCloser(unframed(res, body))
	return res
}

// bodiless reports whether a response never has a body (RFC 9112 §6.3).
func bodiless(req *http.Request, status int) bool {
	return req.Method == http.MethodHead || status == http.StatusNoContent || status == http.StatusNotModified || status < 200
}

// unframed gives the body without its transfer encoding.
func unframed(res *http.Response, body *bufio.Reader) io.Reader {
	if chunked(res.Header) {
		res.Header.Del("Transfer-Encoding")
		res.Header.Del("Content-Length")
		start, _ := body.Peek(256) // what there is
		if _, _, ok := chunkSize(start); ok {
			res.TransferEncoding = []string{"chunked"}
			return &dechunked{httputil.NewChunkedReader(body), body}
		}
	}
	if mislabelled(res.Header, body) {
		res.Header.Del("Content-Encoding")
		res.Header.Del("Content-Length")
	}
	if n := contentLength(res.Header); n >= 0 {
		res.ContentLength = n
		return &exactly{body, n}
	}
	return body
}

// mislabelled reports whether a body that is said to be compressed begins as a
// page does.
func mislabelled(h http.Header, body *bufio.Reader) bool {
	if h.Get("Content-Encoding") == "" {
		return false
	}
	start, _ := body.Peek(64) // what there is
	return len(start) > 0 && plain(start)
}

// dechunked reads what follows the last chunk too, for the record's checksum.
type dechunked struct {
	io.Reader
	raw io.Reader
}

func (d *dechunked) Read(p []byte) (int, error) {
	n, err := d.Reader.Read(p)
	if errors.Is(err, io.EOF) {
		if _, rest := io.Copy(io.Discard, d.raw); rest != nil {
			err = rest
		}
	}
	return n, err
}

// exactly is io.ErrUnexpectedEOF where less than n bytes come, as a connection
// is that breaks off. More than n come as they are: the crawler that wrote a
// wrong length had the whole body.
type exactly struct {
	io.Reader
	n int64
}

func (e *exactly) Read(p []byte) (int, error) {
	n, err := e.Reader.Read(p)
	e.n -= int64(n)
	if errors.Is(err, io.EOF) && e.n > 0 {
		err = io.ErrUnexpectedEOF
	}
	return n, err
}
