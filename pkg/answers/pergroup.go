package answers

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// The groups of the Net Promoter Score, as layout.GroupOf numbers them, and the headers below which they stand one below the other.
const (
	ofDetractors, ofPromoters  = 1, 3
	groupHeader, answersHeader = "nps_group", "nps_answers"
)

// perGroup refuses a table that has a column of numbers for each group of the Net Promoter Score: how many belong to it. Where they are
// surely numbers of answers, and the file is plain, a command puts them below each other.
func (s *item) perGroup(t *dataset.Table) *problem.Error {
	of := make(map[float64]bool)
	numbers := func(i int) bool {
		texts := slices.DeleteFunc(t.Sample(i), func(text string) bool { return answer.Trim(text) == "" })
		return len(texts) > 0 && !slices.ContainsFunc(texts, func(text string) bool {
			return !answer.IsNumber(answer.Trim(strings.TrimSuffix(answer.Trim(text), "%")))
		})
	}
	groups := t.Those(func(i int) bool {
		group, ok := layout.GroupOf(t.Headers[i])
		if ok = ok && numbers(i); ok {
			of[group] = true
		}
		return ok
	})
	if s.Metric.Name != "nps" || !of[ofDetractors] || !of[ofPromoters] {
		return nil
	}
	if len(groups) == len(of) && len(of) == ofPromoters && t.PlainLines() && countsGroups(t, groups) {
		e := problem.Usage("%s: columns %s hold how many belong to each group, and not answers; each row of them has to become one for each group", t.Name, layout.List(t.Headers, groups))
		e.Senses = []problem.Sense{belowEachOther(t, groups)}
		return e
	}
	return problem.Failure("%s: columns %s hold how many belong to each group, and not answers", t.Name, layout.List(t.Headers, groups)).
		Advise("put them below each other, a row for each group with its name and its number: nps --score GROUP --count NUMBER counts such rows")
}

// countsGroups tells whether columns hold numbers of answers: whole ones, and not the portions of a hundred.
func countsGroups(t *dataset.Table, groups []int) bool {
	const hundred, rounded = 100, 1.5
	portions := true
	for _, row := range t.Rows {
		if len(row) != len(t.Headers) {
			return false
		}
		sum := 0.
		for _, i := range groups {
			text := answer.Trim(row[i])
			x, err := answer.ParseNumber(text, t.Decimal)
			if err != nil || x < 0 || x != math.Trunc(x) || strings.Trim(text, "0123456789") != "" {
				return false
			}
			sum += x
		}
		portions = portions && (math.Abs(sum-hundred) < rounded || sum == 0)
	}
	return !portions
}

// belowEachOther makes a row for each group of each row, with its name and its number, and counts those.
func belowEachOther(t *dataset.Table, groups []int) problem.Sense {
	names := map[float64]string{ofDetractors: "Detractor", 2: "Passive", ofPromoters: "Promoter"}
	var script strings.Builder
	fmt.Fprintf(&script, `{sub(/\r$/,"")}NR==1{print $0,"%s","%s";next}NF{`, groupHeader, answersHeader)
	for _, i := range groups {
		group, _ := layout.GroupOf(t.Headers[i])
		fmt.Fprintf(&script, `print $0,"%s",$%d;`, names[group], i+1)
	}
	script.WriteString("}")
	return problem.Sense{Says: "count them so", Before: []string{"awk", "-F" + t.Info.Delimiter, "-vOFS=" + t.Info.Delimiter, script.String(), t.Name, "|"},
		Flags: []string{"--value", "Detractor=0", "--value", "Passive=8", "--value", "Promoter=10", "--score", groupHeader, "--count", answersHeader}, Replace: [2]string{t.Name, "-"}}
}
