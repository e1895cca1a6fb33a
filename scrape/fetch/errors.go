package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"
	"time"
	"unicode/utf8"
)

// Kind says what a failure means for whoever asked. Each kind has one exit
// code of the command.
type Kind int

// The kinds of failures.
const (
	Usage      Kind = iota + 1 // what was asked makes no sense: exit code 2
	Gone                       // the page is gone, 404 or 410: exit code 4
	NotArticle                 // there is nothing to read: empty, or too large: exit code 4
	Temporary                  // a later try may succeed: exit code 5
	Refused                    // by robots.txt, the server, or our own rules for addresses: exit code 6
)

// String is the kind in one word, for reports.
func (k Kind) String() string {
	switch k {
	case Usage:
		return "usage"
	case Gone:
		return "gone"
	case NotArticle:
		return "not-article"
	case Temporary:
		return "temporary"
	case Refused:
		return "refused"
	}
	return "unknown"
}

// What an Error may wrap.
var (
	ErrRobots   = errors.New("robots.txt")          // robots.txt forbids the page, or cannot be read
	ErrAddress  = errors.New("blocked address")     // a private address, another scheme, a forbidden port
	ErrTooLarge = errors.New("too large")           // over MaxSize or MaxRatio
	ErrEmpty    = errors.New("empty answer")        // no body
	ErrCut      = errors.New("cut answer")          // the body ended before its end, or is damaged
	ErrSlow     = errors.New("too slow")            // no answer in time, or less than 1 KB a second
	ErrHost     = errors.New("host left alone")     // the host has answered 429 too often in this run
	ErrLater    = errors.New("to be asked later")   // Retry-After is too far away to wait for
	ErrRedirect = errors.New("redirect not usable") // too many, in a circle, or to nowhere
)

// errPageTime is the end of a page's time.
var errPageTime = fmt.Errorf("%w: the page's time is over", ErrSlow)

// Error is a page that could not be fetched. A context's own error is never
// wrapped in one: a run that was interrupted has not failed.
type Error struct {
	Kind    Kind
	URL     string    // as it was asked for, without user and password
	Status  int       // of the last answer; zero if there was none
	RetryAt time.Time // when the server wants to be asked again; zero if it did not say
	Reason  string    // a sentence for a person, without the URL
	Err     error     // the cause: one of the errors above, or one of the network's
}

// Error is the URL and the reason. It holds no control characters.
func (e *Error) Error() string { return safe(e.URL, 500) + ": " + e.Reason }

func (e *Error) Unwrap() error { return e.Err }

// fault is what went wrong in one exchange, before it is known whether it is
// the last.
type fault struct {
	kind    Kind
	status  int
	again   bool          // a later try may succeed
	after   time.Duration // the server's Retry-After; negative if it gave none
	reason  string
	err     error
	retryAt time.Time
}

func (f *fault) Error() string { return f.reason }

func (f *fault) Unwrap() error { return f.err }

// temporary is a fault that another try may cure.
func temporary(err error, format string, args ...any) *fault {
	return &fault{kind: Temporary, again: true, after: -1, reason: safe(fmt.Sprintf(format, args...), 300), err: err}
}

// final is a fault that trying again does not cure.
func final(kind Kind, err error, format string, args ...any) *fault {
	return &fault{kind: kind, after: -1, reason: safe(fmt.Sprintf(format, args...), 300), err: err}
}

// faultOf makes a fault of an error of the network, in words for a person.
func faultOf(err error, t *target) *fault {
	if f := (*fault)(nil); errors.As(err, &f) {
		return f
	}
	var (
		dns     *net.DNSError
		cert    *tls.CertificateVerificationError
		unknown x509.UnknownAuthorityError
		name    x509.HostnameError
		record  tls.RecordHeaderError
	)
	switch {
	case errors.As(err, &dns) && dns.IsNotFound:
		return final(Temporary, err, "the host name %s is not known", t.name)
	case errors.As(err, &dns):
		return temporary(err, "looking up %s: %s", t.name, dns.Err)
	case errors.As(err, &cert), errors.As(err, &unknown), errors.As(err, &name):
		return final(Temporary, err, "the certificate of %s is not to be trusted (%v); --insecure asks all the same", t.name, innermost(err))
	case errors.As(err, &record):
		return temporary(err, "%s does not speak TLS here", t.host)
	case errors.Is(err, syscall.ECONNREFUSED):
		return temporary(err, "%s does not accept connections", t.host)
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE):
		return temporary(err, "%s broke the connection off", t.host)
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, errReconnect):
		return temporary(err, "%s closed the connection without an answer", t.host)
	case errors.Is(err, context.DeadlineExceeded), isTimeout(err):
		return temporary(ErrSlow, "%s does not answer in time", t.host)
	}
	return temporary(err, "asking %s: %.150v", t.host, innermost(err))
}

func isTimeout(err error) bool {
	var t net.Error
	return errors.As(err, &t) && t.Timeout()
}

// innermost is the error without what the layers of net/http put before it,
// which repeats the address.
func innermost(err error) error {
	for {
		inner := errors.Unwrap(err)
		if inner == nil {
			return err
		}
		err = inner
	}
}

// safe is s without control characters (C0, C1, DEL) and without the
// bidirectional controls, at most about limit bytes long: fit for a terminal.
func safe(s string, limit int) string {
	var b strings.Builder
	for _, r := range strings.ToValidUTF8(s, "\uFFFD") {
		if b.Len() >= limit {
			b.WriteString("…")
			break
		}
		switch {
		case r == '\t', r == '\n', r == '\r':
			b.WriteByte(' ')
		case r < 0x20, r >= 0x7f && r <= 0x9f, r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == utf8.RuneError:
			b.WriteByte('?')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
