package answer

import (
	"math"
	"strconv"
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"
)

func mustNew(t testing.TB, r Rules) *Classifier {
	t.Helper()
	c, err := New(r)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func nps(t testing.TB) *Classifier { return mustNew(t, Rules{Min: 0, Max: 10}) }

// checker returns a check of one text against what it is: a score, or the kind.
func checker(t *testing.T, c *Classifier) func(text string, want any) {
	return func(text string, want any) {
		t.Helper()
		kind, score, reason := c.Classify(text)
		var got any = kind
		if kind == Counted {
			got = score
		}
		if n, ok := want.(int); ok {
			want = float64(n)
		}
		if got != want {
			t.Errorf("Classify(%q) = %v, want %v", text, got, want)
		}
		if told := kind == Invalid || kind == OutOfRange; told != (reason != "") {
			t.Errorf("Classify(%q) is %v with the reason %q", text, kind, reason)
		}
	}
}

func TestPlainNumbers(t *testing.T) {
	check := checker(t, nps(t))
	check("9", 9)
	check("0", 0)
	check("10", 10)
	check("09", 9)
	check("+9", 9)
	check("9.0", 9)
	check("9.00", 9)
	check("9,0", 9)
	check("9,00", 9)
	check("9.", 9)
	check("-0", 0)
	check("-0.0", 0)
	check(" 9\t", 9)
	check("\ufeff9", 9)
	check("\u200b9\u00a0", 9)
	check("9\r\n", 9)

	check("8.5", Invalid)
	check("8,5", Invalid)
	check("9.0000000000000000000001", Invalid) // a float64 would lose the fraction
	check("11", OutOfRange)
	check("-1", OutOfRange)
	check("\u22121", OutOfRange)
	check("10.5", OutOfRange)
	check("150000", OutOfRange)
	check("1,000", OutOfRange)
	check("1.234.567", OutOfRange)
	check("12321231231232123123123123123123123", OutOfRange) // typeform-fcc2016
	check(strings.Repeat("9", 500), OutOfRange)
	check("-"+strings.Repeat("9", 500), OutOfRange)
}

func TestNotNumbers(t *testing.T) {
	check := checker(t, nps(t))
	for _, text := range []string{
		"N/A", "NA", "n/a", "-", "--", "NULL", "null", "None", "?", ".", ",", "+", "true",
		"1e1", "1E1", "1e+01", "NaN", "nan", "Inf", "-Inf", "infinity", "0x9", "0b1", "1_0", "९", "⑨", "Ⅸ", "½",
		"+-9", "- 9", "9 9", "9-10", "9/11", "9.0.0", "0,0,9", "5'4\"", "=9", "'9", "\"9\"", "$9", "9%", "9;", "#9",
		"9\x009", "9\n9", "9\x07", "9\v", "\x1b[31m9", "9\ufffd", "9\xff",
		"Blank",             // sfo-survey-2017, unless it is named as missing
		"9-10 hours", "40+", // typeform-fcc2016
		"6 or more", "8+", // typeform-fcc2016
		"7 to 8 hours",     // typeform-fcc2016
		"12 / 20", "12/20", // Google Forms quiz
		"$50,000 - $99,999", // flying-etiquette
		"18-24", "18 a 25 años", "> 60", "Under 20",
		"2017-07-18", "2017-07-18 08:28:09", "11/1/2019 8:51:12", "12:30", "8:51 AM", "10:30 - noon",
		"10-Sep", "Sep-10", "9 - Oct", "Mai - 5", "9:AM", "окт - 9", "9 - нояб.", "май - 5", // what spreadsheets make of 9-10
		"3-day delivery", "24-hour", "A-10", "covid-19", "Q1: 9th", "Q1 - 9",
		"9 -", "- 9 -", "9 ()", "() 9", "9 - ?", "(9", "9)", "(9)", "9.Likely", "<b onclick=1", "x = y = 9", "＠SUM(1)", "9)Likely",
	} {
		check(text, Invalid)
	}
}

func TestLabelledNumbers(t *testing.T) {
	check := checker(t, nps(t))
	check("9 - Likely", 9)
	check("9 - likely", 9)
	check("9-Likely", 9)
	check("9 – Likely", 9)
	check("9—likely", 9)
	check("09 - Likely", 9)
	check("10 - Extremely likely", 10)
	check("Extremely likely - 10", 10) // SurveyMonkey, end of the scale
	check("Not at all likely - 0", 0)  // SurveyMonkey, end of the scale
	check("Extremely likely -10", 10)
	check("Extremely likely – 10", 10)
	check("Very - very likely - 9", 9)
	check("2 : Satisfecho/a", 2) // Moodle feedback
	check("2: Satisfecho/a", 2)
	check("5 (Very good)", 5)
	check("5(Very good)", 5)
	check("(5) Very good", 5)
	check("Excellent (5)", 5)
	check("Excellent(5)", 5)
	check("Excellent (not too bad) (5)", 5)
	check("5 = Excellent", 5)
	check("Excellent = 5", 5)
	check("Excellent: 5", 5)
	check("5. Very good", 5)
	check("5) Very good", 5)
	check("10 - Дуже ймовірно", 10)
	check("5.0 - Very good", 5)
	check("\u00a010\u00a0-\u00a0Extremely likely\u00a0", 10)
	check("9 - Lik\xe9ly", 9) // a label in another code page
	check("９", 9)             // full-width
	check("９ － Likely", 9)
	check("9 &amp; more", Invalid)
	check("9&nbsp;-&nbsp;Likely", 9)
	check("9/10", 9)
	check("9 / 10", 9)
	check("9/5", Invalid)

	check("11 - Likely", OutOfRange)
	check("-1 - Bad", OutOfRange)
	check("Bad (-1)", OutOfRange)
	check("Bad: -1", OutOfRange)
	check("4.5 - Good", Invalid)
	check("Bad: - 1", Invalid)
	check("9 - Lik\x00ely", Invalid)
}

func TestScaleBelowZero(t *testing.T) {
	check := checker(t, mustNew(t, Rules{Min: -2, Max: 2}))
	check("-2", -2)
	check("-2 - Very bad", -2)
	check("Very bad (-2)", -2)
	check("Very bad: -2", -2)
	check("Good - 1", 1)
	check("Bad -1", Invalid) // minus one, or one behind a dash
}

func TestDecimalComma(t *testing.T) {
	check := checker(t, mustNew(t, Rules{Min: 0, Max: 10, Decimal: ',', Fractional: true}))
	check("8,5", 8.5)
	check("8.5", 8.5)
	check("9,0", 9)
	check("9.0", 9)
	check("9.000", OutOfRange) // nine thousand
	check("9,000", 9)
	check(",5", 0.5)
	check("4,5 - Gut", 4.5)
}

func TestFractional(t *testing.T) {
	check := checker(t, mustNew(t, Rules{Min: 0, Max: 10, Fractional: true}))
	check("6.5", 6.5) // nps-024
	check("8.5", 8.5)
	check("10.0", 10)
	check("10.01", OutOfRange)
}

func TestGivenTexts(t *testing.T) {
	check := checker(t, mustNew(t, Rules{
		Min: 1, Max: 5,
		Missing:  []string{"NA", " Blank ", "0", "НЕТ ОТВЕТА"},
		Excluded: []string{"offered", "unoffered"},
		Values: map[string]float64{
			"Excelente": 5, "6": 2, "good": 4, "GOOD": 5, "no sé": 3, "Blank!": 1, "offered ": 3,
		},
		Words: map[string]float64{"very satisfied": 5, "off": 9},
	}))
	check("", Blank)
	check(" \t\u00a0\ufeff", Blank)
	check("na", Blank)
	check("blank", Blank)
	check("0", Blank)
	check("нет ответа", Blank)
	check("UNOFFERED", Excluded)
	check("offered", 3) // the user's word against the vendor's
	check("excelente ", 5)
	check("6", 2)
	check("06", OutOfRange)
	check("good", 4)
	check("GOOD", 5)
	check("Good", Invalid)      // two values differ only by case
	check("NO SE\u0301", 3)     // the same accent, written in two ways
	check("Very  satisfied", 5) // word list
	check("5 - very bad", 5)    // the number of a label wins over words
	check("Very\nsatisfied", Invalid)
	check("Very\xffsatisfied", Invalid)
	check("off", Invalid) // a word list cannot leave the scale
}

// The usual words and codes for no answer are blank, unless they are a score on the scale in use.
func TestSilence(t *testing.T) {
	rules := Rules{Min: 1, Max: 5, Missing: []string{"x"}, Words: map[string]float64{"very good": 5, "not sure": 3},
		Labels: map[string]bool{"very good": true}, Values: map[string]float64{"refused": 1},
		Silent: Silence{Words: map[string]bool{"n a": true, "na": true, "not sure": true, "refused": true, "never used": true},
			Codes: map[float64]bool{99: true, -1: true, 3: true}, Of: map[string]bool{"out of": true}}}
	c := mustNew(t, rules)
	check := checker(t, c)
	silent := func(text string) {
		t.Helper()
		check(text, Blank)
		if !c.Silent(text) {
			t.Errorf("%q is blank, and not for what it says", text)
		}
	}
	for _, text := range []string{"NA", "n/a", "N/A.", "-", "--", "—", ".", "99", "-1", "99.0", "99 - Refused", "0 - N/A", "99 n/a", "Unfamiliar (N/A)", "Never used / N/A"} {
		silent(text)
	}
	check("3", 3) // a code on the scale is a score
	check("98", OutOfRange)
	check("Not sure", 3)
	check("Refused", 1) // as the user says
	check("Very good (n/a)", Invalid)
	check("NAB", Invalid)
	check("4 out of 5", 4)
	check("4 out of 10", Invalid)
	check("4 Very good", 4)
	check("4 days", Invalid)
	check("6 Very good", OutOfRange)
	for _, text := range []string{"", " ", "x", "4"} {
		if c.Silent(text) {
			t.Errorf("%q is taken for a word that means no answer", text)
		}
	}
}

func TestReasons(t *testing.T) {
	check := func(r Rules, text, want string) {
		t.Helper()
		if _, _, got := mustNew(t, r).Classify(text); got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
	tenths := Rules{Min: 0, Max: 10}
	check(tenths, "N/A", `"N/A" is not a number from 0 to 10`)
	check(tenths, "8.5", `"8.5" is not a whole number from 0 to 10`)
	check(tenths, "11", `"11" is not from 0 to 10`)
	check(tenths, " \x1b[2J", `" \x1b[2J" is not a number from 0 to 10`)
	check(Rules{Min: 1, Max: 5, Words: map[string]float64{"good": 4}}, "Goood",
		`"Goood" is neither a number from 1 to 5 nor a known label`)
}

func TestRulesThatAreRefused(t *testing.T) {
	check := func(r Rules, want string) {
		t.Helper()
		_, err := New(r)
		if err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	check(Rules{}, "scale 0 to 0 is not a range")
	check(Rules{Min: 10, Max: 0}, "scale 10 to 0 is not a range")
	check(Rules{Min: math.NaN(), Max: 1}, "scale NaN to 1 is not a range")
	check(Rules{Min: 0, Max: math.Inf(1)}, "scale 0 to +Inf is not a range")
	check(Rules{Max: 10, Decimal: ';'}, `decimal mark ';' is neither "." nor ","`)
	check(Rules{Max: 10, Values: map[string]float64{" ": 0}}, `value " "=0: an empty answer cannot have a score`)
	check(Rules{Max: 10, Values: map[string]float64{"good": 11}}, `value "good"=11: the score is not a whole number from 0 to 10`)
	check(Rules{Max: 10, Values: map[string]float64{"good": 8.5}}, `value "good"=8.5: the score is not a whole number from 0 to 10`)
	check(Rules{Max: 10, Values: map[string]float64{"good": math.NaN()}}, `value "good"=NaN: the score is not a whole number from 0 to 10`)
	check(Rules{Max: 10, Values: map[string]float64{"good": 9, "good ": 8}}, `value "good": two different scores, 8 and 9`)
}

func TestWholeNumbersSurviveAllWritings(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		lo := rapid.IntRange(-20, 20).Draw(rt, "min")
		hi := lo + rapid.IntRange(1, 20).Draw(rt, "length")
		n := rapid.IntRange(-50, 50).Draw(rt, "number")
		text := rapid.SampledFrom([]string{"%", " %\t", "%.0", "%,00", "% - Likely", "%: Так", "% (Good)", "Good (%)", "Good: %", "Bad = %"}).Draw(rt, "form")
		text = strings.Replace(text, "%", strconv.Itoa(n), 1)
		c, err := New(Rules{Min: float64(lo), Max: float64(hi)})
		if err != nil {
			rt.Fatal(err)
		}
		kind, score, reason := c.Classify(text)
		if lo <= n && n <= hi {
			if kind != Counted || score != float64(n) {
				rt.Fatalf("Classify(%q) on %d to %d = %v %v %s", text, lo, hi, kind, score, reason)
			}
		} else if kind != OutOfRange {
			rt.Fatalf("Classify(%q) on %d to %d = %v, want out of range", text, lo, hi, kind)
		}
	})
}

func FuzzClassify(f *testing.F) {
	for _, s := range []string{"9", "9 - Likely", "Excellent (5)", "", "\xff", "(", ")", "-", "1,234.5", "Very satisfied", "\u200b", "Bad: -1", "ё", "9\u0308"} {
		f.Add(s)
	}
	rules := Rules{Min: -1, Max: 10, Fractional: true, Missing: []string{"na"}, Values: map[string]float64{"x": 1}, Words: map[string]float64{"very satisfied": 5}}
	c, again := mustNew(f, rules), mustNew(f, rules)
	f.Fuzz(func(t *testing.T, text string) {
		kind, score, reason := c.Classify(text)
		kind2, score2, reason2 := again.Classify(text)
		if kind != kind2 || score != score2 || reason != reason2 {
			t.Fatalf("Classify(%q) is not the same twice", text)
		}
		if kind == Counted && !(score >= -1 && score <= 10) || kind != Counted && kind != OutOfRange && score != 0 || kind == OutOfRange && score >= -1 && score <= 10 || math.Signbit(score) && score == 0 {
			t.Fatalf("Classify(%q) = %v %v", text, kind, score)
		}
		if (kind == Blank) != (Trim(text) == "" || Fold(Trim(text)) == "na") {
			t.Fatalf("Classify(%q) = %v", text, kind)
		}
		if strings.ContainsFunc(reason, func(r rune) bool { return !unicode.IsPrint(r) }) || !utf8.ValidString(reason) {
			t.Fatalf("Classify(%q): reason %q is not printable", text, reason)
		}
		if k, s, _ := c.Classify(" " + text + "\u00a0"); k != kind || s != score {
			t.Fatalf("Classify(%q) changes with blanks around it: %v %v, then %v %v", text, kind, score, k, s)
		}
	})
}
