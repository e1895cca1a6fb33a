package main

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/backissue/backissue/scrape"
)

// report is the account of a run that --report writes.
type report struct {
	Pages     int           `json:"pages"`     // stored and failed
	Stored    int           `json:"stored"`    // written, or there already
	Unchanged int           `json:"unchanged"` // of the stored: files that were not touched
	Failed    int           `json:"failed"`
	ExitCode  int           `json:"exit_code"`
	Failures  []pageFailure `json:"failures"` // in the order of the input; sorted by URL where hosts are asked side by side
}

// pageFailure is a page that was not stored.
type pageFailure struct {
	Path     string `json:"path,omitempty"`
	URL      string `json:"url,omitempty"`
	Kind     string `json:"kind"`
	Message  string `json:"message"`
	ExitCode int    `json:"exit_code"` // of a run over this page alone
}

func (r *report) fail(j scrape.Job, kind, message string, code int) {
	r.Failures = append(r.Failures, pageFailure{j.Path, j.URL, kind, message, code})
}

// sort brings the failures into an order that does not depend on which host
// answered first.
func (r *report) sort() {
	slices.SortStableFunc(r.Failures, func(a, b pageFailure) int { return strings.Compare(a.URL, b.URL) })
}

func (r *report) bytes(o *outcome, code int) ([]byte, error) {
	r.Stored, r.Unchanged, r.Failed = o.stored, o.unchanged, o.failures()
	r.Pages, r.ExitCode = r.Stored+r.Failed, code
	if r.Failures == nil {
		r.Failures = []pageFailure{}
	}
	b, err := json.MarshalIndent(r, "", "  ")
	return append(b, '\n'), err
}
