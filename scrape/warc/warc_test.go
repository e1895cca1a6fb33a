package warc

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var day = time.Date(2026, 11, 23, 3, 42, 0, 0, time.UTC)

func today() time.Time { return day }

func exchange(url, body string) *Exchange {
	return &Exchange{
		URL: url, Time: day, Address: "127.0.0.1", Status: 200,
		Request:  []byte("GET / HTTP/1.1\r\nHost: a.example\r\nCookie: id=secret\r\n\r\n"),
		Response: []byte("HTTP/1.1 200 OK\r\ncontent-TYPE: text/html; charset=utf-8\r\nSet-Cookie: sid=hidden; Path=/\r\n\r\n" + body),
	}
}

func write(t *testing.T, w *Writer, records ...Draft) []Written {
	t.Helper()
	done, err := w.Write(records...)
	if err != nil {
		t.Fatal(err)
	}
	return done
}

func closeAll(t *testing.T, c io.Closer) {
	t.Helper()
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
}

func writeExchanges(t *testing.T, w *Writer, n int) {
	t.Helper()
	for i := range n {
		x := exchange(fmt.Sprintf("https://a.example/%d", i), fmt.Sprintf("<p>Page %d</p>", i))
		write(t, w, x.Drafts(nil)...)
	}
	closeAll(t, w)
}

func readFile(t *testing.T, path string) []byte {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// stored is a record and its block.
type stored struct {
	*Record
	block string
}

// readAll reads records up to an error. The last may have a block that is cut.
func readAll(r io.Reader) (all []stored, err error) {
	rd, err := NewReader(r)
	if err != nil {
		return nil, err
	}
	for {
		rec, err := rd.Next()
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return all, err
		}
		b, err := io.ReadAll(rec.Block)
		all = append(all, stored{rec, string(b)})
		if err != nil {
			return all, err
		}
	}
}

func readPath(t *testing.T, path string) ([]stored, error) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	return readAll(f)
}

func verifyPath(t *testing.T, path string) Summary {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	s, err := Verify(f, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func types(all []stored) string {
	var names []string
	for _, r := range all {
		names = append(names, r.Type)
	}
	return strings.Join(names, " ")
}

func TestWriteAndRead(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.warc.gz")
	var lines []IndexLine
	w := &Writer{
		Path: path, Info: Header{{"software", "test"}, {"robots", "obey"}}, Now: today,
		Index: func(l IndexLine) { lines = append(lines, l) },
	}
	x := exchange("https://a.example/x", "<p>Hello</p>")
	x.Metadata = Header{{"fetchTimeMs", "12"}}
	done := write(t, w, x.Drafts(nil)...)
	write(t, w, Conversion(done[0].ID, x.URL, "text/markdown", day, []byte("Hello\n")))
	closeAll(t, w)
	all, err := readPath(t, path)
	if err != nil {
		t.Fatal(err)
	}
	if got := types(all); got != "warcinfo response request metadata conversion" {
		t.Fatalf("got records %s", got)
	}
	for i, want := range []string{
		"software: test\r\nrobots: obey\r\nformat: WARC File Format 1.1\r\nconformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n",
		"HTTP/1.1 200 OK\r\ncontent-TYPE: text/html; charset=utf-8\r\nSet-Cookie: xxxxxxxxxxx xxxxxx\r\n\r\n<p>Hello</p>",
		"GET / HTTP/1.1\r\nHost: a.example\r\nCookie: xxxxxxxxx\r\n\r\n",
		"fetchTimeMs: 12\r\n",
		"Hello\n",
	} {
		if diff := cmp.Diff(want, all[i].block); diff != "" {
			t.Errorf("record %d (-want +got):\n%s", i, diff)
		}
		if got := all[i].Header.Value("WARC-Block-Digest"); got != Digest([]byte(want)) {
			t.Errorf("record %d: digest %s", i, got)
		}
		if i > 0 && all[i].Header.Value("WARC-Warcinfo-ID") != all[0].ID {
			t.Errorf("record %d does not name its warcinfo", i)
		}
	}
	if all[4].Header.Value("WARC-Refers-To") != all[1].ID {
		t.Error("the conversion does not name its source")
	}
	if s := verifyPath(t, path); len(s.Findings) > 0 || s.Records != 5 {
		t.Errorf("verify: %+v", s)
	}
	want := IndexLine{
		Key: "example,a)/x", Time: "20261123034200", URL: "https://a.example/x", MIME: "text/html", Status: 200,
		Digest: Digest([]byte("<p>Hello</p>")), File: "a.warc.gz", Offset: all[1].Offset, Length: all[2].Offset - all[1].Offset,
	}
	if diff := cmp.Diff([]IndexLine{want}, lines); diff != "" {
		t.Errorf("index (-want +got):\n%s", diff)
	}
}

func TestBlank(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"cookie and credentials", "GET /a HTTP/1.1\r\nCookie: a=b; c\r\nAuthorization: Basic eHg=\r\n\r\n", "GET /a HTTP/1.1\r\nCookie: xxxx x\r\nAuthorization: xxxxx xxxx\r\n\r\n"},
		{"a field of the user's own", "GET / HTTP/1.1\r\nX-Session: 42\r\nUser-Agent: bi\r\n\r\n", "GET / HTTP/1.1\r\nX-Session: xx\r\nUser-Agent: bi\r\n\r\n"},
		{"case, space before the colon, fold", "GET / HTTP/1.1\r\ncOOKIE : a\r\n\tb\r\nHost: h\r\n\r\n", "GET / HTTP/1.1\r\ncOOKIE : x\r\n\tx\r\nHost: h\r\n\r\n"},
		{"the body stays", "POST / HTTP/1.1\r\nHost: h\r\n\r\nCookie: a", "POST / HTTP/1.1\r\nHost: h\r\n\r\nCookie: a"},
		{"line feeds only", "GET / HTTP/1.1\nCookie: a\n\nCookie: b\r\n\r\n", "GET / HTTP/1.1\nCookie: x\n\nCookie: b\r\n\r\n"},
		{"no end", "GET / HTTP/1.1\r\nCookie: abc", "GET / HTTP/1.1\r\nCookie: xxx"},
		{"a request line with a colon", "GET http://h/ HTTP/1.1\r\n\r\n", "GET http://h/ HTTP/1.1\r\n\r\n"},
	} {
		before := c.in
		if got := string(blankRequest([]byte(c.in))); got != c.want || c.in != before {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
	in := "HTTP/1.1 200 OK\r\nX-Any: kept\r\nSet-Cookie: a=b\r\n\r\n"
	if got, want := string(blankResponse([]byte(in))), "HTTP/1.1 200 OK\r\nX-Any: kept\r\nSet-Cookie: xxx\r\n\r\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestIndexOfAFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.warc.gz")
	var told []IndexLine
	w := &Writer{Path: path, Index: func(l IndexLine) { told = append(told, l) }}
	x := exchange("https://www2.a.example:8443/Path/x?b=2&a=1", "<p>Hello</p>")
	done := write(t, w, x.Drafts(nil)...)
	write(t, w, x.Drafts(&Seen{ID: done[0].ID, URL: x.URL, Date: x.Time})...)
	write(t, w, Draft{Header{
		{"WARC-Type", "resource"}, {"WARC-Record-ID", NewID()}, {"WARC-Date", Date(day)},
		{"WARC-Target-URI", "https://a.example/f.pdf"}, {"Content-Type", "application/pdf"},
	}, []byte("%PDF")})
	closeAll(t, w)
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	got, err := IndexFile(f, "a.warc.gz")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(told, got); diff != "" || len(got) != 3 {
		t.Errorf("%d lines (-told +read):\n%s", len(got), diff)
	}
	if got[0].Key != "example,a:8443)/path/x?a=1&b=2" || got[1].MIME != "warc/revisit" || got[2].MIME != "application/pdf" {
		t.Errorf("got %+v", got)
	}
	var b strings.Builder
	if err := WriteIndex(&b, got); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), "example,a)/f.pdf 20261123034200 {\"url\":\"https://a.example/f.pdf\",\"mime\":\"application/pdf\",\"length\":") {
		t.Errorf("got %s", b.String())
	}
}

// A gzip file in one piece has no offsets to put into an index.
func TestIndexOfGzipInOnePiece(t *testing.T) {
	one := record("resource", "text/plain", "WARC-Target-URI: https://a.example/\r\n", "abc")
	if lines, err := IndexFile(strings.NewReader(gzipped(t, one+one)), "x"); err == nil || len(lines) > 0 {
		t.Errorf("got %v, %v", lines, err)
	}
}

func TestPayloadDigest(t *testing.T) {
	a, b := exchange("https://a.example/a", "same"), exchange("https://a.example/b", "same")
	b.Response = append([]byte("HTTP/1.1 200 OK\n\n"), "same"...)
	if a.PayloadDigest() != Digest([]byte("same")) || b.PayloadDigest() != a.PayloadDigest() {
		t.Errorf("got %s and %s", a.PayloadDigest(), b.PayloadDigest())
	}
}

func TestSURT(t *testing.T) {
	for in, want := range map[string]string{
		"https://www.example.org/A?b=1&a=2": "org,example)/a?a=2&b=1",
		"http://example.org":                "org,example)/",
		"http://example.org:443/":           "org,example:443)/",
		"https://example.org:443/":          "org,example)/",
		"http://www12.example.org/":         "org,example)/",
		"http://wwwx.example.org/":          "org,example,wwwx)/",
		"urn:x:Y":                           "urn:x:Y",
	} {
		if got := SURT(in); got != want {
			t.Errorf("%s: got %s, want %s", in, got, want)
		}
	}
}

// message is a record with an HTTP response.
func message(block string) *Record {
	return &Record{Block: strings.NewReader(block), Length: int64(len(block)), URI: "https://a.example/"}
}

func TestReadMessage(t *testing.T) {
	const gz = "\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff\x4b\x04\x00\x43\xbe\xb7\xe8\x01\x00\x00\x00" // "a"
	for _, c := range []struct {
		name, in string
		body     string
		cut      bool
	}{
		{"plain", "HTTP/1.1 200 OK\r\n\r\nbody", "body", false},
		{"line feeds", "HTTP/1.0 200\nA: b\n\nbody\r\n\r\nmore", "body\r\n\r\nmore", false},
		{"no body", "HTTP/1.1 204 No Content\r\nA: b", "", false},
		{"interim responses", "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 200 OK\r\n\r\nbody", "body", false},
		{"chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n", "abcde", false},
		{"chunks that break off", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n9\r\nde", "abcde", true},
		{"chunks without the last", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n", "abc", true},
		{"a label of chunks", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n<p>body", "<p>body", false},
		{"gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gz, "a", false},
		{"gzip and more", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gz + "more", "a", false},
		{"a label of gzip", "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n<p>body", "<p>body", false},
		{"a label of brotli", "HTTP/1.1 200 OK\r\nContent-Encoding: br\r\n\r\n\n<!doctype html>", "\n<!doctype html>", false},
		{"a label of nothing known", "HTTP/1.1 200 OK\r\nContent-Encoding: utf-8\r\n\r\nbody", "body", false},
		{"shorter than it says", "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nbody", "body", true},
		{"longer than it says", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nbody", "body", false},
		{"a long line", "HTTP/1.1 200 OK\r\nA: " + strings.Repeat("x", 200<<10) + "\r\n\r\nbody", "body", false},
		{"many lines", "HTTP/1.1 200 OK\r\n" + strings.Repeat("A: b\r\n", 5000) + "\r\nbody", "body", false},
	} {
		m, err := ReadMessage(message(c.in), 1<<20, nil)
		if err != nil || string(m.Body) != c.body || m.Cut != c.cut {
			t.Errorf("%s: got %+v, %v", c.name, m, err)
		}
	}
	for name, in := range map[string]string{
		"no response":        "<p>body",
		"a status of letter": "HTTP/1.1 OK\r\n\r\n",
		"an endless head":    "HTTP/1.1 200 OK\r\n" + strings.Repeat("A: b\r\n", 1<<18),
		"damaged gzip":       "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gz[:15] + "\xff" + gz[16:],
		"cut gzip":           "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gz[:15],
		"many encodings":     "HTTP/1.1 200 OK\r\nContent-Encoding: " + strings.Repeat("zstd,", 1000) + "\r\n\r\nbody",
	} {
		if m, err := ReadMessage(message(in), 1<<20, nil); err == nil {
			t.Errorf("%s: got %+v, want an error", name, m)
		}
	}
}

func TestReadMessageLimit(t *testing.T) {
	for body, want := range map[string]error{"123": nil, "1234": ErrTooLarge} {
		if _, err := ReadMessage(message("HTTP/1.1 200 OK\r\n\r\n"+body), 3, nil); !errors.Is(err, want) {
			t.Errorf("%s: got %v, want %v", body, err, want)
		}
	}
}

// A block whose bytes are wrong is not given as one that is whole.
func TestBlockOfADamagedMember(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.warc.gz")
	writeExchanges(t, &Writer{Path: path}, 2)
	all, err := readPath(t, path)
	if err != nil {
		t.Fatal(err)
	}
	data := readFile(t, path)
	data[all[2].Offset-8] ^= 1 // the checksum of the first response's member
	got, err := readAll(strings.NewReader(string(data)))
	if err == nil || len(got) != 2 {
		t.Errorf("got %d records, %v", len(got), err)
	}
	r, err := NewReader(strings.NewReader(string(data)))
	if err != nil {
		t.Fatal(err)
	}
	var ids []string
	damaged := 0
	for {
		rec, err := r.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if errors.Is(err, ErrDamaged) {
			damaged++
			continue
		}
		if err != nil {
			t.Fatal(err)
		}
		ids = append(ids, rec.ID)
	}
	if damaged != 1 || len(ids) != 5 || ids[4] != all[4].ID {
		t.Errorf("%d damaged, records %v", damaged, ids)
	}
}

func TestFoldedAndUnevenHeaders(t *testing.T) {
	in := "WARC/1.0\nwarc-type: Response\nWARC-Target-URI: <http://a.example/a b>\nX-Long: one\n two\nno field\nContent-Length:  3 \n\nabc\n\n"
	all, err := readAll(strings.NewReader(in))
	if err != nil || len(all) != 1 {
		t.Fatalf("got %v, %v", all, err)
	}
	r := all[0]
	if r.Type != "response" || r.URI != "http://a.example/a%20b" || r.Header.Value("x-long") != "one two" || r.block != "abc" {
		t.Errorf("got %+v", r)
	}
}

func TestVersionTwoOfARC(t *testing.T) {
	in := "filedesc://x.arc 0.0.0.0 20010101000000 text/plain 200 - - 0 x.arc 4\n2 0\n\n" +
		"http://a.example/a b?c 127.0.0.1 20010101000000 text/html 200 abc - 99 x.arc 19\nHTTP/1.0 200 OK\n\nhi\n"
	all, err := readAll(strings.NewReader(in))
	if err != nil || len(all) != 2 {
		t.Fatalf("got %d records, %v", len(all), err)
	}
	if r := all[1]; r.URI != "http://a.example/a%20b?c" || r.Header.Value("WARC-IP-Address") != "127.0.0.1" || r.Date.Year() != 2001 || r.Type != "response" {
		t.Errorf("got %+v", r.Record)
	}
}

// What warcio 1.8.1 (Python) and warcio.js 2.4.11 make of each file: the number
// of records that can be read, and whether reading fails after them. The two
// agree but on three kinds. warcio.js reads no ARC. A gzip file in one piece is
// refused by the one after its first record and read by the other with a
// warning; it is read here, and verified as at fault. A last block that is
// shorter than its length is passed over by both; here it is an error of the
// block.
func TestReadsWhatOthersWrote(t *testing.T) {
	dir := conformance(t)
	for name, want := range map[string]struct {
		records  int
		bad      bool
		findings bool // warcio check finds something too, but for the last block's end
	}{
		"warcio/example.warc":                        {6, false, false},
		"warcio/example.warc.gz":                     {6, false, false},
		"warcio/example.arc":                         {2, false, false},
		"warcio/example.arc.gz":                      {2, false, false},
		"warcio/example-bad.warc.gz.bad":             {6, false, true},
		"warcio/example-bad-non-chunked.warc.gz":     {6, false, true},
		"warcio/example-digest.warc":                 {4, false, true},
		"warcio/example-iana.org-chunked.warc":       {3, false, false},
		"warcio/example-resource.warc.gz":            {3, false, false},
		"warcio/example-space-in-target-uri.warc.gz": {2, false, false},
		"warcio/example-space-in-url.arc":            {2, true, true},
		"warcio/example-trunc.warc":                  {4, false, true},
		"warcio/example-wget-bad-target-uri.warc.gz": {6, false, false},
		"warcio/example-wrong-chunks.warc.gz":        {1, true, true},
		"warcio/post-test.warc.gz":                   {6, false, false},
		"warcio/bad.arc":                             {4, false, true},
		"jwarc/cc.warc.gz":                           {1, false, false},
		"jwarc/gzip_extra_sl.warc.gz":                {1, false, false},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(dir, filepath.FromSlash(name))
			all, err := readPath(t, path)
			if len(all) != want.records || (err != nil) != want.bad {
				t.Errorf("got %d records, %v; want %d, an error: %v", len(all), err, want.records, want.bad)
			}
			var own []Finding // references into other files are no fault of this one
			for _, f := range verifyPath(t, path).Findings {
				if !strings.HasSuffix(f.What, "names a record that is not there") {
					own = append(own, f)
				}
			}
			if (len(own) > 0) != want.findings {
				t.Errorf("got findings %+v", own)
			}
			for _, r := range all {
				if strings.ContainsAny(r.URI, "<> ") {
					t.Errorf("the URI %q was not put right", r.URI)
				}
			}
			playAll(t, path, all)
		})
	}
}

// The index of a file of another program, as warcio.js writes it.
func TestIndexOfAFileOfOthers(t *testing.T) {
	path := filepath.Join(conformance(t), "warcio", "example.warc")
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines, err := IndexFile(f, "example.warc")
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := WriteIndex(&b, lines); err != nil {
		t.Fatal(err)
	}
	want := `com,example)/ 20170306040206 {"url":"http://example.com/","mime":"text/html","status":"200","digest":"G7HRM7BGOKSKMSXZAHMUQTTV53QOFSMK","length":"1365","offset":"1197","filename":"example.warc"}
com,example)/ 20170306040348 {"url":"http://example.com/","mime":"warc/revisit","status":"200","digest":"G7HRM7BGOKSKMSXZAHMUQTTV53QOFSMK","length":"942","offset":"3370","filename":"example.warc"}
`
	if diff := cmp.Diff(want, b.String()); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// conformance is the folder with files of other programs.
func conformance(t *testing.T) string {
	t.Helper()
	root := os.Getenv("BACKISSUE_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "..", "shared")
	}
	dir := filepath.Join(root, "conformance", "warc")
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("reference data %s is not here", dir)
	}
	return dir
}

// playAll plays each response of a file that can be played by its URL.
func playAll(t *testing.T, path string, all []stored) {
	t.Helper()
	p, err := NewPlayer(path)
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	for i, r := range all {
		if r.Type != "response" || int64(len(r.block)) != r.Length || r.Length == 0 {
			continue
		}
		m, err := ReadMessage(message(r.block), 1<<20, nil)
		if err != nil || m.Cut {
			continue
		}
		method := "GET"
		if i+1 < len(all) && strings.HasPrefix(all[i+1].block, "POST ") {
			method = "POST"
		}
		req, err := http.NewRequest(method, r.URI, nil)
		if err != nil {
			t.Fatal(err)
		}
		res, err := p.RoundTrip(req)
		if err != nil {
			t.Errorf("%s: %v", r.URI, err)
			continue
		}
		if _, err := io.Copy(io.Discard, res.Body); err != nil || res.StatusCode != m.Status {
			t.Errorf("%s: %s, %v", r.URI, res.Status, err)
		}
	}
}
