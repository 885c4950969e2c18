package cli

import (
	"cmp"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/whole"
)

func (d *desk) manCommand() *cobra.Command {
	var folder string
	cmd := &cobra.Command{
		Use: "man [COMMAND]", Short: "Print the manual page of a command", GroupID: "tool",
		Example: examples("Read the manual", "cxcalc man nps | man -l -", "Write all pages, for packages", "cxcalc man --dir man1"),
		ValidArgsFunction: func(cmd *cobra.Command, _ []string, _ string) (names []string, _ cobra.ShellCompDirective) {
			for _, c := range d.listed {
				names = append(names, c.Name()+"\t"+c.Short)
			}
			return names, quiet
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			if folder != "" {
				return d.publishPages(root, folder)
			}
			page, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return d.unknownCommand(root, args)
			}
			_, err = io.WriteString(d.Out, d.manPage(page))
			return err
		},
	}
	cmd.Flags().StringVar(&folder, "dir", "", "write the pages of all commands to `FOLDER`")
	return cmd
}

// manPage is what help says of a command, as a page of the manual. It is dated by SOURCE_DATE_EPOCH, or not at
// all, so that it is the same whenever it is printed. The library that makes pages out of commands compiles
// patterns at every start of the program, whether a page is asked for or not.
func (d *desk) manPage(cmd *cobra.Command) string {
	cmd.InitDefaultHelpFlag()
	cmd.InitDefaultVersionFlag()
	date := ""
	if seconds, err := strconv.ParseInt(d.Getenv("SOURCE_DATE_EPOCH"), 10, 64); err == nil {
		date = time.Unix(seconds, 0).UTC().Format(time.DateOnly)
	}
	var b strings.Builder
	fmt.Fprintf(&b, ".TH %q %q %q %q %q\n", strings.ToUpper(manName(cmd)), "1", date, "cxcalc "+d.version(), "cxcalc")
	fmt.Fprintf(&b, ".SH NAME\n%s \\- %s\n", roff(manName(cmd)), roff(cmd.Short))
	fmt.Fprintf(&b, ".SH SYNOPSIS\n.B %s\n", roff(usageLine(cmd)))
	if cmd.Long != "" {
		fmt.Fprintf(&b, ".SH DESCRIPTION\n%s", paragraphs(cmd.Long))
	}
	if cmd.Example != "" {
		fmt.Fprintf(&b, ".SH EXAMPLES\n%s", paragraphs(cmd.Example))
	}
	b.WriteString(".SH OPTIONS\n")
	for _, g := range flagGroups(cmd) {
		fmt.Fprintf(&b, ".SS %s\n", roff(g.title))
		g.flags.VisitAll(func(f *pflag.Flag) { writeOption(&b, f) })
	}
	b.WriteString(manSections)
	b.WriteString(".SH SEE ALSO\n")
	for i, other := range others(cmd) {
		fmt.Fprintf(&b, "%s\\fB%s\\fR(1)", strings.Repeat(",\n", min(i, 1)), roff(manName(other)))
	}
	return b.String() + "\n"
}

// manSections are those that all pages share.
const manSections = `.SH EXIT STATUS
.TP
0
the figures were written, and every threshold holds
.TP
1
no figure: the data, a file or the machine keeps it back
.TP
2
the command line or a settings file asks for what cannot be, or leaves something open
.TP
3
the figures were written, and a threshold was missed
.TP
130, 143
interrupted, or terminated
.SH ENVIRONMENT
.TP
CXCALC_\fIFLAG\fR
the value of a flag, such as CXCALC_TZ for \-\-tz; a flag wins over it, and it wins over the settings file
.TP
CXCALC_CONFIG, CXCALC_NO_CONFIG
the settings file to read; any value of the other reads none
.TP
CXCALC_PAGER, PAGER
what shows a table that is longer than the terminal
.TP
NO_COLOR, CLICOLOR_FORCE
no colours, or colours in a pipe, too
.TP
LC_ALL, LC_CTYPE, LANG
without UTF\-8 tables are ASCII
.SH FILES
.TP
cxcalc.yaml
settings, here or else in cxcalc of the user's configuration folder
.TP
layouts/*.layout
layouts of your own, beside the settings of the user
`

func manName(cmd *cobra.Command) string { return strings.ReplaceAll(cmd.CommandPath(), " ", "-") }

// roff writes a text so that it stands for itself.
func roff(text string) string {
	text = strings.NewReplacer(`\`, `\e`, "-", `\-`).Replace(text)
	if strings.HasPrefix(text, ".") || strings.HasPrefix(text, "'") {
		return `\&` + text
	}
	return text
}

// paragraphs fills the lines of a text, but for those that are indented: they stand as they are.
func paragraphs(text string) string {
	var b strings.Builder
	for i, paragraph := range strings.Split(text, "\n\n") {
		b.WriteString(strings.Repeat(".PP\n", min(i, 1)))
		for line := range strings.SplitSeq(paragraph, "\n") {
			if strings.HasPrefix(line, "  ") {
				fmt.Fprintf(&b, ".nf\n%s\n.fi\n", roff(line))
			} else {
				b.WriteString(roff(line) + "\n")
			}
		}
	}
	return b.String()
}

func writeOption(b *strings.Builder, f *pflag.Flag) {
	value, usage := pflag.UnquoteUsage(f)
	b.WriteString(".TP\n")
	if f.Shorthand != "" {
		fmt.Fprintf(b, `\fB%s\fR, `, roff("-"+f.Shorthand))
	}
	fmt.Fprintf(b, `\fB%s\fR`, roff("--"+f.Name))
	if value != "" {
		fmt.Fprintf(b, ` \fI%s\fR`, roff(value))
	}
	if !slices.Contains([]string{"", "0", "false", "[]"}, f.DefValue) {
		usage += " (default " + strings.Trim(f.DefValue, "[]") + ")"
	}
	fmt.Fprintf(b, "\n%s\n", roff(usage))
}

// others lists the commands around one: those below it, or else those above.
func others(cmd *cobra.Command) (list []*cobra.Command) {
	for _, c := range cmd.Commands() {
		if c.IsAvailableCommand() {
			list = append(list, c)
		}
	}
	if cmd.HasParent() {
		list = append(list, cmd.Parent())
	}
	slices.SortFunc(list, func(a, b *cobra.Command) int { return cmp.Compare(manName(a), manName(b)) })
	return list
}

// publishPages writes the pages of a command and of all below it.
func (d *desk) publishPages(cmd *cobra.Command, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	set := d.files.Edition()
	defer set.Discard()
	if err := d.writePages(set, cmd, folder); err != nil {
		return err
	}
	return set.Publish()
}

func (d *desk) writePages(set *whole.Edition, cmd *cobra.Command, folder string) error {
	err := set.Add(filepath.Join(folder, manName(cmd)+".1"), func(w io.Writer) error {
		_, err := io.WriteString(w, d.manPage(cmd))
		return err
	})
	for _, below := range cmd.Commands() {
		if err == nil && below.IsAvailableCommand() {
			err = d.writePages(set, below, folder)
		}
	}
	return err
}
