package scrape

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// linesAbove is how many blocks in front of the body are looked at for a line
// that is the headline, and maxLines how many of them can be it.
const (
	linesAbove = 40
	maxLines   = 4
)

// gatherLines adds lines at the top of the body, or above it: one that <title>
// begins or ends with, and without headings those that the page's markup calls a
// title. They are the headlines of pages that know no <h1>.
func (r *titleReader) gatherLines(headings bool) {
	title := r.head.title[:runeCut(r.head.title, maxTitle)]
	parts := map[string]bool{}
	for _, part := range splitTitle(title) {
		parts[fold(part)] = true
	}
	seen, found := 0, 0
	for i := max(0, r.first-linesAbove); r.first >= 0 && i < len(r.sel.Blocks); i++ {
		b := &r.sel.Blocks[i]
		if b.Keep {
			seen++
		}
		if seen > 3 || found == maxLines {
			return
		}
		if b.Words == 0 || b.Words > 60 {
			continue
		}
		text, _, _ := strings.Cut(b.Text(), "\n")
		text = oneLine(text)
		f := fold(text)
		switch {
		case len(f) < 4 || isSite(text, r.sites) || inChrome(b.First) || strings.Contains(namesAround(b), "crumb"):
		case b.LinkWords == b.Words && !strings.HasPrefix(fold(title), f):
		case parts[f] || endOf(title, f):
			r.add(titleCandidate{text: text, source: "line", line: b})
			found++
		case !headings && i <= r.first && b.Words > 1 && b.Words <= 30 && namedAny(ownNames(b), headlineNames) && !namedAny(ownNames(b), tailNames):
			r.add(titleCandidate{text: text, source: "named-line", line: b})
		}
	}
}

// minEnd is the shortest line, folded, that can be an end of <title> where no
// separator with spaces divides it from the rest.
const minEnd = 12

// endOf reports whether a title begins or ends with a folded line, and a mark
// divides it from the rest. Scripts without spaces take one for a mark.
func endOf(title, folded string) bool {
	if len(folded) < minEnd {
		return false
	}
	if rest, ok := foldedRest(title, folded); ok && divides(rest, firstRune) {
		return true
	}
	t := fold(title)
	if !strings.HasSuffix(t, folded) {
		return false
	}
	for at := range title { // the shortest end that holds all of it
		if fold(title[at:]) == folded {
			return divides(title[:at], lastRune)
		}
	}
	return false
}

// foldedRest is what a title has behind a folded line that it begins with.
func foldedRest(title, folded string) (rest string, ok bool) {
	for at, r := range title {
		if folded == "" {
			return title[at:], true
		}
		if r = foldRune(r); r < 0 {
			continue
		}
		next, size := utf8.DecodeRuneInString(folded)
		if next != r {
			return "", false
		}
		folded = folded[size:]
	}
	return "", folded == ""
}

// divides reports whether the rest of a title is parted from what stands beside
// it.
func divides(rest string, beside func(string) rune) bool {
	r := beside(strings.TrimSpace(rest))
	if strings.ContainsRune(titleMarks, r) {
		return true
	}
	return unicode.IsSpace(beside(rest)) && !spacedScript(string(r))
}

func firstRune(s string) rune { r, _ := utf8.DecodeRuneInString(s); return r }

func lastRune(s string) rune { r, _ := utf8.DecodeLastRuneInString(s); return r }
