package scrape

import (
	"strings"
	"unicode"

	"github.com/abadojack/whatlanggo"

	"github.com/backissue/backissue/scrape/content"
)

// Lengths of text, in bytes: what a guess needs, and what it is made from.
const (
	minGuess = 300
	maxGuess = 1500
)

// spoken is the language of an article and who says so.
type spoken struct {
	tag     string // BCP 47, or ""
	field   Field
	warning string
}

// languageOf is the language that the page declares. Where it declares none, or
// English, which many templates do whatever their site is written in, the text
// itself decides.
func languageOf(h *head, sel *content.Selection) spoken {
	tag, source := declaredLanguage(h)
	base, _, _ := strings.Cut(tag, "-")
	if base != "" && base != "en" {
		return spoken{tag: tag, field: Field{Source: source, Confidence: .95}}
	}
	text := openingOf(sel)
	guess := ""
	switch {
	case len(text) < minGuess:
	case isEnglish(text):
		guess = "en"
	default:
		guess = guessLanguage(text)
	}
	switch {
	case guess == base && base != "":
		return spoken{tag: tag, field: Field{Source: source, Confidence: .98}}
	case guess == "":
		if tag == "" {
			return spoken{}
		}
		return spoken{tag: tag, field: Field{Source: source, Confidence: .8}}
	case base == "":
		return spoken{tag: guess, field: Field{Source: "text", Confidence: .9}}
	}
	return spoken{
		tag: guess, field: Field{Source: "text", Confidence: .85, Raw: tag},
		warning: "language: the page declares " + tag + ", its text is " + guess,
	}
}

// declaredLanguage is the tag that the page's head gives, and where.
func declaredLanguage(h *head) (tag, source string) {
	meta, name := h.metaValue("content-language", "dc.language", "dcterms.language", "og:locale")
	said := []struct{ value, source string }{{h.lang, "html-lang"}, {meta, name}}
	for i := range h.ld {
		said = append(said, struct{ value, source string }{h.ld[i].language, "json-ld"})
	}
	for _, s := range said {
		if tag := languageTag(s.value); tag != "" {
			return tag, s.source
		}
	}
	return "", ""
}

// languageTag is the first tag of a list in its usual spelling, or "" where it
// is none: some pages declare their encoding there.
func languageTag(s string) string {
	tag := strings.ReplaceAll(strings.TrimSpace(s), "_", "-")
	tag, _, _ = strings.Cut(tag, ",")
	if len(tag) < 2 || len(tag) > 35 {
		return ""
	}
	parts := strings.Split(tag, "-")
	for i, s := range parts {
		for _, r := range s {
			if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') {
				return ""
			}
		}
		switch {
		case i == 0 && (len(s) > 3 || strings.EqualFold(s, "utf") || strings.EqualFold(s, "und")) || s == "":
			return ""
		case i == 0:
			parts[i] = strings.ToLower(s)
		case len(s) == 2:
			parts[i] = strings.ToUpper(s)
		case len(s) == 4:
			parts[i] = strings.ToUpper(s[:1]) + strings.ToLower(s[1:])
		}
	}
	return strings.Join(parts, "-")
}

// openingOf is the beginning of the kept text.
func openingOf(sel *content.Selection) string {
	var b strings.Builder
	for i := range sel.Blocks {
		if !sel.Blocks[i].Keep {
			continue
		}
		b.WriteString(sel.Blocks[i].Text())
		b.WriteByte('\n')
		if b.Len() > maxGuess {
			return strings.ToValidUTF8(b.String()[:maxGuess], "")
		}
	}
	return b.String()
}

// isEnglish reports whether a text has the small words of English in the share
// that English has: more than one word in ten.
func isEnglish(text string) bool {
	words, small := 0, 0
	for w := range strings.FieldsSeq(text) {
		words++
		switch w {
		case "the", "of", "and", "to", "that", "is", "was", "for", "with", "on", "The", "are", "by", "from":
			small++
		}
	}
	return words > 30 && 10*small > words
}

// guessLanguage is the language of a text, or "" where that is in doubt.
func guessLanguage(text string) string {
	han, kana := 0, 0
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Hiragana, r) || unicode.Is(unicode.Katakana, r):
			kana++
		case unicode.Is(unicode.Han, r):
			han++
		}
	}
	if han+kana > len(text)/8 { // most of it, at three bytes a character
		if 20*kana > han { // every line of Japanese has some
			return "ja"
		}
		return "zh"
	}
	info := whatlanggo.Detect(text)
	tag := info.Lang.Iso6391()
	switch {
	case !info.IsReliable():
		return ""
	case tag == "nb" || tag == "nn":
		return "no"
	}
	return tag
}
