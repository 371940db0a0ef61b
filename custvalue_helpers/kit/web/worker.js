// Python in a worker: it opens machines at a desk and passes events on to them.

let desk = null;

async function begin({pyodide, wheel}) {
  const [{loadPyodide}, archive] = await Promise.all([import(`${pyodide}pyodide.mjs`), fetch(wheel).then((answer) => answer.arrayBuffer())]);
  const python = await loadPyodide({indexURL: pyodide});
  python.unpackArchive(new Uint8Array(archive), "zip", {extractDir: "/course"});
  python.runPython("import sys; sys.path.insert(0, '/course')");
  desk = python.runPython("from custvalue_helpers.course import thing\nfrom custvalue_helpers.kit.desk import Desk\nDesk(thing)");
  postMessage({ready: true});
}

function opened(address) {
  try {
    postMessage({opened: address, said: desk.open(address)});
  } catch (error) {
    postMessage({closed: address, why: String(error).trim().split("\n").find((line) => line.includes("Error:")) ?? String(error)});
  }
}

onmessage = ({data}) => {
  if (data.pyodide) begin(data).catch((error) => postMessage({failed: String(error)}));
  else if (data.open) opened(data.open);
  else if (JSON.parse(data.event).do === "wake") postMessage({address: data.address, number: data.number});
  else postMessage({address: data.address, number: data.number, said: desk.answer(data.address, data.event)});
};
