// A dialog inside one pane. The rest of that pane rests while it is open; the other panes stay usable.

import { blocks, button, buttons, footer } from "./blocks.js";
import { cross, h, uniqueId } from "./dom.js";
import { field } from "./fields.js";
import { word } from "./words.js";

export class PaneDialog {
  // `press(plain, node)` and `submit(plain, node, values)` ask the server; `closed` gives the focus back.
  constructor({ press, submit, closed }) {
    this.handlers = { press, submit, closed };
    this.node = h("dialog", { class: "dialog" });
    this.node.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      this.close();
    });
    this.fields = [];
    this.title = "";
  }

  get open() {
    return this.node.open;
  }

  // `focus` is false when the reader has gone on to another pane meanwhile: nothing pulls them back.
  show(plain, language, focus) {
    const titleId = uniqueId("title");
    this.title = plain.title;
    this.fields = plain.fields.map((one) => field(one, language));
    const heading = h("h3", { id: titleId, tabindex: "-1" }, plain.title);
    const close = cross(() => this.close(), { "data-says": word("close", language) });
    const note = h("p", { class: "note" }, word("dialog-note", language));
    const fields = this.fields.map((one) => one.node);
    const rest = buttons(plain.buttons, this.handlers.press);
    const scroll = h("div", { class: "scroll" }, blocks(plain.blocks), fields, rest);
    const form = h(
      "form",
      { novalidate: true, onsubmit: (event) => this.send(event, plain.submit) },
      scroll,
      h("div", { class: "foot" }, this.sending(plain), footer(plain.footer)),
    );
    this.node.setAttribute("aria-labelledby", titleId);
    this.node.replaceChildren(h("header", {}, h("div", {}, heading, note), close), form);
    if (!this.open) this.node.show();
    readable(scroll, titleId);
    if (focus) heading.focus({ preventScroll: true });
  }

  // A card that answers inside the dialog takes the place of its content; it is not posted.
  showCard(card, language, focus) {
    this.show({ title: this.title, fields: [], submit: null, ...card }, language, focus);
  }

  // What sends stays in sight beside the crisis lines; every other button scrolls with the text, which is read first.
  sending(plain) {
    if (!plain.submit) return null;
    const send = button(plain.submit, () => {}, { type: "submit", class: `button ${sendStyle(plain.submit)}` });
    return h("div", { class: "buttons" }, send);
  }

  send(event, plain) {
    event.preventDefault();
    if (!plain) return;
    this.blame(Object.fromEntries(this.fields.map((one) => [one.name, one.check()])));
    if (this.node.querySelector("[aria-invalid]")) return;
    const values = Object.fromEntries(this.fields.map((one) => [one.name, one.read()]));
    const node = event.submitter ?? this.node.querySelector("button[type=submit]");
    this.handlers.submit(plain, node, values);
  }

  // Show what is wrong at each field and take the reader to the first. Returns the texts that belong to no field here.
  blame(errors, focus = true) {
    this.fields.forEach((one) => one.blame(errors[one.name] ?? ""));
    if (focus) this.fields.find((one) => errors[one.name])?.focus();
    const names = this.fields.map((one) => one.name);
    return Object.keys(errors).filter((name) => !names.includes(name)).map((name) => errors[name]);
  }

  close() {
    if (!this.open) return;
    this.node.close();
    this.node.replaceChildren();
    this.node.removeAttribute("aria-labelledby");
    this.fields = [];
    this.handlers.closed();
  }
}

// Text that does not fit must be within reach of the keys; where there are fields, they lead through it.
function readable(scroll, titleId) {
  if (scroll.scrollHeight <= scroll.clientHeight || scroll.querySelector("input, select")) return;
  scroll.tabIndex = 0;
  scroll.setAttribute("role", "group");
  scroll.setAttribute("aria-labelledby", titleId);
}

const sendStyle = (plain) => (plain.style === "plain" ? "primary" : plain.style);
