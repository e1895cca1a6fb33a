// Package numbering reads the numbers and volumes of periodicals from the lines
// that print them, in the languages of the press.
package numbering

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// ASCIIDigits writes Arabic-Indic, Persian, Devanagari and fullwidth digits as
// ASCII.
func ASCIIDigits(s string) string {
	return strings.Map(func(r rune) rune {
		for _, zero := range []rune{'٠', '۰', '０', '०', '০'} {
			if r >= zero && r <= zero+9 {
				return '0' + r - zero
			}
		}
		return r
	}, s)
}

// IssueWord reports whether a word, in lower case, leads to the number of an issue.
func IssueWord(w string) bool {
	switch w {
	case "no", "nos", "nr", "nro", "n", "n°", "nº", "№", "num", "núm", "number", "issue", "issues", "iss", "heft", "ausgabe", "ausg", "nummer", "numéro", "numero", "número", "número:", "numer", "broj", "br", "č", "číslo", "cislo", "číslo:", "szám", "выпуск", "вып", "номер", "#", "sayı", "τεύχος", "τχ", "العدد", "عدد", "شماره", "edition", "edición", "edição", "édition", "numărul", "nummeret", "häfte", "hefte", "hæfte", "numero:", "nro:", "број", "брой", "גיליון", "fascículo", "fascicolo", "fasc", "zeszyt", "第", "제", "số", "edisi":
		return true
	}
	return false
}

// VolumeWord reports whether a word, in lower case, leads to the number of a volume.
func VolumeWord(w string) bool {
	switch w {
	case "vol", "vols", "volume", "band", "bd", "jg", "jahrgang", "tome", "tomo", "volumen", "vol°", "årg", "årgang", "årgång", "jaargang", "jrg", "rocznik", "ročník", "roč", "том", "т", "évf", "évfolyam", "cilt", "anno", "annata", "année", "año", "ano", "godište", "vuosikerta", "τόμος", "المجلد", "مجلد", "دوره":
		return true
	}
	return false
}

// Numbers are what a line names of an issue with the words for it.
type Numbers struct {
	Number string // "3", "3-4", "12/13"
	Volume string // "9", "XII"
	Year   string // of "3/1945"
}

// maxLine is how much of a line is read, in bytes.
const maxLine = 600

// Find reads the number and the volume that a line gives with their words:
// "Vol. 9 No. 3", "Heft 3/1945", "N° 222", "第3期". The rest is the line with
// ASCII digits and a "|" in the place of all it has read.
func Find(line string) (n Numbers, rest string) {
	s := ASCIIDigits(line)
	if len(s) > maxLine {
		s = strings.ToValidUTF8(s[:maxLine], "")
	}
	low := strings.ToLower(s)
	if len(low) != len(s) {
		s = low
	}
	var cuts [][2]int
	for i := 0; i < len(low); {
		if low[i] < '0' || low[i] > '9' {
			_, size := utf8.DecodeRuneInString(low[i:])
			i += size
			continue
		}
		j := i
		for j < len(low) && low[j] >= '0' && low[j] <= '9' {
			j++
		}
		run := low[i:j]
		if len(run) > 5 {
			i = j
			continue
		}
		run, j = joined(low, i, j)
		if cut, ok := n.take(low, run, i, j); ok {
			cuts = append(cuts, cut)
			j = max(j, cut[1])
		}
		i = j
	}
	if n.Volume == "" {
		if v, cut, ok := romanVolume(low); ok {
			n.Volume = v
			cuts = append(cuts, cut)
		}
	}
	slices.SortFunc(cuts, func(a, b [2]int) int { return a[0] - b[0] })
	var w strings.Builder
	at := 0
	for _, c := range cuts {
		if c[0] >= at {
			w.WriteString(s[at:c[0]])
			w.WriteByte('|')
			at = c[1]
		}
	}
	w.WriteString(s[at:])
	return n, w.String()
}

// take takes over the number low[i:j], written run, if a word before it or
// behind it says what it counts. The cut is number and word.
func (n *Numbers) take(low, run string, i, j int) (cut [2]int, ok bool) {
	before, from := wordBefore(low[:i])
	next, to := wordAfter(low[j:])
	sign, size := utf8.DecodeRuneInString(low[j:])
	volume, issue := false, false
	switch {
	case sign == '卷' || sign == '巻' || sign == '권':
		volume, to = true, size
	case sign == '号' || sign == '期' || sign == '號' || sign == '호':
		issue, to = true, size
	case VolumeWord(before) && next != "szám" && next != "sayı":
		volume, to = true, 0
	case next == "évfolyam" || next == "évf" || next == "årg" || next == "jaargang" || next == "jahrgang":
		volume = true
	case IssueWord(before):
		issue, to = true, 0
	case next == "szám" || next == "sayı":
		issue = true
	}
	switch {
	case volume && n.Volume == "" && !IsYear(run):
		n.Volume = run
	case issue && n.Number == "":
		n.Number = Series(run)
		if _, y, two := strings.Cut(strings.TrimSuffix(run, "-"), "/"); two && IsYear(y) {
			n.Year = y
		}
	default:
		return cut, false
	}
	if !IssueWord(before) && !VolumeWord(before) {
		from = i
	}
	to += j
	if k := strings.IndexByte(low[to:], ')'); issue && strings.HasPrefix(strings.TrimLeft(low[to:], " "), "(") && k > 0 && k < 8 && strings.Trim(low[to:to+k], " (0123456789") == "" && !IsYear(strings.Trim(low[to:to+k], " (")) {
		to += k + 1 // "№ 7 (123)": the number of the year and of the whole series
	}
	return [2]int{from, to}, true
}

// joined reads on over "3-4", "3/1945" and "3/129".
func joined(s string, i, j int) (string, int) {
	rest := s[j:]
	for _, dash := range []string{"-", "–", "/"} {
		if after, ok := strings.CutPrefix(rest, dash); ok {
			n := 0
			for n < len(after) && after[n] >= '0' && after[n] <= '9' {
				n++
			}
			if n > 0 && n < 5 {
				return s[i:j] + "/" + after[:n] + map[bool]string{true: "", false: "-"}[dash == "/"], j + len(dash) + n
			}
		}
	}
	return s[i:j], j
}

// Series is the number within "3/1945" (of a year) or "3/129" (of a series).
func Series(run string) string {
	if r, ok := strings.CutSuffix(run, "-"); ok {
		a, b, _ := strings.Cut(r, "/")
		if IsYear(b) {
			return a
		}
		return a + "-" + b
	}
	a, b, ok := strings.Cut(run, "/")
	switch {
	case !ok, IsYear(b):
		return a
	case IsYear(a):
		return b
	case len(a) == 1 && len(b) >= 3:
		return b
	}
	return run
}

// IsYear reports whether four digits are a year that periodicals have.
func IsYear(s string) bool {
	return len(s) == 4 && strings.Trim(s, "0123456789") == "" && (s[0] == '1' && s[1] >= '7' || s[0] == '2' && s[1] == '0')
}

// wordBefore is the word at the end of s, without the marks between, and where
// it begins.
func wordBefore(s string) (word string, from int) {
	s = strings.TrimRight(s, " .:\u00a0-–")
	if strings.HasSuffix(s, "#") {
		return "#", len(s) - 1
	}
	i := len(s)
	for i > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:i])
		if !unicode.IsLetter(r) && r != '°' && r != 'º' && r != '№' && !unicode.IsMark(r) {
			break
		}
		if n == 3 && r >= 0x3000 && i < len(s) { // no spaces: one sign is enough
			break
		}
		i -= n
	}
	return s[i:], i
}

// wordAfter is the word at the start of s, without the marks before it, and
// where it ends.
func wordAfter(s string) (word string, to int) {
	t := strings.TrimLeft(s, " .")
	i := strings.IndexFunc(t, func(r rune) bool { return !unicode.IsLetter(r) })
	if i < 0 {
		i = len(t)
	}
	return t[:i], len(s) - len(t) + i
}

// romanVolume reads "vol. ix".
func romanVolume(s string) (volume string, cut [2]int, ok bool) {
	at := 0
	last, from := "", 0
	for at < len(s) {
		end := at
		for end < len(s) && strings.IndexByte(" .,:", s[end]) < 0 {
			end++
		}
		if w := s[at:end]; w != "" {
			if VolumeWord(last) && strings.Trim(w, "ivxlc") == "" && roman(w) > 0 {
				return strings.ToUpper(w), [2]int{from, end}, true
			}
			last, from = w, at
		}
		at = end + 1
	}
	return "", cut, false
}

func roman(s string) int {
	value := func(b byte) int {
		switch b {
		case 'i':
			return 1
		case 'v':
			return 5
		case 'x':
			return 10
		case 'l':
			return 50
		case 'c':
			return 100
		}
		return 0
	}
	n := 0
	for i := range len(s) {
		v := value(s[i])
		if i+1 < len(s) && v < value(s[i+1]) {
			v = -v
		}
		n += v
	}
	return n
}
