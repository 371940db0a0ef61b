// Small tools that all parts share. Text is always set as text: nothing that a reader types becomes markup.

const KEYS = new Set(["button", "input", "select", "summary", "textarea"]);
const SVG = "http://www.w3.org/2000/svg";

// h("button", {class: "cv-button", onclick: f}, "Check") makes an element; false, null and undefined are left out.
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  // JupyterLab takes keys that a focused element gets for its own commands, unless the element itself says no.
  if (KEYS.has(tag)) element.dataset.lmSuppressShortcuts = "true";
  return filled(element, attributes, children);
}

// The same for the parts of an SVG picture.
export function s(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

function filled(element, attributes, children) {
  set(element, attributes);
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export function set(element, attributes) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name === "value" || name === "checked" || name === "disabled" || name === "hidden") element[name] = value;
    else if (value === null || value === undefined || value === false) element.removeAttribute(name);
    else if (element.getAttribute(name) !== String(value)) element.setAttribute(name, value === true ? "" : value);
  }
  return element;
}

// Write a text only if it changes.
export function say(element, words) {
  if (element.textContent !== words) element.textContent = words;
  return element;
}

// A live region is silent when the same words come twice: this renews it, so that they are read out again.
export function announce(element, words) {
  element.replaceChildren(h("span", {}, words));
  element.hidden = !words;
  return element;
}

// Whether what an element stands for is right, wrong, or (null) not judged.
export function judged(element, right) {
  element.classList.toggle("cv-right", right === true);
  element.classList.toggle("cv-wrong", right === false);
}

let count = 0;

// A name for an element on this page that nothing else has, to tie labels to inputs.
export function unique(stem) {
  count += 1;
  return `cv-${stem}-${count}`;
}

export function less_motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

// Let `thing` be dragged: with a mouse or a pen anywhere, with a finger by its `handle`, so that the page still scrolls.
// over(x, y) follows the pointer, dropped(x, y) ends it; dropped() without a place means that it was broken off.
export function draggable(thing, handle, over, dropped) {
  thing.addEventListener("pointerdown", (down) => {
    if (down.button || (down.pointerType === "touch" && !handle.contains(down.target))) return;
    const box = thing.getBoundingClientRect(), ends = new AbortController();
    const shift = [0, 0], grip = [down.clientX - box.left, down.clientY - box.top], at = [down.clientX, down.clientY];
    let dragging = false;
    const follow = () => {
      if (!dragging) return;
      scroll_near_edge(thing, at[1]);
      over(...at);
      const now = thing.getBoundingClientRect(), from = [now.left - shift[0], now.top - shift[1]];
      for (const axis of [0, 1]) shift[axis] = at[axis] - grip[axis] - from[axis];
      thing.style.transform = `translate(${shift[0]}px, ${shift[1]}px)`;
      requestAnimationFrame(follow);
    };
    const end = (...place) => {
      ends.abort();
      if (!dragging) return;
      dragging = false;
      thing.style.transform = "";
      thing.classList.remove("cv-dragged");
      const no_click = (click) => click.stopPropagation();
      thing.addEventListener("click", no_click, {capture: true, once: true});
      setTimeout(() => thing.removeEventListener("click", no_click, {capture: true}));
      dropped(...place);
    };
    const listen = (name, act) => addEventListener(name, act, {capture: true, signal: ends.signal});
    listen("pointermove", (move) => {
      if (move.pointerId !== down.pointerId) return;
      at.splice(0, 2, move.clientX, move.clientY);
      if (dragging || Math.hypot(at[0] - down.clientX, at[1] - down.clientY) < 5) return;
      dragging = true;
      thing.classList.add("cv-dragged");
      follow();
    });
    listen("pointerup", (up) => up.pointerId === down.pointerId && end(up.clientX, up.clientY));
    listen("pointercancel", () => end());
    listen("keydown", (key) => key.key === "Escape" && end());
  });
}

// Scroll what holds an element while something is dragged along its upper or lower edge.
function scroll_near_edge(element, y) {
  let holder = element.parentElement;
  while (holder && !(holder.scrollHeight > holder.clientHeight && /auto|scroll/.test(getComputedStyle(holder).overflowY))) holder = holder.parentElement;
  const edges = holder ? holder.getBoundingClientRect() : {top: 0, bottom: innerHeight};
  const top = Math.max(edges.top, 0), bottom = Math.min(edges.bottom, innerHeight);
  if (y < top + 36 || y > bottom - 36) (holder || document.scrollingElement).scrollBy(0, y < top + 36 ? -9 : 9);
}
