package convert

import (
	"bytes"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"

	"github.com/backissue/backissue/scrape"
)

// legacy is the character encoding that pages of a language had before UTF-8.
type legacy struct {
	label string
	enc   encoding.Encoding
}

var legacies = map[string]legacy{
	"ar": {"windows-1256", charmap.Windows1256},
	"ja": {"shift_jis", japanese.ShiftJIS},
	"zh": {"gb18030", simplifiedchinese.GB18030},
	"":   {"windows-1252", charmap.Windows1252},
}

// notUTF8 are the made pages whose bytes are in another encoding.
var notUTF8 = map[string]legacy{"a09-archive-1990s": legacies[""], "a10-japanese": legacies["ja"]}

// saying is what an article says, apart from how its bytes came here.
type saying struct {
	Title, Subtitle, Kicker, Byline, SubmittedBy, Issued, Modified, Section, Pages, License, Access, Language, Source string
	Authors                                                                                                           []scrape.Person
	Credits                                                                                                           []scrape.Credit
	Publication                                                                                                       *scrape.Publication
	Issue                                                                                                             *scrape.IssueRef
	Tags                                                                                                              []string
	Body                                                                                                              string
}

func sayingOf(t *testing.T, a *scrape.Article) saying {
	t.Helper()
	return saying{
		a.Title, a.Subtitle, a.Kicker, a.Byline, a.SubmittedBy, a.Issued, a.Modified, a.Section, a.Pages, a.License, a.Access, a.Language, a.Source,
		a.Authors, a.Credits, a.Publication, a.Issue, a.Tags, bodyOf(t, a),
	}
}

// copyOf is another copy of a made page: its bytes, label and address.
type copyOf struct {
	address, label string
	body           []byte
}

// captured is the stamp of the archive's copies: later than any made page.
const captured = "20261101093000"

// variants are the ways in which the same page may come.
var variants = map[string]func(name, text string) copyOf{
	"line ends of DOS": func(name, text string) copyOf {
		return copyOf{addresses[name], "text/html; charset=utf-8", []byte(strings.ReplaceAll(text, "\n", "\r\n"))}
	},
	"byte order mark": func(name, text string) copyOf {
		return copyOf{addresses[name], "", []byte("\xEF\xBB\xBF" + text)}
	},
	"tags in capitals": func(name, text string) copyOf {
		return copyOf{addresses[name], "text/html; charset=utf-8", []byte(upperTags(text))}
	},
	"UTF-8 by the server's label": func(name, text string) copyOf {
		return copyOf{addresses[name], "text/html; charset=utf-8", []byte(text)}
	},
	"legacy encoding by the server's label": func(name, text string) copyOf {
		l := legacyOf(text)
		return copyOf{addresses[name], "text/html; charset=" + l.label, l.encode(text)}
	},
	"legacy encoding by meta alone": func(name, text string) copyOf {
		l := legacyOf(text)
		return copyOf{addresses[name], "text/html", l.encode(declare(text, l.label))}
	},
	"untouched copy in an archive": func(name, text string) copyOf {
		return copyOf{strings.Replace(archiveURL(addresses[name]), "/http", "id_/http", 1), "text/html; charset=utf-8", []byte(text)}
	},
	"copy in an archive": func(name, text string) copyOf {
		return copyOf{archiveURL(addresses[name]), "text/html; charset=utf-8", []byte(wrapped(text, addresses[name]))}
	},
}

// TestVariants reads every made page again in other guises: what it says must
// stay the same.
func TestVariants(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(addresses)) {
		want, wantErr := extractBytes(addresses[name], "", pageBytes(t, name))
		for variant, of := range variants {
			if strings.Contains(variant, "archive") && name == "a29-wayback" {
				continue // it is one
			}
			t.Run(name+"/"+variant, func(t *testing.T) {
				c := of(name, decoded(t, name))
				got, err := extractBytes(c.address, c.label, c.body)
				if err != nil || wantErr != nil {
					if !sameWall(err, wantErr) {
						t.Errorf("got error %v, want %v", err, wantErr)
					}
					return
				}
				if diff := cmp.Diff(sayingOf(t, want), sayingOf(t, got)); diff != "" {
					t.Errorf("(-page +variant)\n%s", diff)
				}
				if strings.Contains(variant, "archive") && (got.Archived == nil || got.Archived.URL != c.address || got.Archived.Date != "2026-11-01T09:30:00Z") {
					t.Errorf("archived %+v", got.Archived)
				}
			})
		}
	}
}

// TestCutPages reads every made page cut off after 60 % of its bytes: what is
// left of the text is the beginning of the text, and no field is another,
// unless a warning or a refusal says that something is amiss.
func TestCutPages(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(addresses)) {
		t.Run(name, func(t *testing.T) {
			page := pageBytes(t, name)
			want, err := extractBytes(addresses[name], "", page)
			if err != nil {
				return // a wall stays one or is a part of one
			}
			got, err := extractBytes(addresses[name], "", page[:len(page)*6/10])
			if err != nil {
				if _, ok := errors.AsType[*scrape.Wall](err); !ok {
					t.Fatal(err)
				}
				return
			}
			if len(got.Warnings) > len(want.Warnings) {
				return
			}
			w, g := sayingOf(t, want), sayingOf(t, got)
			if !beginsWith(w.Body, g.Body) {
				t.Errorf("the text is no beginning of the text:\n%s", g.Body)
			}
			for field, v := range map[string][2]string{
				"title": {w.Title, g.Title}, "byline": {w.Byline, g.Byline}, "submitted": {w.SubmittedBy, g.SubmittedBy}, "issued": {w.Issued, g.Issued},
				"authors": {strings.Join(authorsOf(want), "; "), strings.Join(authorsOf(got), "; ")}, "language": {w.Language, g.Language},
			} {
				if v[1] != v[0] && (v[1] != "" || strings.Contains(string(page[:len(page)*6/10]), v[0])) {
					t.Errorf("%s: got %q, want %q", field, v[1], v[0])
				}
			}
		})
	}
}

// beginsWith reports whether part, but for what the cut itself damaged, is the
// beginning of whole: its letters, for a link whose note was cut off is written
// otherwise.
func beginsWith(whole, part string) bool {
	w, p := lettersOf(whole), lettersOf(part)
	n := 0
	for n < len(w) && n < len(p) && w[n] == p[n] {
		n++
	}
	return n >= len(p)-12
}

// lettersOf are the letters and digits of Markdown's text, without the targets
// of links and without tags.
func lettersOf(markdown string) []rune {
	var out []rune
	end := rune(0)
	before := rune(0)
	for _, r := range markdown {
		switch {
		case end != 0:
			if r == end {
				end = 0
			}
		case r == '(' && before == ']':
			end = ')'
		case r == '<':
			end = '>'
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			out = append(out, r)
		}
		before = r
	}
	return out
}

func sameWall(got, want error) bool {
	g, ok := errors.AsType[*scrape.Wall](got)
	w, is := errors.AsType[*scrape.Wall](want)
	return ok && is && g.Kind == w.Kind
}

// decoded is the page's text, which declares nothing but UTF-8.
func decoded(t *testing.T, name string) string {
	t.Helper()
	b := pageBytes(t, name)
	if l, ok := notUTF8[name]; ok {
		var err error
		if b, err = l.enc.NewDecoder().Bytes(b); err != nil {
			t.Fatal(err)
		}
	}
	if !utf8.Valid(b) {
		t.Fatal("the page is not in UTF-8 and has no entry in notUTF8")
	}
	return declare(string(b), "utf-8")
}

// declare makes the page declare an encoding, in place of the one it declares.
func declare(text, label string) string {
	const mark = "charset="
	i := strings.Index(text, mark)
	if i < 0 || i > 2048 {
		return strings.Replace(text, "<head>", `<head><meta charset="`+label+`">`, 1)
	}
	i += len(mark)
	i += len(text[i:]) - len(strings.TrimLeft(text[i:], `"'`))
	end := i + strings.IndexAny(text[i:], `"'>; /`)
	return text[:i] + label + text[end:]
}

func legacyOf(text string) legacy {
	for lang, l := range legacies {
		if lang != "" && strings.Contains(text, `lang="`+lang) {
			return l
		}
	}
	return legacies[""]
}

// encode prints text in the encoding; what that does not hold becomes a
// character reference, as in a browser's forms.
func (l legacy) encode(text string) []byte {
	b, err := encoding.HTMLEscapeUnsupported(l.enc.NewEncoder()).Bytes([]byte(text))
	if err != nil {
		panic(err) // a programmer's: the text is UTF-8
	}
	return b
}

// upperTags prints the names of all tags in capitals, outside of scripts.
func upperTags(text string) string {
	b := []byte(text)
	for i := 0; i < len(b); i++ {
		switch {
		case bytes.HasPrefix(b[i:], []byte("<!--")):
			i += max(0, bytes.Index(b[i:], []byte("-->")))
		case bytes.HasPrefix(b[i:], []byte("<script")):
			upperName(b, i+1)
			i += bytes.Index(b[i:], []byte("</")) - 1
		case b[i] == '<':
			upperName(b, i+1)
		}
	}
	return string(b)
}

func upperName(b []byte, i int) {
	if i < len(b) && b[i] == '/' {
		i++
	}
	for ; i < len(b) && (b[i] >= 'a' && b[i] <= 'z' || b[i] >= '0' && b[i] <= '9' || b[i] == '-'); i++ {
		if b[i] >= 'a' {
			b[i] -= 'a' - 'A'
		}
	}
}

func archiveURL(address string) string {
	return "https://web.archive.org/web/" + captured + "/" + address
}

// wrapped is the page as the Internet Archive's Wayback Machine serves it.
func wrapped(text, address string) string {
	host := address[:strings.Index(address[8:], "/")+8]
	prefix := "/web/" + captured
	text = strings.NewReplacer(
		`href="//`, `href="`+prefix+`///`, `src="//`, `src="`+prefix+`im_///`,
		`href="/`, `href="`+prefix+"/"+host+"/", `src="/`, `src="`+prefix+"im_/"+host+"/",
		`href='/`, `href='`+prefix+"/"+host+"/",
		`href="http`, `href="https://web.archive.org`+prefix+"/http", `src="http`, `src="https://web.archive.org`+prefix+"im_/http",
	).Replace(text)
	at := strings.Index(strings.ToLower(text), "<body")
	at += strings.IndexByte(text[at:], '>') + 1
	return text[:at] + `<!-- BEGIN WAYBACK TOOLBAR INSERT -->
<div id="wm-ipp-base" lang="en" style="display:none;direction:ltr;"><div id="wm-ipp"><div id="wm-toolbar"><p>12 captures, 3 Nov 2011 to 9 Jan 2026. About this capture: collected by a crawl that was run on behalf of the archive.</p></div></div></div>
<!-- END WAYBACK TOOLBAR INSERT -->` + text[at:] + `
<!--
     FILE ARCHIVED ON 09:30:00 Nov 01, 2026 AND RETRIEVED FROM THE
     INTERNET ARCHIVE ON 11:20:05 Nov 20, 2026.
-->`
}
