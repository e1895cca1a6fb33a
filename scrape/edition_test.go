package scrape

import (
	"testing"
)

func TestParseEdition(t *testing.T) {
	for _, tt := range []struct{ lang, line, date, pages, section, number string }{
		{"de", "Erschienen in der Ausgabe vom 18.05.2026, Seite 9, Schwerpunkt", "2026-05-18", "9", "Schwerpunkt", ""},
		{"de", "Aus: Ausgabe vom 3. März 2020, Seite 12 / Feuilleton", "2020-03-03", "12", "Feuilleton", ""},
		{"de", "Dieser Artikel erschien in der Ausgabe vom 3. März 2020, S. 4–5, im Ressort Häfen", "2020-03-03", "4–5", "Häfen", ""},
		{"de", "Ausgabe vom 3. März 2020, Nr. 53, Seite 4", "2020-03-03", "4", "", "53"},
		{"en", "Published in the print edition of May 18, 2026, page 9, Harbour", "2026-05-18", "9", "Harbour", ""},
		{"en", "A version of this article appears in print on May 18, 2026, Section A, Page 12 of the city edition with the headline: Cranes, at Rest", "2026-05-18", "12", "", ""},
		{"en", "This article appeared in the Harbour section of the print edition under the headline “Cranes, at rest”", "", "", "Harbour", ""},
		{"en", "Published in the print edition of the May 18, 2026, issue, with the headline “Cranes, at Rest.”", "2026-05-18", "", "", ""},
		{"en", "Appeared in the May 18, 2026, print edition as 'Cranes at Rest'.", "2026-05-18", "", "", ""},
		{"en", "This article appears in the May 2020 issue.", "2020-05", "", "", ""},
		{"fr", "Paru dans l’édition du 18 mai 2026, page 9, rubrique Monde", "2026-05-18", "9", "Monde", ""},
		{"fr", "Cet article est paru dans le numéro du 18 mai 2026 (pages 4-5)", "2026-05-18", "4–5", "", ""},
		{"es", "Publicado en la edición impresa del 18 de mayo de 2026, página 9, sección Puerto", "2026-05-18", "9", "Puerto", ""},
		{"es", "Este artículo apareció en la edición del 18 de mayo de 2026, pág. 9", "2026-05-18", "9", "", ""},
		{"it", "Pubblicato nell’edizione del 18 maggio 2026, pagina 9, Porto e mare", "2026-05-18", "9", "Porto e mare", ""},
		{"it", "Questo articolo è apparso sul numero del 18 maggio 2026 a pag. 9", "2026-05-18", "9", "", ""},
		{"pt", "Publicado na edição de 18 de maio de 2026, página 9", "2026-05-18", "9", "", ""},
		{"nl", "Verschenen in de editie van 18 mei 2026, pagina 9", "2026-05-18", "9", "", ""},
	} {
		e, ok := parseEdition(tt.line, tt.lang)
		if !ok || e.date.EDTF() != tt.date || e.pages != tt.pages || e.section != tt.section || e.issue.Number != tt.number {
			t.Errorf("%s: got %v %+v %s, want %+v", tt.line, ok, e, e.date.EDTF(), tt)
		}
	}
	for _, line := range []string{
		"From the first edition of 3 May 1950 nobody has been able to read what the editors thought of it.",
		"The issue of 3 May 1950 was taken from the table by a clerk, who said that it was his.",
		"Aus der Ausgabe für Brot und Milch wurde im Mai 1950 nichts, weil niemand gekommen war.",
		"Read the print edition",
		"The letter below will be appearing in the Letters section of the magazine’s October issue. We welcome responses by post.",
		"More from the issue",
		"Harbour edition",
		"This book is the third edition, published in 1950 by a printer who could not read it",
		"Paru en mai 2026, ce livre est l’édition du siècle, disent ses lecteurs",
	} {
		if e, ok := parseEdition(line, "en"); ok {
			t.Errorf("%s: got %+v, want none", line, e)
		}
	}
}
