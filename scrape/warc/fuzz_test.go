package warc

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever is read, reading ends, without a panic and within the block.
func FuzzReader(f *testing.F) {
	f.Add([]byte("WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"))
	f.Add([]byte("filedesc://x 0.0.0.0 20200101000000 text/plain 3\nabc\n"))
	f.Add([]byte("WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 44\r\n\r\nHTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc"))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := NewReader(bytes.NewReader(b))
		if err != nil {
			return
		}
		for range len(b) + 2 {
			rec, err := r.Next()
			if err != nil {
				if _, again := r.Next(); again == nil && r.member == nil {
					t.Fatal("a final error was not final")
				}
				return
			}
			block, err := io.ReadAll(rec.Block)
			if err == nil && int64(len(block)) != rec.Length {
				t.Fatalf("a block of %d bytes has %d", rec.Length, len(block))
			}
			rec.Block = bytes.NewReader(block)
			if m, err := ReadMessage(rec, 1000, nil); err == nil && len(m.Body) > 1000 {
				t.Fatal("a body is larger than the limit")
			}
		}
		t.Fatal("there are more records than bytes")
	})
}

// Verify comes to an end with anything, and so does the index.
func FuzzVerify(f *testing.F) {
	f.Add([]byte("WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nWARC-Payload-Digest: sha1:x\r\nContent-Length: 3\r\n\r\nabc\r\n\r\n"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if _, err := Verify(bytes.NewReader(b), nil); err != nil {
			t.Fatal(err)
		}
		IndexFile(bytes.NewReader(b), "x") //nolint:errcheck // any answer will do
	})
}

// What is written is read again: every field and every byte.
func FuzzWriteAndRead(f *testing.F) {
	f.Add("text/plain", "a\r\nb", []byte("block"))
	f.Add("", " \xff\x00 ", []byte("WARC/1.1\r\n\r\n"))
	path := filepath.Join(f.TempDir(), "a.warc.gz")
	f.Fuzz(func(t *testing.T, contentType, value string, block []byte) {
		if len(contentType)+len(value) > maxHeader/2 {
			return
		}
		if err := os.RemoveAll(path); err != nil {
			t.Fatal(err)
		}
		w := &Writer{Path: path}
		h := Header{{"WARC-Type", "metadata"}, {"WARC-Record-ID", NewID()}, {"WARC-Date", Date(day)}, {"Content-Type", contentType}, {"X-Value", value}}
		done := write(t, w, Draft{h, block}, Draft{h[:3], nil})
		closeAll(t, w)
		all, err := readPath(t, path)
		if err != nil || len(all) != 3 {
			t.Fatalf("got %d records, %v", len(all), err)
		}
		got := all[1]
		if got.block != string(block) || got.Offset != done[0].Offset || all[2].Offset != got.Offset+done[0].Length || all[2].block != "" {
			t.Errorf("got %+v", got)
		}
		for _, want := range h {
			if got.Header.Value(want.Name) != oneLine(want.Value) {
				t.Errorf("%s: got %q, want %q", want.Name, got.Header.Value(want.Name), want.Value)
			}
		}
		for _, finding := range verifyPath(t, path).Findings {
			if !strings.Contains(finding.What, "second record") {
				t.Errorf("got %+v", finding)
			}
		}
	})
}

// Blanking keeps the length and the body, and there is nothing left to blank.
func FuzzBlank(f *testing.F) {
	f.Add([]byte("GET / HTTP/1.1\r\nCookie: a\r\n b\r\n\r\nCookie: a"))
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, blank := range []func([]byte) []byte{blankRequest, blankResponse} {
			once := blank(b)
			_, body := split(b)
			_, after := split(once)
			if len(once) != len(b) || !bytes.Equal(after, body) || !bytes.Equal(blank(once), once) {
				t.Errorf("%q became %q", b, once)
			}
		}
	})
}
