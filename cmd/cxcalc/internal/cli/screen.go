package cli

import (
	"bytes"
	"cmp"
	"io"
	"os"
	"os/exec"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/lang"
	"github.com/cxcalc/cxcalc/pkg/render"
)

// screenFlags say how the place is treated where people read.
func screenFlags() []flags.Flag {
	return []flags.Flag{
		{Name: "color", Default: "auto", Group: flags.Output, Usage: "colours on standard output by `MODE`: auto, always or never; NO_COLOR and CLICOLOR_FORCE are obeyed"},
		{Name: "ascii", Default: false, Group: flags.Output, Usage: "nothing but ASCII in tables; so it is where the locale has no UTF-8"},
		{Name: "width", Default: 0, Group: flags.Output, Usage: "fit tables to `N` columns; 0 for those of the terminal"},
		{Name: "lang", Default: "en", Group: flags.Output, Usage: "words and numbers for people in a `LANGUAGE`: en, es, uk or ru; formats for programs stay as they are"},
		{Name: "no-pager", Default: false, Group: flags.Output, Usage: "do not show what is longer than the terminal in $PAGER"},
	}
}

// checkScreen refuses what cannot be made of a terminal.
func checkScreen(v flags.Values) error {
	if _, known := v["color"]; known && !slices.Contains([]string{"auto", "always", "never"}, v.Text("color")) {
		return wrong("--color %q is not auto, always or never", v.Text("color"))
	}
	if _, ok := lang.Of(v.Text("lang")); !ok && v.Text("lang") != "" {
		return wrong("--lang %q is not %s", v.Text("lang"), flags.Listed(lang.Codes(), "or"))
	}
	if dialect := v.Text("csv-dialect"); dialect != "" && !slices.Contains(render.Dialects(), dialect) {
		return wrong("--csv-dialect %q is not %s", dialect, flags.Listed(render.Dialects(), "or"))
	}
	if v.Int("width") < 0 {
		return wrong("--width %d is below 0", v.Int("width"))
	}
	return nil
}

// A screen is how the place is treated where people read.
type screen struct {
	width        int // in columns; 0 where nothing is cut
	color, ascii bool
	pager        string // a command for what is longer than the terminal; "" for none
}

// screen is how standard output is treated.
func (d *desk) screen(v flags.Values) screen {
	terminal := d.OutWidth()
	s := screen{width: cmp.Or(int(v.Int("width")), terminal), ascii: v.Is("ascii") || d.withoutUTF8()}
	force := d.Getenv("CLICOLOR_FORCE")
	switch v.Text("color") {
	case "always":
		s.color = true
	case "never":
	default:
		s.color = d.Getenv("NO_COLOR") == "" && (force != "" && force != "0" || terminal > 0 && d.Getenv("TERM") != "dumb")
	}
	if pager := cmp.Or(d.Getenv("CXCALC_PAGER"), d.Getenv("PAGER"), "less"); terminal > 0 && !v.Is("no-pager") && pager != "cat" && d.Page != nil {
		s.pager = pager
	}
	return s
}

// shown is a text as the terminal can show it. It may be wider than before.
func (s screen) shown(text string) string {
	if s.ascii {
		return render.Plain(text)
	}
	return text
}

// withoutUTF8 tells whether the locale says so. One that says nothing is taken to have it, as nearly all do.
func (d *desk) withoutUTF8() bool {
	locale := strings.ToLower(cmp.Or(d.Getenv("LC_ALL"), d.Getenv("LC_CTYPE"), d.Getenv("LANG")))
	return locale != "" && !strings.Contains(strings.ReplaceAll(locale, "-", ""), "utf8")
}

// plainly returns a writer for people, which leaves out what the locale cannot show.
func (d *desk) plainly(w io.Writer) io.Writer {
	if d.withoutUTF8() {
		return render.ASCII(w)
	}
	return w
}

// show writes what people read to standard output, through a pager where it is longer than the terminal.
func (d *desk) show(text []byte, s screen) error {
	text = []byte(s.shown(string(text)))
	if s.pager != "" && bytes.Count(text, []byte("\n")) >= d.OutHeight() {
		d.paging.Store(true)
		defer d.paging.Store(false)
		if shown := d.Page(s.pager, text); shown {
			return nil
		}
	}
	_, err := d.Out.Write(text)
	return err
}

// page shows a text in a pager. It is false where there is none.
func page(command string, text []byte) bool {
	path, err := exec.LookPath(strings.Fields(command)[0])
	if err != nil {
		return false
	}
	less := exec.Command(path, strings.Fields(command)[1:]...)
	less.Stdin, less.Stdout, less.Stderr = bytes.NewReader(text), os.Stdout, os.Stderr
	less.Env = os.Environ()
	for name, value := range map[string]string{"LESS": "FRX", "LV": "-c"} {
		if os.Getenv(name) == "" {
			less.Env = append(less.Env, name+"="+value)
		}
	}
	return less.Run() == nil || less.ProcessState != nil // one that has begun has shown what it was to show
}

// wordsOf are the words of the language that people read.
func wordsOf(v flags.Values) *lang.Tongue {
	words, _ := lang.Of(v.Text("lang"))
	return words
}
