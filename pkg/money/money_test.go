package money

import (
	"encoding/binary"
	"errors"
	"math"
	"math/big"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// check parses a text and compares what was read, with "rounded" behind it, or the error.
func check(t *testing.T, text string, decimal byte, decimals int, want string) {
	t.Helper()
	a, rounded, err := Parse([]byte(text), decimal, decimals)
	got := Format(a, decimals)
	if rounded {
		got += " rounded"
	}
	if err != nil {
		got = err.Error()
	}
	if got != want {
		t.Errorf("%q with %q: got %s, want %s", text, decimal, got, want)
	}
}

const (
	bad      = "is not an amount of money"
	grouping = "is not an amount: its thousands are grouped wrongly"
	large    = "is larger than an amount can be"
)

func TestParse(t *testing.T) {
	check(t, "294.00", '.', 2, "294.00")
	check(t, "5", '.', 2, "5.00")
	check(t, "5.", '.', 2, "5.00")
	check(t, ".5", '.', 2, "0.50")
	check(t, "0", '.', 2, "0.00")
	check(t, "007", '.', 2, "7.00")
	check(t, "500", '.', 0, "500")    // JPY has no minor unit
	check(t, "1.5", '.', 3, "1.500")  // KWD has a thousandth
	check(t, "500.00", '.', 0, "500") // digits that say nothing are dropped exactly
	check(t, "19.990", '.', 2, "19.99")
}

func TestParseGroups(t *testing.T) {
	check(t, "1,234.56", '.', 2, "1234.56")
	check(t, "1.234,56", ',', 2, "1234.56")
	check(t, "1 234,56", ',', 2, "1234.56")
	check(t, "1\u00a0234,56", ',', 2, "1234.56")
	check(t, "1\u202f234\u202f567,5", ',', 2, "1234567.50")
	check(t, "1'234'567.50", '.', 2, "1234567.50")
	check(t, "1\u2019234.50", '.', 2, "1234.50")
	check(t, "12,34,567.00", '.', 2, "1234567.00") // India
	check(t, "1,234", '.', 2, "1234.00")
	check(t, "1.234", ',', 2, "1234.00")
	check(t, "1,23", '.', 2, grouping) // a decimal comma where a point was said
	check(t, "1,2345", '.', 2, grouping)
	check(t, "1234,567", '.', 2, grouping)
	check(t, "1,,234", '.', 2, grouping)
	check(t, "1 234,567.00", '.', 2, grouping)
	check(t, "1.2.3", '.', 2, bad)
}

func TestParseSigns(t *testing.T) {
	check(t, "-5", '.', 2, "-5.00")
	check(t, "+5", '.', 2, "5.00")
	check(t, "\u22125", '.', 2, "-5.00")
	check(t, "5-", '.', 2, "-5.00")
	check(t, "(5.00)", '.', 2, "-5.00")
	check(t, "( $5.00 )", '.', 2, "-5.00")
	check(t, "-0", '.', 2, "0.00")
	check(t, "--5", '.', 2, bad)
	check(t, "(-5)", '.', 2, bad)
	check(t, "-", '.', 2, bad)
}

func TestParseMarks(t *testing.T) {
	check(t, "$1,234.56", '.', 2, "1234.56")
	check(t, "-$5", '.', 2, "-5.00")
	check(t, "$-5", '.', 2, "-5.00")
	check(t, "5 €", '.', 2, "5.00")
	check(t, "USD 5", '.', 2, "5.00")
	check(t, "5usd", '.', 2, "5.00")
	check(t, "US$5", '.', 2, "5.00")
	check(t, "R$ 1.234,50", ',', 2, "1234.50")
	check(t, "Rs. 500", '.', 2, "500.00")
	check(t, "500 руб.", '.', 2, "500.00")
	check(t, "99 грн.", '.', 2, "99.00")
	check(t, "5 apples", '.', 2, bad)
	check(t, "$5$", '.', 2, bad)
	check(t, "$", '.', 2, bad)
}

// What the currency does not have is rounded half away from zero.
func TestParseRounds(t *testing.T) {
	check(t, "8.333333", '.', 2, "8.33 rounded")
	check(t, "19.989999999999998", '.', 2, "19.99 rounded") // as a float is printed
	check(t, "0.005", '.', 2, "0.01 rounded")
	check(t, "-0.005", '.', 2, "-0.01 rounded")
	check(t, "0.0049999999999999999999999", '.', 2, "0.00 rounded")
	check(t, "2.5", '.', 0, "3 rounded")
}

func TestParsePowers(t *testing.T) {
	check(t, "1.5E+03", '.', 2, "1500.00")
	check(t, "1e-2", '.', 2, "0.01")
	check(t, "1e-3", '.', 2, "0.00 rounded")
	check(t, "1e-300", '.', 2, "0.00 rounded")
	check(t, "0e300", '.', 2, "0.00")
	check(t, "1e300", '.', 2, large)
	check(t, "1e", '.', 2, bad)
}

func TestParseLimits(t *testing.T) {
	check(t, "90071992547409.91", '.', 2, "90071992547409.91") // 2^53 − 1 cents
	check(t, "90071992547409.92", '.', 2, large)
	check(t, "99999999999999999999", '.', 2, large)

	check(t, "", '.', 2, bad)
	check(t, "n/a", '.', 2, bad)
	check(t, "NaN", '.', 2, bad)
	check(t, "inf", '.', 2, bad)
	check(t, "0x10", '.', 2, bad)
}

func TestCurrencyOfText(t *testing.T) {
	check := func(text, want string) {
		t.Helper()
		n, err := Read([]byte(text), '.')
		if err != nil || n.Currency != want {
			t.Errorf("%q: got %q, %v, want %q", text, n.Currency, err, want)
		}
	}
	check("5", "")
	check("$5", "") // a dollar of which country?
	check("€5", "EUR")
	check("5 zł", "PLN")
	check("5 KWD", "KWD")
	check("CA$5", "CAD")
}

// A sign that several currencies share tells which are not meant.
func TestSharedSigns(t *testing.T) {
	for text, want := range map[string]string{"$5": "$", "5 ¥": "¥", "￥5": "¥", "kr 5": "kr", "5 kr.": "kr", "Rs. 5": "Rs", "€5": "", "US$5": "", "5": ""} {
		if n, err := Read([]byte(text), '.'); err != nil || n.Sign != want {
			t.Errorf("%q: sign %q, %v, want %q", text, n.Sign, err, want)
		}
	}
	for _, sign := range Signs() {
		for _, code := range SignCodes(sign) {
			if _, ok := CurrencyOf(code); !ok {
				t.Errorf("%s stands for %q", sign, code)
			}
		}
	}
	if !slices.Contains(SignCodes("$"), "CAD") || slices.Contains(SignCodes("$"), "EUR") || SignCodes("€") != nil {
		t.Error("a dollar is one of several, and no euro")
	}
}

func TestCurrencies(t *testing.T) {
	check := func(code, want string, decimals int, known bool) {
		t.Helper()
		c, ok := CurrencyOf(code)
		if c.Code != want || c.Decimals != decimals || ok != known {
			t.Errorf("%q: got %v, %v", code, c, ok)
		}
	}
	check("USD", "USD", 2, true)
	check("eur", "EUR", 2, true)
	check("JPY", "JPY", 0, true)
	check("KWD", "KWD", 3, true)
	check("CLF", "CLF", 4, true)
	check("ZZZ", "", 0, false)
	check("D A", "", 0, false)
	check("", "", 0, false)
	for _, code := range append(strings.Fields(codes), "") {
		c, _ := CurrencyOf(code)
		if back := Numbered(c.Number()); back != c {
			t.Errorf("%q has number %d, which is %q", code, c.Number(), back.Code)
		}
	}
	if n := len(strings.Fields(codes)); n > 255 {
		t.Errorf("%d currencies do not fit a byte", n)
	}
	if n := len(strings.Fields(codes)); n*4 != len(codes) {
		t.Errorf("%d codes do not fill %d bytes", n, len(codes))
	}
}

func TestArithmetic(t *testing.T) {
	check := func(what string, got Amount, ok bool, want Amount, wantOK bool) {
		t.Helper()
		if ok != wantOK || ok && got != want {
			t.Errorf("%s: got %d, %v, want %d, %v", what, got, ok, want, wantOK)
		}
	}
	a, ok := Amount(3).Add(-5)
	check("3 + −5", a, ok, -2, true)
	a, ok = Amount(math.MaxInt64).Add(1)
	check("max + 1", a, ok, 0, false)
	a, ok = Amount(math.MinInt64).Add(-1)
	check("min − 1", a, ok, 0, false)
	a, exact, ok := Amount(10000).Scale(1, 12)
	check("100.00 a year", a, ok && !exact, 833, true)
	a, exact, ok = Amount(-1000).Scale(52, 12*52)
	check("a twelfth of −10.00", a, ok && !exact, -83, true)
	a, exact, ok = Amount(1200).Scale(1, 12)
	check("12.00 a year", a, ok && exact, 100, true)
	a, _, ok = Amount(5).Scale(1, 10)
	check("half away from zero", a, ok, 1, true)
	a, _, ok = Amount(-5).Scale(1, 10)
	check("half away from zero", a, ok, -1, true)
	a, _, ok = Amount(math.MaxInt64).Scale(math.MaxInt64, math.MaxInt64)
	check("a wide product", a, ok, math.MaxInt64, true)
	a, _, ok = Amount(math.MaxInt64).Scale(2, 1)
	check("too large", a, ok, 0, false)
	a, _, ok = Amount(1).Scale(1, 0)
	check("by nothing", a, ok, 0, false)
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1,234.56", "1.234,56", "(5)", "-5", "$ 5", "5 EUR", "1e5", "99999999999999999999", "0.005", "Rs. 1", "\xff", "1\u00a0000"} {
		f.Add([]byte(s), true, uint8(2))
		f.Add([]byte(s), false, uint8(0))
	}
	f.Fuzz(func(t *testing.T, text []byte, point bool, digits uint8) {
		decimal, decimals := byte(','), int(digits%5)
		if point {
			decimal = '.'
		}
		a, rounded, err := Parse(text, decimal, decimals)
		if err != nil {
			if !errors.Is(err, ErrNotAmount) && !errors.Is(err, ErrGrouping) && !errors.Is(err, ErrTooLarge) {
				t.Fatalf("%q: %v", text, err)
			}
			return
		}
		back, again, err := Parse([]byte(Format(a, decimals)), '.', decimals)
		if back != a || again || err != nil {
			t.Fatalf("%q is %d, which is read back as %d, %v, %v", text, a, back, again, err)
		}
		if exact, ok := new(big.Rat).SetString(string(text)); ok && point && !rounded && !strings.ContainsAny(string(text), "_xXbBoOpP/") {
			want := new(big.Rat).Mul(exact, new(big.Rat).SetInt64(int64(math.Pow10(decimals))))
			if want.Cmp(new(big.Rat).SetInt64(int64(a))) != 0 {
				t.Fatalf("%q: got %d, want %s", text, a, want)
			}
		}
	})
}

func BenchmarkParse(b *testing.B) {
	text := []byte("1294.00")
	b.ReportAllocs()
	for b.Loop() {
		if _, _, err := Parse(text, '.', 2); err != nil {
			b.Fatal(err)
		}
	}
}

// A word is read as its text is, whatever its bytes are.
func TestQuickWord(t *testing.T) {
	read := 0
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom([]byte("0123456789.,")), rapid.Byte()), 1, 8).Draw(t, "text")
		decimals := rapid.IntRange(0, 4).Draw(t, "decimals")
		decimal := rapid.SampledFrom([]byte(".,")).Draw(t, "mark")
		behind := rapid.SliceOfN(rapid.Byte(), 8-len(text), 8-len(text)).Draw(t, "behind")
		word := binary.LittleEndian.Uint64(append(slices.Clip(text), behind...))
		want, wantOK := Quick(text, decimal, decimals)
		got, ok := QuickWord(word, len(text), decimal, decimals)
		if ok != wantOK || ok && got != want {
			t.Fatalf("%q is %d (%v), want %d (%v)", text, got, ok, want, wantOK)
		}
		if ok {
			read++
		}
	})
	if read == 0 {
		t.Error("nothing was read")
	}
	for _, text := range []string{"\xba5", "1\xba", "\xc0\xba", "5\xff", ":1", "/9"} {
		word := binary.LittleEndian.Uint64(append([]byte(text), "00000000"...))
		if got, ok := QuickWord(word, len(text), '.', 0); ok {
			t.Errorf("%q is read as %d", text, got)
		}
	}
}
