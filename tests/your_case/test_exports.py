"""Orders as shops and payment services export them: what counts is read, and each kind of row is answered by one sentence."""

import pytest

from custvalue_helpers.your_case.loading import load_case
from custvalue_helpers.your_case.problems import CaseError
from tests.your_case.own_cases import TODAY, write
from tests.your_case.own_cases import rows_of as rows_in

# The first columns of each service's export, in its own words, and some of the many that follow.
SHOPIFY = ["Name", "Email", "Financial Status", "Paid at", "Fulfillment Status", "Accepts Marketing", "Currency", "Subtotal", "Shipping",
           "Taxes", "Total", "Discount Code", "Created at", "Lineitem quantity", "Lineitem name", "Lineitem price", "Billing Name",
           "Cancelled at", "Payment Method", "Refunded Amount", "Vendor", "Id"]  # fmt: skip
STRIPE = ["id", "Created date (UTC)", "Amount", "Amount Refunded", "Currency", "Captured", "Converted Amount", "Converted Amount Refunded",
          "Converted Currency", "Description", "Fee", "Status", "Seller Message", "Customer ID", "Customer Email"]  # fmt: skip
WOO = ["Order ID", "Order Number", "Order Date", "Order Status", "Order Total", "Order Refund Amount", "Order Currency", "Payment Method",
       "Customer ID", "Customer email", "Billing City"]  # fmt: skip
PAYPAL = [
    "Date",
    "Time",
    "TimeZone",
    "Name",
    "Type",
    "Status",
    "Currency",
    "Gross",
    "Fee",
    "Net",
    "From Email Address",
    "Transaction ID",
]


def rows_of(header, *rows):
    """Rows of an export from the cells that matter, by the names of their columns; the others stay empty."""
    return [header, *([row.get(name, "") for name in header] for row in rows)]


def shopify(number, email, total, status="paid", day="2025-03-04", **more):
    return {"Name": f"#{number}", "Email": email, "Financial Status": status, "Currency": "EUR", "Total": total, "Subtotal": total,
            "Created at": f"{day} 10:31:50 +0100", "Paid at": f"{day} 10:32:00 +0100", "Lineitem quantity": "1", "Lineitem price": total,
            "Refunded Amount": "0.00", "Id": f"55{number}", **more}  # fmt: skip


def article(number, email, price):
    """A further row of an order: Shopify leaves all but the article empty."""
    return {"Name": f"#{number}", "Email": email, "Created at": "2025-03-04 10:31:50 +0100", "Lineitem quantity": "2",
            "Lineitem name": "Tea", "Lineitem price": price}  # fmt: skip


def stripe(charge, customer, amount, status="Paid", **more):
    return {"id": f"ch_{charge}", "Created date (UTC)": f"2025-03-{charge:02} 09:00:00", "Amount": amount, "Amount Refunded": "0.00",
            "Currency": "eur", "Captured": "true", "Status": status, "Customer ID": customer, **more}  # fmt: skip


def woo(order, customer, total, status="wc-completed", **more):
    return {"Order ID": str(order), "Order Number": str(order), "Order Date": f"2025-03-{order:02} 10:00", "Order Status": status,
            "Order Total": total, "Order Currency": "EUR", "Customer ID": customer, "Customer email": f"{customer}@x.org", **more}  # fmt: skip


@pytest.fixture
def shop(example):
    """The worked example without the tables that know its customers."""
    for name in ("customers", "experience", "ratings"):
        (example / f"{name}.csv").unlink()
    return example


def read(folder, rows, **how):
    write(folder, "orders", rows, **how)
    return load_case(folder, today=TODAY)


def bought(case):
    return list(
        zip(
            case.orders["customer"],
            case.orders["date"].dt.strftime("%m-%d"),
            case.orders["spend"],
            strict=True,
        )
    )


def said(case):
    return [note.said for note in case.notes if note.file == "orders.csv"]


def one(lines, *words):
    """The one line with these words."""
    (line,) = [line for line in lines if all(word in line for word in words)]
    return line


def refused(folder, rows):
    write(folder, "orders", rows)
    with pytest.raises(CaseError) as caught:
        load_case(folder, today=TODAY)
    return caught.value.problems


def test_a_shopify_export_is_read_as_it_is(shop):
    case = read(shop, rows_of(
        SHOPIFY,
        shopify(1001, "Anna@x.org", "50.00", **{"Lineitem price": "20.00"}), article(1001, "Anna@x.org", "15.00"),
        shopify(1002, "anna@x.org", "30.00", day="2025-04-01"),
        shopify(1003, "ben@x.org", "25.00", status="partially_refunded", **{"Refunded Amount": "5.50"}),
        shopify(1004, "ben@x.org", "99.00", status="refunded", **{"Refunded Amount": "99.00"}),
        shopify(1005, "ben@x.org", "98.00", status="voided"), shopify(1006, "cleo@x.org", "97.00", status="pending"),
        shopify(1007, "cleo@x.org", "96.00", **{"Cancelled at": "2025-03-05 10:31:50 +0100"}),
        shopify(1008, "", "95.00"), shopify(1009, "cleo@x.org", "12.00"),
    ))  # fmt: skip
    assert bought(case) == [("Anna@x.org", "03-04", 50), ("Anna@x.org", "04-01", 30), ("ben@x.org", "03-04", 19.5),
                            ("cleo@x.org", "03-04", 12)]  # fmt: skip
    lines = said(case)
    assert "'Email' for customer, 'Created at' for date, 'Total' for spend" in one(lines, "taken '")
    assert "1 row" in one(lines, "further articles") and "1 row" in one(lines, "paid back in full", "row:")
    assert (
        one(lines, "paid and kept")
        == "3 rows: no purchase that was paid and kept (1 voided, 1 pending, 1 cancelled)"
    )
    assert "1 row" in one(lines, "guests") and "1 order " in one(lines, "the refund was taken off")
    assert "+0100" in one(lines, "time zone") and "columns that the course does not use" in one(
        lines, "does not use"
    )
    assert len(lines) < 12, "a kind of row is one line"


def test_a_stripe_export_is_read_as_it_is(shop):
    case = read(shop, rows_of(
        STRIPE, stripe(1, "cus_A", "20.00"), stripe(2, "cus_A", "21.00", status="Failed", Captured="false"),
        stripe(3, "cus_B", "22.00", **{"Amount Refunded": "2.00"}), stripe(4, "cus_B", "23.00", status="Refunded", **{"Amount Refunded": "23.00"}),
        stripe(5, "cus_B", "24.00", Captured="FALSE"), stripe(6, "", "25.00", **{"Customer Email": "c@x.org"}),
        stripe(7, "", "26.00"), stripe(8, "cus_A", "27.00", **{"Customer Email": "a@x.org"}), stripe(9, "", "28.00", **{"Customer Email": "A@x.org"}),
        stripe(10, "cus_A", "5.00", **{"Amount Refunded": "5.00"}),
    ))  # fmt: skip
    assert bought(case) == [("cus_A", "03-01", 20), ("cus_B", "03-03", 20), ("c@x.org", "03-06", 25), ("cus_A", "03-08", 27),
                            ("cus_A", "03-09", 28)]  # fmt: skip
    lines = said(case)
    assert "'Customer ID' for customer, 'Created date (UTC)' for date, 'Amount' for spend" in one(
        lines, "taken '"
    )
    assert "1 failed, 1 not captured" in one(lines, "paid and kept")
    assert one(lines, "e-mail says") == "2 rows without a customer's number: the e-mail says who bought"


def test_a_woocommerce_export_is_read_as_it_is(shop):
    rows = [woo(1, "7", "10.00"), woo(2, "7", "11.00", status="wc-processing"), woo(3, "8", "12.00", status="wc-refunded"),
            woo(4, "8", "13.00", status="wc-on-hold"), woo(5, "8", "14.00", status="wc-cancelled"), woo(6, "8", "15.00", status="wc-failed"),
            woo(7, "9", "16.00", **{"Order Refund Amount": "-6.00"}), woo(8, "9", "17.00")]  # fmt: skip
    case = read(shop, rows_of(WOO, *rows, rows[-1]))  # an order of two articles has its total on both rows
    assert bought(case) == [("7", "03-01", 10), ("7", "03-02", 11), ("9", "03-07", 10), ("9", "03-08", 17)]
    assert "3 rows: no purchase that was paid" in one(said(case), "on hold", "cancelled", "failed")


def test_a_payment_that_failed_and_was_made_again_counts_once(shop):
    case = read(
        shop,
        rows_of(WOO, woo(1, "7", "10.00", status="wc-failed"), woo(1, "7", "10.00"), woo(2, "7", "5.00")),
    )
    assert bought(case) == [("7", "03-01", 10), ("7", "03-02", 5)] and "1 failed" in one(
        said(case), "paid and kept"
    )


def test_refunds_on_rows_of_their_own_are_taken_off(shop):
    def row(day, kind, gross, email, number):
        return {"Date": f"2025-03-{day:02}", "Name": "N", "Type": kind, "Status": "Completed", "Currency": "EUR", "Gross": gross,
                "From Email Address": email, "Transaction ID": number}  # fmt: skip

    case = read(shop, rows_of(
        PAYPAL, row(1, "Payment", "40.00", "a@x.org", "T1"), row(2, "Payment", "50.00", "a@x.org", "T2"),
        row(3, "Refund", "-45.00", "a@x.org", "T3"), row(4, "Payment", "9.00", "b@x.org", "T4"), row(5, "Refund", "-9.00", "b@x.org", "T5"),
        row(6, "Refund", "-60.00", "a@x.org", "T6"),
    ))  # fmt: skip
    assert bought(case) == [("a@x.org", "03-01", 40), ("a@x.org", "03-02", 5)]
    assert "2 amounts below zero taken off" in one(said(case), "taken off the purchase")
    assert "1 row: below zero, together −60.00" in one(said(case), "too high")


def test_returns_in_a_plain_table_are_taken_off_too(shop):
    case = read(
        shop,
        [
            ["customer", "date", "spend"],
            ["1", "2025-01-01", "30"],
            ["1", "2025-01-05", "-10"],
            ["2", "2025-01-03", "5"],
        ],
    )
    assert bought(case) == [("1", "01-01", 20), ("2", "01-03", 5)]


def test_other_languages_separators_and_cases_are_read(shop):
    case = read(shop, [["KUNDENNUMMER", "Bestelldatum", "Gesamtbetrag", "Währung", "Zahlungsstatus"],
                       ["17", "04.03.2025", "1.234,50 €", "EUR", "bezahlt"], ["18", "05.03.2025", "20,00", "EUR", "storniert"]],
                separator=";", encoding="cp1252")  # fmt: skip
    assert bought(case) == [("17", "03-04", 1234.5)] and "1 storniert" in one(said(case), "paid and kept")


def test_two_currencies_are_never_summed(shop):
    (problem,) = refused(shop, rows_of(SHOPIFY, shopify(1, "a@x.org", "50"), shopify(2, "a@x.org", "60"),
                                       shopify(3, "a@x.org", "70", Currency="USD"), shopify(4, "a@x.org", "9", Currency="CHF", status="voided")))  # fmt: skip
    assert problem.found == "amounts in 2 currencies: EUR (2), USD (1)" and problem.column == "Currency"
    assert problem.mend == "convert the others to EUR, or delete their rows"
    (problem,) = refused(shop, [["customer", "date", "spend", "currency"], ["1", "2025-01-01", "30", "usd"]])
    assert problem.found == "amounts in USD" and "correct currency in the firm sheet" in problem.mend


def test_an_exports_own_conversion_is_read_where_there_is_one(shop):
    rows = [stripe(1, "A", "20.00", **{"Converted Amount": "20.00", "Converted Currency": "eur"}),
            stripe(2, "A", "30.00", Currency="usd", **{"Amount Refunded": "10.00", "Converted Amount": "27.00",
                                                       "Converted Amount Refunded": "9.00", "Converted Currency": "eur"})]  # fmt: skip
    case = read(shop, rows_of(STRIPE, *rows))
    assert bought(case) == [("A", "03-01", 20), ("A", "03-02", 18)] and one(
        said(case), "own conversion to EUR"
    )


def test_refunds_by_their_type_are_converted_too(shop):
    more = {"Converted Currency": "eur"}
    rows = [stripe(1, "A", "40.00", **{"Converted Amount": "36.00", "Currency": "usd", "Type": "charge"}, **more),
            stripe(2, "A", "10.00", **{"Converted Amount": "9.00", "Currency": "usd", "Type": "refund"}, **more)]  # fmt: skip
    assert bought(read(shop, rows_of([*STRIPE, "Type"], *rows))) == [("A", "03-01", 27)]


@pytest.mark.parametrize("table", ["offers", "customers"])
def test_other_tables_of_money_keep_to_one_currency_too(table, example):
    rows = rows_in(example, table)
    write(
        example,
        table,
        [[*rows[0], "Currency"], *([*row, "EUR" if n % 2 else "USD"] for n, row in enumerate(rows[1:]))],
    )
    with pytest.raises(CaseError) as caught:
        load_case(example, today=TODAY)
    (problem,) = caught.value.problems
    assert "amounts in 2 currencies" in problem.found and problem.column == "currency"


def test_what_an_export_leaves_open_is_asked_once(shop):
    (problem,) = refused(
        shop,
        rows_of(
            SHOPIFY,
            *(shopify(n, "a@x.org", "50", status="mystery" if n % 2 else "paid") for n in range(1, 30)),
        ),
    )
    assert problem.found == "15 rows of which the status does not tell whether they were paid: 'mystery' (15)"
    without = [name for name in SHOPIFY if name != "Refunded Amount"]
    (problem,) = refused(
        shop,
        rows_of(without, *(shopify(n, "a@x.org", "50", status="partially_refunded") for n in range(1, 9))),
    )
    assert problem.found == "8 orders paid back in part, and nothing says how much"
    (problem,) = refused(shop, rows_of(WOO, woo(1, "7", "10"), woo(1, "7", "25"), woo(2, "7", "25")))
    assert problem.found.startswith("1 row with the number of an earlier order, such as '1'")
    (problem,) = refused(
        shop, rows_of(SHOPIFY, *(shopify(n, "a@x.org", "50", status="voided") for n in range(1, 9)))
    )
    assert "no purchase among its rows" in problem.found and "8 voided" in problem.found
    (problem,) = refused(
        shop, [["customer", "date", "spend"], *(["1", f"2025-01-0{n}", "-5"] for n in range(1, 9))]
    )
    assert problem.found == "8 amounts below zero, more than above"


def test_a_column_that_only_looks_like_a_status_is_left_out(shop):
    case = read(
        shop,
        [
            ["customer", "date", "spend", "status", "name"],
            ["1", "2025-01-01", "30", "gold", "Ann"],
            ["1", "2025-01-02", "3", "silver", "Ann"],
        ],
    )
    assert len(case.orders) == 2 and said(case).count("a column that the course does not use") == 2


def test_an_id_alone_does_not_say_who_bought(shop):
    """It may number the orders: read as customers, everybody would have bought once."""
    (problem,) = refused(shop, [["id", "date", "spend"], ["1", "2025-01-01", "30"], ["2", "2025-01-02", "3"]])
    assert problem.column == "customer" and "one called 'id'" in problem.found


NOBODY = ("0", "Guest", "guest", "Laufkunde", "Walk-in", "Gast", "anonymous", "-")


@pytest.mark.parametrize("word", NOBODY)
@pytest.mark.parametrize("column", ["Customer User", "customer"])
def test_guests_under_one_word_are_no_customer_who_comes_back(word, column, shop):
    rows = [
        [column, "date", "spend"],
        ["7", "2025-01-01", "10"],
        *([word, f"2025-01-0{n}", "20"] for n in range(2, 6)),
    ]
    case = read(shop, rows)
    assert bought(case) == [("7", "01-01", 10)]
    assert one(said(case), "guests").startswith("4 rows: guests whom no number or e-mail tells apart")


@pytest.mark.parametrize(("column", "told"), [("Billing Email", "e-mail"), ("Billing Name", "name")])
def test_guests_are_told_apart_by_their_e_mail_or_name(column, told, shop):
    case = read(shop, [["Customer User", "date", "spend", column], ["0", "2025-01-01", "10", "ann@x.org"], ["7", "2025-01-02", "20", "ben@x.org"],
                       ["0", "2025-01-03", "30", "cleo@x.org"], ["0", "2025-01-04", "40", "ann@x.org"], ["0", "2025-01-05", "5", ""]])  # fmt: skip
    assert bought(case) == [
        ("ann@x.org", "01-01", 10), ("7", "01-02", 20), ("cleo@x.org", "01-03", 30), ("ann@x.org", "01-04", 40)
    ]  # fmt: skip
    assert "3 rows" in one(said(case), f"the {told} says who bought") and "1 row:" in one(
        said(case), "guests"
    )


def test_a_name_that_the_customers_table_knows_is_somebody(example):
    customers = rows_in(example, "customers")
    customers[1][0] = "0"
    write(example, "customers", customers)
    write(example, "orders", [["customer", "date", "spend"], ["0", "2025-01-01", "10"]])
    assert load_case(example, today=TODAY).orders["customer"].tolist() == ["0"]


# A column's name, its word for a purchase, its word for a row that is none, and what the sentence says of it.
SAID = [("cancelled", "no", "yes", "1 cancelled"), ("Canceled", "", "2025-03-04", "1 canceled"), ("paid", "yes", "no", "1 not paid"),
        ("payment", "paid", "failed", "1 failed"), ("result", "ok", "failed", "1 failed"), ("state", "completed", "failed", "1 failed"),
        ("refund", "no", "yes", "1 refund"), ("refunded", "false", "true", "1 refunded"), ("refunded", "0", "1", "1 refunded"),
        ("livemode", "true", "false", "1 not livemode"),
        ("paid", "2025-03-05", "", "1 not paid"), ("Paid at", "2025-03-05 10:00", "", "1 not paid"), ("Mode", "live", "test", "1 test"), ("Dispute Status", "", "lost", "paid back in full"),
        ("storniert", "nein", "ja", "1 storniert"), ("test", "", "1", "1 test"), ("Captured", "TRUE", "FALSE", "1 not captured")]  # fmt: skip


@pytest.mark.parametrize("export", [False, True])
@pytest.mark.parametrize(("column", "good", "bad", "told"), SAID)
def test_ordinary_columns_that_say_not_paid_or_paid_back_are_honoured(column, good, bad, told, export, shop):
    head = ["Customer ID", "Created at", "Order Total"] if export else ["customer", "date", "spend"]
    case = read(shop, [[*head, column], ["1", "2025-03-01", "30", good], ["1", "2025-03-02", "20", bad], ["2", "2025-03-03", "10", good]])  # fmt: skip
    assert bought(case) == [("1", "03-01", 30), ("2", "03-03", 10)]
    assert one(said(case), told).startswith("1 row: ")


def test_refunds_as_amounts_above_zero_are_taken_off_by_the_type(shop):
    case = read(shop, [["customer", "date", "spend", "type"], ["1", "2025-03-01", "30", "sale"], ["2", "2025-03-01", "15", "sale"],
                       ["1", "2025-03-02", "12", "refund"], ["2", "2025-03-04", "15", "refund"]])  # fmt: skip
    assert bought(case) == [("1", "03-01", 18)]
    assert "2 amounts below zero taken off" in one(said(case), "taken off the purchase")


@pytest.mark.parametrize(
    "word", ["refund", "Failed", "cancelled", "TEST", "void", "chargeback", "storniert", "remboursé"]
)
def test_words_of_doubt_in_an_unknown_column_are_asked_about_in_one_sentence(word, shop):
    rows = [
        ["customer", "date", "spend", "remark"],
        *(["1", f"2025-03-{n:02}", "30", "" if n % 3 else word] for n in range(1, 20)),
    ]
    (problem,) = refused(shop, rows)
    assert problem.column == "remark" and problem.found.startswith(f"6 rows with '{word.casefold()}'")


def test_columns_of_other_sense_are_no_flags(shop):
    """What was refunded as an amount is taken off; a type of goods, a payment's way, a place called Paid say nothing."""
    case = read(shop, [["customer", "date", "spend", "refunded", "type", "payment"], ["1", "2025-03-01", "30", "0", "tea", "card"],
                       ["1", "2025-03-02", "20", "5.50", "coffee", "cash"]])  # fmt: skip
    assert bought(case) == [("1", "03-01", 30), ("1", "03-02", 14.5)]


PAYPAL_IN_FULL = [*PAYPAL, "To Email Address", "Reference Txn ID"]


def paypal(number, kind, gross, sender, receiver="shop@x.org", reference="", day=None, **more):
    return {"Date": f"2025-03-{day or number:02}", "Name": "Ann", "Type": kind, "Status": "Completed", "Currency": "EUR", "Gross": gross,
            "From Email Address": sender, "To Email Address": receiver, "Transaction ID": f"T{number}X", "Reference Txn ID": reference,
            **more}  # fmt: skip


OTHERS = ("General Withdrawal", "Bank Deposit to PP Account", "Transfer to Bank", "General Currency Conversion", "Payment Fee",
          "Account Hold for Open Authorization")  # fmt: skip


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize("gross", ["500.00", "-500.00"])
def test_money_that_moves_without_a_purchase_is_left_out_by_its_type(kind, gross, shop):
    case = read(shop, rows_of(PAYPAL_IN_FULL, paypal(1, "Website Payment", "40.00", "a@x.org"), paypal(2, kind, gross, "bank@x.org"),
                              paypal(3, "Express Checkout Payment", "50.00", "b@x.org")))  # fmt: skip
    assert bought(case) == [("a@x.org", "03-01", 40), ("b@x.org", "03-03", 50)]
    assert f"1 '{kind[:39]}" in one(said(case), "no purchases by the column Type")


def test_refunds_that_the_shop_sends_are_taken_off_the_purchase_they_name(shop):
    """By the number that they refer to, or the address they go to; all stand under the shop's own address."""
    case = read(shop, rows_of(
        PAYPAL_IN_FULL, paypal(1, "Website Payment", "40.00", "a@x.org"), paypal(2, "Website Payment", "40.00", "b@x.org"),
        paypal(3, "Website Payment", "30.00", "a@x.org"), paypal(4, "Payment Refund", "-40.00", "shop@x.org", "", "T1X"),
        paypal(5, "Payment Refund", "-10.00", "shop@x.org", "b@x.org"), paypal(6, "Website Payment", "1.00", "shop@x.org"),
    ))  # fmt: skip
    assert bought(case) == [("b@x.org", "03-02", 30), ("a@x.org", "03-03", 30)]
    assert "1 row: paid by the shop's own address" in one(said(case), "own address")


def test_refunds_without_a_buyer_are_matched_by_their_amount_or_told(shop):
    case = read(shop, rows_of(
        PAYPAL, paypal(1, "Website Payment", "41.00", "a@x.org"), paypal(2, "Website Payment", "30.00", "b@x.org"),
        paypal(3, "Website Payment", "30.00", "c@x.org"), paypal(4, "Payment Refund", "-41.00", "shop@x.org"),
        paypal(5, "Payment Refund", "-30.00", "shop@x.org"),
    ))  # fmt: skip
    assert bought(case) == [("b@x.org", "03-02", 30), ("c@x.org", "03-03", 30)]
    assert "1 row: below zero, together −30.00" in one(said(case), "below zero,")


def test_a_return_of_a_known_customer_is_never_taken_off_another(shop):
    rows = [
        ["customer", "date", "spend"],
        ["1", "2025-03-01", "30"],
        ["2", "2025-03-02", "-30"],
        ["3", "2025-03-02", "4"],
    ]
    case = read(shop, rows)
    assert bought(case) == [("1", "03-01", 30), ("3", "03-02", 4)] and one(said(case), "below zero, together")


@pytest.mark.parametrize("name", ["Item total", "Line Total", "Lineitem price", "Price"])
@pytest.mark.parametrize("second", ["20", "7.50"])
def test_amounts_of_articles_add_up_to_their_order(name, second, shop):
    case = read(shop, [["Order ID", "customer", "date", name], ["81", "1", "2025-03-01", "20"], ["81", "1", "2025-03-01", second],
                       ["82", "2", "2025-03-02", "5"]])  # fmt: skip
    assert bought(case) == [("1", "03-01", 20 + float(second)), ("2", "03-02", 5)]
    assert "1 row with a further article" in one(said(case), "further article")


def test_prices_of_one_piece_are_taken_times_the_quantity(shop):
    case = read(shop, [["Order ID", "customer", "date", "Price", "Quantity"], ["81", "1", "2025-03-01", "20", "2"],
                       ["81", "1", "2025-03-01", "5", "3"]])  # fmt: skip
    assert bought(case) == [("1", "03-01", 55)] and one(said(case), "times the quantity")


@pytest.mark.parametrize("name", ["Order Total", "Total"])
def test_a_total_that_is_written_again_counts_once(name, shop):
    case = read(shop, [["Order ID", "customer", "date", name], ["81", "1", "2025-03-01", "20"], ["81", "1", "2025-03-01", "20"]])  # fmt: skip
    assert bought(case) == [("1", "03-01", 20)]


@pytest.mark.parametrize("name", ["spend", "Amount", "Gross"])
def test_equal_amounts_of_one_order_are_asked_about_where_the_name_does_not_tell(name, shop):
    (problem,) = refused(shop, [["Order ID", "customer", "date", name], ["81", "1", "2025-03-01", "20"], ["81", "1", "2025-03-01", "20"]])  # fmt: skip
    assert "nothing says whether each has the whole order's amount or an article's" in problem.found
    assert "item_total" in problem.mend


def in_cents(rows):
    return [rows[0], *([*row[:2], f"{100 * float(row[2]):.0f}"] for row in rows[1:])]


@pytest.mark.parametrize("without", ["offers", "customers", None])
def test_orders_in_cents_are_asked_about_where_another_table_tells(without, gym):
    """A service of payment counts in cents: a hundred times too much money, and each amount a whole number."""
    if without:
        (gym / f"{without}.csv").unlink()
    (problem,) = refused(gym, in_cents(rows_in(gym, "orders")))
    assert problem.column == "spend" and problem.found.endswith("are these cents?")


def test_whole_amounts_of_a_usual_size_are_read(gym):
    rows = rows_in(gym, "orders")
    write(gym, "orders", [rows[0], *([*row[:2], f"{float(row[2]):.0f}"] for row in rows[1:])])
    assert len(load_case(gym, today=TODAY).orders) == len(rows) - 1


@pytest.mark.parametrize("others", [(), ("950",)])
def test_points_that_may_group_thousands_are_asked_about_in_one_sentence(others, shop):
    cells = ["1.234", "2.500", "12.000", *others]
    (problem,) = refused(
        shop,
        [["customer", "date", "spend"], *(["1", f"2025-03-0{n}", cell] for n, cell in enumerate(cells, 1))],
    )
    assert problem.found.startswith("three digits after the point") and problem.mend.startswith(
        "write 1234 if thousands"
    )


def test_a_single_decimal_point_tells_how_the_others_are_meant(shop):
    case = read(
        shop, [["customer", "date", "spend"], ["1", "2025-03-01", "1.234"], ["1", "2025-03-02", "12.5"]]
    )
    assert case.orders["spend"].tolist() == [1.234, 12.5]


@pytest.mark.parametrize(
    ("column", "word"),
    [("cancelled", "maybe"), ("refund", "partial"), ("disputed", "needs response"), ("paid", "12.50")],
)
def test_answers_that_are_neither_yes_nor_no_are_asked_about(column, word, shop):
    (problem,) = refused(
        shop,
        [
            ["customer", "date", "spend", column],
            ["1", "2025-03-01", "30", word],
            ["2", "2025-03-02", "3", ""],
        ],
    )
    assert problem.column == column and problem.found.startswith("1 row with '")


def test_a_status_that_is_not_known_is_told_with_its_column(shop):
    (problem,) = refused(shop, [["customer", "date", "spend", "payment"], ["1", "2025-03-01", "30", "card"], ["2", "2025-03-02", "3", "failed"]])  # fmt: skip
    assert problem.column == "payment" and "'card' (1)" in problem.found
