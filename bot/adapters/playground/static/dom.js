// Small helpers around the DOM. Text goes in as text nodes only, never as HTML.

export function h(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (name === "value") node.value = value;
    else node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return node;
}

let count = 0;

export function uniqueId(stem) {
  count += 1;
  return `${stem}-${count}`;
}

// A button that is busy until its work is done.
export function plainButton(work, props = {}, ...children) {
  const node = h("button", { type: "button", class: "button plain", ...props }, ...children);
  node.addEventListener("click", () => whileBusy(node, async () => work(node)));
  return node;
}

export function cross(close, props = {}) {
  const sign = h("span", { "aria-hidden": "true" }, "\u00d7");
  return h("button", { type: "button", class: "cross", onclick: close, ...props }, sign);
}

// A busy button keeps the focus, so it is not `disabled`: the reader hears that it is busy and stays where they were.
export async function whileBusy(button, work) {
  if (button.getAttribute("aria-disabled") === "true") return;
  button.setAttribute("aria-disabled", "true");
  button.setAttribute("aria-busy", "true");
  try {
    await work();
  } finally {
    button.removeAttribute("aria-disabled");
    button.removeAttribute("aria-busy");
  }
}
