package scrape

import (
	"slices"
	"strings"
)

// newsroom finds the body of editors that a byline calls by nothing but that:
// "By Staff Writer", "Redaktion" in the author's field; or that stands alone under
// the headline, "Tidewater Team". It answers only where the page names nobody.
func (l *layout) newsroom() []authorCandidate {
	for i := range l.lines {
		ln := &l.lines[i]
		if ln.zone == behind || ln.zone == end || len(ln.text) > maxName || commentNames(ln.names) {
			continue
		}
		rest := ln.text
		printed := ln.by.found && ln.by.role == writer && ln.by.prefix != ""
		if printed {
			rest = strings.TrimLeft(ln.by.text[min(len(ln.by.prefix), len(ln.by.text)):], " :")
		}
		name := strings.Trim(withoutDate(rest, l.lang), " ,|•·–—-")
		ours := l.underTitle(ln) && len(strings.Fields(ln.text)) <= 4 && editorial(name) && nameShaped(name) && !hasGivenName(name) && !strings.Contains(name, ",")
		if ours || isDesk(name) && (printed || authorNames(ownNames(&l.blocks[ln.block]))) {
			return []authorCandidate{{people: []Person{{Name: foldCaps(name), Type: "organization"}}, source: "byline", raw: ln.text, weight: .52, block: ln.block, names: ln.names}}
		}
	}
	return nil
}

// underTitle reports whether a line stands where bylines do below the headline.
func (l *layout) underTitle(ln *line) bool {
	return (ln.zone == below || ln.zone == start && ln.block == l.first) && l.nearTitle(ln)
}

// nameShaped reports whether each word of a name begins with a capital.
func nameShaped(name string) bool {
	return !slices.ContainsFunc(strings.Fields(name), func(w string) bool { return !capitalised(w) })
}

// isDesk reports whether a name is made of the words for editors alone: "News
// Desk", "Redaktion", "the editorial staff".
func isDesk(name string) bool {
	words := strings.Fields(strings.ToLower(name))
	if len(words) == 0 || len(words) > 4 {
		return false
	}
	desk := false
	for _, w := range words {
		switch w {
		case "staff", "redaktion", "onlineredaktion", "online-redaktion", "newsroom", "newsdesk", "rédaction", "redacción", "redazione", "redactie", "redação", "redakcja", "redakce", "редакция", "toimitus", "redaksjonen", "redaktionen":
			desk = true
		case "desk", "team":
			desk = desk || len(words) > 1
		case "the", "of", "la", "die", "editorial", "news", "writer", "writers", "reporter", "reporters", "report", "online", "web", "digital":
		default:
			return false
		}
	}
	return desk
}

// agencyLine finds the agency that a line of its own says an article is from:
// "Reuters" below the headline, "Quelle: dpa" at either end.
func (l *layout) agencyLine() []authorCandidate {
	for i := range l.lines {
		ln := &l.lines[i]
		if len(ln.text) > 40 || commentNames(ln.names) || pictureNames(ln.names) {
			continue
		}
		name, label := agencySource(ln.text)
		if name == "" || !label && !l.underTitle(ln) {
			continue
		}
		return []authorCandidate{{people: []Person{{Name: name, Type: "agency"}}, source: "source-line", raw: ln.text, weight: .55, block: ln.block, names: ln.names}}
	}
	return nil
}

// agencySource is the agency that is all of a line, or that stands behind the
// word for a source.
func agencySource(s string) (name string, label bool) {
	if before, after, ok := strings.Cut(s, ":"); ok {
		if label = slices.Contains([]string{"quelle", "source", "fuente", "fonte", "bron", "agency", "agentur", "agencia"}, strings.ToLower(strings.TrimSpace(before))); !label {
			return "", false
		}
		s, _, _ = strings.Cut(strings.TrimSpace(after), " ")
	}
	s = strings.Trim(s, " ()[]|·,.")
	if s != strings.ToLower(s) && agencies[strings.ToLower(s)] || label && agencies[s] {
		return s, label
	}
	return "", label
}
