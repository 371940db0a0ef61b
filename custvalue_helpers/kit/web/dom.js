// Small tools that all parts share. Text is always set as text: nothing that a reader types becomes markup.

const SVG = "http://www.w3.org/2000/svg";

// h("button", {class: "cv-button", onclick: f}, "Check") makes an element; false, null and undefined are left out.
export function h(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
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

let count = 0;

// A name for an element on this page that nothing else has, to tie labels to inputs.
export function unique(stem) {
  count += 1;
  return `cv-${stem}-${count}`;
}

export function less_motion() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}
