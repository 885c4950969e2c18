package journey

import "testing"

// TestProblematic: a text that says that there was no problem names none, and no word of no alone makes it say so.
func TestProblematic(t *testing.T) {
	for _, text := range []string{"none", "None", "ninguno", "Ninguna", "nada", "Sin problemas", "sin incidencias", "No issues", "no problem", "без проблем",
		"No hubo", "все добре", "No problems at all", "no hubo ningún problema", "жодних скарг", "нет жалоб", "Todo bien", "N/A", "-", "no", "0", "ok", "Nothing to report"} {
		if problematic(text) {
			t.Errorf("%q names a problem", text)
		}
	}
	for _, text := range []string{"No delivery", "late", "Sin respuesta del soporte", "без коробки", "issue", "Problema", "not good", "yes", "1", "never arrived", "problem with delivery", "had problems", "hubo problemas", "errors found", "major issue", "было", "not ok", "not found", "never reported"} {
		if !problematic(text) {
			t.Errorf("%q names no problem", text)
		}
	}
}
