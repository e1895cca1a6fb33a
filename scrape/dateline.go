package scrape

import (
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"github.com/backissue/backissue/scrape/content"
	"github.com/backissue/backissue/scrape/date"
)

// dateSpot is a short line of the page that holds a date, wherever it stands.
type dateSpot struct {
	date  date.Date
	raw   string
	kind  string // the class of the element around it: lists of teasers repeat it
	block int
	at    int  // where the date begins in its line
	rest  int  // letters of the line beside the date
	made  bool // the line says when something was made, which need not be the article
	part  bool // the line has several parts, and the date is one of them
	named bool
	told  bool // it is a sentence on the publication
	list  bool // it stands in navigation, a sidebar, a footer or a list of other articles
}

const (
	maxSpot   = 120 // bytes of a line that can be a date line far from the article
	maxPosted = 400 // and of one that begins with "This entry was posted on"
	maxSpots  = 200
)

// spottedDates are the dates of the page's own short lines, for pages whose
// date does not stand where dates stand: a list of facts beside the article, a
// line at the page's foot. A kind of line that the page repeats with other
// dates belongs to a list of articles.
func spottedDates(l *layout, spots []dateSpot) []dateCandidate {
	mixed := mixedKinds(spots)
	title := l.headline()
	if title < 0 && l.first > 0 {
		title = l.first - 1
	}
	var all []dateCandidate
	opening := l.openingPost(spots, title)
	for i := range spots {
		s := &spots[i]
		w := s.weight(l, title, mixed[s.kind])
		if s == opening {
			w = max(w, .5)
		}
		if w > 0 {
			all = append(all, dateCandidate{date: s.date, raw: s.raw, source: "text", weight: w - float64(min(i, 20))/400})
		}
	}
	return all
}

// openingPost is the line of a thread's first post: the first day with a clock
// behind the headline that stands by what a forum says of a user. It is nil
// where the page is no thread.
func (l *layout) openingPost(spots []dateSpot, title int) *dateSpot {
	for i := range spots {
		s := &spots[i]
		if s.block <= title || s.date.Precision < date.Minute || s.date.Role != date.Unsaid {
			continue
		}
		for j := max(0, s.block-userLines); j < len(l.blocks) && j <= s.block+userLines; j++ {
			if b := &l.blocks[j]; b.Words > 0 && b.Words <= 8 && userLine(strings.ToLower(oneLine(b.Text()))) {
				return s
			}
		}
		return nil
	}
	return nil
}

// userLines is how many blocks away a forum's line on a user is.
const userLines = 6

// mixedKinds are the kinds of lines that say more than one day.
func mixedKinds(spots []dateSpot) map[string]bool {
	days := map[string]date.Date{}
	mixed := map[string]bool{}
	for i := range spots {
		s := &spots[i]
		if s.date.Role == date.Modified {
			continue
		}
		if d, ok := days[s.kind]; ok && !sameDay(d, s.date) {
			mixed[s.kind] = true
		}
		days[s.kind] = s.date
	}
	return mixed
}

// doubtTeasers lowers the weight of the dates around the article whose kind of
// line the page repeats with other days, if they do not follow the headline.
func (l *layout) doubtTeasers(seen []dateCandidate, spots []dateSpot) {
	title := l.headline()
	if title < 0 {
		return
	}
	mixed, around := mixedKinds(spots), l.aroundHeadline()
	top := map[string]int{}
	for i := range spots {
		if _, ok := top[spots[i].kind]; !ok {
			top[spots[i].kind] = spots[i].block
		}
	}
	for i := range seen {
		ln := seen[i].line
		kind := kindOf(&l.blocks[ln.block])
		if ln.block > title && ln.zone != behind && (ln.block <= title+6 || ln.block == top[kind] && !furnished(l.blocks[ln.block].Elem, around)) {
			continue
		}
		if mixed[kind] && !strings.HasSuffix(kind, " ") {
			seen[i].weight -= .2
		}
	}
}

// titleDates are the days that are a part of <title>: "18.05.2026: …" and
// "… – Harbour Post – 13.06.2023".
func titleDates(h *head, hints date.Hints) []dateCandidate {
	if len(h.title) > maxTitle || !fewestDigits(h.title) {
		return nil
	}
	d, at, to, ok := date.Find(h.title, hints)
	if !ok || d.Precision < date.Day || d.End != nil || !partAlone(h.title, at, to) {
		return nil
	}
	return []dateCandidate{{date: d, raw: h.title[at:to], source: "title", weight: .56}}
}

// partMarks stand between the parts of a line that have nothing to do with one
// another: its section, its day, its author.
const partMarks = "|·•–—\t»›:"

// partAlone reports whether a date is one of several parts of a line, and all
// of that part.
func partAlone(text string, at, to int) bool {
	before, after := strings.TrimRight(text[:at], " \u00a0"), strings.TrimLeft(text[to:], " \u00a0")
	if before == "" && after == "" {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(before)
	next, _ := utf8.DecodeRuneInString(after)
	return (before == "" || strings.ContainsRune(partMarks, last)) && (after == "" || strings.ContainsRune(partMarks, next))
}

// spots are the short lines with a day outside the comments.
func (l *layout) spots(hints date.Hints) []dateSpot {
	var spots []dateSpot
	around := l.aroundHeadline()
	for i := range l.blocks {
		b := &l.blocks[i]
		if b.Words > 80 || b.Words > 30 && b.Keep || !digitsIn(b) || inQuote(b.First) {
			continue
		}
		apart := true
		for text := range strings.SplitSeq(spaced(b), "\n") {
			s, ok := spotIn(text, hints)
			if !ok && apart {
				s, ok = spotIn(parted(b), hints)
				apart = false
			}
			if !ok || len(spots) == maxSpots || s.within(b) || s.rest > besideDay && inCaption(b.First) {
				continue
			}
			names := namesAround(b)
			if !l.beforeComments(i) && (commentNames(names) || inComment(b.Elem)) {
				break
			}
			ln := line{names: names}
			if s.date.Role == date.Unsaid && s.rest == 0 && i > 0 && labelsPublished(&l.blocks[i-1], text, hints) {
				s.date.Role = date.Published
			}
			s.kind, s.block, s.named, s.list = kindOf(b), i, ln.named(dateNames...), furnished(b.Elem, around)
			spots = append(spots, s)
		}
	}
	return spots
}

// within reports whether a line of the text tells of its day.
func (s *dateSpot) within(b *content.Block) bool {
	return b.Keep && s.date.Role == date.Unsaid && tells(b, s.at, s.rest)
}

// tells reports whether a block is an item of a list, or a sentence that goes on
// behind its date, and says more than a place beside it. at is where the date
// stands, rest how much beside it.
func tells(b *content.Block, at, rest int) bool {
	if at == 0 || rest <= besideDay || !b.Prose() && !endsSentence(oneLine(b.Text())) {
		return false
	}
	return b.Elem.DataAtom == atom.Li || rest-at > 2
}

// besideDay is how many bytes stand beside a day at most where a line may be
// nothing but that: a place, an agency.
const besideDay = 16

// inCaption reports whether n stands in a picture's caption.
func inCaption(n *html.Node) bool {
	for p := n.Parent; p != nil && p.Data != "body"; p = p.Parent {
		if p.DataAtom == atom.Figcaption {
			return true
		}
	}
	return false
}

// labelsPublished reports whether the block before a date's is the label of
// it: "Posted on" in a box of its own.
func labelsPublished(b *content.Block, text string, hints date.Hints) bool {
	if b.Words == 0 || b.Words > 3 {
		return false
	}
	d, _, _, ok := date.Find(oneLine(b.Text())+": "+text, hints)
	return ok && d.Role == date.Published
}

// spotIn reads a line with a day. A long one must say that it is about the
// publication.
func spotIn(text string, hints date.Hints) (dateSpot, bool) {
	text = oneLine(text)
	if text == "" || len(text) > maxPosted || !fewestDigits(text) || strings.Contains(text, "©") || memberLine(strings.ToLower(text)) || legalLine(strings.ToLower(text)) {
		return dateSpot{}, false
	}
	t, ok := findDay(text, hints)
	told := ok && t.date.Role == date.Unsaid && postedBehind(t.text[:t.at], t.text[t.to:])
	if told {
		t.date.Role = date.Published
	}
	if !ok || t.date.Day == 0 || len(t.text) > maxSpot && t.date.Role != date.Published {
		return dateSpot{}, false
	}
	return dateSpot{date: t.date, raw: t.raw(), at: t.at, rest: t.rest(), part: t.part(), made: madeLine(t.text), told: told}, true
}

// postedBehind reports whether a German or Chinese line says around its date that
// a text was published then: "Dieser Beitrag wurde am … von … veröffentlicht".
func postedBehind(front, back string) bool {
	front = strings.ToLower(strings.TrimSpace(front))
	if strings.HasSuffix(front, "于") {
		return strings.Contains(back, "发表") || strings.Contains(back, "發表") || strings.Contains(back, "发布") || strings.Contains(back, "發佈")
	}
	if !strings.HasSuffix(front, " wurde am") {
		return false
	}
	back = strings.ToLower(back)
	return strings.Contains(back, "veröffentlicht") || strings.Contains(back, "publiziert") || strings.Contains(back, "gepostet")
}

// fewestDigits reports whether a text has the digits of a day and a year, or
// any of another script than Latin.
func fewestDigits(s string) bool {
	n := 0
	for i := range len(s) {
		if s[i] >= '0' && s[i] <= '9' || s[i] >= 0xD9 {
			if n++; n == 3 {
				return true
			}
		}
	}
	return false
}

// parted is the text of a block in which each element is a word: themes print
// month, day and year in boxes of their own.
func parted(b *content.Block) string {
	var w strings.Builder
	for n := b.First; n != nil && b.Words < 12; n = content.Following(n, b.Elem) {
		if n.Type == html.TextNode {
			w.WriteString(n.Data)
			w.WriteByte(' ')
		}
		if n == b.Last {
			break
		}
	}
	return w.String()
}

// dateNames are parts of the names that themes give to the line of the date.
var dateNames = []string{"date", "datum", "time", "publi", "posted", "dateline", "meta", "byline", "fecha", "created"}

// weight is how far a date line is believed by its words and its place.
func (s *dateSpot) weight(l *layout, title int, mixed bool) float64 {
	behindTitle := title >= 0 && s.block >= title-2 && s.block <= title+8
	switch {
	case s.date.Role == date.Accessed:
		return 0
	case s.date.Role == date.Modified:
		if s.rest < 60 && !s.list && !mixed {
			return .36
		}
		return 0
	case behindTitle && s.date.Role == date.Published && s.rest < 60 && !s.made && !s.list:
		return .72
	case behindTitle && s.named && s.rest < 100 && s.block <= title+2 && !s.list:
		return .68
	case s.block == title && s.at == 0:
		return .66
	case s.date.Role == date.Published && !s.made && (s.rest < 60 && !mixed || s.rest < 300 && s.at < 60 && (s.told && !mixed || !s.list && s.block > l.last)):
		return .62
	case mixed && (!behindTitle || l.last >= 0 && s.block > l.last) || s.list:
		return 0
	case behindTitle && s.named && s.rest < 60:
		return .7
	case behindTitle && (s.rest < 40 || s.rest < 80 && s.part) && s.block >= title:
		return .64
	case l.first >= 0 && s.block < l.first-12:
		return 0
	case s.named && s.rest < 40:
		return .46
	}
	return 0
}

// memberLine reports whether a line, in lower case, says since when a user of a
// forum has been one.
func memberLine(low string) bool {
	return strings.Contains(low, "member since ") || hasPrefix(low, "joined", "join date", "member since", "registriert", "registered", "mitglied seit", "dabei seit", "inscription", "inscrit", "registrado", "iscritto", "lid sinds", "регистрация", "зарегистрирован")
}

// legalLine reports whether a line, in lower case, is about the site's terms.
func legalLine(low string) bool {
	return slices.ContainsFunc([]string{"privacy policy", "privacy notice", "terms of use", "terms of service", "cookie policy", "datenschutzerklärung"}, func(s string) bool { return strings.Contains(low, s) })
}

func hasPrefix(s string, prefixes ...string) bool {
	return slices.ContainsFunc(prefixes, func(p string) bool { return strings.HasPrefix(s, p) })
}

// userLine reports whether a line, in lower case, is about a user of a forum.
func userLine(low string) bool {
	return memberLine(low) || hasPrefix(low, "posts:", "beiträge:", "messages:", "mensajes:", "messaggi:", "berichten:", "сообщений:", "сообщения:")
}

// madeLine reports whether a line is about the making of a thing: a record's
// release, a user's joining.
func madeLine(s string) bool {
	for _, w := range []string{"created", "release", "added", "joined", "uploaded", "erstellt"} {
		if len(s) >= len(w) && strings.EqualFold(s[:len(w)], w) {
			low := strings.ToLower(s)
			return !strings.Contains(low, "published") && !strings.Contains(low, "veröffentlicht")
		}
	}
	return false
}

// beforeComments reports whether block i, whatever it is called, is none of the
// comments: they follow the text, but themes name the line beside the headline
// after them that counts them.
func (l *layout) beforeComments(i int) bool {
	title := l.headline()
	return i > title && (i < l.first || title >= 0 && i <= title+nearHeadline)
}

// nearHeadline is how many blocks behind a headline are beside it.
const nearHeadline = 4

// atHeadline reports whether n stands beside the headline, in front of any
// comment.
func (l *layout) atHeadline(n *html.Node) bool {
	for i := l.headline() + 1; i > 0 && i < len(l.blocks) && l.beforeComments(i); i++ {
		if within(n, &l.blocks[i]) {
			return true
		}
	}
	return false
}

// headline is the block of the headline, also where it stands far from the
// body; -1 if no block holds it.
func (l *layout) headline() int {
	if l.title >= 0 || l.heading == nil {
		return l.title
	}
	for i := range l.blocks {
		if l.blocks[i].In(l.heading) {
			return i
		}
	}
	return -1
}

// digitsIn reports whether a block's text holds a digit, or Chinese numerals
// before the sign of the year.
func digitsIn(b *content.Block) bool {
	for n := b.First; n != nil; n = content.Following(n, b.Elem) {
		if n.Type == html.TextNode && strings.ContainsFunc(n.Data, isDateDigit) {
			return true
		}
		if n == b.Last {
			break
		}
	}
	return false
}

// isDateDigit reports whether every day that scripts write holds one of the kind
// of r.
func isDateDigit(r rune) bool {
	return r >= '0' && r <= '9' || r > 0x600 && strings.ContainsRune("年٠١٢٣۰۱۲۳०१२", r)
}

// kindOf is the tag and the classes of the innermost element around the block
// that has any.
func kindOf(b *content.Block) string {
	n := b.First.Parent
	for i := 0; n.Parent != nil && i < 4 && attr(n, "class") == ""; i++ {
		n = n.Parent
	}
	return n.Data + " " + attr(n, "class")
}

// aroundHeadline are the elements that hold the headline: what they are called
// does not tell what stands beside it from the article.
func (l *layout) aroundHeadline() map[*html.Node]bool {
	around := map[*html.Node]bool{}
	n := l.heading
	if n == nil && l.title >= 0 {
		n = l.blocks[l.title].Elem
	}
	for ; n != nil; n = n.Parent {
		around[n] = true
	}
	return around
}

// furnished reports whether n stands in what belongs to the site.
func furnished(n *html.Node, around map[*html.Node]bool) bool {
	for p := n; p != nil && p.Data != "body" && !around[p]; p = p.Parent {
		if p.Type == html.ElementNode && content.Furniture(p) {
			return true
		}
	}
	return false
}

// maxLead is how far into a paragraph its date reaches, in bytes.
const maxLead = 160

// opening is the beginning of a block's text, of n bytes and more where it has
// them.
func opening(b *content.Block, n int) string {
	var w strings.Builder
	for t := b.First; t != nil && w.Len() < n; t = content.Following(t, b.Elem) {
		switch {
		case t.Type == html.TextNode:
			w.WriteString(t.Data)
		case t.DataAtom == atom.Br:
			w.WriteByte('\n')
		}
		if t == b.Last {
			break
		}
	}
	return w.String()
}

// leadDates are the dates with which a first paragraph begins: "(18.1.2018) The
// board …", "Leeds, 12 March 2020 – The board …".
func leadDates(l *layout, hints date.Hints) []dateCandidate {
	seen := 0
	from := l.first
	if l.title >= 0 && l.title < l.first {
		from = l.title + 1
	}
	for i := max(0, from); i < len(l.blocks) && seen < 2; i++ {
		b := &l.blocks[i]
		if !b.Keep && i >= l.first || b.Words < 12 {
			continue
		}
		if b.Keep {
			seen++
		}
		text := oneLine(opening(b, 2*maxLead))
		d, at, to, ok := date.Find(text[:runeCut(text, maxLead)], hints)
		if ok && d.Day > 0 && d.Role != date.Modified && opensLead(text[:at]) && closesLead(text[to:]) {
			return []dateCandidate{{date: d, raw: text[at:to], source: "lead", weight: .66}}
		}
	}
	return nil
}

// opensLead reports whether what stands before the date of a dateline is
// nothing, the name of a place, or what press offices write there.
func opensLead(s string) bool {
	s = strings.TrimSpace(s)
	if s == "" {
		return true
	}
	if len(s) > 60 || strings.ContainsAny(s, ".!?;:") && !strings.HasSuffix(s, ":") {
		return false
	}
	low := strings.ToLower(s)
	for _, w := range []string{"mitteilung", "meldung", "press release", "communiqué", "comunicato", "comunicado", "persbericht"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	last := s[len(s)-1]
	return (last == ',' || last == '(' || last == '/') && len(strings.Fields(s)) <= 4
}

func closesLead(s string) bool {
	s = strings.TrimLeft(s, " \u00a0")
	if rest, ok := strings.CutPrefix(s, ". "); ok { // "25 January 2020. PORT ELLERY — The dockers …"
		place, _, found := strings.Cut(rest[:runeCut(rest, 60)], " — ")
		return found && strings.ToUpper(place) == place
	}
	for _, mark := range []string{")", "-", "–", "—", ":", "|", "/", "„", "•", "]"} {
		if strings.HasPrefix(s, mark) {
			return true
		}
	}
	return false
}

// runeCut is the largest index of s up to n that does not split a rune.
func runeCut(s string, n int) int {
	if len(s) <= n {
		return len(s)
	}
	for n > 0 && s[n]&0xC0 == 0x80 {
		n--
	}
	return n
}
