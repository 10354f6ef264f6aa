// Making elements. Text is always set as text: nothing here reads HTML.

/** An element with attributes, listeners (`onclick: …`) and children; null, false and "" children are left out. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false && child !== ""));
  return element;
}

/** The address itself when it is a web address, else null: never a `javascript:` link. */
export function webAddress(address) {
  try {
    const url = new URL(address);
    return ["http:", "https:"].includes(url.protocol) ? url.href : null;
  } catch {
    return null;
  }
}

/** `price` as the API tells it, in words. */
export function priceText({ is_free: isFree, price }) {
  if (isFree) return "Free";
  return new Intl.NumberFormat("en", { style: "currency", currency: price.currency }).format(Number(price.amount));
}

/** Minutes as `2 h 5 min`. */
export function lengthText(minutes) {
  const hours = Math.floor(minutes / 60);
  return [hours && `${hours} h`, (minutes % 60 || !hours) && `${minutes % 60} min`].filter(Boolean).join(" ");
}

/** `1 lesson`, `2 lessons`. */
export function countText(count, noun) {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** An error of the API as a box: the sentence for people, the code for whoever is asked about it. */
export function errorBox(error) {
  return h("div", { class: "box box--error", role: "alert" }, h("p", {}, error.message), h("p", { class: "soft" }, error.code));
}

/**
 * A form: `fields` are [name, label, attributes], `send` gets the values. What the API refuses is shown in the
 * form, each sentence at its field.
 */
export function form(fields, button, send) {
  const errors = h("div");
  const rows = fields.map(([name, label, attributes = {}]) => fieldRow(name, label, attributes));
  const submit = h("button", { class: "button" }, button);
  const element = h("form", { class: "form", novalidate: true }, errors, rows, submit);
  element.addEventListener("submit", async (event) => {
    event.preventDefault();
    clear(element, errors);
    submit.disabled = true;
    try {
      await send(valuesOf(element));
    } catch (error) {
      showErrors(element, errors, error);
    } finally {
      submit.disabled = false;
    }
  });
  return element;
}

function fieldRow(name, label, attributes) {
  const id = `field-${name}`;
  const input = h("input", { id, name, "aria-describedby": `${id}-error`, ...attributes });
  const error = h("p", { class: "field__error", id: `${id}-error` });
  if (attributes.type === "checkbox") {
    return h("div", { class: "field" }, h("label", { class: "check" }, input, h("span", {}, label)), error);
  }
  return h("div", { class: "field" }, h("label", { for: id }, label), input, error);
}

function valuesOf(element) {
  const values = {};
  for (const input of element.querySelectorAll("input")) {
    const text = input.type === "password" ? input.value : input.value.trim();
    values[input.name] = input.type === "checkbox" ? input.checked : text;
  }
  return values;
}

function clear(element, errors) {
  errors.replaceChildren();
  for (const box of element.querySelectorAll(".field__error")) box.textContent = "";
  for (const input of element.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
}

function showErrors(element, errors, error) {
  if (!error.code) throw error;
  errors.replaceChildren(errorBox(error));
  const wrong = Object.entries(error.details).filter(([name]) => element.elements[name]);
  for (const [name, sentences] of wrong) {
    const input = element.elements[name];
    input.setAttribute("aria-invalid", "true");
    element.querySelector(`#${input.id}-error`).textContent = [sentences].flat().join(" ");
  }
  if (wrong.length) element.elements[wrong[0][0]].focus();
}
