package date

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// Every language has twelve months, and where they are given seven weekdays and
// four seasons; all that the lists hold can be read.
func TestLanguages(t *testing.T) {
	if len(languages) > 64 {
		t.Fatalf("%d languages, a sense has bits for 64", len(languages))
	}
	seen := map[string]bool{}
	for _, n := range languages {
		if seen[n.tag] {
			t.Errorf("%s is there twice", n.tag)
		}
		seen[n.tag] = true
		for _, list := range []struct {
			name, text string
			want       int
		}{{"months", n.months, 12}, {"solar months", n.solar, 12}, {"weekdays", n.weekdays, 7}, {"seasons", n.seasons, 4}} {
			if groups := strings.Split(list.text, "|"); list.text != "" && len(groups) != list.want {
				t.Errorf("%s has %d %s, want %d", n.tag, len(groups), list.name, list.want)
			}
		}
	}
}

// A day with each form of each month's name is that day, in the name's own
// language; upper case changes nothing.
func TestMonthNames(t *testing.T) {
	for _, n := range languages {
		for i, group := range strings.Split(n.months, "|") {
			for name := range strings.FieldsSeq(group) {
				name = strings.ReplaceAll(name, "_", " ")
				want := fmt.Sprintf("2011-%02d-26", i+1)
				for _, s := range []string{"26 " + name + " 2011", strings.ToUpper("26 " + name + " 2011"), "26 " + n.prefix + name + " 2011", "26. " + name + ". 2011"} {
					if d, ok := Parse(s, Hints{Lang: n.tag}); !ok || d.EDTF() != want {
						t.Errorf("%s: Parse(%q) = %s, %v, want %s", n.tag, s, d.EDTF(), ok, want)
					}
				}
				if d, ok := Parse(name+" 2011", Hints{Lang: n.tag}); !ok || d.EDTF() != want[:7] {
					t.Errorf("%s: Parse(%q) = %s, %v, want %s", n.tag, name+" 2011", d.EDTF(), ok, want[:7])
				}
			}
		}
	}
}

// Each weekday's name before a date decides between day and month.
func TestWeekdayNames(t *testing.T) {
	for _, n := range languages {
		if n.weekdays == "" {
			continue
		}
		for i, group := range strings.Split(n.weekdays, "|") {
			// A day of 2016 that is this weekday with the day first only.
			s, want := "", ""
			for m := 1; m <= 12 && s == ""; m++ {
				if weekday(2016, m, 3) == (i+1)%7 && weekday(2016, 3, m) != (i+1)%7 {
					s, want = fmt.Sprintf("3/%d/2016", m), fmt.Sprintf("2016-%02d-03", m)
				}
			}
			for name := range strings.FieldsSeq(group) {
				name = strings.ReplaceAll(name, "_", " ")
				line := name + ", " + s
				d, ok := Parse(line, Hints{Lang: n.tag, Order: AnyOrder})
				if s == "" || !ok || d.EDTF() != want || d.Ambiguous || d.WeekdayDiffers {
					t.Errorf("%s: Parse(%q) = %+v, %v, want %s", n.tag, line, d, ok, want)
				}
			}
		}
	}
}

func TestSeasonNames(t *testing.T) {
	for _, n := range languages {
		if n.seasons == "" {
			continue
		}
		for i, group := range strings.Split(n.seasons, "|") {
			for name := range strings.FieldsSeq(group) {
				want := fmt.Sprintf("1959-%d", 21+i)
				if d, ok := Parse(name+" 1959", Hints{Lang: n.tag}); !ok || d.EDTF() != want {
					t.Errorf("%s: Parse(%q) = %s, %v, want %s", n.tag, name+" 1959", d.EDTF(), ok, want)
				}
			}
		}
	}
}

// The lexicon's keys are as lookup folds words, and its hasty names are names.
func TestNamesAreWords(t *testing.T) {
	for key, senses := range words() {
		if everyday(senses) && !slices.ContainsFunc(senses, func(s sense) bool { return s.kind == monthName || s.kind == seasonName }) {
			t.Errorf("%q is hasty and no name", key)
		}
		for _, r := range key {
			if unicode.IsDigit(r) || unicode.IsUpper(r) {
				t.Errorf("the lexicon has %q", key)
			}
		}
		if len(key) > maxWord-8 {
			t.Errorf("%q is longer than what is looked up", key)
		}
	}
}

func TestFold(t *testing.T) {
	for s, want := range map[string]string{
		"März": "marz", "AOÛT": "aout", "aou\u0302t": "aout", "Październik": "pazdziernik", "İLK": "ilk", "Ağustos": "agustos", "Kasım": "kasim",
		"Großes": "grosses", "Ærø": "aero", "Œuvre": "oeuvre", "ОКТЯБРЯ": "октября", "май": "маи", "маи\u0306": "маи", "Μαΐου": "μαιου", "أكتوبر": "اكتوبر",
		"Okto\u00adber": "oktober", "tháng": "thang", "Þorri": "thorri", "Ӧ": "ӧ",
	} {
		if got := fold(s); got != want {
			t.Errorf("fold(%q) = %q, want %q", s, got, want)
		}
	}
	if got := fold(strings.Repeat("x", 500)); len(got) > maxWord {
		t.Errorf("a long word folds to %d bytes", len(got))
	}
}
