package engine

import (
	"github.com/cxcalc/cxcalc/pkg/answer"
)

// useless counts an answer that cannot be used because of another cell of its row.
func (w *worker) useless(into int, r record, text []byte, role Role) error {
	p := w.parts[into]
	if w.classify(text).kind == answer.Counted {
		cell := r.cell(w.column(role))
		why := w.fault(into, role, cell)
		p.addBad(role, string(cell), why, w.place(r))
		w.reject(into, r, role, cell, "invalid", answer.Quote(string(cell), 60)+" "+why)
	} else {
		w.judge(into, r, text)
	}
	return w.add(p.void, r, text, 1, 1)
}

// fault says what is wrong with a cell.
func (w *worker) fault(into int, role Role, cell []byte) string {
	if role == Time {
		if why := w.readers[into].Impossible(cell); why != "" {
			return why
		}
	}
	return "is not a " + expected[role]
}

var expected = map[Role]string{
	Time: "time", Weight: "weight (0, or from 1e-9 to 1e12)", Count: "whole number of answers (up to 1e12)",
}

func (w *worker) column(role Role) int {
	switch role {
	case Time:
		return w.roles.Time
	case Weight:
		return w.roles.Weight
	}
	return w.roles.Count
}
