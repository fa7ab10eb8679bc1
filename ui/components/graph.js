// Draws with the vis-network that the page already holds, and tells Python which node people choose.
const PATIENCE = 15000;
const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const pictures = new Map();

function library() {
  const start = Date.now();
  return new Promise((found, lost) => {
    const look = () => {
      if (globalThis.vis) found(globalThis.vis);
      else if (Date.now() - start > PATIENCE) lost(new Error("vis-network"));
      else setTimeout(look, 20);
    };
    look();
  });
}

// The nearest node in a direction: far ones and those off the axis count for more.
function neighbour(net, nodes, current, [dx, dy]) {
  const places = net.getPositions();
  const from = places[current];
  let best = current, least = Infinity;
  for (const id of nodes.getIds()) {
    const x = places[id].x - from.x, y = places[id].y - from.y, along = x * dx + y * dy;
    if (id === current || along <= 0) continue;
    const cost = (x * x + y * y) / along;
    if (cost < least) { least = cost; best = id; }
  }
  return best;
}

function picture(vis, { data, parentElement, key, setStateValue }) {
  const box = parentElement.querySelector(".es-canvas");
  const live = parentElement.querySelector(".es-live");
  const nodes = new vis.DataSet([]), edges = new vis.DataSet([]);
  const net = new vis.Network(box, { nodes, edges }, data.options);
  const made = { net, nodes, edges, box, revision: null, current: null, name: data.name };
  const choose = (id) => { made.current = id ?? made.current; setStateValue("selected", id); };
  const zoom = (factor) => net.moveTo({ scale: net.getScale() * factor });

  net.on("click", (event) => choose(event.nodes[0] ?? null));
  const actions = { in: () => zoom(1.3), out: () => zoom(1 / 1.3), fit: () => net.fit({ animation: false }), png: () => save(box, made.name) };
  for (const [name, action] of Object.entries(actions)) parentElement.querySelector(`.es-${name}`).onclick = action;

  box.addEventListener("keydown", (event) => {
    if (event.key === "+") zoom(1.3);
    else if (event.key === "-") zoom(1 / 1.3);
    else if (event.key === "Escape") { net.unselectAll(); choose(null); }
    else if (event.key === "Enter") { if (made.current !== null) choose(made.current); }
    else if (DIRECTIONS[event.key]) {
      const ids = nodes.getIds();
      if (!ids.length) return;
      made.current = ids.includes(made.current) ? neighbour(net, nodes, made.current, DIRECTIONS[event.key]) : ids[0];
      net.selectNodes([made.current]);
      live.textContent = nodes.get(made.current).title;
    } else return;
    event.preventDefault();
  });
  pictures.set(key, made);
  (globalThis.essaimPictures ??= {})[data.name] = made;
  return made;
}

function save(box, name) {
  const canvas = box.querySelector("canvas"), copy = document.createElement("canvas");
  copy.width = canvas.width; copy.height = canvas.height;
  const pen = copy.getContext("2d");
  pen.fillStyle = "#ffffff"; pen.fillRect(0, 0, copy.width, copy.height); pen.drawImage(canvas, 0, 0);
  const link = document.createElement("a");
  link.download = `${name}.png`; link.href = copy.toDataURL("image/png"); link.click();
}

function show(vis, args) {
  const { data, parentElement, key } = args;
  const box = parentElement.querySelector(".es-canvas");
  let made = pictures.get(key);
  if (made && made.box !== box) { made.net.destroy(); made = null; }
  made ??= picture(vis, args);
  box.style.height = `${data.height}px`;
  box.setAttribute("aria-label", data.alt);
  for (const [name, words] of Object.entries(data.words)) parentElement.querySelector(`.es-${name}`).textContent = words;
  if (made.revision !== data.revision) {  // a rerun that changes nothing keeps the zoom and what was dragged
    made.revision = data.revision; made.name = data.name;
    made.nodes.clear(); made.edges.clear(); made.nodes.add(data.nodes); made.edges.add(data.edges);
    made.net.redraw(); made.net.fit({ animation: false, maxZoomLevel: 1.1 });
  }
  if (data.focus && made.nodes.get(data.focus)) { made.current = data.focus; made.net.selectNodes([data.focus]); }
  else made.net.unselectAll();
  box.dataset.ready = data.revision;
}

export default function (args) {
  let gone = false;
  library().then((vis) => { if (!gone) show(vis, args); })
    .catch((error) => { args.parentElement.querySelector(".es-live").textContent = String(error); });
  return () => { gone = true; };
}
