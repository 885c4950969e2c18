package cli

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"
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
	return &cobra.Command{
		Use: "version", Short: "Print the version", GroupID: "tool", Args: d.noArguments,
		Example: examples("Version, Go version and platform", "cxcalc version"),
		RunE: func(*cobra.Command, []string) error {
			_, err := fmt.Fprintf(d.Out, "cxcalc %s %s %s/%s\n", d.version(), runtime.Version(), runtime.GOOS, runtime.GOARCH)
			return err
		},
	}
}

// noArguments refuses arguments of commands that take none.
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
			var b bytes.Buffer
			if err := writeCompletion(cmd.Root(), args[0], &b); err != nil {
				return err
			}
			_, err := d.Out.Write(b.Bytes())
			return err
		},
	}
}

func writeCompletion(root *cobra.Command, shell string, w io.Writer) error {
	switch shell {
	case "bash":
		return root.GenBashCompletionV2(w, true)
	case "zsh":
		return root.GenZshCompletion(w)
	case "fish":
		return root.GenFishCompletion(w, true)
	}
	return root.GenPowerShellCompletionWithDesc(w)
}

func (d *desk) manCommand() *cobra.Command {
	var folder string
	cmd := &cobra.Command{
		Use: "man [COMMAND]", Short: "Print the manual page of a command", GroupID: "tool",
		Example: examples("Read the manual", "cxcalc man nps | man -l -", "Write all pages, for packages", "cxcalc man --dir man1"),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			root.DisableAutoGenTag = true
			if folder != "" {
				return d.writePages(root, folder)
			}
			page, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return d.unknownCommand(root, args)
			}
			var b bytes.Buffer
			if err := doc.GenMan(page, d.manHeader(), &b); err != nil {
				return err
			}
			_, err = d.Out.Write(b.Bytes())
			return err
		},
	}
	cmd.Flags().StringVar(&folder, "dir", "", "write the pages of all commands to `FOLDER`")
	return cmd
}

// manHeader dates the pages by SOURCE_DATE_EPOCH, or not at all, so that they are the same
// whenever they are made.
func (d *desk) manHeader() *doc.GenManHeader {
	date := time.Unix(0, 0).UTC()
	if epoch := d.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		if seconds, err := time.ParseDuration(epoch + "s"); err == nil {
			date = date.Add(seconds)
		}
	}
	return &doc.GenManHeader{Section: "1", Source: "cxcalc " + d.version(), Manual: "cxcalc", Date: &date}
}

func (d *desk) writePages(root *cobra.Command, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, cmd := range append(root.Commands(), root) {
		if !cmd.IsAvailableCommand() && cmd != root {
			continue
		}
		name := strings.ReplaceAll(cmd.CommandPath(), " ", "-") + ".1"
		f, err := d.files.create(filepath.Join(folder, name))
		if err != nil {
			return err
		}
		if err := doc.GenMan(cmd, d.manHeader(), f); err != nil {
			f.discard()
			return err
		}
		if err := f.commit(); err != nil {
			return err
		}
	}
	return nil
}
