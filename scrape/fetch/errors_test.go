package fetch

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"strings"
	"syscall"
	"testing"
)

func TestSafe(t *testing.T) {
	for in, want := range map[string]string{
		"plain é 日":                   "plain é 日",
		"a\nb\tc\r":                   "a b c ",
		"\x1b[31mred\x07\x7f":         "?[31mred??",
		"\u009b31m\u0085":             "?31m?",
		"\u202eabc\u2066\u2069\u202a": "?abc???",
		"\xff\xfe":                    "?",
		strings.Repeat("é", 20):       strings.Repeat("é", 10) + "…",
	} {
		if got := safe(in, 20); got != want {
			t.Errorf("%q: got %q, want %q", in, got, want)
		}
	}
}

func TestError(t *testing.T) {
	cause := errors.New("cause")
	e := &Error{Kind: Gone, URL: "http://h/\x1b[2J", Reason: "it is gone", Err: cause}
	if got := e.Error(); got != "http://h/?[2J: it is gone" {
		t.Errorf("got %q", got)
	}
	if !errors.Is(e, cause) {
		t.Error("the cause is lost")
	}
	for k, want := range map[Kind]string{Usage: "usage", Gone: "gone", NotArticle: "not-article", Temporary: "temporary", Refused: "refused", 0: "unknown"} {
		if k.String() != want {
			t.Errorf("got %q, want %q", k, want)
		}
	}
}

// TestFaultOf: what the network's errors are called, and which of them a retry
// may cure.
func TestFaultOf(t *testing.T) {
	dial := func(err error) error {
		return &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", err)}
	}
	for _, c := range []struct {
		name  string
		err   error
		again bool
		says  string
	}{
		{"unknown host", dial(&net.DNSError{Name: "h.example", IsNotFound: true}), false, "the host name h.example is not known"},
		{"resolver down", &net.DNSError{Name: "h.example", Err: "server misbehaving", IsTemporary: true}, true, "looking up h.example: server misbehaving"},
		{"certificate", &tls.CertificateVerificationError{Err: x509.UnknownAuthorityError{}}, false, "--insecure"},
		{"certificate of another name", fmt.Errorf("tls: %w", x509.HostnameError{Certificate: &x509.Certificate{}, Host: "h.example"}), false, "--insecure"},
		{"no TLS", tls.RecordHeaderError{Msg: "first record does not look like a TLS handshake"}, true, "does not speak TLS"},
		{"refused", dial(syscall.ECONNREFUSED), true, "does not accept connections"},
		{"reset", dial(syscall.ECONNRESET), true, "broke the connection off"},
		{"closed", io.EOF, true, "closed the connection without an answer"},
		{"timeout", dial(syscall.ETIMEDOUT), true, "does not answer in time"},
		{"deadline", context.DeadlineExceeded, true, "does not answer in time"},
		{"other", errors.New("some\x1b[2Jthing"), true, "asking h.example: some?[2Jthing"},
		{"our own", fmt.Errorf("dial: %w", blockedAddress("h.example", "10.0.0.1")), false, "h.example is no public address (10.0.0.1); --allow-host h.example asks all the same"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := faultOf(c.err, &target{name: "h.example", host: "h.example"})
			if f.again != c.again || !strings.Contains(f.reason, c.says) {
				t.Errorf("got %q, again %v; want %q, %v", f.reason, f.again, c.says, c.again)
			}
		})
	}
}
