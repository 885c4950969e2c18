package layout

import "testing"

func TestMaximumOf(t *testing.T) {
	check := func(header string, want float64) {
		t.Helper()
		got, ok := MaximumOf(header)
		if got != want || ok != (want > 0) {
			t.Errorf("%q: %v, %v, want %v", header, got, ok, want)
		}
	}
	check("Begrüßung (max. 10)", 10)
	check("Begrüßung max 10", 10)
	check("Greeting (maximum: 15)", 15)
	check("Greeting /20", 20)
	check("Greeting/20", 20)
	check("Greeting (/20)", 20)
	check("Kasse von 5", 5)
	check("Greeting out of 5", 5)
	check("Greeting (out of 5 points)", 5)
	check("Greeting [10 pts]", 10)
	check("Kasse (20 Punkte)", 20)
	check("Saludo (máx. 10 puntos)", 10)
	check("Вітання (макс. 10)", 10)
	check("Приветствие (из 10 баллов)", 10)
	check("Greeting (0-10)", 10)
	check("Greeting", 0)
	check("Q1", 0)
	check("Question 2 of 10", 0)
	check("Page 1/2", 0)
	check("Results of 2026", 0)
	check("Greeting (max. 10) of 20", 0)
	check("Climax 3", 0)
	check("Section 3", 0)
}

func TestBracketedOf(t *testing.T) {
	check := func(header string, want float64) {
		t.Helper()
		got, ok := BracketedOf(header)
		if got != want || ok != (want > 0) {
			t.Errorf("%q: %v, %v, want %v", header, got, ok, want)
		}
	}
	check("Saludo (10)", 10)
	check("Greeting [5] ", 5)
	check("Greeting (5) of staff", 0)
	check("Greeting (0)", 0)
	check("Greeting (2026)", 0)
}
