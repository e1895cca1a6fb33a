package main

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/backissue/backissue/scrape/corpus"
)

func TestOutputs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "made.jsonl")
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(`{"id":"ferry","title":"The late ferry","authors":["Ida Holm"],"date":"2014-03-05T00:00:00Z","text":"one two three four five"}` + "\n")
	outputs, err := readOutputs(path)
	if err != nil {
		t.Fatal(err)
	}
	gold := "one two three four five"
	p := &corpus.Page{Set: "made", ID: "ferry", Title: "The late ferry", Authors: []string{"Ida Holm"}, Date: "2014-03-05", Text: &gold}
	o := outputs["ferry"]
	if r := resultOf(p, o.Text, o.Title, o.Authors, o.Date); !r.Text.Exact || !r.Head.Title || !r.Head.Authors || !r.Head.Date {
		t.Errorf("got %+v, %+v", r.Text, r.Head)
	}
	if r := resultOf(p, "one two", "", nil, ""); r.Text.Exact || r.Head.Title || r.Head.Authors || r.Head.Date {
		t.Errorf("of nothing: got %+v, %+v", r.Text, r.Head)
	}
	write(`{"id":"ferry"} and no more`)
	if _, err := readOutputs(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("of a broken file: %v", err)
	}
	if _, err := readOutputs(path + ".not"); err == nil || !strings.Contains(err.Error(), "no outputs") {
		t.Errorf("of no file: %v", err)
	}
	if err := run(io.Discard, &options{outputs: "x", strip: true}, nil); err == nil || !strings.Contains(err.Error(), "-outputs") {
		t.Errorf("with -strip: %v", err)
	}
}
