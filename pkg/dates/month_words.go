package dates

// IsMonth tells whether a word in lower case is the name of a month, long or short, in one of the languages of dates.
func IsMonth(word string) bool { return monthOf([]byte(word)) != 0 }

// monthOf returns the month that a lower-case word names, 0 for none. The words are those of
// CLDR 46 for en, es, pt, fr, de, it, nl, pl, tr, uk and ru: wide and abbreviated, standing alone and in a date,
// without their dots, and without accents where people leave them out. No word names two months.
func monthOf(word []byte) int {
	switch string(word) {
	case "january", "jan", "enero", "ene", "janeiro", "janvier", "janv", "januar", "jän", "jänner", "janner",
		"січень", "січня", "січ", "январь", "января", "янв", "gennaio", "gen", "januari", "stycznia", "styczeń", "styczen", "sty", "ocak", "oca":
		return 1
	case "february", "feb", "febrero", "fevereiro", "fev", "février", "fevrier", "févr", "fevr", "fév", "febr", "februar",
		"лютий", "лютого", "лют", "февраль", "февраля", "февр", "фев", "febbraio", "februari", "lutego", "luty", "lut", "şubat", "subat", "şub", "sub":
		return 2
	case "march", "mar", "marzo", "março", "marco", "mars", "märz", "marz", "mär", "mrz",
		"березень", "березня", "бер", "март", "марта", "мар", "maart", "mrt", "marca", "marzec", "mart":
		return 3
	case "april", "apr", "abril", "abr", "avril", "avr",
		"квітень", "квітня", "квіт", "кві", "апрель", "апреля", "апр", "aprile", "kwietnia", "kwiecień", "kwiecien", "kwi", "nisan", "nis":
		return 4
	case "may", "mayo", "maio", "mai",
		"травень", "травня", "трав", "тра", "май", "мая", "maggio", "mag", "mei", "maja", "maj", "mayıs", "mayis":
		return 5
	case "june", "jun", "junio", "junho", "juin", "juni",
		"червень", "червня", "черв", "чер", "июнь", "июня", "июн", "giugno", "giu", "czerwca", "czerwiec", "cze", "haziran", "haz":
		return 6
	case "july", "jul", "julio", "julho", "juillet", "juil", "juill", "juli",
		"липень", "липня", "лип", "июль", "июля", "июл", "luglio", "lug", "lipca", "lipiec", "lip", "temmuz", "tem":
		return 7
	case "august", "aug", "agosto", "ago", "août", "aout",
		"серпень", "серпня", "серп", "сер", "август", "августа", "авг", "augustus", "sierpnia", "sierpień", "sierpien", "sie", "ağustos", "agustos", "ağu", "agu":
		return 8
	case "september", "sep", "sept", "septiembre", "setiembre", "set", "setembro", "septembre",
		"вересень", "вересня", "вер", "сентябрь", "сентября", "сент", "сен", "settembre", "sett", "września", "wrzesnia", "wrzesień", "wrzesien", "wrz", "eylül", "eylul", "eyl":
		return 9
	case "october", "oct", "octubre", "outubro", "out", "octobre", "oktober", "okt",
		"жовтень", "жовтня", "жовт", "жов", "октябрь", "октября", "окт", "ottobre", "ott", "października", "pazdziernika", "październik", "pazdziernik", "paź", "paz", "ekim", "eki":
		return 10
	case "november", "nov", "noviembre", "novembro", "novembre",
		"листопад", "листопада", "лист", "лис", "ноябрь", "ноября", "нояб", "ноя", "listopada", "listopad", "lis", "kasım", "kasim", "kas":
		return 11
	case "december", "dec", "diciembre", "dic", "dezembro", "dez", "décembre", "decembre", "déc", "dezember",
		"грудень", "грудня", "груд", "гру", "декабрь", "декабря", "дек", "dicembre", "grudnia", "grudzień", "grudzien", "gru", "aralık", "aralik", "ara":
		return 12
	}
	return 0
}

// leadingWord takes the day of the week, or the article, that a date begins with in one of the languages of dates. The words
// are those of CLDR 46, without their dots.
func leadingWord(c *cursor) bool {
	var lower [32]byte
	word, end := c.lowerWord(lower[:])
	switch string(word) {
	case "le", "el", "il", "am", "den", "dia", "on", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "lun", "mar", "mer", "jeu", "ven", "sam", "dim",
		"montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "mo", "di", "mi", "do", "fr", "sa", "so",
		"lunes", "martes", "miércoles", "miercoles", "jueves", "viernes", "sábado", "sabado", "domingo", "mié", "mie", "jue", "vie", "sáb", "sab", "dom",
		"lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "lunedi", "martedi", "mercoledi", "giovedi", "venerdi", "sabato", "domenica", "gio",
		"segunda", "terça", "terca", "quarta", "quinta", "sexta", "seg", "ter", "qua", "qui", "sex",
		"maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "ma", "wo", "vr", "za", "zo",
		"poniedziałek", "wtorek", "środa", "czwartek", "piątek", "sobota", "niedziela", "pon", "wt", "śr", "czw", "pt", "sob", "niedz",
		"pazartesi", "salı", "çarşamba", "perşembe", "cuma", "cumartesi", "pazar",
		"понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье", "пн", "вт", "ср", "чт", "пт", "сб", "вс",
		"понеділок", "вівторок", "середа", "четвер", "пʼятниця", "субота", "неділя", "нд":
	default:
		return false
	}
	c.rest = c.rest[end:]
	c.fair()
	separate(c)
	return true
}

// fair takes the second part of a Portuguese day of the week: terça-feira.
func (c *cursor) fair() {
	after := *c
	if after.take('-') && after.word("FEIRA") {
		*c = after
	}
}

// atWord takes the words between a date and its time: at, à, a las, um, alle ore, o godz. It tells whether a time may follow.
func atWord(c *cursor) bool {
	var lower [32]byte
	for isLetter(c.peek()) {
		word, end := c.lowerWord(lower[:])
		switch string(word) {
		case "at", "à", "a", "as", "às", "las", "la", "um", "om", "alle", "ore", "ora", "o", "godz", "saat", "в", "о", "об":
		default:
			return false
		}
		c.rest = c.rest[end:]
		c.take('.')
		if !c.blanks() {
			return false
		}
	}
	return true
}
