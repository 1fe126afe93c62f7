// What cards and dialogs are made of: paragraphs, facts, lists, buttons, a footer.

import { h } from "./dom.js";

const NUMBER = /(\+?\d[\d\u00a0.()-]*-[\d\u00a0.()-]*\d)/;

// A phone number never breaks over two lines.
export function text(plain) {
  return plain.split(NUMBER).map((part, at) => (at % 2 ? h("span", { class: "number" }, part) : part));
}

export function blocks(list) {
  const nodes = [];
  let facts = null;
  for (const block of list) {
    if (block.kind !== "fact") facts = null;
    if (block.kind === "paragraph") nodes.push(h("p", { class: block.strong ? "strong" : null }, text(block.text)));
    if (block.kind === "bullets") nodes.push(h("ul", {}, block.items.map((item) => h("li", {}, text(item)))));
    if (block.kind === "picture") nodes.push(h("img", { class: "picture", src: block.source, alt: block.text }));
    if (block.kind === "portrait") {
      const face = h("span", { class: "face", "aria-hidden": "true" }, block.initials);
      nodes.push(h("p", { class: "strong portrait" }, face, text(block.text)));
    }
    if (block.kind === "fact") {
      if (!facts) nodes.push((facts = h("dl", { class: "facts" })));
      facts.append(h("div", {}, h("dt", {}, block.label), h("dd", {}, text(block.value))));
    }
  }
  return nodes;
}

// `says` is what the button is called until the pane makes the name unique on the page.
export function button(plain, press, extra = {}) {
  const node = h(
    "button",
    {
      type: "button",
      class: `button ${plain.style}`,
      "data-says": plain.label ?? plain.text,
      "data-verb": plain.verb,
      "aria-haspopup": plain.opens ? "dialog" : null,
      onclick: () => press(plain, node),
      ...extra,
    },
    plain.text,
  );
  return node;
}

export function buttons(list, press) {
  return list.length ? h("div", { class: "buttons" }, list.map((plain) => button(plain, press))) : null;
}

export function footer(plain) {
  return plain ? h("p", { class: "footer" }, text(plain)) : null;
}
