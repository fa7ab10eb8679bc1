// The answers to a proposed fact, as buttons and as keys. It only says what people chose: Python knows what it means.
const PATIENCE = 10000;
const KEYS = { a: "accept", r: "reject", p: "unsure", c: "correct", m: "same", z: "undo" };
const SHIFTED = { a: "rule", p: "page" };
const ARROWS = { ArrowRight: "next", ArrowLeft: "back" };
const TYPING = "input:not(.pr-keys), textarea, select, [contenteditable=true], [role=combobox], [role=listbox], [role=option]";
const OFF = "essaim-keys-off";

function remembered() {
  try { return localStorage.getItem(OFF) !== "1"; } catch { return true; }
}

function remember(on) {
  try { if (on) localStorage.removeItem(OFF); else localStorage.setItem(OFF, "1"); } catch { /* private window */ }
}

class Bar {
  constructor(root) {
    this.root = root;
    this.part = (name) => root.querySelector(`.pr-${name}`);
    this.asking = "";
    this.busy = 0;
    this.part("keys").checked = remembered();
    this.part("keys").onchange = (event) => remember(event.target.checked);
    for (const button of root.querySelectorAll("[data-do]")) button.onclick = () => this.want(button.dataset.do);
    this.part("yes").onclick = () => this.confirmed();
    this.part("no").onclick = () => this.ask("");
  }

  show(data, send) {
    this.data = data;
    this.send = send;
    if (this.tick !== data.tick || this.card !== data.card) { this.busy = 0; this.ask(""); }
    this.tick = data.tick;
    this.card = data.card;
    for (const button of this.root.querySelectorAll("[data-do]")) {
      const name = button.dataset.do;
      button.querySelector(".pr-word").textContent = data.words[name === data.panel ? "close" : name];
      button.querySelector("kbd").hidden = name === data.panel;
      button.disabled = !data.can.includes(name);
    }
    for (const name of ["no", "yes", "on", "how"]) this.part(name).textContent = data.words[name];
    this.part("group").setAttribute("aria-label", data.words.group);
    this.options();
    this.live();
    this.focus();
    setTimeout(() => this.scroll(), 50);
    this.root.dataset.ready = `${data.card}:${data.tick}`;
  }

  options() {
    const list = this.part("options");
    list.replaceChildren(...this.data.options.map((words, number) => {
      const line = document.createElement("li"), button = document.createElement("button"), key = document.createElement("kbd");
      button.type = "button";
      key.textContent = number < 9 ? String(number + 1) : "";
      key.setAttribute("aria-hidden", "true");
      if (number < 9) button.setAttribute("aria-keyshortcuts", key.textContent);
      button.append(key, ` ${words}`);
      button.disabled = Boolean(this.data.panel);
      button.onclick = () => this.act("accept", { option: number });
      line.append(button);
      return line;
    }));
    list.hidden = !this.data.options.length;
  }

  // Emptied first, so that the same words twice are said twice.
  live() {
    const said = [this.data.told, this.data.where].filter(Boolean).join(" ");
    if (this.said === `${this.tick} ${said}`) return;
    this.said = `${this.tick} ${said}`;
    const line = this.part("live");
    line.textContent = "";
    setTimeout(() => { line.textContent = said; }, 30);
  }

  // The passage in the middle of its window, once for each card.
  scroll() {
    for (const box of document.querySelectorAll(".es-passage")) {
      const mark = box.querySelector("mark"), seen = `${this.card}`;
      if (!mark || box.dataset.seen === seen) continue;
      box.dataset.seen = seen;
      box.scrollTop = mark.getBoundingClientRect().top - box.getBoundingClientRect().top + box.scrollTop - box.clientHeight / 3;
    }
  }

  // A form that opens takes the focus; one that closes gives it back, and so does a list from which people chose.
  focus() {
    const { panel, scope } = this.data;
    if (panel && panel !== this.panel) setTimeout(() => this.into(), 150);
    else if ((this.panel && !panel) || (this.scope !== undefined && this.scope !== scope)) this.part("group").focus({ preventScroll: true });
    this.panel = panel;
    this.scope = scope;
  }

  // Until the form is there and keeps the focus: the page may draw it again. Where people went meanwhile, they stay.
  into(end = Date.now() + PATIENCE, kept = 0) {
    if (!this.data.panel || kept > 4 || Date.now() > end) return;
    const form = document.querySelector('[class*="st-key-proposal-form"]'), at = document.activeElement;
    const fields = [...(form?.querySelectorAll("input:not([type=hidden]), textarea") ?? [])];
    const shown = fields.find((one) => one.checkVisibility?.() ?? one.offsetParent);  // not one that is folded away
    if (!at || at === document.body || this.root.contains(at)) shown?.focus();
    setTimeout(() => this.into(end, form?.contains(document.activeElement) ? kept + 1 : 0), 100);
  }

  want(name) {
    if (!this.data.can.includes(name)) return;
    if (name === "rule" || name === "page") this.ask(name);
    else this.act(name);
  }

  ask(name) {
    const box = this.part("confirm"), before = this.asking;
    this.asking = name;
    box.hidden = !name;
    if (name) {
      this.part("sure").textContent = this.data.sets[name].words;
      this.part("yes").focus();
    } else if (before) {
      const button = this.root.querySelector(`[data-do=${before}]`);
      (button.disabled ? this.part("group") : button).focus({ preventScroll: true });
    }
  }

  confirmed() {
    const name = this.asking;
    if (name) this.act(name, { set: this.data.sets[name].set });
  }

  // One answer for one card: until Python has shown the next one, nothing else is heard.
  act(name, more = {}) {
    if (this.busy > Date.now() - PATIENCE) return;
    this.busy = Date.now();
    this.send({ do: name, card: this.card, ...more });
  }

  key(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || !this.root.isConnected) return false;
    const free = this.part("keys").checked;
    if (event.key === "Escape" && this.asking) { this.ask(""); return true; }
    if (event.key === "Escape" && this.data.panel) {
      if (event.target.closest?.("[aria-expanded=true]")) return false;
      this.act(this.data.panel);
      return true;
    }
    if (!free || event.target.closest?.(TYPING) || document.querySelector("[role=dialog]")) return false;
    if (event.repeat) return event.key.toLowerCase() in KEYS;
    if (this.asking) {
      if (event.key !== "Enter" || event.target === this.part("no")) return false;
      this.confirmed();
      return true;
    }
    if (this.data.panel) return false;
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);  // on a French keyboard digits stand above Shift
    if (digit && this.data.options.length >= Number(digit[1])) {
      this.act("accept", { option: Number(digit[1]) - 1 });
      return true;
    }
    const name = ARROWS[event.key] ?? (event.shiftKey ? SHIFTED : KEYS)[event.key.toLowerCase()];
    if (!name) return false;
    this.want(name);
    return true;
  }
}

const bars = new WeakMap();

export default function ({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".pr-bar");
  const bar = bars.get(root) ?? new Bar(root);
  bars.set(root, bar);
  bar.show(data, (told) => setTriggerValue("answer", told));
  globalThis.essaimKeys?.abort();  // one page, one bar, one ear
  globalThis.essaimKeys = new AbortController();
  const heard = (event) => {
    if (!bar.key(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();  // « R » would run the page again
  };
  window.addEventListener("keydown", heard, { capture: true, signal: globalThis.essaimKeys.signal });
}
