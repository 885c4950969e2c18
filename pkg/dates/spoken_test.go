package dates

import "testing"

// Dates as people and the screens of programs write them, in the languages of the project.
func TestSpokenDates(t *testing.T) {
	check := reads(t, Writing{})
	for _, text := range []string{
		"25 janv. 2025 à 07:05", "25 janvier 2025 à 7h05", "samedi 25 janvier 2025 à 07:05", "le 25 janvier 2025, 07:05", "sam. 25 janv. 2025 07:05",
		"25. Januar 2025 um 07:05 Uhr", "25. Jan. 2025, 07:05", "Samstag, 25. Januar 2025 07:05 Uhr", "Sa., 25. Jan. 2025 07:05",
		"25 de enero de 2025 a las 7:05", "sábado, 25 de enero de 2025, 7:05", "25 ene. 2025, 7:05 a. m.", "25 ene 2025 07:05 hs",
		"25 gennaio 2025 alle 07:05", "25 gen 2025 alle ore 07:05", "sabato 25 gennaio 2025, 07:05",
		"25 januari 2025 om 07:05 uur", "25 jan. 2025 om 07:05", "zaterdag 25 januari 2025 07:05", "za 25 jan. 2025 07:05",
		"25 de janeiro de 2025 às 07:05", "25 de jan. de 2025, 07:05", "sáb., 25 de jan. de 2025 07:05", "25 jan 2025 às 07h05min",
		"25 stycznia 2025 o 07:05", "25 sty 2025, 07:05", "sobota, 25 stycznia 2025 o godz. 07:05",
		"25 января 2025 г. в 07:05", "25 янв. 2025 г., 07:05", "суббота, 25 января 2025 г. в 07:05", "25 янв 2025 07:05",
		"25 січня 2025 р. о 07:05", "25 січ. 2025, 07:05", "субота, 25 січня 2025 07:05",
		"25 Ocak 2025 07:05", "25 Oca 2025 saat 07:05", "25 January 2025 at 7:05 AM", "January 25, 2025 at 7:05 AM", "Sat, 25 Jan 2025 07:05:00 +0000",
	} {
		check(text, "2025-01-25T07:05:00Z", Plain)
	}
	check("6 de março de 2025", "2025-03-06T00:00:00Z", Plain)
	check("terça-feira, 4 de março de 2025", "2025-03-04T00:00:00Z", Plain)
	check("mar. 25 mars 2025", "2025-03-25T00:00:00Z", Plain)
	check("6 juil. 2024 à 23:19", "2024-07-06T23:19:00Z", Plain)
	check("5. Mai 2026 14:30 Uhr", "2026-05-05T14:30:00Z", Plain)
	check("5 mai 2026 14h", "2026-05-05T14:00:00Z", Plain)
	for _, text := range []string{
		"mardi", "lundi 2025", "le mars", "à 07:05", "25 janv. 2025 à", "25 janv. 2025 à midi", "25 janv. 2025 vers 07:05", "5 mai 2026 14h3", "5 mai 2026 25h00",
		"mar. 5 2026 mars", "lundi mardi 5 mai 2026", "do it 5 times", "5 mai 2026 14 h 30 min 5", "2026-05-05 14h30x",
	} {
		check(text, "", Plain)
	}
}

// Java writes the zone behind the offset, which counts whatever its name is.
func TestZonesInBrackets(t *testing.T) {
	check := reads(t, Writing{})
	check("2026-05-11T07:46:42.218Z[UTC]", "2026-05-11T07:46:42.218Z", Plain)
	check("2026-05-11T07:46Z[UTC]", "2026-05-11T07:46:00Z", Plain)
	check("2026-05-11T09:46:42+02:00[Europe/Berlin]", "2026-05-11T07:46:42Z", Plain)
	check("2026-05-11T04:46:42.218-03:00[America/Argentina/Buenos_Aires]", "2026-05-11T07:46:42.218Z", Plain)
	check("2026-05-11T13:16:42+05:30[Asia/Kolkata]", "2026-05-11T07:46:42Z", Plain)
	check("2026-05-11T07:46:42+00:00[Etc/GMT+0]", "2026-05-11T07:46:42Z", Plain)
	for _, text := range []string{
		"2026-05-11T07:46:42[Europe/Berlin]", "2026-05-11T07:46:42Z[]", "2026-05-11T07:46:42Z[UTC", "2026-05-11T07:46:42Z [UTC] later", "2026-05-11T07:46:42Z[1]", "2026-05-11[UTC]",
	} {
		check(text, "", Plain)
	}
}
