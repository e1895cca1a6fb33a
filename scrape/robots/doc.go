// Package robots reads robots.txt files (RFC 9309) and says what they allow.
// It does no I/O: the caller fetches the file and decides what a missing or
// broken one means (RFC 9309 §2.3.1).
//
//	file.go     Parse, File: lines, groups, sitemaps, crawl delays
//	pattern.go  the paths of rules: percent-encoding, "*" and "$", in linear time
package robots
