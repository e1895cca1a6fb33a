package warc

import (
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"time"
)

// Record is one record of a WARC or ARC file. Block is valid until the next
// call of Reader.Next.
type Record struct {
	Version string // "WARC/1.0", "WARC/1.1" or "ARC/1"
	Type    string // "response", "request", "warcinfo", "metadata", "revisit", "resource", "conversion"; empty if it is not said
	ID      string // with its angle brackets
	URI     string // of the target, without the angle brackets and spaces that some writers leave in
	Date    time.Time
	Header  Header
	Length  int64 // of the block in bytes, by its header

	// Block gives the block and no more. It is io.ErrUnexpectedEOF where the
	// block is shorter than its length. The end is io.EOF only if the checksum
	// of a gzip member that ends here is right.
	Block io.Reader

	Offset int64 // where the record begins in the file; for gzip, where its member begins
	nth    int   // records before this one in the same gzip member
}

// Reader reads records in the order of the file. What it keeps in memory does
// not depend on the file, nor on the size of a record's block.
type Reader struct {
	source
	Warn func(string) // told of what was read past; may be nil

	arc    bool  // the file is an ARC file
	warc   bool  // the file is a WARC file
	nth    int   // records read from the current gzip member
	after  bool  // the last thing read is a record's block
	offset int64 // of the current member, or record
	end    int64 // of the last record in a plain file, without the empty lines behind it
	block  *block
	err    error
}

// ErrFormat is the error of bytes that are no WARC or ARC record.
var ErrFormat = errors.New("this is no WARC or ARC record")

// ErrDamaged is the error of a record that cannot be read. In a gzip file the
// next call of Reader.Next goes on with the first record that can be.
var ErrDamaged = errors.New("the record is damaged")

// ReadAt reads the record that begins at an offset of a file, in bytes. Its
// block can be read as long as the file is open.
func ReadAt(f io.ReaderAt, offset int64) (*Record, error) {
	r, err := NewReader(io.NewSectionReader(f, offset, math.MaxInt64-offset))
	if err != nil {
		return nil, err
	}
	return r.Next()
}

// NewReader begins to read r, which may be gzip, with a member for each record
// as the standard asks (WARC 1.1 annex D) or in one piece.
func NewReader(r io.Reader) (*Reader, error) {
	s, err := newSource(r)
	if err != nil {
		return nil, err
	}
	return &Reader{source: s}, nil
}

// Next gives the next record, after skipping what is left of the current one.
// It is io.EOF at the end of the file, and io.ErrUnexpectedEOF where the file
// is cut inside a record. An error is final if it is not ErrDamaged.
func (r *Reader) Next() (*Record, error) {
	if r.err != nil {
		if r.member == nil || !errors.Is(r.err, ErrDamaged) {
			return nil, r.err
		}
		if r.err = r.resume(); r.err != nil {
			return nil, r.err
		}
	}
	rec, err := r.next()
	if err != nil {
		r.err = r.classify(err)
		return nil, r.err
	}
	return rec, nil
}

// classify says of an error whether there is more to be read behind it.
func (r *Reader) classify(err error) error {
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || r.member == nil || !r.warc {
		return err
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

// resume goes on behind damage.
func (r *Reader) resume() error {
	r.block = nil
	if err := findMember(r.raw); err != nil {
		return err
	}
	return r.nextMember()
}

func (r *Reader) next() (*Record, error) {
	if err := r.finish(); err != nil {
		return nil, err
	}
	line, err := r.firstLine()
	if err != nil {
		return nil, err
	}
	rec := &Record{Offset: r.offset, nth: r.nth}
	switch {
	case isWARC(line) && !r.arc:
		r.warc = true
		err = r.warcRecord(rec, line)
	case isARC(line) && !r.warc:
		r.arc = true
		err = r.arcRecord(rec, line)
	default:
		err = fmt.Errorf("%w: it begins %.40q", ErrFormat, line)
	}
	if err != nil {
		return nil, err
	}
	if r.member != nil {
		r.nth++
	}
	r.block = &block{rest: io.LimitedReader{R: r.buf, N: rec.Length}, r: r}
	rec.Block = r.block
	return rec, nil
}

// isWARC reports whether a line begins a record of WARC 0.17, 0.18, 1.0 or 1.1.
func isWARC(line string) bool {
	return strings.HasPrefix(line, "WARC/1.") || strings.HasPrefix(line, "WARC/0.1")
}

func (r *Reader) warn(format string, args ...any) {
	if r.Warn != nil {
		r.Warn(fmt.Sprintf(format, args...))
	}
}

// block is a record's block.
type block struct {
	rest io.LimitedReader
	r    *Reader
	done bool
}

var errShort = fmt.Errorf("the block is shorter than its header says: %w", io.ErrUnexpectedEOF)

func (b *block) Read(p []byte) (int, error) {
	n, err := b.rest.Read(p)
	if !errors.Is(err, io.EOF) {
		return n, err
	}
	if b.rest.N > 0 {
		return n, errShort
	}
	if !b.done {
		b.done = true
		if end := b.r.checkEnd(); end != nil {
			err = end
		}
	}
	return n, err
}

// checkEnd looks behind a block: the checksum of a gzip member is compared when
// its end is read.
func (r *Reader) checkEnd() error {
	if r.member == nil || r.block == nil {
		return nil
	}
	if _, err := r.buf.Peek(len("\r\n\r\n") + 1); err != nil && !errors.Is(err, io.EOF) {
		return err
	}
	return nil
}

// finish reads the current block to its end.
func (r *Reader) finish() error {
	if r.block == nil {
		return nil
	}
	_, err := io.Copy(io.Discard, r.block)
	r.block, r.after = nil, true
	r.end = r.at()
	if errors.Is(err, errShort) && r.member != nil {
		r.warn("the block is shorter than its header says")
		return nil // the member is whole, the next one can be read
	}
	if err != nil {
		return fmt.Errorf("reading the block: %w", err)
	}
	return nil
}

// firstLine skips the empty lines between records, and goes on to the next
// gzip member where this one has ended. Where a block is longer than its
// length by less than a line, the rest of it is skipped too, as warcio does.
func (r *Reader) firstLine() (string, error) {
	for {
		if r.member == nil {
			r.offset = r.at()
		}
		line, err := readLine(r.buf, maxHeader)
		if errors.Is(err, io.ErrUnexpectedEOF) && line != "" && !r.mayBegin(line) {
			err = nil
		}
		switch {
		case err == nil && r.after && line != "" && !isWARC(line) && !isARC(line):
			r.warn("the block is longer than its header says: %.20q follows", line)
			r.after = false
		case err == nil && line == "":
			r.after = false
		case err == nil:
			if r.nth > 0 {
				r.warn("the gzip member holds more than one record: none of them can be found by its offset")
			}
			return line, nil
		case !errors.Is(err, io.EOF):
			return "", err
		case r.member == nil:
			return "", io.EOF
		default:
			if err := r.nextMember(); err != nil {
				return "", err
			}
		}
	}
}

// mayBegin reports whether the end of the file may have cut a record's first
// line.
func (r *Reader) mayBegin(line string) bool {
	cut := strings.HasPrefix("WARC/1.1", line) //nolint:gocritic // the line may be the beginning of the word
	return r.arc || cut || strings.HasPrefix(line, "WARC/")
}

func (r *Reader) nextMember() error {
	r.offset, r.nth, r.after = r.at(), 0, false
	return r.source.nextMember()
}

func (r *Reader) warcRecord(rec *Record, line string) error {
	h, err := readHeader(r.buf)
	if err != nil {
		return err
	}
	rec.Version, rec.Header = line, h
	rec.Type = strings.ToLower(h.Value("WARC-Type"))
	rec.ID = h.Value("WARC-Record-ID")
	rec.URI = targetURI(h.Value("WARC-Target-URI"))
	if rec.Length, err = strconv.ParseInt(h.Value("Content-Length"), 10, 64); err != nil || rec.Length < 0 {
		return fmt.Errorf("%w: Content-Length is %.40q", errHeader, h.Value("Content-Length"))
	}
	// A date that cannot be read loses nothing but itself.
	rec.Date, _ = time.Parse(time.RFC3339Nano, h.Value("WARC-Date"))
	return nil
}

// targetURI undoes what some writers do to a URI: Wget 1.19 puts angle
// brackets round it, others leave spaces in it.
func targetURI(s string) string {
	if len(s) > 1 && s[0] == '<' && s[len(s)-1] == '>' {
		s = s[1 : len(s)-1]
	}
	return strings.ReplaceAll(s, " ", "%20")
}
