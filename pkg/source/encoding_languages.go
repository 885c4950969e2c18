package source

import (
	"math"
	"strings"
	"unicode"
)

// rareLanguage is what it takes to prefer a language that few exports are in, and whose letters are those of Turkish in
// another code page, in units of the logarithm of likelihood. It is more than windows-1254 costs.
const rareLanguage = 4.0

// languages lists, for every language, its letters beyond ASCII by falling frequency in running
// text. The ranks are all that the guess of a code page needs.
func languages() []language {
	var out []language
	for _, letters := range usualLanguages() {
		out = append(out, language{letters: letters, ranks: letterRanks(letters)})
	}
	for _, letters := range []string{
		"íáðöéóþúæý",  // Icelandic
		"āīšēūžņļčķģ", // Latvian
		"ėšųžįūčąę",   // Lithuanian
	} {
		out = append(out, language{letters: letters, ranks: letterRanks(letters), price: rareLanguage})
	}
	return out
}

// A language is its letters beyond ASCII, their shares, and what it takes to prefer it to more usual ones.
type language struct {
	letters string
	ranks   map[rune]float64
	price   float64
}

// writes tells whether a code page has the five most frequent letters of the language; those of Romanian with a comma
// or a cedilla below.
func (l language) writes(has map[rune]bool) bool {
	const most = 5
	for i, r := range []rune(l.letters) {
		comma := r == 'ş' && has['ș'] || r == 'ţ' && has['ț']
		if i < most && !has[r] && !comma {
			return false
		}
	}
	return true
}

func usualLanguages() []string {
	return []string{
		"éèàêçùôîâûëïœüæÿ",  // French
		"üäößé",             // German
		"óáíéñú¿¡ü",         // Spanish
		"ãçáéíóêõúàâôü",     // Portuguese
		"èàùòìé",            // Italian
		"éëïöüèêç",          // Dutch
		"àèéóíòçïúü",        // Catalan
		"äöåé",              // Swedish, Finnish
		"øåæéö",             // Danish, Norwegian
		"łąężóśćńź",         // Polish
		"íáéěčžýřšůúňóťď",   // Czech
		"áíýčžšúéťľôňóďäŕĺ", // Slovak
		"áéöóőüíúű",         // Hungarian
		"čšžćđ",             // Croatian, Slovene, Serbian in Latin letters
		"ăîâşţșț",           // Romanian
		"ıüşğİöçâî",         // Turkish
		"äõüöšž",            // Estonian
		"оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё",               // Russian
		"оанитівеслркмдупязьгбчйхжшюцїщєфґ",               // Ukrainian
		"аиоетнрсвлдкпмзгъябучщцжшхйфю",                   // Bulgarian
		"аоиенрстјувкдпмлзгбчцшњжћхђљџф",                  // Serbian, Macedonian
		"аніоеырлстукдвзмпяцьгйбўхчшжэёюфі",               // Belarusian
		"αοιτενσρηςκπυμλίόάγέδήωύχθφώβξζψ",                // Greek
		"יוהלארתבמשנםכעדקפחטגסזןצףץך",                     // Hebrew
		"اليمنورتبةعدسفهكقحجأىشطصخإضزثذئءغظؤآ",            // Arabic
		"านรอกเง่ยลว้มทตีัสดิปบคหะแจพชขใไืโุถ็ผู์ธณศึซภฟ", // Thai
	}
}

const (
	// capital is how much rarer a letter is at the head of a word in capitals than in lower case.
	capital = -2.5
	// oddCapital is the same for a capital right behind a small letter.
	oddCapital = -7.0
	// mixed is the price of a letter of another script beside a Latin one.
	mixed = -6.0
	// beside is the price of a Latin letter beyond ASCII right behind another one: most stand alone.
	beside = -1.5
	// within is the price of a sign in the middle of a word.
	within = -4.0
	// besideDigit is the price of a letter that stands beside a digit and no other letter.
	besideDigit = -4.0
	// amount is the logarithm of the share of signs that amounts contain, where they stand in amounts: in a table all
	// bytes beyond ASCII may be such.
	amount = -1.0
	// mark is the logarithm of the share of quotes, dashes and signs that texts contain.
	mark = -6.0
	// otherLetter is the same for a letter that the language does not have, otherSign for any
	// other sign, and control for a control character or a byte without a meaning.
	otherLetter = -9.0
	otherSign   = -10.0
	control     = -14.0
)

// marks lists signs beyond ASCII that tables and answers in any language contain.
const marks = "\u00a0“”„‘’‚«»–—…€£°§№•·™®©²½¹³×±ºª¿¡"

// letterRanks returns the logarithm of the share of each letter of a language: falling
// geometrically with the rank, which is how letters of alphabets are used.
func letterRanks(letters string) map[rune]float64 {
	all := []rune(letters)
	decay := 4 / float64(len(all))
	norm := math.Log((1 - math.Exp(-4)) / (1 - math.Exp(-decay)))
	ranks := make(map[rune]float64, len(all))
	for i, r := range all {
		if _, seen := ranks[r]; !seen {
			ranks[r] = -decay*float64(i) - norm
		}
	}
	return ranks
}

// A place is what stands around a character, as far as it matters.
type place int

const (
	plain    place = iota // small letter, sign, or letter of a script without case
	head                  // capital that begins a word or follows another capital
	odd                   // capital behind a small letter
	stranger              // letter of another script beside a Latin one
	second                // Latin letter beyond ASCII behind another one
	inWord                // sign between two letters
	byDigit               // letter beside a digit, and beside no letter
	inAmount              // sign as amounts have it
	places
)

// A letterClass is what a character is, as far as its place depends on it.
type letterClass struct{ letter, upper, lower, ascii, latin, apostrophe, ordinal bool }

func classOf(r rune) letterClass {
	ascii := r|0x20 >= 'a' && r|0x20 <= 'z'
	ordinal := r == 'ª' || r == 'º' // stand behind digits, and abbreviations of any script
	return letterClass{
		letter: unicode.IsLetter(r), upper: unicode.IsUpper(r), lower: unicode.IsLower(r),
		ascii: ascii, latin: ordinal || unicode.Is(unicode.Latin, r), apostrophe: r == '’' || r == '·', ordinal: ordinal,
	}
}

func placeOf(before, c, behind letterClass) place {
	switch {
	case !c.letter && before.letter && behind.letter && !c.apostrophe:
		return inWord
	case !c.letter:
		return plain
	case !c.latin && (before.ascii || behind.ascii):
		return stranger
	case before.lower && c.upper:
		return odd
	case c.upper:
		return head
	case c.latin && before.latin && !before.ascii:
		return second
	}
	return plain
}

// weigh returns the logarithm of how likely a character is at a place, in a language.
func weigh(ranks map[rune]float64, r rune, at place) float64 {
	if at == inAmount {
		return amount
	}
	price := [places]float64{head: capital, odd: oddCapital, stranger: mixed, second: beside, inWord: within, byDigit: besideDigit}[at]
	if w, known := ranks[r]; known {
		if at == head { // a capital with a rank of its own
			price = 0
		}
		return w + price
	}
	if w, known := ranks[unicode.ToLower(r)]; known {
		return w + price
	}
	switch {
	case r == unicode.ReplacementChar || unicode.IsControl(r):
		return control
	case strings.ContainsRune(marks, r):
		return mark + price
	case unicode.IsLetter(r):
		return otherLetter + price
	}
	return otherSign
}
