// Small comforts that every page may use. Each one finds its elements by a data attribute and does
// nothing where there are none; without this file the pages still work.

const root = document.documentElement;
const keep = (name, value) => {
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
};

// --- Colours: as the device -> light -> dark -------------------------------------------------
const THEMES = ["system", "light", "dark"];
const currentTheme = () => root.dataset.theme ?? "system";

function nameThemeButtons() {
  for (const button of document.querySelectorAll("[data-theme-button]")) {
    const label = button.getAttribute(`data-label-${currentTheme()}`);
    button.setAttribute("aria-label", label);
    button.title = label;
  }
}

function changeTheme() {
  const next = THEMES[(THEMES.indexOf(currentTheme()) + 1) % THEMES.length];
  if (next === "system") delete root.dataset.theme;
  else root.dataset.theme = next;
  keep("theme", next === "system" ? null : next);
  for (const meta of document.querySelectorAll("[data-theme-colour]")) {
    const { themeColour } = meta.dataset;
    if (next === "system") meta.media = `(prefers-color-scheme: ${themeColour})`;
    else meta.media = themeColour === next ? "all" : "not all"; // as theme.js does at the next page
  }
  nameThemeButtons();
}

// --- Menus: a press elsewhere or Escape closes them -------------------------------------------
function closeMenus(except) {
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    if (menu !== except) menu.open = false;
  }
}

function escapeMenu(event) {
  const menu = event.key === "Escape" && event.target.closest?.("details[data-menu][open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
}

// --- Toasts ----------------------------------------------------------------------------------
/** Show `text` for a while; other modules send `new CustomEvent("toast", {detail: text})` to document. */
function showToast(text) {
  const place = document.querySelector("[data-toasts]") ?? newToastPlace();
  const toast = document.createElement("div");
  toast.className = "toast";
  toast.dataset.toast = "";
  toast.append(Object.assign(document.createElement("p"), { textContent: text }));
  place.append(toast);
  leaveLater(toast);
}

/** Lesson pages come without the place for toasts when there is nothing to say yet. */
function newToastPlace() {
  const place = document.createElement("div");
  place.className = "toasts";
  place.dataset.toasts = "";
  place.setAttribute("role", "status");
  document.body.append(place);
  return place;
}

/** Errors and warnings stay until they are closed; the rest goes after 6 seconds, unless one reads it. */
function leaveLater(toast) {
  if (toast.matches(".toast--error, .toast--warning")) return;
  const leave = () => (toast.matches(":hover, :focus-within") ? setTimeout(leave, 2000) : toast.remove());
  setTimeout(leave, 6000);
}

// --- Forms -----------------------------------------------------------------------------------
/** A form with data-autosubmit sends itself when a choice changes (typing waits for Enter). */
function sendOnChange(event) {
  const form = event.target.form;
  if (!form?.hasAttribute("data-autosubmit") || event.target.matches("[type=search], [type=text]")) return;
  if (matchMedia("(max-width: 60rem)").matches && event.target.closest("[popover]")) return; // the sheet has a button
  form.requestSubmit();
}

/** Empty fields do not belong in a shareable address. */
function dropEmptyFields(event) {
  const form = event.target;
  if (form.method !== "get") return;
  for (const field of form.elements) if (field.name && field.value === "") field.disabled = true;
  addEventListener("pageshow", () => { for (const field of form.elements) field.disabled = false; }, { once: true });
}

/** A form that was sent takes no second press. */
function sendOnce(event) {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
  addEventListener("pageshow", () => delete form.dataset.sent, { once: true });
}

function copyText(button) {
  const text = button.dataset.copy || document.getElementById(button.dataset.copyFrom)?.textContent || "";
  navigator.clipboard?.writeText(text).then(() => showToast(button.dataset.copied || text));
}

// --- Start -----------------------------------------------------------------------------------
nameThemeButtons();
for (const toast of document.querySelectorAll("[data-toast]")) leaveLater(toast);
(document.querySelector("[data-error-summary]") ?? document.querySelector("[aria-invalid=true]"))?.focus();

document.addEventListener("toast", (event) => showToast(event.detail));
document.addEventListener("keydown", escapeMenu);
document.addEventListener("change", sendOnChange);
document.addEventListener("submit", dropEmptyFields);
document.addEventListener("submit", sendOnce);
document.addEventListener("click", (event) => {
  const on = (selector) => event.target.closest(selector);
  closeMenus(on("details[data-menu]"));
  if (on("[data-theme-button]")) changeTheme();
  else if (on("[data-toast-close]")) on("[data-toast]").remove();
  else if (on("[data-print]")) print();
  else if (on("[data-copy], [data-copy-from]")) copyText(on("[data-copy], [data-copy-from]"));
  else if (on("dialog [data-close]")) on("dialog").close();
});
