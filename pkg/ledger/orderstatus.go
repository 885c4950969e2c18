package ledger

import (
	"bytes"
	"strings"
	"sync"
)

// A Standing is what the status of an order says about its money.
type Standing uint8

// The standings. Orders of an unknown one count, as those do whose ledger has no status.
const (
	StandingUnknown Standing = iota
	Paid
	PartlyPaid // some of the money is missing, went back or is in dispute; the amount counts as it stands
	NotPaid    // nothing was paid, or all of it went back: the order is left out
)

// orderWords are the words for it, in the languages that ledgers come in. What is on its way to be paid, or only
// authorised, is not paid; what is being packed or sent is.
var orderWords = map[Standing]string{
	Paid: "paid|paid in full|fully paid|payment received|captured|settled|succeeded|success|successful|approved|accepted|confirmed|" +
		"complete|completed|done|finished|fulfilled|partially fulfilled|processing|processed|in progress|preparing|ready|" +
		"ready to ship|ready for pickup|picked up|packed|shipped|partially shipped|unshipped|dispatched|in transit|out for delivery|delivered|" +
		"pagado|pagada|cobrado|cobrada|completado|completada|procesando|en proceso|en preparación|enviado|enviada|entregado|entregada|confirmado|confirmada|" +
		"оплачено|оплачений|оплачена|сплачено|виконано|виконаний|виконане|завершено|завершений|підтверджено|в обробці|обробляється|відправлено|відправлений|доставлено|доставлений|отримано|" +
		"оплачен|оплаченный|выполнен|выполнено|завершен|завершён|подтвержден|подтверждён|в обработке|обрабатывается|отправлен|отправлено|доставлен|получен|" +
		"bezahlt|abgeschlossen|versendet|versandt|geliefert|in bearbeitung|payé|payée|terminé|terminée|expédié|expédiée|livré|livrée|pago|paga|concluído|concluída|enviado|entregue",
	PartlyPaid: "partially paid|partly paid|partial payment|part paid|partial|partially refunded|partly refunded|partial refund|part refunded|partially returned|" +
		"partly returned|partially captured|disputed|in dispute|under dispute|" +
		"parcialmente pagado|pago parcial|parcialmente reembolsado|parcialmente reembolsada|reembolsado parcialmente|reembolso parcial|en disputa|" +
		"частково оплачено|частково сплачено|частково повернено|часткове повернення|" +
		"частично оплачен|частично оплачено|частично возвращен|частично возвращён|частично возвращено|частичный возврат|" +
		"teilweise bezahlt|teilweise erstattet|partiellement payé|partiellement remboursé|parcialmente pago|parcialmente reembolsado",
	NotPaid: "open|unpaid|not paid|payment due|due|overdue|past due|pending|pending payment|payment pending|payment required|awaiting payment|awaiting|" +
		"waiting for payment|on hold|hold|held|holded|payment review|pending review|authorized|authorised|partially authorized|authorization pending|" +
		"requires payment method|requires action|requires confirmation|requires capture|incomplete|" +
		"failed|failure|payment failed|payment error|error|unsuccessful|declined|denied|rejected|refused|blocked|fraud|suspected fraud|" +
		"void|voided|cancel|canceled|cancelled|canceled by customer|cancelled by customer|uncollectible|written off|write off|bad debt|" +
		"draft|checkout draft|abandoned|abandoned cart|expired|deleted|trash|" +
		"refund|refunded|fully refunded|full refund|returned|fully returned|return|reversed|chargeback|charge back|charged back|chargebacked|" +
		"abierto|abierta|pendiente|pendiente de pago|pago pendiente|esperando pago|en espera|retenido|retenida|impagado|impagada|no pagado|no pagada|sin pagar|" +
		"autorizado|autorizada|fallido|fallida|pago fallido|rechazado|rechazada|denegado|denegada|cancelado|cancelada|anulado|anulada|incobrable|borrador|" +
		"abandonado|abandonada|caducado|caducada|vencido|vencida|reembolsado|reembolsada|devuelto|devuelta|contracargo|" +
		"очікує|очікує оплати|очікує на оплату|очікується оплата|в очікуванні|не оплачено|неоплачено|неоплачений|не сплачено|несплачено|на утриманні|" +
		"помилка|помилка оплати|невдало|невдалий|відхилено|відхилений|відмова|скасовано|скасований|скасоване|скасована|анульовано|чернетка|покинутий|покинуто|" +
		"прострочено|повернено|повернуто|повернення|кошти повернено|кошти повернуто|" +
		"ожидает|ожидает оплаты|ожидается оплата|ожидание оплаты|в ожидании|не оплачен|не оплачено|неоплачен|неоплачено|неоплаченный|на удержании|" +
		"ошибка|ошибка оплаты|неуспешно|неудачно|отклонен|отклонён|отклонено|отказ|отменен|отменён|отменено|отменена|отмена|аннулирован|аннулировано|" +
		"черновик|брошен|брошенный|просрочен|просрочено|возврат|возвращен|возвращён|возвращено|деньги возвращены|" +
		"offen|ausstehend|unbezahlt|fehlgeschlagen|abgelehnt|storniert|erstattet|abgebrochen|entwurf|" +
		"en attente|impayé|impayée|échoué|échouée|refusé|refusée|annulé|annulée|remboursé|remboursée|brouillon|" +
		"pendente|aguardando pagamento|não pago|recusado|recusada|falhou|estornado|estornada|rascunho",
}

// standings finds the standing of a word, written without blanks: "On-Hold", "on_hold" and "onHold" are one.
var standings = sync.OnceValue(func() map[string]Standing {
	words := make(map[string]Standing)
	for standing, list := range orderWords {
		for word := range strings.SplitSeq(list, "|") {
			words[strings.ReplaceAll(word, " ", "")] = standing
		}
	}
	return words
})

// standingOf reads the status of an order. WooCommerce writes "wc-" before its words in the database.
func standingOf(text []byte) Standing {
	plain := strings.TrimPrefix(plainWords(text), "wc ")
	return standings()[strings.ReplaceAll(plain, " ", "")]
}

// Statuses counts orders by the text of their status, other than Paid ones: those that count or are left out for it.
type Statuses map[string]*StatusCount

// A StatusCount is how many orders have a status, and where the first stands.
type StatusCount struct {
	Standing Standing
	Noted
}

// maxStatuses bounds the texts that are told apart; a column with more of them tells something else.
const maxStatuses = 1000

// OtherStatuses is the text that stands for all those beyond what is told apart.
const OtherStatuses = ""

// Merge adds the statuses of another collector. However rows are spread, it comes to the same: beyond the bound
// all unknown texts are one.
func (s Statuses) Merge(o Statuses) {
	for text, n := range o {
		s.add(text, n)
	}
	if unknown := s.unknown(); len(unknown) > maxStatuses || s[OtherStatuses] != nil {
		for _, text := range unknown {
			n := s[text]
			delete(s, text)
			s.add(OtherStatuses, n)
		}
	}
}

func (s Statuses) unknown() (texts []string) {
	for text, n := range s {
		if n.Standing == StandingUnknown {
			texts = append(texts, text)
		}
	}
	return texts
}

func (s Statuses) add(text string, n *StatusCount) {
	mine, ok := s[text]
	if !ok {
		copied := *n
		s[text] = &copied
		return
	}
	if n.First.Before(mine.First) {
		mine.First = n.First
	}
	mine.Rows += n.Rows
}

// orderStatus reads the status of an order, and remembers it until it is known what becomes of the row.
func (c *Collector) orderStatus(text []byte) Standing {
	text = bytes.TrimSpace(text)
	if c.isBlank(text) {
		return Paid
	}
	n, ok := c.standings[string(text)]
	if !ok {
		n = c.newStatus(text)
	}
	if n.Standing != Paid {
		c.said = n
	}
	return n.Standing
}

// newStatus makes the count of a text. When there are many, the unknown ones are one, and others are known by
// their words.
func (c *Collector) newStatus(text []byte) *StatusCount {
	standing, key := standingOf(text), string(text)
	if len(c.standings) >= maxStatuses {
		if key = OtherStatuses; standing != StandingUnknown {
			key = plainWords(text)
		}
	}
	n, ok := c.standings[key]
	if !ok {
		n = &StatusCount{Standing: standing}
		c.standings[key] = n
	}
	return n
}

// keepStatus counts the status of the row at hand, when it counts or is left out for it.
func (c *Collector) keepStatus(out Outcome, r *Row) {
	n := c.said
	c.said = nil
	if out.Kind != Counted && out.Kind != Excluded {
		return
	}
	if n.Rows == 0 && r.Place != nil {
		n.First = r.Place()
	}
	n.Rows++
}

// Statuses returns what was counted.
func (c *Collector) Statuses() Statuses {
	s := make(Statuses)
	for text, n := range c.standings {
		if n.Rows > 0 {
			s[text] = n
		}
	}
	return s
}
