package warc

import (
	"bytes"
	"compress/flate"
	"compress/zlib"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

func packWith(t *testing.T, s string, begin func(io.Writer) (io.WriteCloser, error)) string {
	t.Helper()
	var b bytes.Buffer
	z, err := begin(&b)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(z, s); err != nil {
		t.Fatal(err)
	}
	closeAll(t, z)
	return b.String()
}

func TestEncodings(t *testing.T) {
	page := strings.Repeat("<p>A page of a journal.</p>\n", 100)
	br := packWith(t, page, func(w io.Writer) (io.WriteCloser, error) { return brotli.NewWriter(w), nil })
	zs := packWith(t, page, func(w io.Writer) (io.WriteCloser, error) { return zstd.NewWriter(w) })
	zl := packWith(t, page, func(w io.Writer) (io.WriteCloser, error) { return zlib.NewWriter(w), nil })
	fl := packWith(t, page, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, 6) })
	for _, c := range []struct{ name, label, in string }{
		{"brotli", "br", br},
		{"zstd", "zstd", zs},
		{"deflate with zlib's head", "deflate", zl},
		{"deflate without", "Deflate", fl},
		{"gzip", "x-gzip", gzipped(t, page)},
		{"gzip in two members", "gzip", gzipped(t, page[:50]) + gzipped(t, page[50:])},
		{"two encodings", "br, gzip", gzipped(t, br)},
		{"none", "identity", page},
	} {
		head := "HTTP/1.1 200 OK\r\nContent-Encoding: " + c.label + "\r\n\r\n"
		m, err := ReadMessage(message(head+c.in), 1<<20, nil)
		if err != nil || string(m.Body) != page {
			t.Errorf("%s: %v", c.name, err)
		}
		if _, err := ReadMessage(message(head+c.in), int64(len(page)-1), nil); !errors.Is(err, ErrTooLarge) {
			t.Errorf("%s: got %v, want ErrTooLarge", c.name, err)
		}
		if c.label == "identity" {
			continue
		}
		if m, err := ReadMessage(message(head+c.in[:len(c.in)/2]), 1<<20, nil); err == nil {
			t.Errorf("%s: half of it gives %d bytes", c.name, len(m.Body))
		}
	}
}
