package rules

import "strings"

// simpleXPath is the pattern that says the same as an XPath expression, or nil
// where there is none. It reads paths from the root over children and
// descendants, with predicates about attributes:
//
//	//div[@class='a']//p[contains(@id, "b") and not(@hidden)]/a/@href
//
// Of positions it knows [1] alone.
func simpleXPath(text string) *pattern {
	p := &pattern{}
	if inner, ok := strings.CutPrefix(strings.TrimSuffix(text, "[1]"), "("); ok && strings.HasSuffix(text, ")[1]") {
		text, p.single = strings.TrimSuffix(inner, ")"), true
	}
	s := &scanner{rest: text}
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

// predicate reads what stands in brackets, and the bracket behind it: 1 at
// the first place, or tests joined by "and", or by "or".
func (s *scanner) predicate(one *step) bool {
	if one.tag != "" && len(one.tests) == 0 && s.take("1]") {
		one.tests = []test{{op: firstOfTag}}
		return true
	}
	all, word, ok := s.tests()
	if !ok || !s.take("]") {
		return false
	}
	if word == "or" {
		all = []test{{op: either, any: all}}
	}
	one.tests = append(one.tests, all...)
	return true
}

// tests reads one test or several, joined by one word.
func (s *scanner) tests() (all []test, word string, ok bool) {
	for {
		s.spaces()
		t, ok := s.attributeTest()
		if !ok {
			return nil, "", false
		}
		all = append(all, t)
		s.spaces()
		next := ""
		if s.take("and ") {
			next = "and"
		} else if s.take("or ") {
			next = "or"
		}
		switch {
		case next == "":
			return all, word, true
		case word != "" && word != next:
			return nil, "", false
		}
		word = next
	}
}

// attributeTest reads one test, in brackets or not.
func (s *scanner) attributeTest() (t test, ok bool) {
	switch {
	case s.take("("):
		return s.group()
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
		return t, s.rest != "" && (s.rest[0] == ']' || s.rest[0] == ')' || strings.HasPrefix(s.rest, "and ") || strings.HasPrefix(s.rest, "or "))
	case s.take("not("):
		t, ok = s.group()
		t.not = !t.not
		return t, ok
	case s.take("contains("):
		return s.functionTest(contains)
	case s.take("starts-with("):
		return s.functionTest(begins)
	}
	return t, false
}

// group reads tests joined by "or", or a single one, and the bracket behind.
func (s *scanner) group() (test, bool) {
	if s.depth++; s.depth > 8 {
		return test{}, false
	}
	all, word, ok := s.tests()
	s.depth--
	if !ok || word == "and" || !s.take(")") {
		return test{}, false
	}
	if len(all) == 1 {
		return all[0], true
	}
	return test{op: either, any: all}, true
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
