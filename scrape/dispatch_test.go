package scrape

import (
	"strings"
	"testing"
)

func TestBracketedReporters(t *testing.T) {
	for line, want := range map[string]string{
		"本报白沙镇3月11日电（记者林小舟、陈海燕）清晨六点":          "林小舟; 陈海燕",
		"本报白沙镇3月11日电(记者 林小舟 通讯员 陈海燕)":         "林小舟; 陈海燕",
		"【記者林小舟／白沙報導】清晨六點":                    "林小舟",
		"【田中花子記者】朝六時":                         "田中花子",
		"船长（六十岁）说，新的发动机很安静":                   "",
		"他（记者在场的时候总是不说话的那位）笑了":                "",
		"The crew (eleven of them) went home": "",
	} {
		_, names := bracketedReporters(line)
		if got := strings.Join(names, "; "); got != want {
			t.Errorf("%s: got %q, want %q", line, got, want)
		}
	}
}
