package ledger

import (
	"fmt"
	"slices"
	"strings"
)

// A Motion is what a movement does to what its customer brings.
type Motion string

// The motions, and the word that leaves rows of a type out.
const (
	Arrive Motion = "new"
	Grow   Motion = "expansion"
	Shrink Motion = "contraction"
	Leave  Motion = "churn"
	Return Motion = "reactivation"
	Ignore Motion = "ignore"
)

// Motions lists what a type of movement can mean.
func Motions() []Motion { return []Motion{Arrive, Grow, Shrink, Leave, Return, Ignore} }

// ParseMotion returns the motion with a name.
func ParseMotion(name string) (Motion, error) {
	if m := Motion(name); slices.Contains(Motions(), m) {
		return m, nil
	}
	return "", fmt.Errorf("%q is not one of new, expansion, contraction, churn, reactivation, ignore", name)
}

// direction is 1 for what adds, and -1 for what takes.
func (m Motion) direction() int64 {
	switch m {
	case Arrive, Grow, Return:
		return 1
	case Shrink, Leave:
		return -1
	}
	return 0
}

// resizes tells whether a motion changes what a customer brings, but not whether it is there.
func (m Motion) resizes() bool { return m == Grow || m == Shrink }

// motionWords are the usual words for types of movements.
var motionWords = map[Motion]string{
	Arrive: "new|new biz|new business|new customer|new logo|new subscription|new sale|signup|sign up|alta|altas|nuevo|nueva|nuevo cliente|alta nueva|" +
		"новий|нова|нові|новий клієнт|підключення|новый|новая|новые|новый клиент|подключение|neu|neukunde|nouveau|nouvelle|nouveau client|novo|nova|novo cliente",
	Grow: "expansion|expanded|upgrade|upgraded|upsell|up sell|cross sell|crosssell|increase|ampliación|ampliacion|expansión|aumento|mejora|" +
		"розширення|збільшення|апгрейд|апсел|расширение|увеличение|апгрейд|апселл|erweiterung|ausbau|extension|expansão|expansao|ampliação|ampliacao",
	Shrink: "contraction|contracted|downgrade|downgraded|downsell|down sell|decrease|reduction|reducción|reduccion|contracción|contraccion|disminución|disminucion|" +
		"скорочення|зменшення|звуження|даунгрейд|сокращение|уменьшение|сужение|даунгрейд|reduzierung|verkleinerung|réduction|contração|contracao|redução|reducao",
	Leave: "churn|churned|cancellation|cancelation|cancel|canceled|cancelled|lost|left|terminated|termination|expired|expiration|ended|closed|deactivated|attrition|unsubscribed|" +
		"baja|bajas|cancelación|cancelacion|cancelado|cancelada|pérdida|perdida|perdido|відтік|скасування|скасовано|втрата|втрачений|відключення|" +
		"отток|отмена|отменен|отменён|отменено|потеря|потерян|уход|отключение|kündigung|gekündigt|abwanderung|résiliation|annulation|désabonnement|cancelamento|perda",
	Return: "reactivation|reactivated|resurrected|resurrection|winback|win back|won back|returned customer|reactivación|reactivacion|reactivado|recuperación|recuperacion|recuperado|" +
		"реактивація|повернення клієнта|реактивация|возвращение|возвращение клиента|reaktivierung|réactivation|reativação|reativacao",
}

// motionOf reads a type of movement, "" for unknown ones. The money that it is about may stand beside it: Churn MRR.
func motionOf(text []byte) Motion {
	plain := plainWords(text)
	for _, money := range []string{"mrr", "arr"} {
		plain = strings.TrimSuffix(strings.TrimPrefix(plain, money+" "), " "+money)
	}
	return meaning(plain, motionWords)
}

// motionOf reads the type of a movement, by the user's words and the usual ones.
func (o *Bookkeeping) motionOf(text []byte) Motion {
	if m, ok := o.Types[lostKey(text)]; ok {
		return m
	}
	return motionOf(text)
}

// PlainType is the form in which types of movements are compared.
func PlainType(text string) string { return lostKey([]byte(text)) }
