package fetch

import "time"

// Memory is what a Client remembers across runs. Its methods may be called by
// many goroutines at once. A Client without one remembers, in its own memory,
// as long as it lives. The validators of pages (ETag, Last-Modified) are not
// part of it: only who keeps a page's text knows that a 304 loses nothing, so
// they come with the Request and go with the Response.
type Memory interface {
	// RetryAfter is the time before which key, a URL or a host name, must not
	// be asked; the zero time if it may.
	RetryAfter(key string) time.Time
	// SetRetryAfter remembers such a time.
	SetRetryAfter(key string, at time.Time)
	// Robots is the robots.txt of an origin ("https://example.org:443") as it
	// was last answered, when that was, and whether there is one. The client
	// judges its age.
	Robots(origin string) (fetched time.Time, body []byte, ok bool)
	// SetRobots remembers a robots.txt that was answered: its body, at most
	// 500 KiB, empty where the file is missing or may not be read, which allows
	// everything. Answers that mean "not now" (RFC 9309 §2.3.1.4) are never
	// remembered.
	SetRobots(origin string, fetched time.Time, body []byte)
}

// forgetful is the Memory of a Client that was given none.
type forgetful struct{}

func (forgetful) RetryAfter(string) time.Time             { return time.Time{} }
func (forgetful) SetRetryAfter(string, time.Time)         {}
func (forgetful) Robots(string) (time.Time, []byte, bool) { return time.Time{}, nil, false }
func (forgetful) SetRobots(string, time.Time, []byte)     {}
