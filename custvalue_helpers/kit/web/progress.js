// How far a reader has come: in a lesson, and in the course.
import {announce, h, say, set} from "./dom.js";

export function progress(root, fixed, send) {
  const view = progress_view(root, fixed.title, h("ul", {class: "cv-progress"}), send);
  let rows = [];
  return (now) => {
    if (!rows.length) {
      rows = now.rows.map(({name}) => ({bar: progress_bar(), name}));
      view.list.append(...rows.map(({bar, name}) => h("li", {}, h("span", {}, name), bar.element)));
    }
    now.rows.forEach(({done, of}, place) => rows[place].bar.update(done, of, `${done} of ${of}`));
    view.update(now.problem || now.sentence);
  };
}

// A stop's title leads to its notebook, which is beside the one that shows the map.
export function course_map(root, fixed, send) {
  const stops = fixed.stops.map(({number, title, question, notebook, stages}) => {
    const bar = progress_bar(), link = h("a", {class: "cv-stop-title", target: "_blank", rel: "noopener"}, title);
    const element = h("li", {}, h("span", {class: "cv-stop-number"}, number),
      h("div", {}, link, h("p", {class: "cv-quiet"}, question, ...stages.map(([name, colour]) => {
        const stage = h("span", {class: "cv-stop-stage"}, name);
        stage.style.background = colour;
        return stage;
      }))), bar.element);
    return {element, bar, link, notebook};
  });
  const view = progress_view(root, fixed.title, h("ol", {class: "cv-course-map"}, stops.map((stop) => stop.element)), send);
  return (now) => {
    now.stops.forEach(({done, of, state}, place) => {
      const {element, bar, link, notebook} = stops[place];
      bar.update(done, of, state);
      element.classList.toggle("cv-done", of > 0 && done === of);
      set(link, {href: of > 0 && notebook});
    });
    view.update(now.problem || now.sentence);
  };
}

// The title, the list, and below it a sentence and a button that reads the record again.
function progress_view(root, title, list, send) {
  const sentence = h("span", {role: "status"});
  let asked = false;
  const refresh = () => {
    asked = true;
    send({do: "refresh"});
  };
  root.append(h("p", {class: "cv-title"}, title), list,
    h("div", {class: "cv-row"}, h("button", {class: "cv-button", onclick: refresh}, "Refresh"), sentence));
  return {list, update: (words) => {
    if (asked) announce(sentence, words);
    else say(sentence, words);
    asked = false;
  }};
}

function progress_bar() {
  const filled = h("span", {class: "cv-bar-filled"}), words = h("span");
  const element = h("div", {class: "cv-bar-row"}, h("span", {class: "cv-bar", "aria-hidden": "true"}, filled), words);
  return {element, update: (done, of, text) => {
    filled.style.width = of ? `${100 * done / of}%` : "0";
    say(words, text);
  }};
}
