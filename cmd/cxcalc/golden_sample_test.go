package main_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// z95 is the normal quantile of 97.5 %, which turns a margin of 95 % into a standard error.
const z95 = 1.959963984540054

// plan asks what sample tells, which stands beside its total.
func (a *asking) plan(args ...string) told { return a.ask(append([]string{"sample"}, args...)...) }

// Of weighted answers a plan for as many as there are tells Wald's margin.
func askMargin(a *asking, in inputs) inputs {
	a.weighed(in, "scores", "weights")
	line := []string{"nps", "answers.csv", "--weight", "weight"}
	d := a.ask(line...)
	margin, value := a.plan(append(line, "--n", fmt.Sprint(d.number("total/n")))...).number("margin"), d.number("total/value")
	return inputs{"se_kish_pts": margin / z95, "ci_kish_pts": []any{value - margin, value + margin}}
}

func askInvited(a *asking, in inputs) inputs {
	d := a.ask(append(a.net(in), "--invited", fmt.Sprint(in.number("invited")))...)
	return inputs{"response_rate_pct": d.at("total/response_pct"), "worst_pts": d.at("total/silent_low"), "best_pts": d.at("total/silent_high")}
}

func askResponse(a *asking, in inputs) inputs {
	a.file("answers.csv", "score,n", []any{10, in.number("completed")})
	d := a.ask("nps", "answers.csv", "--count", "n", "--invited", fmt.Sprint(in.number("sent")-in.number("bounced")))
	return inputs{"response_pct": d.at("total/response_pct"), "wilson_pct": []any{d.at("total/response_low"), d.at("total/response_high")}}
}

func askAlike(a *asking, in inputs) inputs {
	var rows, shares [][]any
	for i, n := range in.numbers("sample") {
		for range int(n) {
			rows = append(rows, []any{len(rows), i, 9})
		}
		shares = append(shares, []any{"part", i, in.numbers("population_share")[i]})
	}
	a.file("answers.csv", "id,part,score", rows...)
	a.file("shares.csv", "column,value,share", shares...)
	d := a.plan("--check", "shares.csv", "answers.csv")
	weights, effective := a.rake()
	return inputs{"chi2": d.at("columns_checked/0/chi_square"), "df": d.at("columns_checked/0/df"), "p": d.at("columns_checked/0/p"),
		"weights": []any{weights["0"], weights["60"], weights["85"]}, "kish_neff": effective}
}

func askRaking(a *asking, in inputs) inputs {
	var rows, shares [][]any
	counts, _ := in["counts"].(map[string]any)
	one := make(map[string]string)
	for _, cell := range []string{"m_y", "f_y", "m_o", "f_o"} {
		g, age, _ := strings.Cut(cell, "_")
		one[cell] = fmt.Sprint(len(rows))
		for range int(inputs(counts).number(cell)) {
			rows = append(rows, []any{len(rows), g, age, 9})
		}
	}
	margins, _ := in["margins"].(map[string]any)
	for _, column := range []string{"g", "a"} {
		values, _ := margins[column].(map[string]any)
		for value, share := range values {
			shares = append(shares, []any{column, value, share})
		}
	}
	a.file("answers.csv", "id,g,a,score", rows...)
	a.file("shares.csv", "column,value,share", shares...)
	weights, effective := a.rake()
	out := inputs{"kish_neff": effective}
	for cell, id := range one {
		out["weight_"+cell] = weights[id]
	}
	return out
}

// rake has the answers weighed, and returns the weights by id, and what a metric says of how many answers they leave.
func (a *asking) rake(line ...string) (weights map[string]any, effective any) {
	a.Helper()
	_, stderr, status := a.run(a.T, a.dir, append([]string{"sample", "--rake", "shares.csv", "--respondent", "id", "answers.csv", "-o", "csv=weights.csv"}, line...)...)
	if status != 0 {
		a.Fatalf("sample --rake: %s", stderr)
	}
	file, err := os.Open(filepath.Join(a.dir, "weights.csv"))
	if err != nil {
		a.Fatal(err)
	}
	defer file.Close()
	rows, err := csv.NewReader(file).ReadAll()
	if err != nil {
		a.Fatal(err)
	}
	weights = make(map[string]any)
	for _, row := range rows[1:] {
		if weights[row[0]], err = strconv.ParseFloat(row[1], 64); err != nil {
			a.Fatal(err)
		}
	}
	return weights, a.ask("nps", "answers.csv", "--score", "score", "--weights", "weights.csv").at("total/n_effective")
}

// A survey of 8 255 people is raked to made-up shares as a separate program, and R, have raked it.
func TestRakedSurvey(t *testing.T) {
	forWholeRun(t)
	folder := besides(t, "data", "quantipy-survey")
	ref := reference(t, filepath.Join(folder, "SOURCE.md"))
	a := &asking{t, find(t), t.TempDir()}
	banded(a, filepath.Join(folder, "Example Data (A).csv"))
	a.file("shares.csv", "column,value,share", []any{"gender", "1", 0.49}, []any{"gender", "2", 0.51},
		[]any{"age3", "19-29", 0.3}, []any{"age3", "30-39", 0.35}, []any{"age3", "40+", 0.35})
	check := a.plan("--check", "shares.csv", "answers.csv")
	for i, column := range []string{"gender", "age3"} {
		for key, path := range map[string]string{"chi2": "chi_square", "df": "df", "p": "p"} {
			sameNumbers(t, column+" "+key, check.at(fmt.Sprintf("columns_checked/%d/%s", i, path)), ref.at("against_targets/"+column+"/"+key), 1e-7)
		}
	}
	weights, effective := a.rake()
	sameNumbers(t, "effective", effective, ref.at("kish_neff"), 1e-7)
	least, most := ends(weights)
	sameNumbers(t, "weights", []any{least, most}, ref.at("weight_min_max"), 1e-7)

	agrees := []string{"csat", "answers.csv", "--score", "agrees", "--scale", "0-1", "--satisfied-from", "1"}
	liked := []string{"csat", "answers.csv", "--score", "q5_1", "--scale", "1-5", "--missing", "97", "--missing", "98"}
	for _, c := range []struct {
		line []string
		key  string
	}{{agrees, "q4_is_1"}, {liked, "q5_1_top2_(4,5)_of_1..5"}} {
		plain, raked := a.ask(c.line...), a.ask(append(c.line, "--weights", "weights.csv")...)
		sameNumbers(t, c.key, plain.at("total/value"), ref.at(c.key+"/unweighted/pct"), 1e-7)
		sameNumbers(t, c.key+" limits", plain.limits(), ref.at(c.key+"/unweighted/wilson95"), 1e-7)
		sameNumbers(t, c.key+" raked", raked.at("total/value"), ref.at(c.key+"/raked_pct"), 1e-7)
	}
	raked := a.ask(append(liked, "--weights", "weights.csv")...)
	sameNumbers(t, "effective of answered", raked.at("total/n_effective"), ref.at("q5_1_top2_(4,5)_of_1..5/neff_of_answered"), 1e-7)
	for _, w := range []string{"weight_a", "weight_b"} {
		d := a.ask(append(agrees, "--weight", w)...)
		sameNumbers(t, w, d.at("total/n_effective"), ref.at("file_"+w+"/kish_neff"), 1e-7)
	}

	trimmed, _ := a.rake("--trim", "1.1")
	sum := 0.0
	for _, w := range trimmed {
		sum += w.(float64)
	}
	if _, most := ends(trimmed); most != 1.1 || math.Abs(sum/8255-1) > 1e-9 {
		t.Errorf("trimmed to 1.1: at most %v, mean %v", most, sum/8255)
	}
}

func ends(weights map[string]any) (least, most float64) {
	least = math.Inf(1)
	for _, w := range weights {
		least, most = min(least, w.(float64)), max(most, w.(float64))
	}
	return least, most
}

// reference reads the values that stand in a page as JSON.
func reference(t *testing.T, page string) told {
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(text), "```json\n")
	values, _, _ := strings.Cut(rest, "```")
	var v any
	if err := json.Unmarshal([]byte(values), &v); err != nil {
		t.Fatal(err)
	}
	return told{v}
}

// banded writes the columns of the survey that are asked about, and bands of ages.
func banded(a *asking, name string) {
	file, err := os.Open(name)
	if err != nil {
		a.Fatal(err)
	}
	defer file.Close()
	all, err := csv.NewReader(file).ReadAll()
	if err != nil {
		a.Fatal(err)
	}
	var rows [][]any
	for _, row := range all[1:] {
		cell := func(name string) string { return row[slices.Index(all[0], name)] }
		band, agrees := "19-29", 0
		if age := cell("age"); age >= "40" {
			band = "40+"
		} else if age >= "30" {
			band = "30-39"
		}
		if cell("q4") == "1" {
			agrees = 1
		}
		rows = append(rows, []any{cell("unique_id"), cell("gender"), band, agrees, cell("q5_1"), 9, cell("weight_a"), cell("weight_b")})
	}
	a.file("answers.csv", "id,gender,age3,agrees,q5_1,score,weight_a,weight_b", rows...)
}

// Every plan and every check holds to its schema.
func TestSamplesHoldToTheirSchema(t *testing.T) {
	schema := compileSchema(t, "sample")
	shares := filepath.Join(t.TempDir(), "shares.csv")
	if err := os.WriteFile(shares, []byte("column,value,share\nregion,EU,60\nregion,US,40\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	t.Chdir(samples(t))
	for _, line := range []string{"nps --margin 10", "csat --difference 5 --value 80", "ces --n 100", "nps --n 100 --population 500 responses.csv",
		"csat --margin 5 --field mean --sd 1", "nps --difference 10 --where region=EU responses.csv", "--check " + shares + " responses.csv", "--check " + shares + " --where region!=EU responses.csv"} {
		out, stderr, status := inside(append([]string{"sample", "-o", "json"}, strings.Fields(line)...)...)
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(out))
		if err == nil {
			err = schema.Validate(v)
		}
		if err != nil || status != 0 {
			t.Errorf("sample %s: exit status %d, %v\n%s", line, status, err, stderr)
		}
	}
}
