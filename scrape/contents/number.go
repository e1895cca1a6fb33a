package contents

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// asciiDigits writes Arabic-Indic, Persian, Devanagari and fullwidth digits as
// ASCII.
func asciiDigits(s string) string {
	return strings.Map(func(r rune) rune {
		for _, zero := range []rune{'٠', '۰', '０', '०', '০'} {
			if r >= zero && r <= zero+9 {
				return '0' + r - zero
			}
		}
		return r
	}, s)
}

func issueWord(w string) bool {
	switch w {
	case "no", "nos", "nr", "nro", "n", "n°", "nº", "№", "num", "núm", "number", "issue", "issues", "iss", "heft", "ausgabe", "ausg", "nummer", "numéro", "numero", "número", "número:", "numer", "broj", "br", "č", "číslo", "cislo", "číslo:", "szám", "выпуск", "вып", "номер", "#", "sayı", "τεύχος", "τχ", "العدد", "عدد", "شماره", "edition", "edición", "edição", "édition", "numărul", "nummeret", "häfte", "hefte", "hæfte", "numero:", "nro:", "број", "брой", "גיליון", "fascículo", "fascicolo", "fasc", "zeszyt", "第", "제", "số", "edisi":
		return true
	}
	return false
}

func volumeWord(w string) bool {
	switch w {
	case "vol", "vols", "volume", "band", "bd", "jg", "jahrgang", "tome", "tomo", "volumen", "vol°", "årg", "årgang", "årgång", "jaargang", "jrg", "rocznik", "ročník", "roč", "том", "т", "évf", "évfolyam", "cilt", "anno", "annata", "année", "año", "ano", "godište", "vuosikerta", "τόμος", "المجلد", "مجلد", "دوره":
		return true
	}
	return false
}

// numbers reads the number and the volume that a line gives with their words:
// "Vol. 9 No. 3", "Heft 3/1945", "N° 222", "第3期".
func numbers(s string) (number, volume string) {
	s = strings.ToLower(asciiDigits(s))
	if len(s) > 600 {
		s = s[:600]
	}
	for i := 0; i < len(s); {
		if s[i] < '0' || s[i] > '9' {
			_, n := utf8.DecodeRuneInString(s[i:])
			i += n
			continue
		}
		j := i
		for j < len(s) && s[j] >= '0' && s[j] <= '9' {
			j++
		}
		run := s[i:j]
		if len(run) > 5 {
			i = j
			continue
		}
		run, j = joined(s, i, j)
		before := wordBefore(s[:i])
		after, _ := utf8.DecodeRuneInString(s[j:])
		next := wordAfter(s[j:])
		switch {
		case after == '卷' || after == '巻' || after == '권' || volumeWord(before) && next != "szám" && next != "sayı" || next == "évfolyam" || next == "évf" || next == "årg" || next == "jaargang" || next == "jahrgang":
			if volume == "" && !year(run) {
				volume = run
			}
		case after == '号' || after == '期' || after == '號' || after == '호' || issueWord(before) || next == "szám" || next == "sayı":
			if number == "" {
				number = series(run)
			}
		}
		i = j
	}
	if volume == "" {
		volume = romanVolume(s)
	}
	return number, volume
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

// series is the number within "3/1945" (of a year) or "3/129" (of a series).
func series(run string) string {
	if r, ok := strings.CutSuffix(run, "-"); ok {
		a, b, _ := strings.Cut(r, "/")
		if year(b) {
			return a
		}
		return a + "-" + b
	}
	a, b, ok := strings.Cut(run, "/")
	switch {
	case !ok, year(b):
		return a
	case year(a):
		return b
	case len(a) == 1 && len(b) >= 3:
		return b
	}
	return run
}

func year(s string) bool {
	return len(s) == 4 && (s[0] == '1' && s[1] >= '7' || s[0] == '2' && s[1] == '0')
}

// wordBefore is the word at the end of s, without the marks between.
func wordBefore(s string) string {
	s = strings.TrimRight(s, " .:\u00a0-–")
	if strings.HasSuffix(s, "#") {
		return "#"
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
	return s[i:]
}

func wordAfter(s string) string {
	s = strings.TrimLeft(s, " .")
	i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if i < 0 {
		return s
	}
	return s[:i]
}

// romanVolume reads "vol. ix".
func romanVolume(s string) string {
	words := strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '.' || r == ',' || r == ':' })
	for i := 0; i+1 < len(words); i++ {
		if volumeWord(words[i]) && strings.Trim(words[i+1], "ivxlc") == "" {
			if n := roman(words[i+1]); n > 0 {
				return strings.ToUpper(words[i+1])
			}
		}
	}
	return ""
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
