package corpus_test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/cxcalc/cxcalc/cmd/cxcalc/internal/within"
)

// An export is a table in the shape of a tool, its rows made by chance.
type export struct {
	name    string
	metrics string
	headers string
	row     func(r *rand.Rand, i int) string
	// gone are columns without which the rows say something else, and nothing tells that they do.
	gone string
	// words are the headers in other languages, in the order of those that they stand for.
	words map[string]string
}

func pick(r *rand.Rand, from string) string {
	all := strings.Split(from, " ")
	return all[r.IntN(len(all))]
}

func day(i int) string { return fmt.Sprintf("2026-%02d-%02d", 1+i/28%12, 1+i%28) }

// exports are ten ledgers and ten surveys.
var exports = []export{
	{name: "telecom", metrics: "churn", headers: "customerID,gender,SeniorCitizen,tenure,Contract,MonthlyCharges,TotalCharges,Churn",
		row: func(r *rand.Rand, i int) string {
			return fmt.Sprintf("%04d-X,%s,%d,%d,%s,%d.25,%d.5,%s", i, pick(r, "Female Male"), i%2, r.IntN(72), pick(r, "monthly yearly"), 20+r.IntN(90), 100+i, pick(r, "Yes No No No"))
		},
		words: map[string]string{"de": "kd_nr,Geschlecht,Senior,Laufzeit,Vertrag,Monatsbetrag,Summe bisher,gekündigt",
			"pl": "nr_klienta,płeć,senior,staż,umowa,opłata miesięczna,suma opłat,rezygnacja",
			"it": "codice cliente,sesso,anziano,mesi,contratto,canone mensile,spesa totale,abbandono"}},
	{name: "bank", metrics: "churn", headers: "RowNumber,CustomerId,Surname,CreditScore,Age,Balance,NumOfProducts,EstimatedSalary,Exited",
		row: func(r *rand.Rand, i int) string {
			return fmt.Sprintf("%d,%d,Li,%d,%d,%d.5,%d,%d.5,%s", i+1, 15600000+7*i, 400+r.IntN(400), 18+r.IntN(60), r.IntN(100000), 1+r.IntN(4), r.IntN(100000), pick(r, "0 0 0 1"))
		}},
	{name: "shop", metrics: "repeat revenue", headers: "Name,Email,Financial Status,Currency,Total,Created at,Lineitem quantity,Lineitem name,Lineitem price,Employee,Id",
		row: func(r *rand.Rand, i int) string {
			order, first := i/2, i%2 == 0
			if !first {
				return fmt.Sprintf("#%d,c%d@x.com,,,,%s,1,thing,20,,", order, order%40, day(order))
			}
			return fmt.Sprintf("#%d,c%d@x.com,paid,EUR,%d,%s,1,thing,20,%s,%d", order, order%40, 30+r.IntN(50), day(order), []string{"Jo", "", "", ""}[order%4], 9000+order)
		}},
	{name: "lines", metrics: "repeat revenue", headers: "Row ID,Order ID,Order Date,Customer ID,Customer Name,Segment,Postal Code,Product ID,Sales,Quantity,Profit",
		row: func(r *rand.Rand, i int) string {
			order := i / 3
			return fmt.Sprintf("%d,CA-%d,%s,CG-%d,Name %d,%s,%d,P%d,%d.5,%d,%d.5", i+1, order, day(2*order), order%30, order%30, pick(r, "Home Work"), 10000+r.IntN(90), r.IntN(30), 5+r.IntN(90), 1+r.IntN(5), r.IntN(50))
		},
		words: map[string]string{"es": "fila,id_pedido,fecha pedido,clienteId,nombre cliente,segmento,cp,producto,importe,cantidad,beneficio",
			"tr": "satır,sipariş no,sipariş tarihi,müşteri id,müşteri adı,segment,posta,ürün kodu,tutar,adet,kâr",
			"uk": "рядок,номер замовлення,дата замовлення,ID клієнта,імʼя клієнта,сегмент,індекс,код товару,сума,кількість,прибуток"}},
	{name: "invoices", metrics: "repeat", headers: "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country",
		row: func(r *rand.Rand, i int) string {
			order := i / 3
			return fmt.Sprintf("%d,S%d,LAMP,%d,%s 08:26,2.55,%d,UK", 536000+order, r.IntN(99), 1+r.IntN(9), day(2*order), 17000+order%30)
		}},
	{name: "subscriptions", metrics: "churn revenue", headers: "id,Customer ID,Customer Email,Plan,Currency,Interval,Amount,Status,Created (UTC),Start Date (UTC),Ended At (UTC)", gone: "Ended At (UTC)",
		row: func(r *rand.Rand, i int) string {
			ended, status := "", "active"
			if i%3 == 0 {
				ended, status = day(100+r.IntN(90))+" 10:00", "canceled"
			}
			return fmt.Sprintf("sub_%d,cus_%d,u%d@x.io,basic,eur,month,20.00,%s,%s 10:00,%s 10:00,%s", i, i, i, status, day(i%90), day(i%90), ended)
		}},
	{name: "contracts", metrics: "churn revenue", headers: "Kundennummer,Kundenname,Vertragsbeginn,Vertragsende,Monatsbetrag,Ort",
		row: func(r *rand.Rand, i int) string {
			ended := ""
			if i%3 == 0 {
				ended = day(100 + r.IntN(90))
			}
			return fmt.Sprintf("%d,Firma %d,%s,%s,%d,Berlin", 10000+i, i, day(i%90), ended, 20+i%7)
		},
		words: map[string]string{"fr": "numéro client,nom du client,date de début,date de fin,mensualité,ville",
			"pt": "código do cliente,nome do cliente,data de início,data de fim,mensalidade,cidade",
			"nl": "klantnummer,klantnaam,startdatum,einddatum,maandbedrag,stad",
			"ru": "номер клиента,имя клиента,дата начала,дата окончания,ежемесячный платеж,город"}},
	{name: "months", metrics: "churn revenue", headers: "customer_id,company,month,plan,mrr,vat_rate",
		row: func(r *rand.Rand, i int) string {
			customer, month := i/6, i%6
			return fmt.Sprintf("K%d,Firma %d,2026-%02d,%s,%d,0.19", customer, customer, 1+min(month, customer%6), pick(r, "pro basic"), 30+customer%5+month)
		}},
	{name: "movements", metrics: "churn revenue", headers: "id,account_id,date,type,amount,currency",
		row: func(r *rand.Rand, i int) string {
			account := i / 3
			return fmt.Sprintf("%d,A%d,%s,%s,EUR", i, account, day(30*(i%3)+r.IntN(20)), []string{"new,50", "expansion,10", "churn,-60"}[i%3])
		}},
	{name: "staff", metrics: "churn", headers: "EmployeeNumber,Age,Attrition,Department,JobSatisfaction,MonthlyIncome,YearsAtCompany",
		row: func(r *rand.Rand, i int) string {
			return fmt.Sprintf("%d,%d,%s,%s,%d,%d,%d", i+1, 20+r.IntN(40), pick(r, "Yes No No"), pick(r, "Sales Lab"), 1+r.IntN(4), 1000+r.IntN(8000), r.IntN(20))
		}},

	{name: "typeform", metrics: "nps", headers: "#,How likely is it that you would recommend us to a friend?,Why?,How many pets do you have?,Submit Date (UTC),Network ID",
		row: func(r *rand.Rand, i int) string {
			return fmt.Sprintf("h%d,%s,x,%d,%s 10:00,n%d", i, pick(r, "10 9 9 8 7 3 0"), r.IntN(5), day(i), i)
		}},
	{name: "reviews", metrics: "csat", headers: "reviewId,userName,content,score,thumbsUpCount,reviewCreatedVersion,at,repliedAt,appVersion",
		row: func(r *rand.Rand, i int) string {
			return fmt.Sprintf("r%d,user %d,good,%d,%d,4.%d.1,%s 10:00:00,,4.%d.2", i, i, 1+r.IntN(5), r.IntN(9), r.IntN(20), day(i), r.IntN(20))
		}},
	{name: "tickets", metrics: "csat", headers: "ticket_id,agent,rating,effort,age,zip,created_at,solved_at",
		row: func(r *rand.Rand, i int) string {
			return fmt.Sprintf("%d,%s,%s,%d,%d,%d,%s,%s", i, pick(r, "A B"), pick(r, "5 5 4 3 1"), 1+r.IntN(7), 18+r.IntN(60), 10000+i, day(i), day(i+1))
		},
		words: map[string]string{"de": "Ticket,Agent,Bewertung,Aufwand,Alter,PLZ,Erstellt am,Gelöst am", "nl": "ticket,agent,beoordeling,moeite,leeftijd,postcode,aangemaakt op,opgelost",
			"it": "ticket,agente,valutazione,sforzo,età,cap,creato il,risolto", "pl": "zgłoszenie,agent,ocena,wysiłek,wiek,kod,utworzono,rozwiązano"}},
	{name: "three", metrics: "nps csat ces", headers: "respondent_id,ces,csat,nps,country",
		row: func(r *rand.Rand, i int) string {
			return fmt.Sprintf("%d,%d,%d,%d,DE", i, 1+r.IntN(7), 1+r.IntN(5), r.IntN(11))
		}},
	{name: "orders rated", metrics: "csat", headers: "review_id,order_id,review_score,review_comment_title,review_creation_date,review_answer_timestamp",
		row: func(r *rand.Rand, i int) string {
			return fmt.Sprintf("a%d,b%d,%d,,%s,%s", i, i, 1+r.IntN(5), day(i), day(i+1))
		}},
	{name: "form", metrics: "csat", headers: "Marca temporal,¿Qué tan satisfecho está con el servicio?,Edad,Número de visitas,Comentarios",
		row: func(r *rand.Rand, i int) string {
			return fmt.Sprintf("%s,%d,%d,%d,x", day(i), 1+r.IntN(5), 18+r.IntN(50), 1+r.IntN(9))
		}},
	{name: "panel", metrics: "nps", headers: "RESPNUM,NETPRO,WEIGHT,AGE,RUN",
		row: func(r *rand.Rand, i int) string {
			return fmt.Sprintf("%d,%s,%d.5,%d,%d", i+1, pick(r, "10 9 8 7 5"), r.IntN(2), 1+r.IntN(7), 1+r.IntN(9))
		}},
	{name: "shops", metrics: "csat", headers: "Дата,ID клиента,Оценка,Город,Возраст",
		row: func(r *rand.Rand, i int) string {
			return fmt.Sprintf("%s,%d,%d,Москва,%d", day(i), i, 1+r.IntN(5), 18+r.IntN(50))
		},
		words: map[string]string{"uk": "Дата,ID клієнта,Оцінка,Місто,Вік", "tr": "Tarih,Müşteri no,Puan,Şehir,Yaş", "fr": "Date,Numéro client,Note,Ville,Âge"}},
	{name: "questions", metrics: "csat", headers: "id,Overall satisfaction,Service quality,Price,Cleanliness,date",
		row: func(r *rand.Rand, i int) string {
			return fmt.Sprintf("%d,%d,%d,%d,%d,%s", i, 1+r.IntN(5), 1+r.IntN(5), 1+r.IntN(5), 1+r.IntN(5), day(i))
		}},
	{name: "mails", metrics: "nps", headers: "id,email,nps,comment,created_at",
		row: func(r *rand.Rand, i int) string {
			return fmt.Sprintf("%d,u%d@x.io,%s,ok,%s", i, i, pick(r, "10 9 9 8 7 3 0"), day(i))
		}},
}

// Whatever is done to the columns of an export, the answer stays, or becomes a question or a refusal: it never is
// another number.
func TestColumnsAreNoGuess(t *testing.T) {
	if testing.Short() {
		t.Skip("some hundred runs, which go test ./... does")
	}
	for _, e := range exports {
		t.Run(e.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(7, 7))
			headers := strings.Split(e.headers, ",")
			var rows [][]string
			for i := range 180 {
				rows = append(rows, strings.Split(e.row(r, i), ","))
			}
			for _, metric := range strings.Fields(e.metrics) {
				want, _ := figureOf(t, metric, headers, rows)
				if want == "" {
					t.Fatalf("%s has no figure as it is", metric)
				}
				e.turn(t, metric, want, headers, rows, r)
			}
		})
	}
}

// turn shuffles, translates, renames and drops the columns of an export.
func (e export) turn(t *testing.T, metric, want string, headers []string, rows [][]string, r *rand.Rand) {
	check := func(what string, headers []string, rows [][]string, must bool) {
		t.Helper()
		if got, says := figureOf(t, metric, headers, rows); got != want && (got != "" || must) {
			t.Errorf("%s, %s: %s, want %s: %s", metric, what, got, want, says)
		}
	}
	for range 3 {
		order := r.Perm(len(headers))
		check("shuffled", only(headers, order), onlyOf(rows, order), true)
	}
	for language, words := range e.words {
		check("in "+language, strings.Split(words, ","), rows, true)
	}
	for i, header := range headers {
		if header == e.gone {
			continue
		}
		renamed := slices.Clone(headers)
		renamed[i] = "xq"
		check("without the name of "+header, renamed, rows, false)
		rest := slices.DeleteFunc(r.Perm(len(headers)), func(c int) bool { return c == i })
		slices.Sort(rest)
		check("without "+header, only(headers, rest), onlyOf(rows, rest), false)
	}
}

// only returns some cells of a row, in an order; onlyOf does so for rows.
func only(row []string, order []int) (out []string) {
	for _, i := range order {
		out = append(out, row[i])
	}
	return out
}

func onlyOf(rows [][]string, order []int) (out [][]string) {
	for _, row := range rows {
		out = append(out, only(row, order))
	}
	return out
}

// figureOf returns the figure of a metric and how many it stands on, "" where there is a question or a refusal, and what
// the program says beside it.
func figureOf(t *testing.T, metric string, headers []string, rows [][]string) (figure, says string) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "export.csv")
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := csv.NewWriter(f)
	if err := w.WriteAll(append([][]string{headers}, rows...)); err != nil {
		t.Fatal(err)
	}
	f.Close()
	out, says, status := within.Run(metric, path, "-o", "json")
	if status == 1 || status == 2 {
		return "", says
	}
	var d struct {
		Total struct{ Value, N json.Number }
	}
	if err := json.Unmarshal([]byte(out), &d); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s of %s", d.Total.Value, d.Total.N), says
}
