package cli

import (
	"bytes"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/whole"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/report"
)

// Outputs that other programs act on. What they wrote of an earlier run would speak for this one, if it failed without
// a word; so they say that it failed.

func obeyedOf(outputs []output) []output {
	return slices.DeleteFunc(slices.Clone(outputs), func(out output) bool { return !out.format.Obeyed })
}

// expect notes the outputs that shall say how the run ends, before its sources are known: none of them may be a file that
// the command line names.
func (d *desk) expect(outputs []output) {
	var named []string
	for _, word := range d.args {
		if _, value, joined := strings.Cut(word, "="); joined && strings.HasPrefix(word, "--") {
			word = value
		}
		if sources, err := report.Sources([]string{word}); err == nil && !slices.ContainsFunc(outputs, func(out output) bool { return out.given == word }) {
			named = append(named, sources...)
		}
	}
	if d.compareTargets(outputs, flags.Values{}, named) == nil {
		d.obeyed = obeyedOf(outputs)
	}
}

// fail writes that the run failed. It does what it can: the error itself is told in any case.
func (d *desk) fail(err error) {
	outputs := d.obeyed
	if len(outputs) == 0 {
		return
	}
	text, _, _ := d.explainError(err)
	first, _, _ := strings.Cut(text, "\n")
	volume := render.Volume{Chapters: []render.Chapter{{Command: d.args[0], Failure: first}}}
	_ = d.write(volume, dispatch{outputs: outputs}, flags.Values{"quiet": flags.Level(1)})
}

// firstLine is an error without the advice below it.
func firstLine(err error) string {
	line, _, _ := strings.Cut(err.Error(), "\n")
	return line
}

// attach adds what formats write to the end of files that the environment names, each whole or not at all.
func (d *desk) attach(v render.Volume, outputs []output) error {
	for _, out := range outputs {
		for _, a := range out.format.Attached {
			name := d.Getenv(a.Variable)
			if name == "" {
				continue
			}
			err := whole.Append(name, func(held []byte) (keep int, add []byte, err error) {
				var b bytes.Buffer
				err = a.Write(&b, v, a.Limit-len(held))
				return len(held), b.Bytes(), err
			})
			if err != nil {
				return whole.Cannot(a.Variable+": "+name, err)
			}
		}
	}
	return nil
}
