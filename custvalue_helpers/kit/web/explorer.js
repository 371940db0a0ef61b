// An explorer: its question, a prediction if one is asked for, controls, a picture, a reading, a table.
import {h, set, say, announce, unique, less_motion} from "./dom.js";
import {picture} from "./picture.js";

export function explorer(root, fixed, send) {
  const values = {};
  const inputs = {};
  const group = unique("predict");
  const said = h("p", {class: "cv-reading"});
  const heard = h("p", {class: "cv-hidden", role: "status"});
  const note = h("p", {class: "cv-quiet", role: "status", hidden: true});
  const problem = h("p", {class: "cv-problem", role: "alert", hidden: true});
  const drawing = h("div", {role: "img"});
  const table = h("div", {class: "cv-table", hidden: true});
  const verdict = h("p", {class: "cv-feedback", role: "status", hidden: true});
  const table_button = h("button", {class: "cv-button", type: "button", "aria-pressed": "false"}, "Table");
  const reset = h("button", {class: "cv-button", type: "button", onclick: () => send({do: "reset"})}, "Reset");
  table_button.addEventListener("click", () => send({do: "table", open: table_button.getAttribute("aria-pressed") !== "true"}));
  const move = (changed) => {
    Object.assign(values, changed);
    send({do: "move", values: changed});
  };
  const tell = (words) => {
    note.hidden = !words;
    say(note, words);
  };
  const panel = h("div", {class: "cv-controls"}, ...groups_of(fixed.controls, inputs, move, tell), h("div", {class: "cv-row"}, reset, table_button));
  panel.classList.toggle("cv-many", fixed.controls.length > 8);
  const ask = fixed.prediction ? question_of(fixed.prediction, group, (option) => send({do: "answer", option})) : null;
  const stage = h("div", {class: "cv-stage"}, said, note, problem, drawing, table);
  const body = h("div", {class: "cv-explorer"}, panel, stage);
  root.append(h("p", {class: "cv-title"}, fixed.question), ...(ask ? [ask.element, verdict] : []), body, heard);
  const draw = picture(drawing, fixed.frame, (drags, place) => {
    const changed = {};
    for (const [along, name] of Object.entries(drags)) {
      const control = fixed.controls.find((each) => each.name === name);
      const number = on_step(control, place[along]);
      if (values[name] !== number) changed[name] = number;
    }
    if (Object.keys(changed).length) {
      for (const [name, number] of Object.entries(changed)) inputs[name].show(number);
      move(changed);
    }
  });
  let later = 0;
  let asking = Boolean(fixed.prediction);
  return (shown) => {
    const opens = asking && !shown.asking && verdict.textContent !== shown.verdict;
    asking = shown.asking;
    Object.assign(values, shown.values);
    for (const [name, input] of Object.entries(inputs)) input.show(shown.values[name]);
    if (ask) ask.element.hidden = !shown.asking;
    panel.hidden = Boolean(shown.asking);
    body.classList.toggle("cv-alone", Boolean(shown.asking));
    if (ask && verdict.textContent !== shown.verdict) announce(verdict, shown.verdict);
    tell(shown.note);
    problem.hidden = !shown.problem;
    say(problem, shown.problem);
    drawing.hidden = Boolean(shown.problem);
    said.hidden = Boolean(shown.problem);
    say(said, shown.reading);
    set(drawing, {"aria-label": shown.reading});
    clearTimeout(later); // a screen reader hears where a movement ends, not each step of it
    later = setTimeout(() => say(heard, shown.reading), 500);
    if (!shown.problem) draw(shown.panes, shown.glide);
    set(table_button, {"aria-pressed": String(Boolean(shown.table))});
    if (opens) stage.scrollIntoView({block: "nearest", behavior: less_motion() ? "auto" : "smooth"});
    table.hidden = !shown.table;
    if (shown.table) table.replaceChildren(table_of(shown.table));
  };
}

function groups_of(controls, inputs, move, tell) {
  const groups = new Map();
  for (const control of controls) {
    const input = control.options ? toggle_of(control, move) : slider_of(control, move, tell);
    inputs[control.name] = input;
    groups.set(control.group, [...(groups.get(control.group) ?? []), input.element]);
  }
  return [...groups].map(([name, members]) => (name ? h("fieldset", {class: "cv-group"}, h("legend", {}, name), ...members) : h("div", {class: "cv-group"}, ...members)));
}

function on_step(control, number) {
  const within = Math.min(Math.max(number, control.low), control.high);
  const place = control.low + Math.round((within - control.low) / control.step) * control.step;
  return Number(Math.min(place, control.high).toFixed(10));
}

const FAR = 1e9; // what is farther beyond an end than this is at the end too

function slider_of(control, move, tell) {
  const id = unique("slider");
  const unit = control.unit ? ` (${control.unit})` : "";
  const range = h("input", {type: "range", id, min: control.low, max: control.high, step: control.step, title: control.help || null});
  const box = h("input", {type: "text", inputmode: "decimal", class: "cv-number", "aria-label": `${control.label}${unit}, as a number`});
  const written = (number) => number.toFixed(control.decimals).replace("-", "−");
  range.addEventListener("input", () => {
    box.value = written(Number(range.value));
    move({[control.name]: Number(range.value)});
  });
  let typing = false; // what is half typed stays
  const typed = () => {
    typing = false;
    const words = box.value.replace(/[−–]/g, "-").replace(/[^-+.,\d]/g, ""); // without a unit or a sign of it
    const number = Number(words.includes(".") ? words.replace(/,/g, "") : words.replace(",", "."));
    const near = Math.min(Math.max(number, control.low - FAR), control.high + FAR);
    tell(words && Number.isFinite(number) ? "" : `“${box.value.slice(0, 40)}” is no number. “${control.label}” stays at ${written(Number(range.value))}.`);
    if (words === "" || !Number.isFinite(number)) box.value = written(Number(range.value));
    else if (near !== Number(range.value)) move({[control.name]: near});
  };
  box.addEventListener("input", () => (typing = true));
  box.addEventListener("change", typed);
  box.addEventListener("keydown", (event) => event.key === "Enter" && typed());
  return {
    element: h("div", {class: "cv-slider"}, h("label", {for: id}, control.label, unit && h("span", {class: "cv-unit"}, unit)), box, range),
    show(number) {
      if (Number(range.value) !== number) range.value = number;
      if (!typing && box.value !== written(number)) box.value = written(number);
    },
  };
}

function toggle_of(control, move) {
  const name = unique("toggle");
  const radios = control.options.map((option) => h("input", {type: "radio", name, value: option, onchange: () => move({[control.name]: option})}));
  const choices = radios.map((radio, place) => h("label", {}, radio, h("span", {}, control.options[place])));
  return {
    element: h("fieldset", {class: "cv-toggle", title: control.help || null}, h("legend", {}, control.label), ...choices),
    show(option) {
      for (const radio of radios) radio.checked = radio.value === option;
    },
  };
}

function question_of(prediction, name, answer) {
  const commit = h("button", {class: "cv-button cv-main", type: "button", disabled: true}, "That is my answer");
  const radios = prediction.options.map((option) => h("input", {type: "radio", name, value: option, onchange: () => (commit.disabled = false)}));
  commit.addEventListener("click", () => answer(radios.find((radio) => radio.checked).value));
  const choices = radios.map((radio, place) => h("label", {class: "cv-choice"}, radio, h("span", {}, prediction.options[place])));
  return {element: h("fieldset", {class: "cv-predict"}, h("legend", {}, "Predict first: ", prediction.question), ...choices, commit)};
}

function table_of({columns, rows, numbers}) {
  const cell = (tag, words, place) => h(tag, {class: numbers[place] ? "cv-figure" : null, scope: tag === "th" ? "col" : null}, words);
  return h("table", {}, h("thead", {}, h("tr", {}, ...columns.map((words, place) => cell("th", words, place)))),
    h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map((words, place) => cell("td", words, place))))));
}
