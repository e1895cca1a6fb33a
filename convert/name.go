package convert

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/backissue/backissue/scrape"
)

// DefaultName is the template of file names where none is given.
const DefaultName = "{date}-{slug}"

const (
	maxName   = 120 // bytes of a file's name, with its extension
	maxFolder = 120 // bytes of a folder's
	hashSize  = 8   // hexadecimal digits that tell two articles of one name apart
)

// Name is a template of file names: text with fields in braces, "/" for
// folders.
type Name struct {
	parts []namePart
}

// namePart is text, or a field if the text is its name.
type namePart struct {
	text  string
	field bool
}

// nameFields give a template's fields their values.
var nameFields = map[string]func(*scrape.Article) string{
	"date":    day,
	"year":    func(a *scrape.Article) string { return cut(a.Issued, 0, 4) },
	"month":   func(a *scrape.Article) string { return cut(a.Issued, 5, 7) },
	"day":     func(a *scrape.Article) string { return cut(day(a), 8, 10) },
	"slug":    func(a *scrape.Article) string { return a.Title },
	"title":   func(a *scrape.Article) string { return a.Title },
	"author":  firstAuthor,
	"issue":   issueNumber,
	"section": func(a *scrape.Article) string { return a.Section },
	"lang":    func(a *scrape.Article) string { return a.Language },
	"id":      func(a *scrape.Article) string { return a.ID },
	"host":    func(a *scrape.Article) string { return host(a.Source) },
}

// ParseName reads a template: "{year}/{date}-{slug}". Its fields are date,
// year, month, day, slug, title, author, issue, section, lang, id and host. The
// zero Name is DefaultName.
func ParseName(template string) (Name, error) {
	var n Name
	for rest := template; rest != ""; {
		open := strings.IndexByte(rest, '{')
		if open < 0 {
			open = len(rest)
		}
		if open > 0 {
			n.parts = append(n.parts, namePart{text: rest[:open]})
			rest = rest[open:]
			continue
		}
		end := strings.IndexByte(rest, '}')
		if end < 0 {
			return Name{}, fmt.Errorf("the template %q has an open brace", template)
		}
		if nameFields[rest[1:end]] == nil {
			return Name{}, fmt.Errorf("the template %q asks for the field %q, which there is not", template, rest[1:end])
		}
		n.parts = append(n.parts, namePart{rest[1:end], true})
		rest = rest[end+1:]
	}
	if strings.HasPrefix(template, "/") || strings.HasSuffix(template, "/") || strings.Contains(template, "..") {
		return Name{}, fmt.Errorf("the template %q leads out of the folder", template)
	}
	return n, nil
}

// Numbered is the name of an article by its place in an issue, from 1, of so
// many: "07-SLUG".
func Numbered(place, of int) Name {
	number := fmt.Sprintf("%0*d-", max(2, len(strconv.Itoa(of))), place)
	return Name{parts: []namePart{{number, false}, {"slug", true}}}
}

// Fixed is a name that was given before, without its extension.
func Fixed(name string) Name { return Name{parts: []namePart{{name, false}}} }

// In is the name below a folder, a path with slashes.
func (n Name) In(folder string) Name {
	return Name{parts: append([]namePart{{folder + "/", false}}, n.parts...)}
}

// FolderName is text as the name of a folder.
func FolderName(text string) string { return portable(Slug(text), maxFolder) }

// Path is the file of an article, relative to its folder. Where several
// articles come to the same path, tag, if not empty, tells one apart.
func (n Name) Path(a *scrape.Article, extension, tag string) string {
	parts := n.parts
	if parts == nil {
		parts = []namePart{{"date", true}, {"-", false}, {"slug", true}}
	}
	folders := strings.Split(fill(parts, a), "/")
	for i, f := range folders {
		limit := maxFolder
		if i == len(folders)-1 {
			limit = maxName - len(extension)
			if tag != "" {
				limit -= len(tag) + 1
			}
		}
		folders[i] = portable(f, limit)
	}
	if tag != "" {
		folders[len(folders)-1] += "-" + tag
	}
	return strings.Join(folders, "/") + extension
}

// fill puts the article's fields into the template. The separator in front of
// a field that is missing goes with it; at the beginning, the one behind.
func fill(parts []namePart, a *scrape.Article) string {
	var b strings.Builder
	missing := false
	for _, p := range parts {
		if !p.field {
			text := p.text
			if missing || b.Len() == 0 {
				text = strings.TrimLeft(text, "-_. ")
			}
			b.WriteString(text)
			missing = false
			continue
		}
		v := Slug(nameFields[p.text](a))
		if v == "" {
			s := strings.TrimRight(b.String(), "-_. ")
			missing = s == "" || strings.HasSuffix(s, "/")
			b.Reset()
			b.WriteString(s)
			continue
		}
		b.WriteString(v)
		missing = false
	}
	return b.String()
}

// Slug is s in the letters of file names: in lower case, accents off, words
// joined by hyphens. Letters of other scripts than Latin stay as they are.
func Slug(s string) string {
	var b strings.Builder
	hyphen := false
	word := func(t string) {
		if hyphen && b.Len() > 0 {
			b.WriteByte('-')
		}
		hyphen = false
		b.WriteString(t)
	}
	for _, r := range norm.NFKD.String(strings.ToLower(s)) {
		switch {
		case latin[r] != "":
			word(latin[r])
		case unicode.Is(unicode.Mn, r) && r < 0x0370:
		case r == '\'' || r == '’' || r == 0xAD || r == 0x200B:
		case unicode.IsLetter(r) || unicode.IsNumber(r) || unicode.IsMark(r):
			word(string(r))
		default:
			hyphen = true
		}
	}
	return norm.NFC.String(b.String())
}

// latin spells the Latin letters that do not decompose.
var latin = map[rune]string{'ß': "ss", 'æ': "ae", 'œ': "oe", 'ø': "o", 'đ': "d", 'ð': "d", 'þ': "th", 'ł': "l", 'ħ': "h", 'ı': "i", 'ŋ': "ng"}

// portable makes one name that every file system takes: within limit bytes, not
// reserved, not hidden, without a dot or space at its end.
func portable(s string, limit int) string {
	s = strings.Trim(s, "-. ")
	for len(s) > limit {
		k := strings.LastIndexByte(s[:limit+1], '-')
		if k < limit/2 {
			k = limit
			for k > 0 && !utf8.RuneStart(s[k]) {
				k--
			}
		}
		s = strings.TrimRight(s[:k], "-. ")
	}
	if s == "" {
		return "untitled"
	}
	base, _, _ := strings.Cut(s, ".")
	if reserved(base) {
		return "_" + s
	}
	return s
}

// reserved are the names of devices on Windows.
func reserved(s string) bool {
	low := strings.ToLower(s)
	switch low {
	case "con", "prn", "aux", "nul", "conin$", "conout$":
		return true
	}
	if utf8.RuneCountInString(low) != 4 || !strings.HasPrefix(low, "com") && !strings.HasPrefix(low, "lpt") {
		return false
	}
	digit, _ := utf8.DecodeRuneInString(low[3:])
	return digit >= '0' && digit <= '9' || digit == '¹' || digit == '²' || digit == '³'
}

// day is the date as far as it is known, or a range's first.
func day(a *scrape.Article) string {
	from, _, _ := strings.Cut(a.Issued, "/")
	return cut(from, 0, 10)
}

// cut is s from one byte to another, or as much as there is of it.
func cut(s string, from, to int) string {
	if from >= len(s) {
		return ""
	}
	return s[from:min(to, len(s))]
}

func firstAuthor(a *scrape.Article) string {
	if len(a.Authors) == 0 {
		return ""
	}
	return a.Authors[0].Name
}

func issueNumber(a *scrape.Article) string {
	if a.Issue == nil {
		return ""
	}
	return a.Issue.Number
}

func host(u string) string {
	_, rest, _ := strings.Cut(u, "://")
	h, _, _ := strings.Cut(rest, "/")
	return strings.TrimPrefix(h, "www.")
}
