package scrape

import (
	"strings"
	"testing"
)

func TestScriptErrors(t *testing.T) {
	for _, tt := range []struct {
		name, line  string
		gone, warns bool
	}{
		{"fatal", "<b>Fatal error</b>:  Call to a member function label() on null in <b>/srv/site/shelf.module</b> on line <b>212</b>", true, true},
		{"uncaught", "PHP Fatal error: Uncaught Error: no shelf in /srv/site/a.php:12 thrown in /srv/site/a.php on line 12", true, true},
		{"notice", "<b>Notice</b>: Undefined index: shelf in <b>/srv/site/a.php</b> on line <b>9</b>", true, false},
		{"prose that begins so", "Fatal error: the board believed that the wall would stand in a storm, and nobody told it otherwise on line or off.", false, false},
		{"a warning", "Warning: this article tells how the play ends, and it stands in the fourth act on line ninety.", false, false},
	} {
		t.Run(tt.name, func(t *testing.T) {
			a := mustExtract(t, "<title>A wall</title><article><h1>A wall</h1><p>"+strings.Repeat(prose, 9)+"</p><p>"+tt.line+"</p><p>"+strings.Repeat(prose, 3)+"</p></article>")
			word := strings.Fields(strings.NewReplacer("<b>", "", "</b>", "").Replace(tt.line))[1]
			if gone := !strings.Contains(textOf(a.Content), word+" "); gone != tt.gone {
				t.Errorf("gone %t, want %t:\n%s", gone, tt.gone, textOf(a.Content))
			}
			if warns := strings.Contains(strings.Join(a.Warnings, "\n"), "truncated"); warns != tt.warns {
				t.Errorf("warnings %q", a.Warnings)
			}
		})
	}
}
