// A quiz: each choice is a button with its letter, and what is said of it stands below it.
import {h, set, say, announce, judged, unique} from "./dom.js";

export function quiz(root, fixed, send) {
  const score = h("p", {class: "cv-score"});
  const heard = h("div", {class: "cv-hidden", role: "status"});
  const problem = h("p", {class: "cv-problem", role: "status", hidden: true});
  let asked = null; // the choice that waits for its answer
  const questions = fixed.questions.map((question, place) =>
    quiz_question(question, place + 1, (choice) => {
      asked = {place, choice};
      send({do: "choose", question: place + 1, choice});
    }));
  root.append(h("p", {class: "cv-title", role: "heading", "aria-level": "3"}, `Quiz ${fixed.lesson}`), ...questions.map((each) => each.element), score, problem, heard);
  return (shown) => {
    shown.questions.forEach((each, place) => questions[place].show(each));
    const answered = asked && shown.questions[asked.place];
    if (answered?.chosen === asked?.choice && answered?.feedback) {
      announce(heard, `${answered.feedback.text} ${shown.score}.`);
      asked = null;
    }
    say(score, `${shown.score}.`);
    score.classList.toggle("cv-right", shown.done);
    const trouble = shown.problem || shown.trouble;
    problem.hidden = !trouble;
    say(problem, trouble ?? "");
  };
}

function quiz_question({text, choices}, number, choose) {
  const id = unique("question");
  const rows = choices.map((choice) => {
    const button = h("button", {class: "cv-option", type: "button", "aria-pressed": "false", onclick: () => choose(choice.key)},
      h("span", {class: "cv-letter"}, `${choice.letter})`), h("span", {}, choice.text));
    const feedback = h("div", {class: "cv-feedback", hidden: true});
    return {key: choice.key, button, feedback};
  });
  return {
    element: h("div", {class: "cv-quiz-question", role: "group", "aria-labelledby": id}, h("p", {class: "cv-question", id}, `${number}. ${text}`),
      ...rows.flatMap(({button, feedback}) => [button, feedback])),
    show({chosen, feedback: said}) {
      for (const {key, button, feedback} of rows) {
        const here = key === chosen && said;
        set(button, {"aria-pressed": String(key === chosen)});
        for (const element of [button, feedback]) judged(element, here ? said.right : null);
        feedback.hidden = !here;
        say(feedback, here ? `${said.right ? "✓" : "→"} ${said.text}` : "");
      }
    },
  };
}
