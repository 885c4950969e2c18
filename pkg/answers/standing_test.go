package answers_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/answers"
)

// Rows that are something else than answers to one question are never counted as such: people are asked, with a command
// where one is sure.
func TestRowsThatAreNoAnswers(t *testing.T) {
	check := func(name, text, reason string, flags ...string) {
		t.Helper()
		_, err := answered(context.Background(), request(t, name, file(t, "a.csv", strings.ReplaceAll(text, " ", "\n"))))
		var e *answers.Error
		switch {
		case reason == "" && errors.As(err, &e):
			t.Errorf("%s %q: %v", name, text, err)
		case reason != "" && (!errors.As(err, &e) || !strings.Contains(e.Text, reason) || !slices.Equal(e.Flags, flags)):
			t.Errorf("%s %q: %v, want %q and %q", name, text, err, reason, flags)
		}
	}
	const kinds = "id,metric,value 1,NPS,9 1,CSAT,4 2,NPS,10 2,CSAT,5 3,NPS,3 3,CSAT,2"
	check("nps", kinds, "different questions", "--where", "metric=NPS")
	check("csat", kinds, "different questions", "--where", "metric=CSAT")
	check("ces", kinds, "different questions")
	check("csat", "id,question_number,answer 1,1,4 1,2,3 2,1,5 2,2,1", "different questions")
	check("csat", "id,driver,csat 1,Price,4 2,Ease_of_use,3 3,Price,5 4,Ease_of_use,1", "")
	check("csat", "survey,csat Support_CSAT,4 Onboarding,3 Support_CSAT,5", "")

	check("csat", "stars,votes 5,210 4,60 3,14 2,6 1,30", "a number of answers", "--count", "votes")
	check("csat", "store,stars,n A,5,10 A,4,6 A,1,3 B,5,1 B,3,2 B,1,9", "a number of answers", "--count", "n")
	check("ces", "stars,votes 5,210 4,60 3,14 2,6 1,30", "lists the steps from 1 to 5")
	check("csat", "stars,votes 5,210 4,60 5,14 2,6 4,30 5,2", "")
	check("csat", "stars,share 5,60 4,20 3,10 2,5 1,5", "each once and in order")

	check("csat", "id,Q_satisfied,, ,Bad,Fair,Good 1,Bad,, 2,,,Good 3,,Fair, 4,,,Good", "every option")

	check("csat", "stars 4.5 5 3.5 1 2", "halves", "--allow-fractional")
	check("csat", "stars 4.25 4.1 3.9 5", "means")
	check("csat", "stars 4.5 4 3 1 2 5", "")
}

// Headers that say what a column holds, or whose question it answers, are not proposed for another.
func TestColumnsThatAreNotProposed(t *testing.T) {
	check := func(name, header string) {
		t.Helper()
		_, err := answered(context.Background(), request(t, name, file(t, "a.csv", header+",note text\n4,a\n3,b\n5,c\n1,d\n4,e\n")))
		var e *answers.Error
		if !errors.As(err, &e) || e.Flags != nil {
			t.Errorf("%s of %q: %v, want no command", name, header, err)
		}
	}
	for _, header := range []string{"Priority", "Clothing ID", "agent_id", "agente", "contacts", "lastpage", "Priorität", "версия", "csat"} {
		check("nps", header)
	}
}
