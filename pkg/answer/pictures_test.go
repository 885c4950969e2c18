package answer

import "testing"

func TestPictured(t *testing.T) {
	for text, want := range map[string]string{
		"🙂 Satisfeito": "Satisfeito", "Good 👍": "Good", "😡Very bad😡": "Very bad", "☹️ Unhappy": "Unhappy", "👍🏽 Yes": "Yes",
		"Good": "", "🙂": "", "★★★ Good": "", "⭐ Good": "", "good 🙂 bad": "", "3 🙂": "", "": "",
	} {
		if got := Pictured(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
