// Package state keeps what a run remembers for the next one: what is to do and
// what is done, in DIR/.backissue/state.db.
//
// It is a SQLite database under a lock of our own: one process holds it at a
// time, so it works with a rollback journal and without shared memory, on
// network file systems too. It knows nothing of articles: keys, hosts and
// payloads are the caller's. Everything in it but validators and timers can be
// made again from the files it speaks of.
//
//   - store.go: opening, closing and discarding a Store
//   - lock.go: one process at a time, and who it is
//   - schema.go: the tables and their versions
//   - save.go: changes become durable, many at once
//   - seal.go: the checksum of a database that was closed
//   - queue.go, hosts.go: jobs: added, leased by host, finished
//   - memory.go: Retry-After and robots.txt, as a polite client remembers them
//   - page.go: validators of pages, for conditional requests
//   - article.go: what is known of an article that is visited again
//   - errors.go: what can go wrong, and what to do about it
//
// Times are stored as Unix milliseconds, UTC.
package state
