// One person's chat: header, timeline, dialog, notice, and the line to write on.

import { PaneDialog } from "./dialog.js";
import { cross, h, uniqueId, whileBusy } from "./dom.js";
import { uniqueNames } from "./names.js";
import { LanguageSwitch } from "./switch.js";
import { sameButton, Timeline } from "./timeline.js";
import { word } from "./words.js";

export class Pane {
  constructor(person, ask) {
    this.person = person;
    this.ask = ask;
    this.language = person.language;
    this.opener = null;
    this.said = null;
    this.timeline = new Timeline((plain, node, ref) => this.press(plain, node, ref));
    this.dialog = new PaneDialog({
      press: (plain, node) => this.press(plain, node, ""),
      submit: (plain, node, values) => this.submit(plain, node, values),
      closed: () => this.dialogClosed(),
    });
    this.build();
  }

  build() {
    const { person } = this;
    const nameId = uniqueId("name");
    this.role = h("p", { class: "role" });
    this.switch = new LanguageSwitch((code) => this.speak(code), (code) => code.toUpperCase());
    const initials = person.name.replace(/^Dre?\.? /, "").split(/\s+/).map((part) => part[0]).slice(0, 2).join("");
    const avatar = h("span", { class: `avatar ${person.role}`, "aria-hidden": "true" }, initials);
    const who = h("div", { class: "who" }, h("h2", { id: nameId }, person.name), this.role);
    const head = h("header", { class: "head" }, avatar, who, this.switch.node);
    this.notice = h("div", { class: "notice", role: "status" });
    this.input = h("input", { type: "text", maxlength: "4000", autocomplete: "off", enterkeyhint: "send" });
    this.send = h("button", { type: "submit", class: "button primary" });
    this.composer = h("form", { class: "composer", onsubmit: (event) => this.write(event) }, this.input, this.send);
    this.rest = h("div", { class: "rest" }, this.timeline.node, this.composer);
    const stage = h("div", { class: "stage" }, this.rest, this.dialog.node);
    const section = { class: "pane", id: `pane-${person.user}`, "aria-labelledby": nameId };
    this.node = h("section", section, head, this.notice, stage);
  }

  // The whole chat: at the start, after a reconnection, and when the person changes language.
  reset({ language, messages }) {
    this.language = language;
    this.node.lang = language;
    this.role.textContent = word(this.person.role, language);
    this.switch.show(language, this.person.name);
    this.input.placeholder = word("write-hint", language);
    this.input.setAttribute("aria-label", `${word("write", language)} \u2014 ${this.person.name}`);
    this.send.textContent = word("send", language);
    this.send.dataset.says = word("send-label", language);
    this.timeline.node.setAttribute("aria-label", this.person.name);
    this.timeline.reset(messages, language);
    this.named();
  }

  put(message) {
    this.timeline.put(message, this.language);
    this.named();
  }

  named() {
    uniqueNames(this.node, this.person.name, word("card", this.language));
  }

  // --- what the person does ---

  press(plain, node, ref) {
    const { verb, token, version } = plain;
    if (!this.dialog.open) this.opener = node;
    return whileBusy(node, () => this.act({ type: "press", verb, token, version, ref }));
  }

  submit(plain, node, values) {
    const { verb, token, version } = plain;
    return whileBusy(node, () => this.act({ type: "submit", verb, token, version, values }));
  }

  write(event) {
    event.preventDefault();
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    this.opener = this.input;
    const command = /^\/peer(?:\s+(\S+)\s*([^]*))?$/.exec(text);
    this.act(command ? { type: "command", word: command[1] ?? "", rest: command[2] ?? "" } : { type: "text", text });
  }

  speak(code) {
    return this.act({ type: "language", language: code });
  }

  // --- what comes back ---

  async act(action) {
    this.say("");
    const answer = await this.ask({ user: this.person.user, ...action });
    const here = this.hasFocus();
    if (answer.card && this.dialog.open) this.dialog.showCard(answer.card, this.language, here);
    if (answer.dialog) this.openDialog(answer.dialog, here);
    if (answer.close) this.dialog.close();
    const homeless = answer.errors ? this.dialog.blame(answer.errors, here) : [];
    if (answer.notice || homeless.length) this.say([answer.notice, ...homeless].filter(Boolean).join(" "));
    if (answer.error) this.say([word(answer.error, this.language), answer.number].filter(Boolean).join(" "));
    this.named();
  }

  // What only this person sees. It is read once: the next press anywhere on the page takes it away.
  say(text) {
    this.said?.abort();
    this.said = new AbortController();
    const note = h("p", { class: "note" }, word("only-you", this.language));
    const close = cross(() => this.say(""), { "data-says": word("close", this.language) });
    this.notice.replaceChildren(...(text ? [h("div", {}, note, h("p", {}, text)), close] : []));
    if (text) document.addEventListener("click", (event) => this.hasRead(event), { capture: true, signal: this.said.signal });
    this.named();
  }

  hasRead(event) {
    if (!this.notice.contains(event.target)) this.say("");
  }

  hasFocus() {
    return document.activeElement === document.body || this.node.contains(document.activeElement);
  }

  openDialog(plain, focus) {
    this.dialog.show(plain, this.language, focus);
    this.rest.inert = true;
    this.node.classList.add("talking");
  }

  dialogClosed() {
    this.rest.inert = false;
    this.node.classList.remove("talking");
    const { opener } = this;
    this.opener = null;
    if (!this.hasFocus()) return;
    const back = opener?.isConnected ? opener : opener && sameButton(this.timeline.node, opener);
    (back ?? this.input).focus({ preventScroll: true });
  }
}
