package cli

import (
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/result"
)

// begun says that more follows what is offered, on the same word.
const begun = quiet | cobra.ShellCompDirectiveNoSpace

// asked are the metrics that a line is about: of its command, or named behind it.
func (d *desk) asked(cmd *cobra.Command, args []string) (list []metric.Metric) {
	names := cmd.Name()
	if _, ok := frameOf(names); ok && len(args) > 0 {
		names = args[0]
	}
	for name := range strings.SplitSeq(names, ",") {
		if m, ok := d.offered.find(name); ok {
			list = append(list, m)
		}
	}
	return list
}

// completeThreshold offers the fields that can be held against a number, with the sign that fits the metric.
func (d *desk) completeThreshold(cmd *cobra.Command, args []string, typed string) (list []string, _ cobra.ShellCompDirective) {
	if strings.ContainsAny(typed, "<>=!") {
		return nil, quiet
	}
	for _, m := range d.asked(cmd, args) {
		sign := ">="
		if m.LowerIsBetter {
			sign = "<="
		}
		for _, f := range m.Fields {
			if !f.Kind.Many() && f.Kind != result.Text && f.Kind != result.Flag && !slices.ContainsFunc(list, func(known string) bool { return strings.HasPrefix(known, f.Name+sign) }) {
				list = append(list, f.Name+sign+"\t"+f.Doc)
			}
		}
	}
	return list, begun
}

// completeCondition offers columns, and behind a sign the first values of the column.
func (d *desk) completeCondition(cmd *cobra.Command, args []string, typed string) (list []string, _ cobra.ShellCompDirective) {
	at := strings.IndexAny(typed, "=!<>~")
	if at < 0 {
		columns, _ := d.completeColumn(cmd, args, typed)
		for _, c := range columns {
			name, sample, _ := strings.Cut(c, "\t")
			list = append(list, name+"=\t"+sample)
		}
		return list, begun
	}
	value := strings.TrimLeft(typed[at:], "=!<>~")
	before := typed[:len(typed)-len(value)]
	d.firstTable(cmd, args, func(t *dataset.Table) {
		place := slices.Index(t.Headers, typed[:at])
		if place < 0 {
			return
		}
		for _, v := range t.Sample(place) {
			if strings.HasPrefix(v, value) && !strings.ContainsAny(v, "\t\n\r") {
				list = append(list, before+v)
			}
		}
	})
	slices.Sort(list)
	return slices.Compact(list), quiet
}

// zoneLists are where systems list the names of time zones.
var zoneLists = []string{"/usr/share/zoneinfo/tzdata.zi", "/usr/share/zoneinfo/zone1970.tab"}

// completeZone offers time zones, as the system lists them.
func completeZone(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	list := []string{"UTC", "Local"}
	for _, name := range zoneLists {
		text, err := os.ReadFile(name)
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(text)) {
			words := strings.Fields(line)
			switch {
			case len(words) < 3:
			case words[0] == "L": // a link of tzdata.zi
				list = append(list, words[2])
			case words[0] == "Z":
				list = append(list, words[1])
			case strings.HasSuffix(name, ".tab") && words[0][0] != '#':
				list = append(list, words[2])
			}
		}
		break
	}
	slices.Sort(list)
	return slices.Compact(list), quiet
}
