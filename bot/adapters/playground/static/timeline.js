// One chat's messages. Only what changed is touched, so that a screen reader hears new cards and nothing twice.

import { blocks, buttons, footer } from "./blocks.js";
import { h } from "./dom.js";
import { day, time, word } from "./words.js";

const NEAR = 80; // pixels from the end that still count as "at the end"

export class Timeline {
  // `press` gets the plain button, its node and the reference of its message.
  constructor(press) {
    this.press = press;
    this.messages = new Map();
    this.drawn = new Map();
    this.node = h("div", { class: "timeline", role: "log", "aria-live": "polite", tabindex: "0" });
    this.atEnd = true;
    this.height = 0;
    this.node.addEventListener("scroll", ({ target }) => {
      if (target.clientHeight !== this.height) return; // the pane changed, not the reader; the observer follows
      this.atEnd = target.scrollTop > this.end() - NEAR;
    });
    new ResizeObserver(() => this.toEnd()).observe(this.node);
  }

  // Whoever reads at the end stays at the end; whoever has scrolled back is left in peace.
  toEnd() {
    this.height = this.node.clientHeight;
    if (this.atEnd) this.node.scrollTop = this.end();
  }

  // The newest message whole, or from its first line on where it is taller than the pane: it is read from the top.
  end() {
    const { node } = this;
    const last = node.lastElementChild;
    const tall = last && last.offsetHeight > node.clientHeight;
    return tall ? last.offsetTop - node.offsetTop : node.scrollHeight - node.clientHeight;
  }

  reset(messages, language) {
    this.messages = new Map(messages.map((message) => [message.ref, message]));
    this.draw(language);
  }

  put(message, language) {
    if (message.author === "me") this.atEnd = true; // what one types comes into view, and its answer with it
    this.messages.set(message.ref, message);
    this.draw(language);
  }

  draw(language) {
    const { node } = this;
    const wanted = this.rows(language);
    const keys = new Set(wanted.map(([key]) => key));
    for (const [key, { row }] of this.drawn) {
      if (keys.has(key)) continue;
      row.remove();
      this.drawn.delete(key);
    }
    let before = node.firstChild;
    for (const [key, signature, make] of wanted) {
      const old = this.drawn.get(key);
      let row = old?.row;
      if (!old) {
        row = make();
        node.insertBefore(row, before);
      } else if (old.signature !== signature) {
        row = replaceRow(old.row, make());
      }
      this.drawn.set(key, { row, signature });
      before = row.nextSibling;
    }
    this.toEnd();
  }

  rows(language) {
    let last = "";
    return [...this.messages.values()].flatMap((message) => {
      const date = day(message.at, language);
      const divider = date === last ? [] : [[`day ${message.at}`, date, () => h("p", { class: "day" }, date)]];
      last = date;
      const signature = JSON.stringify([message, language]);
      return [...divider, [message.ref, signature, () => this.message(message, language)]];
    });
  }

  message(message, language) {
    const mine = message.author === "me";
    const edited = message.edited && !mine ? h("span", {}, word("edited", language)) : null;
    const stamp = h("time", { datetime: message.at }, time(message.at));
    const bot = [h("b", {}, word("bot", language)), h("span", { class: "tag" }, word("app", language))];
    const head = h("header", { class: "stamp" }, mine ? null : bot, stamp, edited);
    if (mine) {
      const note = h("p", { class: "typed-note" }, word("typed", language));
      return h("article", { class: "message mine" }, head, h("p", { class: "bubble" }, message.text), note);
    }
    const press = (plain, node) => this.press(plain, node, message.ref);
    const { card } = message;
    const body = h("div", { class: "card" }, blocks(card.blocks), buttons(card.buttons, press), footer(card.footer));
    const look = message.moved ? "message moved" : "message";
    return h("article", { class: look, tabindex: "-1", "data-ref": message.ref }, head, body);
  }
}

// A card that had the focus keeps it, on the same button if that is still there.
function replaceRow(old, fresh) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(fresh);
  if (focused) (sameButton(fresh, focused) ?? fresh).focus({ preventScroll: true });
  return fresh;
}

// What a button has become where its card was drawn anew: the one that says the same, or else the one in its place, if
// that opens a dialog too and so does nothing by itself. A token tells nothing here: each version of a card has its own.
export function sameButton(within, button) {
  const ref = button.closest(".message").dataset.ref;
  const card = [within, ...within.querySelectorAll(".message")].find((one) => one.dataset.ref === ref);
  const { says, verb } = button.dataset;
  const opens = ({ ariaHasPopup }) => ariaHasPopup === "dialog";
  const found = [...(card?.querySelectorAll("button[data-verb]") ?? [])];
  const placed = found.find((other) => other.dataset.verb === verb);
  if (placed?.dataset.says === says) return placed;
  return found.find((other) => other.dataset.says === says) ?? (placed && opens(placed) && opens(button) ? placed : null);
}
