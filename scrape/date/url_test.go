package date

import "testing"

func TestFromURL(t *testing.T) {
	for _, test := range []struct{ url, want string }{
		{"/2011/10/26/", "2011-10-26"},
		{"/2011/10/26", "2011-10-26"},
		{"/2011/10/26/a-title", "2011-10-26"},
		{"/2011/1/5/a-title", "2011-01-05"},
		{"https://example.org/news/2011/10/26/a-title?date=1999-01-01#2001-01-01", "2011-10-26"},
		{"/2011-10-26/", "2011-10-26"},
		{"/blog/2011-10-26-a-title", "2011-10-26"},
		{"/blog/a-title-2011-10-26.html", "2011-10-26"},
		{"/blog/2011_10_26", "2011-10-26"},
		{"/2015/05-27/7303.shtml", "2015-05-27"},
		{"/2011-10/26/content.htm", "2011-10-26"},
		{"/2011/1026/c1001.html", "2011-10-26"},
		{"/201110/26/content.htm", "2011-10-26"},
		{"/201110/t20111026_55.html", "2011-10-26"},
		{"/2011/oct/26/a-title", "2011-10-26"},
		{"/2011/October/26/a-title", "2011-10-26"},
		{"/2011/Sept/26/a-title", "2011-09-26"},
		{"/20111026/a-title", "2011-10-26"},
		{"/2011/10/a-title", "2011-10"},
		{"/2011/10/", "2011-10"},
		{"/2011/oct/a-title", "2011-10"},
		{"/2011-10/a-title", "2011-10"},
		{"/2011/10/5-things-to-know", "2011-10"},
		{"/2010/01/x/2011/10/26/y", "2011-10-26"},

		{"/2011/", ""},
		{"/2011/a-title", ""},
		{"/2011/10", ""},
		{"/20111026", ""},
		{"/world-europe-20111026", ""},
		{"/article/20111026.html", ""},
		{"/2011/13/26/", ""},
		{"/story/1234567", ""},
		{"/1234/10/26/", ""},
		{"/12011-10-26/", ""},
		{"/2011-10-261/", ""},
		{"https://2011-10-26.example.org/", ""},
		{"https://example.org", ""},
		{"https://example.org/?p=20111026", ""},
		{"", ""},
	} {
		d, ok := FromURL(test.url)
		if d.EDTF() != test.want || ok != (test.want != "") {
			t.Errorf("FromURL(%q) = %q, %v, want %q", test.url, d.EDTF(), ok, test.want)
		}
	}
}

func TestStampInURL(t *testing.T) {
	for _, test := range []struct{ url, want string }{
		{"https://example.org/a/A2026012914320005196", "2026-01-29"},
		{"https://example.org/story_20231102_17.html", "2023-11-02"},
		{"https://example.org/show?id=202311021530", "2023-11-02"},
		{"https://example.org/show?id=202311022530", ""}, // no such hour
		{"https://example.org/a/2023110217", ""},         // too long for a day, too short for a minute
		{"https://example.org/a/x20231102", ""},
		{"https://example.org/a/20231302", ""},
		{"https://example.org/a/19231102", ""},
		{"https://20231102.example.org/a", ""},
		{"", ""},
	} {
		d, ok := StampInURL(test.url)
		if got := d.EDTF(); ok != (test.want != "") || ok && got != test.want {
			t.Errorf("%q: got %q (%v), want %q", test.url, got, ok, test.want)
		}
	}
}
