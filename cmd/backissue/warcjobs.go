package main

import (
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"

	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/warc"
)

// yieldRecordings yields the pages of a WARC or ARC file in its order, and an
// error for what cannot be read; it reports whether more is wanted.
func yieldRecordings(path string, force bool, yield func(scrape.Job) bool) bool {
	f, err := os.Open(path)
	if err != nil {
		return yield(scrape.Job{Path: path, Err: err})
	}
	defer f.Close()
	r, err := warc.NewReader(f)
	if err != nil {
		return yield(scrape.Job{Path: path, Err: damaged(err)})
	}
	found := false
	for {
		rec, err := r.Next()
		switch {
		case errors.Is(err, io.EOF):
			if !found {
				none := &failure{code: exitNoArticle, err: errors.New("the recording holds no page")}
				return yield(scrape.Job{Path: path, Err: none})
			}
			return true
		case errors.Is(err, warc.ErrDamaged):
			if found = true; !yield(scrape.Job{Path: path, Err: damaged(err)}) {
				return false
			}
			continue
		case err != nil:
			return yield(scrape.Job{Path: path, Err: damaged(err)})
		}
		job, ok := recordedPage(path, rec, force)
		if !ok {
			continue
		}
		if found = true; !yield(job) {
			return false
		}
	}
}

// damaged is the failure of a file that cannot be read to its end.
func damaged(err error) error {
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = errors.New("the file breaks off inside a record")
	}
	return &failure{code: exitNoArticle, err: err, hint: "backissue verify names each damaged record"}
}

// recordedPage is the job for a record that holds an HTML page which the server
// answered with.
func recordedPage(path string, rec *warc.Record, force bool) (scrape.Job, bool) {
	var m *warc.Message
	var err error
	switch rec.Type {
	case "response":
		m, err = warc.ReadMessage(rec, scrape.MaxPage, isPage)
	case "resource":
		m = &warc.Message{Status: http.StatusOK, Header: http.Header{"Content-Type": {rec.Header.Value("Content-Type")}}}
		if isPage(m) {
			m.Body, err = io.ReadAll(io.LimitReader(rec.Block, scrape.MaxPage+1))
		}
	default:
		return scrape.Job{}, false
	}
	if err == nil && !isPage(m) || !strings.HasPrefix(rec.URI, "http") {
		return scrape.Job{}, false
	}
	job := scrape.Job{Path: path, URL: rec.URI}
	switch {
	case errors.Is(err, warc.ErrTooLarge):
		job.Err = &scrape.Wall{Kind: "too-large", Reason: err.Error()}
	case err != nil:
		job.Err = damaged(err)
	case m.Cut && !force:
		job.Err = &scrape.Wall{Kind: "truncated", Reason: "the recording holds only a part of the page"}
	default:
		job.Source = recordedSource(path, rec, m)
	}
	return job, true
}

// isPage reports whether a message is an HTML page by its status and label.
func isPage(m *warc.Message) bool {
	mime, _, _ := strings.Cut(m.Header.Get("Content-Type"), ";")
	mime = strings.ToLower(strings.TrimSpace(mime))
	return (m.Status == http.StatusOK || m.Status == http.StatusNonAuthoritativeInfo) && (mime == "text/html" || mime == "application/xhtml+xml")
}

func recordedSource(path string, rec *warc.Record, m *warc.Message) *scrape.Source {
	h := m.Header.Clone()
	for _, secret := range []string{"Set-Cookie", "Set-Cookie2"} {
		h.Del(secret)
	}
	src := &scrape.Source{
		URL: rec.URI, ContentType: m.Header.Get("Content-Type"), Body: m.Body, Retrieved: rec.Date,
		Provenance: scrape.Provenance{
			RequestedURL: rec.URI, FinalURL: rec.URI, Status: m.Status, Headers: headerMap(h),
			WARC: &scrape.WARCRecord{File: filepath.Base(path), Offset: rec.Offset, RecordID: strings.Trim(rec.ID, "<>")},
		},
	}
	if m.Cut {
		src.Warnings = []string{"forced: the recording holds only a part of the page"}
	}
	return src
}
