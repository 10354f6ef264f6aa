// Notes beside the lesson: a panel asked for on demand. Without this file "Notes" is a link to a page.

const button = document.querySelector("[data-notes-button]");
const panel = document.querySelector("[data-notes]");
const place = panel?.querySelector("[data-notes-place]");
const prose = document.querySelector("[data-prose]");
const video = document.querySelector("[data-video]");
const LONGEST_QUOTE = 300;
let spot = null; // what was marked last in the text: {block, quote}

const say = (text) => text && document.dispatchEvent(new CustomEvent("toast", { detail: text }));
const withPanel = (address) => `${address}${address.includes("?") ? "&" : "?"}panel`;
const clock = (seconds) => {
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] ? parts : parts.slice(1);
  return shown.map((part, i) => (i ? String(part).padStart(2, "0") : part)).join(":");
};

// --- Where in the text -------------------------------------------------------------------------------
/** The id of the block that holds `node`, or of the last heading or paragraph before it. */
function blockOf(node) {
  let block = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
  while (block && block.parentElement !== prose) block = block.parentElement;
  while (block && !block.id) block = block.previousElementSibling;
  return block?.id ?? "";
}

/** The block at the top of the window: where somebody reads who has marked nothing. */
function blockInView() {
  const blocks = prose ? [...prose.children] : [];
  const first = blocks.find((block) => block.getBoundingClientRect().bottom > innerHeight / 5);
  return first && first !== blocks[0] ? blockOf(first) : "";
}

function noteSelection() {
  const selection = getSelection();
  if (selection.isCollapsed && prose?.contains(selection.anchorNode)) return forgetSpot();
  if (selection.isCollapsed || !prose?.contains(selection.anchorNode) || !prose.contains(selection.focusNode)) return;
  const words = selection.toString().replace(/\s+/g, " ").trim();
  const cut = words.length > LONGEST_QUOTE ? words.slice(0, LONGEST_QUOTE).replace(/\s\S*$/, "") : words;
  if (!cut) return;
  spot = { block: blockOf(selection.getRangeAt(0).startContainer), quote: cut };
  showSpot();
}

function forgetSpot() {
  if (!spot) return;
  spot = null;
  showSpot();
}

/** Put the present spot into the form, where the person sees it and can take it back. */
function showSpot() {
  const form = place?.querySelector("[data-note-form]");
  const line = form?.querySelector("[data-note-spot]");
  if (!line) return;
  form.elements.block_id.value = spot?.block ?? "";
  form.elements.quote.value = spot?.quote ?? "";
  line.querySelector("[data-note-quote]").textContent = spot?.quote ?? "";
  line.hidden = !spot;
}

/** Offer the moment at which the video stands; once it is chosen it stays while the video plays on. */
function showMoment() {
  const line = place?.querySelector("[data-note-moment]");
  if (!line || !video?.currentTime || line.querySelector("[data-note-moment-box]").checked) return;
  const seconds = Math.floor(video.currentTime);
  line.dataset.noteMoment = String(seconds);
  line.querySelector("[data-note-moment-label]").textContent = clock(seconds);
  line.hidden = false;
}

function chooseMoment(event) {
  const line = event.target.matches("[data-note-moment-box]") && event.target.closest("[data-note-moment]");
  if (line) line.closest("form").elements.moment.value = event.target.checked ? line.dataset.noteMoment : "";
}

// --- The panel ---------------------------------------------------------------------------------------
/** Show what the server answered. An answer without the panel (signed out meanwhile) leads to the page. */
async function show(answer) {
  const text = await answer.text();
  const fresh = new DOMParser().parseFromString(text, "text/html").querySelector("[data-notes-body]");
  if (!fresh) return location.assign(button.href);
  place.replaceChildren(document.importNode(fresh, true));
  if (answer.ok) say(fresh.dataset.said);
  showSpot();
  showMoment();
}

async function open() {
  panel.hidden = false;
  button.setAttribute("aria-expanded", "true");
  try {
    await show(await fetch(withPanel(button.href), { headers: { Accept: "text/html" } }));
  } catch {
    place.textContent = panel.dataset.failed;
  }
  (place.querySelector("textarea") ?? panel.querySelector("[data-notes-close]")).focus();
}

function close() {
  panel.hidden = true;
  button.setAttribute("aria-expanded", "false");
  button.focus();
}

const toggle = () => (panel.hidden ? open() : close());

/** Send a form of the panel. What was typed stays when the connection is gone. */
async function send(event) {
  const form = event.target.closest("[data-note-form]");
  if (!form) return;
  event.preventDefault();
  if (form.dataset.busy) return;
  form.dataset.busy = "yes";
  const body = new FormData(form, event.submitter);
  const isBookmark = body.get("kind") === "bookmark";
  if (isBookmark && !body.get("block_id") && !body.get("moment")) body.set("block_id", blockInView());
  try {
    const answer = await fetch(withPanel(form.action), { method: "POST", body, headers: { Accept: "text/html" } });
    if (answer.status >= 500) throw new Error(String(answer.status));
    if (answer.ok) spot = null;
    await show(answer);
    (place.querySelector(".field__error") ? place.querySelector("textarea") : panel.querySelector("[data-notes-close]")).focus();
  } catch {
    say(panel.dataset.failed);
  } finally {
    delete form.dataset.busy;
  }
}

async function bookmark() {
  if (panel.hidden) await open();
  place.querySelector("[data-note-bookmark]")?.click();
}

// --- A moment of the video in the address ----------------------------------------------------------------
function goToMoment() {
  const seconds = Number(/^#moment-(\d{1,6})$/.exec(location.hash)?.[1] ?? Number.NaN);
  if (!video || Number.isNaN(seconds)) return;
  const jump = () => (video.currentTime = seconds);
  if (video.readyState) jump();
  else video.addEventListener("loadedmetadata", jump, { once: true });
  video.scrollIntoView({ block: "center" });
}

// --- Start -------------------------------------------------------------------------------------------
goToMoment();
addEventListener("hashchange", goToMoment);
if (button && panel) {
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", panel.id);
  button.setAttribute("role", "button");
  button.addEventListener("click", (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    toggle();
  });
  button.addEventListener("keydown", (event) => {
    if (event.key !== " ") return;
    event.preventDefault();
    toggle();
  });
  panel.addEventListener("submit", send);
  panel.addEventListener("change", chooseMoment);
  video?.addEventListener("timeupdate", showMoment);
  panel.addEventListener("click", (event) => {
    if (event.target.closest("[data-notes-close]")) close();
    if (event.target.closest("[data-note-whole]")) forgetSpot();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
  });
  document.addEventListener("selectionchange", noteSelection);
  document.addEventListener("lesson-bookmark", bookmark);
}
