package cli

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// A once is the value of a flag that is given at most once on a command line: of two values, one would be
// lost without a word.
type once struct {
	pflag.Value
	given bool
}

// errRepeated says that a flag with a single value was given again.
var errRepeated = errors.New("given more than once")

// Set takes the value, the first time.
func (o *once) Set(text string) error {
	if o.given {
		return fmt.Errorf("%w: first %q, then %q", errRepeated, o.Value.String(), text)
	}
	o.given = true
	return o.Value.Set(text)
}

// refuseRepeats makes every flag of a command that is no list, and of those below it, one that is given once.
func refuseRepeats(cmd *cobra.Command) {
	guard := func(f *pflag.Flag) {
		_, list := f.Value.(pflag.SliceValue)
		_, guarded := f.Value.(*once)
		if !list && !guarded {
			f.Value = &once{Value: f.Value}
		}
	}
	cmd.PersistentFlags().VisitAll(guard)
	cmd.Flags().VisitAll(guard)
	for _, below := range cmd.Commands() {
		refuseRepeats(below)
	}
}
