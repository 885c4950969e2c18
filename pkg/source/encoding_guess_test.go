package source

import (
	"strings"
	"testing"
)

// Sentences as they stand in answers, written for these tests, with the code pages that programs
// of the country write. Every one must be read back; the name of the page may be another one
// that gives the same text.
func TestGuessBySentence(t *testing.T) {
	check := func(text string, pages ...string) {
		t.Helper()
		for _, page := range pages {
			stored := "id;score;comment\n1;9;" + encode(t, page, text) + "\n2;7;\n"
			s := open(t, []byte(stored), Hints{})
			want := "id;score;comment\n1;9;" + text + "\n2;7;\n"
			if got := readAll(t, s); got != want || !s.Guessed {
				t.Errorf("%s read as %s, guessed %v: %q", page, s.Encoding, s.Guessed, got)
			}
		}
	}
	check("El servicio fue rápido, pero la señora de la caja no quiso atendernos. ¡Volveré mañana!", "windows-1252", "ibm850", "macintosh")
	check("Très bon accueil, le délai était un peu long à la caisse. Ça ira", "windows-1252", "ibm850", "macintosh")
	check("Die Lieferung kam pünktlich, aber die Größe stimmte nicht. Schöne Grüße", "windows-1252", "ibm850", "macintosh")
	check("O atendimento não foi bom, a situação ficou sem solução até amanhã", "windows-1252", "ibm850", "macintosh")
	check("Il personale è gentile, però la qualità è peggiorata e così non tornerò più", "windows-1252", "ibm850", "macintosh")
	check("Bra bemötande på kontoret, men det tog för lång tid att få svar", "windows-1252", "ibm850")
	check("God service på værkstedet, men prisen var høj og tog lang tid at få", "windows-1252", "ibm850")
	check("Obsługa była miła, ale czekałem bardzo długo na odpowiedź. Proszę o pomoc wcześniej", "windows-1250", "iso-8859-2", "ibm852")
	check("Příjemná obsluha, ale dlouhé čekání na odpověď. Určitě ještě přijdu", "windows-1250", "iso-8859-2", "ibm852")
	check("Ľudia boli veľmi milí, škoda že to trvalo dlhšie než sľúbili. Ďakujem", "windows-1250", "iso-8859-2", "ibm852")
	check("Nagyon kedves kiszolgálás, de sokáig vártunk a főételre. Köszönjük szépen, legközelebb is jövünk", "windows-1250", "iso-8859-2", "ibm852")
	check("Usluga je odlična, ali čekanje je bilo predugo. Osoblje ljubazno, još ćemo doći", "windows-1250", "iso-8859-2", "ibm852")
	check("Servirea a fost foarte bună, dar aşteptarea prea lungă. Mulţumesc pentru răspuns", "windows-1250", "iso-8859-2")
	check("Çalışanlar çok güler yüzlü, ama bekleme süresi uzundu. Teşekkürler, yine geleceğim", "windows-1254", "iso-8859-9")
	check("Darbinieki ļoti laipni, bet gaidīšana bija pārāk ilga. Paldies par ātro atbildi", "windows-1257", "iso-8859-13")
	check("Aptarnavimas puikus, bet laukti reikėjo per ilgai. Ačiū už greitą atsakymą, grįšiu", "windows-1257", "iso-8859-13")
	check("Teenindus oli väga hea, aga ootasime liiga kaua. Tänan, tulen kindlasti jälle õhtul", "windows-1252", "windows-1257")
	check("Дуже швидко відповіли, проте кур'єр запізнився. Дякую, рекомендую друзям", "windows-1251", "koi8-u", "x-mac-cyrillic")
	check("Быстро ответили, но курьер опоздал на час. Спасибо, буду рекомендовать друзьям", "windows-1251", "koi8-r", "iso-8859-5", "ibm866", "ibm855", "x-mac-cyrillic")
	check("Много бързо обслужване, но куриерът закъсня. Благодаря, ще препоръчам на приятели", "windows-1251", "iso-8859-5", "ibm866")
	check("Веома брза услуга, али је достава каснила. Хвала, препоручићу пријатељима", "windows-1251", "iso-8859-5")
	check("Вельмі хутка адказалі, але дастаўка спазнілася. Дзякуй, раю ўсім сябрам", "windows-1251", "iso-8859-5")
	check("Πολύ καλή εξυπηρέτηση, αλλά η παράδοση άργησε. Ευχαριστώ, θα το συστήσω", "windows-1253", "iso-8859-7")
	check("שירות מהיר מאוד, אבל המשלוח איחר בשעה. תודה רבה, אמליץ לחברים", "windows-1255", "iso-8859-8", "ibm862")
	check("خدمة سريعة جدا ولكن التوصيل تأخر ساعة. شكرا لكم سأنصح أصدقائي", "windows-1256", "iso-8859-6")
	check("บริการดีมาก แต่การจัดส่งช้าไปหนึ่งชั่วโมง ขอบคุณครับ", "windows-874")
}

// One word is little to go by. What the usual Western page can explain is read so.
func TestGuessByWord(t *testing.T) {
	check := func(text, page, want string) {
		t.Helper()
		s := open(t, []byte("score;region\n9;"+encode(t, page, text)+"\n"), Hints{})
		if got := readAll(t, s); !strings.Contains(got, want) {
			t.Errorf("%s in %s read as %s: %q", text, page, s.Encoding, got)
		}
	}
	check("España", "windows-1252", "España")
	check("Málaga", "windows-1252", "Málaga")
	check("Málaga", "windows-1250", "Málaga")
	check("São Paulo", "windows-1252", "São Paulo")
	check("Zürich", "windows-1252", "Zürich")
	check("naïve – “yes”", "windows-1252", "naïve – “yes”")
	check("5 €", "windows-1252", "5 €")
	check("20 °C", "windows-1252", "20 °C")
	check("don’t", "windows-1252", "don’t")
	check("Łódź", "windows-1250", "Łódź")
	check("Київ", "windows-1251", "Київ")
	check("Львів", "windows-1251", "Львів")
	check("Одеса", "windows-1251", "Одеса")
	check("Москва", "windows-1251", "Москва")
	check("Москва", "koi8-r", "Москва")
	check("Αθήνα", "windows-1253", "Αθήνα")
	check("İstanbul, Beyoğlu", "windows-1254", "İstanbul, Beyoğlu")
	check("Aydın", "windows-1254", "Aydın")
	check("Eskişehir", "windows-1254", "Eskişehir")
}

func TestGuessReadsTheLinesThatTell(t *testing.T) {
	table := strings.Repeat("1017;9;quick\n", 20_000) + "1018;3;" + encode(t, "windows-1250", "Obsługa była miła, proszę częściej") + "\n"
	if s := open(t, []byte(table), Hints{}); s.Encoding != "windows-1250" || s.Whole != true {
		t.Errorf("read as %s", s.Encoding)
	}
	oneLine := strings.Repeat("x", 3*excerptSize) + encode(t, "windows-1252", " café crème très bon été")
	if s := open(t, []byte(oneLine), Hints{}); s.Encoding != "windows-1252" {
		t.Errorf("a long line is read as %s", s.Encoding)
	}
}

// Where the sample is ASCII the text is taken for UTF-8, and what comes later stays as it is.
func TestBytesAfterTheSample(t *testing.T) {
	stored := longTable() + "1018,8,caf\xe9\n"
	s := open(t, []byte(stored), Hints{})
	if s.Encoding != "utf-8" || s.Guessed || s.Invalid != 0 {
		t.Errorf("%s, guessed %v, invalid %d", s.Encoding, s.Guessed, s.Invalid)
	}
	text := readAll(t, s)
	if text != stored {
		t.Error("the text was changed")
	}
	if repaired, damaged := Repair(text[len(text)-5:]); repaired != "café\n" || !damaged {
		t.Errorf("repaired to %q", repaired)
	}
}

// A table of amounts has no other characters beyond ASCII than those of amounts, in many rows or in some.
func TestGuessByAmounts(t *testing.T) {
	check := func(cells string, pages ...string) {
		t.Helper()
		for _, page := range pages {
			var text strings.Builder
			text.WriteString("id;month;amount\n")
			for i, cell := range strings.Split(cells, "|") {
				text.WriteString(string(rune('a'+i)) + ";2026-01;" + cell + "\n" + string(rune('a'+i)) + ";2026-02;50\n")
			}
			s := open(t, []byte(encode(t, page, text.String())), Hints{})
			if got := readAll(t, s); got != text.String() {
				t.Errorf("%s read as %s: %q", page, s.Encoding, got)
			}
		}
	}
	check("€10.50|€20.50|€7|€1,050.00|€5", "windows-1252", "windows-1250", "windows-1251", "iso-8859-15")
	check("10,50 €|20 €|7 €|1.050,00 €|5 €", "windows-1252", "iso-8859-15")
	check("10,50\u00a0€|20\u00a0€|7\u00a0€|1\u00a0050,00\u00a0€|5\u00a0€", "windows-1252")
	check("£10.50|£20.50|-£7|£ 1,050.00|£.5", "windows-1252", "ibm850", "macintosh")
	check("(£10.50)|£20.50", "windows-1252", "ibm850")
	check("¥10|¥20|¥7|¥1,050|¥5", "windows-1252")
	check("1\u00a0050|20\u00a0500|7|1\u00a0050\u00a0000|5", "windows-1252", "ibm850", "ibm866", "macintosh")
	check("1’050.00|20’500.00|7|5’000", "windows-1252")
	check("3½|4½|7½|5¼|5¾", "windows-1252")
	check("Müller|€10.50|€20.50|€7", "windows-1252")
	check("Müller|Größe 10|für 20|schön|£7", "windows-1252", "ibm850")
	check("de 10 à 20|à 5|10 à 30", "windows-1252", "ibm850")
	check("1º|2ª|3º|4º", "windows-1252")
	check("12 шт|10р|20 руб|ул. Ленина 5а|2026г.|за 10 г", "windows-1251", "ibm866")
	check("кв. 10а|кв. 11б|дом 5а|дом 7", "windows-1251", "ibm866", "koi8-r")
	check("más de 10|entre 5 y 10 años|1 ó 2|10 ú 11", "windows-1252", "ibm850")
}
