package dates

// IsMonth tells whether a word in lower case is the name of a month, long or short, in one of the languages of dates.
func IsMonth(word string) bool { return monthOf([]byte(word)) != 0 }

// monthOf returns the month that a lower-case word names, 0 for none. The words are those of
// CLDR 46 for en, es, pt, fr, de, uk and ru: wide and abbreviated, standing alone and in a date,
// without their dots, and without accents where people leave them out. No word names two months.
func monthOf(word []byte) int {
	switch string(word) {
	case "january", "jan", "enero", "ene", "janeiro", "janvier", "janv", "januar", "jän", "jänner", "janner",
		"січень", "січня", "січ", "январь", "января", "янв":
		return 1
	case "february", "feb", "febrero", "fevereiro", "fev", "février", "fevrier", "févr", "fevr", "fév", "februar",
		"лютий", "лютого", "лют", "февраль", "февраля", "февр", "фев":
		return 2
	case "march", "mar", "marzo", "março", "marco", "mars", "märz", "marz", "mär", "mrz",
		"березень", "березня", "бер", "март", "марта", "мар":
		return 3
	case "april", "apr", "abril", "abr", "avril", "avr",
		"квітень", "квітня", "квіт", "кві", "апрель", "апреля", "апр":
		return 4
	case "may", "mayo", "maio", "mai",
		"травень", "травня", "трав", "тра", "май", "мая":
		return 5
	case "june", "jun", "junio", "junho", "juin", "juni",
		"червень", "червня", "черв", "чер", "июнь", "июня", "июн":
		return 6
	case "july", "jul", "julio", "julho", "juillet", "juil", "juli",
		"липень", "липня", "лип", "июль", "июля", "июл":
		return 7
	case "august", "aug", "agosto", "ago", "août", "aout",
		"серпень", "серпня", "серп", "сер", "август", "августа", "авг":
		return 8
	case "september", "sep", "sept", "septiembre", "setiembre", "set", "setembro", "septembre",
		"вересень", "вересня", "вер", "сентябрь", "сентября", "сент", "сен":
		return 9
	case "october", "oct", "octubre", "outubro", "out", "octobre", "oktober", "okt",
		"жовтень", "жовтня", "жовт", "жов", "октябрь", "октября", "окт":
		return 10
	case "november", "nov", "noviembre", "novembro", "novembre",
		"листопад", "листопада", "лист", "лис", "ноябрь", "ноября", "нояб", "ноя":
		return 11
	case "december", "dec", "diciembre", "dic", "dezembro", "dez", "décembre", "decembre", "déc", "dezember",
		"грудень", "грудня", "груд", "гру", "декабрь", "декабря", "дек":
		return 12
	}
	return 0
}
