package scrape

import (
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/backissue/backissue/scrape/date"
)

// stateFacts are who wrote a text that a page's scripts carry and when it was
// published, as the state says in the object of that text.
type stateFacts struct {
	source    string // "state:__NEXT_DATA__"
	authors   []string
	published string
}

// The keys of authors and of the day of publication, the surest first, in lower
// case without "_" and "-". The day of a record's making is that of the text
// where the record says no other.
var (
	authorKeys    = []string{"author", "authors", "byline", "bylines", "by", "writer", "writers", "authorname", "authornames", "creator", "contributors", "autor", "autoren", "autores", "auteur", "auteurs", "autore", "autori"}
	publishedKeys = []string{"datepublished", "publisheddate", "publishedat", "publishedon", "publishedtime", "firstpublished", "firstpublishedat", "firstpublishdate", "firstpublicationdate", "publishdate", "publishat", "publicationdate", "pubdate", "published", "releasedate", "displaydate", "date", "dateiso", "dategmt", "createdat", "datecreated"}
	nameKeys      = []string{"name", "fullname", "displayname", "byline", "title", "text", "label"}
	// innerKeys lead from an object to the part of it that says who and when,
	// or from a reference to the object that it stands for.
	innerKeys = []string{"attributes", "data", "fields", "node", "nodes", "edges", "items", "metadata", "meta", "info", "dates", "publication", "credits", "header", "embedded", "iso", "value", "date"}
)

const (
	maxFactDepth  = 8
	maxStateNames = 12
)

// add takes from an object of the state what it says of its text, as far as no
// object before it did.
func (f *stateFacts) add(m map[string]any) {
	if len(f.authors) == 0 {
		valueOf(m, authorKeys, 0, func(v any) bool {
			f.authors = stateNames(v, 0)
			return len(f.authors) > 0
		})
	}
	if f.published == "" {
		valueOf(m, publishedKeys, 0, func(v any) bool {
			f.published = stateDay(v, 0)
			return f.published != ""
		})
	}
}

// plainKeys are the keys of an object by how they are spelled here.
func plainKeys(m map[string]any) map[string]string {
	keys := make(map[string]string, len(m))
	for _, key := range slices.Sorted(maps.Keys(m)) {
		keys[strings.ToLower(strings.NewReplacer("_", "", "-", "").Replace(key))] = key
	}
	return keys
}

// valueOf gives take the values under the keys until it takes one: those of the
// object itself, then those of a part of it that is about the text.
func valueOf(m map[string]any, want []string, depth int, take func(any) bool) bool {
	keys := plainKeys(m)
	for _, k := range want {
		if v, ok := m[keys[k]]; ok && take(v) {
			return true
		}
	}
	for _, k := range innerKeys {
		if inner, ok := m[keys[k]].(map[string]any); ok && depth < 2 && valueOf(inner, want, depth+1, take) {
			return true
		}
	}
	return false
}

// stateNames are the names of an author in any of the shapes that states have:
// a text, an object with a name, a reference, a list of those. Who took pictures,
// edited or translated is no author.
func stateNames(v any, depth int) []string {
	switch v := v.(type) {
	case string:
		if s := oneLine(v); s != "" && len(s) <= maxLine && !isMarkup(s) {
			return []string{s}
		}
	case []any:
		var all []string
		for _, e := range v {
			if depth > maxFactDepth || len(all) >= maxStateNames {
				break
			}
			all = append(all, stateNames(e, depth+1)...)
		}
		return all
	case map[string]any:
		if depth <= maxFactDepth && !helped(v) {
			return objectNames(v, depth)
		}
	}
	return nil
}

func objectNames(m map[string]any, depth int) []string {
	keys := plainKeys(m)
	text := func(k string) string { s, _ := m[keys[k]].(string); return oneLine(s) }
	for _, k := range []string{"firstname", "givenname", "forename"} {
		if last := first(text("lastname"), text("familyname"), text("surname")); text(k) != "" && last != "" {
			return []string{text(k) + " " + last}
		}
	}
	for _, k := range slices.Concat(nameKeys, innerKeys) {
		if inner, ok := m[keys[k]]; ok {
			if names := stateNames(inner, depth+1); len(names) > 0 {
				return names
			}
		}
	}
	return nil
}

// helped reports whether an object says that its person did something else than
// write.
func helped(m map[string]any) bool {
	for _, key := range []string{"role", "type", "_type", "__typename", "job"} {
		s, _ := m[key].(string)
		for _, word := range []string{"photo", "illustrat", "edit", "translat", "image", "video", "foto", "graphic"} {
			if strings.Contains(strings.ToLower(s), word) {
				return true
			}
		}
	}
	return false
}

// stateDay is a moment as the state writes it: a text, seconds or milliseconds
// since 1970, or an object that holds one.
func stateDay(v any, depth int) string {
	switch v := v.(type) {
	case string:
		if d, ok := date.Parse(v, date.Hints{}); ok && d.Precision >= date.Day {
			return v
		}
	case float64:
		switch {
		case v > 1e8 && v < 5e9:
			return time.Unix(int64(v), 0).UTC().Format(time.RFC3339)
		case v > 1e11 && v < 5e12:
			return time.UnixMilli(int64(v)).UTC().Format(time.RFC3339)
		}
	case map[string]any:
		keys := plainKeys(v)
		for _, k := range innerKeys {
			if inner, ok := v[keys[k]]; ok && depth < 3 {
				if s := stateDay(inner, depth+1); s != "" {
					return s
				}
			}
		}
	}
	return ""
}

// people are the state's authors, as one candidate.
func (f *stateFacts) people(sites []string) []authorCandidate {
	if f == nil || len(f.authors) == 0 {
		return nil
	}
	c := authorCandidate{source: f.source, raw: strings.Join(f.authors, "; "), weight: .76, block: -1}
	for _, s := range f.authors {
		c.people = append(c.people, peopleFrom(s, sites)...)
	}
	c.people = unique(c.people)
	return []authorCandidate{c}
}

// dates is the state's date, as a candidate.
func (f *stateFacts) dates(hints date.Hints) []dateCandidate {
	if f == nil || f.published == "" {
		return nil
	}
	d, ok := date.Parse(f.published, hints)
	if !ok {
		return nil
	}
	return []dateCandidate{{date: d, raw: f.published, source: f.source, weight: .85}}
}
