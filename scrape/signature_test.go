package scrape

import "testing"

func TestSignatures(t *testing.T) {
	text := "There were eleven of us in the room above the shop, and among the eleven there were two who could not read, and nobody had told them of it."
	for name, tt := range map[string]struct{ body, want string }{
		"at the end":     {"<p>" + text + "</p><p>" + text + "</p><p align=right>Edda Quill</p>", "Edda Quill"},
		"in front":       {"<p><b>Edda Quill</b></p><p>" + text + "</p><p>" + text + "</p>", "Edda Quill"},
		"of two letters": {"<h3>Gulls</h3><p>" + text + "</p><p align=right>Jo Tarn</p><h3>Buses</h3><p>" + text + "</p><p align=right>Edda Quill</p>", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := mustExtract(t, "<html lang=en><body><article><h1>What the night school knew</h1>"+tt.body+"</article></body></html>")
			if got := nameList(a.Authors); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestBareNames(t *testing.T) {
	for line, want := range map[string]int{
		"Edda Quill": 1, "Edda Quill/Jo Tarn": 2, "Edda Quill, Jo Tarn and Liv Holt": 3,
		"": 0, "Edda": 0, "Edda Quill went home": 0, "Edda Quill and the harbour master": 0, "Gulls, Buses": 0,
	} {
		if got := bareNames(line); len(got) != want {
			t.Errorf("%s: got %q, want %d names", line, got, want)
		}
	}
}

func TestSignedInBrackets(t *testing.T) {
	text := "There were eleven of us in the room above the shop, and among the eleven there were two who could not read, and nobody had told them of it."
	for name, tt := range map[string]struct{ end, want string }{
		"behind the last sentence": {" (Edda Quill)", "Edda Quill"},
		"with a mark":              {" (Edda Quill) +++", "Edda Quill"},
		"inside a sentence":        {" So said the teacher (Edda Quill)", ""},
		"no name":                  {" (See the picture)", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := mustExtract(t, "<html lang=en><body><article><h1>What the night school knew</h1><p>"+text+"</p><p>"+text+tt.end+"</p></article></body></html>")
			if got := nameList(a.Authors); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
