package contents

import (
	"net/url"
	"path"
	"strings"
)

// clean takes out what browsers take out of an address before they parse it:
// space at both ends, tabs and newlines within (WHATWG URL §4.4).
func clean(s string) string {
	s = strings.Trim(s, " \t\r\n\f")
	if !strings.ContainsAny(s, "\t\r\n \\") {
		return s
	}
	return strings.NewReplacer("\t", "", "\r", "", "\n", "", " ", "%20", "\\", "/").Replace(s)
}

// resolve is the absolute http address of a link, or nil.
func resolve(base *url.URL, href string) *url.URL {
	if len(href) > 4096 {
		return nil
	}
	u, err := url.Parse(clean(href))
	if err != nil {
		return nil
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	u = unwrap(u)
	if archived(u.Path) { // a copy's own links, seen from the address it is a copy of
		c := *u
		c.Host = "web.archive.org"
		u = unwrap(&c)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return nil
	}
	return u
}

// archived reports whether a path is of a Wayback copy: /web/ and a stamp.
func archived(path string) bool {
	rest, ok := strings.CutPrefix(path, "/web/")
	return ok && len(rest) > 14 && strings.Trim(rest[:4], "0123456789") == "" && strings.Contains(rest, "/http")
}

// unwrap is the address within a Wayback address, web.archive.org/web/STAMP/URL.
func unwrap(u *url.URL) *url.URL {
	for range 3 {
		if h := strings.ToLower(u.Hostname()); h != "web.archive.org" && h != "archive.org" {
			return u
		}
		rest, ok := strings.CutPrefix(u.EscapedPath(), "/web/")
		if !ok {
			return u
		}
		_, rest, ok = strings.Cut(rest, "/")
		if !ok {
			return u
		}
		scheme, after, ok := strings.Cut(rest, ":")
		if !ok || scheme != "http" && scheme != "https" {
			if strings.HasPrefix(rest, "//") || !strings.Contains(rest, ".") {
				return u
			}
			scheme, after = "http", rest
		}
		full := scheme + "://" + strings.TrimLeft(after, "/")
		if u.RawQuery != "" {
			full += "?" + u.RawQuery
		}
		in, err := url.Parse(full)
		if err != nil || in.Host == "" {
			return u
		}
		in.Fragment = u.Fragment
		u = in
	}
	return u
}

// site is a host without the "www." before it.
func site(u *url.URL) string { return strings.TrimPrefix(strings.ToLower(u.Hostname()), "www.") }

// key is the same for all addresses of one page: scheme, "www.", fragment and a
// slash at the end do not count.
func key(u *url.URL) string {
	k := site(u) + strings.TrimSuffix(u.EscapedPath(), "/")
	if u.RawQuery != "" {
		k += "?" + u.RawQuery
	}
	return k
}

// shape is a path with its varying parts generalised: /a/2011/some-slug is
// /a/#/*. The first word of a path of several stays.
func shape(u *url.URL) string {
	var b strings.Builder
	b.WriteString(site(u))
	parts := strings.Split(strings.Trim(u.Path, "/"), "/")
	for i, s := range parts {
		if i > 7 {
			break
		}
		b.WriteByte('/')
		switch {
		case digits(s):
			b.WriteByte('#')
		case i < len(parts)-1 && i < 2:
			b.WriteString(s)
		default:
			b.WriteByte('*')
			if e := path.Ext(s); len(e) > 1 && len(e) < 6 {
				b.WriteString(e)
			}
		}
	}
	for _, q := range strings.Split(u.RawQuery, "&") {
		if name, _, ok := strings.Cut(q, "="); ok {
			b.WriteString("?" + name)
		}
	}
	return b.String()
}

func digits(s string) bool {
	return s != "" && strings.Trim(s, "0123456789-") == ""
}

// whole is the address of a page without the place in it.
func whole(u *url.URL) string {
	if u.Fragment == "" || strings.HasPrefix(u.Fragment, "!") {
		return u.String()
	}
	c := *u
	c.Fragment, c.RawFragment = "", ""
	return c.String()
}
