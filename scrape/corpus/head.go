package corpus

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// HeadScore is how near a page's title, authors and date came to those that it
// is annotated with.
type HeadScore struct {
	HasTitle, HasAuthors, HasDate bool // the page is annotated with one
	NoAuthors, NoDate             bool // it is annotated as having none

	Title     bool    // the same words
	TitleF1   float64 // of the words
	Authors   bool    // the same names
	AuthorF1  float64 // of the names
	Invented  bool    // an author where there is none
	Named     bool    // any author
	Date      bool    // the same day, as written or in UTC
	DateFound bool    // any day
}

// ScoreHead scores a title, names of authors and a date (RFC 3339 or a part of
// it).
func ScoreHead(p *Page, title string, authors []string, date string) *HeadScore {
	s := &HeadScore{Named: len(authors) > 0, DateFound: len(daysOf(date)) > 0, NoDate: p.Undated}
	if p.Title != "" {
		want, got := plain(p.Title), plain(title)
		s.HasTitle, s.Title, s.TitleF1 = true, equal(want, got), wordF1(want, got)
	}
	if p.Authors != nil {
		want, got := nameSet(p.Authors), nameSet(authors)
		if s.HasAuthors = len(want) > 0; s.HasAuthors {
			s.AuthorF1 = setF1(want, got)
			s.Authors = s.AuthorF1 == 1
		} else {
			s.NoAuthors, s.Invented = true, len(got) > 0
		}
	}
	if p.Date != "" {
		s.HasDate = true
		got := daysOf(date)
		for d := range daysOf(p.Date) {
			s.Date = s.Date || got[d]
		}
	}
	return s
}

// plain is the words of s without differences of case and compatibility.
func plain(s string) []string {
	return Words(cases.Fold().String(norm.NFKC.String(WithoutSoftHyphens(s))))
}

// nameSet compares names as sets: lines that name several are cut, and degrees
// behind a name go.
func nameSet(names []string) map[string]bool {
	set := map[string]bool{}
	for _, name := range names {
		for i, part := range splitNames(withoutBy(name)) {
			if i > 0 && degree().MatchString(strings.TrimSpace(part)) {
				continue
			}
			if key := strings.Join(plain(withoutBy(part)), " "); key != "" {
				set[key] = true
			}
		}
	}
	return set
}

var degree = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:[A-Z]{2,5}|(?:[A-Z][a-z]{0,2}\.){1,3}[A-Z]?|Ph\.?D\.?|Jr\.?|Sr\.?|E-?RYT.*|M\.?Ed\.?)$`)
})

// withoutBy drops the "by" in front of a name.
func withoutBy(s string) string {
	t := strings.TrimLeftFunc(s, unicode.IsSpace)
	for _, by := range []string{"written by", "words by", "by", "von", "par", "por", "di", "door", "af", "av"} {
		if len(t) <= len(by) || !strings.EqualFold(t[:len(by)], by) {
			continue
		}
		rest := strings.TrimLeftFunc(t[len(by):], func(r rune) bool { return r == ':' || unicode.IsSpace(r) })
		if len(rest) < len(t)-len(by) {
			return rest
		}
	}
	return s
}

// splitNames cuts a line at commas, "and" and the like.
func splitNames(s string) []string {
	var parts []string
	from := 0
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case strings.ContainsRune(",;|/&·•\n", r):
			parts = append(parts, s[from:i])
			i += size
			from = i
		case isWord(r):
			end := len(s)
			if k := strings.IndexFunc(s[i:], func(r rune) bool { return !isWord(r) }); k >= 0 {
				end = i + k
			}
			if w := strings.ToLower(s[i:end]); w == "and" || w == "und" || w == "et" {
				parts = append(parts, s[from:i])
				from = end
			}
			i = end
		default:
			i += size
		}
	}
	return append(parts, s[from:])
}

func setF1(want, got map[string]bool) float64 {
	both := 0
	for k := range want {
		if got[k] {
			both++
		}
	}
	return 2 * float64(both) / float64(len(want)+len(got))
}

// daysOf is the day as written and the day in UTC: either may be meant.
func daysOf(s string) map[string]bool {
	s = strings.TrimSpace(s)
	days := map[string]bool{}
	if len(s) >= 10 {
		if _, err := time.Parse(time.DateOnly, s[:10]); err == nil {
			days[s[:10]] = true
		}
	}
	for _, layout := range []string{"2006-01-02T15:04:05Z07:00", "2006-01-02T15:04:05Z0700", "2006-01-02T15:04Z07:00", "2006-01-02T15:04Z0700"} {
		if t, err := time.Parse(layout, strings.Replace(s, " ", "T", 1)); err == nil {
			days[t.UTC().Format(time.DateOnly)] = true
			break
		}
	}
	if len(days) > 0 {
		return days
	}
	for _, layout := range []string{"2 January 2006", "January 2, 2006", "Jan 2, 2006", "2 Jan 2006", "2006/1/2", "Mon, 2 Jan 2006 15:04:05 -0700", "20060102", "2.1.2006", "1/2/2006"} {
		if t, err := time.Parse(layout, s); err == nil {
			days[t.Format(time.DateOnly)] = true
			break
		}
	}
	return days
}

// HeadTally is the figures of many pages.
type HeadTally struct {
	titles, authors, dates        int
	title, author, date           int
	titleF1, authorF1             float64
	noAuthors, noDates            given // annotated as having none
	unmarkedAuthors, unmarkedDate given // not annotated
}

// given counts pages that had no answer to find, and those that were given one.
type given struct{ pages, given int }

func (g *given) add(on, answered bool) {
	if on {
		g.pages++
		g.given += count(answered)
	}
}

// Add counts one page.
func (t *HeadTally) Add(s *HeadScore) {
	if s.HasTitle {
		t.titles++
		t.title += count(s.Title)
		t.titleF1 += s.TitleF1
	}
	if s.HasAuthors {
		t.authors++
		t.author += count(s.Authors)
		t.authorF1 += s.AuthorF1
	}
	t.noAuthors.add(s.NoAuthors, s.Invented)
	t.noDates.add(s.NoDate, s.DateFound)
	t.unmarkedAuthors.add(!s.NoAuthors && !s.HasAuthors, s.Named)
	t.unmarkedDate.add(!s.NoDate && !s.HasDate, s.DateFound)
	if s.HasDate {
		t.dates++
		t.date += count(s.Date)
	}
}

func count(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Title is the share of titles with the same words.
func (t *HeadTally) Title() float64 { return float64(t.title) / float64(max(1, t.titles)) }

// TitleF1 is the mean F1 of the titles' words.
func (t *HeadTally) TitleF1() float64 { return t.titleF1 / float64(max(1, t.titles)) }

// Authors is the share of pages with the same names.
func (t *HeadTally) Authors() float64 { return float64(t.author) / float64(max(1, t.authors)) }

// Invented is the share of the pages without authors that were given one.
func (t *HeadTally) Invented() float64 { return t.noAuthors.share() }

// DateInvented is the share of the pages without a date that were given one.
func (t *HeadTally) DateInvented() float64 { return t.noDates.share() }

func (g given) share() float64 { return float64(g.given) / float64(max(1, g.pages)) }

// AuthorF1 is the mean F1 of the names.
func (t *HeadTally) AuthorF1() float64 { return t.authorF1 / float64(max(1, t.authors)) }

// Date is the share of the right days.
func (t *HeadTally) Date() float64 { return float64(t.date) / float64(max(1, t.dates)) }

// String gives the figures in one line: shares of the pages that are annotated
// with the field, behind the stroke F1. Then of the pages that are annotated as
// having none, and of those that are not annotated while others of the set are,
// how many were given one.
func (t *HeadTally) String() string {
	var parts []string
	if t.titles > 0 {
		parts = append(parts, fmt.Sprintf("title %.3f/%.3f", t.Title(), t.TitleF1()))
	}
	if t.authors > 0 {
		parts = append(parts, fmt.Sprintf("author %.3f/%.3f", t.Authors(), t.AuthorF1()))
	}
	parts = append(parts, t.noAuthors.strings("invented")...)
	if t.authors > 0 {
		parts = append(parts, t.unmarkedAuthors.strings("unmarked")...)
	}
	if t.dates > 0 {
		parts = append(parts, fmt.Sprintf("date %.3f", t.Date()))
	}
	parts = append(parts, t.noDates.strings("invented")...)
	if t.dates > 0 {
		parts = append(parts, t.unmarkedDate.strings("unmarked")...)
	}
	return strings.Join(parts, "  ")
}

func (g given) strings(what string) []string {
	if g.pages == 0 {
		return nil
	}
	return []string{fmt.Sprintf("%s %d of %d", what, g.given, g.pages)}
}
