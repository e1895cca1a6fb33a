package fetch

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"net/http"
	"net/netip"
	"net/url"
	"sync"
	"time"

	"golang.org/x/net/http/httpguts"
	"golang.org/x/net/publicsuffix"
)

// Client fetches pages. Its zero value works, with the defaults that its
// fields name. It is safe for many goroutines at once, which is how several
// hosts are asked at a time; set the fields before the first page, and do not
// copy a Client.
type Client struct {
	// Transport carries the requests: the one seam to the network, for
	// recording, replay and tests. Nil is Network(). A transport must neither
	// decode bodies nor follow redirects. Only Network checks the addresses that
	// host names stand for; those in URLs are checked whatever the transport.
	Transport http.RoundTripper

	// Offline says that Transport reaches no network, only a recording: nobody is
	// asked, so there is no robots.txt, no delay, no second try and no address to
	// refuse.
	Offline bool

	Delay       time.Duration // between two requests to a host; zero is 1 s, negative is none. The first request to a host and the one after its robots.txt do not wait
	Retries     int           // tries after the first; zero is 3, negative is none
	Backoff     time.Duration // before the first retry, doubling up to 1 min, with jitter; zero is 1 s, negative is none
	Timeout     time.Duration // until the header of an answer has come, and the window over which a server must send 1 KB a second; zero is 30 s
	PageTimeout time.Duration // for a page with its tries and redirects, without waiting for its turn and for Retry-After; zero is four times Timeout, 120 s
	MaxSize     int64         // of a decoded body, in bytes; zero is 20 MB
	MaxRatio    int64         // of a decoded body to its transfer, past the first MB; zero is 100
	MaxHops     int           // redirects of a page; zero is 10, negative is none

	IgnoreRobots bool     // does not ask for robots.txt; each Response says so
	UserAgent    string   // "backissue" if empty; its leading product token is the name in robots.txt
	Contact      string   // an address or URL, added to UserAgent as " (+contact)"
	AllowHosts   []string // hosts, as their URLs name them, that may have a private address or an unusual port
	Proxy        string   // URL (http, https, socks5, socks5h); empty takes HTTP_PROXY, HTTPS_PROXY and NO_PROXY, "none" takes none. Where Transport is set it is that one's own affair
	Insecure     bool     // accepts any TLS certificate; each Response says so

	Header  http.Header // sent to the origin of a page's From alone
	Netrc   *Netrc      // likewise; a user and password in the URL come first
	Cookies *Cookies    // sent where their domain, path and security allow

	Memory Memory       // what is remembered across runs; nil forgets
	Log    *slog.Logger // one debug line for each request; nil is silent

	once             sync.Once
	invalid          error
	agent            string
	transport        http.RoundTripper
	environmentProxy func(*url.URL) (*url.URL, error)
	hosts            hosts
}

// Request is a page to fetch.
type Request struct {
	URL string // http or https. A user and password in it are sent as basic authentication, and appear nowhere else

	// From is the URL that the user gave. Headers, passwords and netrc entries
	// go to its origin (scheme, host and port) and no other. Empty is URL; who
	// fetches the links of a page passes the address that the page was found
	// under.
	From string

	// Header is sent to the same origin, where the Client's own does not say
	// otherwise.
	Header http.Header

	// ETag and LastModified are the validators of what is already held: a
	// server that has nothing newer answers 304, see Response.NotModified. One
	// over 4 KB, or with characters that a header must not hold, is not sent.
	ETag, LastModified string
}

// Hop is an address that sent on to another one.
type Hop struct {
	URL    string
	Status int
}

// Response is a page: an answer with status 200 or 203 and a whole, decoded,
// not empty body; or a 304 to a conditional Request.
type Response struct {
	URL         string      // as asked for, normalised, without user, password and fragment
	Final       string      // that answered; URL if nothing sent on
	Hops        []Hop       // the redirects, in order
	OtherSite   bool        // Final belongs to another registrable domain than URL
	Status      int         // of the answer
	Header      http.Header // of the answer, without cookies and control characters
	Body        []byte      // decoded from its content codings, in the page's own character encoding
	ContentType string      // the header of that name
	Retrieved   time.Time   // when the header came, UTC, in whole seconds
	Tries       int         // requests that were sent for this page, without redirects and robots.txt

	NotModified   bool // 304: what the validators stand for is still right; there is no body
	MaybeCut      bool // nothing but the end of the connection says that the body is whole
	RobotsIgnored bool // robots.txt was not asked
	Insecure      bool // the certificate was not checked
}

// Get fetches the page at a URL. See Do.
func (c *Client) Get(ctx context.Context, url string) (*Response, error) {
	return c.Do(ctx, Request{URL: url})
}

// Do fetches a page. It waits for the page's turn, so a call may take long;
// ctx ends it. Its errors are of type *Error, or the context's own.
func (c *Client) Do(ctx context.Context, r Request) (*Response, error) {
	c.once.Do(c.prepare)
	asked, err := parseTarget("", r.URL)
	if err != nil {
		return nil, &Error{Kind: Usage, URL: withoutUser(r.URL), Reason: err.Error(), Err: err}
	}
	v, err := c.visit(asked, r)
	if err != nil {
		return nil, &Error{Kind: Usage, URL: asked.href, Reason: safe(err.Error(), 300), Err: err}
	}
	a, err := v.run(ctx)
	if err != nil {
		return nil, v.fail(asked, err)
	}
	return &Response{
		URL: asked.href, Final: v.at.href, Hops: v.hops, OtherSite: site(asked) != site(v.at),
		Status: a.status, Header: clean(a.header), Body: a.body, ContentType: safe(a.header.Get("Content-Type"), 200),
		Retrieved: a.retrieved, Tries: v.failures + 1,
		NotModified: a.status == http.StatusNotModified, MaybeCut: a.maybeCut,
		RobotsIgnored: c.IgnoreRobots && !c.Offline, Insecure: c.Insecure && v.at.scheme == "https",
	}, nil
}

// visit begins the way to a page. Its errors are those of the options.
func (c *Client) visit(asked *target, r Request) (*visit, error) {
	if c.invalid != nil {
		return nil, c.invalid
	}
	from := asked
	if r.From != "" {
		var err error
		if from, err = parseTarget("", r.From); err != nil {
			return nil, err
		}
	}
	v := &visit{
		c: c, at: asked, secrets: c.secretsFor(from), crumbs: crumbs{users: c.Cookies},
		limits: limits{size: positive(c.MaxSize, 20<<20), ratio: positive(c.MaxRatio, 100)}, maxHops: count(c.MaxHops, 10),
		left: c.pageTimeout(),
	}
	if len(r.Header) > 0 {
		v.secrets.header = r.Header.Clone()
		maps.Copy(v.secrets.header, c.Header)
	}
	if asked.hasUser && asked.origin() == from.origin() {
		v.secrets.login = login{asked.user, asked.password}
	}
	for name, value := range map[string]string{"If-None-Match": r.ETag, "If-Modified-Since": r.LastModified} {
		if value != "" && len(value) <= 4<<10 && httpguts.ValidHeaderFieldValue(value) {
			if v.validators == nil {
				v.validators = map[string]string{}
			}
			v.validators[name] = value
		}
	}
	return v, nil
}

// CloseIdle closes the connections that are kept open for further pages.
func (c *Client) CloseIdle() {
	c.once.Do(c.prepare)
	if t, ok := c.transport.(interface{ CloseIdleConnections() }); ok {
		t.CloseIdleConnections()
	}
}

// prepare makes the client ready for its first page.
func (c *Client) prepare() {
	c.agent = c.UserAgent
	if c.agent == "" {
		c.agent = "backissue"
	}
	if c.Contact != "" {
		c.agent += " (+" + c.Contact + ")"
	}
	if own := c.Header.Get("User-Agent"); own != "" {
		c.agent = own
	}
	c.environmentProxy = readEnvironment()
	c.invalid = c.options()
	c.transport = c.Transport
	if c.transport == nil {
		c.transport = c.Network()
	}
}

// options checks what the fields hold.
func (c *Client) options() error {
	if !httpguts.ValidHeaderFieldValue(c.agent) {
		return errors.New("the name or contact for User-Agent holds characters that HTTP does not allow")
	}
	for name, values := range c.Header {
		for _, v := range values {
			if err := checkHeader(name, v); err != nil {
				return err
			}
		}
	}
	if c.Proxy != "" && c.Proxy != "none" {
		_, err := parseProxy(c.Proxy)
		return err
	}
	return nil
}

func (c *Client) delay() time.Duration {
	if c.Offline {
		return 0
	}
	return duration(c.Delay, time.Second)
}

func (c *Client) backoff() time.Duration { return duration(c.Backoff, time.Second) }
func (c *Client) timeout() time.Duration { return positive(c.Timeout, 30*time.Second) }

func (c *Client) retries() int {
	if c.Offline {
		return 0
	}
	return count(c.Retries, 3)
}

func (c *Client) pageTimeout() time.Duration { return positive(c.PageTimeout, 4*c.timeout()) }

func (c *Client) memory() Memory {
	if c.Memory == nil || c.Offline {
		return forgetful{}
	}
	return c.Memory
}

// duration is a field for which zero means usual and less means none.
func duration(d, usual time.Duration) time.Duration {
	if d == 0 {
		return usual
	}
	return max(d, 0)
}

func count(n, usual int) int {
	if n == 0 {
		return usual
	}
	return max(n, 0)
}

// positive is a field for which there is no none.
func positive[T ~int64](n, usual T) T {
	if n <= 0 {
		return usual
	}
	return n
}

// site is the registrable domain of a target, or its host where it has none.
func site(t *target) string {
	if _, err := netip.ParseAddr(t.name); err == nil {
		return t.name
	}
	if domain, err := publicsuffix.EffectiveTLDPlusOne(t.name); err == nil {
		return domain
	}
	return t.name
}

// logExchange writes the line of one request.
func (c *Client) logExchange(ctx context.Context, t *target, a *answer, err error, took time.Duration) {
	if c.Log == nil {
		return
	}
	attrs := []slog.Attr{slog.String("url", t.href), slog.Duration("took", took)}
	if a != nil {
		attrs = append(attrs, slog.Int("status", a.status), slog.Int("bytes", len(a.body)))
	}
	if err != nil {
		attrs = append(attrs, slog.String("error", err.Error()))
	}
	c.Log.LogAttrs(ctx, slog.LevelDebug, "asked", attrs...)
}
