package rules

import "strings"

// simpleXPath is the pattern that says the same as an XPath expression, or nil
// where there is none. It reads paths from the root over children and
// descendants, with predicates about attributes:
//
//	//div[@class='a']//p[contains(@id, "b") and not(@hidden)]/a/@href
//
// Positions count siblings and are left to the XPath engine.
func simpleXPath(text string) *pattern {
	p := &pattern{}
	s := &scanner{text}
	for {
		s.spaces()
		c, attribute, ok := s.path()
		if !ok || len(p.chains) > 0 && attribute != p.attr {
			return nil
		}
		p.chains, p.attr = append(p.chains, c), attribute
		s.spaces()
		if !s.take("|") {
			break
		}
	}
	if s.rest != "" {
		return nil
	}
	return p
}

// path reads one path, and the attribute at its end.
func (s *scanner) path() (c chain, attribute string, ok bool) {
	for {
		joint := byte('>')
		switch {
		case s.take("//"), s.take("/descendant::"):
			joint = ' '
		case len(c) == 0:
			return nil, "", false
		case s.take("/"):
		default:
			return c, "", true
		}
		s.take("child::")
		if s.take("@") {
			attribute = s.name()
			return c, attribute, attribute != "" && joint == '>' && c != nil
		}
		if len(c) == 0 {
			joint = 0
		}
		one := step{joint: joint}
		if !s.take("*") {
			if one.tag = s.name(); one.tag == "" || strings.HasPrefix(s.rest, "(") || strings.HasPrefix(s.rest, ":") {
				return nil, "", false
			}
		}
		for s.take("[") {
			if !s.predicate(&one) {
				return nil, "", false
			}
		}
		c = append(chain{one}, c...)
	}
}

// predicate reads tests joined by "and", and the bracket behind them.
func (s *scanner) predicate(one *step) bool {
	for {
		s.spaces()
		t, ok := s.attributeTest()
		if !ok {
			return false
		}
		one.tests = append(one.tests, t)
		s.spaces()
		if s.take("]") {
			return true
		}
		if !s.take("and") || !s.spaces() {
			return false
		}
	}
}

func (s *scanner) attributeTest() (t test, ok bool) {
	switch {
	case s.take("@"):
		if t.key = s.name(); t.key == "" {
			return t, false
		}
		s.spaces()
		if s.take("=") {
			s.spaces()
			t.op = equal
			t.value, ok = s.quoted()
			return t, ok
		}
		return t, s.rest != "" && (s.rest[0] == ']' || s.rest[0] == ')' || strings.HasPrefix(s.rest, "and "))
	case s.take("not("):
		s.spaces()
		t, ok = s.attributeTest()
		s.spaces()
		t.not = !t.not
		return t, ok && s.take(")")
	case s.take("contains("):
		return s.functionTest(contains)
	case s.take("starts-with("):
		return s.functionTest(begins)
	}
	return t, false
}

// functionTest reads the arguments of contains or starts-with. An attribute
// between blanks that holds a word between blanks includes that word.
func (s *scanner) functionTest(o op) (t test, ok bool) {
	t.op = o
	s.spaces()
	word := false
	if o == contains && s.take("concat(") {
		if t.key, ok = s.padded(); !ok {
			return t, false
		}
		word = true
	} else if !s.take("@") {
		return t, false
	} else if t.key = s.name(); t.key == "" {
		return t, false
	}
	s.spaces()
	if !s.take(",") {
		return t, false
	}
	s.spaces()
	t.value, ok = s.quoted()
	s.spaces()
	if !ok || t.value == "" || !s.take(")") {
		return t, false
	}
	if word {
		inner := strings.TrimSpace(t.value)
		if t.value != " "+inner+" " || strings.ContainsAny(inner, " \t\r\n\f") || inner == "" {
			return t, false
		}
		t.op, t.value = includes, inner
	}
	return t, true
}

// padded reads the rest of concat(' ', normalize-space(@class), ' ').
func (s *scanner) padded() (key string, ok bool) {
	blank := func() bool {
		s.spaces()
		v, ok := s.quoted()
		s.spaces()
		return ok && v == " "
	}
	if !blank() || !s.take(",") {
		return "", false
	}
	s.spaces()
	normal := s.take("normalize-space(")
	s.spaces()
	if !normal || !s.take("@") { // without it only blanks part words: left to the engine
		return "", false
	}
	key = s.name()
	s.spaces()
	if !s.take(")") {
		return "", false
	}
	s.spaces()
	if key == "" || !s.take(",") || !blank() {
		return "", false
	}
	return key, s.take(")")
}
