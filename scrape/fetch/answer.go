package fetch

import (
	"fmt"
	"net/http"
	"time"
	"unicode/utf8"
)

// answer is what a server answered to one request.
type answer struct {
	status    int
	header    http.Header
	body      []byte
	location  string // of a redirect
	retrieved time.Time
	maybeCut  bool
}

// judge sorts an answer by its status: nil for a page, a redirect and an
// expected 304, else what is wrong. The server's own words are never repeated.
func judge(a *http.Response, conditional bool) *fault {
	s := a.StatusCode
	switch {
	case s == http.StatusOK, s == http.StatusNonAuthoritativeInfo:
		return nil
	case s == http.StatusNotModified && conditional:
		return nil
	case redirects(s) && a.Header.Get("Location") != "":
		return nil
	}
	f := complaint(s)
	f.status = s
	f.after = -1
	if f.again {
		f.after = retryAfter(a.Header, time.Now())
	}
	return f
}

// redirects reports whether a status sends on to another address. 300 and 305
// do not.
func redirects(status int) bool {
	switch status {
	case 301, 302, 303, 307, 308:
		return true
	}
	return false
}

func complaint(s int) *fault {
	says := fmt.Sprintf("the server answers %d", s)
	if text := http.StatusText(s); text != "" {
		says += " " + text
	}
	switch {
	case s == 404, s == 410:
		return final(Gone, nil, "%s: the page is gone", says)
	case s == 408, s == 425:
		return temporary(nil, "%s", says)
	case s == 429:
		return temporary(nil, "%s: it wants fewer questions", says)
	case s == 401, s == 407:
		return final(Refused, nil, "%s: it wants a password", says)
	case s == 402, s == 403, s == 451, s >= 600:
		return final(Refused, nil, "%s: it refuses the page", says)
	case s >= 500:
		return temporary(nil, "%s", says)
	case s >= 400:
		return final(Refused, nil, "%s: it refuses the question", says)
	case redirects(s), s == 300, s == 305, s == 306:
		return final(Temporary, ErrRedirect, "%s without an address to go to", says)
	case s == 204, s == 205:
		return &fault{kind: NotArticle, again: true, err: ErrEmpty, reason: says + ": there is nothing to read"}
	}
	return temporary(nil, "%s, which nobody asked for", says)
}

// location is the address of a redirect as text: bytes that are no UTF-8 are
// escaped one by one.
func location(h http.Header) string {
	s := h.Get("Location")
	if utf8.ValidString(s) {
		return s
	}
	var out []byte
	for i := range len(s) {
		if s[i] < 0x80 {
			out = append(out, s[i])
		} else {
			out = fmt.Appendf(out, "%%%02X", s[i])
		}
	}
	return string(out)
}

// clean is a copy of a header for the record: no cookies, no control
// characters, no value over 4 KB.
func clean(h http.Header) http.Header {
	out := make(http.Header, len(h))
	for name, values := range h {
		if name == "Set-Cookie" || name == "Set-Cookie2" {
			continue
		}
		for _, v := range values {
			out.Add(safe(name, 100), safe(v, 4<<10))
		}
	}
	return out
}

func sizeText(n int64) string {
	switch {
	case n >= 1<<20 && n%(1<<20) == 0:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 1<<10 && n%(1<<10) == 0:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}
