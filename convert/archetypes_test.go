package convert

import (
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/backissue/backissue/scrape"
)

// facts is what a reader of a made page finds on it. It is written from the
// page, never from what the program printed.
type facts struct {
	title, subtitle, kicker string
	byline                  string
	authors                 []string // a weak one, below 0.5, ends in "?"
	submitted               string
	credits                 []string // "role: name"
	issued                  string   // EDTF
	number, volume          string   // of the issue
	section, pages          string
	access                  string
	warning                 string // a word that some warning must hold
	begins, ends            string // of the body, as Markdown
	has                     []string
	not                     []string // words that the body must not hold
	wall                    string   // the kind of refusal, instead of all else
}

var archetypes = map[string]facts{
	"a06-deck-then-byline": {
		title: "A winter on the picket boats", byline: "By Petra Hollis, National Pilots’ Union (NPU) exec (pc)", authors: []string{"Petra Hollis"}, submitted: "Jonas", issued: "2011-09-14",
		begins: "**Since October the pilots", ends: "have to look out of the window.", not: []string{"By Petra", "Submitted", "Add new comment", "Ropewalk"},
	},
	"a08-bio-only": {
		title: "What the night school knew", authors: []string{"Wenda Crole?"}, issued: "2014-05-03",
		begins: "There were eleven of us", ends: "in Skarre since 1979.*", not: []string{"Shipping"},
	},
	"a10-japanese": {
		title: "灯台の夜", byline: "文／田中花子", authors: []string{"田中花子"}, issued: "2011-10-26",
		begins: "港の<ruby>灯台", ends: "とは知らなかった。", not: []string{"転載", "会社案内"},
	},
	"a11-chinese-mislabelled": {
		title: "老码头的新渡船", authors: []string{"林小舟", "陈海燕"}, credits: []string{"editor: 牛岚", "editor: 岳明山"}, issued: "2019-03-12",
		begins: "本报白沙镇3月11日电", ends: "四百一十二。", not: []string{"责编", "版权", "来源"},
	},
	"a12-arabic": {
		title: "حارس المنارة يتحدث عن البحر", byline: "حوار: سلمى العتيق", authors: []string{"سلمى العتيق"}, issued: "2011-10-26",
		begins: "في الطابق الأعلى", ends: "هذا هو الجواب كله.", not: []string{"حوار", "جميع الحقوق"},
	},
	"a14-spanish": {
		title: "La huelga de las redes", byline: "por Marisol Quintero y Elías Bravo", authors: []string{"Marisol Quintero", "Elías Bravo"}, issued: "2025-05-25",
		begins: "Las mujeres que remiendan", ends: "una red sin remendar.»", not: []string{"boletín", "por Marisol"},
	},
	"a15-german-edition": {
		title: "Das Schweigen der Kräne", subtitle: "In Mombasa steht seit Freitag kein Kran mehr still aus Versehen, sondern mit Absicht", kicker: "Hafenarbeit",
		byline: "Von Anna Mertens und Lea Wendt, Nairobi", authors: []string{"Anna Mertens", "Lea Wendt"}, issued: "2026-05-18", section: "Schwerpunkt", pages: "9",
		begins: "Wer in diesen Tagen", ends: "was uns gefehlt hat.«", not: []string{"Ausgabe vom", "Impressum"},
	},
	"a17-facebook-author": {
		title: "The last ice house on the quay", byline: "By Gerda Lumley", authors: []string{"Gerda Lumley"}, issued: "2022-06-09",
		begins: "The ice house on the north quay", ends: "on one of them.", not: []string{"Facebook", "Most read"},
	},
	"a18-graph": {
		title: "Salt & paper: a printer’s year", authors: []string{"Ines Fairweather"}, issued: "2020-12-01",
		begins: "A press that stands", ends: "lie flat for anyone.", not: []string{"Essays"},
	},
	"a19-nextjs": {
		title: "The clock that ran on rain", authors: []string{"Dorrit Kane"}, issued: "2023-09-14", warning: "embedded-body",
		begins: "The town hall clock of Ebbing", ends: "says was how you set it.", not: []string{"Nine bridges"},
	},
	"a20-amp": {
		title: "Nets, mended while you wait", byline: "By Bryn Tolliver", authors: []string{"Bryn Tolliver"}, issued: "2018-04-17",
		begins: "", ends: "that is what nets are.", has: []string{"![A green net over a table](https://northbank.example/img/nets.jpg)", "The shop has no sign"}, not: []string{"Sport"},
	},
	"a21-page-two": {
		title: "Across the flats", byline: "By Nell Garrow", authors: []string{"Nell Garrow"}, issued: "2017-08-08",
		begins: "At low water the causeway", ends: "three of those were honeymoons.", not: []string{"Page 2", "salt pans"},
	},
	"a22-print": {
		title: "Bells under the water", byline: "By Ambrose Pike", authors: []string{"Ambrose Pike"}, issued: "2009-02-22",
		begins: "Every drowned village", ends: "how little a legend needs.", not: []string{"Printed from", "Close window"},
	},
	"a23-teaser": {
		title: "Who owns the foreshore?", byline: "By Marta Oakes", authors: []string{"Marta Oakes"}, issued: "2024-02-03", access: "teaser",
		begins: "Between the high mark", ends: "robbed of them.", not: []string{"Subscribe", "subscribers"},
	},
	"a24-live": {
		title: "Storm night on the coast – as it happened", byline: "Hal Denby and Rosa Finch", authors: []string{"Hal Denby", "Rosa Finch"}, issued: "2021-11-26",
		begins: "00.35", ends: "as long as the lights are.", has: []string{"The wind drops\n\nRosa Finch", "23.10", "21.45", "20.30", "18.05", "16.00", "A warning is given\n\nHal Denby"}, not: []string{"Hal Denby and Rosa Finch"},
	},
	"a25-letters": {
		title: "Letters", issued: "2016-04-12",
		begins: "## The bus was never late", ends: "*Long Ford*", has: []string{"Edwin Stroud", "Hesper Lyle", "Bertram Ames", "Joan Pettifer"}, not: []string{"The Lantern"},
	},
	"a26-interview": {
		title: "“A boat is an argument”", byline: "Boatbuilder Osric Venn spoke to Lydia Marsh", authors: []string{"Lydia Marsh"}, issued: "2013-10-05",
		begins: "", ends: "which do not.", has: []string{"**Why do you still build in wood?**"}, not: []string{"Ropewalk"},
	},
	"a26b-review": {
		title: "Weather in the wrong order", byline: "The Salt Almanac by Ragna Torvik, reviewed by Lydia Marsh", authors: []string{"Lydia Marsh"}, issued: "2013-10-19",
		begins: "", ends: "looked at the sky.", has: []string{"This is a book about a year"}, not: []string{"Ropewalk"},
	},
	"a27-poem": {
		title: "Two for the ebb", byline: "By Sorrel Haight", authors: []string{"Sorrel Haight"}, issued: "2015-12-01",
		begins: "## Slack water", ends: "the editor could hear.", has: []string{"like cattle in the shade;\\\nthe mud", "hand\n  over\n    hand\n      over\n        hand\nthe strand"},
	},
	"a28-tables-figures": {
		title: "Counting the catch", byline: "By Marta Oakes", authors: []string{"Marta Oakes"}, issued: "2019-07-30",
		begins: "For a hundred and twelve years", ends: "pages out of three hundred.", has: []string{"| 1931 | 5,118 | 2,377 |", "Iver Nash", "[^2]: They differ"}, not: []string{"> In the oldest book"},
	},
	"a30-ojs": {
		title: "Tidal Clocks and Civic Time in Ebbing, 1840–1901", authors: []string{"Clemency Rooke", "Jun Aldous"}, issued: "2016-06-30", number: "2", volume: "12", section: "Research Articles", pages: "45–61",
		begins: "## Abstract", ends: "marks the end of one.", not: []string{"PDF", "Archives"},
	},
	"a31-joomla": {
		title: "Dockers vote to stay out", issued: "2020-01-25",
		begins: "", ends: "they have booked a room.", has: []string{"PORT ELLERY — By a show of hands"}, not: []string{"330 hits", "Prev", "Category"},
	},
	"a32-fatal-error": {
		title: "The school on the sandbar", byline: "By Edda Quill", authors: []string{"Edda Quill"}, submitted: "Jonas", issued: "2010-03-02", warning: "truncated",
		begins: "Twice a day for two hours", ends: "he got most of the sums", not: []string{"Fatal error", "shelf.module"},
	},
	"a34-hidden": {
		title: "The lamp room", byline: "By Gerda Lumley", authors: []string{"Gerda Lumley"}, issued: "2017-01-20",
		begins: "Miners at Coldhithe", ends: "to take them down.", has: []string{"![Rows of brass tallies](https://northbank.example/img/tallies.jpg)"}, not: []string{"cheap lamps", "Experiment B"},
	},
	"a35-two-articles": {
		title: "The pier is sold", byline: "By Cornelius Abt", authors: []string{"Cornelius Abt"}, issued: "2004-05-14",
		begins: "The pier has been sold", ends: "somewhere to stand.", not: []string{"Maud Tansley", "bandstand"},
	},
	"a36-relative-date": {
		title: "Tug crew saves a piano", byline: "By Bryn Tolliver", authors: []string{"Bryn Tolliver"}, issued: "2024-10-08",
		begins: "The crew of the tug", ends: "any sign of the stool.", not: []string{"hours ago", "Ferry fares"},
	},
	"a37-consent": {wall: "consent"},
	"a38-german-decoys": {
		title: "Von Möwen und Menschen", issued: "2018-09-03",
		begins: "", ends: "eine Anstecknadel abholen.", has: []string{"Von Rechts wegen dürfte", "Von Menschen und Mäusen"}, not: []string{"Lutz Brede", "Namensnennung"},
	},
}

// TestArchetypes holds every kind of page to what a reader finds on it.
func TestArchetypes(t *testing.T) {
	for _, name := range slices.Sorted(maps.Keys(archetypes)) {
		t.Run(name, func(t *testing.T) {
			for field, diff := range archetypes[name].compare(t, name) {
				t.Errorf("%s: %s", field, diff)
			}
		})
	}
}

// compare returns what differs on the page, by field.
func (f facts) compare(t *testing.T, name string) map[string]string {
	t.Helper()
	differs := map[string]string{}
	a, err := extractBytes(addresses[name], "", pageBytes(t, name))
	if w, ok := errors.AsType[*scrape.Wall](err); ok && f.wall != "" {
		equal(differs, "wall", w.Kind, f.wall)
		return differs
	}
	if err != nil {
		differs["wall"] = err.Error()
		return differs
	}
	equal(differs, "wall", "", f.wall)
	equal(differs, "title", a.Title, f.title)
	equal(differs, "subtitle", a.Subtitle, f.subtitle)
	equal(differs, "kicker", a.Kicker, f.kicker)
	equal(differs, "byline", a.Byline, f.byline)
	equal(differs, "authors", authorsOf(a), f.authors)
	equal(differs, "submitted", a.SubmittedBy, f.submitted)
	equal(differs, "credits", creditsOf(a), f.credits)
	equal(differs, "issued", a.Issued, f.issued)
	equal(differs, "section", a.Section, f.section)
	equal(differs, "pages", a.Pages, f.pages)
	equal(differs, "access", a.Access, f.access)
	if a.Issue != nil || f.number+f.volume != "" {
		issue := scrape.IssueRef{}
		if a.Issue != nil {
			issue = *a.Issue
		}
		equal(differs, "issue", [2]string{issue.Number, issue.Volume}, [2]string{f.number, f.volume})
	}
	if !strings.Contains(strings.Join(a.Warnings, "\n"), f.warning) {
		differs["warning"] = "no warning holds " + f.warning
	}
	f.compareBody(differs, bodyOf(t, a))
	return differs
}

func (f facts) compareBody(differs map[string]string, body string) {
	if !strings.HasPrefix(body, f.begins) || !strings.HasSuffix(body, f.ends) {
		differs["body"] = "begins or ends elsewhere:\n" + body
	}
	for _, s := range f.has {
		if !strings.Contains(body, s) {
			differs["body"] = "it lacks " + s + ":\n" + body
		}
	}
	for _, s := range f.not {
		if strings.Contains(body, s) {
			differs["body"] = "it holds " + s + ":\n" + body
		}
	}
}

func equal[T any](differs map[string]string, field string, got, want T) {
	if diff := cmp.Diff(want, got); diff != "" {
		differs[field] = "(-want +got)\n" + diff
	}
}

func authorsOf(a *scrape.Article) []string {
	var names []string
	for _, p := range a.Authors {
		if a.Fields["authors"].Confidence < .5 {
			p.Name += "?"
		}
		names = append(names, p.Name)
	}
	return names
}

func creditsOf(a *scrape.Article) []string {
	var credits []string
	for _, c := range a.Credits {
		credits = append(credits, c.Role+": "+c.Name)
	}
	return credits
}
