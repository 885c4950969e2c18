package layout

import (
	"strings"
	"testing"
)

func TestLedgerHeaders(t *testing.T) {
	headers := ""
	check := func(role Role, shape string, want ...string) {
		t.Helper()
		checkNames(t, role, shape, strings.Split(headers, ";"), want...)
	}
	headers = "customer;month;mrr"
	check(Customer, "balance", "customer")
	check(Time, "balance", "month")
	check(Amount, "balance", "mrr")
	check(Start, "subscription")
	check(Order, "transaction")

	headers = "customer_id;customer_name;customer_email;plan;currency;mrr;arr"
	check(Customer, "balance", "customer_id")
	check(Amount, "balance", "mrr")
	check(Currency, "balance", "currency")

	// Vendors, from FORMATS.md. Stripe, dashboard:
	headers = "id;Customer ID;Customer Description;Customer Email;Customer Name;Plan;Quantity;Currency;Interval;Amount;Status;Created (UTC);" +
		"Start (UTC);Start Date (UTC);Current Period Start (UTC);Current Period End (UTC);Trial Start (UTC);Trial End (UTC);" +
		"Canceled At (UTC);Ended At (UTC);Cancellation Reason"
	check(Customer, "subscription", "Customer ID")
	check(Start, "subscription", "Start Date (UTC)")
	check(End, "subscription", "Ended At (UTC)")
	check(Request, "subscription", "Canceled At (UTC)")
	check(TrialEnd, "subscription", "Trial End (UTC)")
	check(Amount, "subscription", "Amount")
	check(Quantity, "subscription", "Quantity")
	check(Interval, "subscription", "Interval")
	check(Status, "subscription", "Status")
	check(Reason, "subscription", "Cancellation Reason")
	check(Type, "movement")

	// Stripe, loaded from the API
	headers = "id;billing_cycle_anchor;cancel_at;cancel_at_period_end;canceled_at;created;current_period_end;current_period_start;" +
		"customer_id;ended_at;quantity;start_date;status;trial_end;trial_start"
	check(Customer, "subscription", "customer_id")
	check(Start, "subscription", "start_date")
	check(End, "subscription", "ended_at")
	check(Request, "subscription", "canceled_at")
	check(TrialEnd, "subscription", "trial_end")

	// Stripe, as the API sends it
	headers = "id;customer;currency;canceled_at;ended_at;start_date;status;quantity;plan.id;plan.amount;plan.interval;plan.interval_count;cancellation_details.reason"
	check(Customer, "subscription", "customer")
	check(Amount, "subscription", "plan.amount")
	check(Unit, "subscription", "plan.amount")
	check(Interval, "subscription", "plan.interval")
	check(IntervalCount, "subscription", "plan.interval_count")
	check(Reason, "subscription", "cancellation_details.reason")

	// Stripe, invoices
	headers = "id;amount;currency;customer_id;due_date;period_end;period_start;quantity;unit_amount;amount_due;amount_paid;amount_remaining;subtotal;tax;total;status"
	check(Amount, "transaction", "total")
	check(Status, "transaction", "status")

	// Recurly
	headers = "uuid;account_code;email;plan_code;state;auto_renew;currency;quantity;unit_amount;add_on_amount;total_recurring_amount;activated_at;canceled_at;expires_at"
	check(Customer, "subscription", "account_code")
	check(Start, "subscription", "activated_at")
	check(End, "subscription", "expires_at")
	check(Request, "subscription", "canceled_at")
	check(Amount, "subscription", "total_recurring_amount")
	check(Total, "subscription", "total_recurring_amount")
	check(Status, "subscription", "state")

	// ChartMogul, movements and customers
	headers = "DATE;CUSTOMER_NAME;MRR_MOVEMENT;MRR;DESCRIPTION;MOVEMENT_TYPE;CURRENCY_CODE;CUSTOMER_EXTERNAL_ID;CUSTOMER_UUID;UUID;RANK"
	check(Customer, "movement", "CUSTOMER_UUID")
	check(Time, "movement", "DATE")
	check(Amount, "movement", "MRR_MOVEMENT")
	check(Type, "movement", "MOVEMENT_TYPE")
	check(Currency, "movement", "CURRENCY_CODE")
	headers = "MRR;ARR;PLAN_NAME;BILLING_CYCLE;NET_PAYMENTS;COUNTRY;SUBSCRIBER_SINCE;STATUS;UUID"
	check(Amount, "status", "MRR")
	check(Start, "subscription", "SUBSCRIBER_SINCE")

	// Baremetrics, import sheet
	headers = "plan_oid;plan_name;plan_currency;plan_amount;plan_interval;plan_interval_count;customer_oid;customer_name;customer_email;" +
		"subscription_oid;subscription_started_at;subscription_canceled_at;subscription_quantity"
	check(Customer, "subscription", "customer_oid")
	check(Start, "subscription", "subscription_started_at")
	check(Request, "subscription", "subscription_canceled_at")
	check(Amount, "subscription", "plan_amount")
	check(Unit, "subscription", "plan_amount")
	check(Quantity, "subscription", "subscription_quantity")
	check(Interval, "subscription", "plan_interval")
	check(IntervalCount, "subscription", "plan_interval_count")

	// Shopify, orders
	headers = "Name;Email;Financial Status;Paid at;Fulfillment Status;Fulfilled at;Accepts Marketing;Currency;Subtotal;Shipping;Taxes;Total;" +
		"Discount Code;Discount Amount;Shipping Method;Created at;Lineitem quantity;Lineitem name;Lineitem price;Billing Name;Notes;Cancelled at;Refunded Amount;Id"
	check(Customer, "transaction", "Email")
	check(Time, "transaction", "Created at")
	check(Amount, "transaction", "Total")
	check(Status, "transaction", "Financial Status")
	check(Quantity, "transaction")

	// Telecom X, nested JSON
	headers = "customerID;Churn;customer.gender;customer.SeniorCitizen;customer.tenure;internet.InternetService;account.Contract;account.Charges.Monthly;account.Charges.Total"
	check(Customer, "status", "customerID")
	check(Status, "status", "Churn")
	check(Amount, "status", "account.Charges.Monthly")
	check(Time, "status")

	// CDNOW
	headers = "customer_id;date;number_of_cds;dollar_value"
	check(Customer, "transaction", "customer_id")
	check(Time, "transaction", "date")
	check(Amount, "transaction", "dollar_value")

	headers = "customer;amount;amount_due;tax_amount;discount_price"
	check(Amount, "transaction", "amount")
	headers = "customer_id;order_date;amount;revenue"
	check(Amount, "transaction", "amount", "revenue") // a question for the user
}

func TestLedgerHeadersInManyLanguages(t *testing.T) {
	check := func(role Role, shape string, headers ...string) {
		t.Helper()
		for _, h := range headers {
			checkNames(t, role, shape, []string{"x", h, "y"}, h)
		}
	}
	check(Customer, "balance", "Customer ID", "id_cliente", "ID клієнта", "ID клиента", "Kundennummer", "Numéro client", "Código do cliente")
	check(Start, "subscription", "Start date", "Fecha de inicio", "Дата початку", "Дата начала", "Vertragsbeginn", "Date de début", "Data de início")
	check(End, "subscription", "End date", "Fecha de baja", "Дата завершення", "Дата окончания", "Vertragsende", "Date de fin", "Data de término")
	check(Request, "subscription", "Cancelled at", "Fecha de cancelación", "Дата скасування", "Дата отмены", "Kündigungsdatum", "Date de résiliation", "Data de cancelamento")
	check(TrialEnd, "subscription", "Trial end", "Fin de prueba", "Кінець пробного періоду", "Конец пробного периода", "Ende der Testphase", "Fin d’essai", "Fim do teste")
	check(Amount, "transaction", "Amount", "Importe", "Сума", "Сумма", "Betrag", "Montant", "Valor")
	check(Amount, "balance", "MRR", "Cuota mensual", "Абонплата", "Ежемесячный платеж", "Monatsbetrag", "Montant mensuel", "Mensalidade")
	check(Quantity, "subscription", "Quantity", "Cantidad", "Кількість", "Количество", "Menge", "Quantité", "Quantidade")
	check(Currency, "balance", "Currency", "Moneda", "Валюта", "Währung", "Devise", "Moeda")
	check(Status, "status", "Churn", "Abandono", "Відтік", "Отток", "Abwanderung", "Attrition", "Evasão")
	check(Status, "subscription", "Status", "Estado", "Стан", "Состояние", "Abostatus", "Statut", "Situação")
	check(Type, "movement", "Movement type", "Tipo", "Тип", "Typ", "Type", "Tipo de movimento")
	check(Interval, "subscription", "Interval", "Periodicidad", "Періодичність", "Периодичность", "Abrechnungsintervall", "Périodicité", "Periodicidade")
	check(Reason, "subscription", "Reason", "Motivo", "Причина", "Grund", "Raison", "Motivo do cancelamento")
	check(Time, "balance", "Month", "Mes", "Місяць", "Месяц", "Monat", "Mois", "Mês")
	check(Time, "transaction", "Order date", "Fecha de compra", "Дата замовлення", "Дата заказа", "Bestelldatum", "Date de commande", "Data do pedido")
	check(Order, "transaction", "Order ID")
	check(Active, "status", "Active", "Activo", "Активний", "Активен", "Aktiv", "Actif", "Ativo")
}

func TestOrderHeaders(t *testing.T) {
	headers := ""
	check := func(role Role, shape string, want ...string) {
		t.Helper()
		checkNames(t, role, shape, strings.Split(headers, ";"), want...)
	}
	headers = "customer;Pedido;Замовлення;Заказ;Bestellung;Commande"
	check(Order, "transaction", "Pedido", "Замовлення", "Заказ", "Bestellung", "Commande")
	headers = "customer;Nº pedido;Número de pedido;Номер замовлення;Номер заказа;Bestellnummer;order_number;OrderNo"
	check(Order, "transaction", "Nº pedido", "Número de pedido", "Номер замовлення", "Номер заказа", "Bestellnummer", "order_number", "OrderNo")
	headers = "CustomerID;InvoiceNo;InvoiceDate;Quantity"
	check(Order, "transaction", "InvoiceNo")
	check(Ordered, "transaction", "InvoiceDate")
	headers = "customer;order_id;order number;invoice;transaction_id;payment_id" // the order before what bills and pays it
	check(Order, "transaction", "order_id")
	headers = "customer id;name;transaction;order date;orders;order total;order status" // none of them tells one order from another
	check(Order, "transaction")
}

func TestRealLedgerHeaders(t *testing.T) {
	check := func(role Role, shape string, headers []string, want ...string) {
		t.Helper()
		checkNames(t, role, shape, headers, want...)
	}
	telco := realHeaders(t, ',', "telco-churn-ibm", "Telco-Customer-Churn.csv")
	check(Customer, "status", telco, "customerID")
	check(Status, "status", telco, "Churn")
	check(Amount, "status", telco, "MonthlyCharges")
	check(Time, "status", telco)
	check(Start, "status", telco)
	check(Interval, "subscription", telco)

	recurly := realHeaders(t, ',', "billing-seeds-fivetran", "recurly_subscription_history_data.csv")
	check(Customer, "subscription", recurly, "account_id")
	check(Start, "subscription", recurly, "activated_at")
	check(End, "subscription", recurly, "expires_at")
	check(Request, "subscription", recurly, "canceled_at")
	check(TrialEnd, "subscription", recurly, "trial_ends_at")
	check(Amount, "subscription", recurly, "unit_amount")
	check(Unit, "subscription", recurly, "unit_amount")
	check(Reason, "subscription", recurly, "expiration_reason")

	staff := realHeaders(t, ',', "employee-turnover", "input_01.csv")
	check(Customer, "balance", staff, "employee_id")
	check(Time, "balance", staff, "month_end_date")
	check(Start, "subscription", staff, "hire_date")
	check(End, "subscription", staff, "leave_date")
}
