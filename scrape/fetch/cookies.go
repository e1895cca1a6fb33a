package fetch

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"strconv"
	"strings"
	"time"

	"golang.org/x/net/publicsuffix"
)

// Cookies are those of a cookies.txt. They do not change: what servers set
// lives as long as the page it was set for, so that the pages of a run do not
// depend on each other.
type Cookies struct {
	jar *cookiejar.Jar
}

// ParseCookies reads the cookies.txt of Netscape, curl, wget and browser
// extensions: lines of seven fields (domain, whether subdomains count, path,
// whether https only, expiry in seconds since 1970 or 0, name, value) with tabs
// between them. Cookies that have expired, and those for a whole public suffix
// such as co.uk, are left out. Reading stops at 4 MB.
func ParseCookies(r io.Reader) (*Cookies, error) {
	c := &Cookies{jar: newJar()}
	scanner := bufio.NewScanner(io.LimitReader(r, 4<<20))
	for n := 1; scanner.Scan(); n++ {
		line := strings.TrimRight(scanner.Text(), "\r")
		line, httpOnly := strings.CutPrefix(line, "#HttpOnly_")
		if strings.TrimSpace(line) == "" || !httpOnly && strings.HasPrefix(line, "#") {
			continue
		}
		if err := c.add(line); err != nil {
			return nil, fmt.Errorf("reading cookies, line %d: %w", n, err)
		}
	}
	if err := scanner.Err(); err != nil {
		return nil, fmt.Errorf("reading cookies: %w", err)
	}
	return c, nil
}

func newJar() *cookiejar.Jar {
	jar, _ := cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List}) // its error is always nil
	return jar
}

func (c *Cookies) add(line string) error {
	f := strings.SplitN(line, "\t", 7)
	if len(f) != 7 {
		return errors.New("this is no line of a cookies.txt: seven fields with tabs between them")
	}
	expires, err := strconv.ParseInt(f[4], 10, 64)
	if err != nil {
		return errors.New("the fifth field is no time in seconds")
	}
	secure := strings.EqualFold(f[3], "TRUE")
	host := strings.TrimPrefix(f[0], ".")
	cookie := &http.Cookie{Name: f[5], Value: f[6], Path: f[2], Secure: secure}
	if strings.EqualFold(f[1], "TRUE") {
		cookie.Domain = host
	}
	if expires > 0 {
		cookie.Expires = time.Unix(expires, 0)
	}
	u := &url.URL{Scheme: "http", Host: bracket(host), Path: "/"}
	if secure {
		u.Scheme = "https"
	}
	c.jar.SetCookies(u, []*http.Cookie{cookie})
	return nil
}

// crumbs are the cookies of one page: the user's, and over them those that the
// page's own redirects set.
type crumbs struct {
	users *Cookies
	own   *cookiejar.Jar
	https bool // a hop was encrypted: nothing is sent in the open after it
}

// add puts the cookies for t into a request.
func (c *crumbs) add(r *http.Request, t *target) {
	if t.scheme == "https" {
		c.https = true
	} else if c.https {
		return
	}
	u := t.stdURL(false)
	seen := map[string]bool{}
	var all []*http.Cookie
	if c.own != nil {
		all = c.own.Cookies(u)
	}
	if c.users != nil {
		all = append(all, c.users.jar.Cookies(u)...)
	}
	for _, cookie := range all {
		if !seen[cookie.Name] {
			seen[cookie.Name] = true
			r.AddCookie(cookie)
		}
	}
}

// keep takes the cookies of an answer, 50 at most.
func (c *crumbs) keep(t *target, a *http.Response) {
	set := a.Cookies()
	if len(set) == 0 {
		return
	}
	if c.own == nil {
		c.own = newJar()
	}
	c.own.SetCookies(t.stdURL(false), set[:min(len(set), 50)])
}
