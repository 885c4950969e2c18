package layout

import (
	"testing"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// Every word of a set has one meaning.
func TestMeanings(t *testing.T) {
	seen := make(map[string]string)
	for _, cells := range table(meaningData) {
		if len(cells) < 4 {
			t.Fatalf("%q is not set, meaning, language and words", cells)
		}
		for _, word := range cells[3:] {
			key := cells[0] + " " + answer.Normalise(word)
			if before, ok := seen[key]; ok {
				t.Errorf("%s: %q means %s and %s", cells[0], word, before, cells[1])
			}
			seen[key] = cells[1]
			if got := Meaning(cells[0], " "+word+" "); got != cells[1] {
				t.Errorf("%q means %q, want %q", word, got, cells[1])
			}
		}
	}
	if got := Meaning("yes", "perhaps"); got != "" {
		t.Errorf("perhaps means %q", got)
	}
}

// The words of stages are found among others, the longest first.
func TestMentioned(t *testing.T) {
	check := func(set, text, want string) {
		t.Helper()
		if got := Mentioned(set, text); got != want {
			t.Errorf("%s: %q mentions %q, want %q", set, text, got, want)
		}
	}
	check("stages five", "How was it after the purchase?", "after the purchase")
	check("stages five", "score_purchase", "purchase")
	check("stages five", "Оцінка: доставка", "delivery")
	check("stages five", "purchase and delivery", "") // two that do not agree
	check("stages five", "branch", "")
	check("stages keypoints", "Toma de decision", "decision")
	check("stages three", "Після продажу", "after-sale")
}

// The labels of all stages are known in four languages, in their order.
func TestStageLabels(t *testing.T) {
	check := func(set string, labels ...string) {
		t.Helper()
		for i, label := range labels {
			if got, want := Mentioned("stages "+set, label), Meanings("stages " + set)[i]; got != want {
				t.Errorf("%s: %q mentions %q, want %q", set, label, got, want)
			}
		}
	}
	check("three", "pre-sale", "sale", "after-sale")
	check("three", "Preventa", "VENTA", "posventa")
	check("three", "передпродаж", "продаж", "післяпродаж")
	check("three", "предпродажа", "продажа", "послепродажа")
	check("four", "anticipated consumption", "purchase", "consumption", "remembered consumption")
	check("four", "consumo anticipado", "compra", "consumo", "consumo recordado")
	check("four", "очікуване споживання", "купівля", "споживання", "спогад про споживання")
	check("four", "предвкушение", "покупка", "потребление", "воспоминание")
	check("keypoints", "decision", "purchase", "post-sale")
	check("keypoints", "toma de decisión", "compra", "postventa")
	check("keypoints", "прийняття рішення", "купівля", "післяпродаж")
	check("keypoints", "принятие решения", "покупка", "послепродажное обслуживание")
	check("five", "expectations", "purchase", "delivery", "use", "after the purchase")
	check("five", "expectativas", "compra", "entrega", "uso", "poscompra")
	check("five", "очікування", "покупка", "доставка", "використання", "після покупки")
	check("five", "ожидания", "покупка", "доставка", "использование", "после покупки")
	check("five", "Expectativa", "Покупка!", "Delivery", "usage", "Post-purchase")
}
