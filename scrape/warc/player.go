package warc

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strings"
	"sync"
	"time"
)

// Player is an http.RoundTripper that answers from WARC and ARC files. A
// request gets the captures of its method and URL in their order, the last one
// again and again. Bodies are read from the file as they are asked for.
type Player struct {
	files    []*os.File
	found    map[string][]*capture // by method and URL
	byID     map[string]*capture
	byDigest map[string]*capture // the first with that payload

	mu   sync.Mutex
	next map[string]int
}

// capture is where a response stands.
type capture struct {
	file        int
	offset      int64
	nth         int // in its gzip member
	date        time.Time
	revisit     bool
	notModified bool   // of the revisit's profile
	refersID    string // of what a revisit refers to
	refersURL   string
	refersDate  time.Time
	digest      string
}

// ErrNotRecorded is the error of a request that the files hold no answer to.
var ErrNotRecorded = errors.New("the recording holds no answer to this request")

// DateHeader is the header field in which a played response says when it was
// captured (RFC 7089 §2.1.1 names it Memento-Datetime).
const DateHeader = "Memento-Datetime"

// NewPlayer indexes the files. A record that is damaged, or cut by a file's
// end, is as good as not recorded.
func NewPlayer(paths ...string) (*Player, error) {
	p := &Player{found: map[string][]*capture{}, byID: map[string]*capture{}, byDigest: map[string]*capture{}, next: map[string]int{}}
	for _, path := range paths {
		f, err := os.Open(path)
		if err != nil {
			return nil, errors.Join(err, p.Close())
		}
		p.files = append(p.files, f)
		if err := p.index(len(p.files)-1, f); err != nil {
			return nil, errors.Join(fmt.Errorf("reading %s: %w", path, err), p.Close())
		}
	}
	return p, nil
}

// index finds the captures of a file. A capture's method stands in the request
// record, which may follow it.
func (p *Player) index(nth int, f *os.File) error {
	r, err := NewReader(f)
	if err != nil {
		return err
	}
	type seen struct {
		uri, id string
		at      *capture
	}
	var all []seen
	methods := map[string]string{} // by the response's ID, other than GET
	for {
		rec, err := r.Next()
		switch {
		case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
			for _, s := range all {
				p.add(s.uri, methods[s.id], s.id, s.at)
			}
			return nil
		case errors.Is(err, ErrDamaged):
			continue
		case err != nil:
			return err
		}
		c := captureOf(nth, rec)
		method := methodOf(rec)
		if _, err := io.Copy(io.Discard, rec.Block); err != nil {
			continue // Next tells whether there is more to read
		}
		if method != "" && method != http.MethodGet {
			methods[rec.Header.Value("WARC-Concurrent-To")] = method
		}
		if c != nil {
			all = append(all, seen{rec.URI, rec.ID, c})
		}
	}
}

// captureOf is nil for a record that is no response.
func captureOf(file int, rec *Record) *capture {
	if rec.Type != "response" && rec.Type != "revisit" {
		return nil
	}
	c := &capture{file: file, offset: rec.Offset, nth: rec.nth, date: rec.Date, digest: rec.Header.Value("WARC-Payload-Digest")}
	if rec.Type == "revisit" {
		c.revisit = true
		c.notModified = strings.HasSuffix(rec.Header.Value("WARC-Profile"), "/server-not-modified")
		c.refersID = rec.Header.Value("WARC-Refers-To")
		c.refersURL = targetURI(rec.Header.Value("WARC-Refers-To-Target-URI"))
		if c.refersURL == "" {
			c.refersURL = rec.URI
		}
		// Without a date the last capture before the revisit is taken.
		c.refersDate, _ = time.Parse(time.RFC3339Nano, rec.Header.Value("WARC-Refers-To-Date"))
	}
	return c
}

// methodOf is the method of a request record, or "".
func methodOf(rec *Record) string {
	if rec.Type != "request" {
		return ""
	}
	var b [16]byte
	n, _ := io.ReadFull(rec.Block, b[:]) // a short block has no long method
	method, _, _ := strings.Cut(string(b[:n]), " ")
	return method
}

func (p *Player) add(uri, method, id string, c *capture) {
	k := key(method, uri)
	p.found[k] = append(p.found[k], c)
	if id != "" {
		p.byID[id] = c
	}
	if _, ok := p.byDigest[c.digest]; !ok && !c.revisit && c.digest != "" {
		p.byDigest[c.digest] = c
	}
}

// key forgets what two spellings of a URL may differ in.
func key(method, u string) string {
	if method == "" {
		method = http.MethodGet
	}
	p, err := url.Parse(u)
	if err != nil || p.Host == "" {
		return method + " " + u
	}
	host := strings.ToLower(p.Host)
	if s := strings.ToLower(p.Scheme); s == "http" {
		host = strings.TrimSuffix(host, ":80")
	} else if s == "https" {
		host = strings.TrimSuffix(host, ":443")
	}
	path := p.EscapedPath()
	if path == "" {
		path = "/"
	}
	k := method + " " + strings.ToLower(p.Scheme) + "://" + host + path
	if p.RawQuery != "" {
		k += "?" + p.RawQuery
	}
	return k
}

// RoundTrip answers req from the recording.
func (p *Player) RoundTrip(req *http.Request) (*http.Response, error) {
	if err := closeBody(req); err != nil {
		return nil, err
	}
	c := p.pick(req)
	if c == nil {
		return nil, fmt.Errorf("%s: %w", captureURL(req.URL), ErrNotRecorded)
	}
	res, err := p.play(c, req)
	if err != nil {
		return nil, fmt.Errorf("playing %s: %w", captureURL(req.URL), err)
	}
	return res, nil
}

// pick takes the next capture of a request.
func (p *Player) pick(req *http.Request) *capture {
	k := key(req.Method, req.URL.String())
	all := p.found[k]
	if len(all) == 0 {
		return nil
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	n := min(p.next[k], len(all)-1)
	p.next[k] = n + 1
	return all[n]
}

// play answers with a capture. A revisit has its own head and the body of what
// it refers to; one that says "not modified" is as it was for a request that
// asks, and for another one the earlier response.
func (p *Player) play(c *capture, req *http.Request) (*http.Response, error) {
	if !c.revisit || c.notModified && conditional(req) {
		m, body, err := p.open(c)
		return answer(req, c, m, body), err
	}
	original, err := p.original(c)
	if err != nil {
		return nil, err
	}
	m, body, err := p.open(original)
	if err != nil {
		return nil, err
	}
	if own, _, err := p.open(c); err == nil && !c.notModified {
		m = own // a revisit may come without a head
	}
	return answer(req, c, m, body), nil
}

func conditional(req *http.Request) bool {
	return req.Header.Get("If-None-Match") != "" || req.Header.Get("If-Modified-Since") != ""
}

// original is the response that a revisit refers to: by name, by URL and date,
// or by payload.
func (p *Player) original(c *capture) (*capture, error) {
	const maxHops = 8
	for range maxHops {
		next := p.byID[c.refersID]
		if next == nil {
			next = p.before(c)
		}
		if next == nil {
			next = p.byDigest[c.digest]
		}
		if next == nil {
			break
		}
		if c = next; !c.revisit {
			return c, nil
		}
	}
	return nil, fmt.Errorf("it was recorded as unchanged, and what it refers to is not there: %w", ErrNotRecorded)
}

// before is the last response that a revisit can refer to by URL and date.
func (p *Player) before(c *capture) *capture {
	date := c.refersDate
	if date.IsZero() {
		date = c.date
	}
	var last *capture
	for _, o := range p.found[key("", c.refersURL)] {
		if !o.revisit && !o.date.After(date) {
			last = o
		}
	}
	return last
}

// open reads a capture up to its body.
func (p *Player) open(c *capture) (*Message, *bufio.Reader, error) {
	r, err := NewReader(io.NewSectionReader(p.files[c.file], c.offset, 1<<62-c.offset))
	if err != nil {
		return nil, nil, err
	}
	var rec *Record
	for range c.nth + 1 {
		if rec, err = r.Next(); err != nil {
			return nil, nil, err
		}
	}
	b := bufio.NewReaderSize(rec.Block, 16<<10)
	m, err := readHead(b)
	return m, b, err
}

// Close closes the files.
func (p *Player) Close() error {
	var errs []error
	for _, f := range p.files {
		errs = append(errs, f.Close())
	}
	return errors.Join(errs...)
}
