// Command backissue turns the web pages of periodicals into archives: article
// pages in, clean Markdown or JSON out.
//
// This package asks: it reads flags, wires package scrape (which reads pages)
// to package convert (which writes articles), and says what happened.
//
//	main.go      build, run, turn an error into an exit code
//	root.go      the command tree, and what happens before every command
//	fetch.go     backissue fetch      pages from the network
//	issue.go     backissue issue      whole issues from their contents pages
//	sync.go      backissue sync       an archive, brought up to date
//	init.go      backissue init       the beginning of an archive
//	convert.go   backissue convert    pages from files, never the network
//	update.go    and an archive's own pages, read again
//	list.go      backissue list       what feeds and sitemaps hold
//	verify.go    backissue verify     archives and recordings, for damage
//	rules.go     backissue rules      site rules; rulestest.go runs their samples
//	schema.go    backissue schema     the JSON Schema of the record
//	version.go   backissue version    and the name that requests carry
//	man.go       backissue man        manual pages
//	help.go      help topics, and usage texts by groups of flags
//
//	flags.go     the groups of flags that commands share
//	values.go    values of flags with units: durations, sizes, choices
//	suggest.go   what to say to an unknown flag or command
//	client.go    the HTTP client that the flags ask for
//	web.go       pages from the network, with or without a recording
//	recording.go the WARC files that are written, or played back
//	contents.go  what contents pages list
//	issuerun.go  one issue: its folder, its PDFs, issue.json
//	issuehistory.go  what earlier runs knew of an issue in an archive
//	pictures.go  images beside the articles
//	syncer.go    what of a title is new or due
//	visit.go     the pages a sync asks for, and what it makes of their answers
//	warcjobs.go  the pages in WARC files
//	memory.go    what a run into a folder remembers until all is done
//	environ.go   flags from BACKISSUE_* variables
//	config.go    and from the archive's and the user's own configuration
//	input.go     lists of pages: paths, folders, manifests, URLs
//	run.go       carries pages from their jobs to their place, and counts
//	sink.go      the places: standard output, a file, a folder
//	file.go      files that are whole or not there
//	report.go    the machine-readable account of a run
//	explanation.go  why a page's blocks were kept or dropped
//	tzdata.go    time zones, where the system has none
//	exit.go      the exit codes, and which error has which
//	tui.go       the rules of every message, and their only way out
//	progress.go  the bar on a terminal
//	signal.go    interruption
package main

import (
	"context"
	"os"
)

func main() {
	os.Exit(run(os.Args[1:]))
}

// run executes the command line and returns the exit code.
func run(args []string) int {
	ctx, stop := interruptible(context.Background())
	defer stop()
	t := newTUI(os.Stdin, os.Stdout, os.Stderr, os.LookupEnv)
	root := newRoot(t)
	root.SetArgs(args)
	return t.exit(ctx, root.ExecuteContext(ctx))
}
