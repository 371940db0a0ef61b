// A form laid out as its picture: a labelled text area in each box. Texts are kept exactly as typed.
import {h, say, set, unique} from "./dom.js";

const FORM_REST = 1000; // ms without a key until a text is kept
const FORM_OPEN = "Not kept yet …";

export function form(root, fixed, send) {
  const grid = form_grid(fixed), areas = new Map(), typed = new Set();
  const status = h("p", {class: "cv-form-status", role: "status"});
  const boxes = fixed.fields.map((field) => {
    const box = form_box(field, fixed.example_of, (text) => send({do: "write", field: field.name, text}));
    areas.set(field.name, box.area);
    box.area.addEventListener("input", () => {
      typed.add(field.name);
      say(status, FORM_OPEN);
    });
    box.element.style.gridArea = grid.place(field.box);
    return box.element;
  });
  for (const note of fixed.notes) {
    const at = note.at, words = h("p", {class: "cv-form-note"}, note.text);
    words.style.gridArea = grid.place([...at, 0, 0]);
    if (note.over === null) set(words, {class: "cv-form-note cv-form-sign", "aria-hidden": "true"});
    const next = boxes[fixed.fields.findIndex((field) => field.name === note.over)];
    boxes.splice(next ? boxes.indexOf(next) : boxes.length, 0, words);
  }
  const sheet = h("div", {class: "cv-form"}, boxes);
  sheet.style.setProperty("--cv-form-columns", grid.columns);
  sheet.style.setProperty("--cv-form-rows", grid.rows);
  root.append(h("p", {class: "cv-title"}, fixed.title), sheet, status);
  return (now) => {
    // What the reader has typed stays as it is, whatever comes back.
    for (const [name, area] of areas) {
      if (!typed.has(name) && document.activeElement !== area && area.value !== now.texts[name]) area.value = now.texts[name];
    }
    const open = [...typed].some((name) => areas.get(name).value !== now.texts[name]);
    say(status, now.problem || (open ? FORM_OPEN : now.status));
  };
}

// One box: its label, the question, the area, and the example, to be opened.
function form_box({name, label, prompt, example, shade}, example_of, keep) {
  const id = unique("field"), asks = unique("prompt");
  let waiting = 0, kept = null;
  const area = h("textarea", {id, "aria-describedby": asks, rows: 3, onfocus: () => { kept ??= area.value; }, oninput: rest, onblur: now});
  function rest() {
    clearTimeout(waiting);
    waiting = setTimeout(now, FORM_REST);
  }
  function now() {
    clearTimeout(waiting);
    if (area.value === kept) return;
    kept = area.value;
    keep(kept);
  }
  const element = h("div", {class: "cv-form-box"},
    h("label", {for: id}, label), h("p", {class: "cv-quiet", id: asks}, prompt), area,
    example && h("details", {}, h("summary", {"aria-label": `${label}, ${example_of}'s`}, `${example_of}’s`), h("p", {}, example)));
  element.style.setProperty("--cv-shade", `${Math.round(shade * 100)}%`);
  return {element, area};
}

// The lines between which the boxes stand, as a CSS grid: a box is [left, top, width, height].
function form_grid({size, fields, notes}) {
  const lines = (axis) => {
    const ends = [0, size[axis], ...fields.flatMap(({box}) => [box[axis], box[axis] + box[axis + 2]])];
    return [...new Set(ends.map((end) => end.toFixed(2)))].map(Number).sort((a, b) => a - b);
  };
  const [across, down] = [lines(0), lines(1)];
  const holds = (axis, from, to) => fields.some(({box}) => box[axis] < to - 0.005 && box[axis] + box[axis + 2] > from + 0.005)
    || notes.some(({at}) => at[axis] > from && at[axis] < to);
  const tracks = (ends, axis, wide, thin) => ends.slice(1).map((end, place) => (holds(axis, ends[place], end) ? wide : thin)(end - ends[place])).join(" ");
  const line = (ends, value, last) => last ? ends.findIndex((end) => end >= value - 0.006) + 1 : ends.findLastIndex((end) => end <= value + 0.006) + 1;
  return {
    columns: tracks(across, 0, (wide) => `minmax(0, ${wide.toFixed(2)}fr)`, (wide) => `${(wide * 40).toFixed(0)}px`),
    rows: tracks(down, 1, () => "auto", (high) => `${(high * 60).toFixed(0)}px`),
    place: ([left, top, width, height]) => {
      const [row, column] = [line(down, top), line(across, left)];
      const [to_row, to_column] = [line(down, top + height, true), line(across, left + width, true)];
      return `${row} / ${column} / ${Math.max(to_row, row + 1)} / ${Math.max(to_column, column + 1)}`;
    },
  };
}
