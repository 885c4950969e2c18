package engine

import "github.com/cxcalc/cxcalc/pkg/tally"

// oneReading are the parts that hold every row once, whichever order of dates is taken in the end.
var oneReading = [...]int{plain, dayFirst}

// textsSoFar counts the answers of all sources up to now, by text. Tallies do not keep sources apart, so what
// one of them brings is told from what there was before.
func (r *run) textsSoFar() map[string]int64 {
	out := make(map[string]int64)
	add := func(s *tally.Scores) {
		s.Each(func(text string, c *tally.Count) { out[text] += c.N })
	}
	for _, w := range r.workers {
		for _, i := range oneReading {
			add(w.parts[i].void)
			for _, g := range w.parts[i].groups {
				add(g)
			}
		}
	}
	return out
}

// keptTexts counts the answers that --dedup keeps, which come to the tallies only at the end, by source and text.
func (w *worker) keptTexts(sources int) []map[string]int64 {
	out := make([]map[string]int64, sources)
	for i := range out {
		out[i] = make(map[string]int64)
	}
	if sources == 0 {
		return nil
	}
	for _, i := range oneReading {
		for _, c := range w.parts[i].people {
			out[c.place.Source][c.text] += c.n
		}
	}
	return out
}

// bySource tells the texts of every source apart, and adds those that --dedup keeps.
func (r *run) bySource(kept []map[string]int64) []map[string]int64 {
	for i := range kept {
		for text, n := range r.texts[i] {
			if i > 0 {
				n -= r.texts[i-1][text]
			}
			kept[i][text] += n
		}
	}
	return kept
}
