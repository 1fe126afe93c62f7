// English or French: one switch at the top for the page, and one in each pane.

import { h, plainButton } from "./dom.js";
import { LANGUAGES, word } from "./words.js";

export class LanguageSwitch {
  // `speak(code)` is told the choice; `text(code, name)` is what a button shows.
  constructor(speak, text) {
    this.buttons = Object.entries(LANGUAGES).map(([code, name]) =>
      plainButton(() => speak(code), { class: null, lang: code, "data-code": code }, text(code, name)),
    );
    this.node = h("div", { class: "switch", role: "group" }, this.buttons);
  }

  // `person` is whose switch it is, for names that are unique on the page.
  show(language, person) {
    const label = word("language", language);
    this.node.setAttribute("aria-label", person ? `${label} \u2014 ${person}` : label);
    for (const button of this.buttons) {
      const { code } = button.dataset;
      button.setAttribute("aria-pressed", String(code === language));
      if (person) button.setAttribute("aria-label", `${label}, ${LANGUAGES[code]} \u2014 ${person}`);
    }
  }
}
