package robots

import (
	"bytes"
	"math"
	"strconv"
	"strings"
	"time"
)

const (
	// MaxSize is how many bytes of a file count, 500 KiB (RFC 9309 §2.5). What
	// follows is ignored, as is the line that the limit cuts.
	MaxSize = 500 << 10

	// maxLine is how many bytes of a line count, as in Google's parser: eight
	// times the longest URL of a browser, less one.
	maxLine = 8*2083 - 1
)

// File is a parsed robots.txt. The zero File and a nil *File allow everything.
// A File does not change and may be used by many goroutines at once.
type File struct {
	groups   []group
	sitemaps []string
}

// group is a run of user-agent lines and the rules that follow it.
type group struct {
	agents []string // product tokens in lower case; "*" is everybody
	rules  []rule
	delays []delay
	closed bool // a rule was seen: the next user-agent line begins a new group
}

// rule is one allow or disallow line.
type rule struct {
	allow bool
	exact pattern // the path as it was written
	plain pattern // the path without escapes that mean nothing
}

// delay is a crawl-delay line, which counts for the agents named before it.
type delay struct {
	agents int
	wait   time.Duration
}

// Parse reads a robots.txt. It takes any bytes: what is not a line of RFC 9309
// §2.2, or one of the common misspellings that Google's parser knows, is
// ignored.
func Parse(body []byte) *File {
	f := &File{}
	for line := range lines(trimBOM(clip(body))) {
		key, value := split(line)
		f.add(key, value)
	}
	return f
}

// clip cuts body at MaxSize, before the line that crosses it: half a rule
// says something else than the whole.
func clip(body []byte) []byte {
	if len(body) <= MaxSize {
		return body
	}
	if c := body[MaxSize]; c == '\n' || c == '\r' {
		return body[:MaxSize]
	}
	return body[:bytes.LastIndexAny(body[:MaxSize], "\r\n")+1]
}

// trimBOM drops a byte order mark, whole or cut short.
func trimBOM(body []byte) []byte {
	for i, c := range []byte("\xEF\xBB\xBF") {
		if i >= len(body) || body[i] != c {
			return body[i:]
		}
	}
	return body[3:]
}

// lines gives the lines of body, which end in LF, CR or both, each cut to
// maxLine bytes.
func lines(body []byte) func(func(string) bool) {
	return func(yield func(string) bool) {
		for len(body) > 0 {
			line, rest := body, []byte(nil)
			if end := bytes.IndexAny(body, "\r\n"); end >= 0 {
				line, rest = body[:end], body[end+1:]
			}
			if !yield(string(line[:min(len(line), maxLine)])) {
				return
			}
			body = rest
		}
	}
}

// split takes a line apart. A line without a colon counts if it is two words:
// "disallow /".
func split(line string) (key, value string) {
	line, _, _ = strings.Cut(line, "#")
	line = strings.Trim(line, " \t\v\f\x00")
	key, value, ok := strings.Cut(line, ":")
	if !ok {
		words := strings.Fields(line)
		if len(words) != 2 {
			return "", ""
		}
		key, value = words[0], words[1]
	}
	return strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value)
}

// add takes one line into the file. Lines of other kinds never end a group
// (RFC 9309 §2.2.4).
func (f *File) add(key, value string) {
	switch key {
	case "user-agent", "useragent", "user agent":
		f.agent(value)
	case "disallow", "dissallow", "dissalow", "disalow", "diasllow", "disallaw":
		f.rule(false, value)
	case "allow":
		f.rule(true, value)
	case "crawl-delay", "crawldelay", "crawl delay":
		f.delay(value)
	case "sitemap", "site-map":
		if value != "" {
			f.sitemaps = append(f.sitemaps, value)
		}
	}
}

func (f *File) agent(value string) {
	name := strings.ToLower(Token(value))
	if value == "*" || strings.HasPrefix(value, "* ") || strings.HasPrefix(value, "*\t") {
		name = "*"
	}
	if len(f.groups) == 0 || f.groups[len(f.groups)-1].closed {
		f.groups = append(f.groups, group{})
	}
	g := &f.groups[len(f.groups)-1]
	g.agents = append(g.agents, name)
}

func (f *File) rule(allow bool, value string) {
	if len(f.groups) == 0 {
		return
	}
	g := &f.groups[len(f.groups)-1]
	g.closed = true
	if value == "" {
		return
	}
	g.rules = append(g.rules, newRule(allow, value))
	// Google's parser lets "allow: /dir/index.html" allow the folder too.
	if k := strings.LastIndexByte(value, '/'); allow && k >= 0 && strings.HasPrefix(value[k:], "/index.htm") {
		g.rules = append(g.rules, newRule(true, value[:k+1]+"$"))
	}
}

func newRule(allow bool, value string) rule {
	exact := escape(value)
	return rule{allow: allow, exact: newPattern(exact), plain: newPattern(unescape(exact))}
}

func (f *File) delay(value string) {
	if len(f.groups) == 0 {
		return
	}
	seconds, err := strconv.ParseFloat(value, 64)
	if err != nil || !(seconds > 0) {
		return
	}
	wait := time.Duration(math.Min(seconds, 1e6) * float64(time.Second))
	g := &f.groups[len(f.groups)-1]
	g.delays = append(g.delays, delay{len(g.agents), wait})
}

// Token is the product token that a User-Agent line begins with: its leading
// letters, "-" and "_" (RFC 9309 §2.2.1). "backissue/1.2 (+mail)" gives
// "backissue".
func Token(userAgent string) string {
	for i := range len(userAgent) {
		if c := userAgent[i] | 0x20; (c < 'a' || c > 'z') && userAgent[i] != '-' && userAgent[i] != '_' {
			return userAgent[:i]
		}
	}
	return userAgent
}

// Allowed reports whether agent, a bare product token (see Token), may fetch
// url, which is absolute or a path. The longest matching path decides, an allow
// line where two are equally long (RFC 9309 §2.2.2). All groups that name the
// agent count as one; the groups for "*" count only where none does.
//
// Escapes of letters, digits, "-", ".", "_" and "~" mean nothing to most
// servers, but Google's parser compares them as they are written. Here a page
// must be allowed in both readings.
func (f *File) Allowed(agent, url string) bool {
	exact := pathOf(url)
	plain := unescape(exact)
	var asWritten, asMeant verdict
	for g := range f.of(agent) {
		for i := range g.rules {
			r := &g.rules[i]
			asWritten.see(r.allow, &r.exact, exact)
			asMeant.see(r.allow, &r.plain, plain)
		}
	}
	return asWritten.allowed() && asMeant.allowed()
}

// verdict holds the lengths of the longest rules that match.
type verdict struct{ allow, disallow int }

func (v *verdict) see(allow bool, p *pattern, path string) {
	longest := &v.disallow
	if allow {
		longest = &v.allow
	}
	if p.length > *longest && p.match(path) {
		*longest = p.length
	}
}

func (v *verdict) allowed() bool { return v.disallow <= v.allow }

// CrawlDelay is the longest wait between two requests that the file asks of
// agent, a bare product token; zero if it asks none. Crawl-delay is no part of
// RFC 9309, but widely used.
func (f *File) CrawlDelay(agent string) time.Duration {
	agent = f.name(agent)
	var longest time.Duration
	for g := range f.of(agent) {
		for _, d := range g.delays {
			if names(g.agents[:d.agents], agent) {
				longest = max(longest, d.wait)
			}
		}
	}
	return longest
}

// Sitemaps are the values of the sitemap lines, in the file's order, as they
// are written.
func (f *File) Sitemaps() []string {
	if f == nil {
		return nil
	}
	return f.sitemaps
}

// of gives the groups that count for agent.
func (f *File) of(agent string) func(func(*group) bool) {
	agent = f.name(agent)
	return func(yield func(*group) bool) {
		if f == nil {
			return
		}
		for i := range f.groups {
			if names(f.groups[i].agents, agent) && !yield(&f.groups[i]) {
				return
			}
		}
	}
}

// name is agent as the file names it: "*" where it does not.
func (f *File) name(agent string) string {
	agent = strings.ToLower(agent)
	if f == nil || agent == "" {
		return "*"
	}
	for i := range f.groups {
		if names(f.groups[i].agents, agent) {
			return agent
		}
	}
	return "*"
}

func names(agents []string, agent string) bool {
	for _, a := range agents {
		if a == agent {
			return true
		}
	}
	return false
}
