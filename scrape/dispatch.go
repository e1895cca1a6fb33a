package scrape

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/backissue/backissue/scrape/content"
)

// reporterMarks are the words for reporter that stand in front of the names in
// the first line of an East Asian dispatch.
var reporterMarks = []string{"本报记者", "本报讯记者", "本刊记者", "特约记者", "通讯员", "记者", "記者", "見習記者", "实习生"}

// dispatchHead is how far into a text its dispatch's head reaches, in bytes.
const dispatchHead = 240

// dispatch finds the reporters that the first line of a dispatch names behind
// its place and day: "本报白沙镇3月11日电（记者林小舟、陈海燕）", "〔記者林小舟／白沙報導〕".
func (l *layout) dispatch() []authorCandidate {
	seen := 0
	for i := max(0, l.first); l.first >= 0 && i <= l.last && seen < 3; i++ {
		b := &l.blocks[i]
		if !b.Keep || b.Words == 0 {
			continue
		}
		seen++
		head := dispatchLine(b)
		raw, names := bracketedReporters(head)
		if len(names) == 0 {
			continue
		}
		return namedBeside("dispatch", raw, .84, names)
	}
	return nil
}

// namedBeside is the candidate for the people whom a line inside the text names.
func namedBeside(source, raw string, weight float64, names []string) []authorCandidate {
	c := authorCandidate{source: source, raw: raw, weight: weight, block: -1}
	for _, name := range names {
		c.people = append(c.people, Person{Name: name, Type: "person"})
	}
	return []authorCandidate{c}
}

func dispatchLine(b *content.Block) string {
	text := strings.TrimSpace(b.Text())
	if !strings.ContainsAny(text[:min(len(text), dispatchHead)], "（(【〔[") {
		return ""
	}
	return text[:runeCut(text, dispatchHead)]
}

// bracketedReporters are the names in the first pair of brackets that begins
// with the word for reporter, and what stands in it.
func bracketedReporters(s string) (raw string, names []string) {
	for _, pair := range [][2]string{{"（", "）"}, {"(", ")"}, {"【", "】"}, {"〔", "〕"}, {"[", "]"}} {
		_, rest, ok := strings.Cut(s, pair[0])
		if !ok {
			continue
		}
		inner, _, ok := strings.Cut(rest, pair[1])
		if !ok {
			continue
		}
		inner = strings.TrimSpace(inner)
		name, ok := strings.CutSuffix(inner, "記者") // 【田中花子記者】
		if !ok {
			k := slices.IndexFunc(reporterMarks, func(m string) bool { return strings.HasPrefix(inner, m) })
			if k < 0 {
				continue
			}
			name = strings.TrimPrefix(inner, reporterMarks[k])
			name, _, _ = strings.Cut(name, "／")
			name, _, _ = strings.Cut(name, "/")
		}
		if names = hanNames(name); len(names) > 0 {
			return inner, names
		}
	}
	return "", nil
}

// hanNames splits names of two to four characters each. One with spaces in it
// is none, but spaces part names, too.
func hanNames(s string) []string {
	s = strings.TrimLeft(s, " :：\u3000")
	for _, m := range reporterMarks {
		s = strings.ReplaceAll(s, m, " ")
	}
	var names []string
	for _, name := range strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune("、，, \u3000和与及", r) }) {
		n := utf8.RuneCountInString(name)
		if n < 2 || n > 4 && !strings.Contains(name, "·") || strings.ContainsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && r != '·' }) {
			return nil
		}
		names = append(names, name)
	}
	return names
}
