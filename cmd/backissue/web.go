package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"

	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/fetch"
	"github.com/backissue/backissue/scrape/rules"
	"github.com/backissue/backissue/scrape/warc"
)

// web is where pages come from: the network, with or without a recording, or
// a recording that stands in for it.
type web struct {
	client    *fetch.Client
	recording *recording   // nil where nothing is recorded
	memory    *memory      // of the folder that is written; may be nil
	player    *warc.Player // nil where the network answers
	rules     *rules.Set   // for contents pages and requests; nil where none are known
}

// openWeb makes what the options ask for.
func openWeb(t *tui, o *fetchOptions, e *evidenceOptions) (*web, error) {
	c, err := o.client(t)
	if err != nil {
		return nil, err
	}
	w := &web{client: c}
	switch {
	case e.warc != "" && e.replay != "":
		return nil, usage(errors.New("--warc and --replay exclude each other"), "")
	case e.warc != "":
		w.recording = record(c)
		err = w.recording.open(e.warc)
	case e.replay != "":
		w.player, err = replay(c, e.replay)
	}
	return w, err
}

// close ends the recording after a run that ended with err, and gives the
// run's error, or its own where the run has none.
func (w *web) close(err error) error {
	w.client.CloseIdle()
	if w.player != nil {
		return errors.Join(err, w.player.Close())
	}
	if w.recording == nil {
		return err
	}
	if failed := w.recording.close(); failed != nil && err == nil {
		return &failure{code: exitDisk, err: fmt.Errorf("recording: %w", failed)}
	}
	return err
}

// opener opens pages of the web. A stamp that is not zero replaces the time of
// retrieval.
func (w *web) opener(stamp time.Time) func(context.Context, scrape.Job) (scrape.Source, error) {
	return func(ctx context.Context, j scrape.Job) (scrape.Source, error) {
		var t trail
		ctx, stop := t.follow(ctx)
		defer stop(nil)
		request := fetch.Request{URL: j.URL}
		if p, ok := w.memory.page(j.URL); ok && j.Part == 0 {
			request.ETag, request.LastModified = p.ETag, p.LastModified
			t.earlier = &warc.Seen{URL: j.URL, Date: p.Checked}
		}
		var refused []string
		request.Header, refused = w.headers(j.URL)
		r, err := w.client.Do(ctx, request)
		switch {
		case err != nil && context.Cause(ctx) != nil:
			return scrape.Source{}, context.Cause(ctx)
		case err != nil:
			return scrape.Source{}, err
		case r.NotModified:
			return scrape.Source{}, errNotModified
		}
		src := w.source(r, &t)
		src.Warnings = append(src.Warnings, refused...)
		if !stamp.IsZero() {
			src.Retrieved = stamp
		}
		return src, nil
	}
}

// do asks for what belongs to a page: a listing, a picture, a file.
func (w *web) do(ctx context.Context, r fetch.Request) (*fetch.Response, error) {
	r.Header, _ = w.headers(cmp.Or(r.From, r.URL))
	return w.client.Do(ctx, r)
}

// headers are those that the site's rule wants in a request, and warnings of
// the ones that it cannot have.
func (w *web) headers(url string) (h http.Header, refused []string) {
	wanted := w.rules.Headers(url)
	if len(wanted) == 0 {
		return nil, nil
	}
	h = http.Header{}
	for _, name := range slices.Sorted(maps.Keys(wanted)) {
		if err := fetch.AddHeader(h, name+": "+wanted[name]); err != nil {
			refused = append(refused, "rule: "+err.Error())
		}
	}
	return h, refused
}

// errNotModified is the server's word that what is stored is still right.
var errNotModified = errors.New("not modified")

// source is a response with the account of how it came.
func (w *web) source(r *fetch.Response, t *trail) scrape.Source {
	if w.player != nil {
		r.Retrieved = captured(r)
	}
	p := scrape.Provenance{
		RequestedURL: r.URL, FinalURL: r.Final, Status: r.Status,
		Headers: headerMap(r.Header), Insecure: r.Insecure, WARC: t.place(),
	}
	for _, h := range r.Hops {
		p.Redirects = append(p.Redirects, scrape.Redirect{URL: h.URL, Status: h.Status})
	}
	if r.RobotsIgnored {
		p.Robots = "ignored"
	}
	src := scrape.Source{URL: r.Final, ContentType: r.ContentType, Body: r.Body, Retrieved: r.Retrieved, Provenance: p}
	if r.MaybeCut {
		src.Warnings = append(src.Warnings, "maybe-cut: nothing but the end of the connection says that the page is whole")
	}
	return src
}

func headerMap(h map[string][]string) map[string]string {
	m := make(map[string]string, len(h))
	for name, values := range h {
		m[name] = strings.Join(values, ", ")
	}
	return m
}
