package layout

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/cxcalc/cxcalc/pkg/internal/shared"
)

func checkNames(t *testing.T, role Role, metric string, headers []string, want ...string) {
	t.Helper()
	var got []string
	for _, i := range Candidates(role, metric, headers) {
		got = append(got, headers[i])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%s of %q in %q (-want +got):\n%s", role, metric, headers, diff)
	}
}

func TestScoreHeaders(t *testing.T) {
	check := func(metric, headers string, want ...string) {
		t.Helper()
		checkNames(t, Score, metric, strings.Split(headers, ";"), want...)
	}
	check("nps", "id;nps;satisfaction;intention", "nps")
	check("csat", "id;nps;satisfaction;intention", "satisfaction")
	check("nps", "id;score;segment", "score")
	check("csat", "id;score;segment", "score")
	check("ces", "id;score;segment", "score")
	check("nps", "ID;Score;Comment;Submitted at", "Score")
	check("nps", "Q1_NPS_GROUP;Q1_NPS;Q2", "Q1_NPS")
	check("nps", "NPS_GROUP;nps category;NPS Segment;nps_date")
	check("nps", "NPS Score;NPS Reason;NPS Comment;Why this NPS?", "NPS Score")
	check("nps", "npsScore;npsGroup", "npsScore")
	check("nps", "eNPS;team", "eNPS")
	check("nps", "date;csat_score;ces_score")
	check("csat", "date;nps_score;csat_score;ces_score", "csat_score")
	check("csat", "date;nps_score")
	check("ces", "date;nps_score;csat_score;ces_score", "ces_score")
	check("csat", "rating;satisfaction", "rating", "satisfaction") // a question for the user

	// questions
	check("nps", "How likely are you to recommend us to a friend or colleague?;What is the primary reason for your score?",
		"How likely are you to recommend us to a friend or colleague?")
	check("nps", "How likely is it that you would recommend Acme Group to a friend?;Why?", "How likely is it that you would recommend Acme Group to a friend?")
	check("nps", "Marca temporal;¿Qué tan probable es que nos recomiende a un amigo?;Puntuación", "¿Qué tan probable es que nos recomiende a un amigo?")
	check("nps", "Timestamp;Наскільки ймовірно, що ви порекомендуєте нас друзям?;Чому?", "Наскільки ймовірно, що ви порекомендуєте нас друзям?")
	check("nps", "Отметка времени;Насколько вероятно, что вы порекомендуете нас друзьям?;Поясните, почему вы порекомендуете нас", "Насколько вероятно, что вы порекомендуете нас друзьям?")
	check("nps", "Zeitstempel;Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?;Begründung", "Wie wahrscheinlich ist es, dass Sie uns weiterempfehlen?")
	check("nps", "Horodateur;Quelle est la probabilité que vous nous recommandiez ?;Recommanderiez-vous notre magasin ?;Pourquoi ?",
		"Quelle est la probabilité que vous nous recommandiez ?", "Recommanderiez-vous notre magasin ?") // a question for the user
	check("nps", "Carimbo de data/hora;Você recomendaria a nossa loja?;Por quê?", "Você recomendaria a nossa loja?")
	check("csat", "How satisfied are you with our service?;Score", "How satisfied are you with our service?")
	check("csat", "Как вы оцениваете обслуживание?;Насколько вы удовлетворены?", "Насколько вы удовлетворены?")
	check("csat", "Wie zufrieden sind Sie mit uns?;Kommentar zur Zufriedenheit", "Wie zufrieden sind Sie mit uns?")
	check("csat", "Êtes-vous satisfait de notre service ?;Note", "Êtes-vous satisfait de notre service ?")
	check("ces", "The company made it easy for me to handle my issue;Score", "The company made it easy for me to handle my issue")
	check("ces", "¿Qué tan fácil fue resolver su problema?;Comentario", "¿Qué tan fácil fue resolver su problema?")

	// one general word in each language
	check("csat", "id;Bewertung", "Bewertung")
	check("csat", "id;Puntuación", "Puntuación")
	check("csat", "id;calificación", "calificación")
	check("csat", "id;Оценка", "Оценка")
	check("csat", "id;оцінка", "оцінка")
	check("csat", "id;Nota;comentário", "Nota")
	check("csat", "id;Note;explication", "Note")

	// vendors, from FORMATS.md
	check("csat", "ID;Start time;Completion time;Email;Name;Total points;Quiz feedback;How satisfied are you?;Points - How satisfied are you?;Feedback - How satisfied are you?", "How satisfied are you?")
	check("csat", "Package Name;App Version Code;Review Submit Date and Time;Star Rating;Review Title;Review Text;Review Link", "Star Rating")
	check("csat", "Review Id;Review Created (UTC);Review Title;Review Content;Review Stars;Domain Url", "Review Stars")
	check("csat", "review_id;order_id;review_score;review_comment_title;review_comment_message;review_creation_date;review_answer_timestamp", "review_score")
	check("csat", "id;satisfaction_rating.id;satisfaction_rating.score;satisfaction_rating.comment;satisfaction_rating.created_at", "satisfaction_rating.score")
	check("csat", "id;conversation_rating.rating;conversation_rating.remark;conversation_rating.created_at", "conversation_rating.rating")
	check("csat", "conversation_rating_value;conversation_rating_remark", "conversation_rating_value")
	check("nps", "id;score;adjustedScore", "score")
	check("nps", "hs_survey_type;hs_value;hs_response_group;hs_content", "hs_value")
	check("csat", "request_id;request_sent_at;response_received_at;star_rating", "star_rating")
	check("csat", "date;package_name;daily_average_rating;total_average_rating", "daily_average_rating", "total_average_rating")
	check("csat", "im:rating.label;im:version.label;title.label;updated.label", "im:rating.label")
}

func TestTimeHeaders(t *testing.T) {
	check := func(headers string, want ...string) {
		t.Helper()
		checkNames(t, Time, "nps", strings.Split(headers, ";"), want...)
	}
	// FORMATS.md
	check("StartDate;EndDate;Status;Progress;Duration (in seconds);Finished;RecordedDate;ResponseId", "RecordedDate")              // Qualtrics
	check("ResponseID;ResponseSet;Name;ExternalDataReference;EmailAddress;IPAddress;Status;StartDate;EndDate;Finished", "EndDate") // Qualtrics, legacy
	check("Respondent ID;Collector ID;Start Date;End Date;IP Address;Email Address", "End Date")                                   // SurveyMonkey
	check("#;Response Type;Start Date (UTC);Stage Date (UTC);Submit Date (UTC);Network ID;Tags;Ending", "Submit Date (UTC)")       // Typeform
	check("token;landed_at;submitted_at", "submitted_at")                                                                          // Typeform API
	check("ID;Start time;Completion time;Email;Name;Last modified time", "Completion time")                                        // Microsoft Forms
	check("id;submitdate;lastpage;startlanguage;seed;startdate;datestamp", "submitdate")                                           // LimeSurvey
	check("start;end;_id;_uuid;_submission_time;_validation_status", "_submission_time")                                           // KoboToolbox
	check("No.;Response ID;Timestamp;Finished;Survey ID", "Timestamp")                                                             // Formbricks
	check("SubmissionDate;meta-instanceID;KEY", "SubmissionDate")                                                                  // ODK Central
	check("id;score;created_at;updated_at", "created_at")                                                                          // Delighted, Wootric, Zendesk
	check("id;score;scored_datetime;sent_datetime", "scored_datetime")                                                             // Gorgias
	check("hs_survey_type;hs_submission_timestamp", "hs_submission_timestamp")                                                     // HubSpot
	check("Review Submit Date and Time;Review Submit Millis Since Epoch;Review Last Update Date and Time;Developer Reply Date and Time", "Review Submit Date and Time")
	check("Review Created (UTC);Business Reply Date (UTC)", "Review Created (UTC)")  // Trustpilot
	check("attributes.rating;attributes.createdDate", "attributes.createdDate")      // App Store Connect
	check("review_creation_date;review_answer_timestamp", "review_answer_timestamp") // Olist
	check("Respuesta;Enviado el:;Institución", "Enviado el:")                        // Moodle feedback
	for _, h := range []string{"Timestamp", "Marca temporal", "Carimbo de data/hora", "Horodateur", "Zeitstempel", "Отметка времени", "Позначка часу"} {
		check("x;"+h+";y", h) // Google Forms
	}
	check("date;score", "date")
	check("customer;month;mrr", "month")
	check("date_of_birth;due_date;timezone")
	check("hire_date;leave_date", "hire_date", "leave_date")
}

func TestOtherHeaders(t *testing.T) {
	check := func(role Role, headers string, want ...string) {
		t.Helper()
		checkNames(t, role, "nps", strings.Split(headers, ";"), want...)
	}
	check(Respondent, "Respondent ID;Collector ID;Email Address", "Respondent ID")
	check(Respondent, "*RESPNUM;CCGID", "*RESPNUM")
	check(Respondent, "customerID;gender", "customerID")
	check(Respondent, "Marca temporal;Dirección de correo electrónico", "Dirección de correo electrónico")
	check(Respondent, "ResponseId;id;Network ID")
	check(Weight, "NETPRO;WEIGHT;Hi", "WEIGHT")
	check(Weight, "body weight;height")
	check(Count, "score;count", "count")
	check(Count, "score;country")
	check(Comment, "score;What is the reason for your score?", "What is the reason for your score?")
	check(Comment, "nps;explication", "explication")
	check(Segment, "score;Region;Comment", "Region")
}

// realHeaders reads the header of a real export.
func realHeaders(t *testing.T, delimiter rune, elem ...string) []string {
	t.Helper()
	data, err := os.ReadFile(shared.Dir(t, append([]string{"data"}, elem...)...))
	if err != nil {
		t.Fatal(err)
	}
	r := csv.NewReader(bufio.NewReader(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff")))))
	r.Comma = delimiter
	headers, err := r.Read()
	if err != nil {
		t.Fatal(err)
	}
	return headers
}

func TestRealHeaders(t *testing.T) {
	check := func(role Role, metric string, headers []string, want ...string) {
		t.Helper()
		checkNames(t, role, metric, headers, want...)
	}
	fr := realHeaders(t, ',', "retail-nps-fr", "nps.csv")
	check(Score, "nps", fr, "nps")
	check(Score, "csat", fr, "satisfaction")
	check(Comment, "nps", fr, "explication")

	check(Score, "nps", realHeaders(t, ',', "airline-nps", "input_01.csv"), "How likely are you to recommend this airline?")
	check(Score, "nps", realHeaders(t, ',', "sfo-survey-2017", "2017_SFO_Customer_Survey_20250817.csv"), "NETPRO")
	check(Weight, "nps", realHeaders(t, ',', "sfo-survey-2017", "2017_SFO_Customer_Survey_20250817.csv"), "WEIGHT")
	check(Score, "nps", realHeaders(t, ',', "sfo-survey-2016", "2016_SFO_Customer_Survey_20250817.csv"))

	// several questions fit: a question for the user
	check(Score, "nps", realHeaders(t, ',', "mobile-app-survey", "input_01.csv"),
		"Mobile App - Likelihood to Recommend", "Online Interface - Likelihood to Recommend")
	check(Score, "csat", realHeaders(t, ',', "mobile-app-survey", "input_01.csv"), "Mobile App - Overall Rating", "Online Interface - Overall Rating")
	check(Score, "nps", realHeaders(t, ',', "sudzilla-nps", "input_01.csv"),
		"On a scale of 0-10, how would you rate Sudzilla?",
		"On a scale of 0-10, how would you rate the opening keynote?",
		"On a scale of 0-10, how would you rate the closing keynote?",
		"How would you rate the food at Sudzilla (breakfast)?",
		"How would you rate the food at Sudzilla (lunch)?",
		"How would you rate the food at Sudzilla (dinner)?")

	es := realHeaders(t, ';', "restaurant-survey-es", "encuesta.csv")
	check(Time, "csat", es, "Marca temporal")
	check(Score, "csat", es, "Puntuación") // its values, always 0, are not on the scale of csat

	typeform := realHeaders(t, ',', "typeform-fcc2016", "part1.csv")
	check(Score, "nps", typeform, "Based on your experience, would you recommend this bootcamp to your friends?")
	check(Time, "nps", typeform, "Submit Date (UTC)")

	check(Time, "csat", realHeaders(t, ',', "qualtrics-legitimacy", "qualtrics_text.csv"), "RecordedDate")
	check(Time, "csat", realHeaders(t, ',', "qualtrics-fixtures", "sample.csv"), "RecordedDate")
	check(Respondent, "csat", realHeaders(t, ',', "flying-etiquette", "flying-etiquette.csv"), "RespondentID")
	check(Score, "nps", realHeaders(t, ',', "flying-etiquette", "flying-etiquette.csv"))
	check(Score, "nps", realHeaders(t, ',', "telco-churn-ibm", "Telco-Customer-Churn.csv"))
	check(Respondent, "churn", realHeaders(t, ',', "telco-churn-ibm", "Telco-Customer-Churn.csv"), "customerID")
}

func TestHeaderDataIsWellFormed(t *testing.T) {
	roles := map[string]bool{}
	for _, r := range []Role{Score, Time, Respondent, Segment, Weight, Count, Comment, Figure, Mean, Question, Customer, TaxNumber, Stages, Closed, Start, End, Ahead, Happening, Contracted, Planned, Running, Plan, CoveredFrom, CoveredMonths, CoveredTo, Request, TrialEnd, Amount,
		Unit, Total, Quantity, Currency, Status, Active, Type, Interval, IntervalCount, Reason, Order, Ordered, Product, Cycle, Rate, Live, Test, From, To, Account, Party, Bookkept, Fee, Whole, Line, Record, Refunded, Net,
		Case, Stop, Stage, Touchpoint, Driver, DriverGroup, Entry} {
		roles[string(r)] = true
	}
	for _, role := range []string{"who", "result", "direction", "wait", "answered_at", "ended_at", "resolved", "id", "of", // contacts
		"line", "promised", "delivered_at", "ordered_at", "ordered_qty", "delivered_qty", "warned", // delivery
		"text", "verified", "review", // reviews
		"length"} { // no role: a column that holds no time of day
		roles[role] = true
	}
	matches := map[string]bool{"whole": true, "contains": true, "maybe": true, "never": true, "edge": true}
	seen := map[string]bool{}
	rows := table(headerData)
	if len(rows) < 40 {
		t.Fatalf("headers.tsv has %d rules", len(rows))
	}
	for _, cells := range rows {
		if len(cells) != 5 || !roles[cells[0]] && cells[1] == "*" || // a metric may have roles of its own
			!matches[cells[2]] || len(cells[3]) == 0 || strings.Trim(cells[3], "0123456789") != "" {
			t.Errorf("headers.tsv: bad rule %q", cells)
			continue
		}
		for phrase := range strings.SplitSeq(cells[4], "|") {
			p := normalPhrase(phrase)
			if strings.Trim(p, "* ") == "" || strings.Contains(strings.TrimSuffix(p, "*"), "*") {
				t.Errorf("headers.tsv: bad phrase %q in %q", p, cells[4])
			}
			if cells[2] != "contains" && cells[2] != "never" && strings.HasSuffix(p, "*") {
				t.Errorf("headers.tsv: %q cannot end with * in %s", p, cells[2])
			}
			key := strings.Join(append(cells[:4:4], p), "\t")
			if seen[key] {
				t.Logf("headers.tsv: %q stands twice", key)
			}
			seen[key] = true
		}
	}
}

// Phrases in letters that are not Latin are passed over for texts that are ASCII, so they must
// not be ASCII in the form in which they are compared.
func TestForeignPhrasesAreNotPlain(t *testing.T) {
	foreign := 0
	for _, cells := range table(headerData + asideData + leaningData) {
		for phrase := range strings.SplitSeq(cells[len(cells)-1], "|") {
			if isForeign(phrase) {
				foreign++
				if isPlain(header(phrase)) {
					t.Errorf("%q: %q is ASCII", phrase, header(phrase))
				}
			}
		}
	}
	if foreign < 100 {
		t.Errorf("only %d phrases in Cyrillic", foreign)
	}
}

func TestIsScore(t *testing.T) {
	for header, want := range map[string]bool{
		"score": true, "score_0_10": true, "rating_1_5": true, "Score (0-10)": true, "Score (0 to 10)": true, "Nota (0 a 10)": true, "Score /10": true,
		"score out of 10": true, "stars": true, "Sterne": true, "estrellas": true, "Bewertung (1-5)": true, "Оценка (1–5)": true, "Calificación 1 a 5": true,
		"amount": false, "amount_1_5": false, "note": true, "Note 1": false, "level 10": false, "order": false, "price 0 10": false, "day 1 of 7": false,
	} {
		if got := IsScore(header); got != want {
			t.Errorf("%q is a score: %v, want %v", header, got, want)
		}
	}
}

// What passes after callers were served, or hung up, is no wait of theirs.
func TestTextsOfReviews(t *testing.T) {
	for _, header := range []string{"feedback_text", "feedback", "Customer Feedback", "Bewertungstext", "review_text", "comment"} {
		checkNames(t, "text", "reviews", []string{"feedback_id", "feedback_date", "rating", header, "sentiment"}, header)
	}
	checkNames(t, "text", "reviews", []string{"feedback_text", "review_text"}, "review_text")
}

// Those who are served by name of their kind answer where nobody else is said to.
func TestRespondentsOfAKind(t *testing.T) {
	for _, header := range []string{"patient_id", "Passenger ID", "ID do paciente", "Номер пациента"} {
		checkNames(t, Respondent, "csat", []string{"id", header, "satisfaction"}, header)
		checkNames(t, Respondent, "csat", []string{header, "respondent_id"}, "respondent_id")
	}
	checkNames(t, Respondent, "csat", []string{"patient_age", "patient", "visit_id"})
}

func TestWaitHeaders(t *testing.T) {
	checkNames(t, "wait", "contacts", strings.Split("Disconnect Wait Time;After-call wait;Espera después;id", ";"))
	checkNames(t, "wait", "contacts", strings.Split("Disconnect Wait Time;Customer wait time;id", ";"), "Customer wait time")
	checkNames(t, "wait", "contacts", strings.Split("Answer Speed;Wrap-up wait", ";"), "Answer Speed")
	// the telephone rings at the end of what a caller waits in a queue
	for _, queue := range []string{"Time spent in Queue", "Queue Duration", "queue_time", "wait", "Tiempo en cola", "Time spent in Queue (s)"} {
		checkNames(t, "wait", "contacts", []string{"Ring Time", queue}, queue)
	}
	for _, ring := range []string{"Ring Time", "ringing_time", "Ring time (s)"} {
		checkNames(t, "wait", "contacts", []string{"Talk Time", ring}, ring)
	}
}
