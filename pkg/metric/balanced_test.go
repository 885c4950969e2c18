package metric

import "testing"

func TestBalanced(t *testing.T) {
	traits := &AnswerTraits{}
	five := Inquiry{Scale: Scale{1, 5}}
	off := func(values ...float64) (out []Number) {
		for _, v := range values {
			out = append(out, Number{v, 3})
		}
		return out
	}
	if m := traits.Balanced([]float64{1, 2}, 6, off(-2, -1, 0), five); m == nil || m.Scale != (Scale{-2, 2}) || m.Found != "9 of 15 numbers lie outside 1–5, and lie around 0" {
		t.Errorf("%+v", m)
	}
	if m := traits.Balanced([]float64{1}, 6, off(-3, 0), five); m == nil || m.Scale != (Scale{-3, 3}) {
		t.Errorf("%+v", m)
	}
	for _, odd := range [][]Number{off(-1, 0), off(-2, -1), off(-9, 0), off(-2, 0, 3), off(-2.5, 0)} {
		if m := traits.Balanced([]float64{1, 2}, 6, odd, five); m != nil {
			t.Errorf("%v: %+v", odd, m)
		}
	}
	if m := traits.Balanced([]float64{1, 5}, 6, off(-2, -1, 0), five); m != nil {
		t.Errorf("codes beside 5: %+v", m)
	}
}
