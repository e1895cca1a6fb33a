package date

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// kind is what a word can be in a date.
type kind uint8

const (
	monthName kind = iota
	solarMonth
	weekdayName
	seasonName
	hastyName  // a month's name that is an everyday word too: "may"
	joint      // stands between the parts of a date: "of", "de"
	filler     // stands before a date: "the", "on", "vom"
	clockWord  // stands before a time of day: "at", "um", "kl"
	rangeWord  // stands between the ends of a range: "to", "bis"
	pairWord   // stands between neighbours: "and"
	ordinal    // ends the number of a day: "th", "er"
	adverb     // stands before what says the role: "last", "zuletzt"
	roleWord   // says what the date is the date of: "published"
	countLabel // stands before a number that is no day: "No", "Vol", "Seite"
)

// sense is one meaning of a word, in one or more languages.
type sense struct {
	kind  kind
	value uint8  // 1 to 12, 0 to 6 from Sunday, a SeasonCode, a Role
	langs uint64 // bits by index in languages
}

// lexicon maps folded words and phrases, joined by one space, to their senses.
// The first words of a phrase are keys too, without senses if they mean nothing
// alone.
type lexicon map[string][]sense

// wordLists are the words that have one meaning whatever the language.
var wordLists = [...]string{
	hastyName: hasty, joint: joints, filler: fillers, clockWord: clockWords, rangeWord: rangeWords,
	pairWord: pairWords, ordinal: ordinals, adverb: adverbs, countLabel: countLabels,
}

// words is the lexicon of names.go, made when the first date is looked for.
var words = sync.OnceValue(func() lexicon {
	b := lexiconBuilder{words: make(lexicon, 2500)}
	for i := range languages {
		b.addLanguage(i)
	}
	for k, list := range wordLists {
		b.addWords(kind(k), 0, ^uint64(0), list)
	}
	for role, list := range roleWords {
		b.addWords(roleWord, uint8(role), ^uint64(0), list)
	}
	return b.words
})

// lexiconBuilder makes a lexicon. The senses lie in slabs, since most words
// have but one.
type lexiconBuilder struct {
	words lexicon
	slab  []sense
}

func (b *lexiconBuilder) addLanguage(i int) {
	n := &languages[i]
	bit := uint64(1) << i
	b.addList(monthName, 1, bit, n.months)
	b.addList(solarMonth, 1, bit, n.solar)
	b.addList(weekdayName, 1, bit, n.weekdays)
	b.addList(seasonName, uint8(Spring), bit, n.seasons)
	if n.prefix != "" {
		b.addList(monthName, 1, bit, prefixed(n.months, n.prefix))
	}
}

// prefixed puts a preposition that is written as one with its noun before
// every name of a list.
func prefixed(list, prefix string) string {
	return prefix + strings.NewReplacer(" ", " "+prefix, "|", "|"+prefix).Replace(list)
}

// addList adds groups of names, separated by bars, that stand for first,
// first+1 and so on. Weekdays begin on Monday and end with 0, Sunday.
func (b *lexiconBuilder) addList(k kind, first uint8, langs uint64, list string) {
	if list == "" {
		return
	}
	value := first
	for group := range strings.SplitSeq(list, "|") {
		if k == weekdayName {
			value %= 7
		}
		b.addWords(k, value, langs, group)
		value++
	}
}

// addWords adds names separated by spaces; "_" stands for the space in a phrase.
func (b *lexiconBuilder) addWords(k kind, value uint8, langs uint64, names string) {
	for name := range strings.FieldsSeq(names) {
		key := fold(strings.ReplaceAll(name, "_", " "))
		b.add(key, sense{k, value, langs})
		for i := range len(key) {
			if key[i] == ' ' || key[i] == '.' {
				if _, ok := b.words[key[:i]]; !ok {
					b.words[key[:i]] = nil
				}
			}
		}
	}
}

func (b *lexiconBuilder) add(key string, s sense) {
	list := b.words[key]
	for i := range list {
		if list[i].kind == s.kind && list[i].value == s.value {
			list[i].langs |= s.langs
			return
		}
	}
	if list != nil {
		b.words[key] = append(list, s)
		return
	}
	if len(b.slab) == cap(b.slab) {
		b.slab = make([]sense, 0, 512)
	}
	b.slab = append(b.slab, s)
	n := len(b.slab)
	b.words[key] = b.slab[n-1 : n : n]
}

// maxWord is the longest word that is looked up, in folded bytes.
const maxWord = 64

// fold writes s in lower case and without accents, as the lexicon has it.
func fold(s string) string {
	var buf [2 * maxWord]byte
	return string(appendFold(buf[:0], s))
}

// latinBase are the ASCII base letters of U+00C0 to U+017F; a dot where there
// is none.
const latinBase = "aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y" +
	"aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkk.llllll." +
	".llnnnnnn.nnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzz."

// vietnameseBase are those of U+1EA0 to U+1EF9.
const vietnameseBase = "aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeeeeeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy"

func appendFold(b []byte, s string) []byte {
	for _, r := range s {
		if len(b) >= maxWord {
			return b
		}
		switch {
		case r < utf8.RuneSelf:
			b = append(b, lower(byte(r)))
		case r >= 0xC0 && r < 0x180:
			b = appendLatin(b, r)
		case r >= 0x1EA0 && r < 0x1EFA:
			b = append(b, vietnameseBase[r-0x1EA0])
		case unseen(r) || silent(r):
		default:
			b = utf8.AppendRune(b, foldRune(r))
		}
	}
	return b
}

func lower(c byte) byte {
	if c >= 'A' && c <= 'Z' {
		return c + 'a' - 'A'
	}
	return c
}

func appendLatin(b []byte, r rune) []byte {
	switch r {
	case 'ß':
		return append(b, 's', 's')
	case 'æ', 'Æ':
		return append(b, 'a', 'e')
	case 'œ', 'Œ':
		return append(b, 'o', 'e')
	case 'þ', 'Þ':
		return append(b, 't', 'h')
	}
	if c := latinBase[r-0xC0]; c != '.' {
		return append(b, c)
	}
	return utf8.AppendRune(b, r)
}

// silent are the marks that one writer sets and another leaves out: combining
// accents, Hebrew and Arabic vowel points, the Arabic tatweel, the nukta.
func silent(r rune) bool {
	switch {
	case r >= 0x300 && r <= 0x36F, r >= 0x591 && r <= 0x5C7 && r != 0x5BE,
		r >= 0x64B && r <= 0x65F, r == 0x640, r == 0x670, r == 0x93C, r == 0x9BC:
		return true
	}
	return false
}

// foldRune brings together the letters that differ by an accent or by the
// keyboard of the writer.
func foldRune(r rune) rune {
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ى', 'ی', 'ئ':
		return 'ي'
	case 'ک':
		return 'ك'
	case 'ة', 'ۀ', 'ہ', 'ھ':
		return 'ه'
	case 'ؤ':
		return 'و'
	case 'ё', 'Ё':
		return 'е'
	case 'й', 'Й':
		return 'и'
	case 'ї', 'Ї':
		return 'і'
	case 'ў', 'Ў':
		return 'у'
	case 'ά', 'Ά':
		return 'α'
	case 'έ', 'Έ':
		return 'ε'
	case 'ή', 'Ή':
		return 'η'
	case 'ί', 'Ί', 'ϊ', 'ΐ', 'Ϊ':
		return 'ι'
	case 'ό', 'Ό':
		return 'ο'
	case 'ύ', 'Ύ', 'ϋ', 'ΰ', 'Ϋ':
		return 'υ'
	case 'ώ', 'Ώ':
		return 'ω'
	case 'ς':
		return 'σ'
	case 'ș', 'Ș':
		return 's'
	case 'ț', 'Ț':
		return 't'
	case 'ə', 'Ə':
		return 'e'
	case 'ʼ':
		return '\''
	case 0x95E:
		return 0x92B
	case 0x9DF:
		return 0x9AF
	}
	return unicode.ToLower(r)
}
