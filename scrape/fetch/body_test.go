package fetch

import (
	"bytes"
	"compress/flate"
	"compress/gzip"
	"compress/zlib"
	"context"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/zstd"
)

// pack encodes body in one content coding.
func pack(coding string, body []byte) []byte {
	var b bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&b)
	case "br":
		w = brotli.NewWriter(&b)
	case "zstd":
		w, _ = zstd.NewWriter(&b)
	case "zlib":
		w = zlib.NewWriter(&b)
	case "flate":
		w, _ = flate.NewWriter(&b, 9)
	}
	_, _ = w.Write(body)
	_ = w.Close()
	return b.Bytes()
}

// prose is text that does not repeat itself.
func prose(n int) []byte {
	r := rand.New(rand.NewPCG(1, 2))
	b := make([]byte, n)
	for i := range b {
		b[i] = "abcdefghijklmnopqrstuvwxyz ,.\n"[r.IntN(30)]
	}
	return b
}

// get fetches one answer, without retries.
func get(a func() *http.Response) (*Response, error) {
	w := &web{answer: func(*http.Request, int) *http.Response { return a() }}
	c := w.client()
	c.IgnoreRobots, c.Retries = true, -1
	return c.Get(context.Background(), "http://example.org/")
}

func coded(label string, body []byte) func() *http.Response {
	return func() *http.Response { return reply(200, string(body), "Content-Encoding: "+label) }
}

func TestDecoding(t *testing.T) {
	text := prose(50_000)
	for _, c := range []struct {
		name, label string
		body        []byte
	}{
		{"plain", "identity", text},
		{"gzip", "gzip", pack("gzip", text)},
		{"x-gzip, upper case", "X-GZIP", pack("gzip", text)},
		{"br", "br", pack("br", text)},
		{"zstd", "zstd", pack("zstd", text)},
		{"deflate", "deflate", pack("zlib", text)},
		{"bare deflate", "deflate", pack("flate", text)},
		{"two", "br, gzip", pack("gzip", pack("br", text))},
		{"gzip in members", "gzip", append(pack("gzip", text[:20_000]), pack("gzip", text[20_000:])...)},
		{"gzip with empty members", "gzip", append(bytes.Repeat(pack("gzip", nil), 1000), pack("gzip", text)...)},
		{"gzip with rubbish behind it", "gzip", append(pack("gzip", text), "rubbish"...)},
	} {
		t.Run(c.name, func(t *testing.T) {
			r, err := get(coded(c.label, c.body))
			if err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(r.Body, text) {
				t.Errorf("got %d bytes, want %d", len(r.Body), len(text))
			}
		})
	}
}

func TestDamagedBodies(t *testing.T) {
	text := prose(50_000)
	badCRC := pack("gzip", text)
	badCRC[len(badCRC)-6] ^= 255
	for _, c := range []struct {
		name, label string
		body        []byte
	}{
		{"bad CRC", "gzip", badCRC},
		{"unknown coding", "compress", text},
		{"three codings", "gzip, gzip, gzip", pack("gzip", pack("gzip", pack("gzip", text)))},
		{"plain, labelled gzip", "gzip", text},
		{"plain, labelled br", "br", text},
		{"plain, labelled zstd", "zstd", text},
		{"plain, labelled deflate", "deflate", []byte("<html>plain")},
		{"half of two", "br, gzip", pack("gzip", pack("br", text)[:9000])},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := get(coded(c.label, c.body))
			if e := failure(t, err); e.Kind != Temporary || !errors.Is(e, ErrCut) {
				t.Errorf("got %v %v", e.Kind, e)
			}
		})
	}
	for _, coding := range []string{"gzip", "br", "zstd", "zlib", "flate"} {
		whole := pack(coding, text)
		label := map[string]string{"zlib": "deflate", "flate": "deflate"}[coding]
		if label == "" {
			label = coding
		}
		for _, cut := range []int{1, 2, 5, 8, 12, len(whole) / 2, len(whole) - 1} {
			if _, err := get(coded(label, whole[:len(whole)-cut])); !errors.Is(err, ErrCut) {
				t.Errorf("%s cut by %d bytes: got %v, want %v", coding, cut, err, ErrCut)
			}
		}
	}
}

func TestDamagedBodyIsRetried(t *testing.T) {
	w := &web{answer: func(_ *http.Request, nth int) *http.Response {
		if nth == 1 {
			return reply(200, "half", "Content-Encoding: gzip")
		}
		return reply(200, "whole")
	}}
	c := w.client()
	c.IgnoreRobots = true
	if r, err := c.Get(context.Background(), "http://example.org/"); err != nil || string(r.Body) != "whole" || r.Tries != 2 {
		t.Errorf("got %+v, %v", r, err)
	}
}

func TestEmptyCodedBody(t *testing.T) {
	for _, c := range []string{"gzip", "br", "zstd", "deflate"} {
		if _, err := get(coded(c, nil)); !errors.Is(err, ErrEmpty) {
			t.Errorf("%s: got %v, want %v", c, err, ErrEmpty)
		}
	}
	if _, err := get(coded("gzip", pack("gzip", nil))); !errors.Is(err, ErrEmpty) {
		t.Errorf("gzip of nothing: got %v, want %v", err, ErrEmpty)
	}
}

// zeros is a body without end.
type zeros struct{ read int64 }

func (z *zeros) Read(p []byte) (int, error) {
	clear(p)
	z.read += int64(len(p))
	return len(p), nil
}

func (*zeros) Close() error { return nil }

func TestSizeLimits(t *testing.T) {
	spaces := bytes.Repeat([]byte(" "), 8<<20)
	for _, c := range []struct {
		name   string
		answer func() *http.Response
		want   error
	}{
		{"just fits", coded("identity", prose(20<<20)), nil},
		{"one byte more", coded("identity", prose(20<<20+1)), ErrTooLarge},
		{"endless", func() *http.Response {
			a := reply(200, "")
			a.Body, a.ContentLength = &zeros{}, -1
			return a
		}, ErrTooLarge},
		{"by its label", func() *http.Response {
			a := reply(200, "x")
			a.ContentLength = 1 << 62
			return a
		}, ErrTooLarge},
		{"bomb", coded("gzip", pack("gzip", spaces)), ErrTooLarge},
		{"br bomb", coded("br", pack("br", spaces)), ErrTooLarge},
		{"zstd bomb", coded("zstd", pack("zstd", spaces)), ErrTooLarge},
		{"bomb in a parcel", coded("gzip, gzip", pack("gzip", pack("gzip", spaces))), ErrTooLarge},
		{"under the first MB the ratio is free", coded("gzip", pack("gzip", spaces[:1<<20])), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := get(c.answer)
			if !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if err != nil && failure(t, err).Kind != NotArticle {
				t.Errorf("got %v, want %v", failure(t, err).Kind, NotArticle)
			}
		})
	}
}

// TestBombIsNotUnpacked: not much more than the limits allow is ever decoded or
// read.
func TestBombIsNotUnpacked(t *testing.T) {
	z := &zeros{}
	_, err := get(func() *http.Response {
		a := reply(200, "")
		a.Body, a.ContentLength = z, -1
		return a
	})
	if !errors.Is(err, ErrTooLarge) || z.read > 48<<20 {
		t.Errorf("got %v after %d MB", err, z.read>>20)
	}
}

// endlessMembers are empty gzip members without end: nothing ever comes out.
type endlessMembers struct {
	unit []byte
	read int64
}

func (e *endlessMembers) Read(p []byte) (int, error) {
	n := copy(p, e.unit[e.read%int64(len(e.unit)):])
	e.read += int64(n)
	return n, nil
}

func (*endlessMembers) Close() error { return nil }

func TestEndlessEmptyMembers(t *testing.T) {
	e := &endlessMembers{unit: bytes.Repeat(pack("gzip", nil), 100)}
	w := &web{answer: func(*http.Request, int) *http.Response {
		a := reply(200, "", "Content-Encoding: gzip")
		a.Body, a.ContentLength = e, -1
		return a
	}}
	c := w.client()
	c.IgnoreRobots, c.Retries, c.MaxSize = true, -1, 1<<20
	if _, err := c.Get(context.Background(), "http://example.org/"); !errors.Is(err, ErrTooLarge) {
		t.Errorf("got %v, want %v", err, ErrTooLarge)
	}
}

// dripping sends a piece each second.
type dripping struct {
	ctx     context.Context
	piece   int
	left    int
	pending int // of the piece that is being read
}

func (d *dripping) Read(p []byte) (int, error) {
	if d.left <= 0 {
		return 0, io.EOF
	}
	if d.pending == 0 {
		if err := sleep(d.ctx, time.Second); err != nil {
			return 0, err
		}
		d.pending = min(d.piece, d.left)
	}
	n := min(d.pending, len(p))
	clear(p[:n])
	d.pending -= n
	d.left -= n
	return n, nil
}

func (*dripping) Close() error { return nil }

func TestSlowSenders(t *testing.T) {
	for _, c := range []struct {
		name        string
		piece, size int
		want        error
		took        time.Duration
	}{
		{"a byte a second", 1, 3000, ErrSlow, 30 * time.Second},
		{"nothing", 0, 1, ErrSlow, 30 * time.Second},
		{"1,000 bytes a second", 1000, 100_000, ErrSlow, 30 * time.Second},
		{"1,100 bytes a second", 1100, 110_000, nil, 100 * time.Second},
		{"a few slow seconds", 100, 2000, nil, 20 * time.Second},
		{"longer than a page may take", 2000, 1 << 20, ErrSlow, 120 * time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := &web{answer: func(r *http.Request, _ int) *http.Response {
					a := reply(200, "")
					a.Body, a.ContentLength = &dripping{ctx: r.Context(), piece: c.piece, left: c.size}, -1
					return a
				}}
				client := w.client()
				client.IgnoreRobots, client.Retries = true, -1
				start := time.Now()
				_, err := client.Get(t.Context(), "http://example.org/")
				if took := time.Since(start); !errors.Is(err, c.want) || took != c.took {
					t.Errorf("got %v after %v, want %v after %v", err, took, c.want, c.took)
				}
				if err != nil && failure(t, err).Kind != Temporary {
					t.Errorf("got %v", failure(t, err).Kind)
				}
			})
		})
	}
}

func TestMaybeCut(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*http.Response)
		want   bool
	}{
		{"length", func(*http.Response) {}, false},
		{"chunks", func(a *http.Response) { a.ContentLength, a.TransferEncoding = -1, []string{"chunked"} }, false},
		{"HTTP/2", func(a *http.Response) { a.ContentLength, a.ProtoMajor = -1, 2 }, false},
		{"nothing but the connection", func(a *http.Response) { a.ContentLength = -1 }, true},
	} {
		r, err := get(func() *http.Response {
			a := reply(200, "text")
			c.change(a)
			return a
		})
		if err != nil || r.MaybeCut != c.want {
			t.Errorf("%s: got %+v, %v, want %v", c.name, r, err, c.want)
		}
	}
}

// FuzzDecode: whatever a body holds and claims to be, decoding ends within its
// limits.
func FuzzDecode(f *testing.F) {
	for label, coding := range map[string]string{"gzip": "gzip", "br": "br", "zstd": "zstd", "deflate": "zlib"} {
		f.Add(label, pack(coding, []byte(strings.Repeat("text ", 50))))
	}
	f.Add("deflate", pack("flate", []byte("x")))
	f.Add("gzip, br", []byte("x"))
	f.Fuzz(func(t *testing.T, label string, body []byte) {
		a := reply(200, string(body))
		a.Header["Content-Encoding"] = []string{label}
		const limit = 1 << 16
		got, err := readBody(a, limits{size: limit, ratio: 100}, &pace{in: a.Body})
		if err == nil && len(got) > limit {
			t.Errorf("got %d bytes", len(got))
		}
	})
}
