package where

// Contradicts tells whether both conditions name what a cell has to be, and have nothing in common.
func (c *Cond) Contradicts(o *Cond) bool {
	if !c.names() || !o.names() {
		return false
	}
	for i := range o.values {
		if c.Match(o.values[i].text) || c.meetsIn(o.values[i].text) {
			return false
		}
	}
	for i := range c.values {
		if o.Match(c.values[i].text) {
			return false
		}
	}
	return true
}

// names tells whether the condition lists the values that are kept.
func (c *Cond) names() bool { return c.op == equal && !c.negate && !c.excludes }

// meetsIn tells whether a value names a time that a value of the condition lies in, or that lies in one.
func (c *Cond) meetsIn(text []byte) bool {
	s, ok := spanOf(text, nil)
	for i := range c.values {
		if of, is := spanOf(c.values[i].text, nil); ok && is && s.from < of.until && of.from < s.until {
			return true
		}
	}
	return false
}
