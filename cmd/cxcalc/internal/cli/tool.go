package cli

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/inspect"
	"github.com/cxcalc/cxcalc/pkg/lang"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// version returns the version of the program, as the release or the module system gave it.
func (d *desk) version() string {
	if d.World.Version != "" {
		return d.World.Version
	}
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" {
		return info.Main.Version
	}
	return "(devel)"
}

func (d *desk) versionCommand() *cobra.Command {
	var format string
	cmd := &cobra.Command{
		Use: "version", Short: "Print the version", GroupID: "tool", Args: d.noArguments,
		Example: examples("Version, Go version and platform", "cxcalc version", "With the commit and the schemas, for a script", "cxcalc version -o json"),
		RunE: func(*cobra.Command, []string) error {
			switch format {
			case "table":
				_, err := fmt.Fprintf(d.Out, "cxcalc %s %s %s/%s\n", d.version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
				return err
			case "json":
				return d.versionJSON()
			}
			e := wrong("version prints table or json, not %s", format)
			e.Replace = [2]string{format, "json"}
			return e
		},
	}
	cmd.Flags().StringVarP(&format, "output", "o", "table", "print `FORMAT`: table or json")
	d.offer(cmd, "output", words("table\tone line", "json\tfor scripts"))
	return cmd
}

// versionJSON writes what a script may want to know of the program: what was built, and the forms of its documents.
func (d *desk) versionJSON() error {
	schemas := []string{inspect.Schema, "cxcalc/report/v1"}
	for _, m := range d.offered {
		schemas = append(schemas, "cxcalc/"+m.Name+"/v1")
	}
	for _, f := range frames() {
		schemas = append(schemas, "cxcalc/"+f.name+"/v1")
	}
	slices.Sort(schemas)
	about := result.Object{{Key: "version", Value: d.version()}, {Key: "commit", Value: built("vcs.revision")}, {Key: "date", Value: built("vcs.time")},
		{Key: "modified", Value: built("vcs.modified") == "true"}, {Key: "go", Value: runtime.Version()}, {Key: "platform", Value: runtime.GOOS + "/" + runtime.GOARCH},
		{Key: "schemas", Value: schemas}}
	text, err := json.MarshalIndent(about, "", "  ")
	if err == nil {
		_, err = d.Out.Write(append(text, '\n'))
	}
	return err
}

// built is what the build says of itself; nil where it says nothing.
func built(key string) any {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == key {
				return s.Value
			}
		}
	}
	return nil
}

// explainCommand says what a metric means, without a file.
func (d *desk) explainCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "explain METRIC", Short: "What a metric means: definition, formula, target, fields", GroupID: "tool",
		Example:   examples("What is behind the score?", "cxcalc explain nps"),
		ValidArgs: append(d.offered.names(), explained()...),
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) != 1 {
				return wrong("explain takes one metric: %s", strings.Join(d.offered.names(), ", ")).Advise("cxcalc explain nps")
			}
			if f, ok := frameOf(args[0]); ok && f.fields != nil {
				return d.explainFrame(cmd, f)
			}
			found, err := d.metricsNamed(args[0])
			if err != nil {
				return err
			}
			if len(found) > 1 {
				return wrong("explain takes one metric, but got %q", args[0])
			}
			s, err := d.settler(cmd.Flags())
			if err != nil {
				return err
			}
			m := found[0]
			v, _, err := s.settle(m.Name, d.offered.flagsOf(m.Name), layering{})
			if err != nil {
				return err
			}
			asked, err := d.ask(m, v, nil)
			if err != nil {
				return err
			}
			if _, err := asked.Ask(); err != nil && m.Traits == nil { // other rows may need flags that say what is asked
				return err
			}
			look := d.screen(v)
			text := explanation(m, asked.Definition(), nil, look, wordsOf(v)) + fieldWords(m.Fields, look, wordsOf(v))
			return d.show([]byte(text), look)
		},
	}
	addFlags(cmd.Flags(), screenFlags())
	return cmd
}

// explained are the commands beside metrics that explain knows.
func explained() (names []string) {
	for _, f := range frames() {
		if f.fields != nil {
			names = append(names, f.name)
		}
	}
	return names
}

// explainFrame says what a command does beside metrics, and what its own fields mean.
func (d *desk) explainFrame(cmd *cobra.Command, f frame) error {
	s, err := d.settler(cmd.Flags())
	if err != nil {
		return err
	}
	v, _, err := s.settle(f.name, screenFlags(), layering{})
	if err != nil {
		return err
	}
	look := d.screen(v)
	return d.show([]byte(f.short+"\n\n"+filled(look.shown(f.long), look.width)+"\n"+fieldWords(f.fields, look, wordsOf(v))), look)
}

// fieldWords says what fields mean, as JSON names them.
func fieldWords(fields []result.Field, look screen, words *lang.Tongue) string {
	var b strings.Builder
	fmt.Fprintf(&b, "\n%s\n", words.Text("fields"))
	hangFields(&b, fields, "  ", look, words)
	return b.String()
}

// hangFields lists fields, those of lists and records indented below them.
func hangFields(b *strings.Builder, fields []result.Field, indent string, look screen, words *lang.Tongue) {
	widest := 0
	for _, f := range fields {
		widest = max(widest, len(f.Name))
	}
	for _, f := range fields {
		hang(b, fmt.Sprintf("%s%-*s  ", indent, widest, f.Name), look.shown(words.Text(f.Doc)), look.width)
		hangFields(b, f.Rows, indent+"  ", look, words)
	}
}

func (d *desk) noArguments(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	return wrong("%s takes no argument, but got %q", cmd.CommandPath(), args[0]).Advise(cmd.CommandPath() + " --help")
}

func (d *desk) completionCommand() *cobra.Command {
	shells := []string{"bash", "zsh", "fish", "powershell"}
	return &cobra.Command{
		Use: "completion bash|zsh|fish|powershell", GroupID: "tool",
		Short:     "Print a completion script for a shell",
		Long:      "Completion knows commands and flags, and completes column names from the file on the line.",
		Example:   examples("For this bash session", "source <(cxcalc completion bash)", "For every fish session", "cxcalc completion fish > ~/.config/fish/completions/cxcalc.fish"),
		ValidArgs: shells,
		Args: func(_ *cobra.Command, args []string) error {
			if len(args) == 1 && slices.Contains(shells, args[0]) {
				return nil
			}
			return wrong("completion takes one shell: %s", strings.Join(shells, ", ")).Advise("cxcalc completion bash")
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			root, b := cmd.Root(), new(bytes.Buffer)
			err := map[string]func() error{
				"bash":       func() error { return root.GenBashCompletionV2(b, true) },
				"zsh":        func() error { return root.GenZshCompletion(b) },
				"fish":       func() error { return root.GenFishCompletion(b, true) },
				"powershell": func() error { return root.GenPowerShellCompletionWithDesc(b) },
			}[args[0]]()
			script := b.String()
			if err == nil && args[0] == "bash" {
				script, err = bashCompletion(script)
			}
			if err == nil {
				_, err = io.WriteString(d.Out, script)
			}
			return err
		},
	}
}
