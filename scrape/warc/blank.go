package warc

import (
	"bytes"
	"strings"
)

// kept are the request's header fields whose values are kept. What else a
// request says may be a credential that a user gave, whatever its name.
var kept = map[string]bool{
	"host": true, "user-agent": true, "from": true, "connection": true, "te": true,
	"accept": true, "accept-encoding": true, "accept-language": true, "accept-charset": true,
	"if-none-match": true, "if-modified-since": true, "if-match": true, "if-unmodified-since": true, "if-range": true,
	"range": true, "cache-control": true, "pragma": true, "content-type": true, "content-length": true,
	"transfer-encoding": true, "referer": true,
}

// secret are the response's header fields whose values are not kept.
var secret = map[string]bool{
	"set-cookie": true, "set-cookie2": true, "cookie": true, "authorization": true, "authentication-info": true,
	"proxy-authorization": true, "proxy-authentication-info": true, "x-api-key": true, "x-auth-token": true, "x-csrf-token": true,
}

// blankRequest overwrites with the letter x the values of all of a request's
// header fields that are not known to be harmless: cookies, credentials, and
// fields of a user's own. Every other byte stays, and the length.
func blankRequest(b []byte) []byte {
	return blank(b, func(name string) bool { return !kept[name] })
}

// blankResponse does the same for the fields of a response that set cookies or
// carry credentials.
func blankResponse(b []byte) []byte {
	return blank(b, func(name string) bool { return secret[name] })
}

func blank(b []byte, hidden func(name string) bool) []byte {
	head, _ := split(b)
	out, hide := []byte(nil), false
	first := true
	for from := 0; from < len(head); first = false {
		to := lineEnd(head, from)
		line := head[from:to]
		value := 0
		if folded := line[0] == ' ' || line[0] == '\t'; !folded {
			name, _, ok := strings.Cut(string(line), ":")
			hide = ok && !first && hidden(strings.ToLower(trim(name)))
			value = len(name) + 1
		}
		if hide {
			if out == nil {
				out = bytes.Clone(b)
			}
			cross(out[from+value : to])
		}
		from = to
	}
	if out == nil {
		return b
	}
	return out
}

func cross(value []byte) {
	for i, c := range value {
		if c != '\r' && c != '\n' && c != ' ' && c != '\t' {
			value[i] = 'x'
		}
	}
}

// lineEnd is the place behind the line that begins at from.
func lineEnd(b []byte, from int) int {
	if k := bytes.IndexByte(b[from:], '\n'); k >= 0 {
		return from + k + 1
	}
	return len(b)
}

// split parts an HTTP message into its head, with the empty line, and its
// body. Lines end with CRLF or LF.
func split(b []byte) (head, body []byte) {
	for from := 0; from < len(b); {
		to := lineEnd(b, from)
		if line := b[from:to]; line[0] == '\n' || len(line) == 2 && line[0] == '\r' && line[1] == '\n' {
			return b[:to], b[to:]
		}
		from = to
	}
	return b, nil
}
