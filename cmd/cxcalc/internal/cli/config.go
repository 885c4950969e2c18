package cli

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
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
		Use: "show", Short: "Print every setting with its value and where it comes from",
		Long: `Settings come from a flag, else from the environment (CXCALC_SCORE for --score), else from the
settings file, else they have their default. CXCALC_NO_CONFIG=1 leaves settings files out.
Lists from the environment have one entry a line.`,
		Example: examples("What would a command in this folder use?", "cxcalc config show", "As JSON", "cxcalc config show --json"),
		Args:    d.noArguments,
	}
	asJSON := cmd.Flags().Bool("json", false, "print JSON")
	cmd.RunE = func(cmd *cobra.Command, _ []string) error {
		s, err := d.loadSettings(cmd.Flags(), d.offered.flagSpecs())
		if err != nil {
			return err
		}
		o, err := s.options()
		if err != nil {
			return err
		}
		return d.showSettings(s, o, *asJSON)
	}
	return cmd
}

// A shownSetting is one line of config show.
type shownSetting struct {
	Key    string `json:"key"`
	Value  any    `json:"value"`
	Source string `json:"source"`
}

func (d *desk) showSettings(s *settings, o *Options, asJSON bool) error {
	var shown []shownSetting
	values := o.byKey()
	for _, f := range d.offered.flagSpecs() {
		shown = append(shown, shownSetting{f.name, values[f.name], s.origin(f.name)})
	}
	var b strings.Builder
	if asJSON {
		enc := json.NewEncoder(&b)
		enc.SetEscapeHTML(false)
		enc.SetIndent("", "  ")
		if err := enc.Encode(shown); err != nil {
			return err
		}
	} else {
		for _, x := range shown {
			fmt.Fprintf(&b, "%-17s %-20s %s\n", x.Key, settingText(x.Value), x.Source)
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
		return v
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
		f, err := d.files.create(name)
		if err != nil {
			return err
		}
		if _, err := f.Write(settingsTemplate); err != nil {
			f.discard()
			return cannotWrite(name, err)
		}
		if err := f.commit(); err != nil {
			return err
		}
		_, err = fmt.Fprintf(d.Out, "wrote %s\n", name)
		return err
	}
	return cmd
}
