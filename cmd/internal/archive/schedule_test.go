package archive

import (
	"testing"
	"time"
)

func TestNext(t *testing.T) {
	now := time.Date(2026, 11, 23, 3, 42, 0, 0, time.UTC)
	for _, tt := range []struct {
		name, refresh string
		age           time.Duration
		want          time.Duration // from now; -1 is never
	}{
		{"new", "auto", 0, 20 * time.Hour},
		{"a week old", "auto", 7 * day, 7 * day / 5},
		{"a year old", "auto", 365 * day, 73 * day},
		{"a century old", "auto", 36500 * day, 180 * day},
		{"from the future", "auto", -30 * day, 20 * time.Hour},
		{"never", "never", 7 * day, -1},
		{"always", "always", 7 * day, 0},
		{"each month", "30d", 7 * day, 30 * day},
		{"each fortnight", "2w", 7 * day, 14 * day},
		{"each half day", "12h", 7 * day, 12 * time.Hour},
	} {
		t.Run(tt.name, func(t *testing.T) {
			var r Refresh
			if err := r.Set(tt.refresh); err != nil {
				t.Fatal(err)
			}
			want := now.Add(tt.want)
			if tt.want < 0 {
				want = time.Time{}
			}
			if got := r.Next(now, now.Add(-tt.age)); !got.Equal(want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}

func TestRefreshReadsWhatItWrites(t *testing.T) {
	for _, s := range []string{"auto", "never", "always", "30d", "36h0m0s"} {
		var r Refresh
		if err := r.Set(s); err != nil || r.String() != s {
			t.Errorf("%s: got %s, %v", s, r.String(), err)
		}
	}
	for _, s := range []string{"", "often", "-1d", "1e9d", "-5h"} {
		var r Refresh
		if err := r.Set(s); err == nil {
			t.Errorf("%q is taken for %s", s, r.String())
		}
	}
}

func TestNextTry(t *testing.T) {
	now := time.Date(2026, 11, 23, 3, 42, 0, 0, time.UTC)
	for _, passing := range []bool{true, false} {
		last := time.Duration(0)
		for fails := 1; fails < 100; fails++ {
			wait := NextTry(now, fails, passing).Sub(now)
			if wait < last || wait > latestTry || wait <= 0 {
				t.Fatalf("passing %v, failure %d: %v after %v", passing, fails, wait, last)
			}
			last = wait
		}
		if last != latestTry {
			t.Errorf("passing %v: at last %v, want %v", passing, last, latestTry)
		}
	}
}
