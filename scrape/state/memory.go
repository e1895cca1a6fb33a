package state

import "time"

const (
	// furthest is how far ahead a time may lie that a server asked to wait for,
	// and jobs are put off to; what lies more than a day beyond was written by a
	// clock that was wrong, and is ignored.
	furthest = 365 * 24 * time.Hour
	// skew is how far clocks may differ before they are wrong.
	skew = 24 * time.Hour
	// robotsAge is how long a robots.txt is kept (RFC 9309 §2.4).
	robotsAge = 24 * time.Hour
)

// latest is the last time, in Unix milliseconds, that is believed.
func (s *Store) latest() int64 { return s.now().Add(furthest + skew).UnixMilli() }

// RetryAfter is the time before which key, a URL or a host name, must not be
// asked; the zero time if it may.
func (s *Store) RetryAfter(key string) time.Time {
	s.mu.Lock()
	defer s.mu.Unlock()
	at, ok := s.retry[key]
	if !ok || at > s.latest() {
		return time.Time{}
	}
	return time.UnixMilli(at).UTC()
}

// SetRetryAfter remembers such a time, durably. A disk error shows at the next
// call that can return one.
func (s *Store) SetRetryAfter(key string, at time.Time) {
	// fail remembers the error.
	_ = s.durably("remembering Retry-After", func() error {
		s.retry[key] = at.UnixMilli()
		_, err := s.exec("INSERT INTO retry (key, at) VALUES (?, ?) ON CONFLICT DO UPDATE SET at = excluded.at", key, at.UnixMilli())
		return err
	})
}

// loadRetry reads the waits that have not passed; they are few.
func (s *Store) loadRetry() error {
	return s.each("SELECT key, at FROM retry WHERE at > ? AND at <= ?", []any{s.now().Add(-skew).UnixMilli(), s.latest()}, func(scan func(...any) error) error {
		var key string
		var at int64
		if err := scan(&key, &at); err != nil {
			return err
		}
		s.retry[key] = at
		return nil
	})
}

// Robots is the robots.txt of an origin ("https://example.org:443") as it was
// answered at the time fetched, and whether there is one that is less than 24
// hours old.
func (s *Store) Robots(origin string) (fetched time.Time, body []byte, ok bool) {
	err := s.read("reading robots.txt", func() error {
		var at int64
		found, err := s.one("SELECT fetched, body FROM robots WHERE origin = ?", []any{origin}, []any{&at, &body})
		fetched = time.UnixMilli(at).UTC()
		age := s.now().Sub(fetched)
		ok = found && age < robotsAge && age > -skew
		return err
	})
	if err != nil || !ok {
		return time.Time{}, nil, false
	}
	return fetched, body, true
}

// SetRobots remembers a robots.txt that was answered. It may be lost when the
// process dies: then it is asked for once more.
func (s *Store) SetRobots(origin string, fetched time.Time, body []byte) {
	// fail remembers the error.
	_ = s.soon("remembering robots.txt", func() error {
		_, err := s.exec("INSERT INTO robots (origin, fetched, body) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET fetched = excluded.fetched, body = excluded.body",
			origin, fetched.UnixMilli(), body)
		return err
	})
}

// forget removes what has passed, and what a wrong clock wrote.
func (s *Store) forget() error {
	now := s.now()
	return s.apply(func() error {
		if _, err := s.exec("DELETE FROM retry WHERE at < ? OR at > ?", now.Add(-skew).UnixMilli(), s.latest()); err != nil {
			return err
		}
		_, err := s.exec("DELETE FROM robots WHERE fetched < ? OR fetched > ?", now.Add(-robotsAge-skew).UnixMilli(), now.Add(skew).UnixMilli())
		return err
	})
}
