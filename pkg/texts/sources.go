package texts

import "github.com/cxcalc/cxcalc/pkg/tally"

// textsSoFar counts the answers of all sources up to now, by text. Tallies do not keep sources apart, so what
// one of them brings is told from what there was before.
func (c *tallier) textsSoFar() map[string]int64 {
	out := make(map[string]int64)
	add := func(s *tally.Scores) {
		s.Each(func(text string, count *tally.Count) { out[text] += count.N })
	}
	add(c.part.void)
	for _, g := range c.part.groups {
		add(g)
	}
	return out
}

// endTexts takes note of the texts of a source that is over, where there are several.
func (c *tallier) endTexts() {
	if len(c.texts) < 2 {
		return
	}
	now := c.textsSoFar()
	source := make(map[string]int64)
	for text, n := range now {
		if more := n - c.before[text]; more != 0 {
			source[text] = more
		}
	}
	c.texts[c.source.Number], c.before = source, now
}

// mergeTexts adds the texts that another counter has met, by source.
func (c *tallier) mergeTexts(o *tallier) {
	for i, texts := range o.texts {
		if c.texts[i] == nil {
			c.texts[i] = make(map[string]int64)
		}
		for text, n := range texts {
			c.texts[i][text] += n
		}
	}
}

// sourceTexts returns the texts of each source, where there are several. The answers that --dedup keeps come to
// the tallies only at the end.
func (c *tallier) sourceTexts() []map[string]int64 {
	if len(c.texts) < 2 {
		return nil
	}
	for i := range c.texts {
		if c.texts[i] == nil {
			c.texts[i] = make(map[string]int64)
		}
	}
	for _, one := range c.part.people {
		c.texts[one.place.Source][one.text] += one.n
	}
	return c.texts
}
