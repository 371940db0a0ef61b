"""Orders as shops and payment services export them: which columns count, and which rows are no purchases.

Such a table has its own names for customer, date and spend; rows that failed, were cancelled or paid back; an order on
several rows; buyers without a number; sometimes two currencies. Each kind of row is answered by one sentence with its count.
"""

import re
from collections import Counter, defaultdict, namedtuple
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from custvalue_helpers.kit.words import plural
from custvalue_helpers.your_case.cells import (
    NO,
    NO_VALUE,
    SIGNS,
    YES,
    NotAccepted,
    clean,
    day_order,
    decimal_mark,
    is_blank,
    is_no_value,
    is_plain,
    name_of,
    quoted,
    read_day,
    read_number,
    same_currency,
)
from custvalue_helpers.your_case.grids import CellGrid
from custvalue_helpers.your_case.problems import CaseProblem, Note

__all__ = []

# What others call a column, the surest first. A name of another language stands as name_of() writes it.
NAMES = {
    "customer": ("customer", "customer_id", "customer_number", "customer_no", "client_id", "client", "member_id", "member", "buyer_id",
                 "buyer", "user_id", "customer_user", "kundennummer", "kunden_nr", "kundennr", "kunde", "id_client", "cliente",
                 "id_cliente", "klantnummer", "klant"),
    "email": ("customer_email", "email", "e_mail", "email_address", "e_mail_address", "billing_email", "email_billing",
              "from_email_address", "kunden_e_mail", "courriel", "correo"),
    "person": ("customer_name", "billing_name", "full_name", "kundenname", "nom", "nombre"),
    "date": ("date", "created_at", "created_utc", "created_date_utc", "created_date", "created", "order_date", "date_created",
             "purchase_date", "transaction_date", "paid_at", "paid_date", "day", "when", "datum", "bestelldatum", "auftragsdatum",
             "kaufdatum", "date_de_commande", "fecha", "data"),
    "spend": ("spend", "total", "order_total", "order_total_amount", "total_amount", "grand_total", "total_price", "amount",
              "order_amount", "gross", "gross_amount", "net_sales", "revenue", "sales", "gesamtbetrag", "gesamtsumme", "gesamt", "summe",
              "betrag", "umsatz", "montant_total", "montant", "total_ttc", "importe", "totaal", "bedrag", "item_total", "line_total",
              "lineitem_total", "lineitem_price", "item_price", "unit_price", "price", "einzelpreis", "preis"),
    "quantity": ("lineitem_quantity", "item_quantity", "quantity", "qty", "menge", "anzahl", "quantité"),
    "order": ("order_id", "order_number", "order_no", "order", "order_name", "bestellnummer", "auftragsnummer", "commande", "pedido",
              "name", "transaction_id", "id"),
    "currency": ("currency", "order_currency", "currency_code", "währung", "waehrung", "devise", "moneda", "valuta"),
    "refund": ("refunded_amount", "amount_refunded", "order_refund_amount", "refund_amount", "refund_total", "total_refunded",
               "refunds", "refund", "refunded", "erstattung", "erstattungsbetrag", "remboursement"),
    "reference": ("reference_txn_id", "reference_transaction_id", "original_transaction_id", "parent_transaction_id"),
    "to": ("to_email_address", "to_email", "recipient_email"),
    "cancelled": ("cancelled_at", "canceled_at", "cancelled_date", "storniert_am"),
}  # fmt: skip
STATUS = ("financial_status", "payment_status", "order_status", "dispute_status", "status", "state", "payment", "payment_state",
          "payment_result", "transaction_status", "charge_status", "result", "outcome", "mode", "zahlung", "zahlungsstatus", "bestellstatus", "statut",
          "estado")  # fmt: skip
# Of the customer, where they live, or how they paid, perhaps.
VAGUE = ("status", "state", "payment", "result", "outcome", "mode", "zahlung", "statut", "estado")
# Columns of yes and no: a row is no purchase if the first say yes (or when), or if the others say no.
AGAINST = ("cancelled", "canceled", "is_cancelled", "is_canceled", "voided", "refunded", "is_refunded", "refund", "returned",
           "is_returned", "charged_back", "chargeback", "disputed", "failed", "test", "is_test", "test_order", "test_mode", "storniert",
           "erstattet", "annulé", "remboursé")  # fmt: skip
FOR = ("paid", "is_paid", "captured", "livemode", "live_mode", "completed", "successful", "bezahlt", "payé")
PAID_WHEN = ("paid_at", "paid_on", "paid_date", "date_paid", "bezahlt_am")  # empty: not paid
# What a row of money is, in words that may stand among others: the first that fits.
KIND = ("type", "transaction_type", "kind", "transaction_kind", "order_type", "typ", "transaktionsart")
KINDS = (
    ("no purchase", r"(?:^|_)(?:fees?|holds?)(?:_|$)|gebühr|(?:^|_)frais"),
    ("paid back", r"(?:^|_)(?:refund|return|reversal|charge_?back|credit_note|rembours)|rückzahlung|erstattung|gutschrift"),
    ("no purchase", r"(?:^|_)(?:withdraw|deposit|transfer|payout|cancel|authori[sz]ation|adjustment|failed|void|virement)"
                    r"|conversion|(?:^|_)test(?:_|$)|abbuchung|auszahlung|einzahlung|umrechnung"),
    ("purchase", r"(?:^|_)(?:payment|purchase|order|sale|charge|invoice|subscription|capture|paiement|vente|achat)|checkout|zahlung"
                 r"|(?:^|_)(?:ver)?kauf|bestellung"),
)  # fmt: skip
# Amounts of a whole order, which exports write again for each article; and those of one article, which add up.
OF_ORDER = {"total", "order_total", "order_total_amount", "total_amount", "grand_total", "total_price", "order_amount", "gesamtbetrag",
            "gesamtsumme", "gesamt", "montant_total", "total_ttc", "totaal"}  # fmt: skip
OF_PIECE = {"lineitem_price", "item_price", "unit_price", "price", "einzelpreis", "preis"}
OF_ARTICLE = {"item_total", "line_total", "lineitem_total"} | OF_PIECE
CONVERTED = {
    "spend": "converted_amount",
    "currency": "converted_currency",
    "refund": "converted_amount_refunded",
}
COUNTED = {"paid", "completed", "complete", "succeeded", "success", "successful", "fulfilled", "shipped", "delivered", "processing",
           "captured", "settled", "approved", "ok", "live", "won", "closed", "partially_refunded", "partial_refund", "bezahlt", "abgeschlossen", "erledigt",
           "versandt", "payé", "payée", "terminé", "terminée", "pagado", "completado", "betaald", "pagato"}  # fmt: skip
UNPAID = {"failed", "cancelled", "canceled", "voided", "void", "pending", "pending_payment", "expired", "declined", "denied",
          "authorized", "authorised", "uncaptured", "on_hold", "draft", "checkout_draft", "trash", "incomplete", "blocked", "abandoned",
          "unpaid", "requires_payment_method", "requires_action", "requires_confirmation", "requires_capture", "open",
          "fehlgeschlagen", "storniert", "abgebrochen", "offen", "ausstehend", "annulé", "annulée", "échoué", "échouée", "en_attente",
          "cancelado", "pendiente", "test", "disputed", "fraud", "fallido", "geannuleerd", "mislukt", "annullato"}  # fmt: skip
REFUNDED = {"refunded", "fully_refunded", "refund", "returned", "reversed", "chargeback", "charged_back", "erstattet", "zurückgezahlt", "lost",
            "remboursé", "remboursée", "reembolsado", "terugbetaald", "rimborsato"}  # fmt: skip
PARTLY = ("partially_refunded", "partial_refund")
# In a column that nothing else is known of, these words ask for an answer.
DOUBTFUL = REFUNDED | {"failed", "cancelled", "canceled", "voided", "void", "test", "lost", "declined", "unpaid", "fraud", "disputed",
                       "fehlgeschlagen", "storniert", "abgebrochen", "annulé", "annulée", "échoué", "échouée", "cancelado", "fallido",
                       "geannuleerd", "mislukt", "annullato"}  # fmt: skip
CUSTOMERS = ("customer", "email", "person")
# What shops write in the buyer's column where nobody gave a name; a 0 is WooCommerce's.
NOBODY = {"0", "guest", "guest_user", "guest_customer", "guest_checkout", "gast", "gastkunde", "gastbestellung", "laufkunde",
          "laufkundschaft", "barverkauf", "walk_in", "walkin", "walk_in_customer", "anonymous", "anonym", "unknown", "unbekannt",
          "invité", "invitado", "ospite", "cash_customer", "no_customer"}  # fmt: skip
SHOWN = 4  # words or columns in one message
Row = namedtuple("Row", "number cells")


@dataclass
class _Export:
    """An export while it is read: which column plays which part, and what is to be said."""

    grid: CellGrid
    currency: str | None
    people: frozenset[str]
    header: tuple
    names: tuple[str, ...]
    roles: dict[str, int]
    statuses: tuple[int, ...] = ()
    kind: int | None = None
    flags: dict[int, tuple[str, set[str]]] = field(default_factory=dict)
    worked_out: dict[int, float] = field(default_factory=dict)
    decimal: str | None = None
    notes: list[Note] = field(default_factory=list)
    problems: list[CaseProblem] = field(default_factory=list)

    @property
    def buyer(self):
        """The part of the column that names the buyer best."""
        return next(role for role in CUSTOMERS if role in self.roles)

    def title(self, at):
        """What a column is called in the export."""
        return clean(self.header[at])[0]

    def cell(self, row, role):
        """What stands in a row in the column that plays a part, '' if nothing."""
        return row.cells[self.roles[role]] if role in self.roles else ""

    def word(self, row, role):
        """The same as text."""
        return _word(self.cell(row, role))

    def who(self, row, role):
        """The same for a column that names the buyer: '' for a guest, too."""
        word = self.word(row, role)
        return "" if _is_nobody(word, self.people) else word

    def amount(self, row, role):
        """The same as a number; None if it is empty, or none that can be read."""
        if role == "spend" and row.number in self.worked_out:
            return self.worked_out[row.number]
        cell = self.cell(row, role)
        try:
            return None if is_no_value(cell) else read_number(cell, self.decimal).value
        except NotAccepted:
            return None

    def keep_in_mind(self, said):
        """Note how the export was read."""
        self.notes.append(Note("to keep in mind", self.grid.file, None, said))

    def leave(self, rows, said):
        """Note that rows are left out."""
        if rows:
            self.notes.append(Note("left out", self.grid.file, None, f"{plural(len(rows), 'row')}: {said}"))

    def refuse(self, rows, role, found, accepted, mend):
        """One problem for all rows of a kind."""
        column = self.title(self.roles[role]) if role in self.roles else None
        self.problems.append(CaseProblem(self.grid.file, rows[0].number, column, found, accepted, mend))


def _word(cell):
    """A cell as text, '' if it has no value."""
    if is_no_value(cell):
        return ""
    return clean(int(cell) if isinstance(cell, float) and cell.is_integer() else cell)[0]


def _is_nobody(word, people):
    """Whether a buyer's name stands for guests; a name that the table customers knows stands for somebody."""
    return word not in people and name_of(word) in NOBODY


def purchases(
    grid: CellGrid, currency: str | None, known: set[str], people: frozenset[str] = frozenset()
) -> CellGrid:
    """The grid of a table of orders, with the columns customer, date and spend, and none but purchases in its rows.

    ``currency`` is the firm's, ``known`` the table's own column names, ``people`` those whom the table customers knows.
    A table that has these names, and no column that says more, comes back as it is, but for amounts below zero, which are
    taken off the purchase they belong to.
    """
    place, names = _header(grid)
    if place is None:
        return grid
    header = grid.rows[place][1]
    rows = [
        Row(number, cells + ("",) * (len(header) - len(cells))) for number, cells in grid.rows[place + 1 :]
    ]
    export = _Export(grid, currency, people, header, names, _roles(names, rows))
    if not set(export.roles) & set(CUSTOMERS) or not {"date", "spend"} <= set(export.roles):
        return grid
    as_wanted = {names[export.roles[role]] for role in known if role in export.roles} == known
    export.statuses = tuple(
        at for at, name in enumerate(names) if name in STATUS and _is_status(name, rows, at)
    )
    export.flags, export.kind = _flags(export, rows), _kind(export, rows)
    if doubtful := _doubtful(export, rows):
        return replace(grid, problems=(*grid.problems, doubtful))
    says_more = export.statuses or export.flags or export.kind is not None or _has_guests(export, rows)
    plain = (
        as_wanted and not says_more and set(export.roles) <= {*known, "email", "person", "order", "quantity"}
    )
    if (
        plain
        and "order" not in export.roles
        and not any(_below_zero(export.cell(row, "spend")) for row in rows)
    ):
        return grid
    money = [export.cell(row, role) for role in ("spend", "refund") for row in rows]
    export.decimal = decimal_mark(money) or grid.decimal
    _times_quantity(export, rows)
    # A payment that failed may be made again under its number: so what was not paid goes first.
    kept = _orders(export, _paid(export, _articles(export, rows)))
    _one_currency(export, kept)
    amounts = _refunds(export, kept)
    kept = _returns(export, kept, amounts)
    buyers = {} if plain else _buyers(export, kept)
    if rows and not kept and not export.problems:
        found = "no purchase among its rows: " + "; ".join(note.said for note in export.notes)
        mend = "make the export anew, with the orders that were paid"
        export.problems.append(CaseProblem(grid.file, None, None, found, "one row a purchase", mend))
    head = tuple(header) if plain else _named(export)
    kept = [row for row in kept if plain or row.number in buyers]
    lines = [(row.number, _line(export, row, amounts, buyers, plain)) for row in kept]
    above = (*grid.rows[:place], (grid.rows[place][0], head))
    notes, problems = (*grid.notes, *export.notes), (*grid.problems, *export.problems)
    return replace(grid, rows=(*above, *lines), notes=notes, problems=problems)


def _header(grid):
    """The row with the column names: the one of the first twelve in which most of the parts are found, and its names."""
    best = None
    found: tuple[str, ...] = ()
    for at, (_, cells) in enumerate(grid.rows[:12]):
        names = tuple(name_of(cell) for cell in cells)
        if _parts(names) > (_parts(found) if found else 1):
            best, found = at, names
    return best, found


def _parts(names):
    return sum(bool(set(names) & set(NAMES[role])) for role in ("email", "customer", "date", "spend"))


def _roles(names, rows):
    """The position of the column that plays each part."""
    roles: dict[str, int] = {}
    for role, words in NAMES.items():
        free = (names.index(word) for word in words if word in names)
        at = next((at for at in free if at not in roles.values()), None)
        if at is not None:
            roles[role] = at
    if not set(roles) & set(CUSTOMERS):  # no column can be told to name the buyer: an id may be the order's
        return roles
    roles.pop("order", None)  # the surest name may be a person's: then the next
    for word in NAMES["order"]:
        at = names.index(word) if word in names else None
        if at is not None and at not in roles.values() and _numbers_orders(rows, at, roles):
            roles["order"] = at
            break
    return roles


def _numbers_orders(rows, order, roles):
    """Whether a column numbers orders: digits in each of its cells, and never two buyers under one number."""
    buyer = next(roles[role] for role in CUSTOMERS if role in roles)
    seen: dict[str, str] = {}
    for _, cells in rows:
        number, who = cells[order], clean(cells[buyer])[0]
        if is_blank(number):
            continue
        if not re.search(r"\d", str(number)):
            return False
        if who and seen.setdefault(str(number), who) != who:
            return False
    return bool(seen) or not rows


def _column(rows, at):
    """The words of a column, as name_of() writes them."""
    return {name_of(word) for cell in {row.cells[at] for row in rows} if (word := _word(cell))}


def _is_status(name, rows, at):
    """Whether a column says of orders whether they were paid: by its name, or if that may mean much else, by a known word."""
    words = {_status(cell) for cell in {row.cells[at] for row in rows}} - {""}
    return bool(words & (COUNTED | UNPAID | REFUNDED) or (words and name not in VAGUE))


def _status(cell):
    return "" if is_no_value(cell) else name_of(cell).removeprefix("wc_")


def _flags(export, rows):
    """The columns that say yes or no of a purchase: from the position to the word for a row that is none, and its answers.

    A column of amounts, such as what was refunded, says neither, and plays its own part.
    """
    flags = {}
    for at, name in enumerate(export.names):
        when = name in PAID_WHEN and not export.statuses and at != export.roles["date"]
        if at in export.statuses or not (name in AGAINST + FOR or when):
            continue
        words = _column(rows, at)
        days = {word for word in words if re.match(r"[0-9]{1,4}_[0-9]{1,2}_[0-9]{1,4}", word)}
        if not words or not words <= YES | NO | UNPAID | REFUNDED | days:
            continue
        bad = words & (UNPAID | REFUNDED)
        what = "paid" if when else name.removeprefix("is_").replace("_", " ")
        if name in AGAINST:
            flags[at] = (what, bad | (words & YES) | days)
        else:  # where others have a day, an empty cell says no
            flags[at] = (f"not {what}", bad | (words & NO) | ({""} if days else set()))
        export.roles = {role: place for role, place in export.roles.items() if place != at}
    return flags


def _kind(export, rows):
    """The position of the column that says what a row of money is, if some of its rows are no purchase."""
    for at, name in enumerate(export.names):
        if name in KIND and {"no purchase", "paid back"} & {_kind_of(word) for word in _column(rows, at)}:
            return at
    return None


@lru_cache(1000)
def _kind_of(word):
    """What a row of money is by the word for it; None if the word does not tell.

    >>> _kind_of("payment_refund"), _kind_of("website_payment"), _kind_of("general_currency_conversion")
    ('paid back', 'purchase', 'no purchase')
    """
    return next((kind for kind, pattern in KINDS if re.search(pattern, word)), None)


def _doubtful(export, rows):
    """The problem of a column that is not used, and has words such as refunded or test; None if there is none."""
    used = {*export.roles.values(), *export.statuses, *export.flags, export.kind}
    for at, name in enumerate(export.names):
        refund = at == export.roles.get("refund")
        if at in used and not refund:
            continue
        words = _column(rows, at)
        if refund:
            doubtful, what = {word for word in words if not any(map(str.isdigit, word))}, "which is no amount"
        elif name in AGAINST + FOR:
            doubtful = {word for word in words if word.strip("0_")} - YES - NO
            what = "which says neither yes nor no"
        else:
            doubtful, what = words & DOUBTFUL, "in a column that the course does not know"
        if not doubtful:
            continue
        found = [row.number for row in rows if name_of(_word(row.cells[at])) in doubtful]
        shown = ", ".join(quoted(word.replace("_", " ")) for word in sorted(doubtful)[:SHOWN])
        return CaseProblem(export.grid.file, found[0], export.title(at) or None,
                           f"{plural(len(found), 'row')} with {shown}, {what}",
                           "a table of purchases that were paid, and not paid back",
                           "delete these rows if they are no purchases, or else the column; or call the column status")  # fmt: skip
    return None


def _has_guests(export, rows):
    """Whether the buyer's column has words or signs that stand for nobody."""
    at = export.roles[export.buyer]
    cells = {cell for cell in {row.cells[at] for row in rows} if not is_blank(cell)}
    nobody = NO_VALUE | NOBODY
    doubtful = (cell for cell in cells if not is_plain(cell) or cell.lower() in nobody)
    return any(is_no_value(cell) or _is_nobody(_word(cell), export.people) for cell in doubtful)


def _below_zero(cell):
    """Whether an amount may be below zero, at a first look."""
    if isinstance(cell, str):
        return "-" in cell or "−" in cell or "–" in cell
    value = getattr(cell, "value", cell)
    return isinstance(value, (int, float)) and value < 0


def _times_quantity(export, rows):
    """Take prices of one piece times how many were bought."""
    if export.names[export.roles["spend"]] not in OF_PIECE or "quantity" not in export.roles:
        return
    for row in rows:
        many, price = export.amount(row, "quantity"), export.amount(row, "spend")
        if many is not None and price is not None:
            export.worked_out[row.number] = round(price * many, 6)
    export.keep_in_mind("prices of one piece were taken times the quantity")


def _articles(export, rows):
    """The rows without the further articles of an order, which have no total."""
    if "order" not in export.roles:
        return rows
    seen: set[str] = set()
    kept: list[Row] = []
    articles: list[Row] = []
    for row in rows:
        number = export.word(row, "order")
        again = number in seen and is_no_value(export.cell(row, "spend"))
        (articles if again else kept).append(row)
        seen |= {number} - {""}
    export.leave(articles, "further articles of an order whose total stands in its first row")
    return kept


def _orders(export, rows):
    """The first row of each order that was paid; further ones repeat its total for each article, or are refunds, which stay."""
    if "order" not in export.roles:
        return rows
    by_article, of_order = (export.names[export.roles["spend"]] in names for names in (OF_ARTICLE, OF_ORDER))
    first: dict[str, Row] = {}
    kept, again, added, unlike = [], [], [], []
    for row in rows:
        number, amount = export.word(row, "order"), export.amount(row, "spend")
        earlier = first.setdefault(number, row) if number else row
        if earlier is row or (amount is not None and amount < 0):
            kept.append(row)
        elif export.cell(row, "date") != export.cell(earlier, "date") or amount is None:
            unlike.append(row)
        elif by_article:
            export.worked_out[earlier.number] = round((export.amount(earlier, "spend") or 0) + amount, 6)
            added.append(row)
        elif of_order and amount == export.amount(earlier, "spend"):
            again.append(row)
        else:
            unlike.append(row)
    if added:
        what = "with a further article of an order: its amount was added to the order's first row"
        export.keep_in_mind(f"{plural(len(added), 'row')} {what}")
    export.leave(again, "an order's total again, for a further article")
    if unlike:
        what = "and nothing says whether each has the whole order's amount or an article's"
        if of_order or by_article:
            what = "and another amount or day"
        export.refuse(unlike, "order", f"{plural(len(unlike), 'row')} with the number of an earlier order, such as"
                      f" {quoted(export.word(unlike[0], 'order'))}, {what}", "one row an order, with its total",
                      "keep one row of each order with its total; or"
                      " call the amounts total if they are the whole order's, item_total if they add up")  # fmt: skip
    return kept


def _paid(export, rows):
    """The rows that were paid, by all the columns that say so."""
    unpaid, refunded, unknown, other, kept = defaultdict(list), [], defaultdict(list), defaultdict(list), []
    for row in rows:
        words = [_status(row.cells[at]) for at in export.statuses]
        bad = next((word for word in words if word in UNPAID), None)
        strange = [word for word in words if word and word not in COUNTED | UNPAID | REFUNDED]
        flags = export.flags.items()
        against = next(
            (what for at, (what, answers) in flags if name_of(_word(row.cells[at])) in answers), None
        )
        kind = "" if export.kind is None else _word(row.cells[export.kind])
        meant = _kind_of(name_of(kind)) if kind else "purchase"
        cancelled = export.word(row, "cancelled")
        if bad:
            unpaid[bad.replace("_", " ")].append(row)
        elif cancelled and name_of(cancelled) not in NO:
            unpaid["cancelled"].append(row)
        elif meant == "no purchase":
            other[kind].append(row)
        elif meant == "paid back" and (amount := export.amount(row, "spend")):
            export.worked_out[row.number] = -abs(amount)
            kept.append(row)
        elif meant == "paid back" or (REFUNDED & {*words} and (export.amount(row, "spend") or 0) >= 0):
            refunded.append(row)
        elif against:
            unpaid[against].append(row)
        elif strange or not meant:
            unknown[strange[0] if strange else kind].append(row)
        else:
            kept.append(row)
    listed = ", ".join(f"{len(found)} {quoted(kind)}" for kind, found in list(other.items())[:SHOWN])
    column = "" if export.kind is None else export.title(export.kind)
    export.leave(_together(other), f"no purchases by the column {column} ({listed})")
    by_count = sorted(unpaid.items(), key=lambda pair: -len(pair[1]))
    told = ", ".join(f"{len(found)} {word}" for word, found in by_count)
    export.leave(_together(unpaid), f"no purchase that was paid and kept ({told})")
    export.leave(refunded, "paid back in full")
    if strangers := _together(unknown):
        said = ", ".join(f"{quoted(word)} ({len(found)})" for word, found in list(unknown.items())[:SHOWN])
        places = [*export.statuses, *([] if export.kind is None else [export.kind])]
        export.roles["status"] = places[0]
        export.refuse(strangers, "status" if len(places) == 1 else None,
                      f"{plural(len(strangers), 'row')} of which the status does not tell whether they were paid: {said}",
                      "a status such as paid, completed, failed, cancelled, pending or refunded",
                      "write paid or cancelled in its place; or delete the column, if every row was paid")  # fmt: skip
    return kept


def _together(by_word):
    return [row for found in by_word.values() for row in found]


def _one_currency(export, rows):
    """Refuse amounts in several currencies, or in another than the firm's; take converted ones where the export has them."""
    counts = Counter(code for row in rows if (code := export.word(row, "currency").upper()))
    names = export.names
    problem = counts and currency_problem(
        export.grid.file, rows[0].number, export.title(export.roles["currency"]), counts, export.currency
    )
    if not problem:
        return
    if set(CONVERTED.values()) - {"converted_amount_refunded"} <= set(names) and export.currency:
        at = names.index("converted_currency")
        if {clean(row.cells[at])[0].upper() for row in rows} == {export.currency}:
            export.roles |= {role: names.index(name) for role, name in CONVERTED.items() if name in names}
            back, export.worked_out = export.worked_out, {}  # refunds by their type, in the currency before
            export.worked_out = {
                row.number: -abs(export.amount(row, "spend") or 0) for row in rows if row.number in back
            }
            what = f"the export's own conversion to {export.currency} was read"
            export.keep_in_mind(f"amounts in {_listed(counts)}: {what}")
            return
    export.problems.append(problem)


def currency_problem(
    file: str, row: int, column: str, counts: Counter, currency: str | None
) -> CaseProblem | None:
    """The problem of a column of currencies that are several, or not the firm's; None if there is nothing to say."""
    if not counts or (len(counts) == 1 and not _another(next(iter(counts)), currency)):
        return None
    if len(counts) == 1:
        found = f"amounts in {next(iter(counts))}"
        mend = f"correct currency in the firm sheet, or convert the amounts to {currency}"
    else:
        found = f"amounts in {len(counts)} currencies: {_listed(counts)}"
        mend = f"convert the others to {currency or counts.most_common(1)[0][0]}, or delete their rows"
    return CaseProblem(file, row, column, found, f"one currency, {currency or 'the firm sheet’s'}", mend)


def _another(code, currency):
    return bool(currency) and not same_currency(code, currency) and SIGNS.get(code, ("",))[0] != currency


def _listed(counts):
    shown = ", ".join(f"{code} ({count})" for code, count in counts.most_common(SHOWN))
    return shown + (", …" if len(counts) > SHOWN else "")


def _refunds(export, rows):
    """What was paid in each row after what was paid back: a dict by row number, for rows whose refund can be read."""
    amounts, part, lacking = {}, [], []
    for row in rows:
        back, spend = export.amount(row, "refund"), export.amount(row, "spend")
        if back and spend is not None and spend >= 0:
            amounts[row.number] = round(spend - abs(back), 6)
            part.append(row)
        elif not back and any(_status(row.cells[at]) in PARTLY for at in export.statuses):
            lacking.append(row)
    if part:
        many = plural(len(part), "order")
        export.keep_in_mind(f"{many} paid back in part or in full: the refund was taken off")
    if lacking:
        export.refuse(lacking, None, f"{plural(len(lacking), 'order')} paid back in part, and nothing says how much",
                      "a column refunded_amount", "add it to the export; or take the refunds off spend, and write paid")  # fmt: skip
    return amounts


def _returns(export, rows, amounts):
    """Rows below zero taken off the purchase they belong to: by the order's number, or else the buyer's last one before."""
    spends = {row.number: amounts.get(row.number, export.amount(row, "spend")) for row in rows}
    below = [row for row in rows if (spends[row.number] or 0) < 0]
    above = [row for row in rows if (spends[row.number] or 0) > 0]
    if len(below) > max(1, len(above)):
        export.refuse(below, "spend", f"{len(below)} amounts below zero, more than above", "what was paid, above zero",
                      "look whether the column holds what customers paid: these may be costs, or a bank's payments out")  # fmt: skip
        return above
    shop = _shop(export, above)
    by_shop = [row for row in above if shop and _buyer(export, row) == shop]
    export.leave(by_shop, f"paid by the shop's own address {quoted(shop)}")
    shops = {row.number for row in by_shop}
    above = [row for row in above if row.number not in shops]
    days = _days(export, rows) if below else {}
    by_order, by_buyer, by_amount = defaultdict(list), defaultdict(list), defaultdict(list)
    for row in above:
        by_order[export.word(row, "order")].append(row)
        by_buyer[_buyer(export, row)].append(row)
        by_amount[round(spends[row.number], 6)].append(row)
    bought, alone, over = set(by_buyer), [], 0.0
    for row in below:
        back, day, buyer = -spends[row.number], days[row.number], _buyer(export, row)

        def large_enough(purchases, back=back):
            return [each for each in purchases if spends[each.number] >= back - 1e-9]

        if buyer == shop:  # the shop pays back: whom, the other address says
            buyer = export.who(row, "to").casefold()
        named = (number for role in ("reference", "order") if (number := export.word(row, role)))
        fits = [each for number in named for each in large_enough(by_order[number])]
        if not fits:
            earlier = by_buyer[buyer] if buyer else ()
            stranger = (
                row.number in export.worked_out and "customer" not in export.roles and buyer not in bought
            )
            if not buyer or stranger:
                earlier = _of_one_buyer(export, by_amount[round(back, 6)])
            fits = [each for each in large_enough(earlier) if day and (days[each.number] or date.max) <= day]
        if not fits:
            alone.append(row)
            over += back
            continue
        last = max(fits, key=lambda each: (days[each.number] or day, each.number))
        spends[last.number] = amounts[last.number] = round(spends[last.number] - back, 6)
    if taken := len(below) - len(alone):
        many = plural(taken, "amount")
        export.keep_in_mind(f"{many} below zero taken off the purchase that each belongs to")
    export.leave(alone, f"below zero, together −{over:,.2f}, and no earlier purchase of the same buyer is as large; what these buyers"
                 " spent may be too high")  # fmt: skip
    gone = [row for row in above if amounts.get(row.number, 1) <= 0]
    export.leave(gone, "purchases that were paid back in full")
    out = {row.number for row in (*below, *gone, *by_shop)}
    out |= {row.number for row in rows if spends[row.number] == 0 and row.number in amounts}
    return [row for row in rows if row.number not in out]


def _shop(export, above):
    """The shop's own address, by whom most payments went to; '' if the export does not say."""
    to = Counter(word.casefold() for row in above if (word := export.word(row, "to")))
    return to.most_common(1)[0][0] if to else ""


def _of_one_buyer(export, rows):
    """These purchases of one amount, if one buyer alone made them: a refund of no known buyer belongs to them."""
    return rows if len({_buyer(export, row) for row in rows}) == 1 else ()


def _days(export, rows):
    cells = [export.cell(row, "date") for row in rows]
    order = day_order(cells)
    days: dict[int, date | None] = {}
    for row, cell in zip(rows, cells, strict=True):
        try:
            days[row.number] = read_day(cell, order)[0]
        except NotAccepted:
            days[row.number] = None
    return days


def _buyer(export, row):
    return next((word.casefold() for role in CUSTOMERS if (word := export.who(row, role))), "")


def _buyers(export, rows):
    """Who bought, by row number: the customer's number, or else that of the e-mail, or the e-mail itself, or the name."""
    spelt: dict[str, str] = {}
    number_of: dict[str, str] = {}
    for row in rows:
        number, mail = export.who(row, "customer"), export.who(row, "email")
        spelt.setdefault(mail.casefold(), mail)
        if number and mail:
            number_of.setdefault(mail.casefold(), number)
    buyers, guests, told = {}, [], {"e-mail": 0, "name": 0}
    for row in rows:
        number, mail = export.who(row, "customer"), export.who(row, "email").casefold()
        name = export.who(row, "person") if "email" not in export.roles else ""
        if buyer := number or number_of.get(mail) or spelt.get(mail) or name:
            buyers[row.number] = buyer
            told["e-mail"] += bool(mail and not number)
            told["name"] += bool(name and not number)
        else:
            guests.append(row)
    for what, count in told.items():
        if count and "customer" in export.roles:
            many = plural(count, "row")
            export.keep_in_mind(f"{many} without a customer's number: the {what} says who bought")
    export.leave(guests, "guests whom no number or e-mail tells apart; forecasts are of the others")
    return buyers


def _line(export, row, amounts, buyers, plain):
    """A row as the table wants it: every other column emptied, cells beyond the last column kept, as they are a fault."""
    cells = list(row.cells)
    if not plain:
        wanted = {export.roles["date"], export.roles["spend"]}
        cells = [cell if at in wanted or at >= len(export.header) else "" for at, cell in enumerate(cells)]
        cells[export.roles[export.buyer]] = buyers[row.number]
    amount = amounts.get(row.number, export.worked_out.get(row.number))
    if amount is not None:
        cells[export.roles["spend"]] = amount
    return tuple(cells)


def _named(export):
    """The column names that the table wants, and a note on what was taken for what."""
    names, places = export.names, export.roles
    wanted = {places[export.buyer]: "customer", places["date"]: "date", places["spend"]: "spend"}
    taken = [f"{quoted(export.header[at])} for {name}" for at, name in wanted.items() if names[at] != name]
    by_role = (at for role, at in places.items() if role != "person")
    looked_at = dict.fromkeys(
        (*export.statuses, *export.flags, *([] if export.kind is None else [export.kind]), *by_role)
    )
    used = [export.title(at) for at in looked_at if at not in wanted]
    said = ["taken " + ", ".join(taken)] if taken else []
    said += [f"looked at, to tell purchases from others: {', '.join(used)}"] if used else []
    if said:
        export.keep_in_mind("; ".join(said))
    others = sum(bool(name) and at not in wanted for at, name in enumerate(names)) - len(used)
    if others:
        left = f"{plural(others, 'column')} that the course does not use"
        export.notes.append(Note("left out", export.grid.file, None, left))
    return tuple(wanted.get(at, "") for at in range(len(names)))
