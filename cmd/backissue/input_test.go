package main

import (
	"slices"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/backissue/backissue/scrape"
)

func TestLines(t *testing.T) {
	long := strings.Repeat("x", maxLine+10)
	for _, c := range []struct {
		name, in string
		want     []string
		numbers  []int
	}{
		{"last line without an end", "a\nb", []string{"a", "b"}, []int{1, 2}},
		{"blank lines are counted", "a\n\n \nb\n", []string{"a", "b"}, []int{1, 4}},
		{"CRLF", "a\r\nb\r\n", []string{"a", "b"}, []int{1, 2}},
		{"byte order mark", "\xEF\xBB\xBFa\n", []string{"a"}, []int{1}},
		{"nothing", "", nil, nil},
		{"a long line is cut", long + "\nb\n", []string{long[:maxLine] + "!", "b"}, []int{1, 2}},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			var numbers []int
			for l, err := range lines(iotest.HalfReader(strings.NewReader(c.in))) {
				text := string(l.text)
				if err != nil {
					text += "!"
				}
				got, numbers = append(got, text), append(numbers, l.number)
			}
			if !slices.Equal(got, c.want) || !slices.Equal(numbers, c.numbers) {
				t.Errorf("got %d lines %v, want %d lines %v", len(got), numbers, len(c.want), c.numbers)
			}
		})
	}
}

func TestLinesStopAtAReadError(t *testing.T) {
	n := 0
	for _, err := range lines(iotest.TimeoutReader(iotest.OneByteReader(strings.NewReader("a\nb\n")))) {
		if n++; err == nil {
			t.Errorf("line %d: no error", n)
		}
	}
	if n != 1 {
		t.Errorf("got %d lines, want 1", n)
	}
}

func TestManifestJobs(t *testing.T) {
	in := "one.html\n{\"path\":\"two.html\",\"url\":\"https://mole.example/2\",\"type\":\"text/html\"}\n-\n{\"path\":7}\n"
	var got []scrape.Job
	for j := range manifestJobs("-", true, strings.NewReader(in)) {
		got = append(got, j)
	}
	if len(got) != 4 {
		t.Fatalf("got %d jobs, want 4", len(got))
	}
	if got[0].Path != "one.html" || string(got[0].Input) != `"one.html"` {
		t.Errorf("bare path: got %+v", got[0])
	}
	if got[1].Path != "two.html" || got[1].URL != "https://mole.example/2" || got[1].ContentType != "text/html" {
		t.Errorf("object: got %+v", got[1])
	}
	for _, i := range []int{2, 3} {
		if got[i].Err == nil || codeOf(got[i].Err) != exitUsage {
			t.Errorf("job %d: got error %v", i, got[i].Err)
		}
	}
}

func TestPageName(t *testing.T) {
	for name, want := range map[string]bool{
		"a.html": true, "a.HTM": true, "a.xhtml": true, "a.shtml": true, "a.html.gz": true,
		"a.gz": false, "a.txt": false, "html": false, "a.html.bak": false,
	} {
		if got := pageName(name); got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

func TestTakeAndPeek(t *testing.T) {
	read := 0
	jobs := func(yield func(scrape.Job) bool) {
		for _, p := range []string{"a", "b", "c", "d"} {
			if read++; !yield(scrape.Job{Path: p}) {
				return
			}
		}
	}
	ahead, again, stop := peek(take(jobs, 3), 2)
	defer stop()
	if len(ahead) != 2 || read != 2 {
		t.Errorf("peek: got %d jobs after reading %d", len(ahead), read)
	}
	var got []string
	for j := range again {
		got = append(got, j.Path)
	}
	if want := []string{"a", "b", "c"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
