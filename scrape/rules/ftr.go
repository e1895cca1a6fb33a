package rules

import (
	"errors"
	"fmt"
	"strings"
)

// ParseFTR reads a rule of fivefilters' ftr-site-config: one directive a line,
// "directive: value", with "#" before comments. It always gives a rule; lines
// that cannot be read are its Problems.
func ParseFTR(name string, data []byte) *Rule {
	p := ftrParser{rule: &Rule{Path: name, shared: true}}
	for i, line := range strings.Split(strings.TrimPrefix(string(data), "\ufeff"), "\n") {
		p.line = i + 1
		if len(line) > 64<<10 {
			p.problem("a line of %d bytes", len(line))
			continue
		}
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		if err := p.directive(line); err != nil {
			p.problem("%w", err)
		}
	}
	p.pair()
	return p.rule
}

type ftrParser struct {
	rule     *Rule
	line     int
	finds    []string
	replaces []string
	links    *[]link // those that a condition belongs to
}

func (p *ftrParser) problem(format string, args ...any) {
	p.rule.Problems = append(p.rule.Problems, &Problem{p.rule.Path, p.line, fmt.Errorf(format, args...).Error()})
}

// split cuts a line into its directive, the argument in brackets and the
// value. Both the argument and the value of a replacement may hold colons.
func split(line string) (name, argument, value string, err error) {
	colon, bracket := strings.IndexByte(line, ':'), strings.IndexByte(line, '(')
	if bracket > 0 && (colon < 0 || bracket < colon) {
		end := strings.Index(line[bracket:], "):")
		if end < 0 {
			return "", "", "", errors.New(`no ":" behind the directive`)
		}
		return strings.TrimSpace(line[:bracket]), line[bracket+1 : bracket+end], strings.TrimSpace(line[bracket+end+2:]), nil
	}
	if colon < 0 {
		return "", "", "", errors.New(`no ":" behind the directive`)
	}
	return strings.TrimSpace(line[:colon]), "", strings.TrimSpace(line[colon+1:]), nil
}

func (p *ftrParser) directive(line string) error {
	name, argument, value, err := split(line)
	if err != nil {
		return err
	}
	r := p.rule
	switch name = strings.ToLower(name); name {
	case "replace_string", "find_string": // may replace by nothing, and by nothing else
	default:
		if value == "" {
			return fmt.Errorf("%s has no value", name)
		}
	}
	switch name {
	case "title":
		return p.field(&r.title, value)
	case "author":
		return p.field(&r.authors, value)
	case "date":
		return p.field(&r.date, value)
	case "body":
		return p.selector(&r.body, value)
	case "strip":
		return p.selector(&r.strip, value)
	case "strip_attr", "post_strip_attr":
		return p.selector(&r.stripAttrs, value)
	case "dissolve":
		return p.selector(&r.dissolve, value)
	case "native_ad_clue":
		return p.selector(&r.adClues, value)
	case "wrap_in":
		return p.wrap(strings.ToLower(argument), value)
	case "next_page_link":
		return p.link(&r.nextPage, value)
	case "single_page_link":
		return p.link(&r.singlePage, value)
	case "if_page_contains":
		return p.condition(value)
	case "strip_id_or_class", "strip_image_src", "src_lazy_load_attr", "find_string", "replace_string":
		p.word(name, argument, value)
		return nil
	case "http_header":
		return p.header(argument, value)
	case "test_url", "test_contains":
		return p.sample(name, value)
	case "prune", "autodetect_on_failure", "skip_json_ld", "requires_login":
		return p.choice(name, value)
	case "not_logged_in_xpath":
		return p.selector(&r.loggedOut, value)
	case "login_uri", "login_username_field", "login_password_field", "login_extra_fields":
		p.login(name, value)
		return nil
	case "tidy", "parser", // one parser for all pages, HTML5's
		"convert_double_br_tags",                          // always: two breaks part paragraphs
		"strip_comments", "skip_id_or_class", "move_into", // of other programs
		"insert_detected_image", "footnotes", "autodetect_next_page", "single_page_link_in_feed":
		return nil
	}
	return fmt.Errorf("unknown directive %q", name)
}

func (p *ftrParser) compile(value string) (selector, error) {
	s, err := newXPath(p.line, value)
	s.file = p.rule.Path
	return s, err
}

func (p *ftrParser) selector(to *[]selector, value string) error {
	s, err := p.compile(value)
	if err == nil {
		*to = append(*to, s)
	}
	return err
}

func (p *ftrParser) field(to *[]field, value string) error {
	s, err := p.compile(value)
	if err == nil {
		*to = append(*to, field{selector: s})
	}
	return err
}

// maxWraps bounds how much deeper a rule can make a tree.
const maxWraps = 50

// wrapper reports the elements that a rule may put around what it finds.
func wrapper(tag string) bool {
	switch tag {
	case "p", "div", "blockquote", "figure", "figcaption", "pre", "h2", "h3", "h4", "ul", "ol", "li", "em", "i", "strong", "b", "section":
		return true
	}
	return false
}

func (p *ftrParser) wrap(tag, value string) error {
	if !wrapper(tag) {
		return fmt.Errorf("wrap_in(%s): not an element of texts", tag)
	}
	if len(p.rule.wrap) == maxWraps {
		return fmt.Errorf("more than %d wrap_in", maxWraps)
	}
	s, err := p.compile(value)
	if err == nil {
		p.rule.wrap = append(p.rule.wrap, wrapping{s, tag})
	}
	return err
}

func (p *ftrParser) link(to *[]link, value string) error {
	p.links = nil
	s, err := p.compile(value)
	if err == nil {
		*to = append(*to, link{selector: s})
		p.links = to
	}
	return err
}

// condition makes the link before it depend on something.
func (p *ftrParser) condition(value string) error {
	if p.links == nil {
		return errors.New("if_page_contains does not follow a link")
	}
	s, err := p.compile(value)
	if err == nil {
		(*p.links)[len(*p.links)-1].condition = &s
	}
	return err
}

func (p *ftrParser) word(name, argument, value string) {
	r := p.rule
	switch name {
	case "strip_id_or_class":
		if r.stripNames == nil {
			r.stripNames = map[string]bool{}
		}
		r.stripNames[strings.Join(strings.Fields(strings.Trim(value, `"' `)), " ")] = true
	case "strip_image_src":
		r.stripImages = append(r.stripImages, strings.Trim(value, `"' `))
	case "src_lazy_load_attr":
		r.lazyAttr = append(r.lazyAttr, strings.ToLower(value))
	case "find_string":
		p.finds = append(p.finds, value)
	case "replace_string":
		if argument == "" {
			p.replaces = append(p.replaces, value)
			return
		}
		r.replacements = append(r.replacements, replacement{argument, value})
	}
}

// pair joins the strings to find with those to put in their place. Where their
// numbers differ nobody can say which belong together, and none is used.
func (p *ftrParser) pair() {
	p.line = 0
	if len(p.finds) != len(p.replaces) {
		p.problem("%d find_string, %d replace_string: none is used", len(p.finds), len(p.replaces))
		return
	}
	for i, old := range p.finds {
		if old != "" {
			p.rule.replacements = append(p.rule.replacements, replacement{old, p.replaces[i]})
		}
	}
}

func (p *ftrParser) header(name, value string) error {
	if name == "" || strings.ContainsAny(name+value, "\r\n\x00") {
		return errors.New("http_header without a name")
	}
	if p.rule.Headers == nil {
		p.rule.Headers = map[string]string{}
	}
	p.rule.Headers[strings.ToLower(name)] = value
	return nil
}

func (p *ftrParser) sample(name, value string) error {
	r := p.rule
	if name == "test_url" {
		r.Samples = append(r.Samples, Sample{Line: p.line, URL: value})
		return nil
	}
	if len(r.Samples) == 0 {
		return errors.New("test_contains does not follow a test_url")
	}
	s := &r.Samples[len(r.Samples)-1]
	s.Body = append(s.Body, value)
	return nil
}

func (p *ftrParser) choice(name, value string) error {
	var on bool
	switch strings.ToLower(value) {
	case "yes", "true", "1", "on":
		on = true
	case "no", "false", "0", "off":
	default:
		return fmt.Errorf("%s: neither yes nor no", name)
	}
	switch name {
	case "prune":
		p.rule.prune = &on
	case "autodetect_on_failure":
		p.rule.autodetect = &on
	case "skip_json_ld":
		p.rule.skipJSONLD = on
	case "requires_login":
		p.account().Required = on
	}
	return nil
}

func (p *ftrParser) account() *Login {
	if p.rule.Login == nil {
		p.rule.Login = &Login{}
	}
	return p.rule.Login
}

func (p *ftrParser) login(name, value string) {
	l := p.account()
	switch name {
	case "login_uri":
		l.URI = value
	case "login_username_field":
		l.UsernameField = value
	case "login_password_field":
		l.PasswordField = value
	case "login_extra_fields":
		l.Extra = append(l.Extra, value)
	}
}
