package scrape

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// maxName is the longest name of a person or a body of people, in bytes.
const maxName = 120

// particles are the lower-case words that stand inside names.
var particles = map[string]bool{
	"van": true, "von": true, "de": true, "der": true, "den": true, "des": true, "del": true, "della": true, "di": true, "da": true,
	"do": true, "dos": true, "das": true, "du": true, "la": true, "le": true, "las": true, "los": true, "lo": true, "bin": true, "ibn": true, "bint": true, "ben": true, "al": true,
	"el": true, "ter": true, "ten": true, "zu": true, "zum": true, "zur": true, "vom": true, "af": true, "av": true, "y": true, "e": true, "och": true, "abu": true, "st": true, "d": true, "op": true, "in": true, "het": true, "'t": true, "ap": true, "bar": true,
}

// notNames are words that no name of a person holds: what bylines, desks and
// sites are made of.
var notNames = map[string]bool{
	"the": true, "a": true, "an": true, "this": true, "that": true, "our": true, "your": true, "my": true, "we": true, "you": true, "it": true, "to": true, "of": true, "for": true, "on": true, "at": true, "with": true, "from": true, "by": true, "is": true, "was": true, "as": true, "not": true, "more": true, "read": true, "minutes": true, "min": true, "ago": true,
	"die": true, "das": true, "dem": true, "ein": true, "eine": true, "und": true, "mit": true, "auf": true, "für": true, "im": true, "am": true, "uhr": true, "wie": true,
	"les": true, "une": true, "pour": true, "dans": true, "sur": true, "avec": true, "para": true, "por": true, "con": true, "una": true, "um": true, "per": true, "il": true,
	"share": true, "follow": true, "comments": true, "comment": true, "subscribe": true, "newsletter": true, "email": true, "print": true, "login": true, "updated": true, "published": true, "posted": true, "photo": true, "foto": true, "image": true, "video": true, "audio": true, "podcast": true, "home": true, "search": true, "menu": true, "facebook": true, "twitter": true, "getty": true, "shutterstock": true, "imago": true, "about": true, "author": true, "contact": true, "offline": true, "members": true, "joined": true, "today": true, "yesterday": true, "edited": true, "copyright": true, "all": true, "rights": true, "reserved": true, "advertisement": true, "expert": true, "director": true, "manager": true, "officer": true, "ceo": true, "cto": true, "cfo": true, "founder": true, "co-founder": true, "president": true, "professor": true, "attorney": true, "specialist": true, "consultant": true, "analyst": true, "contributor": true, "columnist": true, "commentator": true, "strategist": true, "redakteur": true, "redakteurin": true, "chefredakteur": true, "chefredakteurin": true, "volontär": true, "volontärin": true, "publicist": true, "freelance": true, "journalist": true, "checked": true, "issue": true, "edition": true, "magazine": true, "publiziert": true, "veröffentlicht": true, "stand": true, "auteur": true, "autor": true, "autorin": true, "mehr": true, "text": true, "texte": true, "fotos": true, "photos": true, "von": true, "name": true, "page": true, "rss": true, "newsletters": true, "agencies": true, "publié": true, "publicado": true, "aktualisiert": true, "geschrieben": true, "erstellt": true, "kommentare": true, "kommentar": true, "categories": true, "tags": true, "blog": true, "website": true, "opinion": true, "analysis": true, "interview": true, "review": true, "politics": true, "sport": true, "sports": true, "business": true, "culture": true, "world": true, "science": true, "technology": true, "health": true, "guest": true, "admin": true, "administrator": true, "webmaster": true, "anonymous": true, "user": true, "unknown": true, "user's": true, "staff": true, "editor": true, "editors": true, "redaktion": true, "redaktionen": true, "redacción": true, "redazione": true, "redactie": true, "rédaction": true, "redakcja": true, "redakce": true, "redação": true, "редакция": true, "editorial": true, "newsroom": true, "news": true, "desk": true, "team": true, "correspondent": true, "correspondents": true, "reporter": true, "reporters": true,
}

// endsNames are the notNames that end names of people, too.
var endsNames = map[string]bool{"you": true, "an": true, "my": true, "min": true, "um": true, "am": true}

// offices are words that end what somebody is, where it stands behind the name
// without a comma. No name ends in one.
var offices = map[string]bool{
	"korrespondent": true, "korrespondentin": true, "reporterin": true, "redaktör": true, "redaktor": true, "corresponsal": true, "correspondant": true, "correspondante": true, "corrispondente": true, "correspondente": true,
	"redactor": true, "redactora": true, "periodista": true, "journaliste": true, "journalistin": true, "giornalista": true, "jornalista": true, "verslaggever": true, "toimittaja": true, "muhabir": true, "muhabiri": true,
}

// agencies are the news agencies that sign articles by their short names.
var agencies = map[string]bool{
	"ap": true, "afp": true, "dpa": true, "reuters": true, "ansa": true, "efe": true, "tass": true, "apa": true, "sda": true, "keystone-sda": true, "ats": true, "epd": true, "kna": true, "sid": true, "belga": true, "anp": true, "ntb": true, "tt": true, "ritzau": true, "pap": true, "čtk": true, "mti": true, "bta": true, "ria": true, "xinhua": true, "kyodo": true, "jiji": true, "yonhap": true, "pti": true, "ani": true, "ians": true, "bernama": true, "antara": true, "aap": true, "upi": true, "lusa": true, "interfax": true, "ukrinform": true, "anadolu": true, "associated press": true, "the associated press": true, "agence france-presse": true, "press association": true, "pa media": true, "deutsche presse-agentur": true, "europa press": true, "тасс": true, "риа новости": true, "интерфакс": true, "新华社": true, "共同通信": true, "時事通信": true, "연합뉴스": true,
}

// agencyOrOffice types a name: "agency", "organization" or "person".
func personType(name string) string {
	low := strings.ToLower(name)
	if agencies[low] {
		return "agency"
	}
	for w := range strings.FieldsSeq(low) {
		switch strings.Trim(w, ".,") {
		case "news", "press", "agency", "institute", "institut", "university", "universität", "ministry", "committee", "council", "union", "party", "group", "collective", "association", "society", "foundation", "stiftung", "network", "media", "times", "magazine", "journal", "inc", "corp", "corporation", "insurance", "ltd", "gmbh", "llc", "company", "department", "project", "centre", "center", "federation", "organization", "organisation", "service", "redaktion", "editorial", "staff", "team", "board", "desk", "online", "tv", "radio", "zeitung", "herald", "tribune", "gazette", "chronicle", "observer", "courier", "advocate", "examiner", "post", "daily", "weekly":
			return "organization"
		}
	}
	return "person"
}

// nameLike reports whether s has the shape of a person's name: one to six
// words that begin with capitals, but for particles, and none that names lack.
func nameLike(s string) bool {
	if s == "" || len(s) > maxName || strings.ContainsAny(s, "@/\\<>{}[]|=+*%$#!?;:_€\"0123456789") {
		return false
	}
	words := strings.Fields(s)
	if len(words) > 6 {
		return false
	}
	if len(words) == 1 && !spacedScript(s) {
		n := utf8.RuneCountInString(s)
		return n >= 2 && n <= 12
	}
	proper := 0
	for i, w := range words {
		bare := strings.ToLower(strings.Trim(w, ".,()’'“”„"))
		switch {
		case bare == "":
			return false
		case particles[bare] && i > 0 && i < len(words)-1, particles[bare] && i == 0 && len(words) > 1:
			continue
		case initial(w):
		case notNames[bare] && !(i > 0 && capitalised(w) && (particles[bare] || i == len(words)-1 && endsNames[bare])): // "Amitava Das"
			return false
		case !capitalised(w):
			return false
		}
		proper++
	}
	return proper > 0 && !strings.HasSuffix(words[len(words)-1], ",")
}

// spacedScript reports whether s is in a script that puts spaces between
// words.
func spacedScript(s string) bool {
	for _, r := range s {
		if unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Thai) {
			return false
		}
	}
	return true
}

// capitalised reports whether a word begins as names do: with a capital, or in
// a script without capitals. "d'Arcy" and "al-Rashid" begin later.
func capitalised(w string) bool {
	for i, r := range w {
		switch {
		case unicode.IsUpper(r) || unicode.IsTitle(r):
			return true
		case unicode.IsLower(r):
			rest := w[i:]
			for _, sep := range []string{"'", "’", "-"} {
				if k := strings.Index(rest, sep); k > 0 && k <= 3 {
					c, _ := utf8.DecodeRuneInString(rest[k+len(sep):])
					return unicode.IsUpper(c)
				}
			}
			return mixedCase(rest)
		case unicode.IsLetter(r):
			return true
		}
	}
	return false
}

// mixedCase allows "deMause" and "iRobot" style names.
func mixedCase(w string) bool {
	for i, r := range w {
		if i > 0 && i < 4 && unicode.IsUpper(r) {
			return true
		}
	}
	return false
}

// foldCaps gives a name printed in capitals the case of a name. Names of one
// word, and initials, stay.
func foldCaps(name string) string {
	words := strings.Fields(name)
	long := false
	for _, w := range words {
		if strings.ToUpper(w) != w || strings.ToLower(w) == w {
			return name
		}
		long = long || utf8.RuneCountInString(w) > 3
	}
	if len(words) < 2 || !long {
		return name
	}
	for i, w := range words {
		words[i] = foldWord(w)
	}
	return strings.Join(words, " ")
}

// foldWord lowers all but the first letter of each part of a word: "O'BRIEN",
// "SMITH-JONES", "McDONALD".
func foldWord(w string) string {
	if utf8.RuneCountInString(w) <= 2 && (strings.Contains(w, ".") || !strings.ContainsAny(w, "AEIOUY") || len(w) == 1) {
		return w
	}
	var b strings.Builder
	up := true
	for _, r := range w {
		if up {
			b.WriteRune(unicode.ToUpper(r))
		} else {
			b.WriteRune(unicode.ToLower(r))
		}
		up = !unicode.IsLetter(r)
	}
	s := b.String()
	if strings.HasPrefix(s, "Mc") && len(s) > 3 {
		s = "Mc" + strings.ToUpper(s[2:3]) + s[3:]
	}
	return s
}

// initial reports whether a word is a capital and its full stop: "A."
func initial(w string) bool {
	r, n := utf8.DecodeRuneInString(w)
	return w[n:] == "." && unicode.IsUpper(r)
}
