package numbering

import "testing"

func TestFind(t *testing.T) {
	for _, tt := range []struct {
		line string
		want Numbers
		rest string
	}{
		{"Vol. 9 No. 3, March 1945", Numbers{Number: "3", Volume: "9"}, "| |, March 1945"},
		{"Heft 3/2019", Numbers{Number: "3", Year: "2019"}, "|"},
		{"№ 7 (123), 2011", Numbers{Number: "7"}, "|, 2011"},
		{"Volume XII, Number 4", Numbers{Number: "4", Volume: "XII"}, "|, |"},
		{"第45巻第3号", Numbers{Number: "3", Volume: "45"}, "||"},
		{"العدد ٤٥", Numbers{Number: "45"}, "|"},
		{"12 dogs, 3 March 1945", Numbers{}, "12 dogs, 3 March 1945"},
	} {
		if got, rest := Find(tt.line); got != tt.want || rest != tt.rest {
			t.Errorf("%s: got %+v, %q; want %+v, %q", tt.line, got, rest, tt.want, tt.rest)
		}
	}
}
