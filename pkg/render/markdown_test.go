package render

import (
	"strings"
	"testing"
)

func TestMarkdown(t *testing.T) {
	check := func(s, want string) {
		t.Helper()
		if got := markdown(s); got != want {
			t.Errorf("markdown(%q) = %q, want %q", s, got, want)
		}
	}
	check("a|b", `a\|b`)
	check("a\nb\r\nc", "a<br>b<br>c")
	check(`\|`, `\\\|`)
	check("<b>x</b> &amp;", "&lt;b&gt;x&lt;/b&gt; &amp;amp;")
	check("[x](javascript:alert(1))", `\[x\](javascript:alert(1))`)
	check("`code|x`", "\\`code\\|x\\`")
	check("*x* _y_ ~~z~~ # t", `\*x\* \_y\_ \~\~z\~\~ \# t`)
	check("\x1b[2J", `\\x1b\[2J`)
	check("Ciudad de México", "Ciudad de México")
}

// Every row of a table has the cells of its heading, whatever the names hold.
func TestMarkdownRows(t *testing.T) {
	for _, c := range corpus(t, "injection-strings") {
		d := named(c[2])
		d.By[0] = c[2]
		columns := 0
		for _, line := range strings.Split(written(t, "markdown", d, Options{}), "\n") {
			if !strings.HasPrefix(line, "|") {
				columns = 0
				continue
			}
			line = strings.ReplaceAll(strings.ReplaceAll(line, `\\`, ""), `\|`, "")
			n := strings.Count(line, "|")
			if columns != 0 && n != columns {
				t.Errorf("%s: %d bars in a table of %d: %s", c[0], n, columns, line)
			}
			columns = n
		}
	}
}
