package main_test

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

func linesDiffer(d *reading, text string) []string {
	lines := strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	if text == "" {
		lines = nil
	}
	rows := d.rows()
	if len(lines) != len(rows) {
		return []string{fmt.Sprintf("ndjson: %d lines for %d groups", len(lines), len(rows))}
	}
	var broken []string
	for i, line := range lines {
		var g group
		if err := decode(line, &g); err != nil {
			return []string{"ndjson: " + err.Error()}
		}
		delete(g, "metric")
		have, _ := json.Marshal(g)
		want, _ := json.Marshal(rows[i])
		if !bytes.Equal(have, want) {
			broken = append(broken, fmt.Sprintf("ndjson, line %d: %s, json has %s", i+1, have, want))
		}
	}
	return broken
}

func sheetDiffers(d *reading, text string) []string {
	records, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil || len(records) == 0 {
		return []string{fmt.Sprintf("csv: no records, %v", err)}
	}
	rows := listed(d.rows(), records[0])
	if len(records)-1 != len(rows) {
		return []string{fmt.Sprintf("csv: %d rows for %d groups", len(records)-1, len(rows))}
	}
	var broken []string
	for i, record := range records[1:] {
		for j, cell := range record {
			if want, ok := cellOf(rows[i], records[0][j]); ok && strings.TrimPrefix(cell, "'") != want {
				broken = append(broken, fmt.Sprintf("csv, row %d: %s is %q, json has %q", i+1, records[0][j], cell, want))
			}
		}
	}
	return broken
}

// cellOf writes a value as CSV does; ok is false for columns of --by, whose texts CSV may guard.
// listed are the rows of the list that a metric gives in place of its groups, by the names of columns that nothing else has.
// What an entry does not say is said by its group.
func listed(groups []group, heads []string) (rows []group) {
	list := ""
	switch {
	case slices.Contains(heads, "r2_part"):
		list = "drivers"
	case slices.Contains(heads, "mentions_pct"):
		list = "reasons"
	default:
		return groups
	}
	for _, g := range groups {
		entries, _ := g[list].([]any)
		for _, entry := range entries {
			row := maps.Clone(g)
			for name, value := range entry.(map[string]any) {
				row[name] = value
			}
			rows = append(rows, row)
		}
	}
	return rows
}

func cellOf(g group, name string) (text string, ok bool) {
	if by, _ := g["by"].(map[string]any); by != nil {
		if _, named := by[name]; named {
			return "", false
		}
	}
	v := g[name]
	if verdict, _ := g["verdict"].(map[string]any); slices.Contains([]string{"target", "met", "proven"}, name) {
		v = nil
		if verdict != nil {
			v = verdict[name]
		}
	}
	if v == nil {
		return "", true
	}
	return fmt.Sprint(v), true
}
