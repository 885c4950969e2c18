package layout

import "testing"

func TestLeaningOf(t *testing.T) {
	for _, c := range []struct {
		metric, header string
		want           Leaning
	}{
		{"csat", "Satisfaction (1 = low, 5 = high)", Upward},
		{"csat", "Satisfaction (high = 5)", Upward},
		{"csat", "Satisfaction 1 high 5 low", Downward},
		{"csat", "Satisfaction (high = 1)", Downward},
		{"csat", "Score (1 low, 5 high)", Upward},
		{"csat", "Satisfaction (lower = better)", Downward},
		{"nps", "NPS, umgekehrt", Downward},
		{"csat", "Satisfaction with inversions", Upward},
		{"csat", "Dissatisfaction (1 = low, 5 = high)", Downward},
		{"ces", "How much effort? (1 = very low, 7 = very high)", Downward},
		{"csat", "Satisfaction (1 = very satisfied, 5 = very dissatisfied)", Downward},
		{"csat", "Satisfaction (1 = very dissatisfied, 5 = very satisfied)", Upward},
		{"csat", "Satisfacción (1 = muy satisfecho, 5 = muy insatisfecho)", Downward},
		{"csat", "Rate us, 1 being the best", Downward},
		{"csat", "Zufriedenheit (1 = sehr gut)", Downward},
		{"csat", "Note (sehr gut = 1, ungenügend = 6)", Downward},
		{"csat", "Satisfaction from 1 (very dissatisfied) to 5 (very satisfied)", Upward},
		{"csat", "Оценка (1 - лучше, 5 - хуже всего)", Downward},
		{"csat", "Dissatisfaction", Downward},
		{"csat", "Nivel de insatisfacción", Downward},
		{"csat", "Unzufriedenheit", Downward},
		{"csat", "Неудовлетворённость", Downward},
		{"csat", "How satisfied or dissatisfied are you?", Upward},
		{"csat", "Rating", Level},
		{"csat", "Q1", Level},
		{"ces", "How much effort did you have to put forth?", Downward},
		{"ces", "¿Cuánto esfuerzo tuvo que hacer?", Downward},
		{"ces", "How easy or difficult was it?", Upward},
		{"ces", "Effort", Level},
		{"ces", "Wie hoch war Ihr persönlicher Aufwand, um Ihr Anliegen zu klären?", Downward},
		{"ces", "Wie groß war der Aufwand?", Downward},
		{"ces", "Ile wysiłku musiał(a) Pan(i) włożyć w załatwienie sprawy?", Downward},
		{"ces", "Ile wysiłku wymagało załatwienie sprawy", Downward},
		{"ces", "Jak duży wysiłek był potrzebny?", Downward},
		{"ces", "Poziom wysiłku klienta", Downward},
		{"ces", "Nivel de esfuerzo", Downward},
		{"ces", "Який рівень зусиль?", Downward},
		{"ces", "Aufwand (1 = sehr gering, 7 = sehr hoch)", Downward},
		{"ces", "Aufwand (1 = sehr hoch, 7 = sehr gering)", Upward},
		{"ces", "Esfuerzo (1 = muy bajo, 7 = muy alto)", Downward},
		{"ces", "Customer effort score", Level},
		{"ces", "Wysiłek", Level},
		{"ces", "How easy was it, and how much effort did it take?", Upward},
		{"csat", "Bewertung (1 = sehr gering, 5 = sehr hoch)", Upward},
		{"nps", "How likely are you to switch to a competitor?", Leaving},
		{"nps", "¿Qué tan probable es que cancele su contrato?", Leaving},
		{"nps", "How likely are you to cancel your plan?", Leaving},
		{"nps", "Wie wahrscheinlich ist es, dass Sie kündigen?", Leaving},
		{"nps", "How likely are you to recommend us?", Upward},
		{"nps", "How unlikely are you to recommend us?", Downward},
		{"nps", "How likely or unlikely are you to recommend us?", Upward},
		{"nps", "How likely are you not to recommend us?", Downward},
		{"nps", "Score", Level},
		{"csat", "I was not satisfied with the support", Denied},
		{"csat", "No estoy satisfecho con el servicio", Denied},
		{"csat", "Ich bin mit dem Service nicht zufrieden", Denied},
		{"csat", "Je ne suis pas satisfait", Denied},
		{"csat", "Я не задоволений сервісом", Denied},
		{"csat", "The service was unsatisfactory", Downward},
		{"csat", "¿Está insatisfecho con el servicio?", Downward},
		{"csat", "Are you satisfied or not?", Upward},
		{"csat", "How satisfied or not satisfied are you?", Upward},
		{"csat", "I have nothing to complain about; I am not dissatisfied", Level},
		{"csat", "Hizmetten ne kadar memnunsunuz?", Upward},
		{"csat", "Mai 2026 Zufriedenheit", Upward},
		{"ces", "It was difficult to get my issue resolved", Downward},
		{"ces", "It was not difficult to get my issue resolved", Level},
		{"ces", "It was not easy to reach you", Denied},
		{"ces", "The company did not make it easy", Denied},
		{"ces", "It took too much effort", Downward},
		{"ces", "Es war schwierig, Hilfe zu bekommen", Downward},
		{"ces", "Мне было сложно решить вопрос", Downward},
		{"ces", "Мені було непросто", Downward},
		{"ces", "How difficult or easy was it?", Upward},
		{"ces", "The company made it easy for me to handle my issue", Upward},
		{"nps", "How likely to recommend (0 = not at all likely, 10 = extremely likely)", Upward},
	} {
		if got := LeaningOf(c.metric, c.header); got != c.want {
			t.Errorf("%s of %q: %q, want %q", c.metric, c.header, got, c.want)
		}
	}
}

func TestNamesEffort(t *testing.T) {
	for header, want := range map[string]bool{"Effort": true, "Esfuerzo": true, "Wysiłek": true, "Зусилля": true, "Customer effort": true,
		"customer_effort_score": false, "Ease": false, "Little effort": false, "CES": false, "Support": false} {
		if got := NamesEffort(header); got != want {
			t.Errorf("%q: %v, want %v", header, got, want)
		}
	}
}

func TestExtentOf(t *testing.T) {
	for text, want := range map[string]Extent{
		"Satisfaction (1-10)":                 {Low: 1, High: 10},
		"Zufriedenheit 1 bis 6":               {Low: 1, High: 6},
		"Satisfaction sur 10":                 {Low: 1, High: 10, Open: true},
		"Score /10":                           {Low: 1, High: 10, Open: true},
		"von 1 bis 5":                         {Low: 1, High: 5},
		"0 to 10":                             {High: 10},
		"Оценка от 1 до 5":                    {Low: 1, High: 5},
		"Note (1 = sehr gut; 6 = ungenügend)": {Low: 1, High: 6},
		"Aufwand (1 = gering, 7 = sehr hoch)": {Low: 1, High: 7},
		"Satisfaction of 3 days":              {},
		"Q1-5 Satisfaction":                   {},
		"Satisfaction 2024-01-10":             {},
		"Satisfaction with your 1 to 1s":      {},
	} {
		if got, ok := ExtentOf(text); ok != (want.High > 0) || ok && got != want {
			t.Errorf("%q: %+v %v, want %+v", text, got, ok, want)
		}
	}
}

func TestLeaningsFile(t *testing.T) {
	for _, cells := range table(leaningData) {
		if len(cells) != 3 {
			t.Errorf("%q has %d cells, want 3", cells[0], len(cells))
		}
	}
}
