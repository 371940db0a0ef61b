// Frames and marks as SVG. Places come in the units of the axes; everything on the screen is in CSS pixels.
import {h, s, set, say, unique, less_motion} from "./dom.js";

const POINT = 1.2; // pixels for a point of text, of a line, of a dot
const INCH = 82; // pixels of height for an inch on paper
const GLIDE = 260; // milliseconds of a movement
const DASH = {solid: "", dashed: "7 4", dotted: "2 4", dashdot: "8 4 2 4"};
const ANCHOR = {left: "start", center: "middle", right: "end"};
const FONT = '"Source Sans 3", "Source Sans Pro", system-ui, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", sans-serif';

// A picture in a root: returns draw(panes, glide), and calls drag(names, place) while a point is pulled.
export function picture(root, frame, drag) {
  const panes = frame.panes.map((pane) => new Pane(pane, frame, drag));
  root.classList.add("cv-picture");
  root.append(...panes.map((pane) => pane.element));
  let shown = null;
  let moving = 0;
  const put = (lists) => lists.forEach((marks, place) => panes[place].draw(marks));
  new ResizeObserver(() => {
    if (panes.filter((pane) => pane.resized()).length && shown) put(shown);
  }).observe(root);
  return (lists, glide) => {
    cancelAnimationFrame(moving);
    const before = shown;
    shown = lists;
    panes.forEach((pane) => pane.resized());
    if (!before || !glide || less_motion()) return put(lists);
    const start = performance.now();
    const step = (now) => {
      const part = Math.min(1, Math.max(0, (now - start) / GLIDE));
      const eased = part * part * (3 - 2 * part);
      put(part < 1 ? lists.map((marks, place) => between(before[place], marks, eased)) : lists);
      if (part < 1) moving = requestAnimationFrame(step);
    };
    moving = requestAnimationFrame(step);
  };
}

// What lies between two lists of marks of the same kinds; where they differ in kind, the later ones.
function between(before, after, part) {
  if (before.length !== after.length) return after;
  return after.map((mark, place) => {
    const from = before[place];
    if (from.kind !== mark.kind) return mark;
    const mixed = {...mark};
    for (const name of ["x", "y", "at", "span"]) mixed[name] = mix(from[name], mark[name], part);
    return mixed;
  });
}

function mix(from, to, part) {
  if (typeof from === "number" && typeof to === "number") return from + (to - from) * part;
  if (Array.isArray(from) && Array.isArray(to) && from.length === to.length) {
    return to.map((value, place) => mix(from[place], value, part));
  }
  return to;
}

const widths = new Map();
let ruler = null;

// How many pixels wide a line of text is.
function width_of(words, pixels, bold) {
  const key = `${pixels}${bold ? "b" : ""}${words}`;
  if (!widths.has(key)) {
    if (widths.size > 5000) widths.clear();
    ruler = ruler ?? document.createElement("canvas").getContext("2d");
    ruler.font = `${bold ? 700 : 400} ${pixels}px ${FONT}`;
    widths.set(key, ruler.measureText(words).width);
  }
  return widths.get(key);
}

const lines_of = (words) => String(words).split("\n");
const widest = (words, pixels, bold) => Math.max(0, ...lines_of(words).map((line) => width_of(line, pixels, bold)));

// What stands in a text element: its words, or a row for each line of them.
function in_lines(words, x, pixels) {
  const lines = lines_of(words);
  return lines.length > 1 ? lines.map((line, row) => s("tspan", {x, dy: row ? pixels * 1.2 : 0}, line)) : lines;
}

class Pane {
  constructor(pane, frame, drag) {
    this.pane = pane;
    this.frame = frame;
    this.drag = drag;
    this.svg = s("svg", {class: "cv-svg", fill: "#1a1a1a", "aria-hidden": "true"});
    this.notes = h("ul", {class: "cv-notes"});
    this.element = h("div", {class: `cv-pane cv-notes-${pane.notes}`, style: `flex-grow: ${pane.share}`}, this.svg, this.notes);
    this.clip = unique("clip");
    this.still = s("g");
    this.moving = s("g");
    this.svg.append(this.still, this.moving);
    this.parts = [];
    this.width = 0;
  }

  // Whether the place for the picture has changed; then the axes are drawn anew.
  resized() {
    const beside = this.pane.notes === "right" && this.element.clientWidth > 560 && this.notes.childElementCount > 0;
    this.element.classList.toggle("cv-beside", beside);
    const room = this.element.clientWidth || 640;
    const width = Math.max(200, Math.floor(beside ? room - this.notes.offsetWidth - 14 : room));
    if (width === this.width) return false;
    this.width = width;
    this.height = Math.round(Math.min(this.frame.height * INCH, Math.max(230, width * 1.05)));
    set(this.svg, {width, height: this.height, viewBox: `0 0 ${width} ${this.height}`});
    this.axes();
    return true;
  }

  axes() {
    const {x, title, bare, box} = this.pane;
    const size = 11 * POINT;
    const line = size * 1.2;
    const most = this.width * 0.36;
    const ticks = this.pane.y.ticks.map(([value, label]) => [value, lines_of(label).flatMap((row) => this.wrapped(row, most)).join("\n")]);
    const y = {...this.pane.y, ticks};
    const left = bare ? 4 : Math.max(0, ...y.ticks.map(([, label]) => widest(label, size))) + 9 + (y.label ? lines_of(y.label).length * line + 6 : 4);
    const rows = bare ? 0 : Math.max(0, ...x.ticks.map(([, label]) => lines_of(label).length));
    const bottom = bare ? 6 : rows * line + (rows ? 8 : 2) + (x.label ? line * this.wrapped(x.label, this.width - left - 10).length + 6 : 4);
    const top = title ? 30 : 22;
    const last = bare || !x.ticks.length ? 0 : widest(x.ticks[x.ticks.length - 1][1], size) / 2;
    let wide = this.width - left - Math.max(12, last + 2);
    let high = this.height - top - bottom;
    if (box) {
      [wide, high] = [Math.min(wide, high / box), Math.min(high, wide * box)];
      this.height = Math.ceil(top + high + bottom);
      set(this.svg, {height: this.height, viewBox: `0 0 ${this.width} ${this.height}`});
    }
    this.at = {left, right: left + wide, top, bottom: top + high};
    this.across = (value) => left + ((value - x.low) / (x.high - x.low)) * wide;
    this.up = (value) => top + high - ((value - y.low) / (y.high - y.low)) * high;
    this.value_across = (pixel) => x.low + ((pixel - left) / wide) * (x.high - x.low);
    this.value_up = (pixel) => y.low + ((top + high - pixel) / high) * (y.high - y.low);
    const parts = [s("clipPath", {id: this.clip}, s("rect", {x: left, y: top - 1, width: wide, height: high + 2}))];
    if (title) parts.push(this.words(left, 18, title, size * 1.1, true, "start"));
    if (!bare) parts.push(...this.across_axis(x, size, line), ...this.up_axis(y, size, line));
    this.still.replaceChildren(...parts);
  }

  across_axis(axis, size, line) {
    const {left, right, bottom} = this.at;
    const parts = axis.line ? [s("path", {class: "cv-axis", d: `M${left} ${bottom}H${right}`})] : [];
    let free = -Infinity;
    let rows = 0;
    for (const [value, label] of [...axis.ticks].sort((a, b) => this.across(a[0]) - this.across(b[0]))) {
      const x = this.across(value);
      const half = widest(label, size) / 2;
      if (axis.line) parts.push(s("path", {class: "cv-axis", d: `M${x} ${bottom}v4`}));
      if (x - half < free) continue; // a label that would cover the one before it is left out
      free = x + half + 5;
      parts.push(this.words(x, bottom + 6 + size * 0.85, label, size, false, "middle"));
      rows = Math.max(rows, lines_of(label).length);
    }
    if (axis.label) {
      const said = this.wrapped(axis.label, this.width - left - 10).join("\n");
      const wide = widest(said, size);
      const middle = Math.min(Math.max((left + right) / 2, wide / 2 + 2), this.width - wide / 2 - 2);
      parts.push(this.words(middle, bottom + (rows ? 8 : 2) + rows * line + size, said, size, false, "middle"));
    }
    return parts;
  }

  up_axis(axis, size, line) {
    const {left, top, bottom} = this.at;
    const parts = axis.line ? [s("path", {class: "cv-axis", d: `M${left} ${top}V${bottom}`})] : [];
    let free = Infinity;
    for (const [value, label] of [...axis.ticks].sort((a, b) => this.up(b[0]) - this.up(a[0]))) {
      const y = this.up(value);
      const rows = lines_of(label).length;
      if (axis.line) parts.push(s("path", {class: "cv-axis", d: `M${left} ${y}h-4`}));
      if (y + (rows * line) / 2 > free) continue;
      free = y - (rows * line) / 2;
      parts.push(this.words(left - 8, y - ((rows - 1) * line) / 2 + size * 0.36, label, size, false, "end"));
    }
    if (axis.label) {
      const label = this.words(0, 0, axis.label, size, false, "middle");
      set(label, {transform: `translate(${size} ${(top + bottom) / 2}) rotate(-90)`});
      parts.push(label);
    }
    return parts;
  }

  // A text in lines no wider than some pixels.
  wrapped(words, wide) {
    const rows = [""];
    for (const word of String(words).split(/\s+/)) {
      const longer = `${rows[rows.length - 1]} ${word}`.trim();
      if (rows[rows.length - 1] && width_of(longer, 11 * POINT) > wide) rows.push(word);
      else rows[rows.length - 1] = longer;
    }
    return rows;
  }

  words(x, y, words, pixels, bold, anchor) {
    const text = s("text", {x, y, "text-anchor": anchor, "font-size": pixels, "font-weight": bold ? 700 : null});
    text.append(...in_lines(words, x, pixels));
    return text;
  }

  draw(marks) {
    const drawn = marks.filter((mark) => mark.kind !== "note");
    while (this.parts.length > drawn.length) this.parts.pop().element.remove();
    this.taken = [];
    drawn.forEach((mark, place) => {
      if (this.parts[place]?.kind !== mark.kind) {
        const part = {kind: mark.kind, element: s("g"), inner: []};
        if (this.parts[place]) this.parts[place].element.replaceWith(part.element);
        else this.moving.append(part.element);
        this.parts[place] = part;
      }
      const part = this.parts[place];
      set(part.element, {"data-name": mark.name || null});
      this[mark.kind](part, mark);
    });
    this.write_notes(marks.filter((mark) => mark.kind === "note"));
  }

  // The nth element inside a part, made when first needed.
  inner(part, number, tag) {
    if (!part.inner[number]) {
      part.inner[number] = s(tag);
      part.element.append(part.inner[number]);
    }
    return part.inner[number];
  }

  path(part, d, look) {
    set(this.inner(part, 0, "path"), {d, "clip-path": `url(#${this.clip})`, fill: "none", ...look});
  }

  line(part, mark) {
    const x = mark.x.map(this.across);
    const y = mark.y.map(this.up);
    const step = mark.steps ? (n) => (n ? `H${x[n]}V${y[n]}` : `M${x[n]} ${y[n]}`) : (n) => `${n ? "L" : "M"}${x[n].toFixed(2)} ${y[n].toFixed(2)}`;
    this.path(part, x.map((_, n) => step(n)).join(""), {stroke: mark.colour, "stroke-width": mark.width * POINT, "stroke-dasharray": DASH[mark.dash]});
  }

  rule(part, mark) {
    const upright = mark.along === "y";
    const place = upright ? this.across : this.up;
    const along = upright ? this.up : this.across;
    const {left, right, top, bottom} = this.at;
    const [from, to] = mark.span ? mark.span.map(along) : upright ? [bottom, top] : [left, right];
    const at = place(mark.at);
    this.path(part, upright ? `M${at} ${from}V${to}` : `M${from} ${at}H${to}`, {stroke: mark.colour, "stroke-width": mark.width * POINT, "stroke-dasharray": DASH[mark.dash]});
  }

  area(part, mark) {
    const d = mark.x.map((x, n) => `${n ? "L" : "M"}${this.across(x).toFixed(2)} ${this.up(mark.y[n]).toFixed(2)}`).join("");
    this.path(part, d ? `${d}Z` : "", {fill: mark.fill || "none", stroke: mark.edge || "none", "stroke-width": mark.width * POINT});
  }

  bar(part, mark) {
    const {left, right, top, bottom} = this.at;
    const [x0, x1] = mark.x ? mark.x.map(this.across) : [left, right];
    const [y0, y1] = mark.y ? mark.y.map(this.up) : [bottom, top];
    const corner = {x: Math.min(x0, x1), y: Math.min(y0, y1), width: Math.abs(x1 - x0), height: Math.abs(y1 - y0)};
    const look = {fill: mark.fill || "none", stroke: mark.edge || "none", "stroke-width": mark.width * POINT};
    set(this.inner(part, 0, "rect"), {...corner, ...look, "clip-path": mark.fill ? `url(#${this.clip})` : null});
  }

  dots(part, mark) {
    const round = mark.shape === "o";
    while (part.inner.length > mark.x.length) part.inner.pop().remove();
    if (part.round !== round) part.element.replaceChildren(...(part.inner = []));
    part.round = round;
    set(part.element, {
      fill: mark.fill || "none", stroke: mark.edge || "none", "stroke-width": mark.width * POINT, opacity: mark.opacity === 1 ? null : mark.opacity,
      class: Object.keys(mark.drags).length ? "cv-drag" : null,
    });
    const radius = (mark.size * POINT) / 2;
    mark.x.forEach((value, n) => {
      const x = this.across(value);
      const y = this.up(mark.y[n]);
      const dot = this.inner(part, n, round ? "circle" : "path");
      if (round) {
        dot.setAttribute("cx", x);
        dot.setAttribute("cy", y);
        dot.setAttribute("r", radius);
      } else set(dot, {d: shape_of(mark.shape, x, y, radius), ...(mark.shape === "|" ? {stroke: mark.fill, "stroke-width": 3} : {})});
    });
    part.drags = mark.drags;
    if (Object.keys(mark.drags).length && !part.pulls) {
      part.pulls = true;
      this.let_pull(part);
    }
  }

  // A point that is what a slider moves can be pulled.
  let_pull(part) {
    part.element.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      part.element.setPointerCapture(event.pointerId);
      const move = (each) => {
        const frame = this.svg.getBoundingClientRect();
        const scale = this.width / frame.width;
        const place = {x: this.value_across((each.clientX - frame.left) * scale), y: this.value_up((each.clientY - frame.top) * scale)};
        this.drag(part.drags, place);
      };
      const end = () => {
        part.element.removeEventListener("pointermove", move);
        part.element.removeEventListener("pointerup", end);
        part.element.removeEventListener("pointercancel", end);
      };
      part.element.addEventListener("pointermove", move);
      part.element.addEventListener("pointerup", end);
      part.element.addEventListener("pointercancel", end);
    });
  }

  label(part, mark) {
    const pixels = mark.size * POINT;
    const {left, right, top, bottom} = this.at;
    const wide = widest(mark.words, pixels, mark.bold);
    const tall = lines_of(mark.words).length * pixels * 1.2;
    let x = mark.pane.includes("x") ? left + mark.x * (right - left) : this.across(mark.x);
    let y = mark.pane.includes("y") ? bottom - mark.y * (bottom - top) : this.up(mark.y);
    const start = {left: 0, center: wide / 2, right: wide}[mark.side];
    x = Math.min(Math.max(x - start, 1), Math.max(1, this.width - wide - 1)) + start;
    y = {top: y, center: y - tall / 2, bottom: y - tall}[mark.rise];
    y = Math.min(Math.max(y, 0), this.height - tall);
    const fits = mark.words.trim() && (mark.room === null || wide + 6 <= Math.abs(this.across(mark.room) - this.across(0)));
    const spot = fits ? this.free_spot(x - start, y, wide, tall) : null;
    const text = this.inner(part, 0, "text");
    text.style.display = spot === null ? "none" : "";
    if (spot === null) return;
    set(text, {x, y: spot + pixels * 0.95, "text-anchor": ANCHOR[mark.side], "font-size": pixels, "font-weight": mark.bold ? 700 : null, fill: mark.colour});
    if (text.dataset.words === mark.words && text.dataset.x === String(x)) return;
    text.dataset.words = mark.words;
    text.dataset.x = x;
    text.replaceChildren(...in_lines(mark.words, x, pixels));
  }

  // The height nearest to y at which a text covers no other one; null if there is none near.
  free_spot(x, y, wide, tall) {
    const free = (at) => at >= 0 && at + tall <= this.height && this.taken.every(([a, b, c, d]) => x + wide <= a || c <= x || at + tall <= b + 2 || d <= at + 2);
    const step = tall / 4;
    for (let n = 0; n <= 8; n += 1) {
      for (const at of n ? [y - n * step, y + n * step] : [y]) {
        if (free(at)) {
          this.taken.push([x, at, x + wide, at + tall]);
          return at;
        }
      }
    }
    return null;
  }

  arrow(part, mark) {
    const [x0, x1] = mark.x.map(this.across);
    const [y0, y1] = mark.y.map(this.up);
    const turn = Math.atan2(y1 - y0, x1 - x0);
    const corner = (side) => `${x1 - 10 * Math.cos(turn + side)} ${y1 - 10 * Math.sin(turn + side)}`;
    const long = Math.hypot(x1 - x0, y1 - y0);
    set(this.inner(part, 0, "path"), {d: `M${x0} ${y0}L${x1} ${y1}`, stroke: mark.colour, "stroke-width": mark.width * POINT, fill: "none"});
    set(this.inner(part, 1, "path"), {d: long < 1 ? "" : `M${x1} ${y1}L${corner(0.4)}L${corner(-0.4)}Z`, fill: mark.colour});
  }

  write_notes(notes) {
    this.notes.hidden = !notes.length;
    while (this.notes.childElementCount > notes.length) this.notes.lastElementChild.remove();
    notes.forEach((note, place) => {
      let item = this.notes.children[place];
      if (!item) {
        item = h("li", {}, h("span", {class: "cv-key", "aria-hidden": "true"}), h("span", {}, h("span", {class: "cv-note"}), h("strong", {class: "cv-value"})));
        this.notes.append(item);
      }
      const [key, said] = item.children;
      const [words, value] = said.children;
      say(key, note.key);
      key.style.color = note.colour;
      say(words, note.words);
      words.style.color = value.style.color = note.key ? "" : note.colour;
      words.style.fontWeight = note.bold ? "700" : "";
      say(value, note.value);
      set(item, {"data-name": note.name || null, class: note.key ? "cv-keyed" : "cv-hued"});
    });
  }
}

function shape_of(shape, x, y, r) {
  const through = (points) => `M${points.map(([dx, dy]) => `${(x + dx * r).toFixed(2)} ${(y + dy * r).toFixed(2)}`).join("L")}Z`;
  if (shape === "s") return through([[-0.9, -0.9], [0.9, -0.9], [0.9, 0.9], [-0.9, 0.9]]);
  if (shape === "D") return through([[0, -1.25], [1.25, 0], [0, 1.25], [-1.25, 0]]);
  if (shape === "^") return through([[0, -1.1], [1.1, 1], [-1.1, 1]]);
  if (shape === "v") return through([[0, 1.1], [1.1, -1], [-1.1, -1]]);
  if (shape === "|") return `M${x} ${y - r}V${y + r}`;
  if (shape === "*") return through(Array.from({length: 10}, (_, n) => [(n % 2 ? 0.5 : 1.2) * Math.sin((n * Math.PI) / 5), -(n % 2 ? 0.5 : 1.2) * Math.cos((n * Math.PI) / 5)]));
  const cross = [[-0.35, -1], [0.35, -1], [0.35, -0.35], [1, -0.35], [1, 0.35], [0.35, 0.35], [0.35, 1], [-0.35, 1], [-0.35, 0.35], [-1, 0.35], [-1, -0.35], [-0.35, -0.35]];
  const turned = shape === "X" ? Math.SQRT1_2 : 0;
  return through(turned ? cross.map(([a, b]) => [turned * (a - b), turned * (a + b)]) : cross);
}
