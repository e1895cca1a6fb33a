package main

import (
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// duration is a flag's value: "1s", "500ms", "2m", or a bare number of
// seconds.
type duration time.Duration

// String implements pflag.Value.
func (d *duration) String() string { return time.Duration(*d).String() }

// Type implements pflag.Value.
func (d *duration) Type() string { return "DURATION" }

// Set implements pflag.Value.
func (d *duration) Set(s string) error {
	v, err := parseDuration(s)
	if err == nil {
		*d = duration(v)
	}
	return err
}

func parseDuration(s string) (time.Duration, error) {
	v, err := time.ParseDuration(s)
	if seconds, ferr := strconv.ParseFloat(s, 64); ferr == nil {
		if math.IsNaN(seconds) || math.Abs(seconds) > math.MaxInt64/float64(time.Second) {
			return 0, errors.New("too long")
		}
		v, err = time.Duration(seconds*float64(time.Second)), nil
	}
	switch {
	case err != nil:
		return 0, errors.New(`a duration is a number with a unit, "1s", "500ms" or "2m", or a number of seconds`)
	case v < 0:
		return 0, errors.New("a duration cannot be negative")
	}
	return v, nil
}

// size is a flag's value in bytes: "20MB", "512K" or a bare number. A KB is
// 1024 bytes, with or without an "i" between.
type size int64

// String implements pflag.Value.
func (z *size) String() string {
	for _, u := range []struct {
		name  string
		shift uint
	}{{"GB", 30}, {"MB", 20}, {"KB", 10}} {
		if *z != 0 && int64(*z)%(1<<u.shift) == 0 {
			return fmt.Sprintf("%d%s", int64(*z)>>u.shift, u.name)
		}
	}
	return strconv.FormatInt(int64(*z), 10)
}

// Type implements pflag.Value.
func (z *size) Type() string { return "SIZE" }

// Set implements pflag.Value.
func (z *size) Set(s string) error {
	digits := strings.TrimRight(strings.ToUpper(s), "BI")
	var shift uint
	for i, unit := range []string{"K", "M", "G"} {
		if rest, ok := strings.CutSuffix(digits, unit); ok {
			digits, shift = rest, uint(10*(i+1))
			break
		}
	}
	n, err := strconv.ParseInt(strings.TrimSpace(digits), 10, 64)
	if err != nil || n <= 0 || n > math.MaxInt64>>shift {
		return errors.New(`a size is a number of bytes, or one with a unit: "20MB", "512K"`)
	}
	*z = size(n << shift)
	return nil
}

// choice is a flag's value that is one of a few words.
type choice struct {
	value string
	words []string
}

// String implements pflag.Value.
func (c *choice) String() string { return c.value }

// Type implements pflag.Value.
func (c *choice) Type() string { return strings.Join(c.words, "|") }

// Set implements pflag.Value.
func (c *choice) Set(s string) error {
	for _, w := range c.words {
		if s == w {
			c.value = s
			return nil
		}
	}
	return errors.New("it is one of " + strings.Join(c.words, ", "))
}
