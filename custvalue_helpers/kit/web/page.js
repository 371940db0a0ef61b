// A page as host: Python runs in a worker, and every element with a data-thing shows the machine at that address.
import {mount} from "./view.js";

const SILENT = "No answer for a second. Python may still be loading. If this stays, load the page again.";

// settings: where the folder of Pyodide and the package's wheel are.
export function start(settings) {
  const worker = new Worker(new URL("./worker.js", import.meta.url), {type: "module"});
  const views = new Map();
  const place_of = (address) => [...document.querySelectorAll("[data-thing]")].find((each) => each.dataset.thing === address);
  worker.onmessage = ({data}) => {
    if (data.ready) {
      for (const element of document.querySelectorAll("[data-thing]")) worker.postMessage({open: element.dataset.thing});
    } else if (data.failed) {
      document.documentElement.dataset.failed = data.failed; // what stands on the page stays
    } else if (data.closed) {
      place_of(data.closed).dataset.failed = data.why;
    } else if (data.opened) {
      const address = data.opened;
      const element = place_of(address);
      const {fixed, shown} = JSON.parse(data.said);
      element.replaceChildren();
      const send = (event, number) => worker.postMessage({address, number, event: JSON.stringify(event)});
      views.set(address, {view: mount(element, fixed, shown, {send, silent: SILENT}), shown});
    } else {
      const one = views.get(data.address);
      if (data.said) one.shown = JSON.parse(data.said);
      one.view.answered(data.number, one.shown);
    }
  };
  worker.postMessage(settings);
}
