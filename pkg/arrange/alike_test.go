package arrange

import (
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/result"
)

func TestAlike(t *testing.T) {
	groups := func(values ...string) *result.Document {
		d := &result.Document{By: []string{"Channel"}}
		for _, value := range values {
			d.Groups.Add(result.Group{By: result.Object{{Key: "Channel", Value: value}}})
		}
		return d
	}
	check := func(want string, values ...string) {
		t.Helper()
		got := ""
		for _, w := range alike(groups(values...)) {
			_, got, _ = strings.Cut(w.Text, "of their own: ")
		}
		if got != want {
			t.Errorf("%q: %s, want %s", values, got, want)
		}
	}
	check(`"Email", "email", "EMAIL"`, "Email", "Phone", "email", "EMAIL")
	check(`"Пошта", "пошта"; "web  chat", "web chat"`, "Пошта", "пошта", "web  chat", "web chat")
	check("", "Email", "E-mail", "Phone", "Email") // the same in several periods
	check("")
}
