package date

import (
	"fmt"
	"strings"
)

// zoneOffset is the offset from UTC, in minutes, of an abbreviation that means
// one zone wherever periodicals print it. Those that mean several (IST, AST,
// ET) are not here.
func zoneOffset(name string) (minutes int, ok bool) {
	switch name {
	case "Z", "UTC", "GMT", "UT", "WET":
		return 0, true
	case "BST", "WEST", "CET", "MEZ", "WAT":
		return 60, true
	case "CEST", "MESZ", "EET", "CAT", "SAST":
		return 120, true
	case "EEST", "MSK", "МСК", "EAT", "TRT":
		return 180, true
	case "PKT":
		return 300, true
	case "WIB":
		return 420, true
	case "WITA", "HKT", "SGT", "AWST", "PHT":
		return 480, true
	case "JST", "KST", "WIT":
		return 540, true
	case "ACST":
		return 570, true
	case "AEST":
		return 600, true
	case "AEDT":
		return 660, true
	case "NZST":
		return 720, true
	case "NZDT":
		return 780, true
	case "EST", "CDT":
		return -300, true
	case "EDT":
		return -240, true
	case "CST", "MDT":
		return -360, true
	case "MST", "PDT":
		return -420, true
	case "PST", "AKDT":
		return -480, true
	case "AKST":
		return -540, true
	case "HST":
		return -600, true
	case "BRT", "ART":
		return -180, true
	}
	return 0, false
}

// zone reads a zone at i: "+02:00", "GMT", "(GMT+7)", "EST", "GMT+0100 (BST)".
// The offset is "" and next is i where there is none. exact says that seconds
// were printed, so that "12:11:00-05:00" is an offset and not a range.
func (r *reader) zone(i int, exact bool) (offset string, next int) {
	at := i
	open := r.isMark(at, '(')
	if open {
		at++
	}
	if r.nameless(at) {
		if at++; open && r.isMark(at, ')') {
			at++
		}
		return "", at
	}
	minutes, at, ok := r.offset(at, exact)
	if !ok {
		if minutes, at, ok = r.namedZone(at); !ok {
			return "", i
		}
	}
	if open && r.isMark(at, ')') {
		at++
	} else if !open {
		at = r.skipBrackets(at)
	}
	return formatOffset(minutes), at
}

// american reports whether the zone at i has a name of the United States and
// their neighbours, who write the month first.
func (r *reader) american(i int) bool {
	if r.isMark(i, '(') {
		i++
	}
	switch r.text(i) {
	case "ET", "EST", "EDT", "CT", "CDT", "MT", "MDT", "PT", "PST", "PDT", "AKST", "AKDT", "HST":
		return true
	}
	return false
}

// nameless reports whether word i is a zone's abbreviation that means several
// zones, or an offset that changes with the season.
func (r *reader) nameless(i int) bool {
	if r.tok(i).class != word {
		return false
	}
	switch r.text(i) {
	case "ET", "CT", "MT", "PT", "IST", "AST", "GST", "ADT", "ICT", "WST":
		return true
	}
	return false
}

// namedZone reads an abbreviation in capitals, and after GMT and UTC an offset.
func (r *reader) namedZone(i int) (minutes, next int, ok bool) {
	name := r.text(i)
	if r.tok(i).class != word || len(name) > 6 || name == "Z" && !r.glued(i) {
		return 0, i, false
	}
	if minutes, ok = zoneOffset(name); !ok {
		return 0, i, false
	}
	i++
	if name == "GMT" || name == "UTC" {
		if m, next, ok := r.offset(i, true); ok {
			return m, next, true
		}
	}
	return minutes, i, true
}

// offset reads "+0200", "+02:00", "+2".
func (r *reader) offset(i int, exact bool) (minutes, next int, ok bool) {
	sign := 1
	switch {
	case r.isMark(i, '+'):
	case (r.isMark(i, '-') || r.isMark(i, '−')) && (exact || r.tok(i).spaced):
		sign = -1
	default:
		return 0, i, false
	}
	n := r.tok(i + 1)
	if n.class != number || !r.glued(i+1) || n.value < 0 {
		return 0, i, false
	}
	next = i + 2
	switch {
	case n.width == 4:
		minutes = int(n.value)/100*60 + int(n.value)%100
	case n.width > 2:
		return 0, i, false
	case r.isMark(next, ':') && r.tok(next+1).class == number && r.tok(next+1).width == 2:
		minutes = int(n.value)*60 + int(r.tok(next+1).value)
		next += 2
	case n.width == 1 && sign < 0 && !exact:
		return 0, i, false
	default:
		minutes = int(n.value) * 60
	}
	return sign * minutes, next, minutes%15 == 0 && minutes <= 14*60
}

// skipBrackets skips a name in brackets after an offset: "(Central European
// Time)".
func (r *reader) skipBrackets(i int) int {
	if !r.isMark(i, '(') {
		return i
	}
	for j := i + 1; j < i+6; j++ {
		if r.isMark(j, ')') {
			return j + 1
		}
		if r.tok(j).class != word {
			break
		}
	}
	return i
}

// formatOffset writes minutes from UTC as RFC 3339 has them.
func formatOffset(minutes int) string {
	if minutes == 0 {
		return "Z"
	}
	sign := '+'
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	return fmt.Sprintf("%c%02d:%02d", sign, minutes/60, minutes%60)
}

// zoneName reads a zone that stands alone: "Z", "+02:00", "+0200", "+02".
func zoneName(s string) (offset string, ok bool) {
	if s == "" {
		return "", true
	}
	if m, ok := zoneOffset(s); ok {
		return formatOffset(m), true
	}
	sign := 1
	switch {
	case s[0] == '-':
		sign = -1
	case s[0] != '+':
		return "", false
	}
	s = strings.Replace(s[1:], ":", "", 1)
	if len(s) == 2 {
		s += "00"
	}
	n, ok := digits(s)
	if !ok || len(s) != 4 || n%100 >= 60 || n/100 > 14 {
		return "", false
	}
	return formatOffset(sign * (n/100*60 + n%100)), true
}
