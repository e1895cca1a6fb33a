package scrape

import "testing"

func TestBioName(t *testing.T) {
	for text, want := range map[string]string{
		"Wenda Crole is a teacher and trade unionist.":       "Wenda Crole",
		"Inês Rocha teaches history in Skarre.":              "Inês Rocha",
		"Lutz van der Meer ist Redakteur dieser Zeitung.":    "Lutz van der Meer",
		"This is a book about a year.":                       "",
		"The harbour master is a quiet man.":                 "",
		"In all those years the school was never a success.": "",
		"Nobody in the room above the shop could say it.":    "",
	} {
		if got := bioName(text); got != want {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestNoteOnTheAuthor(t *testing.T) {
	body := "<p>There were eleven of us in the room above the shop, and among the eleven there were two who could not read, and nobody had told them.</p><p>It worked because it had to, as Jo Tarn said at the time, and nobody has found a better reason since, though many have tried.</p>"
	for name, tt := range map[string]struct{ foot, want string }{
		"a note":                     {"<p><em>Edda Quill is a teacher in Skarre.</em></p>", "Edda Quill"},
		"in plain letters":           {"<p>Edda Quill is a teacher in Skarre.</p>", "Edda Quill"},
		"no role":                    {"<p>Edda Quill was the last of them to leave.</p>", ""},
		"of somebody the text names": {"<p><em>Jo Tarn is a teacher in Skarre.</em></p>", ""},
		"of the text":                {"<p><em>Dieser Beitrag ist zuerst in der Zeitung erschienen.</em></p>", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := mustExtract(t, "<html lang=en><body><article><h1>What the night school knew</h1>"+body+tt.foot+"</article></body></html>")
			if got := nameList(a.Authors); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
