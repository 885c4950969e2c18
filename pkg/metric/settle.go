package metric

import (
	"fmt"
	"strings"
)

// SettleOne completes the one break of a metric: the user's, or the usual one of the scale.
func SettleOne(q Inquiry, flag string, usual func(min, max float64) (float64, bool)) (Inquiry, error) {
	from, ok := q.Breaks[flag]
	if !ok {
		if from, ok = usual(q.Scale.Min, q.Scale.Max); !ok {
			return q, fmt.Errorf("the scale %s has no usual break: give --%s", q.Scale, flag)
		}
	}
	if err := inside(q.Scale, flag, from); err != nil {
		return q, err
	}
	q.Breaks = map[string]float64{flag: from}
	return q, nil
}

// TopTwo is the usual break of a scale of satisfaction: the two best of four to eleven steps, and the best of two or
// three. ok is false for longer ones, such as percent.
func TopTwo(min, max float64) (from float64, ok bool) {
	switch steps := max - min + 1; {
	case steps > 11:
		return 0, false
	case steps > 3:
		return max - 1, true
	}
	return max, true
}

// SettleAll takes the breaks that the user gave and, on the metric's own scale, the standard ones
// for the rest. Any other scale needs all of them.
func SettleAll(q Inquiry, own Scale, standard []Break) (Inquiry, error) {
	breaks := make(map[string]float64, len(standard))
	var missing []string
	for _, b := range standard {
		at, ok := q.Breaks[b.Flag]
		switch {
		case ok:
		case q.Scale == own:
			at = b.Default
		default:
			missing = append(missing, "--"+b.Flag)
			continue
		}
		if err := inside(q.Scale, b.Flag, at); err != nil {
			return q, err
		}
		breaks[b.Flag] = at
	}
	if len(missing) > 0 {
		return q, fmt.Errorf("the scale %s has no usual breaks: give %s", q.Scale, strings.Join(missing, " and "))
	}
	q.Breaks = breaks
	return q, nil
}

func inside(s Scale, flag string, at float64) error {
	if at < s.Min || at > s.Max {
		return fmt.Errorf("--%s %v lies outside the scale %s", flag, at, s)
	}
	return nil
}
