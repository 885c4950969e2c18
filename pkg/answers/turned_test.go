package answers_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/problem"
)

// Turned round on a longer scale than theirs, the bad end of answers would be its middle.
func TestCommandsThatTurnNumbersSayTheScale(t *testing.T) {
	for steps, want := range map[string][]string{
		"1,2,3,4,5": {"--reverse --scale 1-5", "--reverse --scale 1-7"},
		"1,2,3,4,7": {"--reverse"},
	} {
		text := "How much effort did it take?,id\n" + strings.Repeat(strings.ReplaceAll(steps, ",", ",x\n")+",x\n", 6)
		_, err := answered(context.Background(), request(t, "ces", file(t, "effort.csv", text)))
		var asked *problem.Error
		if !errors.As(err, &asked) {
			t.Fatalf("%s: got %v, want a question", steps, err)
		}
		var got []string
		for _, s := range asked.Senses {
			got = append(got, strings.Join(s.Flags, " "))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", steps, got, want)
		}
	}
}
