package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/backissue/backissue/convert"
	"github.com/backissue/backissue/scrape"
	"github.com/backissue/backissue/scrape/fetch"
	"github.com/backissue/backissue/scrape/warc"
)

// The exit codes.
const (
	exitDone        = 0
	exitUnexpected  = 1
	exitUsage       = 2
	exitPartly      = 3
	exitNoArticle   = 4
	exitNetwork     = 5
	exitRefused     = 6
	exitDisk        = 7
	exitLocked      = 8
	exitOutOfTime   = 10
	exitDamage      = 11
	exitInterrupted = 130
	exitTerminated  = 143
)

// exitCodes is the table that the help topic, the manual pages and the README
// print.
var exitCodes = []struct {
	code    int
	meaning string
}{
	{exitDone, "done; also when nothing was new, and when --limit was reached"},
	{exitUnexpected, "unexpected error"},
	{exitUsage, "usage or configuration, no such input file"},
	{exitPartly, "partly done: something is stored, something failed"},
	{exitNoArticle, "nothing stored: what was read is gone or holds no article (404, 410, soft 404, consent wall, empty page, not HTML, over the size limit)"},
	{exitNetwork, "nothing stored: network or server failure that a later try may cure (timeout, unknown host, cut or corrupt body, 408, 429, 5xx)"},
	{exitRefused, "nothing stored: refused (robots.txt, 401, 403, 451, a blocked address)"},
	{exitDisk, "disk error; stops at once"},
	{exitLocked, "another run holds the folder or the recording"},
	{exitOutOfTime, "stopped at --max-duration; the same command goes on"},
	{exitDamage, "verify found damage"},
	{exitInterrupted, "interrupted: what was stored stays, and the same command does the rest"},
	{exitTerminated, "terminated: as 130"},
}

// exitRank orders the codes of failures of several kinds when nothing was
// stored: the first one wins.
var exitRank = []int{exitDisk, exitLocked, exitNetwork, exitRefused, exitNoArticle, exitUsage, exitUnexpected}

// failure is an error with its exit code and what to do about it.
type failure struct {
	code int
	err  error
	hint string
}

func (f *failure) Error() string { return f.err.Error() }

func (f *failure) Unwrap() error { return f.err }

// usage is the failure of a command line or setting that cannot be followed.
func usage(err error, hint string) error {
	return &failure{code: exitUsage, err: err, hint: hint}
}

// stdoutError gives a failed write to standard output the code of a full disk;
// nil stays nil.
func stdoutError(err error) error {
	if err == nil {
		return nil
	}
	return &failure{code: exitDisk, err: fmt.Errorf("writing to standard output: %w", err)}
}

// codeOf is the exit code of an error.
func codeOf(err error) int {
	_, code, _ := explain(err)
	return code
}

// explain sorts an error: its kind (a word for the report), its exit code and
// a hint, which may be empty.
func explain(err error) (kind string, code int, hint string) {
	var (
		f    *failure
		wall *scrape.Wall
		net  *fetch.Error
		miss *incomplete
	)
	switch {
	case err == nil:
		return "", exitDone, ""
	case errors.As(err, &f):
		return failureKinds[f.code], f.code, f.hint
	case errors.As(err, &miss):
		return "incomplete", exitNoArticle, "without --strict it is stored"
	case errors.As(err, &wall):
		return wall.Kind, exitNoArticle, wallHint(wall.Kind)
	case errors.Is(err, warc.ErrNotRecorded):
		return "not-recorded", exitNoArticle, ""
	case errors.As(err, &net):
		return net.Kind.String(), codeOfFetch(net), ""
	case errors.Is(err, convert.ErrDisk), errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EIO):
		return "disk", exitDisk, ""
	case errors.Is(err, fs.ErrNotExist), errors.Is(err, fs.ErrPermission):
		return "input", exitUsage, ""
	case errors.Is(err, context.Canceled):
		return "interrupted", exitInterrupted, ""
	}
	return "unexpected", exitUnexpected, ""
}

// failureKinds names the failures that are no error of another package.
var failureKinds = map[int]string{
	exitUnexpected: "unexpected", exitUsage: "input", exitNoArticle: "no-article",
	exitNetwork: "network", exitRefused: "refused", exitDisk: "disk", exitLocked: "locked",
}

func wallHint(kind string) string {
	switch kind {
	case "soft-404", "consent", "challenge", "login", "no-article":
		return "--force writes it all the same, with the reason in its warnings"
	}
	return ""
}

// outcome counts what became of the pages of a run.
type outcome struct {
	stored    int         // pages that were written, or were there already
	unchanged int         // of stored: the files that were not touched
	failed    map[int]int // pages by exit code
}

func (o *outcome) fail(code int) {
	if o.failed == nil {
		o.failed = map[int]int{}
	}
	o.failed[code]++
}

func (o *outcome) failures() int {
	n := 0
	for _, k := range o.failed {
		n += k
	}
	return n
}

// code is the exit code of the run.
func (o *outcome) code() int {
	if o.failed[exitDisk] > 0 {
		return exitDisk
	}
	if o.failures() == 0 {
		return exitDone
	}
	if o.stored > 0 {
		return exitPartly
	}
	for _, c := range exitRank {
		if o.failed[c] > 0 {
			return c
		}
	}
	return exitUnexpected
}
