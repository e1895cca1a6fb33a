// Package fetch is a polite HTTP client: it brings pages whole or says why not.
//
// It asks robots.txt first, keeps one connection and one delay for each host,
// retries what a later try may cure, follows redirects itself and holds every
// hop to the same rules, refuses private addresses, and knows no secret that
// leaves its origin. It knows nothing of articles.
//
//	client.go       Client and its limits; Get and Do
//	visit.go        one page from its first try to its last, redirects included
//	exchange.go     one request and its whole answer
//	answer.go       which statuses are pages, redirects, failures
//	retry.go        what is tried again and when: backoff, Retry-After, the page's time
//	body.go         reading within limits: size, ratio, speed, whole or not
//	decode.go       gzip, br, zstd, deflate
//	host.go         one connection and one delay for each host; hosts that want to be left alone
//	robotstxt.go    may the page be asked for? (RFC 9309 §2.3)
//	address.go      which addresses are refused
//	transport.go    the network: dialling, TLS, proxies
//	url.go          WHATWG URLs and their origins
//	credentials.go  headers, passwords and netrc, bound to one origin
//	cookies.go      cookies.txt, and a page's own cookies
//	memory.go       what is remembered across runs
//	errors.go       Error, its kinds and its sentences
package fetch
