package scrape

import (
	"strings"
	"sync"

	"github.com/backissue/backissue/scrape/content"
)

// bioWeight is below what any other source must reach: a note on somebody at
// the foot is nearly always one on the author, but it is no byline.
const bioWeight = .45

// bioVerbs come behind the name in the first sentence of a note on the author.
var bioVerbs = []string{
	" is a ", " is an ", " is the ", " is one of ", " is author of ", " is professor ", " is editor ", " is currently ", " is on the ", " is based in ", " was a ", " was an ", " was the ", " was born ", " teaches ", " works ", " writes ", " lives ", " edits ", " has written ", " has been ", " has worked ", " studies ", " reports ", " covers ",
	" ist ", " war ", " arbeitet ", " lebt ", " schreibt ", " lehrt ", " forscht ", " studiert ", " est ", " enseigne ", " vit ", " es ", " era ", " vive ", " trabaja ", " escribe ", " è ", " insegna ", " scrive ", " lavora ", " é ", " trabalha ", " is een ", " werkt ", " schrijft ", " är ", " er ", " arbetar ", " arbejder ", " jest ", " je ", " este ", " on ",
	" — ", " – ", " преподаёт ", " является ", " живёт ", " работает ",
}

// bioRoles are what the notes call their people. One of the words must stand in
// a note, unless it is set off from the text and begins with a common first
// name.
var bioRoles = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for w := range strings.FieldsSeq(`writer author journalist editor reporter correspondent columnist teacher lecturer professor researcher activist historian organizer organiser member fellow student economist sociologist
		philosopher poet novelist critic translator photographer socialist unionist director founder contributor freelance scholar scientist lawyer campaigner blogger filmmaker artist
		autor autorin journalist journalistin redakteur redakteurin professorin historiker historikerin schriftsteller schriftstellerin lehrerin soziologe soziologin publizist publizistin aktivist aktivistin mitglied
		journaliste auteur auteure professeur professeure historien historienne militant militante écrivain écrivaine chercheur chercheuse enseignant enseignante membre sociologue économiste
		periodista escritor escritora autora profesor profesora historiador historiadora militante investigador investigadora activista miembro jornalista professora pesquisador
		giornalista scrittore scrittrice autore autrice insegnante docente ricercatore ricercatrice storico storica attivista redacteur schrijver hoogleraar journaliste onderzoeker
		författare lärare forskare skribent forfatter lærer forsker dziennikarz dziennikarka historyk działacz redaktor novinář učitel jurnalist`) {
		set[w] = true
	}
	return set
})

// bio finds the author in a note at the foot of the text, "Wenda Crole is a
// teacher who …". Somebody of whom the text itself spoke before is no author,
// but its last subject.
func (l *layout) bio(sites []string) []authorCandidate {
	for i := min(l.last+4, len(l.blocks)-1); l.first >= 0 && i > l.first && i > l.last-3; i-- {
		b := &l.blocks[i]
		if !b.Keep && (i < l.last || !calledBio(b)) || b.Words < 6 || b.Words > 90 || b.Heading() > 0 || commentNames(namesAround(b)) {
			continue
		}
		text := oneLine(b.Text())
		name := bioName(text)
		apart := setOff(b) || calledBio(b)
		if name == "" || !(apart && hasGivenName(name)) && !namesRole(text) || l.saidBefore(name, i) {
			continue
		}
		if q, ok := person(name, sites); ok && q.Type == "person" {
			return []authorCandidate{{people: []Person{q}, source: "bio", raw: text, weight: bioWeight, block: -1}}
		}
	}
	return nil
}

// bioName is the name that a note begins with, or "".
func bioName(text string) string {
	at := -1
	for _, verb := range bioVerbs {
		if k := strings.Index(text[:min(len(text), maxName)], verb); k > 0 && (at < 0 || k < at) {
			at = k
		}
	}
	if at < 0 {
		return ""
	}
	name := strings.Trim(text[:at], " ,*•●—–-")
	if words := strings.Fields(name); len(words) < 2 || len(words) > 4 || !nameLike(name) {
		return ""
	}
	return name
}

func calledBio(b *content.Block) bool {
	names := namesAround(b)
	return strings.Contains(names, "bio") || strings.Contains(names, "author") || strings.Contains(names, "autor")
}

func namesRole(text string) bool {
	roles := bioRoles()
	for w := range strings.FieldsSeq(strings.ToLower(text)) {
		if roles[strings.Trim(w, ".,;:()")] {
			return true
		}
	}
	return false
}

// saidBefore reports whether the kept text in front of block i holds a name.
func (l *layout) saidBefore(name string, i int) bool {
	family := name[strings.LastIndex(name, " ")+1:]
	for k := l.first; k < i; k++ {
		if b := &l.blocks[k]; b.Keep && strings.Contains(b.Text(), family) {
			return true
		}
	}
	return false
}
