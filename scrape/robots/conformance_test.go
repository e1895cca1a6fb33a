package robots

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
)

// shared is a file of the test data that lies beside the module or at
// $BACKISSUE_SHARED. Without it the test is skipped.
func shared(t *testing.T, name string) []byte {
	t.Helper()
	dir := os.Getenv("BACKISSUE_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	data, err := os.ReadFile(filepath.Join(dir, name))
	if os.IsNotExist(err) {
		t.Skipf("no test data: %v", err)
	}
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestGoogle holds the package to the decisions of the tests of Google's
// parser (github.com/google/robotstxt).
func TestGoogle(t *testing.T) {
	var cases []struct {
		Test, Robots, Agent, URL string
		Allowed                  bool
	}
	if err := json.Unmarshal(shared(t, "conformance/robots/google-robots.json"), &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) != 145 {
		t.Fatalf("got %d cases, want 145", len(cases))
	}
	for i, c := range cases {
		t.Run(fmt.Sprintf("%03d_%s", i, c.Test), func(t *testing.T) {
			if got := Parse([]byte(c.Robots)).Allowed(c.Agent, c.URL); got != c.Allowed {
				t.Errorf("agent %q, url %.100q: got %v, want %v\n%.300s", c.Agent, c.URL, got, c.Allowed, c.Robots)
			}
		})
	}
}
