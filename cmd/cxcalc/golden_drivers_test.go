package main_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// attitude are the columns that the first case of drivers holds, and others speak of.
func attitude(a *asking) inputs {
	raw, err := os.ReadFile(filepath.Join(root, "..", "shared", "golden", "golden_values.json"))
	if err != nil {
		a.Fatal(err)
	}
	var document struct {
		Cases []struct {
			ID     string
			Inputs inputs
		}
	}
	if err := json.Unmarshal(raw, &document); err != nil {
		a.Fatal(err)
	}
	for _, c := range document.Cases {
		if data, ok := c.Inputs["data"].(map[string]any); ok && c.ID == "drivers-001-correlation" {
			return data
		}
	}
	a.Fatal("no data")
	return nil
}

// survey writes columns of answers, the score first.
func (a *asking) survey(columns inputs, names ...string) {
	var rows [][]any
	for i := range columns.numbers(names[0]) {
		var row []any
		for _, name := range names {
			row = append(row, columns.numbers(name)[i])
		}
		rows = append(rows, row)
	}
	header := names[0]
	for _, name := range names[1:] {
		header += "," + name
	}
	a.file("survey.csv", header, rows...)
}

// drivers asks what moves the first of the columns.
func (a *asking) drivers(names []string, more ...string) told {
	args := []string{"drivers", "--score", names[0]}
	for _, name := range names[1:] {
		args = append(args, "--drivers", name)
	}
	return a.ask(append(append(args, more...), "survey.csv")...)
}

// driversOf returns a figure of each driver, in the order of the names.
func driversOf(d told, names []string, field string) (out []any) {
	byName := make(map[any]told)
	for i := 0; d.at(fmt.Sprintf("total/drivers/%d/name", i)) != nil; i++ {
		row := told{d.at(fmt.Sprintf("total/drivers/%d", i))}
		byName[row.at("name")] = row
	}
	for _, name := range names {
		out = append(out, byName[name].at(field))
	}
	return out
}

var attitudes = []string{"rating", "complaints", "privileges", "learning", "raises", "critical", "advance"}

// askDrivers asks what moves the rating of the attitude data.
func askDrivers(a *asking, _ inputs) inputs {
	a.survey(attitude(a), attitudes...)
	d, of := a.drivers(attitudes), attitudes[1:]
	var names []any
	for _, name := range of {
		names = append(names, name)
	}
	first := func(field string) any { return driversOf(d, of[:1], field)[0] }
	return inputs{"names": names, "pearson": driversOf(d, of, "correlation"), "spearman": driversOf(d, of, "rank_correlation"),
		"fisher_ci_first":   []any{first("correlation_low"), first("correlation_high")},
		"standardized_beta": driversOf(d, of, "beta"), "p": driversOf(d, of, "p"), "vif": driversOf(d, of, "vif"), "r2": d.at("total/value"), "adj_r2": d.at("total/adj_r2"),
		"lmg": driversOf(d, of, "r2_part"), "share_pct": driversOf(d, of, "share_pct"), "sums_to_r2": d.at("total/value")}
}

// askPenalty asks about one attribute.
func askPenalty(a *asking, in inputs) inputs {
	names := []string{"overall", "attribute"}
	a.survey(in, names...)
	d := a.drivers(names, "--low-to", fmt.Sprint(in.number("low_if_at_most")), "--high-from", fmt.Sprint(in.number("high_if_at_least")))
	return inputs{"penalty": d.at("total/drivers/0/penalty"), "reward": d.at("total/drivers/0/reward")}
}

// askEdge asks about drivers that do not vary, or that follow from each other.
func askEdge(a *asking, in inputs) inputs {
	names := []string{"target", "driver"}
	if in["x1"] != nil {
		names = []string{"target", "x1", "x2"}
	}
	a.survey(in, names...)
	d, of := a.drivers(names), names[1:]
	out := inputs{"status": d.at("total/drivers/0/reason"), "correlation": d.at("total/drivers/0/correlation"), "standardized_beta": d.at("total/drivers/0/beta"),
		"shapley_share_pct": driversOf(d, of, "share_pct")}
	out["relative_weight_share_pct"] = driversOf(a.drivers(names, "--method", "johnson"), of, "share_pct")
	return out
}
