package scrape

import (
	"strings"
	"testing"
)

func TestParseByline(t *testing.T) {
	for line, want := range map[string]string{
		"By Edda Quill":                                               "writer: Edda Quill",
		"BY EDDA QUILL AND JO O'BRIEN":                                "writer: Edda Quill; Jo O'Brien",
		"by Inês Rocha, Sam Okonjo-Reed and Liv van der Zee":          "writer: Inês Rocha; Sam Okonjo-Reed; Liv van der Zee",
		"Words by Ada Lund":                                           "writer: Ada Lund",
		"Author: James P Cannon and Max Shachtman":                    "writer: James P Cannon; Max Shachtman",
		"By Tom Pyman for the Evening Post":                           "writer: Tom Pyman",
		"By Patrick Murphy, Moscow correspondent":                     "writer: Patrick Murphy",
		"By C. L. R. James":                                           "writer: C. L. R. James",
		"Von Anna Sleegers, Frankfurt":                                "writer: Anna Sleegers",
		"Von Hannah Ritzmann, Redakteurin":                            "writer: Hannah Ritzmann",
		"Ein Gastbeitrag von Jens Brandt":                             "writer: Jens Brandt",
		"Von Lars Fischer und Alina Schadwinkel":                      "writer: Lars Fischer; Alina Schadwinkel",
		"par Didier Roy":                                              "writer: Didier Roy",
		"Por Ana Ruiz y Luis Prado":                                   "writer: Ana Ruiz; Luis Prado",
		"Di Chiara Nardi e Ugo Bassi":                                 "writer: Chiara Nardi; Ugo Bassi",
		"Door Kees van der Berg en Fien de Wit":                       "writer: Kees van der Berg; Fien de Wit",
		"Автор: Иван Петров":                                          "writer: Иван Петров",
		"بقلم أحمد خالد":                                              "writer: أحمد خالد",
		"文／田中花子":                                                      "writer: 田中花子",
		"作者：王小明":                                                      "writer: 王小明",
		"Blog post by Marguerite Oyelaran":                            "writer: Marguerite Oyelaran",
		"Submitted by Jonas on 26 October, 2011 - 12:11":              "submitter: Jonas",
		"Gespeichert von wattwurm am 24. Juli 2017":                   "submitter: ",
		"Translated by Nora Hale":                                     "translator: Nora Hale",
		"Photo: Liv van der Zee":                                      "photographer: Liv van der Zee",
		"Transcribed by Tom Ashdown in 2008":                          "transcriber: Tom Ashdown",
		"责编：牛镛、岳弘彬":                                                   "editor: 牛镛; 岳弘彬",
		"By A. J. Quill":                                              "writer: A. J. Quill",
		"By Edda Quill ⋅ Senior Analyst":                              "writer: Edda Quill",
		"Autorin/Autor Liv Holt":                                      "writer: Liv Holt",
		"by Edda Quill1, Liv Holt2":                                   "writer: Edda Quill; Liv Holt",
		"By Liv Holt Liv Holt":                                        "writer: Liv Holt",
		"서울 김하늘 기자":                                                   "writer: 김하늘",
		"김하늘·박바다 기자 외 1명":                                             "writer: 김하늘; 박바다",
		"7 min read · by Edda Quill":                                  "writer: Edda Quill",
		"Boatbuilder Osric Venn spoke to Lydia Marsh":                 "writer: Lydia Marsh",
		"Osric Venn was interviewed by Lydia Marsh":                   "writer: Lydia Marsh",
		"The poet Osric Venn, interviewed by Lydia Marsh and Jo Tarn": "writer: Lydia Marsh; Jo Tarn",
		"Lydia Marsh talks to Osric Venn, who builds boats":           "writer: Lydia Marsh",
		"Osric Venn in conversation with Lydia Marsh":                 "writer: Lydia Marsh",
		"Interview with Osric Venn by Lydia Marsh":                    "writer: Lydia Marsh",
		"Interview by Lydia Marsh with Osric Venn":                    "writer: Lydia Marsh",
		"Interviewed by Lydia Marsh":                                  "interviewer: Lydia Marsh",
		"Ein Interview von Lydia Marsch mit Oskar Venn.":              "writer: Lydia Marsch",
		"Oskar Venn im Gespräch mit Lydia Marsch":                     "writer: Lydia Marsch",
		"Das Gespräch führte Lydia Marsch":                            "interviewer: Lydia Marsch",
		"Propos recueillis par Lydie Marais":                          "interviewer: Lydie Marais",
		"Osric Venne, interviewé par Lydie Marais":                    "writer: Lydie Marais",
		"Entrevista a Óscar Vena por Lidia Marín":                     "writer: Lidia Marín",
		"Óscar Vena en conversación con Lidia Marín":                  "writer: Lidia Marín",
		"Oscar Vena intervistato da Lidia Marini":                     "writer: Lidia Marini",
		"Oskar Venn in gesprek met Lydia van der Meer":                "writer: Lydia van der Meer",
		"Z Oskarem Wenem rozmawiała Lidia Marska":                     "writer: Lidia Marska",
		"Беседовала Лидия Маркова":                                    "interviewer: Лидия Маркова",
		"聞き手：田中花子":                                                    "interviewer: 田中花子",
		"The Salt Almanac by Ragna Torvik, reviewed by Lydia Marsh":   "writer: Lydia Marsh",
		"The Salt Almanac (Skarre Press), reviewed by Lydia Marsh":    "writer: Lydia Marsh",
		"Salzkalender von Ragna Torvik, rezensiert von Lydia Marsch":  "writer: Lydia Marsch",
		"": "no byline",
		"by Edda Quill, Director, Content & Marketing, Skarre Institute": "writer: Edda Quill",
		"Autorin: Lea Wendt, Projektleiterin der HSS in Tunesien.":       "writer: Lea Wendt",
		"von Lea Wendt, NDR SKARRE":                                      "writer: Lea Wendt",
		"BY LEA WENDT, JO TARN":                                          "writer: Lea Wendt; Jo Tarn",
		"05.02.2020 - Redaktion: Lea Wendt (Sprecherin)":                 "writer: Lea Wendt",
		"BY: Namensnennung":                                              "nobody: ",
		"von IMAGO":                                                      "nobody: ",
		// What begins like a byline and is none.
		"By any standard measure of freedom the island does well.": "writer: ",
		"By 1917 the franchise had been extended":                  "writer: ",
		"By contrast, the board":                                   "writer: ",
		"By signing up you agree to our terms":                     "writer: ",
		"Von A wie Amen bis Z wie Zweifel":                         "writer: ",
		"Von Rechts wegen":                                         "writer: ",
		"Por lo mismo, Aravena calló":                              "writer: ",
		"Bystanders said nothing":                                  "no byline",
		"The harbour master spoke to reporters":                    "no byline",
		"Osric Venn spoke to the harbour master":                   "no byline",
		"Medically reviewed by Lydia Marsh":                        "no byline",
		"What Osric Venn talked to Lydia Marsh about?":             "no byline",
		"Particular care is needed":                                "no byline",
	} {
		t.Run(line, func(t *testing.T) {
			p := parseByline(line, "")
			got := "no byline"
			if p.found {
				got = roleName(p.role) + ": " + strings.Join(p.names, "; ")
			}
			if got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}

func roleName(r role) string {
	return [...]string{"writer", "submitter", "translator", "photographer", "transcriber", "interviewer", "editor", "nobody"}[r]
}

func TestNameLike(t *testing.T) {
	for s, want := range map[string]bool{
		"Martyn Hudson": true, "Liv van der Zee": true, "d'Arcy Osborne": true, "Anna-Lena von Hodenberg": true, "Ngũgĩ wa Thiong'o": false,
		"田中花子": true, "Иван Петров": true, "José Ortega y Gasset": true, "bell hooks": false,
		"": false, "The Editors": false, "Read more": false, "john@example.org": false, "@handle": false, "Page 2": false,
		"Krieg in der Ukraine": true, // shape alone cannot tell: place does
	} {
		if got := nameLike(s); got != want {
			t.Errorf("nameLike(%q) = %v, want %v", s, got, want)
		}
	}
}

func TestPersonTypes(t *testing.T) {
	sites := []string{"Tidewater Review", "tidewater.example", "tidewater"}
	for name, want := range map[string]string{
		"Edda Quill": "person", "AFP": "agency", "Reuters": "agency", "Harbour Workers Union": "organization",
		"Tidewater": "", "The Tidewater Review": "", "Editorial Staff": "", "Redaktion": "",
	} {
		p, ok := person(name, sites)
		if got := p.Type; ok != (want != "") || got != want {
			t.Errorf("person(%q) = %q, %v, want %q", name, got, ok, want)
		}
	}
}

func TestPeopleFromTurnsNamesRound(t *testing.T) {
	for _, tt := range []struct{ in, want string }{
		{"Brazil, Rachel", "Rachel Brazil"},
		{"Holt, Sarah J.", "Sarah J. Holt"},
		{"Sarah Holt, Rachel Quill", "Sarah Holt, Rachel Quill"},
		{"Rachel Brazil", "Rachel Brazil"},
	} {
		if got := nameList(peopleFrom(tt.in, nil)); got != tt.want {
			t.Errorf("%s: got %q, want %q", tt.in, got, tt.want)
		}
	}
}
