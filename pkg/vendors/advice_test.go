package vendors

import "testing"

func TestAdvice(t *testing.T) {
	l := &Layout{Instead: "jq '.items[] | add // {}' {} | cxcalc {metric} -"}
	if got, want := l.Advice("'a $1.json'", "csat"), "jq '.items[] | add // {}' 'a $1.json' | cxcalc csat -"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}
