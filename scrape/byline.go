package scrape

import (
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"github.com/backissue/backissue/scrape/date"
)

// role is what a byline's first words say about the name behind them.
type role int

const (
	writer role = iota
	submitter
	translator
	photographer
	transcriber
	interviewer
	editor
	nobody // licences, picture agencies
)

// prefix is how a byline begins, in lower case. Those that end in a letter
// want a space or a colon behind them.
type prefix struct {
	text string
	role role
}

// prefixes are the openings of bylines, the longest first where one begins
// another.
var prefixes = []prefix{
	// Who put it on the site.
	{"submitted by", submitter}, {"posted by", submitter}, {"published by", submitter}, {"uploaded by", submitter}, {"added by", submitter}, {"created by", submitter},
	{"gespeichert von", submitter}, {"eingereicht von", submitter}, {"eingestellt von", submitter}, {"veröffentlicht von", submitter}, {"erstellt von", submitter}, {"verfasst von", writer}, {"geschrieben von", writer}, {"soumis par", submitter}, {"publié par", submitter}, {"posté par", submitter}, {"proposé par", submitter},
	{"enviado por", submitter}, {"publicado por", submitter}, {"inviato da", submitter}, {"pubblicato da", submitter}, {"postado por", submitter}, {"ingediend door", submitter}, {"geplaatst door", submitter}, {"inskickat av", submitter}, {"indsendt af", submitter}, {"skrevet av", writer}, {"skrevet af", writer}, {"skriven av", writer}, {"lähettänyt", submitter}, {"wysłane przez", submitter}, {"opublikowane przez", submitter}, {"vložil", submitter}, {"beküldte", submitter}, {"gönderen", submitter}, {"отправлено", submitter}, {"опубликовано пользователем", submitter}, {"أرسله", submitter}, {"投稿者", submitter},
	// Who helped.
	{"translated by", translator}, {"translation by", translator}, {"translation:", translator}, {"translator:", translator}, {"übersetzt von", translator}, {"übersetzung:", translator}, {"aus dem englischen von", translator}, {"traduit par", translator}, {"traduction :", translator}, {"traduction:", translator}, {"traducido por", translator}, {"traducción:", translator}, {"traduzione di", translator}, {"traduzione:", translator}, {"vertaald door", translator}, {"översättning:", translator}, {"tłumaczenie:", translator}, {"перевод:", translator}, {"ترجمة", translator}, {"翻译：", translator}, {"翻訳：", translator}, {"訳：", translator},
	{"transcribed by", transcriber}, {"transcription by", transcriber}, {"transcription:", transcriber}, {"transcribed", transcriber}, {"marked up by", transcriber},
	{"photos by", photographer}, {"photo by", photographer}, {"photographs by", photographer}, {"photography by", photographer}, {"photos:", photographer}, {"photo:", photographer}, {"photo :", photographer}, {"pictures:", photographer}, {"picture:", photographer}, {"images by", photographer}, {"image:", photographer}, {"fotos:", photographer}, {"foto:", photographer}, {"fotos von", photographer}, {"foto di", photographer}, {"bild:", photographer}, {"bilder:", photographer}, {"illustration by", photographer}, {"illustration:", photographer}, {"фото:", photographer}, {"写真：", photographer}, {"摄影：", photographer},
	{"edited by", editor}, {"compiled by", writer}, {"责编：", editor}, {"责任编辑：", editor}, {"(责编：", editor}, {"（责编：", editor}, {"编辑：", editor}, {"a cura di", writer},
	{"by: namensnennung", nobody}, {"von imago", nobody}, {"quelle:", nobody}, {"source:", nobody}, {"来源：", nobody}, {"来源:", nobody},
	// Who wrote it.
	{"this post was written by", writer}, {"this article was written by", writer}, {"this story was written by", writer}, {"recipe by", writer}, {"written by", writer}, {"words and photos by", writer}, {"story and photos by", writer}, {"text and photos by", writer}, {"words & images:", writer}, {"words & photos:", writer}, {"words by", writer}, {"words:", writer}, {"text by", writer}, {"text:", writer}, {"story by", writer}, {"article by", writer}, {"report by", writer}, {"review by", writer}, {"reviewed by", writer}, {"interview by", writer}, {"interviewed by", interviewer}, {"interview conducted by", interviewer}, {"a blog post by", writer}, {"blog post by", writer}, {"guest post by", writer}, {"opinion by", writer}, {"essay by", writer}, {"analysis by", writer}, {"authored by", writer}, {"reporting by", writer}, {"reported by", writer}, {"contributed by", writer}, {"exclusive by", writer}, {"exclusive: by", writer}, {"column by", writer}, {"commentary by", writer}, {"author of the article:", writer}, {"authors:", writer}, {"author:", writer}, {"author(s):", writer}, {"by:", writer}, {"by", writer},
	{"das gespräch führten", interviewer}, {"das gespräch führte", interviewer}, {"das interview führten", interviewer}, {"das interview führte", interviewer}, {"die fragen stellten", interviewer}, {"die fragen stellte", interviewer},
	{"blog beitrag von", writer}, {"blogbeitrag von", writer}, {"ein artikel von", writer}, {"artikel von", writer}, {"ein bericht von", writer}, {"bericht von", writer}, {"eine reportage von", writer}, {"reportage von", writer}, {"ein text von", writer}, {"text und fotos von", writer}, {"text und fotos:", writer}, {"text & fotos:", writer}, {"text und bilder:", writer}, {"ein beitrag von", writer}, {"ein gastbeitrag von", writer}, {"gastbeitrag von", writer}, {"ein kommentar von", writer}, {"kommentar von", writer}, {"eine kolumne von", writer}, {"kolumne von", writer}, {"ein interview von", writer}, {"interview von", writer}, {"interview:", writer}, {"eine analyse von", writer}, {"analyse von", writer}, {"essay von", writer}, {"ein essay von", writer}, {"autoren:", writer}, {"autorin:", writer}, {"autor:in:", writer}, {"autor/in:", writer}, {"autor:", writer}, {"autor(in):", writer}, {"autorin/autor", writer}, {"autoren", writer}, {"text von", writer}, {"redaktion:", writer}, {"von:", writer}, {"von", writer}, {"vom", writer},
	{"propos recueillis par", interviewer}, {"entretien réalisé par", interviewer}, {"entretien conduit par", interviewer}, {"un entretien de", writer}, {"un texte de", writer}, {"un article de", writer}, {"un reportage de", writer}, {"texte :", writer}, {"texte:", writer}, {"auteur :", writer}, {"auteur:", writer}, {"auteure :", writer}, {"auteurs :", writer}, {"auteur(s) :", writer}, {"écrit par", writer}, {"rédigé par", writer}, {"de notre envoyé spécial", writer}, {"par :", writer}, {"par", writer},
	{"entrevista realizada por", interviewer}, {"entrevista conduzida por", interviewer}, {"entrevista feita por", interviewer}, {"intervista a cura di", interviewer}, {"interviu realizat de", interviewer},
	{"escrito por", writer}, {"texto de", writer}, {"un artículo de", writer}, {"una crónica de", writer}, {"um artigo de", writer}, {"texto:", writer}, {"entrevista de", writer}, {"autora:", writer}, {"autores:", writer}, {"por:", writer}, {"por", writer},
	{"scritto da", writer}, {"articolo di", writer}, {"intervista di", writer}, {"testo di", writer}, {"autore:", writer}, {"autori:", writer}, {"di:", writer}, {"di", writer},
	{"geschreven door", writer}, {"tekst:", writer}, {"door:", writer}, {"door", writer}, {"av:", writer}, {"av", writer}, {"af:", writer}, {"af", writer}, {"teksti:", writer}, {"författare:", writer}, {"forfatter:", writer}, {"kirjoittaja:", writer}, {"journalist:", writer},
	{"rozmawiała", writer}, {"rozmawiali", writer}, {"rozmawiał", writer}, {"rozhovor vedla", interviewer}, {"rozhovor vedl", interviewer}, {"ptala se", interviewer}, {"ptal se", interviewer}, {"az interjút készítette:", interviewer}, {"röportaj:", writer}, {"söyleşi:", writer}, {"haastattelija:", interviewer}, {"haastattelu:", writer}, {"autorka:", writer}, {"opracowanie:", writer}, {"írta:", writer}, {"szerző:", writer}, {"yazar:", writer}, {"yazan:", writer}, {"haber:", writer}, {"napsal", writer}, {"de:", writer},
	{"беседовала", interviewer}, {"беседовали", interviewer}, {"беседовал", interviewer}, {"интервью взяла", interviewer}, {"интервью взял", interviewer}, {"беседу вела", interviewer}, {"беседу вёл", interviewer}, {"беседу вел", interviewer}, {"интервью:", writer}, {"розмовляла", interviewer}, {"розмовляв", interviewer}, {"спілкувалася", interviewer}, {"спілкувався", interviewer},
	{"автор:", writer}, {"авторы:", writer}, {"текст:", writer}, {"автори:", writer}, {"του", writer}, {"της", writer}, {"γράφει ο", writer}, {"γράφει η", writer}, {"συντάκτης:", writer},
	{"بقلم:", writer}, {"بقلم", writer}, {"كتب:", writer}, {"كتب", writer}, {"كتبت:", writer}, {"كتبت", writer}, {"إعداد:", writer}, {"إعداد", writer}, {"حوار:", writer}, {"حاورته", interviewer}, {"حاورها", interviewer}, {"حاوره", interviewer}, {"أجرى الحوار", interviewer}, {"أجرت الحوار", interviewer}, {"ראיינה", interviewer}, {"ראיין", interviewer}, {"מאת:", writer}, {"מאת", writer}, {"نویسنده:", writer}, {"نوشته‌ی", writer},
	{"采访：", writer}, {"采访/", writer}, {"採訪：", writer}, {"聞き手：", interviewer}, {"聞き手・", interviewer}, {"インタビュー：", writer}, {"인터뷰·", writer},
	{"文／", writer}, {"文/", writer}, {"文｜", writer}, {"文・", writer}, {"取材・文", writer}, {"作者：", writer}, {"作者:", writer}, {"撰文：", writer}, {"本报记者", writer}, {"本报讯 记者", writer}, {"记者：", writer}, {"记者", writer}, {"記者：", writer}, {"著者：", writer}, {"執筆：", writer}, {"글·", writer}, {"글 ", writer},
	{"oleh:", writer}, {"oleh", writer}, {"penulis:", writer}, {"na mwandishi", writer}, {"tác giả:", writer},
}

// prefixTable is the prefixes by their first bytes.
var prefixTable = sync.OnceValue(func() *[256][]prefix {
	var t [256][]prefix
	for _, x := range prefixes {
		t[x.text[0]] = append(t[x.text[0]], x)
	}
	return &t
})

// prefixPairs are the beginnings of the prefixes, for a first look at a line.
var prefixPairs = sync.OnceValue(func() *bytePairs {
	p := &bytePairs{}
	for _, x := range prefixes {
		p.add(x.text[0], x.text[1])
	}
	return p
})

// mayOpenByline reports whether a line may begin with one of the prefixes.
func mayOpenByline(s string) bool {
	start := lowerStart(s)
	return len(start) > 1 && prefixPairs().has(start[0], start[1])
}

// prefixesOf are those that a line in lower case may begin with.
func prefixesOf(low string) []prefix {
	if low == "" {
		return nil
	}
	return prefixTable()[low[0]]
}

// opensByline reports whether a line, in lower case, begins with one of the
// prefixes.
func opensByline(low string) bool {
	return slices.ContainsFunc(prefixesOf(low), func(x prefix) bool { return strings.HasPrefix(low, x.text) })
}

// joiners stand between two names of a byline.
var joiners = [...]string{" and ", " & ", " und ", " sowie ", " et ", " y ", " e ", " en ", " och ", " og ", " ja ", " i ", " oraz ", " és ", " și ", " ve ", " и ", " та ", " і ", " και ", " و ", " with ", " mit ", " avec ", " con ", " / ", "; ", ";", "、", "，", " · ", "・", " | ", "/", " + "}

// behindNames are what ends a list of names.
var behindNames = []string{" | ", " – ", " — ", " - ", " // ", " and agencies", " and wires", " with agencies", " und Agenturen", " mit Agenturen", " et agences", " avec agences", " y agencias", "; editing by", "; Editing by", " Editing by", " editing by", " For ", " for ", " pour ", " für ", " exclusive", " on behalf of ", " in ", " In ", " IN ", " aus ", " à ", " (", "（", " [", ", in ", "•", " · ", "⋅", "∙", " Illustration ", " illustration", " Foto", " Photo", " view ", " View ", " is a ", " is an ", " is the ", " was ", " ist ", " est "}

// splitting is what splitNames searches lines for.
var splitting = sync.OnceValue(func() *struct{ cuts, joiners *needles } {
	return &struct{ cuts, joiners *needles }{newNeedles(behindNames...), newNeedles(joiners[:]...)}
})

// joinersIn are those of the joiners that a line in lower case holds.
func joinersIn(low string) (here [len(joiners)]bool) {
	splitting().joiners.each(low, func(_, nth int) bool { here[nth] = true; return true })
	return here
}

// parsedByline is a line taken apart.
type parsedByline struct {
	role   role
	found  bool   // it begins with one of the prefixes
	prefix string // the prefix found
	names  []string
	text   string // without the date
	told   bool   // a line of two people, of whom one wrote it
}

// parseByline takes a line apart that may be a byline. It has no names where
// the rest of the line does not read as names: "By 1917 the …".
func parseByline(s, lang string) parsedByline {
	s = strings.TrimSpace(strings.Trim(strings.TrimSpace(s), "|•·–—-/[]&"))
	p := parsedByline{text: s}
	if names := easternByline(s); names != nil {
		p.found, p.names = true, names
		return p
	}
	low := strings.ToLower(s)
	rest := s
	for _, x := range prefixesOf(low) {
		if len(low) != len(s) {
			break
		}
		n, ok := x.match(low)
		if !ok && x.glued(s, low) {
			n, ok = len(x.text), true
		}
		if ok {
			p.role, p.found, p.prefix = x.role, true, x.text
			rest = strings.TrimLeft(s[n:], " :：\t")
			break
		}
	}
	if !p.found {
		if k := innerBy(s, low); k > 0 {
			return parseByline(s[k:], lang)
		}
		if name := told(s, low); name != "" {
			p.role, p.found, p.told, p.names = writer, true, true, splitNames(name)
			return p
		}
		if name, by, ok := afterDate(s, low, lang); ok {
			p.role, p.found, p.text, rest = writer, true, strings.TrimSpace(s[len(s)-len(name)-by:]), name
		}
	}
	if utf8.RuneCountInString(rest) > 160 {
		return p
	}
	rest = withoutDate(withoutContact(rest), lang)
	if strings.Contains(p.prefix, "interview") || strings.Contains(p.prefix, "entretien") || strings.Contains(p.prefix, "entrevista") || strings.Contains(p.prefix, "intervista") {
		rest = withoutGuest(rest)
	}
	if p.found {
		if p.prefix != "" {
			p.text = strings.TrimSpace(s[:len(s)-len(strings.TrimLeft(s[len(p.prefix):], " :：\t"))] + rest)
		}
	}
	if names := reporters(rest); names != nil {
		p.found, p.names = true, names
		return p
	}
	switch names := placed(rest); {
	case names != nil:
		p.names = names
	case p.found || !mostlyLower(rest):
		p.names = splitNames(rest)
	}
	if p.found && p.names == nil && p.role == writer && capitalised(rest) && lowerName(rest) && hasGivenName(rest) {
		p.names = []string{rest} // "By Edda quill", as she typed it
	}
	return p
}

// mostlyLower reports whether a line is no list of names for its many words in
// lower case.
func mostlyLower(s string) bool {
	words, lower := 0, 0
	for w := range strings.FieldsSeq(s) {
		words++
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) {
			lower++
		}
	}
	return words > 6 && 2*lower > words
}

func (x prefix) match(low string) (int, bool) {
	if !strings.HasPrefix(low, x.text) {
		return 0, false
	}
	rest := low[len(x.text):]
	if rest == "" {
		return len(low), x.role == nobody
	}
	lastRune, _ := utf8.DecodeLastRuneInString(x.text)
	next, _ := utf8.DecodeRuneInString(rest)
	if unicode.IsLetter(lastRune) && !unicode.Is(unicode.Han, lastRune) && next != ' ' && next != ':' && next != '：' && next != 0xA0 {
		return 0, false
	}
	return len(x.text), true
}

// glued finds a prefix that inline markup has left without its space:
// "ByEdda Quill". Short words that begin names too are none: "DiSalvo".
func (x prefix) glued(s, low string) bool {
	n := len(x.text)
	if !strings.HasPrefix(low, x.text) || x.text[n-1] == ':' || n < 5 && x.text != "by" && x.text != "von" && x.text != "par" {
		return false
	}
	last, _ := utf8.DecodeLastRuneInString(s[:n])
	next, _ := utf8.DecodeRuneInString(s[n:])
	return unicode.IsLower(last) && unicode.IsUpper(next)
}

// afterDate is what a line names behind its date, and the length of the word
// that leads to it: "Published 7 August 2023 by Edda Quill".
func afterDate(s, low, lang string) (name string, by int, ok bool) {
	if len(low) != len(s) || len(s) > 160 {
		return "", 0, false
	}
	for _, by := range []string{" by ", " von ", " par ", " por ", " door ", " av "} {
		k := strings.LastIndex(low, by)
		if k <= 0 {
			continue
		}
		if !hasDigit(s[:k]) {
			continue
		}
		if _, at, _, ok := date.Find(s[:k], date.Hints{Lang: lang}); ok && at >= 0 && len(strings.Fields(s[:at])) <= 4 {
			return s[k+len(by):], len(by), true
		}
	}
	return "", 0, false
}

// withoutContact cuts off how to reach or to follow the people of a line:
// addresses, handles and the words of a button.
func withoutContact(s string) string {
	if strings.ContainsRune(s, '@') {
		words := strings.Fields(s)
		k := slices.IndexFunc(words, func(w string) bool { return strings.ContainsRune(w, '@') })
		if k > 0 && strings.HasSuffix(words[k-1], ":") {
			k-- // "Twitter: @quill"
		}
		if k > 0 {
			s = strings.Join(words[:k], " ")
		}
	}
	for _, button := range []string{" Follow", " Follow us", " Folgen", " Suivre", " Seguir", " Segui", " Volgen", " Post a Comment", " Leave a comment", " Contact"} {
		if t, ok := strings.CutSuffix(s, button); ok {
			return t
		}
	}
	return s
}

// withoutGuest cuts off with whom the talk was: "Interview by Lydia Marsh with
// Osric Venn".
func withoutGuest(s string) string {
	for _, with := range []string{" with ", " mit ", " avec ", " con ", " com ", " met ", " med "} {
		if k := strings.Index(s, with); k > 0 {
			return s[:k]
		}
	}
	return s
}

// bareByline reports whether a line is a byline's first words alone: the name
// stands on the next.
func bareByline(s string) bool {
	switch strings.ToLower(strings.Trim(s, " :|")) {
	case "by", "written by", "author", "authors", "words by", "text by", "story by", "von", "autor", "autorin", "autoren", "text", "par", "auteur", "por", "di", "autore", "door", "av", "af", "автор", "текст", "بقلم", "作者", "文":
		return true
	}
	return false
}

// hasDigit reports whether a line holds a digit, or letters of scripts that have
// digits of their own.
func hasDigit(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r >= '0' && r <= '9' || r >= 0x600 })
}

// withoutDate cuts a trailing date, with the words that lead to it.
func withoutDate(s, lang string) string {
	if hasDigit(s) {
		_, at, to, ok := date.Find(s, date.Hints{Lang: lang})
		switch {
		case ok && at == 0: // the name is behind it
			s = strings.TrimLeft(s[to:], " ,|•·–—-/\u00a0")
		case ok:
			s = s[:at]
		}
	}
	for {
		t := strings.TrimRight(s, " ,|•●·–—-(/:\u00a0")
		low := strings.ToLower(t)
		if len(low) == len(t) && t != "" {
			for _, w := range dateLeads()[t[len(t)-1]|0x20] {
				if strings.HasSuffix(low, w) && len(t) > len(w) {
					t = t[:len(t)-len(w)]
					break
				}
			}
		}
		if t == s {
			return t
		}
		s = t
	}
}

// dateLeads are the words that lead from a name to a date, by their last byte.
var dateLeads = sync.OnceValue(func() *[256][]string {
	var t [256][]string
	for _, w := range []string{" zuletzt geändert", " geändert", " aktualisiert", " zuletzt", " modified", " last modified", " publicado hace", " publicado el", " mis à jour", " modifié", " actualizado", " aggiornato", " pubblicato", " bijgewerkt", " gepubliceerd", " on", " am", " le", " el", " il", " vom", " at", " den", " em", " op", " dne", " dnia", " updated", " published", " posted", " publié", " publicado", " veröffentlicht", " |", " zuletzt aktualisiert", " last updated", ", updated", " mon", " tue", " wed", " thu", " fri", " sat", " sun", " er"} {
		last := w[len(w)-1] | 0x20
		t[last] = append(t[last], w)
	}
	return &t
})

// maxNameSpaces is how many spaces can stand in a name and around it.
const maxNameSpaces = 16

// splitNames gives the names of a line, or none if any part in front of the
// first comma does not read as a name.
func splitNames(s string) []string {
	s = strings.TrimRight(strings.TrimSpace(s), ": ")
	if k := strings.IndexAny(s, "–—"); k > 0 {
		if _, size := utf8.DecodeRuneInString(s[k:]); k+size < len(s) && s[k+size] >= '0' && s[k+size] <= '9' {
			s = s[:k] // "Edda Quill—10 min read"
		}
	}
	splitting().cuts.each(s, func(at, _ int) bool {
		if at == 0 {
			return true
		}
		s = s[:at]
		return false
	})
	parts := []string{s}
	for nth, here := range joinersIn(strings.ToLower(s)) {
		if here {
			parts = splitAll(parts, joiners[nth])
		}
	}
	var names []string
	office := false // the last part ended in what somebody is, behind a comma
	for _, part := range parts {
		inside := office
		office = false
		for i, sub := range strings.Split(part, ",") {
			shouted := i > 0 && strings.ToUpper(sub) == sub && strings.ToUpper(part) != part && strings.ToLower(sub) != sub
			if sub = strings.TrimSpace(sub); strings.Contains(sub, " ") {
				sub = strings.TrimRight(sub, "0123456789*†‡") // what leads to a note
			}
			if strings.Count(sub, " ") > maxNameSpaces && !strings.ContainsAny(sub, "(（[") {
				sub = strings.TrimSpace(sub) // a sentence
			} else {
				sub = withoutRole(cleanName(sub))
			}
			if sub == "" {
				continue
			}
			if !nameLike(sub) && !editorial(sub) && !agencies[strings.ToLower(sub)] {
				if i == 0 && !inside {
					return nil
				}
				office = true
				break // behind a comma: an office, a place
			}
			if i == 0 && inside && (!strings.Contains(sub, " ") && spacedScript(sub) && !agencies[strings.ToLower(sub)] || personType(sub) == "organization") {
				office = true // the office goes on: "Director, Content and Marketing"
				break
			}
			if i > 0 && (personType(sub) == "organization" || holdsParticle(sub) && !hasGivenName(sub) || shouted && !agencies[strings.ToLower(sub)]) {
				office = true // for whom the person before the comma speaks
				break
			}
			if i > 0 && spacedScript(sub) && !strings.Contains(sub, " ") && !agencies[strings.ToLower(sub)] {
				break
			}
			names = append(names, sub)
		}
	}
	if len(names) > 12 {
		return nil
	}
	return names
}

// withoutRole is a name without what its bearer is, where no comma parts them:
// "Edda Quill Political Editor", "LIV HOLT Associated Press".
func withoutRole(s string) string {
	words := strings.Fields(s)
	if len(words) < 4 || len(words) > 7 || !hasGivenName(s) || nameLike(s) && personType(s) == "person" {
		return s
	}
	for k := 2; k < len(words); k++ {
		low := strings.ToLower(strings.Trim(words[k], ".,"))
		if !notNames[low] && !offices[low] && !roleOpens(low) && personType(low) != "organization" && !agencies[low] {
			continue
		}
		if name := strings.Join(words[:k], " "); nameLike(name) && personType(name) == "person" {
			return foldCaps(name)
		}
		break
	}
	return s
}

// roleOpens reports whether a word begins what somebody is, or where they work.
func roleOpens(low string) bool {
	switch low {
	case "political", "senior", "chief", "deputy", "associate", "assistant", "managing", "foreign", "national", "home", "city", "environment", "education", "economics", "special", "investigative", "diplomatic", "royal", "legal", "crime", "associated", "bbc", "cnn", "cbs", "abc", "nbc":
		return true
	}
	return false
}

// placed are the names of a line that says where each was written: "Edda Quill in
// Skarre and Liv Holt in Quayside".
func placed(s string) []string {
	if !strings.Contains(s, " in ") || len(s) > maxName {
		return nil
	}
	var names []string
	found := false
	for part := range strings.SplitSeq(strings.ReplaceAll(s, ", ", " and "), " and ") {
		name, place, ok := strings.Cut(strings.TrimSpace(part), " in ")
		words := len(strings.Fields(name))
		if words < 2 || words > 4 || !nameLike(name) || !hasGivenName(name) || ok && (len(strings.Fields(place)) > 3 || !nameShaped(place)) {
			return nil
		}
		found = found || ok
		names = append(names, foldCaps(name))
	}
	if !found {
		return nil
	}
	return names
}

// holdsParticle reports whether a word of s begins small.
func holdsParticle(s string) bool {
	return slices.ContainsFunc(strings.Fields(s), func(w string) bool { return particles[w] })
}

// splitAll splits at j where both sides can be names: "y" and "e" stand inside
// names too.
func splitAll(parts []string, j string) []string {
	var out []string
	for _, p := range parts {
		sub := splitFold(p, j)
		if len(sub) > 1 && len(strings.TrimSpace(j)) == 1 && strings.HasPrefix(j, " ") && unicode.IsLetter(rune(j[1])) {
			for _, x := range sub {
				if len(strings.Fields(x)) < 2 {
					sub = []string{p}
					break
				}
			}
		}
		out = append(out, sub...)
	}
	return out
}

// splitFold splits s at each sep, in whatever case.
func splitFold(s, sep string) []string {
	low := strings.ToLower(s)
	if len(low) != len(s) {
		return strings.Split(s, sep)
	}
	var out []string
	for {
		k := strings.Index(low, sep)
		if k < 0 {
			return append(out, s)
		}
		out = append(out, s[:k])
		s, low = s[k+len(sep):], low[k+len(sep):]
	}
}

// cleanName takes off what bylines put around a name.
func cleanName(s string) string {
	s = strings.Trim(oneLine(s), " ,;:|•●·–—-~/*\"“”„_")
	if t := strings.TrimRight(s, ")）]】"); !strings.ContainsAny(t, "(（[【") {
		s = t // the line was in brackets: "（责编：牛岚、岳明山）"
	}
	s = strings.TrimSuffix(strings.TrimSuffix(s, " In"), " in")
	if k := strings.IndexAny(s, "(（["); k > 0 {
		s = strings.TrimSpace(s[:k])
	}
	for _, title := range []string{"Mr. ", "Mrs. ", "Ms. "} {
		if strings.HasPrefix(s, title) {
			s = strings.TrimSpace(s[len(title):])
		}
	}
	if strings.HasSuffix(s, ".") && len(strings.Fields(s)) > 1 && !strings.HasSuffix(s, "r.") && len(s) > 2 && s[len(s)-3] != ' ' && s[len(s)-3] != '.' {
		s = s[:len(s)-1]
	}
	return foldCaps(once(s))
}

// once is a name without its repetition, which pages print for other screens.
func once(s string) string {
	words := strings.Fields(s)
	half := len(words) / 2
	if half > 1 && len(words)%2 == 0 && slices.Equal(words[:half], words[half:]) {
		return strings.Join(words[:half], " ")
	}
	return s
}

// reporters are the names of a Korean line, which puts the word for reporter
// behind each: "서울 김하늘 기자".
func reporters(s string) []string {
	if len(s) > 120 || !strings.Contains(s, "기자") {
		return nil
	}
	var names []string
	before := ""
	for word := range strings.FieldsSeq(s) {
		word = strings.Trim(word, ",()[]/|=·")
		name, rest, ok := strings.Cut(word, "기자")
		switch {
		case ok && (rest == "" || rest == "입니다"):
			if name == "" {
				name = before
			}
			for one := range strings.SplitSeq(name, "·") {
				if n := utf8.RuneCountInString(one); n >= 2 && n <= 5 {
					names = append(names, one)
				}
			}
			before = ""
		default:
			before = word
		}
	}
	return names
}

// innerBy is where a byline begins behind other parts of its line, or 0: "7
// min read · by Edda Quill".
func innerBy(s, low string) int {
	if len(low) != len(s) || len(s) > maxLine {
		return 0
	}
	for _, sep := range []string{" · ", " | ", " • ", " – ", " — ", " - "} {
		for from := 0; ; {
			k := strings.Index(low[from:], sep)
			if k < 0 {
				break
			}
			k += from
			from = k + len(sep)
			if k > 0 && opensBy(low[from:]) && len(strings.Fields(s[:k])) <= 5 {
				return from
			}
			from-- // a space may belong to the next one too
		}
	}
	return 0
}

func opensBy(low string) bool {
	for _, by := range []string{"by ", "von ", "par ", "por ", "written by ", "redaktion: ", "autor: ", "autorin: ", "text: "} {
		if strings.HasPrefix(low, by) {
			return true
		}
	}
	return false
}
