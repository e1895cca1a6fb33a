package rules

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

// ParseYAML reads a rule in our own format. It always gives a rule; what
// cannot be read are its Problems.
//
//	site: mole.example
//	aliases: [old.mole.example]
//	extends: ftr                 # what this file does not find, mole.example.txt may
//	generator: Press 4           # for all sites whose generator begins so, too
//	article:
//	  match: ['^/story/']        # of the address's path
//	  title: h1
//	  subtitle: .standfirst
//	  authors: [{css: .author}, {body_line: first, regex: '^By (.+)'}]
//	  submitted_by: {css: .submitted, regex: 'by (?P<name>.+?) on (?P<date>.+)$'}
//	  date: {from: submitted_by.date, layout: '2 January, 2006 - 15:04', locale: en, clock: unreliable}
//	  body: .text
//	  prune: yes                 # keep only what of the body reads like text; otherwise all
//	  strip: [ul.links, '//div[@id="ads"]', 'img@srcset']
//	  next_page: a.next
//	  single_page: a.print
//	tests:
//	  - {file: light.html, title: The light on the mole, authors: [Sunniva Holt], date: 2014-03-05, body: six, body_not: cookies}
//
// A selector is CSS, with "@name" at its end for an attribute, or XPath 1.0. A
// list is tried in its order, strip apart.
func ParseYAML(name string, data []byte) *Rule {
	p := &yamlParser{rule: &Rule{Path: name}}
	var doc yaml.Node
	d := yaml.NewDecoder(bytes.NewReader(data))
	switch err := d.Decode(&doc); {
	case errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0:
		p.problem(0, "the file is empty")
		return p.rule
	case err != nil:
		p.problem(0, "%s", strings.TrimPrefix(err.Error(), "yaml: "))
		return p.rule
	}
	p.document(doc.Content[0])
	if err := d.Decode(&doc); !errors.Is(err, io.EOF) {
		p.problem(doc.Line, "a second document, which is not read: each rule has its own file")
	}
	return p.rule
}

type yamlParser struct{ rule *Rule }

func (p *yamlParser) problem(line int, format string, args ...any) {
	p.rule.Problems = append(p.rule.Problems, &Problem{p.rule.Path, line, fmt.Errorf(format, args...).Error()})
}

// each calls f for the keys of a mapping that it knows.
func (p *yamlParser) each(n *yaml.Node, of string, known map[string]func(*yaml.Node)) {
	if n.Kind != yaml.MappingNode {
		p.problem(n.Line, "%s: not a mapping", of)
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key, value := n.Content[i], n.Content[i+1]
		f := known[key.Value]
		if seen[key.Value] {
			p.problem(key.Line, "%q of %s for a second time", key.Value, of)
			continue
		}
		seen[key.Value] = true
		if f == nil {
			p.problem(key.Line, "unknown key %q of %s", key.Value, of)
			continue
		}
		f(value)
	}
}

func (p *yamlParser) document(n *yaml.Node) {
	r := p.rule
	p.each(n, "a rule", map[string]func(*yaml.Node){
		"site":      func(v *yaml.Node) { r.Hosts = append([]string{p.host(v)}, r.Hosts...) },
		"generator": func(v *yaml.Node) { r.Fingerprint = p.text(v) },
		"aliases": func(v *yaml.Node) {
			for _, one := range items(v) {
				r.Hosts = append(r.Hosts, p.host(one))
			}
		},
		"extends": func(v *yaml.Node) {
			if r.extends = v.Value == "ftr"; !r.extends {
				p.problem(v.Line, `extends: only "ftr" can be extended`)
			}
		},
		"url": func(v *yaml.Node) {
			p.each(v, "url", map[string]func(*yaml.Node){
				"strip_prefix": func(v *yaml.Node) { r.URL.StripPrefix = p.texts(v) },
				"keep_query":   func(v *yaml.Node) { r.URL.KeepQuery = p.texts(v) },
			})
		},
		"headers": p.headers,
		"article": p.article,
		"issue":   p.issue,
		"tests":   p.samples,
	})
	if len(r.Hosts) == 0 && r.Fingerprint == "" {
		p.problem(n.Line, "neither site nor generator")
	}
}

func (p *yamlParser) article(n *yaml.Node) {
	r := p.rule
	way := func(to *[]field) func(*yaml.Node) {
		return func(v *yaml.Node) { p.fields(v, to) }
	}
	selectors := func(to *[]selector) func(*yaml.Node) {
		return func(v *yaml.Node) { p.selectors(v, to) }
	}
	links := func(to *[]link) func(*yaml.Node) {
		return func(v *yaml.Node) {
			var all []selector
			p.selectors(v, &all)
			for _, s := range all {
				*to = append(*to, link{selector: s})
			}
		}
	}
	p.each(n, "article", map[string]func(*yaml.Node){
		"title": way(&r.title), "subtitle": way(&r.subtitle), "authors": way(&r.authors), "submitted_by": way(&r.submitter), "date": way(&r.date),
		"body": selectors(&r.body), "strip": selectors(&r.strip), "dissolve": selectors(&r.dissolve),
		"next_page": links(&r.nextPage), "single_page": links(&r.singlePage),
		"prune":        func(v *yaml.Node) { r.prune = p.choice(v) },
		"autodetect":   func(v *yaml.Node) { r.autodetect = p.choice(v) },
		"skip_json_ld": func(v *yaml.Node) { on := p.choice(v); r.skipJSONLD = on != nil && *on },
		"match":        func(v *yaml.Node) { r.paths = append(r.paths, p.paths(v)...) },
	})
}

// never stands in the place of an expression for addresses that cannot be read:
// a rule for some pages must not become one for all.
var never = regexp.MustCompile(`[^\x00-\x{10FFFF}]`)

// paths are the expressions of a match.
func (p *yamlParser) paths(v *yaml.Node) []*regexp.Regexp {
	var all []*regexp.Regexp
	for _, one := range items(v) {
		re := p.regex(one)
		if re == nil {
			re = never
		}
		all = append(all, re)
	}
	return all
}

// items are the parts of a list; anything else is a list of one.
func items(n *yaml.Node) []*yaml.Node {
	if n.Kind == yaml.SequenceNode {
		return n.Content
	}
	return []*yaml.Node{n}
}

func (p *yamlParser) text(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode || n.Value == "" {
		p.problem(n.Line, "a text is wanted here")
		return ""
	}
	return n.Value
}

func (p *yamlParser) host(n *yaml.Node) string {
	text := p.text(n)
	if strings.HasPrefix(text, ".") {
		return "." + HostOf(text[1:])
	}
	if _, path, _ := strings.Cut(strings.TrimPrefix(strings.TrimPrefix(text, "https://"), "http://"), "/"); path != "" {
		p.problem(n.Line, "%s: a site is a host; match says which of its pages are meant", text)
	}
	return HostOf(text)
}

func (p *yamlParser) choice(n *yaml.Node) *bool {
	var on bool
	if err := n.Decode(&on); err != nil {
		p.problem(n.Line, "neither true nor false")
		return nil
	}
	return &on
}

func (p *yamlParser) headers(n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		p.problem(n.Line, "headers: not a mapping")
		return
	}
	p.rule.Headers = map[string]string{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		p.rule.Headers[n.Content[i].Value] = p.text(n.Content[i+1])
	}
}

func (p *yamlParser) regex(n *yaml.Node) *regexp.Regexp {
	text := p.text(n)
	if len(text) > maxExpression {
		p.problem(n.Line, "an expression of %d bytes", len(text))
		return nil
	}
	re, err := regexp.Compile(text)
	if err != nil {
		p.problem(n.Line, "%s", err)
		return nil
	}
	return re
}

func (p *yamlParser) selectors(n *yaml.Node, to *[]selector) {
	for _, one := range items(n) {
		if s, ok := p.selector(one); ok {
			*to = append(*to, s)
		}
	}
}

func (p *yamlParser) selector(n *yaml.Node) (selector, bool) {
	text := p.text(n)
	if text == "" {
		return selector{}, false
	}
	return p.compile(newSelector, n, text)
}

func (p *yamlParser) compile(compile func(int, string) (selector, error), n *yaml.Node, text string) (selector, bool) {
	s, err := compile(n.Line, text)
	if err != nil {
		p.problem(n.Line, "%s", err)
	}
	s.file = p.rule.Path
	return s, err == nil
}

func (p *yamlParser) fields(n *yaml.Node, to *[]field) {
	for _, one := range items(n) {
		if f, ok := p.field(one); ok {
			*to = append(*to, f)
		}
	}
}

// field reads one way to a field: a selector, or a mapping.
func (p *yamlParser) field(n *yaml.Node) (f field, ok bool) {
	if n.Kind != yaml.MappingNode {
		f.selector, ok = p.selector(n)
		return f, ok
	}
	before := len(p.rule.Problems)
	compiled := func(compile func(int, string) (selector, error)) func(*yaml.Node) {
		return func(v *yaml.Node) {
			f.selector, _ = p.compile(compile, v, p.text(v))
			ok = true
		}
	}
	p.each(n, "a field", map[string]func(*yaml.Node){
		"css": compiled(newCSS), "xpath": compiled(newXPath),
		"from": func(v *yaml.Node) { f.from, ok = p.text(v), true },
		"body_line": func(v *yaml.Node) {
			switch ok = true; v.Value {
			case "first":
				f.bodyLine = 1
			case "last":
				f.bodyLine = -1
			default:
				p.problem(v.Line, "body_line: neither first nor last")
			}
		},
		"regex": func(v *yaml.Node) { f.regex = p.regex(v) },
		"layout": func(v *yaml.Node) {
			if f.layout = p.text(v); f.precision(time.Now()) == "2006" && !strings.Contains(f.layout, "06") {
				p.problem(v.Line, "layout: %s: the year is wanted as 2006, the month as January, Jan, 01 or 1, the day as 02 or 2", f.layout)
			}
		},
		"locale": func(v *yaml.Node) {
			f.locale = p.text(v)
			if _, err := language.Parse(f.locale); err != nil {
				p.problem(v.Line, "locale: %s is no language", f.locale)
			}
		},
		"clock": func(v *yaml.Node) {
			if f.noClock = v.Value == "unreliable"; !f.noClock {
				p.problem(v.Line, `clock: only "unreliable" can be said`)
			}
		},
	})
	if !ok {
		p.problem(n.Line, "a field wants css, xpath, from or body_line")
	}
	return f, ok && len(p.rule.Problems) == before // half a way leads elsewhere
}

func (p *yamlParser) samples(n *yaml.Node) {
	for _, one := range items(n) {
		s := Sample{Line: one.Line}
		p.each(one, "a test", map[string]func(*yaml.Node){
			"file": func(v *yaml.Node) { s.File = p.text(v) }, "url": func(v *yaml.Node) { s.URL = p.text(v) },
			"title": func(v *yaml.Node) { s.Title = &v.Value }, "date": func(v *yaml.Node) { s.Date = &v.Value },
			"authors": func(v *yaml.Node) { s.Authors = p.texts(v) }, "body": func(v *yaml.Node) { s.Body = p.texts(v) }, "body_not": func(v *yaml.Node) { s.BodyNot = p.texts(v) },
		})
		if s.File == "" && s.URL == "" {
			p.problem(one.Line, "a test wants a file or a url")
			continue
		}
		p.rule.Samples = append(p.rule.Samples, s)
	}
}

func (p *yamlParser) texts(n *yaml.Node) []string {
	all := []string{}
	for _, one := range items(n) {
		all = append(all, p.text(one))
	}
	return all
}
