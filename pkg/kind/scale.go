package kind

import (
	"regexp"
	"strconv"
	"strings"
	"sync"

	"github.com/cxcalc/cxcalc/pkg/metric"
	"github.com/cxcalc/cxcalc/pkg/problem"
)

var scaleForm = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^\s*(-?[0-9]+)\s*(?:-|–|\.\.|:|to)\s*(-?[0-9]+)\s*$`)
})

// Scale understands --scale.
func Scale(text string) (s metric.Scale, err error) {
	found := scaleForm().FindStringSubmatch(text)
	if found == nil {
		return s, problem.Usage("--scale %q is not MIN-MAX, such as 0-10", text)
	}
	s.Min, _ = strconv.ParseFloat(found[1], 64)
	s.Max, _ = strconv.ParseFloat(found[2], 64)
	if steps := s.Max - s.Min; steps < 1 || steps > 1000 {
		return s, problem.Usage("--scale %q does not rise by 1 to 1000 steps", text)
	}
	return s, nil
}

// Turned understands a scale that may be turned round, "6-1": its low numbers are the good ones.
func Turned(text string) (s metric.Scale, turned bool, err error) {
	if found := scaleForm().FindStringSubmatch(text); found != nil {
		low, _ := strconv.Atoi(found[1])
		high, _ := strconv.Atoi(found[2])
		if low > high {
			s, err = Scale(found[2] + "-" + found[1])
			return s, true, err
		}
	}
	s, err = Scale(text)
	return s, false, err
}

// Values understands the scores that texts stand for; the text is everything before the last "=".
func Values(list []string) (map[string]float64, error) {
	scores := make(map[string]float64)
	for _, v := range list {
		at := strings.LastIndex(v, "=")
		if at <= 0 {
			return nil, problem.Usage("--value %q is not TEXT=N, such as Good=4", v)
		}
		text := v[:at]
		score, err := Number("value", v[at+1:])
		if err != nil {
			return nil, problem.Usage("--value %q is not TEXT=N, such as Good=4: %q is not a number", v, v[at+1:])
		}
		if old, ok := scores[text]; ok && old != score {
			return nil, problem.Usage("--value gives %q two scores, %v and %v", text, old, score)
		}
		scores[text] = score
	}
	return scores, nil
}
