"""The view on an empty page, with machines that answer from here: no server, no kernel, no Python in the browser."""

import json
from contextlib import contextmanager

from custvalue_helpers.kit.desk import Open
from custvalue_helpers.kit.view import WEB, joined
from tests.browser.lab import page_in

# Puts a machine on the page, and remembers how to show it other things.
PUT = """([fixed, shown, width]) => {
  document.body.replaceChildren();
  const element = document.createElement('div');
  element.style.width = `${width}px`;
  document.body.append(element);
  window.sent = [];
  window.now = JSON.parse(shown);
  window.view = window.mount(element, JSON.parse(fixed), JSON.parse(shown), {
    send: async (event, number) => {
      window.sent.push(event);
      if (event.do !== 'wake') window.now = JSON.parse(await window.ask(JSON.stringify(event)));
      await null; // the view is there by then
      window.view.answered(number, window.now);
    },
    silent: 'no answer',
  });
}"""
SHOW = "shown => { window.now = JSON.parse(shown); window.view.answered('', window.now); }"
# Texts that leave their picture, and pairs of which one covers the other.
COLLISIONS = """() => [...document.querySelectorAll('.cv-svg')].flatMap(svg => {
  const frame = svg.getBoundingClientRect();
  const texts = [...svg.querySelectorAll('text')].filter(text => text.style.display !== 'none' && text.textContent.trim());
  const boxes = texts.map(text => [text.textContent, text.getBoundingClientRect()]);
  const out = boxes.filter(([, b]) => b.left < frame.left - 2 || b.right > frame.right + 2 || b.top < frame.top - 2 || b.bottom > frame.bottom + 3);
  const found = out.map(([text]) => `'${text}' leaves the picture`);
  boxes.forEach(([first, a], n) => boxes.slice(n + 1).forEach(([second, b]) => {
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 2 && high > 3) found.push(`'${first}' covers '${second}'`);
  }));
  return found;
})"""


@contextmanager
def stage(width=1366, height=900, dark=False):
    """A page with the view loaded; put a machine on it by ``put``."""
    with page_in(width, height) as page:
        style = (WEB / "view.css").read_text(encoding="utf-8")
        theme = "dark" if dark else "light"
        page.set_content(
            f'<!doctype html><html lang="en" data-theme="{theme}"><style>{style}</style><body></body></html>'
        )
        load = "async code => { window.mount = (await import(URL.createObjectURL(new Blob([code], {type: 'text/javascript'})))).mount; }"
        page.evaluate(load, joined())
        page.set_default_timeout(5000)
        page.expose_function("ask", lambda event: page.answer(json.loads(event)))
        yield page


def put(page, machine, width=1100):
    """Show a machine that answers; returns it with its state."""
    there = Open(machine)
    page.answer = lambda event: json.dumps(there.after(event))
    fixed = {"kind": machine.kind, **machine.fixed()}
    page.evaluate(PUT, [json.dumps(fixed), json.dumps(there.shown), width])
    return there


def show(page, shown):
    """Show the machine in another state, at once."""
    page.evaluate(SHOW, json.dumps({**shown, "glide": False}))
