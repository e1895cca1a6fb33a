package date

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"
)

// FuzzDate states the laws of the package for any text: nothing panics, what is
// found stands where it is said to, in order and without overlap, is valid and
// inside the bounds, and its EDTF reads back as the same date.
func FuzzDate(f *testing.F) {
	for line := range strings.SplitSeq(parsed, "\n") {
		if line != "" && line[0] != '#' {
			lang, s, _, _ := fields(line)
			f.Add(s, lang)
		}
	}
	f.Add("/2011/10/26/", "en")
	f.Fuzz(func(t *testing.T, s, lang string) {
		h := Hints{Lang: lang, NotAfter: retrieved, NotBefore: time.Date(1500, 1, 1, 0, 0, 0, 0, time.UTC)}
		last := 0
		for _, m := range FindAll(s, h) {
			if m.Start < last || m.End <= m.Start || m.End > len(s) {
				t.Fatalf("%q: a date at %d to %d after %d", s, m.Start, m.End, last)
			}
			if utf8.ValidString(s) && !utf8.ValidString(s[m.Start:m.End]) {
				t.Fatalf("%q: %q is cut inside a rune", s, s[m.Start:m.End])
			}
			last = m.End
			obeyed(t, s, m.Date, &h)
		}
		d, start, end, ok := Find(s, h)
		if all := FindAll(s, h); ok != (len(all) > 0) || ok && (all[0].Start != start || all[0].End != end || all[0].EDTF() != d.EDTF()) {
			t.Fatalf("%q: Find and FindAll differ", s)
		}
		if d, ok := Parse(s, h); ok {
			obeyed(t, s, d, &h)
		}
		if d, ok := FromURL(s); ok {
			obeyed(t, s, d, &Hints{})
		}
	})
}

// obeyed checks one date against the laws.
func obeyed(t *testing.T, s string, d Date, h *Hints) {
	t.Helper()
	if !d.valid() || !h.allows(&d) || d.IsZero() {
		t.Fatalf("%q: %+v is not valid", s, d)
	}
	back, ok := ParseEDTF(d.EDTF())
	if !ok || back.EDTF() != d.EDTF() || !back.Agrees(d) {
		t.Fatalf("%q: %s reads back as %s, %v", s, d.EDTF(), back.EDTF(), ok)
	}
	if text := d.String(); strings.Contains(text, "T") {
		if _, err := time.Parse(time.RFC3339, text); err != nil {
			t.Fatalf("%q: %s is not RFC 3339: %v", s, text, err)
		}
	}
	if d.Ambiguous != (len(d.Alternatives) > 0) {
		t.Fatalf("%q: ambiguous %v with %d alternatives", s, d.Ambiguous, len(d.Alternatives))
	}
	for _, a := range d.Alternatives {
		if a.EDTF() == d.EDTF() || len(a.Alternatives) > 0 {
			t.Fatalf("%q: %s is an alternative to %s", s, a.EDTF(), d.EDTF())
		}
		obeyed(t, s, a, h)
	}
}
