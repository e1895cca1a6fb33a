package scrape

import (
	"crypto/sha1"
	"encoding/hex"
	"strings"

	whatwg "github.com/nlnwa/whatwg-url/url"
)

// resolver makes the links of a page absolute, by the WHATWG rules.
type resolver struct {
	base    string
	parsed  *whatwg.Url // base, or nil
	archive string      // the address of the copy, where the page is an archive's
}

func newResolver(pageURL, baseHref string) resolver {
	r := resolver{base: unwrapArchive(pageURL)}
	if r.base != pageURL {
		r.archive = pageURL
	}
	if baseHref != "" {
		if abs := r.resolve(baseHref); abs != "" {
			r.base = abs
		}
	}
	if u, err := whatwg.Parse(r.base); err == nil {
		r.parsed = u
	}
	return r
}

// resolve is href as an absolute link, or "" where it cannot be kept: another
// scheme than http, https or mailto, or a relative link of a page whose
// address is not known.
func (r resolver) resolve(href string) string {
	href = strings.TrimSpace(href)
	if href == "" || len(href) > 8<<10 {
		return ""
	}
	var u *whatwg.Url
	var err error
	switch {
	case r.archive != "" && strings.HasPrefix(href, "/web/"):
		u, err = whatwg.ParseRef(r.archive, href) // a link that the archive wrote; in an untouched copy the others are the page's own
	case r.parsed != nil:
		u, err = r.parsed.Parse(href)
	case r.base != "":
		u, err = whatwg.ParseRef(r.base, href)
	default:
		u, err = whatwg.Parse(href)
	}
	if err != nil {
		return ""
	}
	switch u.Protocol() {
	case "http:", "https:", "mailto:":
		return unwrapArchive(u.Href(false))
	}
	return ""
}

// unwrapArchive takes the address of a Wayback copy apart and gives that of
// the page it is a copy of.
func unwrapArchive(u string) string {
	k := strings.Index(u, "/web/")
	if k < 0 || !strings.Contains(u[:k], "archive.org") {
		return u
	}
	rest := u[k+len("/web/"):]
	digits := 0
	for digits < len(rest) && rest[digits] >= '0' && rest[digits] <= '9' {
		digits++
	}
	slash := strings.IndexByte(rest, '/')
	if digits < 4 || slash < 0 || slash > digits+4 {
		return u
	}
	target := rest[slash+1:]
	switch {
	case strings.HasPrefix(target, "http://"), strings.HasPrefix(target, "https://"):
		return target
	case strings.HasPrefix(target, "http:/"):
		return "http://" + target[len("http:/"):]
	case strings.HasPrefix(target, "https:/"):
		return "https://" + target[len("https:/"):]
	}
	return u
}

// archivePrefix is what the address of a Wayback copy has before that of the
// page it is a copy of, or "".
func archivePrefix(u string) string {
	if unwrapArchive(u) == u {
		return ""
	}
	k := strings.Index(u, "/web/") + len("/web/")
	return u[:k+strings.IndexByte(u[k:], '/')+1]
}

// archiveStamp is the capture time in the address of a Wayback copy, as its 14
// digits, or "".
func archiveStamp(u string) string {
	k := strings.Index(u, "/web/")
	if k < 0 || unwrapArchive(u) == u {
		return ""
	}
	rest := u[k+len("/web/"):]
	if len(rest) < 14 {
		return ""
	}
	for i := range 14 {
		if rest[i] < '0' || rest[i] > '9' {
			return ""
		}
	}
	return rest[:14]
}

// canonical is the address to cite: without fragment and tracking parameters.
func canonical(u string) string {
	p, err := whatwg.Parse(u)
	if err != nil {
		return ""
	}
	if p.Protocol() != "http:" && p.Protocol() != "https:" {
		return ""
	}
	p.SetHash("")
	p.SetUsername("")
	p.SetPassword("")
	if q := p.Search(); q != "" {
		p.SetSearch(withoutTracking(strings.TrimPrefix(q, "?")))
	}
	return p.Href(false)
}

// WithoutTracking is an address without the query parameters that say where a
// reader came from; all else keeps its bytes.
func WithoutTracking(address string) string {
	bare, fragment, marked := strings.Cut(address, "#")
	path, query, ok := strings.Cut(bare, "?")
	if !ok {
		return address
	}
	kept := withoutTracking(query)
	if kept == query {
		return address
	}
	if kept != "" {
		path += "?" + kept
	}
	if marked {
		path += "#" + fragment
	}
	return path
}

// withoutTracking drops the query parameters that say where a reader came
// from. What stays keeps its order and its bytes.
func withoutTracking(query string) string {
	var kept []string
	for pair := range strings.SplitSeq(query, "&") {
		name, _, _ := strings.Cut(pair, "=")
		if pair != "" && !tracking(strings.ToLower(name)) {
			kept = append(kept, pair)
		}
	}
	return strings.Join(kept, "&")
}

func tracking(name string) bool {
	switch name {
	case "fbclid", "gclid", "dclid", "msclkid", "yclid", "igshid", "mc_cid", "mc_eid", "cmpid", "ocid", "smid", "xtor", "ref_src", "spm", "wt_mc", "__twitter_impression":
		return true
	}
	return strings.HasPrefix(name, "utm_") || strings.HasPrefix(name, "at_") && len(name) > 3
}

func hostOf(u string) string {
	_, rest, ok := strings.Cut(u, "://")
	if !ok {
		return ""
	}
	host, _, _ := strings.Cut(rest, "/")
	if at := strings.LastIndexByte(host, '@'); at >= 0 {
		host = host[at+1:]
	}
	host, _, _ = strings.Cut(host, ":")
	return strings.ToLower(host)
}

// siteLabel is the part of a host that names the site: "spiegel" of
// "www.spiegel.de".
func siteLabel(host string) string {
	labels := strings.Split(strings.TrimPrefix(host, "www."), ".")
	if len(labels) < 2 {
		return host
	}
	i := len(labels) - 2
	switch labels[i] {
	case "co", "com", "org", "net", "gov", "ac", "edu":
		if i > 0 {
			i--
		}
	}
	return labels[i]
}

// articleID is the UUIDv5 of a URL in the URL namespace (RFC 9562 §5.5).
func articleID(u string) string {
	if u == "" {
		return ""
	}
	namespace := []byte{0x6b, 0xa7, 0xb8, 0x11, 0x9d, 0xad, 0x11, 0xd1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8}
	sum := sha1.Sum(append(namespace, u...))
	b := sum[:16]
	b[6] = b[6]&0x0f | 0x50
	b[8] = b[8]&0x3f | 0x80
	x := hex.EncodeToString(b)
	return x[:8] + "-" + x[8:12] + "-" + x[12:16] + "-" + x[16:20] + "-" + x[20:]
}
