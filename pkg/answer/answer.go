// Package answer says what the text of an answer is: a score on the scale, no answer, not an
// answer at all, or a number that is off the scale. It also reads the other numbers that cells
// hold, and makes cells safe to print.
//
// Texts are classified once for every distinct text, after counting, so a file and a database that
// returns its groups cannot disagree.
package answer

import (
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"unicode"
)

// A Class says what an answer is.
type Class int

// The kinds of answers. They are the columns of the account of rows.
const (
	Counted    Class = iota // a score on the scale
	Blank                   // no answer: empty, or a text that stands for a missing value
	Invalid                 // not a number or label of the scale
	OutOfRange              // a number off the scale
	Excluded                // a word by which the vendor marks a row as not an answer
)

// String returns the name of the kind as the account of rows has it.
func (k Class) String() string {
	names := [...]string{"counted", "blank", "invalid", "out_of_range", "excluded"}
	if k < 0 || int(k) >= len(names) {
		return "Kind(" + strconv.Itoa(int(k)) + ")"
	}
	return names[k]
}

// Rules say which texts are answers.
type Rules struct {
	// Min and Max are the ends of the scale, both included.
	Min, Max float64
	// Fractional accepts scores that are not whole numbers, 8.5 for instance.
	Fractional bool
	// Decimal is the decimal mark of the source, '.' or ','; 0 means '.'.
	Decimal byte
	// Missing holds texts that mean "no answer", compared after Trim and without regard to case.
	Missing []string
	// Values holds the score that a text stands for, as the user said it. The text is compared
	// after Trim, exactly first and then without regard to case. It wins over everything else, also
	// over the number that the text may be.
	Values map[string]float64
	// Excluded holds the words by which a vendor marks a row as not an answer, compared as Missing.
	Excluded []string
	// Words is a word list of the scale: a label as Normalise gives it, and its score.
	Words map[string]float64
	// Labels are words that may follow a number with nothing but a blank between, as Normalise gives them.
	Labels map[string]bool
	// Silent holds the usual ways to give no answer; the zero Silence knows none.
	Silent Silence
}

// A Classifier holds rules that are ready for use. It never changes, so workers may share one.
type Classifier struct {
	rules    Rules
	exact    map[string]float64 // Values by trimmed text
	folded   map[string]float64 // Values by folded text, without those that would be ambiguous
	missing  map[string]bool
	excluded map[string]bool
}

// Same tells whether another classifier says the same of every text.
func (c *Classifier) Same(o *Classifier) bool {
	return reflect.DeepEqual(c.rules, o.rules)
}

// New checks the rules and makes them ready. It fails when the scale is not a range, when the
// decimal mark is neither '.' nor ',', when a value has no text, or when its score is off the scale.
func New(r Rules) (*Classifier, error) {
	if r.Decimal == 0 {
		r.Decimal = '.'
	}
	if r.Decimal != '.' && r.Decimal != ',' {
		return nil, fmt.Errorf("decimal mark %q is neither \".\" nor \",\"", r.Decimal)
	}
	if !(r.Min < r.Max) || math.IsInf(r.Min, 0) || math.IsInf(r.Max, 0) {
		return nil, fmt.Errorf("scale %s to %s is not a range", format(r.Min), format(r.Max))
	}
	c := &Classifier{rules: r, missing: foldedSet(r.Missing), excluded: foldedSet(r.Excluded)}
	if err := c.takeValues(r.Values); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *Classifier) takeValues(values map[string]float64) error {
	c.exact, c.folded = map[string]float64{}, map[string]float64{}
	ambiguous := map[string]bool{}
	for text, score := range values {
		key := Trim(text)
		if key == "" {
			return fmt.Errorf("value %s=%s: an empty answer cannot have a score", Quote(text, 40), format(score))
		}
		if !c.onScale(score) || !c.rules.Fractional && score != math.Trunc(score) {
			return fmt.Errorf("value %s=%s: the score is not %s", Quote(text, 40), format(score), c.wanted())
		}
		if old, seen := c.exact[key]; seen && old != score {
			return fmt.Errorf("value %s: two different scores, %s and %s",
				Quote(key, 40), format(min(old, score)), format(max(old, score)))
		}
		c.exact[key] = score
		fold := Fold(key)
		if old, seen := c.folded[fold]; seen && old != score {
			ambiguous[fold] = true
		}
		c.folded[fold] = score
	}
	for fold := range ambiguous {
		delete(c.folded, fold)
	}
	return nil
}

// Classify says what the text of one answer is. The score is given with Counted and OutOfRange; the reason is
// given with Invalid and OutOfRange and names the text and what was expected. A value that is
// absent is the empty text.
//
// Beside plain whole numbers (9, 09, +9, 9.0, 9,0) it reads numbers with a label, as survey tools
// write the ends of a scale: "9 - Likely", "Extremely likely - 10", "2 : Satisfecho/a",
// "Excellent (5)", "5. Very good". The label must hold letters and no digit. "9/10" is a 9 where the scale ends at 10.
func (c *Classifier) Classify(text string) (kind Class, score float64, reason string) {
	t := Trim(text)
	if score, ok := c.given(t); ok {
		return Counted, score, ""
	}
	switch {
	case t == "":
		return Blank, 0, ""
	case c.excluded[Fold(t)]:
		return Excluded, 0, ""
	case c.missing[Fold(t)]:
		return Blank, 0, ""
	case strings.ContainsFunc(t, unicode.IsControl):
		return Invalid, 0, c.invalid(text)
	}
	t = plain(t)
	if d, ok := readScore(t, c.rules.Decimal); ok {
		if c.isCode(d.float()) || len(c.missing) > 0 && c.missing[format(d.float())] {
			return Blank, 0, ""
		}
		return c.place(text, d)
	}
	if c.isSilent(t) {
		return Blank, 0, ""
	}
	return c.worded(text, t)
}

// worded says what a text with words is: a number with a label, a label, or a score of so many.
func (c *Classifier) worded(text, t string) (kind Class, score float64, reason string) {
	if d, label, ok := c.labelled(t); ok {
		if c.isSilent(label) {
			return Blank, 0, ""
		}
		return c.place(text, d)
	}
	if score, ok := Lookup(c.rules.Words, t); ok && c.onScale(score) {
		return Counted, score, ""
	}
	if d, ok := c.ofMost(t); ok {
		return c.place(text, d)
	}
	if d, ok := c.ofHundred(t); ok {
		return c.place(text, d)
	}
	if n, ok := c.spelt(t); ok {
		return c.place(text, n)
	}
	return Invalid, 0, c.invalid(text)
}

// given returns the score that the user gave to a trimmed text.
func (c *Classifier) given(t string) (score float64, ok bool) {
	if score, ok = c.exact[t]; ok {
		return score, true
	}
	score, ok = c.folded[Fold(t)]
	return score, ok
}

// labelled reads a text that holds a number and a label.
func (c *Classifier) labelled(t string) (d decimal, label string, ok bool) {
	numeral, label, ok := labelled(t, c.rules.Min < 0)
	if !ok {
		if numeral, label, ok = Loose(t); !ok || !c.rules.Labels[Normalise(label)] && !c.isSilent(label) {
			return decimal{}, "", false
		}
	}
	d, ok = readScore(numeral, c.rules.Decimal)
	return d, label, ok
}

// Labelled returns the number and the label of a text that holds both, and has no score of its own.
func (c *Classifier) Labelled(text string) (number float64, label string, ok bool) {
	if _, given := c.given(Trim(text)); given {
		return 0, "", false
	}
	d, label, ok := c.labelled(plain(text))
	return d.float(), label, ok
}

// IsWord tells whether a text is neither blank nor a number, and the user gave it no score.
func (c *Classifier) IsWord(text string) bool {
	kind, _, _ := c.Classify(text)
	if _, given := c.given(Trim(text)); given || kind != Counted && kind != Invalid {
		return false
	}
	t := plain(text)
	_, number := readScore(t, c.rules.Decimal)
	_, _, labelled := c.labelled(t)
	_, of := c.ofMost(t)
	if !of {
		_, of = c.ofHundred(t)
	}
	_, spelt := c.spelt(t)
	return !number && !labelled && !of && !spelt
}

// mostSpelt is the end of the longest scale whose steps programs write in words: they do so with stars, and words of so few
// would be low numbers of a longer one.
const mostSpelt = 5

// spelt reads a number that is written in words and is no step of the list in use.
func (c *Classifier) spelt(t string) (d decimal, ok bool) {
	label := Normalise(t)
	n, ok := c.rules.Silent.Numerals[label]
	if _, step := c.rules.Words[label]; step || !ok || c.rules.Max > mostSpelt {
		return decimal{}, false
	}
	return readScore(format(n), '.')
}

// place says where a number stands on the scale.
func (c *Classifier) place(text string, d decimal) (Class, float64, string) {
	score := d.float()
	if !c.onScale(score) {
		return OutOfRange, score, Quote(text, shown) + " is not " + c.between()
	}
	if !c.rules.Fractional && !d.isWhole() {
		return Invalid, 0, Quote(text, shown) + " is not " + c.wanted()
	}
	return Counted, score, ""
}

func (c *Classifier) onScale(score float64) bool {
	return score >= c.rules.Min && score <= c.rules.Max
}

// shown is the longest piece of a cell that a reason shows, in characters.
const shown = 60

func (c *Classifier) invalid(text string) string {
	if len(c.rules.Words) > 0 || len(c.exact) > 0 {
		return Quote(text, shown) + " is neither a number " + c.between() + " nor a known label"
	}
	return Quote(text, shown) + " is not a number " + c.between()
}

func (c *Classifier) wanted() string {
	if c.rules.Fractional {
		return "a number " + c.between()
	}
	return "a whole number " + c.between()
}

func (c *Classifier) between() string {
	return "from " + format(c.rules.Min) + " to " + format(c.rules.Max)
}

func format(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

func foldedSet(texts []string) map[string]bool {
	set := make(map[string]bool, len(texts))
	for _, t := range texts {
		set[Fold(Trim(t))] = true
	}
	return set
}
