package cli

import (
	"embed"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// manPages are the pages of all commands as make docs writes them: what makes them out of the
// commands takes a tenth of the time in which the program starts, whether a page is asked for or not.
//
//go:embed man/*.1
var manPages embed.FS

// manTitle stands for the date and the version in the pages.
const manTitle = `"DATE" "cxcalc VERSION"`

func (d *desk) manCommand() *cobra.Command {
	var folder string
	cmd := &cobra.Command{
		Use: "man [COMMAND]", Short: "Print the manual page of a command", GroupID: "tool",
		Example: examples("Read the manual", "cxcalc man nps | man -l -", "Write all pages, for packages", "cxcalc man --dir man1"),
		RunE: func(cmd *cobra.Command, args []string) error {
			root := cmd.Root()
			if folder != "" {
				return d.writePages(root, folder)
			}
			page, rest, err := root.Find(args)
			if err != nil || len(rest) > 0 {
				return d.unknownCommand(root, args)
			}
			text, err := d.manPage(page)
			if err != nil {
				return err
			}
			_, err = io.WriteString(d.Out, text)
			return err
		},
	}
	cmd.Flags().StringVar(&folder, "dir", "", "write the pages of all commands to `FOLDER`")
	return cmd
}

// manPage returns the page of a command. It is dated by SOURCE_DATE_EPOCH, or not at all, so that
// it is the same whenever it is printed.
func (d *desk) manPage(cmd *cobra.Command) (string, error) {
	page, err := manPages.ReadFile("man/" + manFile(cmd))
	if err != nil {
		return "", err
	}
	date := time.Unix(0, 0).UTC()
	if epoch := d.Getenv("SOURCE_DATE_EPOCH"); epoch != "" {
		if seconds, err := time.ParseDuration(epoch + "s"); err == nil {
			date = date.Add(seconds)
		}
	}
	title := fmt.Sprintf("%q %q", date.Format("Jan 2006"), "cxcalc "+d.version())
	return strings.Replace(string(page), manTitle, title, 1), nil
}

// manFile is the name of the page of a command.
func manFile(cmd *cobra.Command) string {
	return strings.ReplaceAll(cmd.CommandPath(), " ", "-") + ".1"
}

func (d *desk) writePages(root *cobra.Command, folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, cmd := range append(root.Commands(), root) {
		if !cmd.IsAvailableCommand() && cmd != root {
			continue
		}
		page, err := d.manPage(cmd)
		if err != nil {
			return err
		}
		f, err := d.files.create(filepath.Join(folder, manFile(cmd)))
		if err != nil {
			return err
		}
		if _, err := io.WriteString(f, page); err != nil {
			f.discard()
			return cannotWrite(f.name, err)
		}
		if err := f.commit(); err != nil {
			return err
		}
	}
	return nil
}
