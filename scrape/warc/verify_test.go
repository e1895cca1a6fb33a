package warc

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// A byte that is flipped in a stored file is found. What is not found is a bit
// that fills up the last byte of a compressed block, which no program reads
// (RFC 1951 §3.2.4): then every record is as it was.
func TestVerifyFindsEveryFlippedByte(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.warc.gz")
	writeExchanges(t, &Writer{Path: path}, 3)
	data := readFile(t, path)
	want, err := readAll(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	heads := map[int]bool{}
	for _, r := range want {
		for i := range len(packedHead) {
			heads[int(r.Offset)+i] = true
		}
	}
	rng := rand.New(rand.NewPCG(3, 4))
	missed := 0
	for at := range data {
		bits := []int{rng.IntN(8)}
		if heads[at] {
			bits = []int{0, 1, 2, 3, 4, 5, 6, 7}
		}
		for _, bit := range bits {
			bad := bytes.Clone(data)
			bad[at] ^= 1 << bit
			s, err := Verify(bytes.NewReader(bad), nil)
			if err != nil {
				t.Fatal(err)
			}
			if len(s.Findings) > 0 {
				continue
			}
			missed++
			got, err := readAll(bytes.NewReader(bad))
			if heads[at] || err != nil || !same(want, got) {
				t.Errorf("bit %d of byte %d flipped and not found", bit, at)
			}
		}
	}
	if missed > len(data)/100 {
		t.Errorf("%d of %d bytes carry nothing", missed, len(data))
	}
}

func same(a, b []stored) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i].block != b[i].block || a[i].Offset != b[i].Offset || !cmp.Equal(a[i].Header, b[i].Header) {
			return false
		}
	}
	return true
}

// record is a plain record.
func record(kind, contentType, fields, block string) string {
	return fmt.Sprintf("WARC/1.1\r\nWARC-Type: %s\r\nContent-Type: %s\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n", kind, contentType, fields, len(block), block)
}

func TestVerify(t *testing.T) {
	const web = "application/http; msgtype=response"
	chunks := "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n"
	abc := Digest([]byte("abc"))
	for _, c := range []struct {
		name, in string
		want     string // in the first finding; empty for none
	}{
		{"right", record("resource", "text/plain", "WARC-Block-Digest: "+abc+"\r\n", "abc"), ""},
		{"right, base16", record("resource", "text/plain", "WARC-Block-Digest: sha1:A9993E364706816ABA3E25717850C26C9CD0D89D\r\n", "abc"), ""},
		{"right, SHA-256", record("resource", "text/plain", "WARC-Block-Digest: sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad\r\n", "abc"), ""},
		{"another algorithm", record("resource", "text/plain", "WARC-Block-Digest: blake3:xyz\r\n", "abc"), ""},
		{"wrong block", record("resource", "text/plain", "WARC-Block-Digest: "+abc+"\r\n", "abd"), "the digest of the block"},
		{"wrong payload", record("response", web, "WARC-Payload-Digest: "+abc+"\r\n", "HTTP/1.1 200 OK\r\n\r\nabd"), "the digest of the payload"},
		{"payload without chunks", record("response", web, "WARC-Payload-Digest: "+abc+"\r\n", chunks), ""},
		{"payload with chunks", record("response", web, "WARC-Payload-Digest: "+Digest([]byte("3\r\nabc\r\n0\r\n\r\n"))+"\r\n", chunks), ""},
		{"payload of neither", record("response", web, "WARC-Payload-Digest: "+Digest(nil)+"\r\n", chunks), "the digest of the payload"},
		{"payload of a revisit", record("revisit", web, "WARC-Payload-Digest: "+abc+"\r\n", "HTTP/1.1 200 OK\r\n\r\n"), ""},
		{"no such record", record("conversion", "text/plain", "WARC-Refers-To: <urn:x>\r\n", "abc"), "WARC-Refers-To"},
		{"a name twice", strings.Repeat(record("resource", "text/plain", "WARC-Record-ID: <urn:x>\r\n", "abc"), 2), "a second record"},
		{"no type", "WARC/1.1\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "WARC-Type"},
		{"too long", "WARC/1.1\r\nWARC-Type: metadata\r\nContent-Length: 9\r\n\r\nabc", "cannot be read"},
		{"too short", "WARC/1.1\r\nWARC-Type: metadata\r\nContent-Length: 1\r\n\r\nabc\r\n\r\n", "longer than its header says"},
		{"in one gzip member", gzipped(t, strings.Repeat(record("resource", "text/plain", "", "abc"), 2)), "more than one record"},
		{"no record", "abc", "no WARC"},
		{"nothing", "", ""},
	} {
		s, err := Verify(strings.NewReader(c.in), nil)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case c.want == "" && len(s.Findings) > 0:
			t.Errorf("%s: got %+v", c.name, s.Findings)
		case c.want != "" && (len(s.Findings) == 0 || !strings.Contains(s.Findings[0].What, c.want)):
			t.Errorf("%s: got %+v, want %s", c.name, s.Findings, c.want)
		}
	}
}

func TestVerifySeveralFiles(t *testing.T) {
	first := record("response", "application/http", "WARC-Record-ID: <urn:x>\r\n", "HTTP/1.1 200 OK\r\n\r\n")
	second := record("conversion", "text/plain", "WARC-Refers-To: <urn:x>\r\nWARC-Concurrent-To: <urn:y>\r\n", "abc")
	var v Verifier
	for name, in := range map[string]string{"1": first, "2": second} {
		if n, err := v.File(name, strings.NewReader(in)); n != 1 || err != nil {
			t.Fatalf("%d records, %v", n, err)
		}
	}
	if got := v.Findings(func(id string) bool { return id == "<urn:y>" }); len(got) > 0 {
		t.Errorf("got %+v", got)
	}
	if got := v.Findings(nil); len(got) != 1 || got[0].File != "2" || got[0].Record != "<urn:y>" {
		t.Errorf("got %+v", got)
	}
}
