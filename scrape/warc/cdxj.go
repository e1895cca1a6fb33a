package warc

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
)

// IndexLine is a line of a CDXJ index: where the capture of a page stands.
type IndexLine struct {
	Key    string // the URL in SURT form
	Time   string // 14 digits
	URL    string
	MIME   string
	Status int
	Digest string // of the payload, with its label
	File   string
	Offset int64
	Length int64
}

// String is the line as warcio writes it, with the digest without its label.
func (l IndexLine) String() string {
	fields := struct {
		URL    string `json:"url"`
		MIME   string `json:"mime,omitempty"`
		Status string `json:"status,omitempty"`
		Digest string `json:"digest,omitempty"`
		Length string `json:"length"`
		Offset string `json:"offset"`
		File   string `json:"filename"`
	}{l.URL, l.MIME, "", l.Digest, strconv.FormatInt(l.Length, 10), strconv.FormatInt(l.Offset, 10), l.File}
	if _, digest, ok := strings.Cut(l.Digest, ":"); ok {
		fields.Digest = digest
	}
	if l.Status > 0 {
		fields.Status = strconv.Itoa(l.Status)
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(fields); err != nil {
		return ""
	}
	return l.Key + " " + l.Time + " " + strings.TrimSpace(b.String())
}

// indexLine gives the index line of a record that holds a page, or a revisit.
// Of the block, only an HTTP message's head is looked at.
func indexLine(h Header, block []byte, at Written) (IndexLine, bool) {
	kind := strings.ToLower(h.Value("WARC-Type"))
	contentType := h.Value("Content-Type")
	switch {
	case kind == "response", kind == "revisit":
	case kind == "resource" && contentType != "application/warc-fields":
	default:
		return IndexLine{}, false
	}
	uri := targetURI(h.Value("WARC-Target-URI"))
	l := IndexLine{
		Key: SURT(uri), URL: uri, MIME: contentType, Digest: h.Value("WARC-Payload-Digest"),
		File: at.File, Offset: at.Offset, Length: at.Length,
	}
	if t, err := time.Parse(time.RFC3339Nano, h.Value("WARC-Date")); err == nil {
		l.Time = t.UTC().Format("20060102150405")
	}
	if kind == "resource" {
		return l, true
	}
	head, _ := split(block)
	l.Status, l.MIME = statusOf(head), mimeOf(head)
	if kind == "revisit" {
		l.MIME = "warc/revisit"
	}
	return l, true
}

// statusOf is the status that an HTTP response's head begins with, or 0.
func statusOf(head []byte) int {
	line := string(head[:min(len(head), lineEnd(head, 0))])
	f := strings.Fields(line)
	if len(f) < 2 || !strings.HasPrefix(line, "HTTP/") {
		return 0
	}
	status, _ := strconv.Atoi(f[1]) // a status that is no number is none
	return status
}

func mimeOf(head []byte) string {
	for line := range strings.SplitSeq(string(head), "\n") {
		name, value, ok := strings.Cut(line, ":")
		if ok && strings.EqualFold(trim(name), "content-type") {
			mime, _, _ := strings.Cut(value, ";")
			return trim(mime)
		}
	}
	return ""
}

// IndexFile makes the index lines of a whole file, in its order, as they were
// told while it was written. name is the file's base name. The lines that could
// be made before an error are given with it.
func IndexFile(r io.Reader, name string) ([]IndexLine, error) {
	rd, err := NewReader(r)
	if err != nil {
		return nil, err
	}
	var lines []IndexLine
	for {
		rec, err := rd.Next()
		if errors.Is(err, io.EOF) {
			return lines, nil
		}
		if err != nil {
			return lines, fmt.Errorf("indexing %s: %w", name, err)
		}
		head, err := readAtMost(io.LimitReader(rec.Block, maxHeader), maxHeader, 0)
		if err != nil {
			return lines, fmt.Errorf("indexing %s: %w", name, err)
		}
		line, ok := indexLine(rec.Header, head, Written{File: name, Offset: rec.Offset})
		line.Length, err = rd.length()
		if err != nil {
			return lines, fmt.Errorf("indexing %s: %w", name, err)
		}
		if ok {
			lines = append(lines, line)
		}
	}
}

// length is that of the current record, which is read to its end: in a gzip
// file of its member, in a plain one without the empty lines behind it.
func (r *Reader) length() (int64, error) {
	if err := r.finish(); err != nil || r.member == nil {
		return r.end - r.offset, err
	}
	switch _, err := r.buf.Peek(len("\r\n\r\n") + 1); {
	case errors.Is(err, io.EOF):
		return r.at() - r.offset, nil
	case err != nil:
		return 0, err
	}
	return 0, errors.New("a gzip member holds more than one record, none of which can be found by its offset")
}

// SURT is a URL turned round so that a site's pages sort together, as pywb and
// warcio write it: "org,example)/path?a=1&b=2".
func SURT(u string) string {
	p, err := url.Parse(strings.ToLower(u))
	if err != nil || p.Host == "" || p.Scheme != "http" && p.Scheme != "https" {
		return u
	}
	labels := strings.Split(withoutWWW(p.Hostname()), ".")
	slices.Reverse(labels)
	key := strings.Join(labels, ",")
	if port := p.Port(); port != "" && !(p.Scheme == "http" && port == "80") && !(p.Scheme == "https" && port == "443") {
		key += ":" + port
	}
	path := p.EscapedPath()
	if path == "" {
		path = "/"
	}
	key += ")" + path
	if p.RawQuery != "" {
		q := strings.Split(p.RawQuery, "&")
		slices.Sort(q)
		key += "?" + strings.Join(q, "&")
	}
	return key
}

// withoutWWW takes off "www." and "www2.".
func withoutWWW(host string) string {
	if rest, ok := strings.CutPrefix(host, "www"); ok {
		if rest, ok = strings.CutPrefix(strings.TrimLeft(rest, "0123456789"), "."); ok {
			return rest
		}
	}
	return host
}

// WriteIndex writes lines in the order of their keys, as readers of CDXJ
// expect them.
func WriteIndex(w io.Writer, lines []IndexLine) error {
	text := make([]string, len(lines))
	for i, l := range lines {
		text[i] = l.String()
	}
	slices.Sort(text)
	for _, l := range text {
		if _, err := fmt.Fprintln(w, l); err != nil {
			return err
		}
	}
	return nil
}
