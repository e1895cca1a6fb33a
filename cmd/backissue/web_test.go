package main

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/fetch"
	"github.com/backissue/backissue/scrape/rules"
)

// TestRuleHeaders holds that the headers of a site's rule go along with pages
// and with what belongs to them, and that one it cannot have is a warning.
func TestRuleHeaders(t *testing.T) {
	got := map[string]string{}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got[r.URL.Path] = r.Header.Get("X-Fen") + r.Header.Get("Range")
		_, _ = w.Write([]byte("<p>text</p>"))
	}))
	defer server.Close()
	set := &rules.Set{}
	if err := set.Add(fstest.MapFS{"fen.yaml": {Data: []byte("site: 127.0.0.1\nheaders: {X-Fen: reed, Range: bytes=0-9}")}}, "test", "rules"); err != nil {
		t.Fatal(err)
	}
	w := &web{client: &fetch.Client{Delay: -1, Retries: -1, IgnoreRobots: true, AllowHosts: []string{"127.0.0.1"}}, rules: set}
	src, err := w.opener(time.Time{})(context.Background(), scrape.Job{URL: server.URL + "/page"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.do(context.Background(), fetch.Request{URL: server.URL + "/picture", From: server.URL + "/page"}); err != nil {
		t.Fatal(err)
	}
	if got["/page"] != "reed" || got["/picture"] != "reed" {
		t.Errorf("sent: %q", got)
	}
	if len(src.Warnings) != 1 || !strings.Contains(src.Warnings[0], "range cannot be chosen") {
		t.Errorf("warnings: %q", src.Warnings)
	}
}
