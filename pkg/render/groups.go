package render

import "github.com/cxcalc/cxcalc/pkg/result"

// byNames returns the names of the columns that make the groups.
func byNames(d *result.Document) []string {
	if len(d.By) > 0 || d.Groups.Len() == 0 {
		return d.By
	}
	var names []string
	for _, m := range d.Groups.At(0).By {
		names = append(names, m.Key)
	}
	return names
}

// byValue returns the value of the i-th column of --by. Columns go by their place, for two of
// them may have the same name.
func byValue(g result.Group, i int) any {
	if i < len(g.By) {
		return g.By[i].Value
	}
	return nil
}
