// Package warc keeps HTTP traffic in WARC files and plays it back.
//
// It writes WARC/1.1 (ISO 28500:2017) and reads WARC/1.0, WARC/1.1 and ARC,
// plain or gzip, one record at a time and with flat memory. The files of the
// package, in the order in which a capture passes them:
//
//   - recorder.go: an http.RoundTripper that takes the bytes of each exchange
//     from the connection, as they were sent and received
//   - tap.go: the connection that keeps them
//   - tunnel.go: TLS, also through a proxy, with the bytes inside it in reach
//   - exchange.go: what one exchange becomes: request, response, metadata,
//     revisit and conversion records
//   - blank.go: cookies and credentials are blanked in what is written
//   - writer.go: records into files, by several goroutines
//   - pack.go: a record as a gzip member
//   - file.go and lock_*.go: how a file is begun: rotation, lock, warcinfo
//   - repair.go: how a file is gone on with, after a crash too
//   - header.go: the named fields of a record
//   - reader.go, member.go and arc.go: the way back
//   - message.go and encoding.go: the HTTP message in a response record, decoded
//   - player.go and answer.go: an http.RoundTripper that answers from WARC files
//   - cdxj.go: the index of a file
//   - index.go: the index of a folder
//   - verify.go and digest.go: digests, lengths, members and references of
//     whole files
package warc
