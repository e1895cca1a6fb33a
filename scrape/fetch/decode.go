package fetch

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// accepted is what requests say in Accept-Encoding.
const accepted = "gzip, br, zstd, deflate"

// maxCodings is how many content codings may lie on each other.
const maxCodings = 2

// zstdWindow is the most memory that a decoder may be asked for (RFC 9659).
const zstdWindow = 8 << 20

// codings lists the content codings of an answer in the order in which they
// are undone.
func codings(values []string) ([]string, error) {
	var list []string
	for _, name := range strings.Split(strings.Join(values, ","), ",") {
		switch name = strings.ToLower(strings.TrimSpace(name)); name {
		case "", "identity":
		case "gzip", "x-gzip", "br", "zstd", "deflate":
			list = append([]string{name}, list...)
		default:
			return nil, fmt.Errorf("the content coding %q is not known", safe(name, 40))
		}
		if len(list) > maxCodings {
			return nil, errors.New("more than two content codings lie on each other")
		}
	}
	return list, nil
}

// decoder undoes one content coding. Its errors come at the first bytes or
// later, never as an empty result.
func decoder(coding string, r io.Reader) (io.ReadCloser, error) {
	switch coding {
	case "br":
		return io.NopCloser(brotli.NewReader(r)), nil
	case "zstd":
		d, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(zstdWindow))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	case "deflate":
		return inflater(r)
	}
	return newMembers(r)
}

// inflater reads deflate in the zlib format, as RFC 9110 §8.4.1.2 asks, or
// bare, as many servers send it.
func inflater(r io.Reader) (io.ReadCloser, error) {
	b := bufio.NewReader(r)
	head, err := b.Peek(2)
	if err != nil {
		return nil, err
	}
	if head[0]&0x0f == 8 && (uint(head[0])<<8|uint(head[1]))%31 == 0 {
		return zlib.NewReader(b)
	}
	return flate.NewReader(b), nil
}

// members reads the members of a gzip stream (RFC 1952 §2.2). What follows the
// last one and is no gzip is ignored: the members before it are whole.
type members struct {
	in *bufio.Reader
	z  *gzip.Reader
}

func newMembers(r io.Reader) (*members, error) {
	m := &members{in: bufio.NewReader(r)}
	z, err := gzip.NewReader(m.in)
	if err != nil {
		return nil, err
	}
	z.Multistream(false)
	m.z = z
	return m, nil
}

func (m *members) Read(p []byte) (int, error) {
	for {
		n, err := m.z.Read(p)
		if n > 0 && errors.Is(err, io.EOF) {
			err = nil
		}
		if n > 0 || !errors.Is(err, io.EOF) {
			return n, err
		}
		if head, _ := m.in.Peek(2); string(head) != "\x1f\x8b" {
			return 0, io.EOF
		}
		if err := m.z.Reset(m.in); err != nil {
			return 0, err
		}
		m.z.Multistream(false)
	}
}

func (m *members) Close() error { return m.z.Close() }
