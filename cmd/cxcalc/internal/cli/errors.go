package cli

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/survey"
)

// explainError returns the words for an error, what to do about it, and the exit status.
func (d *desk) explainError(err error) (text, hint string, status int) {
	var words *usageError
	var answerable *survey.Error
	switch {
	case errors.As(err, &words):
		return words.text, words.hint, statusUsage
	case errors.As(err, &answerable):
		status = statusFailed
		if answerable.Usage {
			status = statusUsage
		}
		return answerable.Text, d.hint(answerable), status
	}
	return err.Error(), "", statusFailed
}

// hint returns the advice of an error. Where flags or another metric would mend the command, it is
// the whole command.
func (d *desk) hint(e *survey.Error) string {
	if len(e.Flags) == 0 && e.Instead == "" {
		return e.Hint
	}
	command := d.commandWith(e.Instead, e.Flags)
	if e.Hint == "" {
		return command
	}
	return e.Hint + ", for instance: " + command
}

// commandWith returns the command line with other flags, ready for a shell. They replace flags of
// the same name, unless those may be repeated.
func (d *desk) commandWith(instead string, flags []string) string {
	words := []string{"cxcalc"}
	if len(d.args) > 0 {
		words = append(words, cmp.Or(instead, d.args[0]))
		words = append(words, flags...)
		words = append(words, without(d.args[1:], flags)...)
	}
	for i, w := range words {
		words[i] = layout.ShellQuote(w)
	}
	return strings.Join(words, " ")
}

// without leaves out of args the flags that are given anew.
func without(args, flags []string) []string {
	var kept []string
	for i := 0; i < len(args); i++ {
		name, _, joined := strings.Cut(args[i], "=")
		if !strings.HasPrefix(name, "--") || name == "--value" || !slices.Contains(flags, name) {
			kept = append(kept, args[i])
			continue
		}
		if !joined {
			i++ // its value
		}
	}
	return kept
}
