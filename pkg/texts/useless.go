package texts

import (
	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/pass"
)

// useless counts an answer that cannot be used because of another cell of its row.
func (c *tallier) useless(r *pass.Record, text []byte, role dataset.Role) (pass.Became, error) {
	out := c.judge(text)
	if c.classify(text).kind == answer.Counted {
		cell := r.Cell(c.column(role))
		why := c.fault(role, cell)
		c.part.mergeBad(role, &BadCell{Rows: r.Times, First: r.Place(), Text: string(cell), Why: why})
		out = pass.Became{Account: "invalid", Role: role, Value: cell, Reason: answer.Quote(string(cell), 60) + " " + why}
	}
	return out, c.add(c.part.void, r, text, 1, 1)
}

func (c *tallier) fault(role dataset.Role, cell []byte) string {
	if role == Time {
		if why := c.reader.Impossible(cell); why != "" {
			return why
		}
	}
	if role == Respondent {
		return "has no weight in " + c.rule.Weights.File
	}
	return "is not a " + expected[role]
}

var expected = map[dataset.Role]string{
	Time: "time", Weight: "weight (0, or from 1e-9 to 1e12)", Count: "whole number of answers (up to 1e12)",
}

func (c *tallier) column(role dataset.Role) int {
	switch role {
	case Time:
		return c.time
	case Weight:
		return c.weight
	case Respondent:
		return c.respondent
	}
	return c.count
}
