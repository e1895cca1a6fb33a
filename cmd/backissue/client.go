package main

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/fetch"
)

// client is the HTTP client that the options ask for.
func (o *fetchOptions) client(t *tui) (*fetch.Client, error) {
	if err := o.check(); err != nil {
		return nil, err
	}
	c := &fetch.Client{
		Delay: orNone(time.Duration(o.delay)), Backoff: orNone(time.Duration(o.backoff)), Retries: orNone(o.retries),
		Timeout: time.Duration(o.timeout), MaxSize: int64(o.maxSize),
		IgnoreRobots: o.robots.value == "ignore", UserAgent: o.userAgent, Contact: o.contact,
		AllowHosts: o.allowHosts, Proxy: o.proxy, Insecure: o.insecure, Log: t.log,
	}
	if c.UserAgent == "" {
		c.UserAgent = tool()
	}
	var err error
	if c.Header, err = headers(o.headers); err != nil {
		return nil, usage(fmt.Errorf("--header: %w", err), "")
	}
	if c.Cookies, err = parseFile(o.cookies, fetch.ParseCookies); err != nil {
		return nil, usage(fmt.Errorf("--cookies: %w", err), "")
	}
	if o.netrc {
		if c.Netrc, err = parseFile(netrcPath(t.env), fetch.ParseNetrc); err != nil {
			return nil, usage(fmt.Errorf("--netrc: %w", err), "the variable NETRC names the file, where it is not ~/.netrc")
		}
	}
	return c, nil
}

func (o *fetchOptions) check() error {
	switch {
	case o.jobs < 1:
		return usage(errors.New("--jobs is at least 1"), "")
	case o.retries < 0:
		return usage(errors.New("--retries cannot be negative"), "")
	case o.timeout == 0:
		return usage(errors.New("--timeout is more than 0"), "")
	case o.maxSize > scrape.MaxPage:
		largest := size(scrape.MaxPage)
		return usage(fmt.Errorf("--max-size is at most %s", largest.String()), "")
	}
	return nil
}

// orNone turns the 0 of a flag, which means none, into the client's way to say
// that: its own 0 is the default.
func orNone[T ~int | ~int64](n T) T {
	if n == 0 {
		return -1
	}
	return n
}

// headers reads what -H was given: header lines, or @FILE with one a line.
func headers(args []string) (http.Header, error) {
	h := http.Header{}
	for _, arg := range args {
		lines := arg
		if name, ok := strings.CutPrefix(arg, "@"); ok {
			b, err := os.ReadFile(name)
			if err != nil {
				return nil, err
			}
			lines = string(b)
		}
		for line := range strings.Lines(lines) {
			if line = strings.TrimSpace(line); line == "" {
				continue
			}
			if err := fetch.AddHeader(h, line); err != nil {
				return nil, err
			}
		}
	}
	return h, nil
}

// parseFile reads the file at path; without a path there is nothing to read.
func parseFile[T any](path string, parse func(io.Reader) (*T, error)) (*T, error) {
	if path == "" {
		return nil, nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return parse(f)
}

// netrcPath is where the passwords are: $NETRC, or .netrc (on Windows _netrc)
// in the home folder.
func netrcPath(env func(string) (string, bool)) string {
	if path, _ := env("NETRC"); path != "" {
		return path
	}
	name := ".netrc"
	if runtime.GOOS == "windows" {
		name = "_netrc"
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return name
	}
	return filepath.Join(home, name)
}

// codeOfFetch is the exit code of an error of package fetch, whose reason says
// itself what can be done.
func codeOfFetch(e *fetch.Error) int {
	switch e.Kind {
	case fetch.Usage:
		return exitUsage
	case fetch.Gone, fetch.NotArticle:
		return exitNoArticle
	case fetch.Temporary:
		return exitNetwork
	case fetch.Refused:
		return exitRefused
	}
	return exitUnexpected
}

// schemeOf is the scheme of a URL in its normal form, and hostOf its host with
// the port.
func schemeOf(url string) string {
	scheme, _, _ := strings.Cut(url, ":")
	return scheme
}

func hostOf(url string) string {
	_, rest, _ := strings.Cut(url, "://")
	host, _, _ := strings.Cut(rest, "/")
	return host[strings.LastIndexByte(host, '@')+1:]
}

var (
	errNoScheme = errors.New("not a URL: it begins with neither http:// nor https://")
	errScheme   = errors.New("only http and https pages can be fetched")
)

// webURL is an absolute http or https URL in its normal form.
func webURL(s string) (string, error) {
	u, err := fetch.ParseURL("", s)
	switch {
	case err != nil && !strings.Contains(s, "://"):
		return "", errNoScheme
	case err != nil:
		return "", err
	}
	if scheme := schemeOf(u); scheme != "http" && scheme != "https" {
		return "", errScheme
	}
	return u, nil
}
