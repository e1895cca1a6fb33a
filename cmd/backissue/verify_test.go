package main

import (
	"bytes"
	"context"
	"io/fs"
	"math/rand/v2"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/backissue/backissue/convert"
)

// execute runs a command line in this process and gives its exit code.
func execute(t *testing.T, args ...string) (code int, out string) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	ui := newTUI(&bytes.Buffer{}, &stdout, &stderr, func(string) (string, bool) { return "", false })
	root := newRoot(ui)
	root.SetArgs(args)
	code = ui.exit(context.Background(), root.ExecuteContext(context.Background()))
	return code, stdout.String() + stderr.String()
}

// TestVerifyFindsAFlippedByte changes one byte in files of an archive, one after
// the other: each change is found.
func TestVerifyFindsAFlippedByte(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	srv := httptest.NewServer(newSite(nil))
	defer srv.Close()
	dir := t.TempDir()
	config := "titles:\n  mole:\n    issues: " + srv.URL + "/issues\n    feed: " + srv.URL + "/feed\n"
	if err := os.WriteFile(filepath.Join(dir, "backissue.yaml"), []byte(config), 0o666); err != nil {
		t.Fatal(err)
	}
	if code, out := execute(t, "sync", "-d", dir, "--allow-host=127.0.0.1", "--delay=0"); code != exitPartly {
		t.Fatalf("sync: exit code %d, %s", code, out)
	}
	if code, out := execute(t, "verify", dir); code != exitDone {
		t.Fatalf("verify: exit code %d, %s", code, out)
	}
	checkIssues(t, dir)
	var files []string
	err := filepath.WalkDir(dir, func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != "backissue.yaml" && !strings.Contains(name, string(filepath.Separator)+".backissue") {
			files = append(files, name)
		}
		return err
	})
	if err != nil || len(files) < 20 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for range 100 {
		name := files[random.IntN(len(files))]
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		at := random.IntN(len(data))
		was := data[at]
		data[at] ^= 1 << random.IntN(8)
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
		if code, _ := execute(t, "verify", dir); code != exitDamage {
			t.Errorf("%s, byte %d: exit code %d", name, at, code)
		}
		data[at] = was
		if err := os.WriteFile(name, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// checkIssues holds the issues of an archive to their published schema.
func checkIssues(t *testing.T, dir string) {
	t.Helper()
	document, err := jsonschema.UnmarshalJSON(bytes.NewReader(convert.IssueSchema()))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("issue.json", document); err != nil {
		t.Fatal(err)
	}
	schema, err := c.Compile("issue.json")
	if err != nil {
		t.Fatal(err)
	}
	names, err := filepath.Glob(filepath.Join(dir, "mole", "issues", "*", "issue.json"))
	if err != nil || len(names) != 2 {
		t.Fatalf("%d issues, %v", len(names), err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		issue, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err == nil {
			err = schema.Validate(issue)
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}
