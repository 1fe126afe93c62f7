// The page: it shows what the server says and sends what people do. It keeps nothing of its own.

import { Bar } from "./bar.js";
import { h } from "./dom.js";
import { Drawer } from "./drawer.js";
import { Link } from "./link.js";
import { Pane } from "./pane.js";
import { learn, word } from "./words.js";

const at = (id) => document.getElementById(id);
const SETTLE = 300; // milliseconds after the last change before an open drawer looks again

const panes = new Map();
let language = "en";
let settling = 0;

const link = new Link(hear, lost);
const ask = (action) => link.ask(action);
const drawer = new Drawer(at("drawer"), () => ask({ type: "drawer" }), drawerToggled);
const bar = new Bar(at("bar"), { move, speak, drawer: (node) => drawer.toggle(node) });

function hear(message) {
  if (message.type === "state") begin(message);
  if (message.type === "message") panes.get(message.user)?.put(message.message);
  if (message.type === "chat") panes.get(message.user)?.reset(message);
  if (message.type === "clock") bar.show(message);
  if (message.type !== "clock") lookAgain();
}

function begin(state) {
  learn(state.words);
  if (!panes.size) {
    language = state.panes[0]?.language ?? language;
    state.panes.forEach((person) => panes.set(person.user, new Pane(person, ask)));
    at("panes").replaceChildren(...[...panes.values()].map((pane) => pane.node));
    at("people").replaceChildren(...state.panes.map(({ user, name }) => h("a", { href: `#pane-${user}` }, name)));
  }
  state.panes.forEach((chat) => panes.get(chat.user)?.reset(chat));
  translate();
  bar.show(state.clock);
}

function translate() {
  document.documentElement.lang = language;
  at("people").setAttribute("aria-label", word("chats", language));
  bar.translate(language);
  drawer.translate(language);
}

async function speak(code) {
  language = code;
  translate();
  await Promise.all([...panes.values()].map((pane) => pane.speak(code)));
}

async function move(hours) {
  const { error, number } = await ask({ type: "clock", hours });
  at("lost").textContent = error ? [word(error, language), number].filter(Boolean).join(" ") : "";
}

function lost(broken) {
  at("lost").textContent = broken ? word("lost", language) : "";
}

function drawerToggled(open) {
  bar.drawer.setAttribute("aria-expanded", String(open));
  document.body.classList.toggle("with-drawer", open);
}

function lookAgain() {
  clearTimeout(settling);
  settling = setTimeout(() => drawer.refresh(), SETTLE);
}
