package cli

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// wrong makes an error of the command line or the settings.
func wrong(format string, args ...any) *problem.Error { return problem.Usage(format, args...) }

// suggest puts the nearest of known names in the place of one that is not, as the hint.
func suggest(e *problem.Error, given string, known []string) *problem.Error {
	if near := layout.Suggest(given, known); len(near) > 0 {
		e.Hint, e.Replace = "", [2]string{given, near[0]}
	}
	return e
}

// explainError returns the words for an error, what to do about it, each in a line, and the exit status.
func (d *desk) explainError(err error) (text string, hints []string, status int) {
	var e *problem.Error
	if !errors.As(err, &e) {
		return visible.Text(err.Error()), nil, statusFailed
	}
	status = statusFailed
	if e.Usage {
		status = statusUsage
	}
	var meant *meantError
	if errors.As(err, &meant) {
		hints = append(hints, meant.hint)
	}
	if hint := d.hint(e); hint != "" {
		hints = append(hints, hint)
	}
	for _, s := range e.Senses {
		one := problem.Error{Hint: s.Says, Flags: s.Flags, Drop: s.Drop, Instead: s.Instead, Before: s.Before, Replace: s.Replace}
		hints = append(hints, d.hintWith(&one, ": "))
	}
	return e.Text, hints, status
}

// foundBefore is what was found about the sources before an error, as far as it fits into a few lines.
func foundBefore(err error) []string {
	const most = 4
	var e *problem.Error
	if !errors.As(err, &e) {
		return nil
	}
	return e.Found[:min(len(e.Found), most)]
}

// hint returns the advice of an error. Where another command would work, it ends with that
// command, whole and ready for a shell.
func (d *desk) hint(e *problem.Error) string { return d.hintWith(e, ", for instance: ") }

// hintWith puts a mark between the words and the command.
func (d *desk) hintWith(e *problem.Error, mark string) string {
	if len(e.Flags)+len(e.Drop) == 0 && e.Instead == "" && e.Replace[0] == "" {
		return e.Hint
	}
	command, works := d.commandWith(e)
	switch {
	case !works:
		return e.Hint // it is not the line that is wrong
	case e.Hint == "":
		return command
	}
	return e.Hint + mark + command
}

// commandWith returns the command line that would work, where there is one. New flags replace flags of the same
// name, unless those may be repeated.
func (d *desk) commandWith(e *problem.Error) (command string, works bool) {
	words := []string{"cxcalc"}
	if len(d.args) > 0 && e.Instead != "" {
		if _, ok := d.offered.find(d.args[0]); !ok { // the metric stands behind it
			return "", false
		}
	}
	if len(d.args) > 0 {
		words = append(words, cmp.Or(e.Instead, d.args[0]))
		words = append(words, e.Flags...)
		rest := without(d.args[1:], e.Flags)
		kept := left(rest, e.Drop, func([]string) bool { return false })
		if works = len(e.Drop) == 0 || len(e.Flags) > 0 || len(kept) < len(rest); !works { // it stands elsewhere
			return "", false
		}
		words = append(words, kept...)
	}
	works = replaceLast(words, e.Replace[0], e.Replace[1])
	if len(e.Before) == 0 && isFile(e.Replace[0]) { // a flag without its value has taken the source for it
		words = append(words, e.Replace[0])
	}
	return quoted(e.Before) + quoted(words), works
}

// quoted writes words for a shell. One that joins commands stays as it is, and a blank follows it.
func quoted(words []string) string {
	line := ""
	for i, w := range words {
		if i > 0 {
			line += " "
		}
		if w == "|" || w == "&&" {
			line += w + " "
		} else {
			line += layout.ShellQuote(w)
		}
	}
	return line
}

// addingUp are the flags of which each says what one more word means.
var addingUp = []string{"--where", "--exclude", "--value", "--type-map", "--status-is", "--inbound", "--outbound", "--answered", "--missed", "--missing", "--verified-is"}

// ofColumn tells whether a flag says the scale of one column, beside which others have theirs.
func ofColumn(args []string) bool {
	return args[0] == "--scale" && len(args) > 1 && strings.Contains(args[1], "=")
}

// without leaves out of args the flags that are given anew.
func without(args, flags []string) []string {
	return left(args, flags, func(at []string) bool {
		name, _, _ := strings.Cut(at[0], "=")
		return slices.Contains(addingUp, name) || ofColumn(at)
	})
}

// left leaves flags out of args, but those that stay whatever is given anew.
func left(args, flags []string, stays func(at []string) bool) []string {
	var kept []string
	for i := 0; i < len(args); i++ {
		name, _, joined := strings.Cut(args[i], "=")
		if !strings.HasPrefix(name, "--") || stays(args[i:]) || !slices.Contains(flags, name) {
			kept = append(kept, args[i])
			continue
		}
		if !joined {
			i++ // its value
		}
	}
	return kept
}

// replaceLast puts a word in the place of the last like it, which may be a flag, or the value that is joined to one.
// It tells whether there is such a word; no word is always there.
func replaceLast(words []string, old, new string) bool {
	if old == "" {
		return true
	}
	for i, w := range slices.Backward(words) {
		name, value, joined := strings.Cut(w, "=")
		switch {
		case w == old:
			words[i] = new
		case joined && name == old && strings.HasPrefix(old, "-"):
			words[i] = new + "=" + value
		case joined && value == old && strings.HasPrefix(name, "-"):
			words[i] = name + "=" + new
		case len(w) > 2 && w[0] == '-' && w[1] != '-' && w[2:] == old:
			words[i] = w[:2] + new
		default:
			continue
		}
		return true
	}
	return false
}
