package cli

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// help prints what a command is for, examples first.
func (d *desk) help(cmd *cobra.Command, _ []string) {
	cmd.InitDefaultHelpFlag()
	cmd.InitDefaultVersionFlag()
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n", cmd.Short)
	if cmd.Example != "" {
		fmt.Fprintf(&b, "\n%s\n", cmd.Example)
	}
	if cmd.Long != "" {
		fmt.Fprintf(&b, "\n%s\n", cmd.Long)
	}
	fmt.Fprintf(&b, "\nUsage: %s\n", usageLine(cmd))
	d.writeCommands(&b, cmd)
	writeFlags(&b, cmd)
	fmt.Fprint(cmd.OutOrStdout(), b.String())
}

// helpCommand prints the help of a command: cxcalc help nps.
func (d *desk) helpCommand() *cobra.Command {
	return &cobra.Command{
		Use: "help [COMMAND]", Short: "Help about any command", GroupID: "tool",
		RunE: func(cmd *cobra.Command, args []string) error {
			found, rest, err := cmd.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return d.unknownCommand(cmd.Root(), args)
			}
			return found.Help()
		},
	}
}

func usageLine(cmd *cobra.Command) string {
	if cmd.HasAvailableSubCommands() && !cmd.HasParent() {
		return cmd.CommandPath() + " COMMAND [flags] SOURCE..."
	}
	return cmd.UseLine()
}

func (d *desk) writeCommands(b *strings.Builder, cmd *cobra.Command) {
	if !cmd.HasAvailableSubCommands() {
		return
	}
	groups, commands := cmd.Groups(), d.listed
	if cmd.HasParent() {
		groups, commands = []*cobra.Group{{Title: "Commands"}}, cmd.Commands()
	}
	for _, g := range groups {
		fmt.Fprintf(b, "\n%s:\n", g.Title)
		for _, c := range commands {
			if c.GroupID == g.ID {
				fmt.Fprintf(b, "  %-11s %s\n", c.Name(), c.Short)
			}
		}
	}
	if !cmd.HasParent() {
		b.WriteString("\nSOURCE is a file, - for standard input, or a quoted pattern such as 'exports/**/*.csv'.\n")
	}
}

// writeFlags lists the flags by group, in the order in which they were registered.
func writeFlags(b *strings.Builder, cmd *cobra.Command) {
	var order []string
	sets := make(map[string]*pflag.FlagSet)
	take := func(f *pflag.Flag) {
		group := groupTool
		if named := f.Annotations["group"]; len(named) > 0 {
			group = named[0]
		}
		if sets[group] == nil {
			sets[group] = pflag.NewFlagSet(group, pflag.ContinueOnError)
			sets[group].SortFlags = false
			order = append(order, group)
		}
		if sets[group].Lookup(f.Name) == nil {
			sets[group].AddFlag(f)
		}
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().VisitAll(take)
	cmd.InheritedFlags().VisitAll(take)
	for _, group := range order {
		fmt.Fprintf(b, "\n%s:\n%s", group, sets[group].FlagUsagesWrapped(100))
	}
}
