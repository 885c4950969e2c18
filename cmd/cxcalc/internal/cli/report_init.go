package cli

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
	"go.yaml.in/yaml/v3"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/inspect"
	"github.com/cxcalc/cxcalc/pkg/kind"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/report"
	"github.com/cxcalc/cxcalc/pkg/settings"
)

func (d *desk) reportSchemaCommand() *cobra.Command {
	return &cobra.Command{
		Use: "schema", Short: "Print the JSON Schema of report files, for editors", Args: d.noArguments,
		Example: examples("For an editor that reads # yaml-language-server: $schema=report.schema.json", "cxcalc report schema > report.schema.json"),
		RunE: func(*cobra.Command, []string) error {
			text, err := json.MarshalIndent(report.Schema(d.verbs()), "", "  ")
			if err == nil {
				_, err = d.Out.Write(append(text, '\n'))
			}
			return err
		},
	}
}

func (d *desk) reportInitCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "init [flags] FILE...", Short: "Print a report file about sources, to begin with",
		Long: `Looks at the files as inspect does, and prints a report file with the questions that they answer.
What else may be asked stands there as a comment.`,
		Example: examples("A report about a survey and a ledger", "cxcalc report init responses.csv ledger.csv",
			"Into a file, which must not be there yet", "cxcalc report init -o my-report.yaml responses.csv"),
		Args: cobra.ArbitraryArgs, RunE: d.initReport,
	}
	addFlags(cmd.Flags(), reportInitFlags())
	d.completeInput(cmd)
	return cmd
}

func reportInitFlags() []flags.Flag {
	input := slices.DeleteFunc(kind.Flags(), func(f flags.Flag) bool {
		return f.Group != flags.Input && f.Group != flags.Server || f.Name == "max-groups" || f.Name == "jobs"
	})
	return flags.Join([]flags.Flag{{Name: "output", Short: "o", Default: "", Group: flags.Output, Usage: "write to the new `FILE`, and not to standard output"}}, input)
}

// initReport writes a report file about sources.
func (d *desk) initReport(cmd *cobra.Command, args []string) error {
	target, err := cmd.Flags().GetString("output")
	if err != nil {
		return err
	}
	if len(args) == 0 {
		return wrong("no source given: name a file").Advise("cxcalc report init --help shows examples")
	}
	if target != "" {
		if _, err := os.Lstat(target); !errors.Is(err, fs.ErrNotExist) {
			return wrong("%s is there already, and a report file is never written over", target).Advise("name another file, or look at what it says: cxcalc report --dry-run " + layout.ShellQuote(target))
		}
	}
	text, err := d.draftReport(cmd, args, filepath.Dir(target))
	if err != nil {
		return err
	}
	if target != "" {
		return d.files.Save(target, []byte(text))
	}
	_, err = io.WriteString(d.Out, text)
	return err
}

// draftReport is the text of a report file that lies in a folder.
func (d *desk) draftReport(cmd *cobra.Command, args []string, folder string) (string, error) {
	sources, err := report.Sources(args)
	if err != nil {
		return "", err
	}
	sets, err := d.alike(cmd, sources)
	if err != nil {
		return "", err
	}
	draft := reportDraft{titles: make(map[string]string)}
	for _, m := range d.offered {
		draft.titles[m.Name] = m.Title
	}
	for _, set := range sets {
		p, err := d.lookAt(cmd, set)
		if err != nil {
			return "", err
		}
		draft.answering += len(p.Commands)
		part := draftPart{picture: p}
		for _, name := range set {
			part.files = append(part.files, besides(folder, name))
		}
		draft.parts = append(draft.parts, part)
	}
	if draft.answering == 0 {
		return "", wrong("no metric answers %s at once, so there is no question to begin with", strings.Join(sources, " or ")).
			Advise(quoted(append([]string{"cxcalc", "inspect"}, sources...)) + " says what it asks")
	}
	return draft.text(reportDefaults(cmd.Flags())), nil
}

// alike puts sources with the same columns together: they are one question's.
func (d *desk) alike(cmd *cobra.Command, sources []string) (sets [][]string, err error) {
	at := make(map[string]int)
	for _, name := range sources {
		if name == "-" {
			return nil, wrong("-: a report names files, and standard input is another one every time")
		}
		p, err := d.lookAt(cmd, []string{name})
		if err != nil {
			return nil, err
		}
		key := p.Layout
		for _, c := range p.Columns {
			key += "\x00" + c.Name
		}
		if _, ok := at[key]; !ok {
			at[key] = len(sets)
			sets = append(sets, nil)
		}
		sets[at[key]] = append(sets[at[key]], name)
	}
	return sets, nil
}

// besides names a file as it is seen from a folder, where it is named relative to here.
func besides(folder, name string) string {
	if filepath.IsAbs(name) || strings.Contains(name, "://") {
		return name
	}
	from, err := filepath.Abs(folder)
	to, failed := filepath.Abs(name)
	if err != nil || failed != nil {
		return name
	}
	if relative, err := filepath.Rel(from, to); err == nil {
		return filepath.ToSlash(relative)
	}
	return name
}

// lookAt looks at sources as inspect does. Its commands are the names of metrics.
func (d *desk) lookAt(cmd *cobra.Command, sources []string) (*inspect.Picture, error) {
	s, err := d.settler(pflag.NewFlagSet("", pflag.ContinueOnError))
	if err != nil {
		return nil, err
	}
	given := layering{report: givenOf(cmd.Flags())}
	questions, err := d.everyQuestion(s, given)
	if err != nil {
		return nil, err
	}
	for _, q := range questions {
		q.Said().Sources = sources
	}
	v, _, err := s.settle("", inspectFlags(), given)
	if err != nil {
		return nil, err
	}
	return d.look(cmd.Context(), questions, lookTerms(v), func(metric string) string { return metric })
}

// givenOf is what a command line says of how sources are read, as a report file would say it.
func givenOf(set *pflag.FlagSet) (given []settings.Given) {
	set.Visit(func(f *pflag.Flag) {
		if group := f.Annotations["group"]; !slices.Contains(group, flags.Input) && !slices.Contains(group, flags.Server) {
			return
		}
		g := settings.Text(f.Name, "--"+f.Name, f.Value.String())
		if list, ok := f.Value.(pflag.SliceValue); ok {
			g.Texts, g.List = list.GetSlice(), true
		}
		given = append(given, g)
	})
	return given
}

// A reportDraft is a report file that is being written: the questions of each set of columns.
type reportDraft struct {
	parts     []draftPart
	titles    map[string]string // of metrics
	answering int
}

// A draftPart is files with the same columns, and what they may be asked.
type draftPart struct {
	files   []string
	picture *inspect.Picture
}

func (r *reportDraft) text(defaults []string) string {
	var b strings.Builder
	b.WriteString("# cxcalc report FILE computes what stands here; --dry-run only says what it would do.\n" +
		"# Keys of a question are the flags of its command without --, such as target: 30, the figure to reach,\n" +
		"# or threshold: [value>=0], without which the exit status is 3. All of them: cxcalc nps --help.\n\n" +
		"title: Customers\n# text: Words below the title.\n")
	if len(defaults) > 0 {
		b.WriteString("defaults: {" + strings.Join(defaults, ", ") + "}\n")
	} else {
		b.WriteString("# defaults: {tz: Europe/Madrid}\n")
	}
	b.WriteString("\nquestions:\n")
	for _, p := range r.parts {
		p.write(&b, r.titles)
	}
	b.WriteString("outputs:\n  - table\n  # - json=report.json\n  # - report.md\n")
	return b.String()
}

func (p draftPart) write(b *strings.Builder, titles map[string]string) {
	files := make([]string, len(p.files))
	for i, name := range p.files {
		files[i] = yamlWord(name)
	}
	sources := "sources: [" + strings.Join(files, ", ") + "]"
	for _, name := range p.picture.Commands {
		fmt.Fprintf(b, "  - metric: %-10s # %s\n    %s\n", name, titles[name], sources)
		if by := p.columns(splits); len(by) > 0 && !happens(name) {
			fmt.Fprintf(b, "    # by: [%s]\n", strings.Join(by, ", "))
		}
		if len(p.columns(isTime)) > 0 && !happens(name) {
			b.WriteString("    # period: month\n")
		}
		b.WriteString("\n")
	}
	if against := p.against(); against != "" {
		fmt.Fprintf(b, "  # - compare: %-8s # more than chance? Of two files: before: [may.csv], sources: [june.csv]\n  #   %s\n  #   %s\n\n",
			p.picture.Commands[0], sources, against)
	}
	for _, q := range p.picture.Questions {
		fmt.Fprintf(b, "  # - metric: %s\n  #   %s\n  #   asks: %s\n\n", q.Command, sources, strings.Join(strings.Fields(q.Asks), " "))
	}
}

// against says with what a figure of the files may be compared, as an entry of a question; "" for nothing.
func (p draftPart) against() string {
	switch by := p.columns(splits); {
	case len(p.picture.Commands) == 0, happens(p.picture.Commands[0]):
		return ""
	case len(by) > 0:
		return "by: " + by[0]
	case len(p.columns(isTime)) > 0:
		return "period: month"
	}
	return ""
}

// happens tells whether a metric is about what happens: which of its columns may make groups hangs on what they mean to it.
func happens(name string) bool {
	m, ok := everything().find(name)
	return ok && m.Kind != metric.OfAnswers && m.Kind != metric.OfCustomers
}

// columns are the columns of a kind, as words of a file.
func (p draftPart) columns(is func(inspect.Profile) bool) (names []string) {
	for _, c := range p.picture.Columns {
		if is(c) {
			names = append(names, yamlWord(c.Name))
		}
	}
	return names
}

// splits tells whether a column has a few words, by which figures may be told apart. What kind of movement a row is does so for
// no customer.
func splits(c inspect.Profile) bool {
	const few = 12
	return c.Type == inspect.Text && c.Distinct >= 2 && c.Distinct <= few && !c.More && c.Blank < 0.5 && !plays(c, layout.Score) && !plays(c, layout.Type) && !ofScore(c.Name)
}

// ofScore tells whether a header is that of a column made of the score, such as Q1_NPS_GROUP or NPS Category.
func ofScore(header string) bool {
	words := strings.FieldsFunc(strings.ToLower(header), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	has := func(some ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(some, w) })
	}
	return has("nps", "csat", "ces") && has("group", "category", "class", "segment", "type", "bucket")
}

func isTime(c inspect.Profile) bool { return plays(c, layout.Time) }

func plays(c inspect.Profile, role layout.Role) bool {
	return slices.ContainsFunc(c.Roles, func(r inspect.RolePart) bool { return r.Role == string(role) })
}

// reportDefaults are the flags of a command line as entries of a mapping.
func reportDefaults(set *pflag.FlagSet) (entries []string) {
	for _, g := range givenOf(set) {
		var words []string
		for _, text := range g.Texts {
			words = append(words, yamlWord(text))
		}
		value := strings.Join(words, ", ")
		if g.List {
			value = "[" + value + "]"
		}
		entries = append(entries, g.Flag+": "+value)
	}
	return entries
}

// yamlWord writes a text as it stands in a list on one line.
func yamlWord(text string) string {
	n := yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle, Content: []*yaml.Node{{Kind: yaml.ScalarNode, Tag: "!!str", Value: text}}}
	out, err := yaml.Marshal(&n)
	if err != nil || strings.Count(string(out), "\n") > 1 {
		quoted, _ := json.Marshal(text) // any JSON text is one of YAML
		return string(quoted)
	}
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSpace(string(out)), "["), "]")
}
