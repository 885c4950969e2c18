package duration

import (
	"slices"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/dataset"
	"github.com/cxcalc/cxcalc/pkg/layout"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

// flagged asks where nobody named the columns, or they are those of what was booked, and another one says of some rows that they have not ended or were called off, with yes
// and no or with the words of a state: their lengths would count as those of what came to its end.
func (p *watch) flagged(t *dataset.Table, cs dataset.Columns) error {
	booked := cs.Has("from") && layout.Speaks(layout.StayWord, t.Headers[cs.At("from")])
	if !p.alone && !p.coupled && !booked {
		return nil
	}
	rows := slices.DeleteFunc(p.KeptRows(t, cs), func(row []string) bool {
		return p.alone && saysNothing(answer.Trim(row[cs.At("duration")])) ||
			!p.alone && (answer.Trim(row[cs.At("from")]) == "" || answer.Trim(row[cs.At("to")]) == "")
	})
	for i := range p.beside(t, cs, func(string) bool { return true }) {
		open, off := idle(t, i)
		words, count := wordsOf(rows, i, func(text string) bool {
			said := layout.Meaning("yes", text)
			gone := p.alone && tellsOfState(t.Headers[i]) && layout.Meaning("gone", text) != ""
			return said != "" && (said == open || said == off) || gone
		})
		switch {
		case count == 0 || count == len(rows):
		case open != "":
			return p.askUnended(t, i, openness{words: words})
		default:
			e := problem.Usage("%s: column %s says that %d of the first %d rows were called off or never done, such as %s, and the length of those would count as if they had been",
				t.Name, t.Header(i), count, len(rows), answer.Quote(words[0], 40))
			return without(standing(e, t, i, "count all the same"), t, i, words, "if they did not come to their end")
		}
	}
	return nil
}

// idle tells what a column of yes and no says of rows that have not ended, or of those that were called off; "" where it says neither.
func idle(t *dataset.Table, column int) (open, off string) {
	header := t.Headers[column]
	if slices.ContainsFunc(t.Sample(column), func(text string) bool { return answer.Trim(text) != "" && layout.Meaning("yes", text) == "" }) {
		return "", ""
	}
	switch {
	case layout.TellsOf(layout.OffFlag, header), layout.IsAsideHeader(layout.CancelsHeader, header), layout.IsAsideHeader(layout.MissesHeader, header):
		return "", "yes"
	case layout.Speaks(layout.OpenFlag, header):
		return "yes", ""
	case layout.TellsOf(layout.OverFlag, header), layout.IsAsideHeader(layout.ClosedHeader, header):
		return "no", ""
	}
	return "", ""
}

// wordsOf are the different words of a column that say something, and in how many rows.
func wordsOf(rows [][]string, column int, says func(text string) bool) (words []string, count int) {
	for _, row := range rows {
		text := answer.Trim(row[column])
		if !says(text) {
			continue
		}
		if count++; !slices.Contains(words, text) {
			words = append(words, text)
		}
	}
	return words, count
}

// halfEnded tells whether a column other than that of lengths says when or by whom some rows ended or were called off, and is empty in the
// others: those may be open.
func halfEnded(t *dataset.Table, lengths int) bool {
	return slices.ContainsFunc(t.Every(), func(i int) bool {
		header := t.Headers[i]
		if i == lengths || !layout.TellsOf(layout.OverFlag, header) && !layout.TellsOf(layout.OffFlag, header) && !layout.Speaks(layout.CaseEnds, header) &&
			!layout.IsAsideHeader(layout.CancelsHeader, header) {
			return false
		}
		blank, filled := 0, 0
		for _, row := range t.Rows {
			if max(lengths, i) >= len(row) || saysNothing(answer.Trim(row[lengths])) {
				continue
			}
			if saysNothing(answer.Trim(row[i])) {
				blank++
			} else {
				filled++
			}
		}
		return blank > 0 && filled > 0
	})
}
