package main

import (
	"testing"
	"time"
)

func TestDuration(t *testing.T) {
	for _, c := range []struct {
		in   string
		want time.Duration
		bad  bool
	}{
		{in: "1s", want: time.Second},
		{in: "500ms", want: 500 * time.Millisecond},
		{in: "1m30s", want: 90 * time.Second},
		{in: "2", want: 2 * time.Second},
		{in: "0", want: 0},
		{in: "0.25", want: 250 * time.Millisecond},
		{in: "-1", bad: true},
		{in: "-1s", bad: true},
		{in: "soon", bad: true},
		{in: "", bad: true},
		{in: "NaN", bad: true},
		{in: "Inf", bad: true},
		{in: "1e300", bad: true},
	} {
		t.Run(c.in, func(t *testing.T) {
			var d duration
			err := d.Set(c.in)
			if (err != nil) != c.bad || time.Duration(d) != c.want {
				t.Errorf("got %v, %v; want %v, error %v", time.Duration(d), err, c.want, c.bad)
			}
		})
	}
}

func TestSize(t *testing.T) {
	for _, c := range []struct {
		in, shown string
		want      int64
		bad       bool
	}{
		{in: "20MB", shown: "20MB", want: 20 << 20},
		{in: "20mb", shown: "20MB", want: 20 << 20},
		{in: "512K", shown: "512KB", want: 512 << 10},
		{in: "1GiB", shown: "1GB", want: 1 << 30},
		{in: "1000", shown: "1000", want: 1000},
		{in: "100B", shown: "100", want: 100},
		{in: "0", shown: "0", bad: true},
		{in: "-5", shown: "0", bad: true},
		{in: "many", shown: "0", bad: true},
		{in: "", shown: "0", bad: true},
		{in: "9999999999G", shown: "0", bad: true},
	} {
		t.Run(c.in, func(t *testing.T) {
			var z size
			err := z.Set(c.in)
			if (err != nil) != c.bad || int64(z) != c.want || z.String() != c.shown {
				t.Errorf("got %d (%s), %v; want %d (%s), error %v", z, z.String(), err, c.want, c.shown, c.bad)
			}
		})
	}
}
