// Steps to bring into an order: dragged, moved by buttons, or with Alt and an arrow.
import {announce, draggable, h, judged, say, set} from "./dom.js";

export function ordering(root, fixed, tell) {
  let order = [], ahead = null, shown = null, sure = false, asked = false;
  const send = (event) => {
    asked = true;
    tell(event);
  };
  const list = h("ol", {class: "cv-ordering"});
  const steps = new Map(fixed.steps.map((name) => [name, step(name)]));
  const feedback = h("div", {class: "cv-feedback", role: "status"}), live = h("div", {class: "cv-hidden", role: "status"});
  const hints = h("ul", {class: "cv-hints", "aria-live": "polite"}), trouble = h("p", {class: "cv-problem", hidden: true});
  const solution = h("div", {class: "cv-feedback", "aria-live": "polite", hidden: true});
  const hint = button("Hint", () => send({do: "hint"})), solve = button("Solution", ask);
  root.append(
    h("p", {class: "cv-title"}, fixed.title),
    h("p", {class: "cv-quiet"}, "Drag the steps, or press ↑ and ↓. On a keyboard, Alt with an arrow moves the step too."),
    list,
    h("div", {class: "cv-row"}, button("Check", () => send({do: "check"}), "cv-button cv-main"), hint, solve, button("Start again", start_again)),
    feedback, trouble, hints, solution, live,
  );

  function button(label, act, kind = "cv-button") {
    return h("button", {class: kind, onclick: act}, label);
  }

  function start_again() {
    ahead = null;
    send({do: "start again"});
  }

  function step(name) {
    const up = button("↑", () => move(name, -1)), down = button("↓", () => move(name, 1));
    const grip = h("span", {class: "cv-grip", "aria-hidden": "true"}, "⠿");
    const item = h("li", {class: "cv-step"}, grip, h("span", {class: "cv-step-name"}, name), up, down);
    item.addEventListener("keydown", (event) => {
      const by = {ArrowUp: -1, ArrowDown: 1}[event.key];
      if (!event.altKey || !by) return;
      event.preventDefault();
      move(name, by);
    });
    draggable(item, grip, (_, y) => make_room(item, y), (x) => drop(name, x === undefined));
    return {item, up, down};
  }

  function move(name, by) {
    const to = order.indexOf(name) + 1 + by;
    if (to >= 1 && to <= order.length) put(name, to);
  }

  // The step moves at once: the next key counts from where it stands now.
  function put(name, to) {
    order = order.filter((other) => other !== name);
    order.splice(to - 1, 0, name);
    ahead = order.join("\n");
    arrange();
    send({do: "put", step: name, to});
  }

  // While a step is dragged, the others make room for it.
  function make_room(item, y) {
    const others = [...list.children].filter((other) => other !== item);
    const next = others.find((other) => y < (other.getBoundingClientRect().top + other.getBoundingClientRect().bottom) / 2) || null;
    if (item.nextElementSibling !== next) list.insertBefore(item, next);
  }

  function drop(name, broken_off) {
    const to = [...list.children].indexOf(steps.get(name).item) + 1;
    if (broken_off || to === order.indexOf(name) + 1) arrange();
    else put(name, to);
  }

  function arrange() {
    const focus = root.getRootNode().activeElement;
    order.forEach((name, place) => {
      const {item, up, down} = steps.get(name);
      if (list.children[place] !== item) list.insertBefore(item, list.children[place] || null);
      const at_end = {up: place === 0, down: place === order.length - 1};
      set(up, {"aria-label": `Move up: ${name}`, "aria-disabled": String(at_end.up)});
      set(down, {"aria-label": `Move down: ${name}`, "aria-disabled": String(at_end.down)});
    });
    if (list.contains(focus)) focus.focus();
  }

  function ask() {
    if (shown.solution) return;
    if (sure) send({do: "solution"});
    else say(solve, "Show the solution? It will be noted.");
    sure = !sure;
  }

  return (now) => {
    const hints_before = shown?.hints.length ?? 0;
    shown = now;
    if (ahead === null || now.problem || ahead === now.order.join("\n")) {
      order = [...now.order];
      ahead = null;
      arrange();
    }
    for (const [name, {item}] of steps) item.classList.toggle("cv-wrong", name === now.wrong);
    const said = now.feedback?.text ?? "";
    if (asked || feedback.textContent !== said) announce(feedback, said);
    judged(feedback, now.feedback?.right);
    if (asked && now.moved) announce(live, now.moved);
    asked = false;
    if (hints_before !== now.hints.length) hints.replaceChildren(...now.hints.map((text) => h("li", {}, text)));
    set(hint, {hidden: !fixed.hints, "aria-disabled": String(now.hints.length === fixed.hints)});
    if (Boolean(now.solution) === solution.hidden) {
      solution.replaceChildren(...(now.solution ? [h("p", {}, "The right order:"), h("ol", {}, now.solution.map((name) => h("li", {}, name)))] : []));
      solution.hidden = !now.solution;
    }
    sure = false;
    set(say(solve, "Solution"), {"aria-disabled": String(Boolean(now.solution))});
    set(say(trouble, now.problem), {hidden: !now.problem});
  };
}
