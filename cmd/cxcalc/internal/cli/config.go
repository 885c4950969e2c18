package cli

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/flags"
	"github.com/cxcalc/cxcalc/pkg/render"
	"github.com/cxcalc/cxcalc/pkg/settings"
	"github.com/cxcalc/cxcalc/pkg/visible"
)

//go:embed cxcalc.yaml
var settingsTemplate []byte

func (d *desk) configCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "config", Short: "Show the settings, or begin a settings file", GroupID: "tool",
		Example: examples("Every setting and where it comes from", "cxcalc config show", "A commented settings file in this folder", "cxcalc config init"),
		Args:    d.unknownCommand,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(d.configShowCommand(), d.configInitCommand())
	return cmd
}

func (d *desk) configShowCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "show [METRIC]", Short: "Print every setting with its value and where it comes from",
		Long: `Settings come from a flag, else from the environment (CXCALC_SCORE for --score), else from the
settings file, else they have their default. CXCALC_NO_CONFIG=1 leaves settings files out.
Lists from the environment have one entry a line.`,
		Example:   examples("Every setting, and those of single metrics", "cxcalc config show", "What would cxcalc nps in this folder use?", "cxcalc config show nps", "As JSON", "cxcalc config show --json"),
		ValidArgs: d.offered.names(), Args: d.oneMetric,
	}
	asJSON := cmd.Flags().Bool("json", false, "print JSON")
	cmd.RunE = func(cmd *cobra.Command, metric []string) error {
		s, err := d.settler(cmd.Flags())
		if err != nil {
			return err
		}
		shown, err := d.shownSettings(s, strings.Join(metric, ""))
		if err != nil {
			return err
		}
		return d.printSettings(shown, *asJSON)
	}
	return cmd
}

// oneMetric refuses arguments that are not the name of a metric.
func (d *desk) oneMetric(cmd *cobra.Command, args []string) error {
	switch {
	case len(args) == 0, len(args) == 1 && slices.Contains(d.offered.names(), args[0]):
		return nil
	case len(args) > 1:
		return wrong("%s takes one metric, but got %q, too", cmd.CommandPath(), args[1])
	}
	return suggest(wrong("there is no metric %q", args[0]).Advise("cxcalc --help lists them"), args[0], d.offered.names())
}

type shownSetting struct {
	Key    string `json:"key"`
	Value  any    `json:"value"`
	Source string `json:"source"`
}

// shownSettings lists the settings of one metric; without a name, those of all metrics as they are for all, and then
// what the settings file says of single metrics.
func (d *desk) shownSettings(s *settler, metric string) (shown []shownSetting, err error) {
	take := func(metric, before string, list []flags.Flag) {
		values, from, failed := s.settle(metric, list, layering{})
		for _, f := range list {
			shown = append(shown, shownSetting{before + f.Name, values[f.Name], cmp.Or(from[f.Name].by, "default")})
		}
		err = errors.Join(err, failed)
	}
	if metric != "" {
		take(metric, "", d.offered.flagsOf(metric))
		return shown, err
	}
	take("", "", d.offered.allFlags())
	for _, name := range d.offered.names() {
		take(name, name+".", slices.DeleteFunc(d.offered.flagsOf(name), func(f flags.Flag) bool {
			return !slices.ContainsFunc(s.file.sections[name], func(g settings.Given) bool { return g.Flag == f.Name })
		}))
	}
	return shown, err
}

func (d *desk) printSettings(shown []shownSetting, asJSON bool) error {
	var b strings.Builder
	if asJSON {
		if err := render.Encode(&b, shown); err != nil {
			return err
		}
	} else {
		for _, x := range shown {
			fmt.Fprintf(&b, "%-17s %-20s %s\n", x.Key, settingText(x.Value), visible.Text(x.Source))
		}
	}
	_, err := fmt.Fprint(d.Out, b.String())
	return err
}

// settingText writes a value as the settings file would have it.
func settingText(value any) string {
	switch v := value.(type) {
	case string:
		if v == "" {
			return `""`
		}
		return visible.Text(v)
	case []string:
		quoted := make([]string, len(v))
		for i, text := range v {
			quoted[i] = strconv.Quote(text)
		}
		return "[" + strings.Join(quoted, ", ") + "]"
	}
	return fmt.Sprint(value)
}

func (d *desk) configInitCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "init", Short: "Write a commented settings file, " + settingsName + ", into this folder",
		Example: examples("Begin", "cxcalc config init"),
		Args:    d.noArguments,
	}
	force := cmd.Flags().Bool("force", false, "replace a file that is there")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		name, _ := cmd.Flags().GetString("config")
		if name == "" {
			name = settingsName
		}
		if _, err := os.Lstat(name); !errors.Is(err, fs.ErrNotExist) && !*force {
			return wrong("%s is there already", name).Advise("cxcalc config init --force")
		}
		if err := d.files.Save(name, settingsTemplate); err != nil {
			return err
		}
		_, err := fmt.Fprintf(d.Out, "wrote %s\n", visible.Text(name))
		return err
	}
	return cmd
}
