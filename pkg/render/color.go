package render

// An ink colours text with SGR sequences, or leaves it as it is. Colours only repeat what words
// and shapes say already.
type ink bool

func (on ink) sgr(code, s string) string {
	if !on || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (on ink) strong(s string) string  { return on.sgr("1", s) }
func (on ink) faint(s string) string   { return on.sgr("2", s) }
func (on ink) good(s string) string    { return on.sgr("32", s) }
func (on ink) bad(s string) string     { return on.sgr("31", s) }
func (on ink) warning(s string) string { return on.sgr("33", s) }

// share colours a part of a bar: "good", "neutral" or "bad".
func (on ink) share(kind, s string) string {
	switch kind {
	case "good":
		return on.good(s)
	case "bad":
		return on.bad(s)
	}
	return on.faint(s)
}

// heat shades a cell by where it lies between the lowest, 0, and the highest, 1: from pale to full green, with dark text on it so that it
// can be read on any terminal.
func (on ink) heat(share float64, s string) string {
	shades := []string{"255", "194", "157", "120", "84", "41"}
	i := int(share * float64(len(shades)))
	return on.sgr("38;5;16;48;5;"+shades[min(max(i, 0), len(shades)-1)], s)
}
