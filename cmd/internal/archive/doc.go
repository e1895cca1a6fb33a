// Package archive keeps the plain files of an archive, which outlive the
// program: all that a run remembers beside them can be made from them again.
//
//	backissue.yaml                        titles and options (config.go)
//	TITLE/issues/DATE-NUMBER/issue.json   an issue, with its articles beside it
//	TITLE/articles/YEAR/DATE-SLUG.md      articles that no issue lists, with their .json
//	versions/ID/RETRIEVED.json            earlier texts of changed articles (version.go)
//	runs/TIME.jsonl                       what each run found new, changed, gone or failed (runlog.go)
//	warc/                                 what was asked and answered
//	.backissue/                           lock and state
//
// A folder of articles, versions and runs have a manifest each, in the form of
// BagIt (manifest.go), which a ledger keeps true whatever ends a run
// (ledger.go). How soon what is known is asked for again is in schedule.go,
// whether a text has changed in compare.go, whether all is as it was left in
// check.go, and how the state is made again in rebuild.go.
package archive
