package fetch

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"golang.org/x/net/http/httpguts"
)

// AddHeader adds a line as curl's -H takes it, "Name: value", to h. Headers
// that belong to the connection and not to the request are refused.
func AddHeader(h http.Header, line string) error {
	name, value, ok := strings.Cut(line, ":")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	if !ok || name == "" {
		return errors.New(`a header is "Name: value"`)
	}
	if err := checkHeader(name, value); err != nil {
		return err
	}
	h.Add(name, value)
	return nil
}

func checkHeader(name, value string) error {
	if !httpguts.ValidHeaderFieldName(name) || !httpguts.ValidHeaderFieldValue(value) {
		return fmt.Errorf("the header %s holds characters that HTTP does not allow", safe(name, 60))
	}
	switch http.CanonicalHeaderKey(name) {
	case "Host", "Content-Length", "Transfer-Encoding", "Connection", "Keep-Alive", "Te", "Trailer", "Upgrade", "Proxy-Authorization", "Range", "If-None-Match", "If-Modified-Since":
		return fmt.Errorf("the header %s cannot be chosen", name)
	}
	return nil
}

// Netrc holds the passwords of a netrc file, by machine.
type Netrc struct {
	logins map[string]login
}

type login struct{ user, password string }

// ParseNetrc reads a netrc file: "machine NAME login USER password WORD".
// Macros are skipped, and so is "default", which would give a password to any
// host. It reads at most 1 MB.
func ParseNetrc(r io.Reader) (*Netrc, error) {
	n := &Netrc{logins: map[string]login{}}
	p := netrcParser{netrc: n}
	scanner := bufio.NewScanner(io.LimitReader(r, 1<<20))
	for scanner.Scan() {
		p.line(scanner.Text())
	}
	p.finish()
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("reading the netrc file: %w", err)
	}
	return n, nil
}

// netrcParser holds what the words so far have said. Words may be spread over
// lines at will; a macro ends at an empty line.
type netrcParser struct {
	netrc   *Netrc
	machine string
	entry   login
	key     string
	macro   bool
}

func (p *netrcParser) line(line string) {
	if p.macro {
		p.macro = strings.TrimSpace(line) != ""
		return
	}
	for _, word := range strings.Fields(line) {
		if p.key == "" && strings.HasPrefix(word, "#") {
			return
		}
		p.word(word)
		if p.macro {
			return
		}
	}
}

func (p *netrcParser) word(word string) {
	switch p.key {
	case "machine":
		p.machine = strings.ToLower(word)
	case "login":
		p.entry.user = word
	case "password":
		p.entry.password = word
	}
	if p.key != "" {
		p.key = ""
		return
	}
	switch word {
	case "machine", "default":
		p.finish()
		if word == "machine" {
			p.key = word
		}
	case "login", "password", "account":
		p.key = word
	case "macdef":
		p.macro = true
	}
}

// finish keeps the entry that has been read; the first one of a machine counts.
func (p *netrcParser) finish() {
	if _, taken := p.netrc.logins[p.machine]; p.machine != "" && p.entry.user != "" && !taken {
		p.netrc.logins[p.machine] = p.entry
	}
	p.machine, p.entry = "", login{}
}

// secrets are what may be sent to one origin and no other.
type secrets struct {
	origin string
	header http.Header
	login  login
}

// secretsFor are the secrets for a page: those that belong to the origin of
// from, the address that the user gave.
func (c *Client) secretsFor(from *target) secrets {
	s := secrets{origin: from.origin(), header: c.Header}
	switch {
	case from.hasUser:
		s.login = login{from.user, from.password}
	case c.Netrc != nil:
		s.login = c.Netrc.logins[from.name]
	}
	return s
}

// add puts the secrets into a request, if it goes to their origin.
func (s *secrets) add(r *http.Request, t *target) {
	if s.origin == "" || t.origin() != s.origin {
		return
	}
	if s.login != (login{}) {
		r.SetBasicAuth(s.login.user, s.login.password)
	}
	for name, values := range s.header {
		r.Header[http.CanonicalHeaderKey(name)] = append([]string(nil), values...)
	}
}
