// Writes a page of a document with its facts. Everything is set as text, nothing is ever read as markup.
const shown = new WeakMap();

function element(name, attributes, ...inside) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== null) made.setAttribute(key, value);
  made.append(...inside);
  return made;
}

function look(facts, numbers, here) {
  const names = ["es-fact"];
  if (here) names.push("es-here");
  if (numbers.length && numbers.every((n) => facts[n - 1].proposed)) names.push("es-proposed");
  else if (numbers.length > 1) names.push("es-many");
  return names.join(" ");
}

function draw(root, data) {
  const text = root.querySelector(".es-text"), list = root.querySelector(".es-told");
  const beside = root.querySelector(".es-beside"), tip = root.querySelector(".es-tip");
  text.setAttribute("role", "region");
  text.setAttribute("aria-label", data.words.text);
  beside.setAttribute("aria-label", data.words.beside);
  root.querySelector(".es-count").textContent = data.count;
  const items = data.facts.map((fact, rank) => item(data, fact, rank, text));
  list.replaceChildren(...items);

  const marksOf = (n) => [...text.querySelectorAll("mark")].filter((mark) => mark.numbers?.includes(n));
  const light = (numbers, on) => numbers.forEach((n) => {
    items[n - 1].classList.toggle("es-on", on);
    marksOf(n).forEach((mark) => mark.classList.toggle("es-on", on));
  });
  const tell = (mark) => {
    tip.replaceChildren(...mark.numbers.map((n) => element("p", {}, data.facts[n - 1].words)));
    tip.hidden = false;
    const box = mark.getClientRects()[0], frame = root.getBoundingClientRect();
    tip.style.top = `${box.bottom - frame.top + 8}px`;
    tip.style.left = `${Math.max(0, Math.min(box.left - frame.left, frame.width - tip.offsetWidth))}px`;
    light(mark.numbers, true);
  };
  const hush = (mark) => { tip.hidden = true; light(mark.numbers, false); };
  const lead = (mark) => { hush(mark); items[mark.numbers[0] - 1].back = mark; items[mark.numbers[0] - 1].focus(); light(mark.numbers, true); };

  text.replaceChildren(...data.segments.map(([words, numbers, here]) => {
    if (!numbers.length && !here) return document.createTextNode(words);
    const mark = element("mark", { class: look(data.facts, numbers, here) }, words);
    if (!numbers.length) return mark;
    mark.numbers = numbers;
    for (const [name, value] of Object.entries({ role: "button", tabindex: "0", "aria-describedby": numbers.map((n) => `es-fact-${n}`).join(" ") })) mark.setAttribute(name, value);
    mark.onmouseenter = mark.onfocus = () => tell(mark);
    mark.onmouseleave = mark.onblur = () => hush(mark);
    mark.onclick = () => lead(mark);
    mark.onkeydown = (event) => {
      if (event.key === "Escape") hush(mark);
      else if (event.key === "Enter" || event.key === " ") { event.preventDefault(); lead(mark); }
    };
    return mark;
  }));
  items.forEach((one, rank) => {
    one.onmouseenter = one.onfocus = () => light([rank + 1], true);
    one.onmouseleave = one.onblur = () => light([rank + 1], false);
    one.onkeydown = (event) => { if (event.key === "Escape") one.back?.focus(); };
    one.querySelector("button").onclick = () => {
      const [first] = marksOf(rank + 1);
      first.scrollIntoView({ block: "center" });
      first.focus({ preventScroll: true });
    };
  });
  text.querySelector(".es-here")?.scrollIntoView({ block: "center" });
  text.dataset.ready = data.revision;
}

function item(data, fact, rank) {
  const links = fact.links.map(([name, href]) => element("a", { href, target: "_self", "aria-label": `${data.words.opens} ${name}` }, name));
  const state = fact.proposed ? [element("p", {}, element("strong", {}, data.words.proposed))] : [];
  const button = element("button", { type: "button" }, data.words.passage);
  const words = element("p", { id: `es-fact-${rank + 1}` }, fact.words);
  return element("li", { tabindex: "-1", class: fact.proposed ? "es-waits" : null }, words, ...state, element("p", {}, ...links, button));
}

export default function ({ data, parentElement }) {
  const root = parentElement.querySelector(".es-doc");
  if (shown.get(root) === data.revision) return;
  shown.set(root, data.revision);
  draw(root, data);
}
