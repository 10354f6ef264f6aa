// The curriculum board: the same forms without leaving the page, dragging with a pointer, moving with
// the keys. Without this file the arrows and forms of the board do everything.

import { followPointer } from "./board-drag.js";

const place = document.getElementById("board-place");
const said = document.getElementById("board-said");
const notice = document.getElementById("board-notice");
const texts = place.dataset;
const board = () => document.getElementById("board");
const fill = (text, facts) => text.replace(/\{(\w+)\}/g, (_whole, name) => facts[name]);

// --- Speaking and showing ---------------------------------------------------------------------
function say(text) {
  said.textContent = text;
}

function warn(text) {
  notice.textContent = text;
  notice.hidden = !text;
}

function wake() {
  board().classList.add("is-alive");
}

/** What is typed into the board's fields by id, so that a fresh board does not lose it. */
function typed() {
  return [...board().querySelectorAll("input[type=text], select")].map((field) => [field.id, field.value]);
}

function show(html, sentForm) {
  const focused = document.activeElement?.id;
  const values = typed();
  const fieldsSent = sentForm ? [...sentForm.elements].map((field) => field.id) : [];
  place.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  wake();
  const { message, tone, focus } = board().dataset;
  const isError = tone === "error";
  for (const [id, value] of values) {
    const field = document.getElementById(id);
    if (field && (isError || !fieldsSent.includes(id))) field.value = value;
  }
  warn(isError ? message : "");
  say(isError ? "" : message);
  const next = document.getElementById(isError ? focused : focus || focused);
  (next ?? document.getElementById("new-module")).focus();
  if (isError && sentForm?.matches("[data-renaming]")) openRenaming(sentForm.elements.page.value, sentForm.elements.title.value);
}

// --- Asking the server ------------------------------------------------------------------------
/** Send a form of the board. On any failure `undo` puts back what was moved, and the board says so. */
async function send(url, data, { form = null, undo = () => {} } = {}) {
  const giveUp = (text) => {
    undo();
    board().classList.remove("is-busy");
    warn(text);
  };
  if (board().classList.contains("is-busy")) {
    undo();
    return;
  }
  board().classList.add("is-busy");
  let answer, html;
  try {
    const headers = { "X-Board": "1" };
    answer = await fetch(url, { method: "POST", body: data, headers, signal: AbortSignal.timeout(20_000) });
    html = await answer.text();
  } catch {
    giveUp(texts.lost);
    return;
  }
  if (answer.redirected) giveUp(texts.signedOut);
  else if (!html.includes('id="board"')) giveUp(texts.failed);
  else show(html, form);
}

place.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  event.preventDefault();
  send(form.action, new FormData(form, submitter), { form });
});

// --- Renaming in place ------------------------------------------------------------------------
function closeRenaming() {
  const form = board().querySelector("[data-renaming]");
  const button = document.getElementById(`rename-${form?.elements.page.value}`);
  form?.remove();
  button?.setAttribute("aria-expanded", "false");
  button?.focus();
}

function openRenaming(id, title) {
  const button = document.getElementById(`rename-${id}`);
  if (!button) return; // the page is gone meanwhile
  closeRenaming();
  button.setAttribute("aria-expanded", "true");
  button.closest(".board-acts").after(document.getElementById("board-rename").content.cloneNode(true));
  const { page, title: field } = board().querySelector("[data-renaming]").elements;
  page.value = id;
  field.value = title;
  field.focus();
  field.select();
}

place.addEventListener("click", (event) => {
  const button = event.target.closest("[data-rename]");
  if (event.target.closest("[data-cancel]") || button?.ariaExpanded === "true") closeRenaming();
  else if (button) openRenaming(button.id.slice("rename-".length), button.closest("[data-item]").dataset.title);
});

place.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest("[data-renaming]")) closeRenaming();
});

// --- Where things stand -----------------------------------------------------------------------
const kindOf = (item) => item.dataset.item;
const listsFor = (item) => [...board().querySelectorAll(`[data-list="${kindOf(item)}"]`)];
const itemsOf = (list) => [...list.children].filter((child) => child.dataset.item);
const spotOf = (item) => ({ list: item.parentElement, next: item.nextElementSibling });
const isSpot = (item, spot) => item.parentElement === spot.list && item.nextElementSibling === spot.next;

function put(item, { list, next }) {
  list.insertBefore(item, next);
}

/** Ask the server to keep the place that `item` has now; `before` is where it stood. */
function settle(item, before) {
  const data = new FormData(document.getElementById("board-move"));
  data.set("page", item.dataset.id);
  data.set("parent", item.parentElement.dataset.parent);
  data.set("before", item.nextElementSibling?.dataset.id ?? "");
  send(document.getElementById("board-move").action, data, { undo: () => put(item, before) });
}

function describe(item) {
  const list = item.parentElement;
  const items = itemsOf(list);
  const facts = { place: items.indexOf(item) + 1, count: items.length, parent: list.dataset.name };
  return { title: item.dataset.title, ...facts };
}

// --- Keys: pick up, move, put down ------------------------------------------------------------
let held = null; // the item, its handle, the place where it stood

function pickUp(handle) {
  const item = handle.closest("[data-item]");
  held = { item, handle, before: spotOf(item), isMoving: false };
  mark(true);
  say(fill(texts.picked, { title: item.dataset.title }));
}

function mark(isHeld) {
  held.item.classList.toggle("is-held", isHeld);
  held.handle.setAttribute("aria-pressed", String(isHeld));
}

function putDown() {
  const { item, before } = held;
  mark(false);
  held = null;
  if (isSpot(item, before)) say(fill(texts.back, { title: item.dataset.title }));
  else settle(item, before);
}

function putBack() {
  const { item, handle, before } = held;
  mark(false);
  held = null;
  put(item, before);
  handle.focus();
  say(fill(texts.back, { title: item.dataset.title }));
}

/** The next place above (-1) or below (1), in the list beside when this one ends; null at the end of all. */
function nextSpot(item, step) {
  const list = item.parentElement;
  const beside = step < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (beside) return { list, next: step < 0 ? beside : beside.nextElementSibling };
  const lists = listsFor(item);
  const other = lists[lists.indexOf(list) + step];
  return other ? { list: other, next: step < 0 ? null : other.firstElementChild } : null;
}

function carry(step) {
  const spot = nextSpot(held.item, step);
  if (spot) {
    held.isMoving = true; // an element that is put elsewhere loses the focus for a moment
    put(held.item, spot);
    held.handle.focus();
    held.isMoving = false;
  }
  held.item.scrollIntoView({ block: "nearest" });
  say(fill(texts.over, describe(held.item)));
}

place.addEventListener("click", (event) => {
  const handle = event.target.closest("[data-handle]");
  if (!handle || event.detail !== 0) return; // a key or a screen reader; pointers drag
  if (held?.handle === handle) putDown();
  else pickUp(handle);
});

place.addEventListener("keydown", (event) => {
  if (!held) return;
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  if (step) carry(step);
  else if (event.key === "Escape") putBack();
  else return;
  event.preventDefault();
});

place.addEventListener("focusout", () => {
  if (held && !held.isMoving) putBack();
});

followPointer(place, {
  lists: listsFor,
  drop(item, spot) {
    const before = spotOf(item);
    if (spot.next === item) return;
    put(item, spot);
    if (!isSpot(item, before)) settle(item, before);
  },
});
wake();
