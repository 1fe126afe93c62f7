// The drawer: what an employer could export, the newest first, and what the database holds.

import { cross, h, plainButton } from "./dom.js";
import { shortMoment, word } from "./words.js";

const TABS = ["export", "database"];

export class Drawer {
  // `load` asks the server for both tabs; `toggled` hears whether it stands open.
  constructor(node, load, toggled) {
    Object.assign(this, { node, load, toggled, tab: "export", data: null, language: "en", opener: null });
    this.heading = h("h2", { tabindex: "-1" });
    const tabProps = { type: "button", role: "tab", "aria-controls": "tab-panel" };
    this.tabs = TABS.map((tab) => h("button", { ...tabProps, id: `tab-${tab}`, onclick: () => this.choose(tab) }));
    this.list = h("div", { class: "tabs", role: "tablist", onkeydown: (event) => this.arrow(event) }, this.tabs);
    this.again = plainButton(() => this.refresh());
    this.cross = cross(() => this.toggle());
    this.panel = h("div", { class: "panel", role: "tabpanel", id: "tab-panel", tabindex: "0" });
    const tools = h("div", { class: "tools" }, this.again, this.cross);
    node.append(h("header", {}, this.heading, this.list, tools), this.panel);
    node.addEventListener("keydown", (event) => event.key === "Escape" && this.toggle());
  }

  translate(language) {
    this.language = language;
    this.heading.textContent = word("drawer", language);
    this.list.setAttribute("aria-label", word("drawer", language));
    this.tabs.forEach((tab, at) => (tab.textContent = word(TABS[at], language)));
    this.again.textContent = word("refresh", language);
    this.cross.setAttribute("aria-label", `${word("close", language)} \u2014 ${word("drawer", language)}`);
    this.draw();
  }

  async toggle(opener) {
    this.node.hidden = !this.node.hidden;
    this.toggled(!this.node.hidden);
    if (this.node.hidden) return this.opener?.focus();
    this.opener = opener;
    this.heading.focus({ preventScroll: true });
    await this.refresh();
  }

  async refresh() {
    if (this.node.hidden) return;
    const { drawer, error } = await this.load();
    this.data = drawer ?? this.data;
    this.trouble = error ? word(error, this.language) : "";
    this.draw();
  }

  choose(tab) {
    this.tab = tab;
    this.draw();
    this.panel.scrollTop = 0;
    this.refresh();
  }

  arrow(event) {
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    const next = TABS[1 - TABS.indexOf(this.tab)];
    this.choose(next);
    document.getElementById(`tab-${next}`).focus();
  }

  draw() {
    this.tabs.forEach((tab, at) => {
      const on = TABS[at] === this.tab;
      tab.setAttribute("aria-selected", String(on));
      tab.tabIndex = on ? 0 : -1;
    });
    this.panel.setAttribute("aria-labelledby", `tab-${this.tab}`);
    const inside = this.data ? (this.tab === "export" ? this.exported() : this.tables()) : [];
    const trouble = this.trouble ? [h("p", { class: "error" }, this.trouble)] : [];
    const note = h("p", { class: "hint" }, word(`${this.tab}-note`, this.language));
    const { scrollTop } = this.panel;
    this.panel.replaceChildren(note, ...trouble, ...inside);
    this.panel.scrollTop = scrollTop;
  }

  exported() {
    const { language } = this;
    const head = ["time", "person", "author", "text", "buttons"].map((id) => word(id, language));
    const rows = this.data.export.toReversed().map((row) => [
      [h("span", {}, shortMoment(row.at, language)), row.edited ? h("small", {}, word("edited", language)) : null],
      row.person,
      row.author === "me" ? row.person : word("bot", language),
      row.text,
      row.buttons.map((text) => h("span", { class: "chip" }, text)),
    ]);
    return [table(word("export", language), head, rows, "export", word("empty", language))];
  }

  tables() {
    return this.data.database.flatMap(({ name, columns, rows }) => {
      const code = (cell) => h("code", { class: /^sealed/.test(cell) ? "sealed" : null }, cell);
      const cells = rows.map((row) => row.map(code));
      const count = h("span", { class: "count" }, String(rows.length));
      return [h("h3", {}, name, " ", count), table(name, columns, cells, "rows", word("empty", this.language))];
    });
  }
}

function table(name, head, rows, kind, empty) {
  if (!rows.length) return h("p", { class: "hint" }, empty);
  const cell = (inside) => h("td", { role: "cell" }, inside);
  const body = h("tbody", {}, rows.map((row) => h("tr", { role: "row" }, row.map(cell))));
  const columns = head.map((text) => h("th", { scope: "col", role: "columnheader" }, text));
  const top = h("thead", {}, h("tr", { role: "row" }, columns));
  // The roles are said aloud because a narrow screen lays the rows out as blocks.
  return h("div", { class: "wide" }, h("table", { class: kind, role: "table", "aria-label": name }, top, body));
}
