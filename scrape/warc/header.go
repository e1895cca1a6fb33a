package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"strings"
)

// Field is one named field of a record's header.
type Field struct{ Name, Value string }

// Header is the named fields of a record in their order (WARC 1.1 §4).
type Header []Field

// Value is the first value of a field, or "". Names are compared without case.
func (h Header) Value(name string) string {
	for i := range h {
		if strings.EqualFold(h[i].Name, name) {
			return h[i].Value
		}
	}
	return ""
}

// Set replaces a field's first value, or adds the field.
func (h *Header) Set(name, value string) {
	for i := range *h {
		if strings.EqualFold((*h)[i].Name, name) {
			(*h)[i].Value = value
			return
		}
	}
	*h = append(*h, Field{name, value})
}

// fields is the header as a block of application/warc-fields (WARC 1.1 §6.2),
// which is also how a record's header is written.
func (h Header) fields() []byte {
	var b []byte
	for _, f := range h {
		b = append(b, f.Name...)
		b = append(b, ": "...)
		b = append(b, oneLine(f.Value)...)
		b = append(b, "\r\n"...)
	}
	return b
}

// oneLine keeps a value from ending its field.
func oneLine(s string) string {
	if strings.ContainsAny(s, "\r\n") {
		s = strings.NewReplacer("\r", " ", "\n", " ").Replace(s)
	}
	return trim(s)
}

// trim takes off the white space that is no part of a field.
func trim(s string) string { return strings.Trim(s, " \t\r\n") }

// maxHeader is the number of bytes that a record's header may have, and an HTTP
// message's.
const maxHeader = 1 << 20

var errHeader = errors.New("the header cannot be read")

// readHeader reads named fields up to the empty line. Old crawlers fold long
// values, write bare line feeds and lines that are no field; they are read
// past.
func readHeader(r *bufio.Reader) (Header, error) {
	var h Header
	for left := maxHeader; ; {
		line, err := readLine(r, left)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errHeader, noEOF(err))
		}
		left -= len(line) + 1
		switch {
		case line == "":
			return h, nil
		case line[0] == ' ' || line[0] == '\t':
			if len(h) > 0 {
				last := &h[len(h)-1]
				last.Value = trim(last.Value + " " + trim(line))
			}
		default:
			if name, value, ok := strings.Cut(line, ":"); ok {
				h = append(h, Field{trim(name), trim(value)})
			}
		}
	}
}

// readLine reads a line of at most limit bytes without its end, which may be
// CRLF or LF. A last line without an end is given with io.ErrUnexpectedEOF.
func readLine(r *bufio.Reader, limit int) (string, error) {
	var long []byte
	for {
		part, err := r.ReadSlice('\n')
		switch {
		case len(long)+len(part) > limit+2:
			return "", fmt.Errorf("%w: a line is longer than %d bytes", errHeader, limit)
		case err == nil && long == nil:
			return strings.TrimRight(string(part), "\r\n"), nil
		}
		long = append(long, part...)
		switch {
		case err == nil:
			return strings.TrimRight(string(long), "\r\n"), nil
		case errors.Is(err, bufio.ErrBufferFull):
		case errors.Is(err, io.EOF) && len(long) > 0:
			return strings.TrimRight(string(long), "\r"), io.ErrUnexpectedEOF
		default:
			return "", err
		}
	}
}

func noEOF(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
