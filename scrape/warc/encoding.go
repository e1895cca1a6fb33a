package warc

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// maxEncodings is the number of Content-Encodings that one body may have.
const maxEncodings = 4

// decodeContent undoes Content-Encodings, the last one first. A body that says
// it is encoded and is not comes back as it is: many crawlers keep what a
// browser had decoded.
func decodeContent(b []byte, encodings []string, limit int64) ([]byte, error) {
	names := strings.Split(strings.ToLower(strings.Join(encodings, ",")), ",")
	if len(names) > maxEncodings {
		return nil, fmt.Errorf("it has %d encodings", len(names))
	}
	for i := len(names) - 1; i >= 0 && len(b) > 0; i-- {
		out, err := decode(trim(names[i]), b, limit)
		switch {
		case err == nil:
			b = out
		case errors.Is(err, ErrTooLarge) || !plain(b):
			return nil, err
		}
	}
	return b, nil
}

// plain reports whether b begins as a page does, and not as one that is
// compressed.
func plain(b []byte) bool {
	b = bytes.TrimLeft(bytes.TrimPrefix(b, []byte("\xef\xbb\xbf")), " \t\r\n\f")
	return len(b) == 0 || b[0] == '<' || b[0] == '{' || b[0] == '['
}

func decode(name string, b []byte, limit int64) ([]byte, error) {
	r, err := decoder(name, b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	if r == nil {
		return b, nil
	}
	defer r.Close() //nolint:errcheck // nothing is written
	out, err := readAtMost(r, limit, 4*int64(len(b)))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	return out, nil
}

// decoder is nil for a name that changes nothing or is not known.
func decoder(name string, b []byte) (io.ReadCloser, error) {
	r := bytes.NewReader(b)
	switch name {
	case "gzip", "x-gzip":
		return newMembers(r)
	case "br":
		return io.NopCloser(brotli.NewReader(r)), nil
	case "zstd":
		z, err := zstd.NewReader(r, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(64<<20))
		if err != nil {
			return nil, err
		}
		return z.IOReadCloser(), nil
	case "deflate":
		if z, err := zlib.NewReader(r); err == nil {
			return z, nil
		}
		r.Reset(b)
		return flate.NewReader(r), nil
	}
	return nil, nil
}

// members reads gzip members one after the other. What follows them and is none
// is no part of the body.
type members struct {
	*gzip.Reader
	raw *bytes.Reader
}

func newMembers(r *bytes.Reader) (io.ReadCloser, error) {
	z, err := gzip.NewReader(r)
	if err != nil {
		return nil, err
	}
	z.Multistream(false)
	return &members{z, r}, nil
}

func (m *members) Read(p []byte) (int, error) {
	for {
		n, err := m.Reader.Read(p)
		if !errors.Is(err, io.EOF) {
			return n, err
		}
		if n > 0 {
			return n, nil // the end is told again
		}
		if m.Reset(m.raw) != nil {
			return 0, io.EOF
		}
		m.Multistream(false)
	}
}
