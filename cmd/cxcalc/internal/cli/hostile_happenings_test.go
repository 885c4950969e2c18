package cli

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// attacks are the strings of the reference data that are made to hurt what prints them, where there is any, and our own.
func attacks(t *testing.T) (list []string) {
	list = hostiles()
	for _, suite := range []string{"injection-strings", "naughty-strings"} {
		b, err := os.ReadFile(filepath.Join("..", "..", "..", "..", "..", "shared", "conformance", suite, "strings.json"))
		if err != nil {
			t.Log("no reference data beside the project: ", err)
			continue
		}
		var cases [][]string
		if err := json.Unmarshal(b, &cases); err != nil {
			t.Fatal(err)
		}
		for _, c := range cases {
			list = append(list, c[len(c)-1])
		}
	}
	return list
}

// Nor names of steps, channels, branches, items and agents, in any format of what happens.
func TestHostileHappenings(t *testing.T) {
	list := attacks(t)
	s := newStage(t)
	var steps, visits, calls strings.Builder
	steps.WriteString("case,time,step,channel\n")
	visits.WriteString("visit,branch,visited_at,section,item,answer,points,max\n")
	calls.WriteString("call_id,started,direction,number,result,wait_s,agent\n")
	for i, given := range list {
		q := `"` + strings.ReplaceAll(given, `"`, `""`) + `"`
		at := fmt.Sprintf("2026-05-%02d %02d:%02d", 1+i%28, i%24, i%60)
		fmt.Fprintf(&steps, "%d,%s,begin,%s\n%[1]d,%[2]s,%[3]s,%[3]s\n", i, at, q)
		fmt.Fprintf(&visits, "%d,%s,%s,%[2]s,%[2]s,yes,3,5\n", i, q, at)
		fmt.Fprintf(&calls, "%d,%s,in,%d,%s,5,%s\n", i, at, 600100+i, []string{"answered", "no answer"}[i%2], q)
	}
	s.file("steps.csv", steps.String())
	s.file("visits.csv", visits.String())
	s.file("calls.csv", calls.String())
	for _, format := range formatNames() {
		s.answered("journey", "--by", "channel", "-o", format, "steps.csv")
		s.answered("mystery", "--by", "branch", "-o", format, "visits.csv")
		s.answered("contacts", "--by", "agent", "-o", format, "calls.csv")
	}
	for _, given := range hostiles() {
		q := `"` + strings.ReplaceAll(given, `"`, `""`) + `"`
		s.file(given+".csv", "case,time,step "+q+"\n1,2026-05-01,a\n1,"+q+",b\n2,2026-05-02,"+q+"\n")
		s.drive("journey", given+".csv")
		s.drive("journey", "--step", "#3", "--funnel", given+",a", given+".csv")
		s.drive("contacts", given+".csv")
		s.drive("mystery", given+".csv")
	}
}

// answered drives a command that has to have an answer.
func (s *stage) answered(args ...string) {
	s.t.Helper()
	s.drive(append(args, "-o", "json=answer.json")...)
	if err := os.Remove("answer.json"); err != nil {
		s.t.Errorf("%q has no answer: %v", args, err)
	}
}
