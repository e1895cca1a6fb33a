package main

import (
	"context"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestRulesTestAsksForPages(t *testing.T) {
	srv := httptest.NewServer(newSite(nil))
	defer srv.Close()
	rule := "title: //h1\nbody: //article\ntest_url: " + srv.URL + "/article\ntest_contains: lantern on the end\ntest_url: " + srv.URL + "/second\ntest_contains: a hurricane lamp\ntest_url: " + srv.URL + "/missing\n"
	for name, tt := range map[string]struct {
		rule string
		code int
		want string
	}{
		"one as expected, one not, one gone": {rule, exitPartly, `body: "a hurricane lamp" is missing`},
		"as expected":                        {rule[:strings.Index(rule, "lantern on")+len("lantern on")] + "\n", exitDone, ""},
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), "127.0.0.1.txt")
			if err := os.WriteFile(file, []byte(tt.rule), 0o666); err != nil {
				t.Fatal(err)
			}
			ui, out, errOut := newTestTUI()
			root := newRoot(ui)
			root.SetArgs([]string{"rules", "test", file, "--network", "--allow-host", "127.0.0.1", "--delay", "0", "--retries", "0"})
			ctx := context.Background()
			if code := ui.exit(ctx, root.ExecuteContext(ctx)); code != tt.code || !strings.Contains(out.String(), tt.want) || tt.want == "" && out.Len() > 0 {
				t.Errorf("exit code %d, want %d; printed %q, said %q", code, tt.code, out, errOut)
			}
		})
	}
}
