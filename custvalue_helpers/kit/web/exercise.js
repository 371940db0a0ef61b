// An exercise: a question, a box or buttons for the answer, what was wrong with it, and what helps.
import {h, set, say, announce, judged, unique} from "./dom.js";

const EXERCISE_MARKS = {right: "✓", "not attempted": "…"};

export function exercise(root, fixed, send) {
  const question = h("p", {class: "cv-question", id: unique("question")}, fixed.question);
  const feedback = h("div", {class: "cv-feedback", id: unique("feedback"), role: "status", hidden: true});
  let asked = false;
  const check = () => {
    asked = true;
    send({do: "check", entry: answer.entry(), sure: sure.value()});
  };
  const answer = (fixed.choice ? exercise_choices : exercise_box)(fixed, question, feedback, check);
  const sure = exercise_sure();
  const hint = exercise_help("Hint", () => send({do: "hint"}));
  const hints = h("ol", {class: "cv-hints", "aria-label": "Hints", "aria-live": "polite", hidden: true});
  const ready = {done: false};
  const solution = exercise_solution(ready, () => send({do: "solution"}));
  const steps = h("div", {class: "cv-steps", "aria-live": "polite", hidden: true});
  const so_far = h("span", {class: "cv-quiet"});
  const problem = h("p", {class: "cv-problem", role: "status", hidden: true});
  const report = exercise_report(send);
  root.append(
    h("p", {class: "cv-title", role: "heading", "aria-level": "3"}, `Exercise ${fixed.number} · ${fixed.title}`),
    question,
    answer.element,
    h("div", {class: "cv-row"}, sure.element, h("button", {class: "cv-button cv-main", type: "button", onclick: check}, "Check")),
    feedback,
    h("div", {class: "cv-row"}, hint, solution, so_far),
    hints,
    steps,
    problem,
    report.element,
  );
  let first = true;
  return (shown) => {
    if (first) {
      answer.put(shown.entry);
      sure.put(shown.sure);
    }
    const {text, right, status} = shown.feedback ?? {text: "", right: false, status: ""};
    const words = text && `${EXERCISE_MARKS[right ? "right" : status] ?? "→"} ${text}`;
    if (asked || first || feedback.textContent !== words) announce(feedback, words);
    asked = first = false;
    judged(feedback, right);
    answer.mark(status === "wrong kind");
    for (const words of shown.hints.slice(hints.children.length)) hints.append(h("li", {}, words));
    hints.hidden = !shown.hints.length;
    set(hint, {"aria-disabled": String(!shown.more_hints)});
    ready.done = shown.done;
    set(solution, {"aria-disabled": String(Boolean(shown.solution))});
    steps.hidden = !shown.solution;
    say(steps, shown.solution ?? "");
    say(so_far, shown.done ? "Solved." : shown.tries ? `${shown.tries} ${shown.tries === 1 ? "try" : "tries"} so far.` : "");
    const trouble = shown.problem || shown.trouble;
    problem.hidden = !trouble;
    say(problem, trouble ?? "");
    report.show(shown.report);
  };
}

function exercise_box(fixed, question, feedback, check) {
  const id = unique("answer");
  const before = fixed.unit.startsWith("€") ? "€" : "";
  const after = fixed.unit.slice(before.length).trim();
  const enter = (event) => event.key === "Enter" && !event.shiftKey && !event.isComposing && check();
  const box = h("input", {type: "text", id, class: "cv-answer", autocomplete: "off", spellcheck: "false", "aria-describedby": `${question.id} ${feedback.id}`, onkeydown: enter});
  return {
    element: h("div", {class: "cv-row"}, h("label", {for: id}, "Your answer", h("span", {class: "cv-hidden"}, fixed.unit && ` (${fixed.unit})`)),
      h("span", {class: "cv-with-unit"}, before && h("span", {"aria-hidden": "true"}, before), box, after && h("span", {"aria-hidden": "true"}, after))),
    entry: () => box.value,
    put: (text) => (box.value = text),
    mark: (invalid) => set(box, {"aria-invalid": String(invalid)}),
  };
}

function exercise_choices(fixed, question, feedback, check) {
  const name = unique("choice");
  const radios = fixed.options.map((value) => h("input", {type: "radio", name, value, "aria-describedby": feedback.id}));
  const labels = radios.map((radio, place) => h("label", {class: "cv-choice"}, radio, h("span", {}, fixed.options[place])));
  return {
    element: h("div", {role: "radiogroup", "aria-labelledby": question.id, onkeydown: (event) => event.key === "Enter" && !event.shiftKey && check()}, ...labels),
    entry: () => radios.find((radio) => radio.checked)?.value ?? "",
    put: (text) => radios.forEach((radio) => (radio.checked = radio.value === text)),
    mark: () => {},
  };
}

function exercise_sure() {
  const name = unique("sure");
  const radios = ["I am sure", "I am not sure"].map((value) => h("input", {type: "radio", name, value}));
  const labels = radios.map((radio) => h("label", {}, radio, h("span", {}, radio.value)));
  return {
    element: h("fieldset", {class: "cv-sure"}, h("legend", {class: "cv-hidden"}, "Are you sure? You need not say."), ...labels),
    value: () => (radios[0].checked ? true : radios[1].checked ? false : null),
    put: (sure) => radios.forEach((radio, place) => (radio.checked = sure === (place === 0))),
  };
}

// A button that stays where it is when it has nothing more to give, so that the focus is not lost.
function exercise_help(words, act) {
  const press = (event) => event.currentTarget.getAttribute("aria-disabled") !== "true" && act(event.currentTarget);
  return h("button", {class: "cv-button", type: "button", onclick: press}, words);
}

// Before the exercise is solved, the solution asks for a second press.
function exercise_solution(ready, open) {
  let sure = false;
  const put = (button, now) => {
    sure = now;
    say(button, sure ? "Show the solution? It will be noted." : "Solution");
  };
  const button = exercise_help("Solution", () => {
    const go = sure || ready.done;
    put(button, !go);
    if (go) open();
  });
  button.addEventListener("blur", () => put(button, false));
  return button;
}

function exercise_report(send) {
  const [note_id, text_id] = [unique("note"), unique("report")];
  const note = h("textarea", {id: note_id, rows: "2", maxlength: "2000"});
  const text = h("textarea", {id: text_id, rows: "8", readonly: true});
  const said = h("span", {role: "status"});
  let report = "";
  const write = () => (text.value = report + note.value.trim()); // the report ends with "What seems wrong: "
  const ask = () => element.open && send({do: "report"});
  const copy = async () => {
    write();
    try {
      await navigator.clipboard.writeText(text.value);
      say(said, "Copied.");
    } catch {
      text.select();
      say(said, "Press Ctrl+C (on a Mac ⌘C) to copy it.");
    }
  };
  note.addEventListener("input", write);
  const element = h("details", {class: "cv-report", ontoggle: ask}, h("summary", {}, "Something wrong here?"),
    h("label", {for: note_id}, "In your own words"), note,
    h("label", {for: text_id}, "Copy this, and give it to whoever teaches you. Nothing is sent by itself."), text,
    h("div", {class: "cv-row"}, h("button", {class: "cv-button", type: "button", onclick: copy}, "Copy"), said));
  return {
    element,
    show(news) {
      const out_of_date = report && !news; // by an answer, or a hint
      report = news ?? "";
      if (news) say(said, "");
      write();
      if (out_of_date) ask();
    },
  };
}
