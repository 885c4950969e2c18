package pass

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/scan"
)

// one is a single source whose columns are their numbers.
type one struct{}

func (one) Len() int                                           { return 1 }
func (one) Scanner(context.Context, int) (scan.Scanner, error) { return nil, nil }
func (one) Column(_, column int) scan.Column                   { return scan.Column{Index: column} }
func always() bool                                             { return true }
func brief(role dataset.Role) map[dataset.Role]func() bool {
	return map[dataset.Role]func() bool{role: always}
}
func roles(role dataset.Role, column int) map[dataset.Role]int {
	return map[dataset.Role]int{role: column}
}
func wanted(t *testing.T, counts ...Seats) (*pass, []scan.Column) {
	t.Helper()
	p := &pass{set: one{}}
	for _, c := range counts {
		p.counts = append(p.counts, Counting{Columns: []Seats{c}})
	}
	p.place(0)
	return p, p.columns(0)
}

// Every column is wanted once, whatever it plays and whoever counts it, and one that is wanted for a while comes last.
func TestWanted(t *testing.T) {
	c := Seats{Roles: map[dataset.Role]int{"respondent": 0, "time": 1, "score": 2}, While: brief("respondent"),
		By: []KeyPart{{Column: 3}, {Column: dataset.None, Text: "here"}}, Where: []int{3, 4}}
	p, want := wanted(t, c, Seats{Roles: roles("score", 4)})
	var order []int
	for _, column := range want {
		order = append(order, column.Index)
	}
	if diff := cmp.Diff([]int{1, 2, 3, 4, 0}, order); diff != "" || want[4].While == nil || want[3].While != nil {
		t.Errorf("wanted %v (-want +got):\n%s", want, diff)
	}
	at := p.placed[0][0]
	got := []int{at.At("respondent"), at.At("time"), at.At("score"), at.By[0].Column, at.By[1].Column, at.Where[0], at.Where[1], at.At("weight")}
	if diff := cmp.Diff([]int{4, 0, 1, 2, dataset.None, 2, 3, dataset.None}, got); diff != "" {
		t.Errorf("places (-want +got):\n%s", diff)
	}
	if second := p.placed[0][1].At("score"); second != 3 {
		t.Errorf("the second count finds its answers at %d, want 3", second)
	}
}

// A column that serves for something else as well is wanted to the end.
func TestWantedToTheEnd(t *testing.T) {
	c := Seats{Roles: roles("respondent", 0), While: brief("respondent")}
	if _, want := wanted(t, c); want[0].While == nil {
		t.Error("a column that serves for a look only is wanted for good")
	}
	if _, want := wanted(t, c, c); want[0].While == nil {
		t.Error("a column that serves for two looks is wanted for good")
	}
	if _, want := wanted(t, c, Seats{Roles: roles("score", 0)}); want[0].While != nil {
		t.Error("a column with answers is wanted for a while only")
	}
	if _, want := wanted(t, Seats{Roles: roles("respondent", 0), While: brief("respondent"), By: []KeyPart{{Column: 0}}}); want[0].While != nil {
		t.Error("a column that makes groups is wanted for a while only")
	}
}
