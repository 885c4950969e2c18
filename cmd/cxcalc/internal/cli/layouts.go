package cli

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/vendors"
)

// layoutsFolder is where people keep layouts of their own, beside their settings file.
const layoutsFolder = "layouts"

// layouts are those that sources may have: those of the user, then those that are part of the program.
func (d *desk) layouts() (vendors.Shelf, error) {
	paths := settingsPaths(d.World)
	if len(paths) < 2 {
		return vendors.Known(), nil
	}
	folder := filepath.Join(filepath.Dir(paths[1]), layoutsFolder)
	if _, err := os.Stat(folder); err != nil {
		return vendors.Known(), nil
	}
	own, err := vendors.Read(os.DirFS(folder))
	if err != nil {
		return nil, wrong("%s: %v", folder, err).Advise("cxcalc layout show qualtrics shows how a layout is written")
	}
	return append(own, vendors.Known()...), nil
}

func (d *desk) layoutCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use: "layout", Short: "The exports of other programs that are known by their content", GroupID: "tool",
		Long: `A layout says how the export of a program is recognised, which of its rows are no data, and
what its columns and words mean. It is found by the content of a file and named in the output;
--layout NAME takes another, and --layout none takes none.

A file NAME.layout in the folder layouts beside your settings file is a layout of your own.`,
		Example: examples("Which layouts there are", "cxcalc layout list", "What one of them says", "cxcalc layout show qualtrics"),
		Args:    d.noArguments,
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(
		&cobra.Command{Use: "list", Short: "List the layouts", Args: d.noArguments, Example: examples("All of them", "cxcalc layout list"),
			RunE: func(*cobra.Command, []string) error { return d.listLayouts() }},
		&cobra.Command{Use: "show NAME", Short: "Print what a layout says", Example: examples("As a beginning for one of your own", "cxcalc layout show qualtrics"),
			RunE: func(_ *cobra.Command, args []string) error { return d.showLayout(args) },
			ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
				shelf, err := d.layouts()
				if err != nil {
					return nil, quiet
				}
				return shelf.Names(), quiet
			}})
	return cmd
}

func (d *desk) listLayouts() error {
	shelf, err := d.layouts()
	if err != nil {
		return err
	}
	var b strings.Builder
	for _, l := range shelf {
		hang(&b, fmt.Sprintf("%-26s ", l.Name), l.Title, d.OutWidth())
	}
	_, err = io.WriteString(d.Out, b.String())
	return err
}

func (d *desk) showLayout(args []string) error {
	shelf, err := d.layouts()
	if err != nil {
		return err
	}
	if len(args) != 1 {
		return wrong("layout show takes the name of one layout").Advise("cxcalc layout list shows the names")
	}
	l := shelf.Named(args[0])
	if l == nil {
		return suggest(wrong("there is no layout %q", args[0]).Advise("cxcalc layout list shows the names"), args[0], shelf.Names())
	}
	_, err = io.WriteString(d.Out, l.Text)
	return err
}
