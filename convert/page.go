package convert

import (
	"bytes"
	"strings"
)

// page writes a whole small HTML page that stands by itself: nothing in it can
// run, and a policy says so to the browser too.
func (r *rendering) page() []byte {
	a := r.article
	var out bytes.Buffer
	w := htmlWriter{out: &out}
	out.WriteString("<!doctype html>\n<html")
	w.attr("lang", a.Language)
	w.attr("dir", r.direction())
	out.WriteString(">\n<head>\n<meta charset=\"utf-8\">\n")
	out.WriteString(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src http: https:; base-uri 'none'; form-action 'none'">` + "\n")
	out.WriteString("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>")
	w.space = true
	w.text(a.Title)
	out.WriteString("</title>\n")
	for _, p := range a.Authors {
		w.meta("author", p.Name)
	}
	w.meta("dcterms.issued", first(a.Date, a.Issued))
	w.meta("description", a.Subtitle)
	w.meta("keywords", strings.Join(a.Tags, ", "))
	if a.Publication != nil {
		w.meta("dcterms.isPartOf", a.Publication.Name)
	}
	w.meta("dcterms.source", a.Source)
	if href, ok := address(a.Source, false, "http", "https"); ok && href != "" {
		out.WriteString(`<link rel="canonical"`)
		w.attr("href", href)
		out.WriteString(">\n")
	}
	out.WriteString("</head>\n<body>\n<article>\n")
	for _, line := range r.opening(HTMLBody) {
		w.opening(line)
	}
	body, _ := r.body(HTMLBody) // writing HTML cannot fail
	out.Write(body)
	out.WriteString("</article>\n</body>\n</html>\n")
	return out.Bytes()
}

func (w *htmlWriter) meta(name, content string) {
	if content == "" {
		return
	}
	w.out.WriteString("<meta")
	w.attr("name", name)
	w.attr("content", content)
	w.out.WriteString(">\n")
}

func (w *htmlWriter) opening(l openingLine) {
	tag := "p"
	if l.part == "title" {
		tag = "h1"
	}
	w.out.WriteString("<" + tag + ">")
	w.space = true
	w.text(l.text)
	w.out.WriteString("</" + tag + ">\n")
}

// direction is the direction of the text: the tree's own, or that of the
// language's script.
func (r *rendering) direction() string {
	if d := attr(r.tree, "dir"); d != "" {
		return d
	}
	lang, _, _ := strings.Cut(strings.ToLower(r.article.Language), "-")
	switch lang {
	case "ar", "arc", "ckb", "dv", "fa", "he", "ku-arab", "ps", "sd", "ug", "ur", "yi":
		return "rtl"
	}
	return "ltr"
}
