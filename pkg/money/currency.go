package money

import "strings"

// A Currency is a currency of ISO 4217.
type Currency struct {
	Code     string // three capital letters, "EUR"
	Decimals int    // digits of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD
}

// Number returns the place of the currency in the list of this package, from 1; 0 for the zero
// Currency. It is small enough for a byte and means nothing outside the running program.
func (c Currency) Number() uint8 {
	if c.Code == "" {
		return 0
	}
	return uint8(strings.Index(codes, c.Code)/4 + 1)
}

// Numbered returns the currency with a Number, the zero Currency for 0.
func Numbered(n uint8) Currency {
	if at := 4 * (int(n) - 1); at >= 0 && at < len(codes) {
		c, _ := CurrencyOf(codes[at : at+3])
		return c
	}
	return Currency{}
}

// CurrencyOf finds a currency by its code, in capital or small letters.
// Source: ISO 4217, list one of 2026 and the funds codes that are in use.
func CurrencyOf(code string) (c Currency, ok bool) {
	if len(code) != 3 {
		return Currency{}, false
	}
	code = strings.ToUpper(code)
	at := strings.Index(codes, code)
	if at < 0 || at%4 != 0 {
		return Currency{}, false
	}
	return Currency{Code: codes[at : at+3], Decimals: decimals(code)}, true
}

// Codes lists the codes of all currencies, sorted.
func Codes() []string { return strings.Fields(codes) }

// decimals returns the digits of the minor unit; most currencies have two.
func decimals(code string) int {
	switch {
	case strings.Contains(" BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF ", " "+code+" "):
		return 0
	case strings.Contains(" BHD IQD JOD KWD LYD OMR TND ", " "+code+" "):
		return 3
	case code == "CLF" || code == "UYW":
		return 4
	}
	return 2
}

const codes = "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN " +
	"BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP " +
	"GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW " +
	"KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO " +
	"NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD " +
	"SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VED VES VND VUV WST " +
	"XAF XCD XCG XOF XPF YER ZAR ZMW ZWG ZWL "

// signs are the marks that stand for one currency only.
var signs = []struct{ sign, code string }{
	{"€", "EUR"}, {"£", "GBP"}, {"₴", "UAH"}, {"₽", "RUB"}, {"₹", "INR"}, {"₺", "TRY"}, {"₩", "KRW"},
	{"₫", "VND"}, {"₪", "ILS"}, {"₸", "KZT"}, {"₾", "GEL"}, {"₼", "AZN"}, {"₦", "NGN"}, {"₱", "PHP"},
	{"฿", "THB"}, {"zł", "PLN"}, {"Kč", "CZK"}, {"лв", "BGN"}, {"грн", "UAH"}, {"руб", "RUB"}, {"lei", "RON"},
	{"R$", "BRL"}, {"TL", "TRY"}, {"US$", "USD"}, {"A$", "AUD"}, {"AU$", "AUD"}, {"C$", "CAD"}, {"CA$", "CAD"}, {"NZ$", "NZD"},
	{"HK$", "HKD"}, {"S$", "SGD"}, {"MX$", "MXN"}, {"Ft", "HUF"}, {"р", "RUB"}, {"Fr", "CHF"},
}

// shared are the signs that several currencies have, and those that they can stand for.
var shared = []struct{ sign, codes string }{
	{"$", "USD AUD CAD NZD HKD SGD MXN TWD ARS CLP COP UYU BRL BBD BMD BND BSD BZD DOP FJD GYD JMD KYD LRD NAD SBD SRD SVC TTD XCD"},
	{"¥", "JPY CNY"},
	{"kr", "SEK NOK DKK ISK"},
	{"Rs", "INR PKR LKR NPR MUR SCR"},
}

// Signs lists the signs that several currencies share: which one is meant, they do not tell, only which are not.
func Signs() []string {
	var out []string
	for _, s := range shared {
		out = append(out, s.sign)
	}
	return out
}

// SignCodes lists the codes of the currencies that a sign of Signs can stand for.
func SignCodes(sign string) []string {
	for _, s := range shared {
		if s.sign == sign {
			return strings.Fields(s.codes)
		}
	}
	return nil
}

// markOf returns the currency that a mark beside a number names, or where several could be meant, their sign.
func markOf(mark string) (code, sign string, ok bool) {
	if c, ok := CurrencyOf(mark); ok {
		return c.Code, "", true
	}
	bare := strings.TrimSuffix(mark, ".")
	for _, s := range signs {
		if s.sign == bare {
			return s.code, "", true
		}
	}
	if bare == "￥" { // as wide as an ideogram
		bare = "¥"
	}
	return "", bare, SignCodes(bare) != nil
}
