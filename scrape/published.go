package scrape

import (
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"github.com/backissue/backissue/scrape/date"
)

// dates is what a page says about when it was published.
type dates struct {
	date     date.Date
	modified date.Date
	raw      string
	field    Field
	warnings []string
}

// dateCandidate is one answer to when the page was published.
type dateCandidate struct {
	date   date.Date
	raw    string
	source string
	weight float64
	line   *line // that it stands in, where it is one of those around the article
	exact  bool  // the site's rule knows how it is written
}

// datesOf ranks what the page's sources say about its date. A date later than
// the capture is none.
func datesOf(h *head, l *layout, p *Page, lang string, zone *time.Location) dates {
	hints := date.Hints{Lang: lang, NotAfter: latest(p)}
	all, seen := headDates(h, l, hints), visibleDates(l, hints)
	settled := agreed(all, seen)
	if !settled {
		spots := l.spots(hints)
		l.doubtTeasers(seen, spots)
		all = append(all, spottedDates(l, spots)...)
	}
	all = append(all, seen...)
	if d, ok := date.FromURL(unwrapArchive(p.URL)); ok {
		all = append(all, dateCandidate{date: d, raw: p.URL, source: "url", weight: .78})
	}
	if d, ok := date.StampInURL(unwrapArchive(p.URL)); ok {
		all = append(all, dateCandidate{date: d, raw: p.URL, source: "url", weight: .55})
	}
	all = append(all, h.rule.dates(hints)...)
	all = append(all, h.state.dates(hints)...)
	all = append(all, titleDates(h, hints)...)
	all = append(all, leadDates(l, hints)...)
	all = append(all, l.editionDates()...)
	if !sure(all, hints) {
		all = append(all, scriptDates(p.Doc, hints)...)
	}
	var out dates
	out.modified = modifiedOf(h, hints)
	best := -1
	for i := range all {
		if !all[i].known(hints) {
			continue
		}
		for j := range all {
			if i != j && all[i].source != all[j].source && sameDay(all[i].date, all[j].date) {
				all[i].weight += .05
				break
			}
		}
		if best < 0 || all[i].weight > all[best].weight+1e-9 {
			best = i
		}
	}
	if best < 0 {
		return out
	}
	if all[best].weight < ruleWeight {
		best = finer(all, printed(all, best, out.modified, hints), hints)
	}
	c := all[best]
	if !c.exact {
		c.date = l.inOrder(&c, hints)
		c.date = localDay(exchanged(&c, all), all)
	}
	c.date = inZone(zoned(c.date, all), zone)
	out.date, out.raw = c.date, c.raw
	out.field = Field{Source: c.source, Confidence: round(min(c.weight, .98)), Raw: c.raw}
	if c.date.Ambiguous {
		out.warnings = append(out.warnings, "date: "+c.raw+" can be read in more than one way")
		out.field.Confidence = min(out.field.Confidence, .5)
	}
	if disputed(all, best, hints) {
		out.field.Confidence = min(out.field.Confidence, disputedSure)
	}
	contrary := .85
	if c.weight >= ruleWeight {
		contrary = .6
	}
	for i := range all {
		if i != best && all[i].weight >= contrary && all[i].known(hints) && !all[i].date.Agrees(c.date) {
			out.warnings = append(out.warnings, "date: "+c.source+" says "+c.date.EDTF()+", "+all[i].source+" says "+all[i].date.EDTF())
			break
		}
	}
	return out
}

// disputedSure is how sure a date is at most that readers do not see, where they
// see another.
const disputedSure = .6

// disputed reports whether only programs are told the best candidate's day, and
// the page shows readers another.
func disputed(all []dateCandidate, best int, hints date.Hints) bool {
	c := &all[best]
	if seen(c) || c.weight >= ruleWeight {
		return false
	}
	other := false
	for i := range all {
		d := &all[i]
		if i == best || d.source != "text" && d.source != "time" && d.source != "itemprop" || d.date.Precision < date.Day || !d.known(hints) || d.line != nil && d.line.zone == above {
			continue // above the headline stands the masthead's day
		}
		if d.date.Agrees(c.date) {
			return false
		}
		other = other || d.weight >= .6
	}
	return other
}

// sure reports whether a candidate knows a day and is not the last resort.
func sure(all []dateCandidate, hints date.Hints) bool {
	return slices.ContainsFunc(all, func(c dateCandidate) bool {
		return c.weight >= .6 && c.date.Precision >= date.Day && c.known(hints)
	})
}

// inOrder is a date of numbers that can be read in two ways, read as the other
// dates of the page are written, whatever its language's custom is.
func (l *layout) inOrder(c *dateCandidate, hints date.Hints) date.Date {
	if hints.Order != date.AnyOrder || !c.date.Ambiguous && (c.source != "text" || !twoWays(c.raw, c.date)) {
		return c.date
	}
	var samples []string
	for i := range l.blocks {
		if b := &l.blocks[i]; b.Words <= maxSampleWords && digitsIn(b) && len(samples) < maxSpots {
			samples = append(samples, oneLine(spaced(b)))
		}
	}
	if hints.Order = date.OrderOf(samples, hints); hints.Order == date.AnyOrder {
		return c.date
	}
	if d, ok := date.Parse(c.raw, hints); ok && !d.Ambiguous {
		d.Role = c.date.Role
		return d
	}
	return c.date
}

// exchanged is a day of numbers of the head that can be read in two ways, read
// as the page prints it.
func exchanged(c *dateCandidate, all []dateCandidate) date.Date {
	if seen(c) || !twoWays(c.raw, c.date) {
		return c.date
	}
	other := c.date
	other.Month, other.Day = c.date.Day, c.date.Month
	found := false
	for i := range all {
		if all[i].raw == c.raw {
			continue
		}
		if sameDay(all[i].date, c.date) {
			return c.date
		}
		found = found || sameDay(all[i].date, other) && !twoWays(all[i].raw, other)
	}
	if found {
		return other
	}
	return c.date
}

// twoWays reports whether a printed day is of numbers that could be exchanged:
// "05/10/2017".
func twoWays(raw string, d date.Date) bool {
	number := strings.TrimLeft(raw, "0123456789")
	return d.Day <= 12 && d.Day != d.Month && len(raw)-len(number) <= 2 && number != "" && number[0] == '/'
}

// maxSampleWords is how many words a line has whose dates tell the order of day
// and month on the page.
const maxSampleWords = 30

// agreed reports whether what the head is sure of stands by the headline too:
// then no other line of the page need be read.
func agreed(head, seen []dateCandidate) bool {
	for i := range head {
		if head[i].weight < .9 {
			continue
		}
		if slices.ContainsFunc(seen, func(c dateCandidate) bool { return sameDay(c.date, head[i].date) }) {
			return true
		}
	}
	return false
}

// printed is the candidate to take for a best one that no reader sees: where
// the page prints another day beside its headline and says the best one's
// nowhere, an earlier day is that of the publication, and the best one's that of
// the article's move to this system. A later one must be marked up as the page's
// day and not be known as that of a change.
func printed(all []dateCandidate, best int, modified date.Date, hints date.Hints) int {
	c := &all[best]
	if seen(c) || c.date.Precision < date.Day {
		return best
	}
	for i := range all {
		if seen(&all[i]) && all[i].date.Agrees(c.date) {
			return best
		}
	}
	found := best
	for i := range all {
		d := &all[i]
		if d.source != "text" || d.weight < .63 || d.date.Role == date.Modified || d.date.Precision < date.Day || d.date.End != nil || d.date.Ambiguous || !d.known(hints) ||
			d.line != nil && d.line.zone >= start {
			continue
		}
		if apart := daysBefore(d.date, c.date); apart < 2 && (apart > -2 || !modified.IsZero() || !markedUp(all, d.date)) {
			continue
		}
		if found == best || d.weight > all[found].weight {
			found = i
		}
	}
	return found
}

// markedUp reports whether the page's markup calls a day its own.
func markedUp(all []dateCandidate, d date.Date) bool {
	return slices.ContainsFunc(all, func(c dateCandidate) bool {
		return (c.source == "time" || c.source == "itemprop") && sameDay(c.date, d)
	})
}

// seen reports whether the candidate is on the visible page or in its address.
func seen(c *dateCandidate) bool {
	switch c.source {
	case "text", "time", "itemprop", "lead", "url":
		return true
	}
	return false
}

// daysBefore is how many days a is before b.
func daysBefore(a, b date.Date) int {
	x, _ := a.Bounds()
	y, _ := b.Bounds()
	return int(y.Sub(x).Hours() / 24)
}

// finer is the candidate to take for the best one: where that knows a month or
// a year, one that knows the day in it; where it knows the day, one that knows
// the moment.
func finer(all []dateCandidate, best int, hints date.Hints) int {
	c := &all[best]
	if c.date.Precision > date.Day {
		return best
	}
	found := best
	if c.date.Precision == date.Day {
		for i := range all {
			if d := all[i].date; d.Precision > date.Day && d.Zone != "" && all[i].weight >= .55 && sameDay(d, c.date) &&
				(found == best || all[i].weight > all[found].weight) {
				found = i
			}
		}
		all[found].weight = max(all[found].weight, c.weight)
		return found
	}
	for i := range all {
		if d := all[i].date; d.Precision >= date.Day && d.End == nil && all[i].weight >= .4 && d.Agrees(c.date) && all[i].known(hints) &&
			(found == best || all[i].weight > all[found].weight) {
			found = i
		}
	}
	if found != best {
		all[found].weight = max(all[found].weight, min(c.weight, .8))
	}
	return found
}

// localDay is d as the page prints it. Programs write moments in UTC, and the
// day of the place where the periodical appears can be the one before or after:
// a printed line that is less than a day off tells it.
func localDay(d date.Date, all []dateCandidate) date.Date {
	if d.Precision < date.Minute || d.Zone != "Z" && d.Zone != "" || d.End != nil {
		return d
	}
	moment := time.Date(d.Year, time.Month(d.Month), d.Day, d.Hour, d.Minute, d.Second, 0, time.UTC)
	for i := range all {
		if p := all[i].date; all[i].source == "time" && all[i].weight >= .6 && p.Zone != "" && p.Zone != "Z" && sameMoment(p, moment) {
			p.Role = d.Role
			return p
		}
	}
	for i := range all {
		p := all[i].date
		if all[i].source != "text" || all[i].weight < .6 || p.Precision < date.Day || p.Ambiguous || p.Role == date.Modified {
			continue
		}
		if sameDay(p, d) {
			return d
		}
		if p.Precision < date.Minute {
			if d.Zone == "" {
				continue
			}
			midnight := time.Date(p.Year, time.Month(p.Month), p.Day, 0, 0, 0, 0, time.UTC)
			if inOffset(moment, midnight) {
				p.Role = d.Role
				return p
			}
			continue
		}
		clock := time.Date(p.Year, time.Month(p.Month), p.Day, p.Hour, p.Minute, d.Second, 0, time.UTC)
		if off := clock.Sub(moment); off >= -12*time.Hour && off <= 14*time.Hour && off%(15*time.Minute) == 0 {
			if d.Zone == "" {
				p.Role = d.Role
				return p
			}
			d.Year, d.Month, d.Day, d.Hour, d.Minute = p.Year, p.Month, p.Day, p.Hour, p.Minute
			d.Zone = clock.In(time.FixedZone("", int(off.Seconds()))).Format("Z07:00")
			return d
		}
	}
	return d
}

// zoned is a time that was printed without its zone with the zone that the same
// moment in UTC shows.
func zoned(d date.Date, all []dateCandidate) date.Date {
	if d.Precision < date.Second || d.Zone != "" || d.End != nil {
		return d
	}
	clock := clockOf(d)
	for i := range all {
		u := all[i].date
		if u.Zone != "Z" || u.Precision < date.Second || all[i].weight < .6 {
			continue
		}
		if off := clock.Sub(clockOf(u)); off >= -12*time.Hour && off <= 14*time.Hour && off%(15*time.Minute) == 0 {
			d.Zone = clock.In(time.FixedZone("", int(off.Seconds()))).Format("Z07:00")
			return d
		}
	}
	return d
}

// clockOf is what the clock of d shows, as if in UTC.
func clockOf(d date.Date) time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, d.Hour, d.Minute, d.Second, 0, time.UTC)
}

// sameMoment reports whether d, to the minute, is a moment.
func sameMoment(d date.Date, moment time.Time) bool {
	t, err := time.Parse("Z07:00", d.Zone)
	if err != nil || d.Precision < date.Minute {
		return false
	}
	local := time.Date(d.Year, time.Month(d.Month), d.Day, d.Hour, d.Minute, d.Second, 0, t.Location())
	return local.Truncate(time.Minute).Equal(moment.Truncate(time.Minute))
}

// inZone is a moment by the clocks of the place where the site is: one in UTC,
// or a time that was printed without its zone. A day stays a day.
func inZone(d date.Date, zone *time.Location) date.Date {
	if zone == nil || d.Precision < date.Minute || d.End != nil || d.Zone != "" && d.Zone != "Z" {
		return d
	}
	local := time.Date(d.Year, time.Month(d.Month), d.Day, d.Hour, d.Minute, d.Second, 0, zone)
	if d.Zone == "Z" {
		local = time.Date(d.Year, time.Month(d.Month), d.Day, d.Hour, d.Minute, d.Second, 0, time.UTC).In(zone)
	}
	d.Year, d.Month, d.Day, d.Hour, d.Minute = local.Year(), int(local.Month()), local.Day(), local.Hour(), local.Minute()
	d.Zone = local.Format("Z07:00")
	return d
}

// inOffset reports whether the day that begins at midnight can be the local
// day of a moment in UTC, by the offsets in use: -12 to +14 hours.
func inOffset(moment, midnight time.Time) bool {
	return midnight.Before(moment.Add(14*time.Hour+time.Second)) && midnight.Add(24*time.Hour).After(moment.Add(-12*time.Hour))
}

// latest is the last moment the page can have been published: its capture, and
// a day for clocks that run ahead.
func latest(p *Page) time.Time {
	if p.Retrieved.IsZero() {
		return time.Time{}
	}
	return p.Retrieved.Add(26 * time.Hour)
}

func (c *dateCandidate) known(h date.Hints) bool {
	d := c.date
	if d.Year < 1450 || d.Year == 1970 && d.Month == 1 && d.Day == 1 {
		return false
	}
	return h.NotAfter.IsZero() || d.Year < h.NotAfter.Year() || !time.Date(d.Year, time.Month(max(1, d.Month)), max(1, d.Day), 0, 0, 0, 0, time.UTC).After(h.NotAfter)
}

func sameDay(a, b date.Date) bool {
	return a.Year == b.Year && a.Month == b.Month && a.Day == b.Day && a.Day > 0
}

// visibleDates are the dates of the lines around the article.
func visibleDates(l *layout, hints date.Hints) []dateCandidate {
	var all []dateCandidate
	for i := range l.lines {
		ln := &l.lines[i]
		if commentNames(ln.names) && !l.beforeComments(ln.block) || inQuote(l.blocks[ln.block].First) {
			continue
		}
		t, ok := findDay(ln.text, hints)
		if !ok || t.rest() > besideDay && inCaption(l.blocks[ln.block].First) || strings.Contains(ln.text, "©") && (t.date.Precision < date.Minute || ln.zone < start) {
			continue // a year of copyright; but agencies' lines hold a clock too
		}
		weight := dateWeight(l, ln, &t)
		if weight == 0 {
			continue
		}
		all = append(all, dateCandidate{date: t.date, raw: t.raw(), source: "text", weight: weight - float64(min(i, 20))/200, line: ln})
	}
	return all
}

// dateWeight is how far a date of a visible line is believed. The line must be
// little more than a date, or begin as date lines and provenance lines do.
func dateWeight(l *layout, ln *line, t *datedText) float64 {
	d, low, rest := t.date, strings.ToLower(t.text), t.rest()
	by := ln.by
	dateLine := by.found || ln.named("date", "time", "publish", "submitted", "posted", "meta", "byline", "created", "datum")
	switch {
	case ln.zone == above && ln.named("current-date", "currentdate", "today", "masthead"):
		return 0 // the masthead's clock
	case memberLine(low), legalLine(low):
		return 0
	case strings.HasPrefix(low, "from ") || strings.HasPrefix(low, "source:") || strings.HasPrefix(low, "first published") || strings.HasPrefix(low, "originally published") || strings.HasPrefix(low, "published in"):
		if ln.zone == end || ln.zone == behind {
			return .6
		}
		return .86
	case strings.Contains(low, "updated") || strings.Contains(low, "modified") || strings.Contains(low, "aktualisiert") || strings.Contains(low, "lastupdate") || strings.Contains(low, "mis à jour") || strings.Contains(low, "actualizado"):
		return .4
	case d.Day == 0 && !dateLine, ln.zone >= start && !dateLine && d.Role == date.Unsaid && tells(&l.blocks[ln.block], t.at, rest):
		return 0
	case ln.zone == start && rest > 40:
		if by.found && len(by.names) > 0 && t.at < 60 || len(t.text) < 140 && t.part() {
			return .7
		}
		return 0
	case ln.zone == end:
		if rest > 12 && (rest > 60 || !t.part()) {
			return 0
		}
		return .5
	case ln.zone == behind:
		if by.found && by.role == submitter {
			return .8
		}
		if dateLine && rest < 40 {
			return .6
		}
		if ln.block <= l.last+2 && d.Precision >= date.Minute && rest < 40 && t.part() {
			return .5 // an agency's line
		}
		return 0
	case d.Day == 0:
		return .6
	case dateLine && rest < 120:
		return .84
	case rest < 24:
		return .8
	case rest < 60:
		return .6
	}
	return 0
}

func hasAttr(n *html.Node, key string) bool {
	for i := range n.Attr {
		if n.Attr[i].Key == key {
			return true
		}
	}
	return false
}
