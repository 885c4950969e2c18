package lang

import "testing"

func TestRetell(t *testing.T) {
	ru, _ := Of("ru")
	check := func(english, want string) {
		t.Helper()
		if got := ru.Retell(english); got != want {
			t.Errorf("%q is retold as %q, not %q", english, got, want)
		}
	}
	check(`"11" is not from 0 to 10`, `"11" — не от 0 до 10`)
	check(`"3 cells where the header has 4" is not a number from 0 to 10`, `"3 cells where the header has 4" — не число от 0 до 10`) // what is quoted is of the data
	check("3 cells where the header has 4; reading goes on at line 9", "ячеек: 3, а в заголовке 4; чтение продолжается со строки 9")
	check("nobody knows this", "nobody knows this")
	check("", "")
	var english *Tongue
	if got := english.Retell("is not a date"); got != "is not a date" {
		t.Errorf("English is retold as %q", got)
	}
}

func TestForms(t *testing.T) {
	for code, want := range map[string]string{"en": "answer answers answers answers answers", "es": "respuesta respuestas respuestas respuestas respuestas",
		"uk": "відповідь відповіді відповідей відповідей відповідь", "ru": "ответ ответа ответов ответов ответ"} {
		w, ok := Of(code)
		got := w.Noun(1, "answer") + " " + w.Noun(2, "answer") + " " + w.Noun(5, "answer") + " " + w.Noun(11, "answer") + " " + w.Noun(21, "answer")
		if !ok || got != want {
			t.Errorf("%s: %s, not %s", code, got, want)
		}
	}
}
