package layout

import (
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/cxcalc/cxcalc/pkg/answer"
)

// tally makes counts of "label:count" parts; without a count it is 10.
func tally(column string) map[string]int64 {
	counts := map[string]int64{}
	for part := range strings.SplitSeq(column, ";") {
		label, count, found := strings.Cut(part, ":")
		n, err := strconv.ParseInt(count, 10, 64)
		if !found || err != nil {
			label, n = part, 10
		}
		counts[label] += n
	}
	return counts
}

// checkChosen checks the list that is chosen and the scores of the labels in their order.
func checkChosen(t *testing.T, max float64, column, name, scores string) {
	t.Helper()
	best, ok, conflict := Choose(Words(1, max), tally(column))
	if got := best.Lang + " " + best.Name; !ok || got != name {
		t.Errorf("%s: chose %q, %v, conflict %v, want %q", column, got, ok, called(conflict), name)
		return
	}
	var got []string
	for part := range strings.SplitSeq(column, ";") {
		label, _, _ := strings.Cut(part, ":")
		if score, known := best.Scores[answer.Normalise(label)]; known {
			got = append(got, strconv.FormatFloat(score, 'g', -1, 64))
		} else {
			got = append(got, "-")
		}
	}
	if s := strings.Join(got, " "); s != scores {
		t.Errorf("%s: scores %s, want %s", column, s, scores)
	}
}

func called(lists []WordList) (names []string) {
	for _, l := range lists {
		names = append(names, l.Lang+" "+l.Name)
	}
	return names
}

func TestChooseFivePoints(t *testing.T) {
	check := func(column, name, scores string) {
		t.Helper()
		checkChosen(t, 5, column, name, scores)
	}
	// English, from the templates of survey tools
	check("Very satisfied;Satisfied;Neutral;Dissatisfied;Very dissatisfied", "en satisfaction", "5 4 3 2 1")
	check("Very satisfied;Satisfied;Neither satisfied nor dissatisfied;Dissatisfied;Very dissatisfied", "en satisfaction", "5 4 3 2 1")
	check("Very satisfied;Somewhat satisfied;Neither satisfied nor dissatisfied;Somewhat dissatisfied;Very dissatisfied", "en satisfaction", "5 4 3 2 1")
	check("Extremely satisfied;Somewhat satisfied;Neither satisfied nor dissatisfied;Somewhat dissatisfied;Extremely dissatisfied", "en satisfaction", "5 4 3 2 1")
	check("Extremely satisfied;Very satisfied;Somewhat satisfied;Not so satisfied;Not at all satisfied", "en satisfaction, from not at all", "5 4 3 2 1")
	check("VERY UNSATISFIED;unsatisfied;neutral;satisfied;Very Satisfied", "en satisfaction", "1 2 3 4 5")
	check("Strongly agree;Agree;Neither agree nor disagree;Disagree;Strongly disagree", "en agreement", "5 4 3 2 1")
	check("Strongly agree;Somewhat agree;Neither agree nor disagree;Somewhat disagree;Strongly disagree", "en agreement", "5 4 3 2 1")
	check("Extremely likely;Somewhat likely;Neither likely nor unlikely;Somewhat unlikely;Extremely unlikely", "en likelihood", "5 4 3 2 1")
	check("Extremely likely;Very likely;Somewhat likely;Not so likely;Not at all likely", "en likelihood, from not at all", "5 4 3 2 1")
	check("Definitely yes;Probably yes;Might or might not;Probably not;Definitely not", "en intention", "5 4 3 2 1")
	check("Excellent;Very good;Good;Fair;Poor", "en quality, poor to excellent", "5 4 3 2 1")
	check("Excellent;Good;Average;Poor;Terrible", "en quality, very poor to very good", "5 4 3 2 1")
	check("Very good;Good;Fair;Poor;Very poor", "en quality, very poor to very good", "5 4 3 2 1")
	check("Far above average;Somewhat above average;Average;Somewhat below average;Far below average", "en quality, against average", "5 4 3 2 1")
	check("Extremely easy;Somewhat easy;Neither easy nor difficult;Somewhat difficult;Extremely difficult", "en ease", "5 4 3 2 1")
	check("Very easy;Easy;Neutral;Difficult;Very difficult", "en ease", "5 4 3 2 1")
	check("Much better;Somewhat better;About the same;Somewhat worse;Much worse", "en comparison", "5 4 3 2 1")

	// other languages
	check("Muy satisfecho;Satisfecho;Neutral;Insatisfecho;Muy insatisfecho", "es satisfaction", "5 4 3 2 1")
	check("Muy satisfecho/a;Satisfecho(a);Ni satisfecho ni insatisfecho;Insatisfecha;Muy insatisfecho/a", "es satisfaction", "5 4 3 2 1")
	check("Totalmente de acuerdo;De acuerdo;Ni de acuerdo, ni en desacuerdo;En desacuerdo;Totalmente en desacuerdo", "es agreement", "5 4 3 2 1")
	check("Excelente;Muy bueno;Bueno;Regular;Malo", "es quality, malo to excelente", "5 4 3 2 1")
	check("Muy buena;Buena;Regular;Mala;Muy mala", "es quality, muy malo to muy bueno", "5 4 3 2 1")
	check("Muy fácil;Fácil;Neutral;Difícil;Muy difícil", "es ease", "5 4 3 2 1")
	check("Muito satisfeito;Satisfeito;Neutro;Insatisfeito;Muito insatisfeito", "pt satisfaction", "5 4 3 2 1")
	check("Concordo totalmente;Concordo parcialmente;Não concordo nem discordo;Discordo parcialmente;Discordo totalmente", "pt agreement", "5 4 3 2 1")
	check("Ótimo;Bom;Regular;Ruim;Péssimo", "pt quality, muito ruim to muito bom", "5 4 3 2 1")
	check("Très satisfait;Satisfait;Neutre;Insatisfait;Très insatisfait", "fr satisfaction", "5 4 3 2 1")
	check("Tout à fait d’accord;Plutôt d'accord;Ni d'accord, ni pas d'accord;Plutôt pas d'accord;Pas du tout d'accord", "fr agreement", "5 4 3 2 1")
	check("Très satisfait(e);Satisfait·e;Peu satisfaite;Pas du tout satisfait", "fr satisfaction", "5 4 2 1")
	check("Sehr zufrieden;Zufrieden;Neutral;Unzufrieden;Sehr unzufrieden", "de satisfaction", "5 4 3 2 1")
	check("Stimme voll und ganz zu;Stimme eher zu;Teils/teils;Stimme eher nicht zu;Stimme überhaupt nicht zu", "de agreement", "5 4 3 2 1")
	check("Stimme zu;Stimme eher zu;Teils-teils;Stimme eher nicht zu;Stimme nicht zu", "de agreement, eher in between", "5 4 3 2 1")
	check("Sehr gut;Gut;Befriedigend;Ausreichend;Mangelhaft", "de school marks", "5 4 3 2 1")
	check("Полностью удовлетворён;Скорее удовлетворен;Нейтрально;Скорее не удовлетворена;Полностью не удовлетворен(а)", "ru satisfaction", "5 4 3 2 1")
	check("Очень доволен;Доволен;Нейтрально;Недоволен;Очень недоволен", "ru satisfaction", "5 4 3 2 1")
	check("Полностью согласен;Скорее согласен;Нейтрально;Скорее не согласен;Полностью не согласен", "ru agreement", "5 4 3 2 1")
	check("Отлично;Хорошо;Удовлетворительно;Плохо;Очень плохо", "ru quality, очень плохо to очень хорошо", "5 4 3 2 1")
	check("Дуже задоволений;Задоволена;Нейтрально;Незадоволений;Дуже незадоволений", "uk satisfaction", "5 4 3 2 1")
	check("Повністю згоден;Радше згодна;Ні згоден, ні не згоден;Радше не згоден;Повністю не згодна", "uk agreement", "5 4 3 2 1")
	check("Відмінно;Добре;Задовільно;Погано;Дуже погано", "uk quality, дуже погано to дуже добре", "5 4 3 2 1")
	check("Дуже ймовірно;Імовірно;Нейтрально;Малоймовірно;Дуже малоймовірно", "uk likelihood", "5 4 3 2 1")
	check("★★★★★;★★★★☆;★★★;★★☆☆☆;★", "any stars", "5 4 3 2 1")
	check("⭐️⭐️⭐️⭐️⭐️;⭐⭐⭐", "any stars", "5 3")
	check("5 stars;4 Stars;3 stars;1 star", "en stars", "5 4 3 1")
	check("5 estrellas;1 estrella", "es stars", "5 1")

	// translations of one question
	check("Very satisfied:100;Satisfied:90;Muy satisfecho:30;Sehr zufrieden;Zufrieden", "en, es, de satisfaction", "5 4 5 5 4")

	// numbers, blanks and odd texts are no obstacle
	check("5;4 - Good;;Very satisfied;Satisfied;something else", "en satisfaction", "- - - 5 4 -")

	// real data
	check("Excelente:240;Bueno:117;Aceptable:4;Regular:1", "es quality, regular under aceptable", "5 4 3 2")
	check("Very favorably:610;Somewhat favorably:151;Neither favorably nor unfavorably (neutral):44;Somewhat unfavorably:8;Very unfavorably:1;Unfamiliar (N/A):15",
		"en favourability", "5 4 3 2 1 -") // starwars-surveymonkey, Han Solo
	check("stronlgy disagree:17;neutral:23;somewhat agree:43;strongly agree:27;somewhat disagree:26", "en agreement", "- 3 4 5 2") // qualtrics-legitimacy, as spelt there
}

func TestChooseSevenPoints(t *testing.T) {
	check := func(column, name, scores string) {
		t.Helper()
		checkChosen(t, 7, column, name, scores)
	}
	check("Strongly agree;Agree;Somewhat agree;Neither agree nor disagree;Somewhat disagree;Disagree;Strongly disagree", "en agreement of 7", "7 6 5 4 3 2 1")
	check("Extremely easy;Moderately easy;Slightly easy;Neither easy nor difficult;Slightly difficult;Moderately difficult;Extremely difficult", "en ease of 7", "7 6 5 4 3 2 1")
	check("Very easy;Easy;Somewhat easy;Neutral;Somewhat difficult;Difficult;Very difficult", "en ease of 7", "7 6 5 4 3 2 1")
	check("Extremely satisfied;Moderately satisfied;Slightly satisfied;Neither satisfied nor dissatisfied;Slightly dissatisfied;Moderately dissatisfied;Extremely dissatisfied", "en satisfaction of 7", "7 6 5 4 3 2 1")
	check("Totalmente de acuerdo;De acuerdo;Algo de acuerdo;Neutral;Algo en desacuerdo;En desacuerdo;Totalmente en desacuerdo", "es agreement of 7", "7 6 5 4 3 2 1")
	check("Tout à fait d'accord;D'accord;Plutôt d'accord;Neutre;Plutôt pas d'accord;Pas d'accord;Pas du tout d'accord", "fr agreement of 7", "7 6 5 4 3 2 1")
	check("Stimme voll und ganz zu;Stimme zu;Stimme eher zu;Neutral;Stimme eher nicht zu;Stimme nicht zu;Stimme überhaupt nicht zu", "de agreement of 7", "7 6 5 4 3 2 1")
	check("Полностью согласен;Согласна;Скорее согласен;Нейтрально;Скорее не согласен;Не согласен;Полностью не согласна", "ru agreement of 7", "7 6 5 4 3 2 1")
	check("Повністю згоден;Згодна;Скоріше згоден;Нейтрально;Скоріше не згоден;Не згоден;Повністю не згодна", "uk agreement of 7", "7 6 5 4 3 2 1")
	check("Concordo totalmente;Concordo;Concordo parcialmente;Neutro;Discordo parcialmente;Discordo;Discordo totalmente", "pt agreement of 7", "7 6 5 4 3 2 1")
}

func TestChooseRefuses(t *testing.T) {
	check := func(max float64, column string, want ...string) {
		t.Helper()
		_, ok, conflict := Choose(Words(1, max), tally(column))
		if diff := cmp.Diff(want, called(conflict)); ok || diff != "" {
			t.Errorf("%s: ok %v, conflict (-want +got):\n%s", column, ok, diff)
		}
	}
	// nothing is known
	check(5, "")
	check(5, "1;2;3;4;5")
	check(5, "Horrendous;Yum!;Give the team a Michelin star!!") // sudzilla-nps
	check(10, "Very satisfied;Satisfied")                       // no list for 1 to 10

	// two scales say different scores
	check(5, "Excellent;Good;Fair;Poor", "en quality, poor to excellent", "en quality, very poor to very good", "en quality, poor to excellent of 4")
	check(5, "Good;Very good", "en quality, poor to excellent", "en quality, very poor to very good")
	check(5, "Excelente;Bueno", "es quality, malo to excelente", "es quality, muy malo to muy bueno", "es quality, regular under aceptable", "es quality, malo to excelente of 4")
	check(5, "Very satisfied;Somewhat satisfied", "en satisfaction", "en satisfaction, from not at all", "en satisfaction of 4")

	// a scale that is neither
	check(5, "Very satisfied;Satisfied:20;Somewhat satisfied;Dissatisfied;Very dissatisfied", "en satisfaction", "en satisfaction, from not at all")
	check(5, "Very satisfied:100;Satisfied:90;Molto buono:30", "en satisfaction", "it quality, scarso to eccellente", "it quality, pessimo to ottimo")

	// a shorter scale with the same labels
	check(7, "Strongly agree;Agree;Neutral;Disagree;Strongly disagree", "en agreement of 7", "en agreement")
}

func allLists() []WordList { return listsOf(func(wordRow) bool { return true }) }

func TestWordDataIsWellFormed(t *testing.T) {
	rows := table(wordData)
	if len(rows) != len(allLists()) || len(rows) < 80 {
		t.Fatalf("words.tsv has %d rows and gives %d lists", len(rows), len(allLists()))
	}
	seen := map[string]bool{}
	for _, cells := range rows {
		name := cells[1] + " " + cells[0]
		if seen[name] {
			t.Errorf("words.tsv: %s stands twice", name)
		}
		seen[name] = true
		if steps := len(cells) - 3; cells[2] != "good" && cells[2] != "agree" && cells[2] != "ask" || steps < 2 || steps > 7 {
			t.Errorf("words.tsv: %s has %d steps from %s", name, steps, cells[2])
		}
		seen := map[string]string{}
		for i, cell := range cells[3:] {
			for wording, forms := range wordings(cell) {
				for _, form := range forms {
					label, at := answer.Normalise(form), strconv.Itoa(i+1)+"|"+strconv.Itoa(wording)
					if old, twice := seen[label]; twice && old != at || label == "" || strings.ContainsAny(form, "{}|,") || answer.IsNumber(form) {
						t.Errorf("words.tsv: %s: bad label %q at %s and %s", name, form, at, old)
					}
					seen[label] = at
				}
			}
		}
	}
}

// Every list chooses itself, or a list with the same scores, when the first wording of each step is seen.
func TestEveryListIsFoundByItsOwnLabels(t *testing.T) {
	for _, cells := range table(wordData) {
		counts := map[string]int64{}
		for _, cell := range cells[3:] {
			counts[wordings(cell)[0][0]] = 10
		}
		best, ok, conflict := Choose(Words(1, float64(len(cells)-3)), counts)
		found := ok || best.Asked && len(conflict) == 1
		if same := best.Name == cells[0]; !found || !same {
			t.Errorf("%s %s: chose %s %s, %v, conflict %v", cells[1], cells[0], best.Lang, best.Name, ok, called(conflict))
		}
	}
}

func TestChoiceCoversWhatItClaims(t *testing.T) {
	all := allLists()
	rapid.Check(t, func(rt *rapid.T) {
		counts := map[string]int64{}
		for range rapid.IntRange(0, 8).Draw(rt, "labels") {
			list := rapid.SampledFrom(all).Draw(rt, "list")
			labels := slices.Sorted(maps.Keys(list.Scores))
			counts[rapid.SampledFrom(labels).Draw(rt, "label")] = rapid.Int64Range(0, 20).Draw(rt, "count")
		}
		lists := Words(1, 5)
		best, ok, conflict := Choose(lists, counts)
		if ok && len(conflict) > 0 {
			rt.Fatalf("ok with a conflict: %v", called(conflict))
		}
		if !ok {
			return
		}
		for label := range labels(lists, counts) {
			_, inBest := best.Scores[label]
			for _, list := range lists {
				if _, known := list.Scores[label]; known && !inBest {
					rt.Fatalf("%q is in %s %s, but %s %s was chosen", label, list.Lang, list.Name, best.Lang, best.Name)
				}
			}
		}
	})
}

func TestSilentDataIsWellFormed(t *testing.T) {
	scores := Labels()
	seen := map[string]bool{}
	for _, cells := range Silent() {
		for n, cell := range cells[1:] {
			label := answer.Normalise(cell)
			if counts := Silence().Numerals[label]; cells[0] == "numeral" && counts != float64(n+1) {
				t.Errorf("silent.tsv: %q counts %v in one language and %d in another", cell, counts, n+1)
			}
			_, err := strconv.Atoi(cell)
			switch {
			case (cells[0] == "code") != (err == nil):
				t.Errorf("silent.tsv: %s: %q", cells[0], cell)
			case label == "" && cells[0] != "code", seen[cells[0]+label] && cells[0] != "code" && cells[0] != "numeral":
				t.Errorf("silent.tsv: %s: %q says nothing new", cells[0], cell)
			case scores[label] && cells[0] != "of":
				t.Errorf("silent.tsv: %q is a step of a scale", cell)
			}
			seen[cells[0]+label] = true
		}
	}
}

// What people mean by comparatives and negations, on a scale from 1 to 5.
func TestNegations(t *testing.T) {
	check := func(lang, label string, want float64) {
		t.Helper()
		for _, list := range Words(1, 5) {
			if got, known := list.Score(label); known && list.Lang == lang && got == want {
				return
			}
		}
		t.Errorf("%s: %q is not %v on any list", lang, label, want)
	}
	check("es", "No muy satisfecho", 2)
	check("es", "Nada satisfecha", 1)
	check("ru", "Не очень удовлетворены", 2)
	check("ru", "Скорее удовлетворены", 4)
	check("ru", "Совсем не удовлетворены", 1)
	check("uk", "Не дуже задоволені", 2)
	check("en", "Fairly good", 4)
	check("en", "Not very good", 2)
	check("en", "Not at all satisfied", 1)
	check("de", "Weniger zufrieden", 2)
	check("fr", "Plutôt pas satisfait", 2)
	check("pt", "Não muito satisfeito", 2)
	check("pl", "Niezbyt zadowolony", 2)
	check("it", "Per niente soddisfatto", 1)
	check("nl", "Niet zo tevreden", 2)
	check("tr", "Pek memnun değilim", 2)
	check("en", "Good: because of the staff", 4)
	check("any", "😐", 3)
}

func TestEnds(t *testing.T) {
	check := func(column string, ok bool) {
		t.Helper()
		list, found := Ends(1, 5, tally(column))
		if found != ok || ok && (list.Scores["bad"] != 1 && list.Scores["👎"] != 1 && list.Scores["negativ"] != 1) {
			t.Errorf("%s: %v, %v", column, list, found)
		}
	}
	check("Good;Bad", true)
	check("good;good_with_comment;bad", true)
	check("👍🏽;👎", true)
	check("Positiv;Negativ", true)
	check("Good", false)           // which end the other is, nobody knows
	check("Good;Bad;OK", false)    // three steps
	check("Good;Bad;Great", false) // five
	check("Yes;No", false)         // which end is good?
}

func TestExplain(t *testing.T) {
	check := func(column string, steps int, want ...string) {
		t.Helper()
		if diff := cmp.Diff(want, called(Explain(tally(column), steps))); diff != "" {
			t.Errorf("%s (-want +got):\n%s", column, diff)
		}
	}
	check("Excellent;Good;Fair;Poor", 5, "en quality, poor to excellent of 4") // every step was met
	check("Very easy;Easy;Neutral;Difficult;Very difficult", 7, "en ease")
	check("Good;OK;Bad", 5, "en good, middling or bad")
	check("Enchanted", 5)
	check("Very likely;Unlikely", 7, "en likelihood", "en likelihood of 7")
	check("Good;Poor", 5, "en good, middling or bad") // somebody gave the best
}
