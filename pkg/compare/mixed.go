package compare

import (
	_ "embed"
	"slices"
	"strings"
)

//go:embed columns.txt
var columns string

// mostMixed is how many columns are looked at beside the figure.
const mostMixed = 4

// MixColumns returns the headers of both sides by which customers are usually told apart, such as segment or channel:
// where two samples differ in one of them, a change may be one of who answered.
func MixColumns(before, after []string) (out []string) {
	usual := strings.Split(strings.TrimSpace(columns), "\n")
	for _, header := range after {
		plain := strings.ToLower(strings.TrimSpace(strings.NewReplacer("_", " ", "-", " ").Replace(header)))
		if slices.Contains(usual, plain) && slices.Contains(before, header) && !slices.Contains(out, header) && len(out) < mostMixed {
			out = append(out, header)
		}
	}
	return out
}
