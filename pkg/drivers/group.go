package drivers

import (
	"context"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
	"github.com/cxcalc/cxcalc/pkg/smallfile"
)

// A groupFile tells which drivers belong together.
type groupFile struct {
	name   string
	lines  []groupLine
	groups []driverGroup
	none   []string // drivers of no group
}

type groupLine struct{ group, driver string }

// The columns of a file of groups.
const (
	groupCell = iota
	driverCell
)

// mostGroupLines bounds a file of groups.
const mostGroupLines = 10_000

// read reads the file.
func (f *groupFile) read(ctx context.Context, p *driverPlan) error {
	lines, err := smallfile.Once(p.Drawer, "groups of drivers "+f.name, func() (lines []groupLine, err error) {
		a := &smallfile.Appendix{Flag: "--group", Name: f.name, Stdin: p.Dataset.Stdin, Header: "group,driver", Most: mostGroupLines, Needs: []smallfile.Need{
			groupCell: {Role: layout.DriverGroup, Says: "the group"}, driverCell: {Role: layout.Driver, Says: "the driver that belongs to it"}}}
		of := make(map[string]string)
		err = a.Read(ctx, p.Dataset, func(row smallfile.Listed) error {
			group, driver := row.Cells[groupCell], row.Cells[driverCell]
			word := answer.Normalise(driver)
			switch {
			case group == "":
				return a.Wrong(row, groupCell, "is blank, expected the name of a group")
			case word == "":
				return a.Wrong(row, driverCell, "is blank, expected the header of a driver")
			case of[word] != "" && of[word] != group:
				return a.Wrong(row, driverCell, "belongs to %s already", of[word])
			}
			of[word] = group
			lines = append(lines, groupLine{group, driver})
			return nil
		})
		return lines, err
	})
	f.lines = lines
	return err
}

// find finds the drivers of the groups.
func (f *groupFile) find(p *driverPlan) error {
	names := p.names
	in := make([]bool, len(names))
	for _, line := range f.lines {
		at := slices.IndexFunc(names, func(name string) bool { return answer.Normalise(name) == answer.Normalise(line.driver) })
		if at < 0 {
			e := problem.Usage("%s: %s is no driver; those are %s", f.name, answer.Quote(line.driver, 60), strings.Join(names, ", "))
			return e.Advise("the column driver has the headers of the drivers")
		}
		if in[at] {
			continue
		}
		in[at] = true
		i := slices.IndexFunc(f.groups, func(g driverGroup) bool { return g.name == line.group })
		if i < 0 {
			i, f.groups = len(f.groups), append(f.groups, driverGroup{name: line.group})
		}
		f.groups[i].members = append(f.groups[i].members, at)
	}
	for i, name := range names {
		if !in[i] {
			f.none = append(f.none, name)
		}
	}
	return nil
}
