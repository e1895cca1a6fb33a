package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

var update = flag.Bool("update", false, "write the generated parts of README.md")

const readme = "../../README.md"

// TestREADME holds the README to the program: its tables are those that the
// flags and exit codes give.
func TestREADME(t *testing.T) {
	ui, _, _ := newTestTUI()
	root := newRoot(ui)
	old, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	text := string(old)
	for _, part := range []struct{ name, body string }{
		{"exit codes", exitCodesTable()},
		{"flags", flagsTable(root)},
		{"environment", environmentTable(root)},
	} {
		begin, end := "<!-- "+part.name+" -->\n", "<!-- end -->"
		i := strings.Index(text, begin)
		if i < 0 {
			t.Fatalf("README.md has no part %q", part.name)
		}
		i += len(begin)
		j := i + strings.Index(text[i:], end)
		if got := text[i:j]; got != part.body && !*update {
			t.Errorf("README.md, %s: not as the program has it; go test ./cmd/backissue -update writes\n%s", part.name, part.body)
		}
		text = text[:i] + part.body + text[j:]
	}
	if *update && text != string(old) {
		if err := os.WriteFile(readme, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	visitCommands(root, func(c *cobra.Command) {
		if c.Parent() != root {
			return
		}
		name := "`backissue " + c.Name()
		if c.IsAdditionalHelpTopicCommand() {
			name = "`" + c.Name() + "`"
		}
		if !strings.Contains(text, name) {
			t.Errorf("README.md does not name %s", c.CommandPath())
		}
	})
}

func exitCodesTable() string {
	var b strings.Builder
	b.WriteString("| code | meaning |\n|---|---|\n")
	for _, e := range exitCodes {
		fmt.Fprintf(&b, "| %d | %s |\n", e.code, e.meaning)
	}
	return b.String()
}

// flagsTable lists every flag of every command, by groups: under the heading
// the commands that have the group, with a flag those that have it where some
// do not.
func flagsTable(root *cobra.Command) string {
	rows := map[string][]*flagRow{}
	with := map[string][]string{} // the commands of a group
	for _, c := range root.Commands() {
		c.NonInheritedFlags().VisitAll(func(f *pflag.Flag) {
			for _, g := range f.Annotations[group] {
				if !slices.Contains(with[g], c.Name()) {
					with[g] = append(with[g], c.Name())
				}
				rows[g] = addFlagRow(rows[g], newFlagRow(f), c.Name())
			}
		})
	}
	root.PersistentFlags().VisitAll(func(f *pflag.Flag) {
		r := newFlagRow(f)
		r.commands = with["Run"]
		rows["Run"] = append(rows["Run"], &r)
	})
	var b strings.Builder
	b.WriteString("| flag | default | meaning |\n|---|---|---|\n")
	for _, g := range groups {
		fmt.Fprintf(&b, "| **%s** (%s) | | |\n", g, codeList(with[g]))
		for _, r := range rows[g] {
			if len(r.commands) < len(with[g]) {
				r.text += " (" + codeList(r.commands) + ")"
			}
			fmt.Fprintf(&b, "| `%s` | %s | %s |\n", r.name, r.value, r.text)
		}
	}
	return b.String()
}

func codeList(names []string) string { return "`" + strings.Join(names, "`, `") + "`" }

// flagRow is a row of the table of flags.
type flagRow struct {
	name, value, text string
	commands          []string
}

// addFlagRow adds a command's flag to the rows of its group, or the command to
// the row that is there.
func addFlagRow(rows []*flagRow, r flagRow, command string) []*flagRow {
	for _, old := range rows {
		if old.name == r.name && old.text == r.text {
			old.commands = append(old.commands, command)
			return rows
		}
	}
	r.commands = []string{command}
	return append(rows, &r)
}

func newFlagRow(f *pflag.Flag) flagRow {
	name, text := pflag.UnquoteUsage(f)
	if f.Shorthand != "" {
		name = "-" + f.Shorthand + ", --" + f.Name + " " + name
	} else {
		name = "--" + f.Name + " " + name
	}
	value := ""
	if f.DefValue != "" && f.DefValue != "false" && f.DefValue != "[]" && f.DefValue != "0" {
		value = "`" + f.DefValue + "`"
	}
	return flagRow{name: strings.ReplaceAll(strings.TrimSpace(name), "|", `\|`), value: value, text: text}
}

func environmentTable(root *cobra.Command) string {
	var b strings.Builder
	b.WriteString("`" + strings.Join(variables(root), "`, `") + "`.\n\n| also read | |\n|---|---|\n")
	for _, e := range environment {
		fmt.Fprintf(&b, "| `%s` | %s |\n", strings.ReplaceAll(e.name, ", ", "`, `"), e.meaning)
	}
	return b.String()
}

// TestREADMEDemo runs the README's first command and compares what the README
// shows of its output, which ends where "[...]" stands.
func TestREADMEDemo(t *testing.T) {
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	command := strings.TrimSpace(block(t, string(text), "```sh\n"))
	args, ok := strings.CutPrefix(command, "go run ./cmd/backissue ")
	if !ok {
		t.Fatalf("the README's first command is %q", command)
	}
	t.Chdir("../..")
	ui, out, errOut := newTestTUI()
	root := newRoot(ui)
	root.SetArgs(strings.Fields(args))
	if code := ui.exit(context.Background(), root.ExecuteContext(context.Background())); code != 0 || errOut.Len() > 0 {
		t.Fatalf("exit code %d: %s", code, errOut)
	}
	if *update {
		text = bytes.Replace(text, []byte(block(t, string(text), "```markdown\n")), []byte(excerpt(out.String())), 1)
		if err := os.WriteFile("README.md", text, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	if shown := block(t, string(text), "```markdown\n"); shown != excerpt(out.String()) {
		t.Errorf("got %s\nthe README shows %s", excerpt(out.String()), shown)
	}
}

// block is the first fenced block of text that opens so.
func block(t *testing.T, text, fence string) string {
	t.Helper()
	_, rest, ok := strings.Cut(text, fence)
	body, _, closed := strings.Cut(rest, "```")
	if !ok || !closed {
		t.Fatalf("README.md has no block that opens with %q", fence)
	}
	return body
}

// excerpt is the front matter and the first two paragraphs.
func excerpt(md string) string {
	parts := strings.SplitAfterN(md, "\n\n", 5)
	return strings.Join(parts[:min(3, len(parts))], "") + "[...]\n"
}
