package warc

import (
	"bufio"
	"crypto/md5"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base32"
	"encoding/hex"
	"errors"
	"hash"
	"io"
	"net/http/httputil"
	"strings"
)

// digester compares bytes with the digest that a record gives for them. One
// that is missing, or of a kind that is not known, is always right.
type digester struct {
	hash  hash.Hash // nil if there is nothing to compare
	label string
	want  string // as the record has it
}

func newDigester(want string) *digester {
	d := &digester{want: want}
	label, _, _ := strings.Cut(want, ":")
	d.label = strings.ToLower(label)
	switch d.label {
	case "md5":
		d.hash = md5.New()
	case "sha1", "sha-1":
		d.hash = sha1.New()
	case "sha256", "sha-256":
		d.hash = sha256.New()
	case "sha512", "sha-512":
		d.hash = sha512.New()
	}
	return d
}

func (d *digester) Write(p []byte) (int, error) {
	if d.hash != nil {
		d.hash.Write(p) //nolint:errcheck // a hash has no errors
	}
	return len(p), nil
}

// right accepts base32, with or without its padding, and base16.
func (d *digester) right() bool {
	if d.hash == nil {
		return true
	}
	_, value, _ := strings.Cut(d.want, ":")
	sum := d.hash.Sum(nil)
	return strings.EqualFold(strings.TrimRight(value, "="), base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum)) ||
		strings.EqualFold(value, hex.EncodeToString(sum))
}

// String is the digest of what was written.
func (d *digester) String() string {
	return d.label + ":" + base32.StdEncoding.EncodeToString(d.hash.Sum(nil))
}

// readPayload reads a block to its end: its payload, which of an HTTP message
// is the body, goes to payload as it stands there, and to content without its
// chunks. Crawlers differ in which of the two they give the digest of.
func readPayload(rec *Record, r *bufio.Reader, payload, content *digester) error {
	isChunked := false
	if strings.HasPrefix(rec.Header.Value("Content-Type"), "application/http") {
		var err error
		if isChunked, err = skipHead(r); err != nil {
			return err
		}
	}
	rest := io.TeeReader(r, payload)
	if isChunked {
		// Broken chunks are read no further; the digest then is of the rest as it is.
		io.Copy(content, httputil.NewChunkedReader(bufio.NewReader(rest))) //nolint:errcheck // see above
	}
	_, err := io.Copy(io.Discard, rest)
	return err
}

// skipHead skips an HTTP message's head and reports whether its body is
// chunked. A head may be as long as it likes.
func skipHead(r *bufio.Reader) (isChunked bool, err error) {
	begin := true // of a line
	for {
		line, err := r.ReadSlice('\n')
		if begin && len(strings.TrimRight(string(line), "\r\n")) == 0 {
			if err == nil || len(line) == 0 && err == io.EOF { //nolint:errorlint // a reader's end is io.EOF itself
				return isChunked, nil
			}
		}
		if begin && isChunkedField(string(line)) {
			isChunked = true
		}
		switch {
		case err == nil:
			begin = true
		case errors.Is(err, bufio.ErrBufferFull):
			begin = false
		case errors.Is(err, io.EOF):
			return isChunked, nil
		default:
			return isChunked, err
		}
	}
}

func isChunkedField(line string) bool {
	name, value, ok := strings.Cut(line, ":")
	return ok && strings.EqualFold(trim(name), "transfer-encoding") && strings.Contains(strings.ToLower(value), "chunked")
}
