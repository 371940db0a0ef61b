// Cards in a tray, to be put into bins: dragged, or chosen and then put by a button or a number key.
import {announce, draggable, h, judged, say, set, unique} from "./dom.js";

export function sorting(root, fixed, tell) {
  let shown = null, chosen = null, moving = null, asked = false;
  const send = (event) => {
    asked = true;
    tell(event);
  };
  const bins = new Map(fixed.bins.map((bin, place) => [bin.name, sorting_bin(bin, place + 1, fixed, put, send)]));
  const tray_title = h("p", {class: "cv-bin-name", id: unique("tray")});
  const tray = h("ul", {class: "cv-cards", "aria-labelledby": tray_title.id});
  const tray_box = h("div", {class: "cv-tray"}, tray_title, tray);
  const cards = new Map(fixed.items.map((name) => [name, card(name)]));
  const score = h("span"), trouble = h("p", {class: "cv-problem", hidden: true}), live = h("div", {class: "cv-hidden", role: "status"});
  const again = h("button", {class: "cv-button", onclick: start_again}, "Start again");
  const keys = fixed.bins.length > 1 ? `1 to ${fixed.bins.length}` : "1";
  root.append(
    h("p", {class: "cv-title"}, fixed.title),
    h("p", {class: "cv-quiet"}, `Drag a card to its place. Or choose it with a click or Enter, then press “Put here” or a key from ${keys}. Escape lets go.`),
    h("div", {class: "cv-sorting"}, tray_box, h("div", {class: "cv-bins", style: `--cv-columns: ${fixed.bins.length}`}, ...[...bins.values()].map((bin) => bin.box))),
    trouble, h("div", {class: "cv-row"}, score, again), live,
  );
  root.addEventListener("keydown", key_pressed);

  function card(name) {
    const grip = h("span", {class: "cv-grip", "aria-hidden": "true"}, "⠿");
    const mark = h("span", {class: "cv-mark"}), verdict = h("p", {class: "cv-feedback", hidden: true});
    const button = h("button", {class: "cv-card", "aria-pressed": "false", onclick: () => choose(chosen === name ? null : name)}, grip, mark, name);
    const out = h("button", {class: "cv-link", hidden: true, "aria-label": `Take out: ${name}`, onclick: () => take_out(name)}, "Take out");
    const item = h("li", {}, h("div", {class: "cv-card-row"}, button, out), verdict);
    draggable(button, grip, over, (x, y) => drop(name, x, y));
    return {item, button, mark, out, verdict};
  }

  function over(x, y) {
    const under = x === undefined ? null : root.getRootNode().elementFromPoint(x, y);
    let found = null;
    for (const [name, bin] of bins) {
      bin.box.classList.toggle("cv-over", bin.box.contains(under));
      if (bin.box.contains(under)) found = name;
    }
    tray_box.classList.toggle("cv-over", tray_box.contains(under));
    return found || (tray_box.contains(under) ? tray : null);
  }

  function drop(name, x, y) {
    const place = over(x, y);
    over();
    if (place === tray) take_out(name);
    else if (place) put(place, name);
  }

  function choose(name) {
    chosen = name;
    for (const [each, {button}] of cards) set(button, {"aria-pressed": String(each === chosen)});
    for (const [each, {here}] of bins) {
      set(here, {disabled: !chosen, "aria-label": chosen ? `Put here: ${chosen}, into ${each}` : `Put here, into ${each}: choose a card first`});
    }
  }

  function put(bin, name = chosen) {
    if (!name) return;
    moving = name;
    choose(null);
    send({do: "place", item: name, bin});
  }

  function take_out(name) {
    if (!shown.placed[name]) return;
    moving = name;
    choose(null);
    send({do: "place", item: name, bin: null});
  }

  function start_again() {
    choose(null);
    send({do: "start again"});
  }

  function key_pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || !event.target.closest(".cv-card, .cv-bin button, .cv-link")) return;
    const name = chosen || [...cards].find(([, {button}]) => button === event.target)?.[0];
    const bin = fixed.bins[Number(event.key) - 1];
    if (event.key === "Escape") choose(null);
    else if (name && bin) put(bin.name, name);
    else if (name && (event.key === "Delete" || event.key === "Backspace")) take_out(name);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  choose(null);
  return (now) => {
    const focus = root.getRootNode().activeElement, had_focus = root.contains(focus);
    shown = now;
    let left = 0;
    for (const name of fixed.items) {
      const {item, button, mark, out, verdict} = cards.get(name), placed = now.placed[name];
      const list = placed ? bins.get(placed.choice).list : tray;
      if (item.parentElement !== list) list.append(item);
      if (!placed) left += 1;
      set(out, {hidden: !placed});
      sorting_mark(mark, placed);
      judged(button, placed?.right);
      sorting_said(verdict, now.said, name);
    }
    for (const [name, bin] of bins) bin.update(now.placed[name], now.said, name);
    say(tray_title, left ? `Still to place: ${left}` : "Every card has a place.");
    say(score, now.done ? `${now.score} Everything is where it belongs.` : now.score);
    set(say(trouble, now.problem), {hidden: !now.problem});
    if (asked) announce(live, [now.said?.text, now.problem].filter(Boolean).join(" ") || now.score).hidden = false;
    asked = false;
    if (moving && (had_focus || !focus || focus === focus.ownerDocument.body)) cards.get(moving).button.focus();
    else if (had_focus && root.getRootNode().activeElement !== focus) focus.focus();
    moving = null;
  };
}

// One bin: what it is about, its level, the button, and what was put into it.
function sorting_bin({name, about}, key, fixed, put, send) {
  const title = h("p", {class: "cv-bin-name", id: unique("bin")}, name), group = unique("level");
  const here = h("button", {class: "cv-button", onclick: () => put(name)}, "Put here ", h("kbd", {"aria-hidden": "true"}, String(key)));
  const list = h("ul", {class: "cv-cards", "aria-labelledby": title.id});
  const mark = h("span", {class: "cv-mark"}), verdict = h("p", {class: "cv-feedback", hidden: true});
  const radios = fixed.levels.map((level) => h("input", {type: "radio", name: group, onchange: () => send({do: "place", item: name, bin: level})}));
  const levels = h("fieldset", {class: "cv-levels"},
    h("legend", {class: "cv-hidden"}, `${name}: ${fixed.level_question}`),
    fixed.levels.map((level, place) => h("label", {}, radios[place], ` ${level}`)), mark);
  const box = h("section", {class: "cv-bin", "aria-labelledby": title.id},
    title, h("p", {class: "cv-quiet"}, about), levels, verdict, here, list);
  const update = (placed, said) => {
    radios.forEach((radio, place) => set(radio, {checked: placed?.choice === fixed.levels[place]}));
    sorting_mark(mark, placed);
    sorting_said(verdict, said, name);
  };
  return {box, here, list, update};
}

function sorting_mark(mark, placed) {
  mark.replaceChildren(...(placed ? [h("span", {"aria-hidden": "true"}, placed.right ? "✓" : "✗"), h("span", {class: "cv-hidden"}, placed.right ? "right:" : "not right:")] : []));
  judged(mark, placed?.right);
}

// What was answered to the last placement stands where it was put.
function sorting_said(verdict, said, name) {
  const here = said?.of === name && said.text;
  set(say(verdict, here || ""), {hidden: !here});
  judged(verdict, here ? said.right : null);
}
