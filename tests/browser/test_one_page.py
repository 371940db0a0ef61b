"""The report of one's own case on paper: one page of A4, with every part on it."""

from datetime import date

from custvalue_helpers.your_case import case_report, load_case
from custvalue_helpers.your_case.templates import templates_folder
from tests.browser.lab import IN_A_BROWSER, page_in
from tests.your_case.own_cases import CASES, TODAY, case_folder, crowded_tables, write

pytestmark = IN_A_BROWSER
A4 = (210 - 18, 297 - 18)  # millimetres within the margins

# How high the page is on paper, the smallest letters (points), and how wide each picture is (millimetres).
ON_PAPER = """() => {
  const mm = 25.4 / 96;
  const shown = [...document.querySelectorAll('body *')].filter(e => e.offsetParent && e.innerText && e.children.length === 0);
  return {
    high: document.documentElement.scrollHeight * mm,
    letters: Math.min(...shown.map(e => parseFloat(getComputedStyle(e).fontSize) * 0.75)),
    wide: [...document.images].map(image => image.getBoundingClientRect().width * mm),
    over: shown.filter(e => e.scrollWidth > e.clientWidth + 1 && getComputedStyle(e).display !== 'inline').map(e => e.innerText),
  };
}"""


def pages_in(pdf):
    return pdf.count(b"/Type /Page") - pdf.count(b"/Type /Pages")


def test_every_firms_report_is_one_page_of_a4(tmp_path):
    folders = {"example": templates_folder(), **{name: case_folder(tmp_path / name, name) for name in CASES}}
    folders["crowded"] = tmp_path / "crowded"
    folders["crowded"].mkdir()
    for table, rows in crowded_tables().items():
        write(folders["crowded"], table, rows)
    with page_in() as page:
        for name, folder in folders.items():
            report = case_report(load_case(folder, today=TODAY), on=date(2026, 1, 15))
            page.goto(report.save(tmp_path / f"{name}.html").as_uri())
            page.emulate_media(media="print")
            page.set_viewport_size({"width": round(A4[0] / 25.4 * 96), "height": round(A4[1] / 25.4 * 96)})
            found = page.evaluate(ON_PAPER)
            assert pages_in(page.pdf(prefer_css_page_size=True)) == 1, name
            assert found["high"] <= A4[1] and found["letters"] >= 6 and not found["over"], (name, found)
            assert all(80 < wide < 100 for wide in found["wide"]), "two columns of pictures"
            page.emulate_media(media="screen")
            assert not page.said and page.locator("details table").first.is_visible()
