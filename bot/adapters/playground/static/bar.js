// The bar at the top: the demo clock and its buttons, the language of the page, the drawer's button.

import { h, plainButton } from "./dom.js";
import { LanguageSwitch } from "./switch.js";
import { longDay, shortMoment, time, word } from "./words.js";

export class Bar {
  // `move(hours)` moves the clock (0: to the next deadline), `speak(code)` switches the page, `drawer(node)` opens it.
  constructor(node, { move, speak, drawer }) {
    this.title = h("h1", {});
    this.about = h("p", { class: "about" });
    this.dayText = h("span", { class: "date" });
    this.timeText = h("span", { class: "hour" });
    this.time = h("time", {}, this.timeText, this.dayText);
    this.hour = plainButton(() => move(1));
    this.day = plainButton(() => move(24));
    this.next = h("span", {});
    this.due = h("small", {});
    this.deadline = plainButton(() => move(0), { class: "button plain deadline" }, this.next, this.due);
    this.clockGroup = h("div", { class: "clock", role: "group" }, this.time, this.hour, this.day, this.deadline);
    this.switch = new LanguageSwitch(speak, (code, name) => name);
    this.drawer = plainButton(drawer, { "aria-expanded": "false", "aria-controls": "drawer" });
    const icon = h("img", { src: "/static/icon.svg", alt: "", width: "36", height: "36" });
    const brand = h("div", { class: "brand" }, icon, h("div", {}, this.title, this.about));
    node.replaceChildren(brand, this.clockGroup, h("div", { class: "tools" }, this.switch.node, this.drawer));
  }

  translate(language) {
    this.language = language;
    document.title = word("title", language);
    this.title.textContent = word("title", language);
    this.about.textContent = word("about", language);
    this.clockGroup.setAttribute("aria-label", word("clock", language));
    this.hour.textContent = word("hour", language);
    this.day.textContent = word("day", language);
    this.next.textContent = word("deadline", language);
    this.switch.show(language);
    this.drawer.textContent = word("drawer", language);
    this.show(this.clock);
  }

  show(clock) {
    if (!clock) return;
    this.clock = clock;
    this.time.dateTime = clock.now;
    this.timeText.textContent = time(clock.now);
    this.dayText.textContent = longDay(clock.now, this.language);
    const what = clock.what ? [word(clock.what, this.language)] : [];
    const due = clock.due ? [...what, shortMoment(clock.due, this.language)] : [word("deadline-none", this.language)];
    this.due.textContent = due.join(", ");
    this.deadline.setAttribute("aria-label", [this.next.textContent, ...due].join(", "));
    this.deadline.disabled = !clock.due;
  }
}
