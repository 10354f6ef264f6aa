// The lesson page: outline, focus, keys, the list of headings, and completion by the end of the video.

const root = document.documentElement;
const lesson = document.querySelector("[data-lesson]");
const outline = document.getElementById("outline");
const wide = matchMedia("(min-width: 62rem)");
const kept = (name) => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
};
const keep = (name, value) => {
  try {
    localStorage.setItem(name, value);
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
};

// --- Outline: a column that can be closed (and remembers), a sheet on the phone ----------------
const outlineButton = document.querySelector("[data-outline-button]");

function showOutlineState() {
  outlineButton?.setAttribute("aria-expanded", String(root.dataset.outline !== "closed"));
}

function toggleOutline() {
  if (!wide.matches) return outline?.togglePopover?.();
  if (root.dataset.outline === "closed") delete root.dataset.outline;
  else root.dataset.outline = "closed";
  keep("outline", root.dataset.outline ?? "open");
  showOutlineState();
}

/** Bring the present lesson into the middle of the outline without moving the page. */
function centreOutline() {
  const here = outline?.querySelector("[aria-current]");
  if (here) outline.scrollTop = here.offsetTop - outline.clientHeight / 2;
}

// --- Focus: nothing but the text ---------------------------------------------------------------
const focusButton = document.querySelector("[data-focus-button]");

/** The choice is kept on this device: theme.js reads it before the next lesson is painted. */
function setFocus(on) {
  root.classList.toggle("is-focused", on);
  keep("focus", on ? "on" : "off");
  focusButton?.setAttribute("aria-pressed", String(on));
}

// --- Keys --------------------------------------------------------------------------------------
const keysDialog = document.getElementById("keys");
const keysSwitch = document.querySelector("[data-keys-switch]");
const keysAreOn = () => kept("keys") !== "off";

const KEYS = {
  b: () => document.dispatchEvent(new CustomEvent("lesson-bookmark")),
  o: toggleOutline,
  f: () => setFocus(!root.classList.contains("is-focused")),
  "?": () => keysDialog?.showModal(),
};

const isTyping = (target) =>
  target.isContentEditable || target.matches("textarea, select, input:not([type=checkbox], [type=radio])");

function onKey(event) {
  const isFocused = root.classList.contains("is-focused");
  if (event.key === "Escape" && isFocused && !document.querySelector("dialog[open], :popover-open")) setFocus(false);
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (isTyping(event.target) || keysDialog?.open || !keysAreOn()) return;
  const step = /^[npcm]$/.test(event.key) && document.querySelector(`[data-key="${event.key}"]`);
  const act = step ? () => step.click() : KEYS[event.key];
  if (!act) return;
  event.preventDefault();
  act();
}

// --- The list of headings beside the text --------------------------------------------------------
function listHeadings() {
  const place = document.querySelector("[data-contents]");
  const headings = [...document.querySelectorAll("[data-prose] > h2[id]")];
  if (!place || headings.length < 2) return;
  const links = new Map(headings.map((heading) => [heading, linkTo(heading)]));
  place.querySelector("[data-contents-list]").append(...[...links.values()].map(inItem));
  place.hidden = false;
  const seen = new IntersectionObserver(
    (entries) => {
      const entry = entries.find((one) => one.isIntersecting);
      if (!entry) return;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(entry.target).setAttribute("aria-current", "true");
    },
    { rootMargin: "-15% 0% -70% 0%" },
  );
  for (const heading of headings) seen.observe(heading);
}

const linkTo = (heading) =>
  Object.assign(document.createElement("a"), { href: `#${heading.id}`, textContent: heading.textContent });

function inItem(link) {
  const item = document.createElement("li");
  item.append(link);
  return item;
}

// --- Completion by the end of the video ------------------------------------------------------------
const say = (text) => text && document.dispatchEvent(new CustomEvent("toast", { detail: text }));

/** Put the server's present state of everything personal (data-live, outline marks) into this page. */
async function refresh() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const old of document.querySelectorAll("[data-live]")) {
    const now = fresh.querySelector(`[data-live="${old.dataset.live}"]`);
    if (now) old.replaceWith(document.importNode(now, true));
  }
  const marks = fresh.querySelectorAll(".outline__mark");
  document.querySelectorAll(".outline__mark").forEach((mark, i) => marks[i] && mark.replaceWith(marks[i]));
}

/** A video that cannot be played must not keep anybody from going on: the button comes back. */
function offerButton() {
  document.querySelector("[data-video-fallback]")?.classList.remove("no-js");
}

async function completeAfterVideo() {
  const form = document.querySelector("[data-complete-form]");
  if (!form) return;
  try {
    const body = new FormData(form);
    const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    await refresh();
    say(form.dataset.done);
  } catch {
    offerButton();
    say(form.dataset.failed);
  }
}

// --- Paper: what lies behind the other tabs belongs to the lesson, too -----------------------------
const tabsFolded = [];

function unfoldTabs() {
  for (const panel of document.querySelectorAll("[data-tab][hidden]")) {
    panel.hidden = false;
    tabsFolded.push(panel);
  }
}

function foldTabs() {
  for (const panel of tabsFolded.splice(0)) panel.hidden = true;
}

// --- Start -----------------------------------------------------------------------------------------
showOutlineState();
focusButton?.setAttribute("aria-pressed", String(root.classList.contains("is-focused")));
centreOutline();
listHeadings();
if (lesson?.dataset.completesBy === "video") {
  const video = lesson.querySelector("video");
  if (!video || video.error) offerButton();
  video?.addEventListener("error", offerButton);
  video?.addEventListener("ended", completeAfterVideo);
}
if (keysSwitch) {
  keysSwitch.checked = keysAreOn();
  keysSwitch.addEventListener("change", () => keep("keys", keysSwitch.checked ? "on" : "off"));
}
addEventListener("beforeprint", unfoldTabs);
addEventListener("afterprint", foldTabs);
outline?.addEventListener("toggle", centreOutline);
outlineButton?.addEventListener("click", toggleOutline);
focusButton?.addEventListener("click", KEYS.f);
document.querySelector("[data-keys-button]")?.addEventListener("click", KEYS["?"]);
document.addEventListener("keydown", onKey);
