"""The view inside a notebook: one widget that carries events to a machine and shows what it answers.

The front end's source is sent and saved once a notebook: every view refers to one model that holds it.
"""

from __future__ import annotations

import hashlib
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import anywidget
from ipywidgets import widget_serialization
from traitlets import Dict, Instance, Unicode

from custvalue_helpers.kit.desk import Open

if TYPE_CHECKING:
    from custvalue_helpers.kit.machine import Machine

WEB = Path(__file__).with_name("web")
IMPORT = re.compile(r'^import \{[^}]*\} from "\./(\w+)\.js";\n', re.MULTILINE)
LOADER = """
const SILENT = "No answer for a second. The kernel is busy, or it is not running. To wake this view, choose Run → Run All Cells.";
export default {
  async render({ model, el }) {
    const source = await model.widget_manager.get_model(model.get("source").slice("IPY_MODEL_".length));
    const key = source.get("digest");
    const loaded = (globalThis.customerValueViews ??= new Map());
    if (!loaded.has(key)) {
      loaded.set(key, import(URL.createObjectURL(new Blob([source.get("code")], { type: "text/javascript" }))));
      const style = document.createElement("style");
      style.dataset.customerValue = key;
      style.textContent = source.get("style");
      document.querySelectorAll("style[data-customer-value]").forEach((old) => old.remove());
      document.head.append(style);
    }
    const { mount } = await loaded.get(key);
    const send = (event, number) => model.send({ event, number });
    const view = mount(el, model.get("fixed"), model.get("shown"), { send, silent: SILENT });
    const hear = () => view.answered(model.get("answered"), model.get("shown"));
    model.on("change:answered", hear); // it comes with each change of what is shown
    return () => model.off("change:answered", hear);
  },
};
"""


@cache
def joined(entry: str = "view") -> str:
    """The modules that one module needs, in one: a module from a blob can import no other."""
    done: list[str] = []

    def add(name):
        if name in done:
            return
        code = (WEB / f"{name}.js").read_text(encoding="utf-8")
        for other in IMPORT.findall(code):
            add(other)
        done.append(name)
        parts.append(IMPORT.sub("", code).replace("\nexport ", "\n"))

    parts: list[str] = []
    add(entry)
    return "".join(parts) + "\nexport { mount };\n"


class Source(anywidget.AnyWidget):
    """The front end's source, once for all views of a kernel."""

    _esm = "export default { render() {} };"
    code = Unicode().tag(sync=True)
    style = Unicode().tag(sync=True)
    digest = Unicode().tag(sync=True)


_source: list[Source] = []


def _the_source():
    if not _source or _source[0].comm is None:
        code, style = joined(), (WEB / "view.css").read_text(encoding="utf-8")
        digest = hashlib.sha256((code + style).encode()).hexdigest()[:16]
        _source[:] = [Source(code=code, style=style, digest=digest)]
    return _source[0]


class View(anywidget.AnyWidget):
    """One machine on one page."""

    _esm = LOADER
    source = Instance(Source).tag(sync=True, **widget_serialization)
    fixed = Dict().tag(sync=True)
    shown = Dict().tag(sync=True)
    answered = Unicode().tag(sync=True)  # the number of the last event

    def __init__(self, machine: Machine) -> None:
        self.there = Open(machine)
        fixed = {"kind": machine.kind, **machine.fixed()}
        super().__init__(source=_the_source(), fixed=fixed, shown=self.there.shown)
        self.on_msg(self._answer)

    def _answer(self, _view: object, content: Any, _buffers: object) -> None:
        event = content["event"]
        with self.hold_sync():  # one message
            if event.get("do") != "wake":
                self.shown = self.there.after(event)
            self.answered = content["number"]


def with_view(data: dict[str, Any], machine: Machine) -> dict[str, Any]:
    """What a notebook is shown where nothing runs (content by its kind), with the live view added."""
    live = View(machine)._repr_mimebundle_()
    return {**(live[0] if live else {}), **data}
