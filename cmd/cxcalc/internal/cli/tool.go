package cli

import (
	"bytes"
	"fmt"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"github.com/spf13/cobra"
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
			if err == nil {
				_, err = d.Out.Write(b.Bytes())
			}
			return err
		},
	}
}
