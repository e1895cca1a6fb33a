package rules

import (
	"errors"
	"fmt"
	"strings"
)

// scanner reads an expression from left to right.
type scanner struct {
	rest  string
	depth int // of brackets
}

func (s *scanner) spaces() bool {
	n := len(s.rest)
	s.rest = strings.TrimLeft(s.rest, " \t\r\n\f")
	return len(s.rest) < n
}

// take reads prefix if it comes next.
func (s *scanner) take(prefix string) bool {
	rest, ok := strings.CutPrefix(s.rest, prefix)
	s.rest = rest
	return ok
}

// name reads a name of letters, digits, hyphens and underscores.
func (s *scanner) name() string {
	i := 0
	for i < len(s.rest) && isNameByte(s.rest[i]) {
		i++
	}
	name := s.rest[:i]
	s.rest = s.rest[i:]
	return name
}

func isNameByte(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' || c >= 0x80
}

// quoted reads a string in quotes.
func (s *scanner) quoted() (string, bool) {
	if s.rest == "" || s.rest[0] != '\'' && s.rest[0] != '"' {
		return "", false
	}
	end := strings.IndexByte(s.rest[1:], s.rest[0])
	if end < 0 {
		return "", false
	}
	text := s.rest[1 : end+1]
	s.rest = s.rest[end+2:]
	return text, true
}

func parseCSS(text string) (*pattern, error) {
	if len(text) > maxExpression {
		return nil, fmt.Errorf("a selector of %d bytes", len(text))
	}
	p := &pattern{}
	s := &scanner{rest: text}
	for {
		c, err := s.chain()
		if err != nil {
			return nil, err
		}
		p.chains = append(p.chains, c)
		if !s.take(",") {
			break
		}
	}
	if s.take("@") {
		if p.attr = strings.ToLower(s.name()); p.attr == "" {
			return nil, errors.New("no attribute behind @")
		}
	}
	if s.spaces(); s.rest != "" {
		return nil, fmt.Errorf("cannot be read from %q on", s.rest)
	}
	return p, nil
}

// chain reads compound selectors and the combinators between them, and gives
// them last one first.
func (s *scanner) chain() (chain, error) {
	var c chain
	joint := byte(0)
	s.spaces()
	for {
		one, err := s.compound()
		if err != nil {
			return nil, err
		}
		one.joint = joint
		c = append(chain{one}, c...)
		space := s.spaces()
		switch {
		case s.take(">"):
			joint = '>'
		case s.take("+"):
			joint = '+'
		case s.take("~"):
			joint = '~'
		case !space || s.rest == "" || s.rest[0] == ',' || s.rest[0] == '@' || s.rest[0] == ')':
			return c, nil
		default:
			joint = ' '
		}
		s.spaces()
	}
}

// compound reads what is said of one element: tag.class#id[attr=value].
func (s *scanner) compound() (step, error) {
	var one step
	start := s.rest
	if !s.take("*") {
		one.tag = strings.ToLower(s.name())
	}
	for {
		t, ok, err := s.test()
		if err != nil {
			return one, err
		}
		if !ok {
			break
		}
		one.tests = append(one.tests, t)
	}
	if s.rest == start {
		return one, fmt.Errorf("cannot be read from %q on", s.rest)
	}
	return one, nil
}

func (s *scanner) test() (t test, ok bool, err error) {
	switch {
	case s.take("."):
		t = test{key: "class", op: includes, value: s.name()}
	case s.take("#"):
		t = test{key: "id", op: equal, value: s.name()}
	case s.take("["):
		return s.attribute()
	case s.take(":first-child"):
		return test{op: firstChild}, true, nil
	case s.take(":last-child"):
		return test{op: lastChild}, true, nil
	case s.take(":not("):
		t, ok, err = s.test()
		if t.not = !t.not; err == nil && (!ok || !s.take(")")) {
			err = errors.New(":not takes one class, id or attribute")
		}
		return t, ok, err
	default:
		return t, false, nil
	}
	if t.value == "" {
		return t, false, errors.New("a class or id without a name")
	}
	return t, true, nil
}

// attribute reads what stands behind an opening bracket.
func (s *scanner) attribute() (t test, ok bool, err error) {
	bad := fmt.Errorf("cannot be read from %q on", "["+s.rest)
	s.spaces()
	if t.key = strings.ToLower(s.name()); t.key == "" {
		return t, false, bad
	}
	s.spaces()
	if s.take("]") {
		return t, true, nil
	}
	for _, o := range []struct {
		sign string
		op   op
	}{{"~=", includes}, {"*=", contains}, {"^=", begins}, {"$=", ends}, {"=", equal}} {
		if s.take(o.sign) {
			t.op = o.op
			break
		}
	}
	s.spaces()
	if t.value, ok = s.quoted(); !ok {
		t.value = s.name()
	}
	s.spaces()
	if t.op == present || t.value == "" && t.op != equal || !s.take("]") {
		return t, false, bad
	}
	return t, true, nil
}
