package corpus

import (
	"encoding/json"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
)

// TestScoresAgree scores pages with this package and with the score.py of the
// page sets, whose figures are the published ones.
func TestScoresAgree(t *testing.T) {
	root, err := Root()
	if err != nil {
		t.Skip(err)
	}
	script := filepath.Join(root, "eval", "score.py")
	if _, err := os.Stat(script); err != nil {
		t.Skip(err)
	}
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("no python3 to run score.py with")
	}
	type prediction struct {
		ID      string   `json:"id"`
		Title   string   `json:"title"`
		Authors []string `json:"authors"`
		Date    string   `json:"date"`
		Text    string   `json:"text"`
	}
	text := func(s string) *string { return &s }
	pages := []Page{
		{ID: "a", Text: text("The ferry did not sail. Nobody on the quay was surprised."), Title: "No Ferry", Authors: []string{"By Ida Holm and Per Voss"}, Date: "2014-03-05"},
		{ID: "b", Text: text("Die Fähre fuhr nicht; nie\u00admand war über\u00adrascht."), Title: "Keine „Fähre“", Authors: []string{"von Ida Holm, MA"}, Date: "5 March 2014"},
		{ID: "c", Text: text("渡し船は出なかった。誰も驚かなかった。"), Title: "ＦＥＲＲＹ straße", Authors: []string{}, Date: "2014-03-05T23:30:00-05:00"},
		{ID: "d", Text: text(""), Title: "Nothing", Authors: []string{"Ida Holm"}, Date: "2014-03-05T10:00Z"},
		{ID: "e", Must: []string{"the quay  was"}, MustNot: []string{"Read more", "Share"}, Title: "Snippets", Authors: []string{"Anders Et Sund", "Undine Band"}},
		{ID: "f", Text: text("One two three four five."), Alternatives: []string{"Six seven eight nine."}, Date: "Mar 5, 2014"},
		{ID: "g", Text: text("Three words here"), Authors: []string{"Byron Vonnegut", "J. Holm, Ph.D."}, Title: "हिन्दी पृष्ठ"},
	}
	predictions := []prediction{
		{"a", "No ferry", []string{"Ida Holm", "Per Voss"}, "2014-03-05T08:00:00Z", "The ferry did not sail. Read more. Nobody on the quay was"},
		{"b", "Keine Fähre", []string{"Ida Holm"}, "2014-03-05", "Die Fähre fuhr nicht; niemand war überrascht."},
		{"c", "ferry STRASSE", []string{"The Ferry Desk"}, "2014-03-06", "渡し船は出なかった。"},
		{"d", "", nil, "", "Something"},
		{"e", "Snippets!", []string{"Undine Band", "Anders Sund"}, "2014", "Nobody on the quay was\nsurprised. Share"},
		{"f", "Five", []string{"Ida"}, "2014-03-05", "Six seven eight"},
		{"g", "हिन्दी", []string{"Byron Vonnegut", "J. Holm"}, "", "three Words here and there"},
	}
	dir := t.TempDir()
	write := func(name string, rows func(*json.Encoder) error) string {
		path := filepath.Join(dir, name)
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := rows(json.NewEncoder(f)); err != nil {
			t.Fatal(err)
		}
		return path
	}
	write("truth.jsonl", func(e *json.Encoder) error {
		for i := range pages {
			if err := e.Encode(&pages[i]); err != nil {
				return err
			}
		}
		return nil
	})
	given := write("run.jsonl", func(e *json.Encoder) error {
		for _, p := range predictions {
			if err := e.Encode(p); err != nil {
				return err
			}
		}
		return nil
	})
	out := filepath.Join(dir, "out.json")
	if b, err := exec.Command(python, script, "--corpus", dir, "--bootstrap", "0", "--json", out, given).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, b)
	}
	data, err := os.ReadFile(out)
	if err != nil {
		t.Fatal(err)
	}
	var theirs map[string]map[string]float64
	if err := json.Unmarshal(data, &theirs); err != nil {
		t.Fatal(err)
	}
	var body Tally
	var head HeadTally
	for i := range pages {
		p := predictions[i]
		body.Add(ScoreText(&pages[i], p.Text))
		head.Add(ScoreHead(&pages[i], p.Title, p.Authors, p.Date))
	}
	for name, ours := range map[string]float64{
		"f1": body.F1(), "word_f1": body.WordF1(), "accuracy": body.Exact(), "snippet_f1": body.SnippetF1(),
		"title": head.Title(), "title_f1": head.TitleF1(), "author": head.Authors(), "author_f1": head.AuthorF1(),
		"author_invented": head.Invented(), "date": head.Date(),
	} {
		want, ok := theirs["run"][name]
		if !ok || math.Abs(ours-want) > 1e-9 {
			t.Errorf("%s: got %v, score.py has %v", name, ours, want)
		}
	}
}
