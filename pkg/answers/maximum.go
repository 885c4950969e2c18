package answers

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// maximum asks where a column beside the answers holds the highest score that there could be, and that is not the one of the
// scale, or not the same in all rows.
func (v *view) maximum() *problem.Error {
	for i, header := range v.table.Headers {
		if i == v.score || v.columns.Taken(i) || !v.endsScale(header) || v.keepsAll(i) {
			continue
		}
		switch highest := v.maxima(i); {
		case len(highest) > 1:
			return v.askMaxima(i, highest)
		case len(highest) == 1 && !v.question.ScaleGiven && highest[v.question.Scale.Max] == "":
			return v.askMaximum(i, slices.Collect(maps.Keys(highest))[0])
		}
	}
	return nil
}

// endsScale tells whether a header says that its column holds ends of scales: by itself, or as that of the answers with such a word
// before or behind it, "csat_max".
func (v *view) endsScale(header string) bool {
	if layout.IsAsideHeader(layout.MaximumHeader, header) {
		return true
	}
	words := strings.Fields(answer.Normalise(strings.ReplaceAll(header, "_", " ")))
	last := len(words) - 1
	if last < 1 {
		return false
	}
	of := func(word string, rest []string) bool {
		_, score := layout.RatingOf(layout.Score, v.Metric.Name, strings.Join(rest, " "))
		return score && layout.IsAsideHeader(layout.MaximumHeader, word)
	}
	return of(words[0], words[1:]) || of(words[last], words[:last])
}

// maxima are the numbers of a column that may be the ends of scales, as they stand there; none where it holds anything else.
func (v *view) maxima(column int) map[float64]string {
	out := make(map[float64]string)
	for _, row := range v.rows {
		text := answer.Trim(row[column])
		if text == "" || !isAnswer(row[v.score]) {
			continue
		}
		x, err := answer.ParseNumber(text, v.table.Decimal)
		if err != nil || !layout.IsEnd(x) {
			return nil
		}
		out[x] = text
	}
	return out
}

// askMaximum asks about a scale with another end.
func (v *view) askMaximum(column int, highest float64) *problem.Error {
	own := v.question.Scale
	e := problem.Usage("%s: column %s says that %v is the highest score in column %s, and that of %s is %s", v.table.Name, v.table.Header(column), highest,
		v.table.Header(v.score), v.Metric.Name, own)
	e.Hint = fmt.Sprintf("--scale %s says that the answers are on that all the same", own.Flag())
	e.Senses = []problem.Sense{v.upTo(highest)}
	return e
}

// upTo is the command for a scale with another end; it begins with 0 where there are such answers.
func (v *view) upTo(highest float64) problem.Sense {
	to := metric.Scale{Min: v.question.Scale.Min, Max: highest}
	for _, row := range v.rows {
		if x, err := answer.ParseNumber(answer.Trim(row[v.score]), v.table.Decimal); err == nil && x == 0 {
			to.Min = 0
		}
	}
	return problem.Sense{Says: "if they are on " + to.String(), Flags: []string{"--scale", to.Flag()}}
}

// askMaxima asks about answers on several scales, of which every one has a figure of its own.
func (v *view) askMaxima(column int, highest map[float64]string) *problem.Error {
	own := v.question.Scale
	e := problem.Usage("%s: column %s says that the scores in column %s are on scales with different ends, and one figure of all of them would mean nothing", v.table.Name,
		v.table.Header(column), v.table.Header(v.score))
	for _, x := range slices.Sorted(maps.Keys(highest)) {
		sense := problem.Sense{Says: "of those up to " + highest[x], Flags: []string{"--where", condition(v.table.Reference(column), highest[x])}}
		if x != own.Max && !v.question.ScaleGiven {
			sense.Flags = append(sense.Flags, "--scale", metric.Scale{Min: own.Min, Max: x}.Flag())
		}
		e.Senses = append(e.Senses, sense)
	}
	return e
}
