package cli

import (
	"errors"
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

// hint returns the advice of an error. Where flags would mend the command, it is the whole command.
func (d *desk) hint(e *survey.Error) string {
	if len(e.Flags) == 0 {
		return e.Hint
	}
	command := d.commandWith(e.Flags)
	if e.Hint == "" {
		return command
	}
	return e.Hint + ", for instance: " + command
}

// commandWith returns the command line with more flags, ready for a shell.
func (d *desk) commandWith(flags []string) string {
	words := []string{"cxcalc"}
	if len(d.args) > 0 {
		words = append(words, d.args[0])
		words = append(words, flags...)
		words = append(words, d.args[1:]...)
	}
	for i, w := range words {
		words[i] = layout.ShellQuote(w)
	}
	return strings.Join(words, " ")
}
