package date

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestFind(t *testing.T) {
	for _, test := range []struct{ name, lang, s, want, span string }{
		{"submitter", "en", "Submitted by martin on 26 October, 2011 - 12:11", "2011-10-26", "26 October, 2011 - 12:11"},
		{"submitter, German", "de", "Gespeichert von rasos am Mi, 26/10/2011 - 12:11", "2011-10-26", "Mi, 26/10/2011 - 12:11"},
		{"provenance", "en", "From Labor Action, Vol. 9 No. 3, March 1945, pp. 91–95", "1945-03", "March 1945"},
		{"number before month", "en", "Volume 2 Number 4 May 1968", "1968-05", "May 1968"},
		{"number before day", "en", "Solidarity 117, 13 September 2007", "2007-09-13", "13 September 2007"},
		{"number touching day", "en", "No 220 12 October 2011", "2011-10-12", "12 October 2011"},
		{"byline", "en", "By Ada Moss · June 15, 2025 · 3 min read", "2025-06-15", "June 15, 2025"},
		{"teaser", "de", "12. Mai 2023 | 10 Kommentare", "2023-05-12", "12. Mai 2023"},
		{"sentence", "en", "In the summer of 1968, on 3 May 1968, it began.", "1968-05-03", "3 May 1968"},
		{"weekday and clock", "en", "Posted Wednesday, October 26, 2011 at 5:30 pm EDT by admin", "2011-10-26", "Wednesday, October 26, 2011 at 5:30 pm EDT"},
		{"clock before", "en", "at 6:47am on 14 Jan 2008, London", "2008-01-14", "6:47am on 14 Jan 2008"},
		{"end of a sentence", "en", "It appeared in October 1980. The next did not.", "1980-10", "October 1980"},
		{"two sentences", "de", "am 24. Oktober 2005, am 22. Februar 2006", "2005-10-24", "24. Oktober 2005"},
		{"brackets", "de", "am Montag (06.11.2023) um 20:15 Uhr", "2023-11-06", "Montag (06.11.2023) um 20:15 Uhr"},
		{"glued to the next word", "en", "26 October 2011by Ada Moss", "2011-10-26", "26 October 2011"},
		{"glued to the word before", "en", "Posted26 October 2011", "2011-10-26", "26 October 2011"},
		{"ISO in text", "pl", "dodano w dniu 2011-12-20 przez redakcję", "2011-12-20", "2011-12-20"},
		{"machine time", "en", "built 2024-05-03T15:47:42.389+0000 here", "2024-05-03", "2024-05-03T15:47:42.389+0000"},
		{"Japanese", "ja", "公開：2011年10月26日（水）14:47 更新", "2011-10-26", "2011年10月26日（水）14:47"},
		{"Chinese season", "zh", "编者按：1980年秋，", "1980-23", "1980年秋"},
		{"Chinese spring festival", "zh", "2012年春节黄金周", "", ""},
		{"lunar and Gregorian", "ar", "28 ذو القعدة 1432 هـ - 26 أكتوبر 2011 م", "2011-10-26", "26 أكتوبر 2011"},
		{"lower-case month, French", "fr", "en mai 1968, à Nanterre", "1968-05", "mai 1968"},
		{"range", "en", "held from 30 December 2011 to 5 January 2012 in Leeds", "2011-12-30/2012-01-05", "30 December 2011 to 5 January 2012"},
		{"a clock tied to the day", "el", "Πηγή: Kyma 03/11/11-10:52", "2011-11-03", "03/11/11-10:52"},
		{"pages before a month", "en", "pp. 12–15 May 1968", "1968-05", "May 1968"},

		{"may", "en", "you may 2011 times", "", ""},
		{"march", "en", "they march 1945 miles", "", ""},
		{"Mars", "en", "the Mars 2020 mission", "", ""},
		{"Sie", "de", "wurden Sie 1995 befragt", "", ""},
		{"vor", "de", "die vor 1970 geboren sind", "", ""},
		{"bare year", "en", "By 1917 the workers had enough", "", ""},
		{"seasons of no year", "en", "the Prague Spring ended", "", ""},
		{"copyright", "en", "© 2011 The Comet", "", ""},
		{"years", "en", "1917–1923", "", ""},
		{"telephone", "en", "call 020 7946 0958 or 01-10-2011-55", "", ""},
		{"version", "en", "version 10.05.22 of v1.2.2011", "", ""},
		{"address", "en", "192.168.10.2011 and 10.1.10.2011", "", ""},
		{"ISBN", "en", "ISBN 978-3-16-148410-0", "", ""},
		{"DOI", "en", "doi:10.1145/26.10.2011", "", ""},
		{"score", "en", "won 2-1-3, lost 12-10-11", "", ""},
		{"issue number", "en", "in 3/129 and 10/2011", "", ""},
		{"price", "en", "costs $10.05.2011 or £5.10", "", ""},
		{"pages", "en", "pp. 91–95", "", ""},
		{"no such day", "en", "on 31 June 2011 nothing", "", ""},
		{"no such leap day", "en", "Feb. 29, 2023", "", ""},
		{"relative", "en", "16 hours ago", "", ""},
		{"no year", "en", "Today, 26 October, 12:11", "", ""},
		{"day and clock", "de", "24. Februar um 18:30", "", ""},
		{"count", "en", "killed 5 in May", "", ""},
		{"padding", "en", "Octane 2025.3.01", "", ""},
		{"empty", "en", "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, start, end, ok := Find(test.s, Hints{Lang: test.lang, NotAfter: retrieved})
			if ok != (test.want != "") || d.EDTF() != test.want || test.s[start:end] != test.span {
				t.Errorf("Find(%q) = %q at %q, %v, want %q at %q", test.s, d.EDTF(), test.s[start:end], ok, test.want, test.span)
			}
		})
	}
}

func TestFindAll(t *testing.T) {
	s := "Published 3 May 2011. Updated: 5 May 2011, 12:11 GMT; see also 1/2/1999 and 2010年3月."
	var got []string
	for _, m := range FindAll(s, Hints{Lang: "en-GB"}) {
		got = append(got, m.EDTF()+" "+s[m.Start:m.End])
	}
	want := []string{"2011-05-03 3 May 2011", "2011-05-05 5 May 2011, 12:11 GMT", "1999-02-01 1/2/1999", "2010-03 2010年3月"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("dates differ (-want +got):\n%s", diff)
	}
	if all := FindAll(s, Hints{}); len(all) != 4 || all[0].Role != Published || all[1].Role != Modified || all[2].Role != Unsaid {
		t.Errorf("roles are wrong: %+v", all)
	}
}

// A long text is read in windows: no date is lost at their borders, or found
// twice.
func TestFindAllInLongTexts(t *testing.T) {
	for _, filler := range []string{"word ", "7 words, ", "ещё слово ", "文字", "x", "\xff", ". "} {
		for pad := range 40 {
			var b strings.Builder
			b.WriteString(strings.Repeat(".", pad))
			for range 60 {
				b.WriteString(" (Wednesday, 26 October 2011 - 12:11 GMT) ")
				b.WriteString(strings.Repeat(filler, 300/len(filler)))
			}
			s := b.String()
			all := FindAll(s, Hints{Lang: "en"})
			if len(all) != 60 {
				t.Fatalf("filler %q, pad %d: %d dates, want 60", filler, pad, len(all))
			}
			for _, m := range all {
				if s[m.Start:m.End] != "Wednesday, 26 October 2011 - 12:11 GMT" {
					t.Fatalf("filler %q, pad %d: %q", filler, pad, s[m.Start:m.End])
				}
			}
		}
	}
}

// Text that almost is a date all the way costs steps in proportion to its
// length: the tokens of a window are bounded, and so is what each starts.
func TestFindIsBounded(t *testing.T) {
	for _, piece := range []string{"1", "1 ", "1.", "1/1/", "May ", "May 1 ", "26 October ", "年", "2011年", "thứ ", "26–", "12:11 ", "(", ". ", "2011 ", "de ", "Oct/", "1-1-1"} {
		s := strings.Repeat(piece, 1<<19/len(piece))
		FindAll(s, Hints{})
		Parse(s, Hints{})
	}
}

func TestOrderOf(t *testing.T) {
	for _, test := range []struct {
		name    string
		samples []string
		want    Order
	}{
		{"nothing", nil, AnyOrder},
		{"ambiguous ones", []string{"05/10/2017", "01/02/2003"}, AnyOrder},
		{"day over twelve", []string{"05/10/2017", "Posted 19/09/2007 - 00:02"}, DayFirst},
		{"second over twelve", []string{"03/14/2018", "05/10/2017"}, MonthFirst},
		{"weekday", []string{"Wed, 05/10/2017"}, MonthFirst},
		{"both", []string{"19/09/2007", "03/14/2018"}, AnyOrder},
		{"names tell nothing", []string{"26 October 2011", "October 26, 2011"}, AnyOrder},
		{"same either way", []string{"05/05/2017"}, AnyOrder},
	} {
		if got := OrderOf(test.samples, Hints{Lang: "en-US", NotAfter: time.Time{}}); got != test.want {
			t.Errorf("%s: %d, want %d", test.name, got, test.want)
		}
	}
}

func BenchmarkFind(b *testing.B) {
	for name, s := range map[string]string{
		"date":   "Submitted by martin on 26 October, 2011 - 12:11",
		"none":   "In 1917 the workers took 12 factories and 30 mills, and 5 years later nothing of it was left, they say.",
		"prose":  strings.Repeat("A paragraph of prose without a single figure in it, as most of them are. ", 20),
		"figure": strings.Repeat("12 of 30 and 1945 of 2011, ", 100),
	} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(len(s)))
			for b.Loop() {
				Find(s, Hints{Lang: "en"})
			}
		})
	}
}

func TestRolesInTheEast(t *testing.T) {
	for s, want := range map[string]Role{
		"发布时间：2022-02-13 04:22:18 来源：港口日报": Published,
		"更新时间: 2022年2月13日":                 Modified,
		"公開日：2019/03/04":                   Published,
		"更新日 2019.03.04":                   Modified,
		"입력 2026.07.12. 22:09":             Published,
		"수정 2026.07.12.":                   Modified,
		"星期三 2022-02-13":                   Unsaid,
		"我们的船 2022年2月13日":                  Unsaid,
	} {
		if d, _, _, ok := Find(s, Hints{}); !ok || d.Role != want {
			t.Errorf("%s: got %v, role %d, want %d", s, ok, d.Role, want)
		}
	}
}
