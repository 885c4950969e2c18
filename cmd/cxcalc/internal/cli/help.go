package cli

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/lang"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/result"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

// help prints what a command is for, examples first.
func (d *desk) help(cmd *cobra.Command, _ []string) {
	cmd.InitDefaultHelpFlag()
	cmd.InitDefaultVersionFlag()
	var b strings.Builder
	room := d.OutWidth()
	fmt.Fprintf(&b, "%s\n", filled(cmd.Short, room))
	if cmd.Example != "" {
		fmt.Fprintf(&b, "\n%s\n", narrowExamples(cmd.Example, room))
	}
	if cmd.Long != "" {
		fmt.Fprintf(&b, "\n%s\n", filled(cmd.Long, room))
	}
	b.WriteString("\n")
	hang(&b, "Usage: ", usageLine(cmd), room)
	d.writeCommands(&b, cmd)
	writeFlags(&b, cmd, room)
	io.WriteString(d.plainly(cmd.OutOrStdout()), b.String())
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
				hang(b, fmt.Sprintf("  %-11s ", c.Name()), c.Short, d.OutWidth())
			}
		}
	}
	if !cmd.HasParent() {
		b.WriteString("\n" + filled("SOURCE is a file, - for standard input, or a quoted pattern such as 'exports/**/*.csv'.", d.OutWidth()) + "\n")
	}
}

// helpWidth is the width of help, in columns, where the terminal is not narrower.
const helpWidth = 100

// filled breaks the paragraphs of a text into lines that fit a terminal; 0 for none. A formula is indented, and breaks only
// where it has to.
func filled(text string, terminal int) string {
	if terminal == 0 {
		return text
	}
	paragraphs := strings.Split(text, "\n\n")
	for i, paragraph := range paragraphs {
		var lines []string
		if strings.HasPrefix(paragraph, " ") {
			for line := range strings.SplitSeq(paragraph, "\n") {
				lines = append(lines, render.Wrap(line, terminal, 4)...)
			}
		} else {
			lines = render.Wrap(strings.Join(strings.Fields(paragraph), " "), min(terminal, helpWidth), 0)
		}
		paragraphs[i] = strings.Join(lines, "\n")
	}
	return strings.Join(paragraphs, "\n\n")
}

// hang writes a text behind a head, broken into lines that fit a terminal and stand below one another; 0 for none.
func hang(b *strings.Builder, head, text string, terminal int) {
	indent := utf8.RuneCountInString(head)
	room := terminal
	if terminal > 0 {
		room = max(terminal-indent, 1)
	}
	for line := range strings.SplitSeq(filled(text, room), "\n") {
		fmt.Fprintf(b, "%-*s%s\n", indent, head, line)
		head = ""
	}
}

// narrowExamples breaks what is said of examples into lines that fit a terminal; 0 for none. Commands stay whole.
func narrowExamples(text string, terminal int) string {
	const remark = "  # "
	var b strings.Builder
	for line := range strings.SplitSeq(text, "\n") {
		if words, ok := strings.CutPrefix(line, remark); ok && terminal > 0 {
			line = remark + strings.Join(render.Wrap(words, max(terminal-len(remark), 1), 0), "\n"+remark)
		}
		b.WriteString(line + "\n")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// writeFlags lists the flags by group, for a terminal of so many columns; 0 for none.
func writeFlags(b *strings.Builder, cmd *cobra.Command, terminal int) {
	columns := helpWidth
	if terminal > 0 {
		columns = min(columns, terminal)
	}
	for _, g := range flagGroups(cmd) {
		fmt.Fprintf(b, "\n%s:\n%s", filled(g.title, terminal), g.flags.FlagUsagesWrapped(columns))
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

// explain prints how the figures came about: before a table on standard output, or on standard
// error where a program reads standard output.
func (d *desk) explain(q *question, a *report.Answer, outputs []output, v flags.Values) {
	to, look := d.Err, screen{}
	if slices.ContainsFunc(outputs, func(out output) bool { return out.file == "" && out.format.Name == "table" }) {
		to, look = d.Out, d.screen(v)
	}
	fmt.Fprintln(to, explanation(q.Said().Metric, a.Document.Definition, a.Reasons, look, wordsOf(v)))
	for _, statement := range d.statements {
		for line := range strings.Lines(statement + ";\n") {
			fmt.Fprintln(to, visible.Text(strings.TrimSuffix(line, "\n")))
		}
	}
}

// explanation is what --explain says of a metric.
func explanation(m metric.Metric, definition string, reasons []string, look screen, words *lang.Tongue) string {
	var b strings.Builder
	list := func(head string, lines ...string) {
		for _, line := range lines {
			hang(&b, fmt.Sprintf("%-10s", head), look.shown(line), look.width)
			head = ""
		}
	}
	fmt.Fprintf(&b, "%s\n\n%s\n\n", words.Text(m.Title), filled(look.shown(m.Long), look.width))
	list(words.Text("formula"), words.Retell(definition))
	list(words.Text("unit"), words.Text(m.Unit))
	if m.Interval != "" {
		list(words.Text("interval"), words.Text(m.Interval))
	}
	if m.Target != nil {
		says := result.Say("%v or more, unless --target says otherwise", *m.Target)
		if m.LowerIsBetter {
			says = result.Say("%v or less, unless --target says otherwise", *m.Target)
		}
		list(words.Text("target"), says.In(words))
	}
	list(words.Text("source"), m.Sources...)
	head := words.Text("read")
	for _, reason := range reasons {
		list(head, visible.Text(words.Retell(reason)))
		head = ""
	}
	return b.String()
}
