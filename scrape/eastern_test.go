package scrape

import (
	"strings"
	"testing"
)

func TestEasternByline(t *testing.T) {
	for line, want := range map[string]string{
		"海湾网 记者 林小舟 陈海燕":                "林小舟; 陈海燕",
		"时间：2004年10月21日14:18 作者：林小舟":    "林小舟",
		"作者: 林 舟：白沙镇学院，白沙":              "林舟",
		"作者：林小舟 时间：2005-08-22 19:13:18": "林小舟",
		"本报记者林小舟发自白沙":                   "林小舟",
		"海湾日报记者 林小舟 白沙镇北岸报道":            "林小舟",
		"□ 本报记者 林小舟":                    "林小舟",
		"（责任编辑：林小舟）":                    "",
		"记者在码头上看到":                      "",
		"记者从会议上获悉，船票仍然是两元。":             "",
		"記者会見": "",
	} {
		if got := strings.Join(easternByline(line), "; "); got != want {
			t.Errorf("%s: got %q, want %q", line, got, want)
		}
	}
}

func TestSignedInTheEast(t *testing.T) {
	text := "新渡船比旧船宽了一米，多了一排可以避风的座位。船长说，最大的变化不是座位，而是声音：新的发动机很安静，乘客第一次听得见海鸥叫。"
	for name, tt := range map[string]struct{ end, want string }{
		"a reporter":  {"（总台记者 林小舟）", "林小舟"},
		"two names":   {"（林小舟 陈海燕 ）", "林小舟, 陈海燕"},
		"a line":      {"</p><p>（林舟）", "林舟"},
		"an editor":   {"</p><p>（责任编辑：林舟）", ""},
		"no name":     {"（上图）", ""},
		"a report":    {"（林小舟 白沙报道）", "林小舟"},
		"a last line": {"</p></article><div><p>作者：林小舟 陈海燕</p></div><article>", "林小舟, 陈海燕"},
		"an addition": {"（包括北岸的三百名乘客）", ""},
	} {
		t.Run(name, func(t *testing.T) {
			a := mustExtract(t, `<html lang=zh><head><meta charset=utf-8></head><body><article><h1>老码头的新渡船</h1><p>`+text+"</p><p>"+text+tt.end+"</p></article></body></html>")
			if got := nameList(a.Authors); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestNamesAloneInTheEast(t *testing.T) {
	text := "新渡船比旧船宽了一米，多了一排可以避风的座位。船长说，最大的变化不是座位，而是声音：新的发动机很安静，乘客第一次听得见海鸥叫。"
	for line, want := range map[string]string{
		"林舟":      "林舟",
		"林小舟、陈海燕": "林小舟, 陈海燕",
		"海港新闻":    "",
		"林小舟、北岸":  "",
	} {
		t.Run(line, func(t *testing.T) {
			a := mustExtract(t, `<html lang=zh><head><meta charset=utf-8></head><body><article><h1>老码头的新渡船</h1><p>`+line+"</p><p>"+text+"</p><p>"+text+"</p></article></body></html>")
			if got := nameList(a.Authors); got != want {
				t.Errorf("got %q, want %q", got, want)
			}
		})
	}
}
