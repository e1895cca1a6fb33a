package archive

import (
	"errors"
	"strconv"
	"strings"
	"time"
)

const day = 24 * time.Hour

// Bounds of the time between two visits. The shorter ones are less than a full
// day, so that a daily run which begins a minute early skips none.
const (
	soonestVisit = 20 * time.Hour
	latestVisit  = 180 * day
	latestTry    = 60 * day
)

// Refresh says how soon what is stored is asked for again. The zero value is
// "auto": after a fifth of the time since it last changed.
type Refresh struct {
	never bool
	fixed bool
	every time.Duration
}

// Set reads "auto", "never", "always", or a time: "12h", "30d", "2w".
func (r *Refresh) Set(s string) error {
	switch s {
	case "auto":
		*r = Refresh{}
		return nil
	case "never":
		*r = Refresh{never: true}
		return nil
	case "always":
		*r = Refresh{fixed: true}
		return nil
	}
	every, err := longDuration(s)
	if err != nil {
		return errors.New("auto, never, always or a time such as 30d is wanted")
	}
	*r = Refresh{fixed: true, every: every}
	return nil
}

// String is what Set reads.
func (r *Refresh) String() string {
	switch {
	case r.never:
		return "never"
	case !r.fixed:
		return "auto"
	case r.every == 0:
		return "always"
	case r.every%day == 0:
		return strconv.Itoa(int(r.every/day)) + "d"
	}
	return r.every.String()
}

// Type is the name of the value in usage texts.
func (r *Refresh) Type() string { return "AGE" }

func longDuration(s string) (time.Duration, error) {
	unit := map[byte]time.Duration{'d': day, 'w': 7 * day}
	if s != "" && unit[s[len(s)-1]] > 0 {
		n, err := strconv.Atoi(strings.TrimSpace(s[:len(s)-1]))
		if err == nil && (n < 0 || n > 36500) {
			err = strconv.ErrRange
		}
		return time.Duration(n) * unit[s[len(s)-1]], err
	}
	d, err := time.ParseDuration(s)
	if err == nil && d < 0 {
		err = strconv.ErrRange
	}
	return d, err
}

// Next is when what changed last at the time changed is to be asked for again,
// having been seen now: the older, the rarer. The zero time is never.
func (r *Refresh) Next(now, changed time.Time) time.Time {
	switch {
	case r.never:
		return time.Time{}
	case r.fixed:
		return now.Add(r.every)
	}
	return now.Add(min(max(now.Sub(changed)/5, soonestVisit), latestVisit))
}

// Fixed is when what was seen last at the time seen is to be asked for again,
// where that is not left to its age. The zero time is never.
func (r *Refresh) Fixed(seen time.Time) (next time.Time, fixed bool) {
	switch {
	case r.never:
		return time.Time{}, true
	case r.fixed:
		return seen.Add(r.every), true
	}
	return time.Time{}, false
}

// NextTry is when something that failed, fails times in a row, is to be asked
// for again: each time after twice the time, sooner where the failure may pass
// by itself.
func NextTry(now time.Time, fails int, passing bool) time.Time {
	wait := soonestVisit
	if passing {
		wait = 30 * time.Minute
	}
	for range min(max(fails-1, 0), 12) {
		wait *= 2
	}
	return now.Add(min(wait, latestTry))
}
