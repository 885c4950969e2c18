package reviews

import (
	"encoding/json"
	"fmt"
	"hash/maphash"
	"math"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/pkg/answer"
	"github.com/cxcalc/cxcalc/pkg/internal/shared"
)

func TestJudge(t *testing.T) {
	check := func(text string, kind answer.Class, stars float64) {
		t.Helper()
		if k, x, _ := judge(text, '.'); k != kind || x != stars {
			t.Errorf("%q is %v, %v", text, k, x)
		}
	}
	check("4", answer.Counted, 4)
	check("5.0", answer.Counted, 5)
	check("4 stars", answer.Counted, 4)
	check("1 звезда", answer.Counted, 1)
	check("5.0 out of 5 stars", answer.Counted, 5)
	check("4 tables", answer.Invalid, 0)
	check("3/5", answer.Counted, 3)
	check("★★★★☆", answer.Counted, 4)
	check("⭐️⭐️", answer.Counted, 2)
	check("☆☆☆☆☆", answer.Invalid, 0)
	check("★★★★★★", answer.OutOfRange, 6)
	check("0", answer.OutOfRange, 0)
	check("10", answer.OutOfRange, 10)
	check("4.5", answer.Invalid, 0) // a mean
	check("N/A", answer.Blank, 0)
	check("", answer.Blank, 0)
}

// Letter case and blanks make no difference; a text of two words is none.
func TestHash(t *testing.T) {
	seed := maphash.MakeSeed()
	of := func(text string) uint64 { sum, _ := hash(seed, []byte(text), nil); return sum }
	if of("Very good place") == 0 || of("Very good place") != of("  VERY\tgood\n place ") || of("Дуже смачний борщ") != of("дуже СМАЧНИЙ борщ") {
		t.Error("case or blanks make a difference")
	}
	if of("Very good place!") == of("Very good place") || of("very goodplace now") == of("very good placenow") {
		t.Error("other texts are the same")
	}
	if of("Very good") != 0 || of("") != 0 {
		t.Error("two words count")
	}
}

// The week of many, by hand: 10 weeks of 3 but one of 14 have a mean of 4.1, of which 12 or more come in 0.11 % of weeks and
// 13 or more in 0.03 % (Python's decimal, 50 digits).
func TestBursts(t *testing.T) {
	s := pile{weeks: map[int64]int64{}}
	for week := range int64(10) {
		s.weeks[week] = 3
	}
	s.weeks[4] = 14
	got := s.bursts()
	if len(got) != 1 || got[0].week != 4 || got[0].n != 14 || math.Abs(got[0].expected-4.1) > 1e-12 {
		t.Errorf("bursts are %v", got)
	}
	s.weeks = map[int64]int64{0: 1, 9: 4} // weeks without any count: 5 in 10
	if got := s.bursts(); len(got) != 0 {
		t.Errorf("4 of 0.5 expected come in 0.18 %% of weeks, and are %v", got)
	}
	s.weeks[9] = 5
	if got := s.bursts(); len(got) != 1 || got[0].week != 9 {
		t.Errorf("5 of 0.6 expected are %v", got)
	}
	if got := (pile{}).bursts(); got != nil {
		t.Errorf("no weeks burst %v", got)
	}
}

// Against counting texts one by one.
func TestRepeated(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 50 {
		var s pile
		seen, want := make(map[string]bool), int64(0)
		seed := maphash.MakeSeed()
		for range r.IntN(200) {
			text := fmt.Sprintf("%sthe word %d", strings.Repeat(" ", r.IntN(3)), r.IntN(60))
			sum, _ := hash(seed, []byte(text), nil)
			s.texts = append(s.texts, sum)
			if key := strings.TrimSpace(text); seen[key] {
				want++
			} else {
				seen[key] = true
			}
		}
		s.texts = append(s.texts, s.texts...) // none of these is of two words
		want += int64(len(s.texts)) / 2
		for i, sum := range s.texts {
			if sum == 0 {
				t.Fatalf("text %d has no hash", i)
			}
		}
		if got := s.repeated(); got != want {
			t.Errorf("%d of %d repeat, want %d", got, len(s.texts), want)
		}
	}
}

// The golden case of reviews: the share of four and five stars, and the mean.
func TestGoldenShare(t *testing.T) {
	raw, err := os.ReadFile(shared.Dir(t, "golden", "golden_values.json"))
	if err != nil {
		t.Fatal(err)
	}
	var document struct {
		Cases []struct {
			Metric string
			Inputs struct {
				Counts []int64 `json:"counts_1_to_5"`
			}
			Expected struct {
				Mean     float64
				Positive float64 `json:"positive_pct"`
			}
		}
	}
	if err := json.Unmarshal(raw, &document); err != nil {
		t.Fatal(err)
	}
	for _, c := range document.Cases {
		if c.Metric != "reviews.share_positive" {
			continue
		}
		var s pile
		for stars, n := range c.Inputs.Counts {
			s.stars[stars+1] += n
		}
		mean, _ := s.answers().Mean()
		if percent(s.positive()) != c.Expected.Positive || math.Abs(mean-c.Expected.Mean) > 1e-9 {
			t.Errorf("%v: %v %% and %v", c.Inputs, percent(s.positive()), mean)
		}
	}
}
