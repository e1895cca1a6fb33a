package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/klauspost/compress/gzip"
)

// counter counts what has been taken from a file.
type counter struct {
	io.Reader
	n int64
}

func (c *counter) Read(p []byte) (int, error) {
	n, err := c.Reader.Read(p)
	c.n += int64(n)
	return n, err
}

// source is a file as records are parsed from it: plain, or one gzip member
// after the other.
type source struct {
	file   *counter
	raw    *bufio.Reader // the file; gzip takes from it no more than it needs
	member *gzip.Reader  // nil for a plain file
	buf    *bufio.Reader // what records are parsed from
	head   [10]byte      // the member's head, without its extra fields
}

const bufferSize = 64 << 10

func newSource(r io.Reader) (source, error) {
	file := &counter{Reader: r}
	s := source{file: file, raw: bufio.NewReaderSize(file, bufferSize)}
	s.buf = s.raw
	magic, err := s.raw.Peek(2)
	if err != nil && !errors.Is(err, io.EOF) {
		return s, err
	}
	if bytes.Equal(magic, []byte{0x1f, 0x8b}) {
		s.member = new(gzip.Reader)
		s.buf = bufio.NewReaderSize(nil, bufferSize)
		return s, s.nextMember()
	}
	return s, nil
}

// at is the place in the file: exact for a plain file, and between two members
// of a gzip file.
func (s *source) at() int64 { return s.file.n - int64(s.raw.Buffered()) }

// nextMember begins with the next gzip member, or is io.EOF.
func (s *source) nextMember() error {
	head, err := s.raw.Peek(len(s.head))
	if len(head) == 0 {
		return err
	}
	copy(s.head[:], head)
	if err := s.member.Reset(s.raw); err != nil {
		return fmt.Errorf("reading gzip: %w", noEOF(err))
	}
	s.member.Multistream(false)
	s.buf.Reset(s.member)
	return nil
}

// findMember skips to the next place where a gzip member begins that holds a
// WARC record, or is io.EOF.
func findMember(raw *bufio.Reader) error {
	for {
		window, err := raw.Peek(bufferSize)
		if len(window) == 0 {
			return err
		}
		k := bytes.Index(window, []byte{0x1f, 0x8b, 8})
		switch {
		case k < 0:
			k = max(len(window)-2, 1)
		case k == 0 && string(startOf(window, len("WARC/"))) == "WARC/":
			return nil
		case k == 0:
			k = 1
		}
		if _, err := raw.Discard(k); err != nil {
			return err
		}
	}
}

// startOf is what the gzip member that b begins with holds, at most n bytes.
func startOf(b []byte, n int) []byte {
	z, err := gzip.NewReader(bytes.NewReader(b))
	if err != nil {
		return nil
	}
	z.Multistream(false)
	start, _ := io.ReadAll(io.LimitReader(z, int64(n))) // what there is before an error
	return start
}
