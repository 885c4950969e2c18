package main_test

import (
	"fmt"
	"path/filepath"
	"testing"
)

// quadrantOf are the words for the quadrants that the pages of the data write out.
var quadrantOf = map[any]string{
	"high importance, high performance": "keep", "high importance, low performance": "concentrate",
	"low importance, high performance": "overkill", "low importance, low performance": "low",
}

// model compares a model with what the page of the data states, by both methods.
func (a *asking) model(stated inputs, args ...string) {
	a.Helper()
	d := a.ask(append([]string{"drivers"}, args...)...)
	var names []string
	for _, name := range stated["names"].([]any) {
		names = append(names, name.(string))
	}
	cut := stated["ipa_cut"].(map[string]any)
	a.near("the model", []any{d.at("total/n"), d.at("total/value"), d.at("total/adj_r2"), d.at("total/cut_share"), d.at("total/cut_performance")},
		[]any{stated["n"], stated["r2"], stated["adj_r2"], cut["importance"], cut["performance"]})
	for field, want := range map[string]string{"correlation": "r", "beta": "std_beta", "r2_part": "lmg", "share_pct": "lmg_share_pct", "mean": "means"} {
		a.near(field, driversOf(d, names, field), stated[want])
	}
	for i, quadrant := range driversOf(d, names, "quadrant") {
		if want := quadrantOf[inputs(stated["ipa"].(map[string]any))[names[i]]]; quadrant != want {
			a.Errorf("%s is in quadrant %v, want %s", names[i], quadrant, want)
		}
	}
	johnson := a.ask(append([]string{"drivers", "--method", "johnson"}, args...)...)
	a.near("johnson", driversOf(johnson, names, "r2_part"), stated["johnson"])
	a.near("johnson, shares", driversOf(johnson, names, "share_pct"), stated["johnson_share_pct"])
}

// What makes people of Somerville happy, with a score of yes and no, against the page of the data.
func TestDriversOfSomerville(t *testing.T) {
	a := asked(t)
	stated := a.stated("somerville-happiness")
	file := filepath.Join("somerville-happiness", "SomervilleHappinessSurvey2015.csv")
	args := []string{"--score", "D", "--drivers", "X*", file}
	a.model(inputs(stated["drivers_of_D"].(map[string]any)), args...)
	d := a.ask(append([]string{"drivers"}, args...)...)
	for name, x := range stated["penalty_reward_low<=2_high>=4"].(map[string]any) {
		want, of := inputs(x.(map[string]any)), []string{name}
		for _, field := range []string{"penalty", "reward", "n_low", "n_high"} {
			a.near(name+", "+field, driversOf(d, of, field)[0], want[field])
		}
		few := driversOf(d, of, "few")[0] == "penalty"
		if few != (want.number("n_low") < 5) {
			a.Errorf("%s with %v bad answers is marked %v", name, want["n_low"], few)
		}
	}
}

// What moves the overall answer of a shop; the pattern fits the score, too, which is no driver of its own.
func TestDriversOfMadeShop(t *testing.T) {
	a := asked(t)
	stated := a.stated("made-shop")
	file := filepath.Join("made-shop", "survey.csv")
	a.model(inputs(inputs(stated["survey_ledger_join"].(map[string]any))["drivers_overall"].(map[string]any)), "--score", "overall_1_5", "--drivers", "*_1_5", file)
}

// Staff who left: a score of words, scales of four steps and a column that does not vary.
func TestDriversOfAttrition(t *testing.T) {
	a := asked(t)
	stated := a.stated("employee-satisfaction-attrition")
	file := filepath.Join("employee-satisfaction-attrition", "emp_attrition.csv")
	names := []string{"JobSatisfaction", "EnvironmentSatisfaction", "RelationshipSatisfaction", "WorkLifeBalance", "JobInvolvement"}
	d := a.ask("drivers", "--score", "Attrition", "--drivers", "*Satisfaction", "--drivers", "WorkLifeBalance", "--drivers", "JobInvolvement", "--drivers", "StandardHours", file)
	a.near("n", d.at("total/n"), stated["n"])
	for i, name := range names {
		level := inputs(inputs(stated[name].(map[string]any))["left_by_level"].(map[string]any))
		a.near(name+", bad", driversOf(d, names, "n_low")[i], inputs(level["1"].(map[string]any))["n"])
		a.near(name+", good", driversOf(d, names, "n_high")[i], inputs(level["4"].(map[string]any))["n"])
		if sign := driversOf(d, names, "sign")[i]; sign != "-" {
			t.Errorf("who is glad of %s leaves: %v", name, sign)
		}
	}
	if why := driversOf(d, []string{"StandardHours"}, "reason")[0]; fmt.Sprint(why) != "driver does not vary" {
		t.Errorf("80 hours of everybody: %v", why)
	}
}
