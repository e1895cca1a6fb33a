package warc

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/klauspost/compress/gzip"
)

// Repair finds the end of the last whole record of a gzip file and cuts what
// follows it: a record that a crash left unfinished. It gives the size that is
// left. Nothing else is cut: a file that is no WARC file is ErrFormat, and one
// whose records are damaged in another way is ErrDamaged.
func Repair(f *os.File) (int64, error) {
	info, err := f.Stat()
	if err != nil {
		return 0, err
	}
	size := info.Size()
	if size == 0 || endsWhole(f, size) {
		return size, nil
	}
	end, why, err := wholeEnd(f)
	if err == nil && end < size {
		if err = cutOnly(f, end, size, why); err == nil {
			err = f.Truncate(end)
		}
	}
	if err != nil {
		return 0, fmt.Errorf("appending to %s: %w", f.Name(), err)
	}
	return end, nil
}

// packedHead is the gzip head of every member that is written here.
var packedHead = []byte{0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff}

// lookBack is the number of bytes at a file's end in which its last record is
// looked for before the file is read from its beginning.
const lookBack = 1 << 20

// endsWhole reports whether a file that was written here begins with a record
// and ends with one: the common case, found without reading the rest.
func endsWhole(f *os.File, size int64) bool {
	if !holdsRecord(io.NewSectionReader(f, 0, size)) {
		return false
	}
	from := max(0, size-lookBack)
	tail := make([]byte, size-from)
	if _, err := f.ReadAt(tail, from); err != nil {
		return false
	}
	for tries, to := 0, len(tail); tries < 8; tries++ {
		k := bytes.LastIndex(tail[:to], packedHead)
		if k < 0 {
			return false
		}
		b := bufio.NewReader(bytes.NewReader(tail[k:]))
		if _, err := readMember(new(gzip.Reader), b); err == nil {
			_, err := b.Peek(1)
			return errors.Is(err, io.EOF)
		}
		to = k
	}
	return false
}

// holdsRecord reports whether r begins with a member that begins as a record.
func holdsRecord(r io.Reader) bool {
	z, err := gzip.NewReader(r)
	if err != nil {
		return false
	}
	start := make([]byte, len("WARC/"))
	_, err = io.ReadFull(z, start)
	return err == nil && string(start) == "WARC/"
}

// readMember reads a gzip member to its end and gives what it begins with.
func readMember(z *gzip.Reader, r *bufio.Reader) (start string, err error) {
	if err := z.Reset(r); err != nil {
		return "", noEOF(err)
	}
	z.Multistream(false)
	head := make([]byte, len("WARC/"))
	n, err := io.ReadFull(z, head)
	if err == nil {
		_, err = io.Copy(io.Discard, z)
	}
	if errors.Is(err, io.EOF) || n < len(head) && whole(z, err) {
		err = nil
	}
	return string(head[:n]), err
}

// whole reports whether a member ended by itself: io.ReadFull says the same of
// one that is short as of one that is cut.
func whole(z *gzip.Reader, err error) bool {
	if !errors.Is(err, io.ErrUnexpectedEOF) {
		return false
	}
	_, err = z.Read(make([]byte, 1))
	return errors.Is(err, io.EOF)
}

// wholeEnd is the offset behind the last gzip member that is whole, and why the
// next one is not. A file that does not begin with a record is refused.
func wholeEnd(f *os.File) (end int64, why, err error) {
	file := &counter{Reader: io.NewSectionReader(f, 0, 1<<62)}
	raw := bufio.NewReaderSize(file, bufferSize)
	z := new(gzip.Reader)
	for {
		head, err := raw.Peek(len(packedHead))
		if len(head) == 0 && errors.Is(err, io.EOF) {
			return end, nil, nil
		}
		start, why := readMember(z, raw)
		switch {
		case end == 0 && !mayBegin(head, start, why):
			return 0, nil, ErrFormat
		case why != nil:
			return end, why, nil
		}
		end = file.n - int64(raw.Buffered())
	}
}

// mayBegin reports whether a file's first member is a record, or one that was
// cut: so early, maybe, that none of its content can be read.
func mayBegin(head []byte, start string, why error) bool {
	switch {
	case start == "WARC/":
		return true
	case why == nil || !strings.HasPrefix("WARC/", start): //nolint:gocritic // start may be the beginning of the word
		return false
	}
	return bytes.HasPrefix(packedHead, head)
}

// cutOnly reports as an error if what stands behind end is more than a record
// that was cut.
func cutOnly(f *os.File, end, size int64, why error) error {
	damaged := fmt.Errorf("%w at %d: %w", ErrDamaged, end, why)
	rest := io.NewSectionReader(f, end+1, size-end-1)
	switch err := findMember(bufio.NewReaderSize(rest, bufferSize)); {
	case err == nil:
		return damaged // whole records may follow
	case !errors.Is(err, io.EOF):
		return err
	case errors.Is(why, io.ErrUnexpectedEOF) || zerosAt(f, end, size):
		return nil
	}
	return damaged
}

// zerosAt reports whether a file ends with zeros, which a file system leaves
// where a crash came between a file's size and its content.
func zerosAt(f *os.File, end, size int64) bool {
	last := make([]byte, min(16, size-end))
	if _, err := f.ReadAt(last, size-int64(len(last))); err != nil {
		return false
	}
	return len(bytes.Trim(last, "\x00")) == 0
}
