package ledger

import (
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/money"
)

// The file of words holds to its form, and says of every word one thing.
func TestWordFile(t *testing.T) {
	known := map[string][]string{
		"motion": {string(Arrive), string(Grow), string(Shrink), string(Leave), string(Return), string(Open), string(noise)}, "order": standings, "noun": {"customer"},
		"subscription": {string(stateRunning), string(statePaused), string(stateCancelled), string(stateLeaving), string(stateEnded), string(stateTrial), string(statePending)},
		"status":       {"yes", "no", "lost", "kept", "joined"}, "interval": {"365/12", "52/12", "26/12", "2/1", "1/1", "1/2", "1/3", "1/6", "1/12", "1/24", "1/36", "once"},
		"either": {"6 months/24 months", "2 months/semimonthly"}, "several": {"times"},
		"nobody": {"unknown", "code"}, "mode": {"live", "test"}, "invoice": {"owed", "credited"},
		"beside": {"order"}, "booked": {"order"}, "casual": {"sale"}, "promise": {"pledge"}, "record": records[1:], "within": records[1:],
		"currency": money.Codes(), "unmoved": {"nothing"}, "replaces": {"plan", "header"},
		"cause": {"customer"}, "charge": {"failed"}, "endless": {"none"}, "plan": {"trial", "unpaying", "noise"},
		"side": {"in", "out"}, "side short": {"in", "out"},
	}
	for _, c := range everyCodes {
		known["codes "+string(c)] = records[1:]
	}
	seen := make(map[string]bool)
	for line := range strings.Lines(wordFile) {
		cells := strings.Split(strings.TrimSuffix(line, "\n"), "\t")
		if strings.HasPrefix(line, "#") {
			continue
		}
		if len(cells) != 3 || !slices.Contains(known[cells[0]], cells[1]) {
			t.Errorf("%q is no line of words", line)
			continue
		}
		for word := range strings.SplitSeq(cells[2], "|") {
			plain := plainWords([]byte(word))
			if cells[0] == "order" {
				plain = strings.ReplaceAll(plain, " ", "")
			}
			if key := cells[0] + " " + word; word != plain || word == "" || seen[key] {
				t.Errorf("%s: %q stands there twice, or is not as it is looked for", cells[0], word)
			} else {
				seen[key] = true
			}
		}
	}
}
