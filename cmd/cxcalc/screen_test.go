package main_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/cli"
)

// Colours stand where they are asked for, and a table that is longer than the terminal is shown in the pager.
func TestScreen(t *testing.T) {
	t.Chdir(samples(t))
	type place struct {
		width, height int
		env           map[string]string
	}
	run := func(p place, args ...string) (out, paged string, coloured bool) {
		var b, errs bytes.Buffer
		status := cli.Main(args, cli.World{In: strings.NewReader(""), Out: &b, Err: &errs, Exit: func(int) {},
			Getenv: func(name string) string { return p.env[name] }, Environ: func() []string { return nil },
			OutWidth: func() int { return p.width }, OutHeight: func() int { return p.height }, ErrTerminal: func() bool { return false },
			Page: func(command string, text []byte) bool {
				paged = command + "\n" + string(text)
				return command != "gone"
			}})
		if status != 0 {
			t.Errorf("%v: status %d, %s", args, status, errs.String())
		}
		return b.String(), paged, strings.Contains(b.String()+paged, "\x1b[")
	}
	for _, c := range []struct {
		place    place
		args     string
		coloured bool
	}{
		{place{0, 0, nil}, "", false},
		{place{80, 99, nil}, "", true},
		{place{80, 99, map[string]string{"NO_COLOR": "1"}}, "", false},
		{place{80, 99, map[string]string{"TERM": "dumb"}}, "", false},
		{place{80, 99, nil}, "--color=never", false},
		{place{0, 0, nil}, "--color=always", true},
		{place{0, 0, map[string]string{"CLICOLOR_FORCE": "1"}}, "", true},
		{place{0, 0, map[string]string{"CLICOLOR_FORCE": "0"}}, "", false},
		{place{0, 0, map[string]string{"CLICOLOR_FORCE": "1", "NO_COLOR": "1"}}, "", false},
		{place{0, 0, map[string]string{"CLICOLOR_FORCE": "1"}}, "--output=csv", false},
		{place{0, 0, map[string]string{"CLICOLOR_FORCE": "1"}}, "--output=markdown", false},
	} {
		args := []string{"nps", "responses.csv"}
		if c.args != "" {
			args = append(args, c.args)
		}
		if _, _, coloured := run(c.place, args...); coloured != c.coloured {
			t.Errorf("%v %s: coloured %v", c.place, c.args, coloured)
		}
	}
	whole, paged, _ := run(place{width: 80, height: 99}, "nps", "--by=region", "responses.csv")
	if whole == "" || paged != "" {
		t.Errorf("a table that fits: printed %d bytes, paged %q", len(whole), paged)
	}
	low := place{80, 5, map[string]string{"PAGER": "more -d"}}
	if out, paged, _ := run(low, "nps", "--by=region", "responses.csv"); out != "" || paged != "more -d\n"+whole {
		t.Errorf("a long table: printed %q, paged\n%s", out, paged)
	}
	for _, p := range []place{{0, 5, nil}, {80, 5, map[string]string{"PAGER": "cat"}}, {80, 5, map[string]string{"CXCALC_PAGER": "cat", "PAGER": "less"}}} {
		if out, paged, _ := run(p, "nps", "--by=region", "responses.csv"); out == "" || paged != "" {
			t.Errorf("%v: printed %d bytes, paged %q", p, len(out), paged)
		}
	}
	if out, _, _ := run(place{80, 5, map[string]string{"PAGER": "gone"}}, "nps", "--by=region", "responses.csv"); out != whole {
		t.Errorf("a pager that is not there: %q", out)
	}
	if out, paged, _ := run(low, "nps", "--by=region", "--no-pager", "responses.csv"); out != whole || paged != "" {
		t.Errorf("--no-pager: %q, %q", out, paged)
	}
	if out, paged, _ := run(low, "nps", "-o=json", "responses.csv"); out == "" || paged != "" {
		t.Errorf("JSON: %d bytes, paged %q", len(out), paged)
	}
}
