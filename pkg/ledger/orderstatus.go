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
	Paid            Standing = iota
	PartlyPaid               // some of the money is missing, went back or is in dispute; the amount counts as it stands
	NotPaid                  // nothing was paid, or all of it went back: the order is left out
	StandingUnknown          // nobody understands it
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
	if standing, ok := standings()[strings.ReplaceAll(plain, " ", "")]; ok {
		return standing
	}
	return StandingUnknown
}

// An OrderStatus is a text of the status of orders, and what it says.
type OrderStatus struct {
	Standing Standing
	Text     string
}

// maxStatuses bounds the texts that are told apart; a column with more of them tells something else.
const maxStatuses = 1000

// OtherStatuses stands for all unknown texts, where there are more than are told apart.
var OtherStatuses = OrderStatus{Standing: StandingUnknown}

// foldStatuses makes one of all unknown texts, where there are very many. However rows are spread, it comes
// to the same.
func (f *Findings) foldStatuses() {
	unknown := 0
	for s := range f.Statuses {
		if s.Standing == StandingUnknown {
			unknown++
		}
	}
	if unknown <= maxStatuses && f.Statuses[OtherStatuses] == nil {
		return
	}
	for s, n := range f.Statuses {
		if s.Standing == StandingUnknown && s != OtherStatuses {
			f.Statuses.of(OtherStatuses).Merge(n)
			delete(f.Statuses, s)
		}
	}
}

// orderStatus reads the status of an order, and remembers it until it is known what becomes of the row.
func (c *Collector) orderStatus(text []byte) Standing {
	if text = bytes.TrimSpace(text); !c.isBlank(text) {
		c.said = c.standings.of(text)
	}
	return c.said
}

// keepStatus counts the status of the row at hand, when it counts or is left out for it. When there are many
// texts, unknown ones become one, and others are known by their words.
func (c *Collector) keepStatus(out Outcome, r *Row) {
	said := c.said
	c.said = Paid
	if out.Fate != Counted && out.Fate != Excluded {
		return
	}
	text := bytes.TrimSpace(r.Status)
	n, ok := c.found.Statuses[OrderStatus{said, string(text)}]
	if !ok {
		if len(c.found.Statuses) >= 2*maxStatuses {
			if c.found.foldStatuses(); said != StandingUnknown {
				text = []byte(plainWords(text))
			}
		}
		n = c.found.Statuses.of(OrderStatus{said, string(text)})
	}
	n.add(r, nil)
}
