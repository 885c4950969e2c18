package kind

import (
	"fmt"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/dates"
	"github.com/cxcalc/cxcalc/pkg/pass"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// TooManyGroups says what makes too many groups, with which row, and what may be done about it.
func (w *Words) TooManyGroups(set *dataset.Set, e *pass.GroupsError) *problem.Error {
	return &problem.Error{Err: e, Text: w.tooManyGroups(set, e), Hint: "group by what has fewer values, or allow more groups",
		Flags: []string{"--max-groups", fmt.Sprint(100 * e.Limit)}}
}

func (w *Words) tooManyGroups(set *dataset.Set, e *pass.GroupsError) string {
	text := "--by makes " + e.Error()
	switch {
	case w.Period != "" && len(w.By) > 0:
		text = "--by and --period make " + e.Error()
	case w.Period != "":
		text = "--period makes " + e.Error()
	}
	if e.At.Line == 0 { // which row it is hangs on the order of reading
		return text
	}
	var names []string
	for _, value := range e.By {
		names = append(names, answer.Quote(value, 40))
	}
	if cut, err := dates.ParsePeriod(w.Period); err == nil {
		names = append(names, cut.Label(e.Period))
	}
	return fmt.Sprintf("%s: %s; with %s there is one more", set.At(e.At), text, strings.Join(names, ", "))
}
