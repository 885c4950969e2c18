package answer

import "strings"

// A Silence holds the usual ways to give no answer, and those to say a score in words that no scale has.
type Silence struct {
	// Words say that there is none, as Normalise gives them.
	Words map[string]bool
	// Outcomes are those of them that say what became of something, where a column is one of states.
	Outcomes map[string]bool
	// Codes are numbers that mean none where they lie off the scale.
	Codes map[float64]bool
	// Of holds what stands between a score and the end of its scale, as Normalise gives it.
	Of map[string]bool
	// Units are what a score that names the end of its scale may be of, "stars", and Rated what may stand before it.
	Units, Rated map[string]bool
	// Numerals are whole numbers in words, as Normalise gives them.
	Numerals map[string]float64
}

// dashes are signs that people put where they have nothing to say.
const dashes = "-–—_."

// isSilent tells whether a text says that there is no answer.
func (c *Classifier) isSilent(t string) bool {
	words := c.rules.Silent.Words
	if words == nil {
		return false
	}
	label := Normalise(t)
	if label == "" {
		return strings.Trim(t, dashes) == ""
	}
	if _, scored := c.rules.Words[label]; scored {
		return false
	}
	return words[label] || c.endsSilent(t) || allSilent(t, words)
}

// endsSilent tells whether a text ends in brackets that say so, and does not begin as a label does.
func (c *Classifier) endsSilent(t string) bool {
	before, inside, found := strings.Cut(strings.TrimSuffix(t, ")"), "(")
	_, scored := c.rules.Words[Normalise(before)]
	return found && !scored && c.rules.Silent.Words[Normalise(inside)]
}

// allSilent tells whether all of several words between slashes say so: "Never used / Not applicable".
func allSilent(t string, words map[string]bool) bool {
	mark := "/"
	if strings.Contains(t, " / ") {
		mark = " / " // "Never used / N/A"
	}
	if !strings.Contains(t, mark) {
		return false
	}
	for part := range strings.SplitSeq(t, mark) {
		if !words[Normalise(part)] {
			return false
		}
	}
	return true
}

// isCode tells whether a number is a usual code for no answer and off the scale.
func (c *Classifier) isCode(score float64) bool {
	return c.rules.Silent.Codes[score] && !c.onScale(score)
}

// Silent tells whether a text is blank by what it says: a usual word or code for no answer that nobody named.
func (c *Classifier) Silent(text string) bool {
	t := Trim(text)
	if t == "" || c.missing[Fold(t)] {
		return false
	}
	kind, _, _ := c.Classify(text)
	return kind == Blank
}
