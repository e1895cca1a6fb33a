package corpus

import "testing"

func TestAnnotation(t *testing.T) {
	for line, want := range map[string]struct {
		date    string
		undated bool
	}{
		`{"id":"a","date":"2014-03-05"}`:     {"2014-03-05", false},
		`{"id":"a","date":""}`:               {"", true},
		`{"id":"a"}`:                         {"", false},
		`{"id":"a","date":null}`:             {"", false},
		`{"id":"a","text":"\"date\": \"\""}`: {"", false},
	} {
		p, err := annotation([]byte(line))
		if err != nil {
			t.Fatal(err)
		}
		if p.ID != "a" || p.Date != want.date || p.Undated != want.undated {
			t.Errorf("%s: got %q, %v", line, p.Date, p.Undated)
		}
	}
}

func TestHeadTallyOfPagesWithout(t *testing.T) {
	quill := []string{"Edda Quill"}
	var tally HeadTally
	for _, tt := range []struct {
		page    Page
		authors []string
		date    string
	}{
		{Page{Authors: quill, Date: "2014-03-05"}, quill, "2014-03-05"},
		{Page{Authors: []string{}, Undated: true}, quill, "2014-03-05"},
		{Page{Authors: []string{}, Undated: true}, nil, ""},
		{Page{}, quill, ""},
		{Page{}, nil, "2014"},
		{Page{}, nil, "2014-03-05"},
	} {
		tally.Add(ScoreHead(&tt.page, "", tt.authors, tt.date))
	}
	want := "author 1.000/1.000  invented 1 of 2  unmarked 1 of 3  date 1.000  invented 1 of 2  unmarked 1 of 3"
	if got := tally.String(); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if tally.Invented() != .5 || tally.DateInvented() != .5 {
		t.Errorf("got %v and %v, want half of each", tally.Invented(), tally.DateInvented())
	}
}

func TestTitlesWithSoftHyphens(t *testing.T) {
	p := &Page{Title: "Hafen\u00adordnung"}
	if s := ScoreHead(p, "Hafenordnung", nil, ""); !s.Title {
		t.Errorf("got %+v, want the same title", s)
	}
}
