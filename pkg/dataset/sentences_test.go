package dataset

import "testing"

func TestHeadsSentences(t *testing.T) {
	for _, c := range []struct {
		column []string
		want   bool
	}{
		{[]string{"El cargador no funciona correctamente", "Excelente servicio al cliente", "Podrian mejorar los tiempos", "La aplicacion falla constantemente"}, true},
		{[]string{"What could we do better?", "You could open earlier", "Lower the price please", "Nicer staff at least"}, false},
		{[]string{"Your comments to us", "You could open earlier", "Lower the price please", "Nicer staff at least"}, false},
		{[]string{"feedback", "You could open earlier", "Lower the price please", "Nicer staff at least"}, false},
		{[]string{"How did it go", "well", "badly", "so so"}, false},
		{[]string{"Answers of the year", "It went very well", "It went very well", "It was not good"}, false},
	} {
		var rows [][]string
		for _, text := range c.column {
			rows = append(rows, []string{text})
		}
		if got := headsSentences(rows); got != c.want {
			t.Errorf("%q: %t", c.column[0], got)
		}
	}
}
