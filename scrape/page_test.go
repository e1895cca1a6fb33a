package scrape

import (
	"bytes"
	"compress/gzip"
	"errors"
	"strings"
	"testing"

	"golang.org/x/net/html/atom"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"
)

func encoded(t *testing.T, f func(string) (string, error), s string) string {
	t.Helper()
	out, err := f(s)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestDecode(t *testing.T) {
	const quotes = "“Größe” — naïve café"
	japaneseText := strings.Repeat("港の委員会は十月に二度集まり、何も決めなかった。私は両方に出席した。", 4)
	utf := func(s string) (string, error) { return s, nil }
	for name, tt := range map[string]struct {
		text, contentType, head string
		encode                  func(string) (string, error)
		charset, source         string
	}{
		"UTF-8 without a label":           {quotes, "", "", utf, "utf-8", "utf-8"},
		"UTF-8 labelled by HTTP":          {quotes, "text/html; charset=UTF-8", "", utf, "utf-8", "http"},
		"UTF-8 labelled GB2312":           {"港口委员会", "", `<meta charset="gb2312">`, utf, "utf-8", "utf-8"},
		"windows-1252 labelled ISO":       {quotes, "", `<meta http-equiv="Content-Type" content="text/html; charset=iso-8859-1">`, charmap.Windows1252.NewEncoder().String, "windows-1252", "meta"},
		"HTTP before meta":                {quotes, "text/html; charset=windows-1252", `<meta charset="koi8-r">`, charmap.Windows1252.NewEncoder().String, "windows-1252", "http"},
		"windows-1252 labelled UTF-8":     {quotes, "", `<meta charset="utf-8">`, charmap.Windows1252.NewEncoder().String, "windows-1252", "default"},
		"windows-1251 labelled":           {"Правление порта собиралось дважды", "", `<meta charset="windows-1251">`, charmap.Windows1251.NewEncoder().String, "windows-1251", "meta"},
		"Shift_JIS without a label":       {japaneseText, "", "", japanese.ShiftJIS.NewEncoder().String, "shift_jis", "detected"},
		"Shift_JIS with a meta":           {"港の委員会", "", `<meta charset=x-sjis>`, japanese.ShiftJIS.NewEncoder().String, "shift_jis", "meta"},
		"GBK with an XML declaration":     {"港口委员会", "", `<?xml version="1.0" encoding="gb2312"?>`, simplifiedchinese.GBK.NewEncoder().String, "gbk", "meta"},
		"ISO-2022-JP is ASCII to the eye": {"港の委員会", "", `<meta charset=iso-2022-jp>`, japanese.ISO2022JP.NewEncoder().String, "iso-2022-jp", "meta"},
		"UTF-16 with a mark":              {quotes, "", "", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().String, "utf-16le", "bom"},
		"UTF-16 without a mark":           {quotes, "", "<html><head><title>T</title></head>", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder().String, "utf-16be", "detected"},
		"three bad bytes in UTF-8":        {strings.Repeat(quotes, 10), "", "", func(s string) (string, error) { return s + "<!--\xe9 \xff \xfe-->", nil }, "utf-8", "utf-8"},
	} {
		t.Run(name, func(t *testing.T) {
			page := encoded(t, tt.encode, tt.head+"<p>"+tt.text+"</p>")
			text, cs := decode([]byte(page), tt.contentType)
			if !strings.Contains(string(text), tt.text) {
				t.Errorf("got %.200q, which lacks %.60q", text, tt.text)
			}
			if cs.name != tt.charset || cs.source != tt.source {
				t.Errorf("got %s by %s, want %s by %s", cs.name, cs.source, tt.charset, tt.source)
			}
		})
	}
}

func TestNewPageRefuses(t *testing.T) {
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	_, _ = z.Write(make([]byte, 50<<20))
	_ = z.Close()
	for name, tt := range map[string]struct {
		body, contentType, kind string
	}{
		"nothing":             {"", "", "empty"},
		"blanks":              {" \n\t ", "text/html", "empty"},
		"a PDF called HTML":   {"%PDF-1.4\n1 0 obj", "text/html", "not-html"},
		"a JPEG":              {"\xFF\xD8\xFF\xE0\x00\x10JFIF", "", "not-html"},
		"a zip":               {"PK\x03\x04abc", "", "not-html"},
		"noise":               {strings.Repeat("\x00\x01\x02\x03\x9f", 900), "", "not-html"},
		"JSON called JSON":    {`{"a": 1}`, "application/json", "not-html"},
		"over the limit":      {strings.Repeat("x", MaxPage+1), "", "too-large"},
		"a gzip bomb":         {bomb.String(), "", "too-large"},
		"cut gzip":            {packed(t)[:60], "", "truncated"},
		"gzip without header": {"\x1f\x8b\xff", "", "not-html"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := NewPage(Source{Body: []byte(tt.body), ContentType: tt.contentType})
			var w *Wall
			if !errors.As(err, &w) || w.Kind != tt.kind {
				t.Errorf("got %v, want a wall of kind %s", err, tt.kind)
			}
		})
	}
}

func packed(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := z.Write([]byte("<p>Packed, and nobody said so.</p>" + strings.Repeat("<!-- filler -->", 9))); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestNewPageReadsGzip(t *testing.T) {
	p, err := NewPage(Source{Body: []byte(packed(t))})
	if err != nil {
		t.Fatal(err)
	}
	if got := textOf(p.Doc); got != "Packed, and nobody said so." {
		t.Errorf("got %q", got)
	}
}

func TestDeepPagesKeepTheirText(t *testing.T) {
	for name, tag := range map[string]string{"div": "div", "span": "span", "font": "font size=1", "b": "b"} {
		t.Run(name, func(t *testing.T) {
			name, _, _ := strings.Cut(tag, " ")
			page := "<html><head><title>T</title></head><body>" + strings.Repeat("<"+tag+">", 3000) + "<p>first</p>" +
				strings.Repeat("</"+name+">", 3000) + "<p>second</p><ul><li>a<li>b</ul></body></html>"
			p, err := NewPage(Source{Body: []byte(page)})
			if err != nil {
				t.Fatal(err)
			}
			if got := strings.Join(strings.Fields(textOf(p.Doc)), " "); got != "Tfirstsecondab" {
				t.Errorf("got %q", got)
			}
			if ul := find(p.Doc, atom.Ul); ul == nil || ul.Parent.DataAtom != atom.Body || ul.FirstChild.NextSibling == nil {
				t.Error("the list is not where it stood")
			}
			deepest := 0
			for n := range p.Doc.Descendants() {
				depth := 0
				for q := n; q != nil; q = q.Parent {
					depth++
				}
				deepest = max(deepest, depth)
			}
			if deepest > 512 {
				t.Errorf("got a tree %d deep", deepest)
			}
		})
	}
}

func TestRepeatedBodyTagsAreBlanked(t *testing.T) {
	var page strings.Builder
	page.WriteString("<html><body class=first>")
	for range 5000 {
		page.WriteString("<BODY a=1 b=2><p>x</p><html c=3>")
	}
	text := tame([]byte(page.String()))
	if n := bytes.Count(bytes.ToLower(text), []byte("<body")) + bytes.Count(text, []byte("<html")); n > 9 {
		t.Errorf("%d root tags are left", n)
	}
	if n := bytes.Count(text, []byte("<p>x</p>")); n != 5000 {
		t.Errorf("got %d paragraphs, want 5000", n)
	}
	once := []byte("<html><body><pre>&lt;body&gt;</pre></body></html>")
	if got := tame(once); !bytes.Equal(got, once) {
		t.Errorf("an honest page became %q", got)
	}
}

func TestUnclosedTitleDoesNotSwallowThePage(t *testing.T) {
	for _, page := range []string{"<title>A</title><title><body><p>text</p>", "<TITLE>A<body><p>text</p>"} {
		p, err := NewPage(Source{Body: []byte(page)})
		if err != nil {
			t.Fatal(err)
		}
		if n := find(p.Doc, atom.P); n == nil || textOf(n) != "text" {
			t.Errorf("%s: the paragraph is lost", page)
		}
	}
}

func TestNoscriptIsPartOfThePage(t *testing.T) {
	p, err := NewPage(Source{Body: []byte("<body><noscript><p>seen</p></noscript></body>")})
	if err != nil {
		t.Fatal(err)
	}
	if find(p.Doc, atom.P) == nil {
		t.Error("the paragraph in <noscript> is no element")
	}
}

func FuzzNewPage(f *testing.F) {
	f.Add([]byte("<p>text</p>"), "text/html; charset=utf-8")
	f.Add([]byte("\xff\xfe<\x00p\x00>\x00"), "")
	f.Add([]byte("<meta charset=gb2312>\xc4\xe3"), "text/html")
	f.Fuzz(func(t *testing.T, body []byte, contentType string) {
		p, err := NewPage(Source{URL: "https://a.example/b", Body: body, ContentType: contentType})
		if err != nil {
			return
		}
		a, err := Extract(p, Options{Force: true})
		if err != nil {
			t.Fatalf("a forced page was refused: %v", err)
		}
		for _, l := range a.Links {
			if !strings.HasPrefix(l.URL, "http://") && !strings.HasPrefix(l.URL, "https://") && !strings.HasPrefix(l.URL, "mailto:") {
				t.Errorf("the link %q is not absolute", l.URL)
			}
		}
	})
}
