package contacts

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// stemsIn are those of numbers that end alike, in order.
func stemsIn(numbers ...string) (stems []stem) {
	for _, text := range numbers {
		_, s := appendNumber(nil, []byte(text))
		stems = append(stems, s)
	}
	slices.Sort(stems)
	return slices.Compact(stems)
}

func homesOf(stems []stem) string {
	home, unclear := sameCallers(stems)
	var out []string
	for i, s := range stems {
		out = append(out, strings.TrimSuffix(s.String(), "xxxxxxxx")+">"+strings.TrimSuffix(stems[home[i]].String(), "xxxxxxxx"))
	}
	for _, d := range unclear {
		out = append(out, "?"+strings.TrimSuffix(d.short.String(), "xxxxxxxx"))
	}
	return strings.Join(out, " ")
}

// A number without the code of a country is the only one with it that ends as it does.
func TestSameCallers(t *testing.T) {
	for _, c := range []struct{ numbers, want string }{
		{"600112233 +34600112233 0034600112233 34600112233", "6>346 346>346 +346>346"},
		{"0671234567 +380671234567", "06>+3806 +3806>+3806"},
		{"0600112233 600112233", "6>6 06>6"},
		{"600112233 +34600112233 +33600112233", "6>6 +336>+336 +346>+346 ?6"},
		{"0600112233 600112233 +34600112233", "6>+346 06>+346 +346>+346"},
		{"2125550100 +12125550100", "21>+121 +121>+121"},
		{"25550100 125550100", ">  1>1"}, // a number of the United States has ten digits
		{"89161234567 +79161234567 9161234567", "91>+791 891>+791 +791>+791"},
		{"89161234567 9161234567", "91>91 891>891"},
		{"0612345678 +390612345678", "06>+3906 +3906>+3906"},
		{"12345678 4712345678", ">47 47>47"},
		{"112345678 212345678", "1>1 2>2"},
		{"3012345678 4012345678 0012345678", "30>30 40>40 +>+"},
	} {
		if got, want := strings.Fields(homesOf(stemsIn(strings.Fields(c.numbers)...))), strings.Fields(c.want); !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", c.numbers, got, want)
		}
	}
}

// Callers are as found by looking at every two numbers, however many there are.
func TestSameCallersPairwise(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	heads := []string{"", "0", "6", "06", "006", "346", "0346", "00346", "+346", "+336", "+3906", "21", "121", "+121", "91", "891", "791", "+791", "8791", "47", "+47", "+476", "3476"}
	for range 5000 {
		var numbers []string
		for range 1 + r.IntN(6) {
			numbers = append(numbers, heads[r.IntN(len(heads))]+"12345678")
		}
		stems := stemsIn(numbers...)
		home, unclear := sameCallers(stems)
		got := make([][]bool, len(stems))
		for i := range stems {
			for j := range stems {
				got[i] = append(got[i], home[i] == home[j])
			}
		}
		want, doubts := pairwise(stems)
		if diff := cmp.Diff(want, got); diff != "" || len(unclear) != doubts {
			t.Fatalf("%v: %d unclear, want %d (-want +got):\n%s", numbers, len(unclear), doubts, diff)
		}
	}
}

// one tells whether two numbers are one without looking at others: they are written alike, with or without +, or with a 0 before.
func one(a, b stem) bool {
	x, y := a.digits(), b.digits()
	return x == y || !a.abroad() && !b.abroad() && strings.TrimPrefix(x, "0") == strings.TrimPrefix(y, "0")
}

// isLocal tells whether a is b without the code of its country.
func isLocal(a, b stem) bool {
	if a.abroad() {
		return false
	}
	code, rest := countryCode(b.digits())
	local := strings.TrimPrefix(a.digits(), "0")
	if code == "1" || code == "7" {
		return len(rest) == 2 && (local == rest || code == "7" && local == "8"+rest)
	}
	return code != "" && local == strings.TrimPrefix(rest, "0")
}

func pairwise(stems []stem) (same [][]bool, doubts int) {
	n := len(stems)
	same = make([][]bool, n)
	for i := range stems {
		same[i] = make([]bool, n)
		for j := range stems {
			same[i][j] = one(stems[i], stems[j])
		}
	}
	closed(same)
	groups := clone(same)
	seen := make(map[string]bool)
	for i := range stems {
		if name := fmt.Sprint(groups[i]); seen[name] {
			continue
		} else {
			seen[name] = true
		}
		var homes []int
		for j := range stems {
			local := false
			for k := range stems {
				local = local || groups[i][k] && isLocal(stems[k], stems[j])
			}
			if local && !groups[i][j] && !slices.ContainsFunc(homes, func(h int) bool { return groups[h][j] }) {
				homes = append(homes, j)
			}
		}
		if len(homes) == 1 {
			same[i][homes[0]], same[homes[0]][i] = true, true
		}
		if len(homes) > 1 {
			doubts++
		}
	}
	closed(same)
	return same, doubts
}

func clone(m [][]bool) (out [][]bool) {
	for _, row := range m {
		out = append(out, slices.Clone(row))
	}
	return out
}

// closed makes equal what is equal to the same.
func closed(m [][]bool) {
	for k := range m {
		for i := range m {
			for j := range m {
				m[i][j] = m[i][j] || m[i][k] && m[k][j]
			}
		}
	}
}

// Contacts of one caller are followed together, whichever way the number is written, and those of others are not.
func TestMeet(t *testing.T) {
	stems := stemsIn("600112233", "+34600112233", "+33700112233")
	f := &follower{end: 60, callback: 5, within: 7, groups: []*calls{newCalls()}}
	f.meet([]ring{{at: 1, how: missed, number: stems[0]}, {at: 2, how: missed, number: stems[1]}, {at: 3, how: outward, number: stems[2]}})
	if b := f.groups[0].callbacks; f.joined.n != 1 || b.nobody != 1 || b.done != 1 {
		t.Errorf("%+v and %+v: one caller of two was called back, by a number with the code of the country", f.joined, b)
	}
}
