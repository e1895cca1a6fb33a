package archive

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// ConfigName is the file that makes a folder an archive.
const ConfigName = "backissue.yaml"

// Config is what an archive's backissue.yaml says.
type Config struct {
	Titles  []Title // in the order of the file
	Options []Option
}

// Option is a flag's value for every run: the flag's name without its dashes.
type Option struct {
	Name  string
	Value string
	Line  int // of the file
}

// Title is a periodical and where its issues and articles are announced.
type Title struct {
	Key      string   // its folder, and its name on the command line
	Name     string   // of the publication, for articles that do not say it
	Issues   []string // indexes of issues, or contents pages
	Feeds    []string // feeds, sitemaps or lists of articles
	Hosts    []string // where articles may lie; anywhere if empty
	Language string   // BCP 47, for articles that do not say it
	Zone     *time.Location
	Since    string // ISO 8601, a year, a month or a day: what is older is left alone
	Rules    string // a folder of site rules, relative to the archive's
	Refresh  Refresh
}

// ReadConfig reads the configuration of the archive at root. An error names the
// line; a key that is not known is one.
func ReadConfig(root string) (*Config, error) {
	name := filepath.Join(root, ConfigName)
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, err
	}
	return parseConfig(name, data)
}

// ReadOptions reads a file of options alone: the user's own configuration. One
// that is not there has none.
func ReadOptions(name string) ([]Option, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	c, err := parseConfig(name, data)
	if err == nil && len(c.Titles) > 0 {
		err = fmt.Errorf("%s: titles belong into the %s of an archive", name, ConfigName)
	}
	if err != nil {
		return nil, err
	}
	return c.Options, nil
}

// Find is the archive that holds the folder dir, or "".
func Find(dir string) string {
	dir, err := filepath.Abs(dir)
	for err == nil {
		if info, failed := os.Stat(filepath.Join(dir, ConfigName)); failed == nil && info.Mode().IsRegular() {
			return dir
		}
		up := filepath.Dir(dir)
		if up == dir {
			break
		}
		dir = up
	}
	return ""
}

// configReader reads a configuration and remembers what is wrong with it.
type configReader struct {
	name string
	errs []error
}

func parseConfig(name string, data []byte) (*Config, error) {
	r := &configReader{name: name}
	var doc yaml.Node
	if err := yaml.Unmarshal(data, &doc); err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	c := &Config{}
	if len(doc.Content) > 0 {
		r.each(doc.Content[0], map[string]func(*yaml.Node){
			"titles":  func(n *yaml.Node) { r.titles(c, n) },
			"options": func(n *yaml.Node) { r.options(c, n) },
		})
	}
	return c, errors.Join(r.errs...)
}

func (r *configReader) fail(n *yaml.Node, format string, args ...any) {
	r.errs = append(r.errs, fmt.Errorf("%s:%d: %s", r.name, n.Line, fmt.Sprintf(format, args...)))
}

// each calls the reader of each key of a mapping. An empty one is none.
func (r *configReader) each(n *yaml.Node, known map[string]func(*yaml.Node)) {
	r.pairs(n, func(key, value *yaml.Node) {
		if read := known[key.Value]; read != nil {
			read(value)
			return
		}
		var names []string
		for k := range known {
			names = append(names, k)
		}
		slices.Sort(names)
		r.fail(key, "unknown key %q; there are %s", key.Value, strings.Join(names, ", "))
	})
}

func (r *configReader) pairs(n *yaml.Node, visit func(key, value *yaml.Node)) {
	switch {
	case n.Kind == yaml.ScalarNode && n.Tag == "!!null":
		return
	case n.Kind != yaml.MappingNode:
		r.fail(n, "not a mapping of keys to values")
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		if value.Kind == yaml.AliasNode {
			value = value.Alias
		}
		if seen[key.Value] {
			r.fail(key, "%q stands here twice", key.Value)
			continue
		}
		seen[key.Value] = true
		visit(key, value)
	}
}

func (r *configReader) options(c *Config, n *yaml.Node) {
	r.pairs(n, func(key, value *yaml.Node) {
		for _, v := range r.texts(value) {
			c.Options = append(c.Options, Option{Name: key.Value, Value: v, Line: key.Line})
		}
	})
}

func (r *configReader) titles(c *Config, n *yaml.Node) {
	r.pairs(n, func(key, value *yaml.Node) {
		if !isTitleKey(key.Value) {
			r.fail(key, "%q cannot be a folder's name: use a to z, 0 to 9 and hyphens, and none of warc, runs, versions, rules", key.Value)
			return
		}
		t := Title{Key: key.Value, Name: key.Value}
		r.title(&t, value)
		if len(t.Issues)+len(t.Feeds) == 0 {
			r.fail(key, "%s has none of issues, feed, sitemap: there is nothing to read", key.Value)
		}
		c.Titles = append(c.Titles, t)
	})
}

func (r *configReader) title(t *Title, n *yaml.Node) {
	text := func(to *string) func(*yaml.Node) { return func(n *yaml.Node) { *to = r.text(n) } }
	urls := func(to *[]string) func(*yaml.Node) {
		return func(n *yaml.Node) { *to = append(*to, r.urls(n)...) }
	}
	r.each(n, map[string]func(*yaml.Node){
		"name":      text(&t.Name),
		"issues":    urls(&t.Issues),
		"feed":      urls(&t.Feeds),
		"sitemap":   urls(&t.Feeds),
		"hosts":     func(n *yaml.Node) { t.Hosts = r.texts(n) },
		"language":  text(&t.Language),
		"rules":     text(&t.Rules),
		"time-zone": func(n *yaml.Node) { t.Zone = r.zone(n) },
		"since": func(n *yaml.Node) {
			if t.Since = r.text(n); !IsDay(t.Since) {
				r.fail(n, "%q is no date: write 2026, 2026-11 or 2026-11-23", t.Since)
			}
		},
		"refresh": func(n *yaml.Node) {
			if err := t.Refresh.Set(r.text(n)); err != nil {
				r.fail(n, "refresh: %v", err)
			}
		},
	})
}

func (r *configReader) text(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		r.fail(n, "one value is wanted here")
	}
	return n.Value
}

func (r *configReader) texts(n *yaml.Node) []string {
	if n.Kind != yaml.SequenceNode {
		return []string{r.text(n)}
	}
	var all []string
	for _, c := range n.Content {
		all = append(all, r.text(c))
	}
	return all
}

func (r *configReader) urls(n *yaml.Node) []string {
	all := r.texts(n)
	for _, s := range all {
		if u, err := url.Parse(s); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			r.fail(n, "%q is no address of the web: it begins with https:// or http://", s)
		}
	}
	return all
}

func (r *configReader) zone(n *yaml.Node) *time.Location {
	zone, err := time.LoadLocation(r.text(n))
	if err != nil || n.Value == "" || n.Value == "Local" {
		r.fail(n, "%q is no time zone: write one as Europe/London", n.Value)
		return nil
	}
	return zone
}

// isTitleKey reports whether a key can be the folder of a title.
func isTitleKey(s string) bool {
	for _, c := range s {
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '-' {
			return false
		}
	}
	return s != "" && len(s) <= 64 && !slices.Contains([]string{warcName, runsName, versionsName, "rules"}, s) && s[0] != '-'
}

// IsDay reports whether s is a year, a month or a day in ISO 8601.
func IsDay(s string) bool {
	if len(s) != 4 && len(s) != 7 && len(s) != 10 {
		return false
	}
	_, err := time.Parse("2006-01-02"[:len(s)], s)
	return err == nil
}

// Before reports whether a date, ISO 8601 or EDTF, is all of it before since.
// What has no date is not.
func Before(date, since string) bool {
	n := min(len(date), len(since))
	if i := strings.IndexAny(date, "/T~?"); i >= 0 {
		n = min(n, i)
	}
	if len(date) >= 7 && date[5] >= '2' { // a season stands where the month does
		n = min(n, 4)
	}
	return n >= 4 && date[:n] < since[:n]
}

// Sample is the backissue.yaml that a new archive begins with.
func Sample() []byte { return []byte(sample) }

const sample = `# What this archive keeps. "backissue sync" brings it up to date.

titles:
  # Each title is a folder of that name, and can be synced alone: backissue sync the-mole
  #
  # the-mole:
  #   name: The Mole                          # the publication, for articles that do not say it
  #   issues: https://example.org/issues      # an index of issues, or the page of the newest
  #   feed: https://example.org/feed          # articles beside the issues: RSS, Atom, JSON Feed,
  #   sitemap: https://example.org/news.xml   # or a sitemap
  #   hosts: [example.org, www.example.org]   # take no article from elsewhere
  #   since: 2020-01                          # leave alone what is older
  #   language: en                            # for articles that do not say it
  #   time-zone: Europe/London                # for times printed without one
  #   rules: rules/the-mole                   # a folder of site rules
  #   refresh: auto                           # how often stored articles are asked for again: auto,
  #                                           # never, always, or a time such as 30d

options:
  # Any flag of sync, without its dashes.
  #
  # contact: archive@example.org              # who servers can complain to
  # delay: 2s
  # max-duration: 3h
`
