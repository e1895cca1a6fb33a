package warc

import (
	"bytes"
	"crypto/rand"
	"crypto/sha1"
	"encoding/base32"
	"fmt"
	"strconv"
	"time"

	"github.com/klauspost/compress/gzip"
)

// Draft is a record to be written.
type Draft struct {
	Header Header
	Block  []byte
}

// packed is records as the bytes of a file.
type packed struct {
	bytes.Buffer
	each []packedRecord
}

type packedRecord struct {
	length int64 // of the member
	digest string
}

// level is the strength of compression: twice as fast as the usual one, for
// files that are a twelfth larger. The fastest begins a member with tables, of
// which a cut one leaves nothing to be known by.
const level = 2

// pack makes the gzip members of records that belong to a warcinfo record.
func (w *Writer) pack(records []Draft, info string) (*packed, error) {
	z, ok := w.packers.Get().(*gzip.Writer)
	if !ok {
		z, _ = gzip.NewWriterLevel(nil, level) //nolint:errcheck // the level is one
	}
	defer w.packers.Put(z)
	p := new(packed)
	for _, d := range records {
		before := p.Len()
		z.Reset(p)
		z.ModTime = time.Unix(0, 0) // which RFC 1952 reads as no time; the zero Time would be written as a number
		digest := Digest(d.Block)
		for _, part := range [][]byte{recordHeader(d, info, digest), d.Block, []byte("\r\n\r\n")} {
			if _, err := z.Write(part); err != nil {
				return nil, err
			}
		}
		if err := z.Close(); err != nil {
			return nil, err
		}
		p.each = append(p.each, packedRecord{int64(p.Len() - before), digest})
	}
	return p, nil
}

// recordHeader is a record's header with the fields that are filled in.
func recordHeader(d Draft, info, digest string) []byte {
	h := append(Header(nil), d.Header...)
	h.Set("WARC-Block-Digest", digest)
	if info != "" && h.Value("WARC-Warcinfo-ID") == "" {
		h.Set("WARC-Warcinfo-ID", info)
	}
	h.Set("Content-Length", strconv.Itoa(len(d.Block)))
	return append(append([]byte("WARC/1.1\r\n"), h.fields()...), "\r\n"...)
}

// NewID is a new record's name (WARC 1.1 §5.2).
func NewID() string {
	var b [16]byte
	rand.Read(b[:]) //nolint:errcheck // it never fails
	b[6] = b[6]&0x0f | 0x40
	b[8] = b[8]&0x3f | 0x80
	return fmt.Sprintf("<urn:uuid:%x-%x-%x-%x-%x>", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// Date is a time as WARC writes it, in UTC with microseconds (WARC 1.1 §5.4).
func Date(t time.Time) string { return t.UTC().Format("2006-01-02T15:04:05.000000Z") }

// Digest is the SHA-1 of b as WARC files label it: "sha1:" and base32.
func Digest(b []byte) string {
	sum := sha1.Sum(b)
	return "sha1:" + base32.StdEncoding.EncodeToString(sum[:])
}
