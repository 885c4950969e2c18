package cli

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cxcalc/cxcalc/pkg/catalog"
	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

func (d *desk) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "cxcalc",
		Short:         "Customer metrics from survey exports and ledgers, with intervals and an account of every row",
		Example:       firstExamples(),
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          d.unknownCommand,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		Version:       d.version(),
		CompletionOptions: cobra.CompletionOptions{
			DisableDefaultCmd: true,
		},
	}
	root.SetIn(d.In)
	root.SetOut(d.Out)
	root.SetErr(d.Err)
	root.SetArgs(d.sheltered())
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		word := len(d.args) > 0 && (isFile(d.args[0]) || !strings.HasPrefix(d.args[0], "-"))
		if !cmd.HasParent() && word && !errors.Is(err, pflag.ErrHelp) { // nobody can tell the flags of what is no command
			return d.unknownCommand(cmd, d.args[:1])
		}
		return flagError(cmd, err)
	})
	root.PersistentFlags().String("config", "", "read settings from `FILE` (default: cxcalc.yaml here, then in the user's configuration folder)")
	setGroup(root.PersistentFlags(), flags.Tool, "config")
	root.SetHelpFunc(d.help)
	giveGroups(root)
	for _, m := range d.offered {
		d.listed = append(d.listed, d.metricCommand(m))
	}
	for _, f := range frames() {
		d.listed = append(d.listed, d.frameCommand(f))
	}
	d.listed = append(d.listed, d.reportCommand(), d.mergeCommand(), d.inspectCommand(), d.explainCommand(), d.layoutCommand(), d.configCommand(), d.completionCommand(), d.manCommand(), d.versionCommand())
	root.AddCommand(d.listed...)
	root.SetHelpCommand(d.helpCommand())
	d.giveFlags()
	if len(d.args) > 0 && d.args[0] == cobra.ShellCompRequestCmd {
		bareUsage(root)
	}
	d.refuseRepeats(root)
	return root
}

// giveGroups titles the commands in help, in the order of the catalog.
func giveGroups(root *cobra.Command) {
	for _, k := range catalog.Kinds() {
		if !root.ContainsGroup(k.Title) {
			root.AddGroup(&cobra.Group{ID: k.Title, Title: k.Title})
		}
	}
	if !root.ContainsGroup(causes) {
		root.AddGroup(&cobra.Group{ID: causes, Title: causes})
	}
	root.AddGroup(&cobra.Group{ID: "several", Title: "Over time and between"}, &cobra.Group{ID: "tool", Title: "The tool"})
}

// firstExamples are those of the program itself.
func firstExamples() string {
	return examples(
		"The score of a survey export", "cxcalc nps responses.csv",
		"By region and month, as JSON, for a script", "cxcalc nps --by region --period month -o json responses.csv",
		"How many are satisfied, in a pipe", "zcat tickets.csv.gz | cxcalc csat -",
		"How many customers were lost every month", "cxcalc churn ledger.csv",
		"Fail a pipeline when the score may be below 20", "cxcalc nps --threshold 'low>=20' responses.csv",
	)
}

// giveFlags gives the commands of metrics, and those over metrics, their flags: all of them, or only the one that the line
// begins with. The flags of every metric take longer to make than a small survey to count.
func (d *desk) giveFlags() {
	one := d.standsAlone()
	for _, cmd := range d.listed {
		name := cmd.Name()
		if one && !slices.Contains(d.args[:min(1, len(d.args))], name) {
			continue
		}
		if slices.Contains(d.offered.names(), name) {
			addFlags(cmd.Flags(), d.offered.flagsOf(name))
			d.completeFlags(cmd)
		} else if f, ok := frameOf(name); ok {
			addFlags(cmd.Flags(), d.flagsOfFrame(f))
			d.completeFlags(cmd)
		}
	}
}

// standsAlone tells whether the line is a flag of the program itself, or begins with a command that needs the flags of no
// other, as help and completion do.
func (d *desk) standsAlone() bool {
	if len(d.args) == 0 || len(d.args) == 1 && strings.HasPrefix(d.args[0], "-") {
		return true
	}
	return !slices.Contains([]string{"help", "man", "completion"}, d.args[0]) &&
		slices.ContainsFunc(d.listed, func(cmd *cobra.Command) bool { return cmd.Name() == d.args[0] })
}

// unknownCommand refuses words that are no command, and suggests one.
func (d *desk) unknownCommand(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if !cmd.HasParent() && isFile(args[0]) {
		return d.fileAsCommand(cmd, args)
	}
	var names []string
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			names = append(names, c.Name())
		}
	}
	return suggest(wrong("there is no command %q", args[0]).Advise(cmd.CommandPath()+" --help lists the commands"), args[0], names)
}

// flagError makes a mistake with a flag an error of the command line, with a suggestion.
func flagError(cmd *cobra.Command, err error) error {
	if errors.Is(err, pflag.ErrHelp) {
		return err
	}
	e := problem.Wrong("", err).Advise(cmd.CommandPath() + " --help lists the flags")
	var unknown *pflag.NotExistError
	var invalid *pflag.InvalidValueError
	switch {
	case errors.As(err, &invalid) && errors.Is(invalid.Unwrap(), errRepeated):
		e.Text, e.Hint = fmt.Sprintf("--%s is %v", invalid.GetFlag().Name, invalid.Unwrap()), "it takes one value: leave the others out"
	case errors.As(err, &invalid):
		flag := invalid.GetFlag()
		e.Text = fmt.Sprintf("--%s %q is not %s", flag.Name, invalid.GetValue(), kinds[flag.Value.Type()])
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		var names []string
		cmd.Flags().VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
		e.Text = "there is no flag " + visible.Text(dashes(name))
		if f, ok := frameOf(cmd.Name()); ok && slices.Contains(f.without, name) {
			e.Text = fmt.Sprintf("--%s is of single metrics, and %s has no such flag", name, f.name)
		} else if name == "partition-by" { // which is like --by, and would be taken for it
			e.Hint = "parts of a ledger may be divided in any way, by customer or not: cxcalc merge follows each customer through all of them"
		} else if name == "steps" && cmd.Flags().Lookup("funnel") != nil { // which is like --step, and lists steps
			e.Hint, e.Replace = "", [2]string{"--steps", "--funnel"}
		} else if meant := meantFlag(name); meant != "" && cmd.Flags().Lookup("output") != nil {
			e.Hint, e.Replace = "", [2]string{dashes(name), meant}
		} else if name == "steps" && cmd.Flags().Lookup("funnel") != nil {
			e.Hint, e.Replace = "", [2]string{"--steps", "--funnel"}
		} else if near := layout.Suggest(name, names); len(near) > 0 && near[0] != "as-of" {
			e.Hint, e.Replace = "", [2]string{dashes(name), dashes(near[0])}
		}
	}
	return e
}

// kinds says what a value of each type has to be.
var kinds = map[string]string{"int": "a whole number", "int64": "a whole number", "float64": "a number", "bool": "true or false"}

func dashes(name string) string {
	if len(name) == 1 {
		return "-" + name
	}
	return "--" + name
}

// examples formats pairs of words and commands for help.
func examples(pairs ...string) string {
	var b strings.Builder
	for i := 0; i+1 < len(pairs); i += 2 {
		if i > 0 {
			b.WriteString("\n")
		}
		b.WriteString("  # " + pairs[i] + "\n  $ " + pairs[i+1] + "\n")
	}
	return strings.TrimRight(b.String(), "\n")
}

func setGroup(set *pflag.FlagSet, group, name string) {
	set.Lookup(name).Annotations = map[string][]string{"group": {group}}
}
