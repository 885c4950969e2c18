package layout

import "testing"

// Headers that ask something, or number a question, speak of answers; those of counts, places and codes do not.
func TestAsksPeople(t *testing.T) {
	for header, want := range map[string]bool{"What do you think of us?": true, "Q12_3": true, "Pregunta 4": true, "frage2": true, "score": true, "Rating of staff": true, "recommend": true,
		"Comuna": false, "nights": false, "roomNumber": false, "planid": false, "Allocations": false, "age": false, "beds": false, "floor": false, "store_no": false, "credit rating": false,
		"Q1 revenue": false, "Q": false, "": false} {
		if got := AsksPeople(header); got != want {
			t.Errorf("%q asks: %t", header, got)
		}
	}
	headers := []string{"id", "comfort", "room_no", "Kommentar"}
	for column, want := range map[int]bool{1: true, 2: false} {
		if got := PolledBeside(headers, column); got != want {
			t.Errorf("%q stands beside what people were asked: %t", headers[column], got)
		}
	}
	if PolledBeside(headers[:3], 1) {
		t.Error("nothing says that people were asked")
	}
}
