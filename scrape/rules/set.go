package rules

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"golang.org/x/net/idna"
)

const (
	maxFile  = 1 << 20 // bytes of a rule file
	maxFiles = 50_000  // of a folder
	maxDepth = 4       // of folders within a folder
)

// Set is the rules of several folders. Those of a folder that was added first
// win. A Set may be used by many goroutines once all folders are added; nil is
// an empty one.
type Set struct {
	layers []*layer
	merged sync.Map // string → *Rule: the rules of hosts that several files make up
}

// layer is a folder of rules. Its files are listed when it is added, and read
// when they are wanted: of thousands a run wants few.
type layer struct {
	fsys   fs.FS
	origin string
	root   string              // what the files' names begin with for people
	ftr    map[string]*entry   // by host, ".example.org" for its subdomains
	ours   map[string][]*entry // the same of the YAML files, when they are read
	yaml   []*entry
	once   sync.Once // reads yaml
}

// entry is a rule file.
type entry struct {
	layer *layer
	file  string // in the layer's file system
	once  sync.Once
	rule  *Rule
}

// Add adds the folder fsys behind those there are. Origin says in a word where
// it belongs, root is its path for messages. Files are *.yaml, *.yml and
// *.txt, the last in fivefilters' format and named by their hosts; in folders
// below, too.
func (s *Set) Add(fsys fs.FS, origin, root string) error {
	l := &layer{fsys: fsys, origin: origin, root: root, ftr: map[string]*entry{}}
	files := 0
	err := fs.WalkDir(fsys, ".", func(name string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && name != "." && (strings.HasPrefix(d.Name(), ".") || strings.Count(name, "/") >= maxDepth):
			return fs.SkipDir
		case d.IsDir():
			return nil
		}
		if files++; files > maxFiles {
			return fmt.Errorf("more than %d files", maxFiles)
		}
		l.list(name)
		return nil
	})
	if err != nil {
		return fmt.Errorf("reading rules %s: %w", root, err)
	}
	s.layers = append(s.layers, l)
	return nil
}

// AddFile adds a single rule file, as a folder that holds nothing else.
func (s *Set) AddFile(fsys fs.FS, file, origin, root string) {
	l := &layer{fsys: fsys, origin: origin, root: root, ftr: map[string]*entry{}}
	l.list(file)
	s.layers = append(s.layers, l)
}

// SetOf is a set of one rule that no folder holds.
func SetOf(r *Rule) *Set {
	e := &entry{rule: r}
	e.once.Do(func() {}) // it is read
	return &Set{layers: []*layer{{origin: r.Origin, yaml: []*entry{e}}}}
}

func (l *layer) list(name string) {
	base := path.Base(name)
	switch strings.ToLower(path.Ext(base)) {
	case ".yaml", ".yml":
		l.yaml = append(l.yaml, &entry{layer: l, file: name})
	case ".txt":
		host := base[:len(base)-len(".txt")]
		if below, ok := strings.CutPrefix(host, "."); ok {
			host = "." + HostOf(below)
		} else {
			host = HostOf(host)
		}
		if !strings.Contains(strings.TrimPrefix(host, "."), ".") && host != "global" || strings.ContainsAny(host, " ,") {
			return // LICENSE.txt
		}
		if l.ftr[host] == nil {
			l.ftr[host] = &entry{layer: l, file: name}
		}
	}
}

// load reads the entry's file, once. It always gives a rule.
func (e *entry) load() *Rule {
	e.once.Do(func() {
		shown := path.Join(e.layer.root, e.file)
		data, err := e.read()
		switch {
		case err != nil:
			e.rule = &Rule{Path: shown, Problems: []*Problem{{shown, 0, err.Error()}}}
		case strings.EqualFold(path.Ext(e.file), ".txt"):
			e.rule = ParseFTR(shown, data)
		default:
			e.rule = ParseYAML(shown, data)
		}
		e.rule.Text = data
		base := path.Base(e.file)
		e.rule.Name, e.rule.Origin = base[:len(base)-len(path.Ext(base))], e.layer.origin
		if len(e.rule.Hosts) == 0 && e.rule.Fingerprint == "" {
			e.rule.homeless = !strings.EqualFold(path.Ext(e.file), ".txt")
			e.rule.Hosts = []string{HostOf(e.rule.Name)}
		}
	})
	return e.rule
}

func (e *entry) read() ([]byte, error) {
	f, err := e.layer.fsys.Open(e.file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, maxFile+1))
	if err == nil && len(data) > maxFile {
		err = errors.New("larger than 1 MB")
	}
	return data, err
}

// host gives the layer's YAML rules for a host, by their files' names; the
// files must be read for that, as their names say nothing.
func (l *layer) host(host string) []*entry {
	l.once.Do(func() {
		l.ours = make(map[string][]*entry, len(l.yaml))
		for _, e := range l.yaml {
			for _, h := range e.load().Hosts {
				l.ours[h] = append(l.ours[h], e)
			}
		}
	})
	return l.ours[host]
}

// Unread gives the problems of YAML files that say nothing, not even for which
// site they are: no page would bring them up.
func (s *Set) Unread() []*Problem {
	var all []*Problem
	for _, l := range s.layers {
		for _, e := range l.yaml {
			if r := e.load(); r.homeless {
				all = append(all, r.Problems...)
			}
		}
	}
	return all
}

// All gives the set's rules, those of the first folder first, by name. It
// reads all their files.
func (s *Set) All() []*Rule {
	if s == nil {
		return nil
	}
	var all []*Rule
	for _, l := range s.layers {
		start := len(all)
		for _, e := range l.yaml {
			all = append(all, e.load())
		}
		for _, e := range l.ftr {
			all = append(all, e.load())
		}
		slices.SortFunc(all[start:], func(a, b *Rule) int { return strings.Compare(a.Path, b.Path) })
	}
	return all
}

// Empty reports whether the set has no rule at all.
func (s *Set) Empty() bool {
	if s != nil {
		for _, l := range s.layers {
			if len(l.ftr)+len(l.yaml) > 0 {
				return false
			}
		}
	}
	return true
}

// HostOf is the host of a URL as rules name it: in lower case and the ASCII
// form of its name, without port and "www.". A bare host is one already.
func HostOf(address string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		address = u.Hostname()
	}
	host := strings.TrimPrefix(strings.TrimSuffix(strings.ToLower(address), "."), "www.")
	if strings.ContainsFunc(host, func(r rune) bool { return r >= utf8.RuneSelf }) {
		if ascii, err := idna.Lookup.ToASCII(host); err == nil {
			return ascii
		}
	}
	return host
}

// For is the rule for the page at address, or nil. The host's own rule comes
// first, then that of ".example.org" for one label below example.org; in each
// folder our files before fivefilters'. Behind it stands the rule of the
// page's generator (what <meta name=generator> says, or ""), and the one named
// global, unless the rule forbids it with autodetect_on_failure: no.
func (s *Set) For(address, generator string) *Rule {
	parts := s.Parts(address, generator)
	if len(parts) == 0 {
		return nil
	}
	if len(parts) == 1 {
		return parts[0]
	}
	var key strings.Builder
	for _, r := range parts {
		key.WriteString(r.Path + "\x00")
	}
	if m, ok := s.merged.Load(key.String()); ok {
		return m.(*Rule)
	}
	m := parts[0]
	for _, r := range parts[1:] {
		m = m.behind(r)
	}
	s.merged.Store(key.String(), m)
	return m
}

// Parts are the rules that make up the one For gives, the strongest first.
func (s *Set) Parts(address, generator string) []*Rule {
	if s.Empty() {
		return nil
	}
	var parts []*Rule
	if host := HostOf(address); host != "" {
		parts = s.ofHost(host, func(r *Rule) bool { return covers(r.paths, address) })
	}
	if len(parts) > 0 && parts[0].autodetect != nil && !*parts[0].autodetect {
		return parts
	}
	if name := fingerprint(generator); name != "" {
		if e := s.lookup(name); e != nil {
			parts = append(parts, e.load())
		}
	}
	if generator != "" {
		parts = append(parts, s.byGenerator(generator)...)
	}
	if e := s.lookup("global"); e != nil {
		parts = append(parts, e.load().withoutFields())
	}
	return parts
}

// ofHost is the first rule of a host that is wanted, and the one it extends.
func (s *Set) ofHost(host string, wanted func(*Rule) bool) []*Rule {
	names := []string{host}
	if _, parent, ok := strings.Cut(host, "."); ok {
		names = append(names, "."+parent)
	}
	for i, l := range s.layers {
		for _, name := range names {
			for _, e := range l.host(name) {
				r := e.load()
				if !wanted(r) {
					continue
				}
				if !r.extends {
					return []*Rule{r}
				}
				for _, below := range s.layers[i:] {
					for _, name := range names {
						if f := below.ftr[name]; f != nil {
							return []*Rule{r, f.load()}
						}
					}
				}
				return []*Rule{r}
			}
			if e := l.ftr[name]; e != nil && wanted(e.load()) {
				return []*Rule{e.load()}
			}
		}
	}
	return nil
}

// lookup is the strongest rule with a name that is no host's.
func (s *Set) lookup(name string) *entry {
	for _, l := range s.layers {
		if e := l.ftr[name]; e != nil {
			return e
		}
	}
	return nil
}

// byGenerator are the YAML rules for a generator, at most one.
func (s *Set) byGenerator(generator string) []*Rule {
	for _, l := range s.layers {
		l.host("")
		for _, e := range l.yaml {
			if f := e.load().Fingerprint; f != "" && len(generator) >= len(f) && strings.EqualFold(generator[:len(f)], f) {
				return []*Rule{e.load()}
			}
		}
	}
	return nil
}

// fingerprint is the name of fivefilters' rule for a generator.
func fingerprint(generator string) string {
	switch g := strings.ToLower(generator); {
	case strings.HasPrefix(g, "wordpress"):
		return "fingerprint.wordpress.com"
	case strings.HasPrefix(g, "blogger"):
		return "fingerprint.blogspot.com"
	case strings.HasPrefix(g, "medium"):
		return "fingerprint.medium.com"
	case strings.HasPrefix(g, "substack"):
		return "fingerprint.substack.com"
	case strings.HasPrefix(g, "ippen"):
		return "fingerprint.ippen.media"
	}
	return ""
}

// covers reports whether one of the expressions, if there are any, matches the
// address's path. A bare host has none, and so is covered.
func covers(paths []*regexp.Regexp, address string) bool {
	if len(paths) == 0 {
		return true
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return true
	}
	for _, re := range paths {
		if re.MatchString(u.EscapedPath()) {
			return true
		}
	}
	return false
}

// Headers are the request headers that the rules for a page want, by their
// names in lower case. Who asks is not for a collected rule to say: their
// User-Agent is left out.
func (s *Set) Headers(address string) map[string]string {
	all := map[string]string{}
	for _, r := range slices.Backward(s.Parts(address, "")) {
		for name, value := range r.Headers {
			if name = strings.ToLower(name); name != "user-agent" || !r.shared {
				all[name] = value
			}
		}
	}
	return all
}

// Address is a page's address as the rule for it says that it is written.
func (u *URL) Address(address string) string {
	a, err := url.Parse(address)
	if err != nil || a.Opaque != "" {
		return address
	}
	for _, prefix := range u.StripPrefix {
		if rest, ok := strings.CutPrefix(a.EscapedPath(), strings.TrimSuffix(prefix, "/")+"/"); ok && prefix != "" {
			a.RawPath = "/" + rest
			a.Path, err = url.PathUnescape(a.RawPath)
			break
		}
	}
	if u.KeepQuery != nil {
		query := a.Query()
		for name := range query {
			if !slices.Contains(u.KeepQuery, name) {
				query.Del(name)
			}
		}
		a.RawQuery = query.Encode()
	}
	if err != nil {
		return address
	}
	return a.String()
}

// Append adds the folders of other behind those of s.
func (s *Set) Append(other *Set) {
	if other != nil {
		s.layers = append(s.layers, other.layers...)
	}
}
