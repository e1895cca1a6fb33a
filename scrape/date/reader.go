package date

import (
	"math/bits"
	"unicode/utf8"
)

// reader reads dates from the tokens of one stretch of text. Its methods take
// the index of a token and return the index after what they read.
type reader struct {
	s     string
	toks  []token
	hints *Hints
	words lexicon
	lang  uint64 // the bit of the hinted language, 0 if unknown
	whole bool   // the text is said to be a date: looser shapes are taken
	found readings
}

func newReader(h *Hints) *reader {
	r := &reader{hints: h, words: words()}
	if tag := h.language(); tag != "" {
		for i := range languages {
			if languages[i].tag == tag {
				r.lang = 1 << i
			}
		}
	}
	return r
}

// english is the bit of the first of languages.
const english = 1

// tok is token i, or an empty mark where there is none.
func (r *reader) tok(i int) *token {
	if i < 0 || i >= len(r.toks) {
		return &noToken
	}
	return &r.toks[i]
}

var noToken = token{spaced: true}

func (r *reader) text(i int) string {
	t := r.tok(i)
	return r.s[t.start:t.end]
}

// isMark reports whether token i is the given mark, or its full-width twin.
func (r *reader) isMark(i int, m rune) bool {
	t := r.tok(i)
	return t.class == mark && t.end > t.start && (t.mark == m || t.mark == m+0xFEE0 && m > ' ' && m < 0x7F)
}

// glued reports whether token i exists and follows its neighbour without a space.
func (r *reader) glued(i int) bool { return i > 0 && i < len(r.toks) && !r.toks[i].spaced }

// lookup is the longest entry of the lexicon that begins with token i.
func (r *reader) lookup(i int) (best []sense, next int) {
	if r.tok(i).class != word {
		return nil, i
	}
	var buf [2 * maxWord]byte
	key := appendFold(buf[:0], r.text(i))
	next = i + 1
	for range 3 {
		senses, ok := r.words[string(key)]
		if !ok || len(key) > maxWord-8 {
			return best, next
		}
		if len(senses) > 0 {
			best, next = senses, i+1
		}
		i++
		switch {
		case r.isMark(i, '.') && r.glued(i) && r.tok(i+1).class == word && r.glued(i+1):
			i++
			key = append(key, '.')
		case r.tok(i).class == word:
			key = append(key, ' ')
		default:
			return best, next
		}
		key = appendFold(key, r.text(i))
	}
	return best, next
}

// is reports whether token i, alone or with the next ones, is a word of the
// kind.
func (r *reader) is(i int, k kind) (next int, ok bool) {
	senses, next := r.lookup(i)
	for j := range senses {
		if senses[j].kind == k {
			return next, true
		}
	}
	return i, false
}

// values are the values that a word has in one kind, as bits; those in the
// hinted language where there are such.
func (r *reader) values(senses []sense, k kind) (set uint64, langs uint64) {
	var own uint64
	for i := range senses {
		s := &senses[i]
		if s.kind != k {
			continue
		}
		set |= 1 << s.value
		langs |= s.langs
		if s.langs&r.lang != 0 {
			own |= 1 << s.value
		}
	}
	if own != 0 {
		set = own
	}
	return set, langs
}

// month is a month by name. Its numbers are bits, since names differ between
// languages: listopad is October in Croatian and November in Polish.
type month struct {
	set    uint64
	solar  bool
	hasty  bool // not to be believed without a day
	number bool // was a number with a word for month
}

func (m month) each(f func(n int)) {
	for set := m.set; set != 0; set &= set - 1 {
		f(bits.TrailingZeros64(set))
	}
}

// one is the month's number, 0 if it is not the only one.
func (m month) one() int {
	if m.set == 0 || m.set&(m.set-1) != 0 {
		return 0
	}
	return bits.TrailingZeros64(m.set)
}

// month reads a month's name at i, with its full stop and with a second name of
// the same month ("أكتوبر/تشرين الأول").
func (r *reader) month(i int) (m month, next int, ok bool) {
	m, next, ok = r.monthName(i)
	if !ok {
		return m, i, false
	}
	if r.isMark(next, '.') && r.glued(next) {
		next++
	}
	if open := r.isMark(next, '('); open || r.isMark(next, '/') {
		if twin, after, ok := r.monthName(next + 1); ok && twin.set == m.set && twin.solar == m.solar {
			next = after
			if open && r.isMark(next, ')') {
				next++
			}
		}
	}
	return m, next, true
}

func (r *reader) monthName(i int) (m month, next int, ok bool) {
	senses, next := r.lookup(i)
	set, langs := r.values(senses, monthName)
	if set == 0 {
		if set, _ = r.values(senses, solarMonth); set != 0 {
			return month{set: set, solar: true}, next, true
		}
		return r.monthNumber(i)
	}
	m.set = set
	m.hasty = !r.credible(i, senses, langs)
	return m, next, true
}

// credible reports whether word i is a name of a month or season and no
// everyday word of some language, though no day stands beside it. Short names
// are believed in their own language and in English; where the language is not
// known, in those that are read most.
func (r *reader) credible(i int, senses []sense, langs uint64) bool {
	own := r.lang != 0 && r.lang != english && langs&r.lang != 0
	if own || len(r.text(i)) > 4 && !everyday(senses) {
		return true
	}
	if c := r.text(i)[0]; c > 'Z' {
		return c >= utf8.RuneSelf || !everyday(senses) && langs&r.likely() != 0
	}
	return langs&r.likely() != 0
}

// likely are the languages the text may be in.
func (r *reader) likely() uint64 {
	if r.lang != 0 {
		return r.lang | english
	}
	return 1<<western - 1
}

// everyday reports whether a word is among those of hasty.
func everyday(senses []sense) bool {
	for j := range senses {
		if senses[j].kind == hastyName {
			return true
		}
	}
	return false
}

// monthNumber reads the Vietnamese "tháng 10".
func (r *reader) monthNumber(i int) (m month, next int, ok bool) {
	if t := r.tok(i + 1); t.class == number && t.width <= 2 && t.value >= 1 && t.value <= 12 && fold(r.text(i)) == "thang" {
		return month{set: 1 << t.value, number: true}, i + 2, true
	}
	return m, i, false
}

// day reads the number of a day with its ordinal ending.
func (r *reader) day(i int) (d, next int, ok bool) {
	t := r.tok(i)
	if t.class != number || t.width > 2 || t.value < 1 || t.value > 31 || r.labelled(i) || r.partOfNumber(i) {
		return 0, i, false
	}
	next, ok = r.ordinal(i + 1)
	return int(t.value), next, ok
}

// ordinal reads the ending of a number, if there is one. It is not ok where
// letters follow that are neither that nor a month.
func (r *reader) ordinal(i int) (next int, ok bool) {
	switch t := r.tok(i); {
	case t.class == mark && r.glued(i) && (t.mark == '°' || t.mark == '˚'):
		return i + 1, true
	case t.class == mark && r.glued(i) && r.glued(i+1) && (isDash(t.mark) || t.mark == '\''):
		if next, ok := r.is(i+1, ordinal); ok {
			return next, true
		}
		return i, true
	case t.class != word:
		return i, true
	}
	if next, ok := r.is(i, ordinal); ok && (r.glued(i) || len(r.text(i)) == 2) {
		if _, _, isMonth := r.month(i); !isMonth {
			return next, true
		}
	}
	if !r.glued(i) {
		return i, true
	}
	_, _, ok = r.month(i)
	return i, ok
}

// partOfNumber reports whether the number at i belongs to a time of day or to a
// decimal fraction.
func (r *reader) partOfNumber(i int) bool {
	if r.glued(i+1) && r.glued(i+2) && r.isMark(i+1, ':') && r.tok(i+2).class == number {
		return true
	}
	if !r.glued(i) {
		return false
	}
	switch before := r.tok(i - 1); {
	case before.class != mark:
		return false
	case before.mark == ':' || before.mark == '.' || before.mark == ',':
		return r.tok(i-2).class == number && r.glued(i-1)
	case currency(before.mark):
		return true
	}
	return false
}

func currency(r rune) bool {
	switch r {
	case '$', '€', '£', '¥', '₹', '#', '§', '№', '+', '=', '@', '_', '%':
		return true
	}
	return false
}

// labelled reports whether the number at i counts issues, pages or the like:
// "No. 3", "pp. 12–15".
func (r *reader) labelled(i int) bool {
	for range 4 {
		i--
		switch t := r.tok(i); {
		case t.end == t.start:
			return false
		case t.class == word:
			_, ok := r.is(i, countLabel)
			return ok
		case t.class == number && r.tok(i+1).class == mark && isDash(r.tok(i+1).mark):
		case t.class == mark && (t.mark == '#' || t.mark == '№' || t.mark == '§'):
			return true
		case t.class == mark && (t.mark == '.' || t.mark == '°' || t.mark == 'º' || isDash(t.mark)):
		default:
			return false
		}
	}
	return false
}

func isDash(r rune) bool {
	switch r {
	case '-', '‐', '‑', '‒', '–', '—', '―', '−', '－', '~', '～', '〜', '־':
		return true
	}
	return false
}

func isApostrophe(r rune) bool {
	return r == '\'' || r == '’' || r == '‘' || r == '`' || r == '´' || r == 'ʼ'
}

// year reads a year of four digits, or one of two after an apostrophe. Where
// the text is nothing but a date, or tight says that the parts touch each other
// as in "03.Mär.19", two digits are enough.
func (r *reader) year(i int, tight bool) (y yearRead, next int, ok bool) {
	t := r.tok(i)
	if t.class == mark && isApostrophe(t.mark) {
		if n := r.tok(i + 1); n.class == number && n.width == 2 && r.glued(i+1) {
			return yearRead{value: int(n.value), short: true}, i + 2, true
		}
		return y, i, false
	}
	if t.class != number || t.value < 0 || r.startsClock(i) {
		return y, i, false
	}
	switch {
	case t.width == 4 && t.value >= 1000:
		return yearRead{value: int(t.value), script: t.script}, i + 1, true
	case t.width == 2 && (r.whole || tight) && !r.countsHours(i):
		return yearRead{value: int(t.value), short: true}, i + 1, true
	}
	return y, i, false
}

// startsClock reports whether the number at i is the hour of a time of day.
func (r *reader) startsClock(i int) bool {
	return r.glued(i+1) && r.glued(i+2) && r.isMark(i+1, ':') && r.tok(i+2).class == number
}

// countsHours reports whether the number at i is an hour without minutes, or is
// tied to a further number.
func (r *reader) countsHours(i int) bool {
	half, _ := r.dayHalf(i + 1)
	return half != 0 || !r.ends(i+1) || r.tok(i+1).class == word && r.hourLetter(i+1)
}

// yearRead is a year as printed: all of it or its last two digits.
type yearRead struct {
	value  int
	short  bool
	script bool // in digits of another script
}

// gap skips what may stand between two parts of a date: full stops, slashes,
// dashes that touch both sides, joints. A comma too, where it may stand.
func (r *reader) gap(i int, comma bool) int {
	for range 5 {
		t := r.tok(i)
		switch {
		case t.class == word:
			next, ok := r.is(i, joint)
			if !ok {
				return i
			}
			i = next
		case t.class != mark || t.end == t.start:
			return i
		case t.mark == '.' || isApostrophe(t.mark) && r.tok(i+1).class != number:
			i++
		case t.mark == '/':
			i++
		case isDash(t.mark):
			if !r.glued(i) || !r.glued(i+1) {
				return i
			}
			i++
		case comma && (t.mark == ',' || t.mark == '،' || t.mark == '，'):
			i++
		default:
			return i
		}
	}
	return i
}

// through reads what stands between the ends of a range. pair says that it
// joins neighbours only: "and", a slash.
func (r *reader) through(i int) (next int, pair, ok bool) {
	for range 2 {
		if r.isMark(i, '.') {
			i++
		}
	}
	switch t := r.tok(i); {
	case t.end == t.start:
		return i, false, false
	case t.class == mark && isDash(t.mark):
		return i + 1, false, true
	case t.class == mark && (t.mark == '/' || t.mark == '&' || t.mark == '+' || t.mark == '／' || t.mark == '·'):
		return i + 1, true, true
	case t.class == word:
		if next, ok := r.is(i, pairWord); ok {
			return next, true, true
		}
		if next, ok := r.is(i, rangeWord); ok {
			return next, false, true
		}
	case t.class == glyph && (t.mark == '至' || t.mark == '到'):
		return i + 1, false, true
	}
	return i, false, false
}
