package cli

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cxcalc/cxcalc/pkg/flags"
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

func writeFlags(b *strings.Builder, cmd *cobra.Command) {
	for _, g := range flagGroups(cmd) {
		fmt.Fprintf(b, "\n%s:\n%s", g.title, g.flags.FlagUsagesWrapped(100))
	}
}

type flagGroup struct {
	title string
	flags *pflag.FlagSet
}

// flagGroups returns the flags of a command by group, in the order in which they were registered.
func flagGroups(cmd *cobra.Command) []flagGroup {
	var groups []flagGroup
	take := func(f *pflag.Flag) {
		group := flags.Tool
		if named := f.Annotations["group"]; len(named) > 0 {
			group = named[0]
		}
		i := slices.IndexFunc(groups, func(g flagGroup) bool { return g.title == group })
		if i < 0 {
			i = len(groups)
			groups = append(groups, flagGroup{group, pflag.NewFlagSet(group, pflag.ContinueOnError)})
			groups[i].flags.SortFlags = false
		}
		if groups[i].flags.Lookup(f.Name) == nil {
			groups[i].flags.AddFlag(f)
		}
	}
	cmd.Flags().SortFlags = false
	cmd.Flags().VisitAll(take)
	cmd.InheritedFlags().VisitAll(take)
	return groups
}
