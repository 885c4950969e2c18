package answer

import (
	"strings"
	"sync"
)

// calendar holds the names of the months, long and short, and the halves of the day, in the
// languages of the word lists, as Normalise gives them.
var calendar = sync.OnceValue(func() map[string]bool {
	words := map[string]bool{}
	for _, line := range calendarLines {
		for word := range strings.FieldsSeq(line) {
			words[Normalise(word)] = true
		}
	}
	return words
})

var calendarLines = [...]string{
	// English
	"january february march april may june july august september october november december",
	"jan feb mar apr jun jul aug sep sept oct nov dec am pm",
	// Spanish
	"enero febrero marzo abril mayo junio julio agosto septiembre setiembre octubre noviembre diciembre",
	"ene abr ago dic",
	// Portuguese
	"janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
	"fev mai set out dez",
	// French
	"janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
	"janv févr avr juil déc",
	// German
	"januar jänner februar märz april juni juli oktober dezember",
	"jän mär mrz okt",
	// Russian
	"январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь",
	"января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
	"янв фев мар апр июн июл авг сен сент окт ноя дек",
	// Ukrainian
	"січень лютий березень квітень травень червень липень серпень вересень жовтень листопад грудень",
	"січня лютого березня квітня травня червня липня серпня вересня жовтня листопада грудня",
	"січ лют бер кві квіт тра трав чер черв лип сер серп вер жов жовт лис лист гру груд",
}
