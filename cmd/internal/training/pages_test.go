package training

import (
	"strings"
	"testing"
)

// TestBadGold wants a reason for each page whose gold is not believed.
func TestBadGold(t *testing.T) {
	lines := 0
	for line := range strings.Lines(badGoldTable) {
		if !strings.HasPrefix(line, "#") {
			lines++
		}
	}
	if n := len(badGold()); n != lines || n == 0 {
		t.Errorf("%d pages of %d lines", n, lines)
	}
	for page, why := range badGold() {
		if set, id, ok := strings.Cut(page, "/"); !ok || set == "" || id == "" || why == "" {
			t.Errorf("%q: %q", page, why)
		}
	}
}
