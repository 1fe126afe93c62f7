// The fields of a dialog. Each has a node, `read` for its value, `check` for what is wrong, and `blame` to show it.

import { h, uniqueId } from "./dom.js";
import { word } from "./words.js";

const MOST_RADIOS = 6;

export function field(plain, language) {
  return MAKERS[plain.kind](plain, language);
}

function parts(plain, language) {
  const id = uniqueId("field");
  const hint = plain.hint ? h("p", { class: "hint", id: `${id}-hint` }, plain.hint) : null;
  const error = h("p", { class: "error", id: `${id}-error`, hidden: true });
  const describedBy = [hint?.id, error.id].filter(Boolean).join(" ");
  const optional = h("span", { class: "optional" }, ` (${word("optional", language)})`);
  return { id, hint, error, describedBy, optional };
}

// `marked` are the controls that carry aria-invalid; the first of them takes the focus.
function made(plain, node, error, marked, read, check = () => "") {
  const blame = (text) => {
    error.textContent = text;
    error.hidden = !text;
    for (const control of marked) {
      if (text) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
  };
  const focus = () => (marked.find((one) => one.checked) ?? marked[0])?.focus();
  node.addEventListener("input", () => blame(""));
  return { name: plain.name, node, read, check, blame, focus };
}

function line(plain, language) {
  const { id, hint, error, describedBy, optional } = parts(plain, language);
  const input = h("input", {
    id,
    type: plain.type,
    value: plain.value,
    maxlength: plain.longest,
    autocomplete: "off",
    "aria-describedby": describedBy,
    "aria-required": plain.required ? "true" : null,
  });
  const label = h("label", { for: id }, plain.label, plain.required ? null : optional);
  const check = () => (plain.required && !input.value.trim() ? word("required", language) : "");
  return made(plain, h("div", { class: "field" }, label, hint, input, error), error, [input], () => input.value, check);
}

function group(plain, language, type, isOn) {
  const { id, hint, error, describedBy } = parts(plain, language);
  const controls = plain.options.map((option) =>
    h("input", { type, name: id, value: option.value, checked: isOn(option), "aria-describedby": describedBy }),
  );
  const row = (option, at) => h("label", { class: "option" }, controls[at], h("span", {}, option.text));
  const rows = h("div", { class: "options" }, plain.options.map(row));
  const node = h("fieldset", { class: "field" }, h("legend", {}, plain.label), hint, rows, error);
  const on = () => controls.filter((control) => control.checked).map((control) => control.value);
  return { node, error, controls, on };
}

function choice(plain, language) {
  if (plain.many) return several(plain, language, plain.options.length);
  if (plain.options.length > MOST_RADIOS) return select(plain, language);
  const { node, error, controls, on } = group(plain, language, "radio", (option) => option.value === plain.chosen);
  return made(plain, node, error, controls, () => on()[0] ?? "");
}

function several(plain, language, most) {
  const { node, error, controls, on } = group(plain, language, "checkbox", (option) => plain.chosen.includes(option.value));
  const check = () => (on().length > most ? word("too-many", language) : "");
  return made(plain, node, error, controls, on, check);
}

function select(plain, language) {
  const { id, hint, error, describedBy } = parts(plain, language);
  const known = plain.options.some((option) => option.value === plain.chosen);
  const blank = known ? null : h("option", { value: "", selected: true }, word("choose", language));
  const options = plain.options.map((option) =>
    h("option", { value: option.value, selected: option.value === plain.chosen }, option.text),
  );
  const control = h("select", { id, "aria-describedby": describedBy }, blank, options);
  const node = h("div", { class: "field" }, h("label", { for: id }, plain.label), hint, control, error);
  return made(plain, node, error, [control], () => control.value);
}

function people(plain, language) {
  return several(plain, language, plain.most);
}

function tick(plain, language) {
  const { error, describedBy } = parts(plain, language);
  const box = h("input", { type: "checkbox", checked: plain.ticked, "aria-describedby": describedBy });
  const node = h("div", { class: "field" }, h("label", { class: "option" }, box, h("span", {}, plain.label)), error);
  return made(plain, node, error, [box], () => (box.checked ? "yes" : ""));
}

const MAKERS = { line, choice, people, tick };
