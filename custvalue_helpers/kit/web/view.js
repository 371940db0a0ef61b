// The one front end: it draws what a machine shows, and sends what a reader does. A host carries both.
import {h, say} from "./dom.js";
import {exercise} from "./exercise.js";
import {explorer} from "./explorer.js";
import {form} from "./form.js";
import {ordering} from "./ordering.js";
import {course_map, progress} from "./progress.js";
import {quiz} from "./quiz.js";
import {sorting} from "./sorting.js";

const KINDS = {course_map, exercise, explorer, form, ordering, progress, quiz, sorting};
const PATIENCE = 1000; // milliseconds until a reader hears that no answer comes

// host.send(event, number) carries an event; the host calls the returned .answered(number, shown) with the answer.
export function mount(element, fixed, shown, host) {
  const root = h("div", {class: "cv-view", "data-lm-suppress-shortcuts": "true", "data-kind": fixed.kind});
  const trouble = h("p", {class: "cv-problem", role: "status", hidden: true});
  const status = (words) => {
    trouble.hidden = !words;
    root.classList.toggle("cv-silent", Boolean(words)); // what stands there may no longer be true
    say(trouble, words);
  };
  const waiting = [];
  const name = Math.random().toString(36).slice(2);
  let count = 0;
  let under_way = "";
  let timer = 0;
  const go_on = () => {
    if (under_way || !waiting.length) return;
    count += 1;
    under_way = `${name}-${count}`;
    const event = waiting.shift();
    const patience = event.do === "wake" ? 3 * PATIENCE : PATIENCE;
    timer = setTimeout(() => status(host.silent), patience);
    host.send(event, under_way);
  };
  const send = (event) => {
    const last = waiting[waiting.length - 1];
    // Of moves that wait, only where they lead matters.
    if (event.do === "move" && last?.do === "move") Object.assign(last.values, event.values);
    else waiting.push(event.do === "move" ? {...event, values: {...event.values}} : event);
    go_on();
  };
  const body = h("div", {});
  root.append(trouble, body);
  element.append(root);
  follow_theme();
  const update = KINDS[fixed.kind](body, fixed, send);
  update(shown);
  send({do: "wake"});
  return {
    root,
    // The answer to an event, or a change from elsewhere.
    answered(to, news) {
      if (to === under_way) {
        clearTimeout(timer);
        status("");
        under_way = "";
      }
      // What the reader has moved meanwhile stays where it is.
      const ahead = waiting[0]?.do === "move" ? waiting[0].values : null;
      update(ahead && news.values ? {...news, values: {...news.values, ...ahead}} : news);
      go_on();
    },
  };
}

let follows = false;

// The page's own light or dark: JupyterLab, VS Code, a page with data-theme, or else what the reader's system says.
function follow_theme() {
  if (follows) return; // once for all views of the page
  follows = true;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const {body, documentElement: page} = document;
  const dark = () => {
    if (body.dataset.jpThemeLight) return body.dataset.jpThemeLight === "false";
    if (/\bvscode-(dark|light|high-contrast)\b/.test(body.className)) return !/\bvscode-light\b/.test(body.className);
    if (page.dataset.theme && page.dataset.theme !== "auto") return page.dataset.theme === "dark";
    return system.matches;
  };
  const put = () => page.classList.toggle("cv-dark", dark());
  put();
  const watch = new MutationObserver(put);
  watch.observe(body, {attributes: true, attributeFilter: ["data-jp-theme-light", "class"]});
  watch.observe(page, {attributes: true, attributeFilter: ["data-theme"]});
  system.addEventListener("change", put);
}
