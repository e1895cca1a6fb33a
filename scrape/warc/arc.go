package warc

import (
	"fmt"
	"strconv"
	"strings"
	"time"
)

// arcFields parts an ARC record's one-line header: version 1 (URL, address,
// date, type, length), or version 2 with five more fields before the length. A
// URL may hold spaces, so the fields are counted from the end.
func arcFields(line string) (uri, address, date, mime, length string, ok bool) {
	f := strings.Split(line, " ")
	n := len(f)
	at := n - 4 // of the address in version 1
	if n >= 10 && !arcDate(f[n-3]) && arcDate(f[n-8]) {
		at = n - 9
	}
	if at < 1 || !arcDate(f[at+1]) || !strings.Contains(f[0], ":") {
		return "", "", "", "", "", false
	}
	return strings.Join(f[:at], " "), f[at], f[at+1][:14], f[at+2], f[n-1], true
}

func isARC(line string) bool {
	_, _, _, _, _, ok := arcFields(line)
	return ok
}

// arcDate reports whether s begins with a date of 14 digits.
func arcDate(s string) bool {
	if len(s) < 14 {
		return false
	}
	_, err := strconv.ParseUint(s, 10, 64)
	return err == nil
}

// arcRecord makes a record of an ARC header. A length that is no number is
// read as none, as warcio does.
func (r *Reader) arcRecord(rec *Record, line string) error {
	uri, address, date, mime, length, _ := arcFields(line)
	rec.Version, rec.URI = "ARC/1", targetURI(uri)
	var err error
	if rec.Length, err = strconv.ParseInt(length, 10, 64); err != nil || rec.Length < 0 {
		r.warn("the length is %.40q", length)
		rec.Length = 0
		if err := r.skipVersion(rec.URI); err != nil {
			return err
		}
	}
	// A date that does not exist loses nothing but itself.
	rec.Date, _ = time.Parse("20060102150405", date)
	rec.Type = arcType(rec.URI)
	if rec.Type == "response" {
		mime = "application/http; msgtype=response"
	}
	rec.Header = Header{
		{"WARC-Type", rec.Type}, {"WARC-Target-URI", rec.URI}, {"WARC-Date", rec.Date.Format(time.RFC3339)},
		{"WARC-IP-Address", address}, {"Content-Type", mime}, {"Content-Length", strconv.FormatInt(rec.Length, 10)},
	}
	return nil
}

// skipVersion skips the two lines of a file's first record, where its length
// does not count them.
func (r *Reader) skipVersion(uri string) error {
	if arcType(uri) != "warcinfo" {
		return nil
	}
	for range 2 {
		if _, err := readLine(r.buf, maxHeader); err != nil {
			return fmt.Errorf("reading the version: %w", noEOF(err))
		}
	}
	return nil
}

func arcType(uri string) string {
	switch {
	case strings.HasPrefix(uri, "filedesc:"):
		return "warcinfo"
	case strings.HasPrefix(uri, "http:"), strings.HasPrefix(uri, "https:"):
		return "response"
	}
	return "resource"
}
