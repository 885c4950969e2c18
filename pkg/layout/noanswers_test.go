package layout

import (
	"slices"
	"strings"
	"testing"
)

func TestNoAnswers(t *testing.T) {
	kinds := []Aside{GuessedScore, MeasuredWord, MeasuresWord, LengthWord, PartWord, LogWord, ReplyHeader, FilledInWord, OneselfWord, PersonWord, CrowdWord, MetricName, GaugedWord, GaugedHeader, MarkWord, JoinWord,
		PollWord, EsteemWord, RatingWord, SchoolMark, OverFlag, OpenFlag, OffFlag, PlainFlag, AmountWord, ManyWord, QuestionCode, WroteWord, NumberEnd}
	for _, cells := range table(noAnswerData) {
		if len(cells) != 2 || !slices.Contains(kinds, Aside(cells[0])) || strings.Contains(cells[1], "||") {
			t.Errorf("%q is not a kind and its words", cells[0])
		}
	}
	for header, want := range map[string]bool{"model_score": false, "predictedRating": false, "analysis.sentiment.score": false, "nota_da_ia": false,
		"score": true, "rating": true, "Service score": true, "Model": false, "csat": true} {
		if _, got := RatingOf(Score, "csat", header); got != want {
			t.Errorf("%q has answers: %t", header, got)
		}
	}
	for header, want := range map[string]bool{"delivery_days": true, "Previous_Delays": true, "Días de entrega": true, "Delivery attempts": true, "bert_score": true,
		"How satisfied were you with the delivery of the last days": false, "Delivery": false, "Day": false, "": false} {
		if got := IsNoAnswer(header); got != want {
			t.Errorf("%q has no answers: %t", header, got)
		}
	}
	for header, want := range map[string]bool{"Welk cijfer geef je je gezondheid?": true, "mood_score": true, "Pain level (0-10)": true, "Wie bewerten Sie Ihren Schlaf?": true,
		"Оцініть своє самопочуття": true, "How likely are you to recommend us for your health?": false, "Rate our health clinic": false, "score": false} {
		if got := IsOfOneself(header); got != want {
			t.Errorf("%q asks how somebody is: %t", header, got)
		}
		if _, is := RatingOf(Score, "nps", header); want && is {
			t.Errorf("%q is an answer for nps", header)
		}
	}
	for header, want := range map[string]bool{"age": true, "Years_at_company": true, "Edad": true, "monthly_income": true, "Staff": false, "Price": false,
		"How satisfied were you in the last years": false} {
		if got := IsOfPerson(header); got != want {
			t.Errorf("%q is known of a person: %t", header, got)
		}
	}
	for header, want := range map[string]bool{"complexity_score": true, "painRating": true, "Rating of severity": true, "Puntuación de riesgo": true, "Schweregrad": true, "Оценка риска": true,
		"Pain management rating": false, "Health service score": false, "Priority support rating": false, "Service score": false, "Satisfaction risk score": false, "score": false, "": false} {
		if got := IsGauged(header); got != want {
			t.Errorf("%q is of marks that satisfy nobody: %t", header, got)
		}
		if _, is := RatingOf(Score, "csat", header); want && is {
			t.Errorf("%q is an answer for csat", header)
		}
	}
	for header, want := range map[string]bool{"nps_recomendacao": true, "NPS: how likely are you to recommend us?": true, "nps_service": false, "NPS": false} {
		if got := Recommends(header); got != want {
			t.Errorf("%q asks who would recommend: %t", header, got)
		}
	}
	if !IsScore("predicted_csat") {
		t.Error("rows with guessed answers are answers all the same")
	}
}
