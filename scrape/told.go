package scrape

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// telling is the middle of a line that names two people, of whom one asked or
// judged and wrote it down: "Osric Venn spoke to Lydia Marsh".
type telling struct {
	text string // in lower case, with a space at both ends
	kind tellingKind
}

type tellingKind int

const (
	byAfter  tellingKind = iota // the writer stands behind it
	byBefore                    // the writer stands in front of it
	ofAWork                     // behind it, where a work stands in front
)

// tellings are those of the languages that have bylines of this kind. Where a
// language has one wording for both, the writer is the one behind: whom the
// text is about stands first. What is "reviewed by" somebody must be a work,
// for others check what they publish.
var tellings = sync.OnceValue(func() map[string][]telling {
	first := map[string][]telling{}
	add := func(kind tellingKind, texts ...string) {
		for _, text := range texts {
			word, _, _ := strings.Cut(text, " ")
			first[word] = append(first[word], telling{" " + text + " ", kind})
		}
	}
	add(byAfter, "spoke to", "spoke with", "was speaking to", "was talking to", "talked to", "talked with", "in conversation with", "interviewed by", "as told to",
		"im gespräch mit", "im interview mit", "interviewt von", "befragt von",
		"propos recueillis par", "interviewé par", "interviewée par", "interviewés par", "en conversation avec", "répond aux questions de",
		"entrevistado por", "entrevistada por", "en conversación con", "em conversa com", "entrevistat per", "entrevistada per", "en conversa amb",
		"intervistato da", "intervistata da", "a colloquio con", "in dialogo con",
		"geïnterviewd door", "in gesprek met", "intervjuad av", "i samtal med", "interviewet af", "intervjuet av", "i samtale med", "haastatteli",
		"rozmawiała", "rozmawiał", "rozmawiali", "w rozmowie z", "în dialog cu", "intervievat de", "intervievată de",
		"беседовала", "беседовал", "беседовали", "розмовляла", "розмовляв", "спілкувалася", "спілкувався", "حاورته", "حاورها", "حاوره")
	add(byBefore, "talks to", "speaks to", "speaks with", "talks with", "interviews", "sprach mit", "interviewte", "s'entretient avec", "s’entretient avec", "conversa con", "entrevista a", "conversou com", "intervista")
	add(ofAWork, "reviewed by", "rezensiert von", "besprochen von", "gelesen von", "recensé par", "lu par", "reseñado por", "reseñada por", "resenhado por", "recensito da", "recensione di", "besproken door", "gerecenseerd door", "recenserad av", "anmeldt af", "anmeldt av")
	return first
})

// talks begin a line that names whom a talk was with, and then its writer:
// "Interview with Osric Venn by Lydia Marsh".
var talks = []string{"interview with ", "an interview with ", "interview mit ", "ein interview mit ", "gespräch mit ", "ein gespräch mit ", "entretien avec ", "un entretien avec ", "entrevista con ", "entrevista a ", "entrevista com ", "intervista a ", "intervista con ", "interview met ", "intervju med ", "wywiad z "}

// told is the name that a line of an interview or a review gives to its writer,
// or "": "The Salt Almanac by Ragna Torvik, reviewed by Lydia Marsh".
func told(s, low string) string {
	if s == "" || len(low) != len(s) || len(s) > 160 || strings.HasSuffix(s, "?") {
		return ""
	}
	for _, t := range talks {
		if low[0] == t[0] && strings.HasPrefix(low, t) {
			return talkedBy(s, low)
		}
	}
	for k := range len(low) - 1 {
		if low[k] != ' ' {
			continue
		}
		word, _, _ := strings.Cut(low[k+1:], " ")
		for _, t := range tellings()[word] {
			if strings.HasPrefix(low[k:], t.text) {
				if name := t.writer(strings.TrimSpace(s[:k]), strings.Trim(s[k+len(t.text):], " .:")); name != "" {
					return name
				}
			}
		}
	}
	return ""
}

// writer is which of the two sides of t is its writer's name, or "".
func (t telling) writer(before, after string) string {
	switch {
	case t.kind == byAfter && fullName(after) && namesSomebody(before), t.kind == ofAWork && fullName(after) && isWork(before):
		return after
	case t.kind == byBefore && fullName(before) && namesSomebody(after):
		return before
	}
	return ""
}

// talkedBy is the name behind the last "by" of a line.
func talkedBy(s, low string) string {
	for _, by := range []string{" by ", " von ", " par ", " por ", " di ", " door ", " av "} {
		if k := strings.LastIndex(low, by); k > 0 {
			if name := strings.Trim(s[k+len(by):], " .:"); fullName(name) {
				return name
			}
		}
	}
	return ""
}

// fullName reports whether s is one name or several, each with a surname.
func fullName(s string) bool {
	names := splitNames(s)
	return len(names) > 0 && !hasDigit(s) && !slices.ContainsFunc(names, func(name string) bool {
		return len(strings.Fields(name)) < 2 && spacedScript(name) || personType(name) != "person"
	})
}

// namesSomebody reports whether two words of a row in s begin as names do:
// "the poet Osric Venn", "Osric Venn, who builds boats".
func namesSomebody(s string) bool {
	words := strings.Fields(s)
	for i := 1; i < len(words); i++ {
		if capitalised(words[i-1]) && capitalised(words[i]) {
			return true
		}
	}
	return false
}

// isWork reports whether s reads like the line of a book, a film or a record:
// it says by whom it is, or ends in its publisher, in brackets or quotes.
func isWork(s string) bool {
	s = strings.TrimRightFunc(s, func(r rune) bool { return r == ',' || unicode.IsSpace(r) })
	if last, _ := utf8.DecodeLastRuneInString(s); strings.ContainsRune(")]”’»“\"'", last) {
		return true
	}
	low := " " + strings.ToLower(s) + " "
	return slices.ContainsFunc([]string{" by ", " von ", " par ", " de ", " por ", " di ", " door ", " av ", " af "}, func(by string) bool {
		return strings.Contains(low, by)
	})
}
