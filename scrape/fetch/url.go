package fetch

import (
	"errors"
	"net"
	"net/url"
	"strings"
	"sync"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// MaxURL is the longest URL that is asked for, in bytes.
const MaxURL = 8 << 10

// parser follows the WHATWG URL standard; "^" belongs to its path
// percent-encode set since 2023, which the library does not know yet.
var parser = sync.OnceValue(func() whatwg.Parser {
	return whatwg.NewParser(whatwg.WithPathPercentEncodeSet(whatwg.PathPercentEncodeSet.Set('^')))
})

// ParseURL resolves ref against base, which may be empty, by the WHATWG URL
// standard and gives the absolute, normalised URL. All schemes are parsed.
func ParseURL(base, ref string) (string, error) {
	u, err := parser().ParseRef(base, ref)
	if err != nil {
		return "", err
	}
	return u.Href(false), nil
}

// target is an http or https URL in all the forms that a request needs.
type target struct {
	href           string // normalised, without user, password and fragment
	scheme         string // "http" or "https"
	host           string // with the port, if it is not the scheme's own
	name           string // the host alone, without brackets and final dot
	port           string
	request        string // path and query
	user, password string
	hasUser        bool
}

var (
	errScheme  = errors.New("only http and https can be fetched")
	errURLSize = errors.New("the address is too long")
)

// parseTarget parses an address that a user or a server gives.
func parseTarget(base, ref string) (*target, error) {
	if len(ref) > MaxURL {
		return nil, errURLSize
	}
	u, err := parser().ParseRef(base, ref)
	if err != nil {
		return nil, errors.New("this is no valid address")
	}
	scheme := strings.TrimSuffix(u.Protocol(), ":")
	if scheme != "http" && scheme != "https" {
		return nil, errScheme
	}
	t := &target{
		scheme: scheme, host: u.Host(), port: u.Port(),
		name: strings.TrimSuffix(strings.Trim(u.Hostname(), "[]"), "."),
		user: unescapeUser(u.Username()), password: unescapeUser(u.Password()),
		hasUser: u.Username() != "" || u.Password() != "",
	}
	if t.port == "" {
		t.port = map[string]string{"http": "80", "https": "443"}[scheme]
	}
	u.SetUsername("")
	u.SetPassword("")
	t.href = u.Href(true)
	t.request = strings.TrimPrefix(t.href, scheme+"://"+t.host)
	if len(t.href) > MaxURL {
		return nil, errURLSize
	}
	return t, nil
}

func unescapeUser(s string) string {
	if plain, err := url.PathUnescape(s); err == nil {
		return plain
	}
	return s
}

// origin is scheme, host and port: what secrets are bound to (RFC 6454 §4).
func (t *target) origin() string { return t.scheme + "://" + net.JoinHostPort(t.name, t.port) }

// stdURL is t for net/http. Where net/url would write the path differently it
// is carried along as it is.
func (t *target) stdURL(proxied bool) *url.URL {
	if u, err := url.Parse(t.href); err == nil && u.RequestURI() == t.request && u.Host == t.host {
		return u
	}
	path, query, _ := strings.Cut(t.request, "?")
	u := &url.URL{Scheme: t.scheme, Host: t.host, Opaque: path, RawQuery: query, ForceQuery: strings.HasSuffix(t.request, "?")}
	if proxied || strings.HasPrefix(path, "//") {
		u.Opaque = "//" + t.host + path
	}
	return u
}

// withoutUser is an address that could not be parsed without what may be a user
// and password.
func withoutUser(raw string) string {
	scheme, rest, ok := strings.Cut(raw, "//")
	if !ok {
		return raw
	}
	end := strings.IndexAny(rest, "/?#")
	if end < 0 {
		end = len(rest)
	}
	if at := strings.LastIndexByte(rest[:end], '@'); at >= 0 {
		rest = rest[at+1:]
	}
	return scheme + "//" + rest
}
