// Typed blocks as elements: one function a type. A type that is not known is left out, not shown as JSON.
import { h, webAddress } from "./dom.js";
import { formula, richText } from "./rich.js";

const PLAYERS = ["https://www.youtube-nocookie.com/", "https://player.vimeo.com/"];

/** A body as nodes; `files` are the signed addresses of its private files, [{kind, id, url}]. */
export function renderBlocks(blocks, files = []) {
  const address = (kind, id) => webAddress(files.find((file) => file.kind === kind && file.id === id)?.url);
  return blocks.flatMap(({ type, value }) => (value !== null && MAKERS[type]?.(value, address)) || []);
}

const MAKERS = {
  item: (value) => (value.question ? disclosure(value.question, value.answer) : h("p", {}, value)),
  heading: (value) => h(value.level === "h3" ? "h3" : "h2", {}, value.text),
  paragraph: (value) => prose(value),
  snippet: (value) => prose(value.text),
  callout: (value) =>
    h("aside", { class: `box box--${value.kind}` }, h("p", { class: "box__title" }, value.title || sentenceCase(value.kind)), prose(value.text)),
  quote: (value) =>
    h("figure", {}, h("blockquote", {}, h("p", {}, value.text)), value.attribution && h("figcaption", {}, quoteSource(value))),
  table: (value) => table(value),
  image: (value) => picture(value),
  video: (value, address) => (value.player_url ? player(value) : value.media && film("video", value, address("media", value.media.id))),
  audio: (value, address) => value.media && film("audio", value, address("media", value.media.id)),
  embed: (value) => player(value),
  file: (value, address) => value.document && fileLink(value.label || value.document.title, address("file", value.document.id)),
  code: (value) => captioned(h("pre", { tabindex: "0" }, h("code", {}, value.code)), value.caption),
  math: (value) => captioned(scrolling("Formula", value.mathml ? formula(value.mathml) : h("code", {}, value.latex)), value.caption),
  question: (value) => question(value),
  accordion: (value) => value.items.map((item) => disclosure(item.title, item.text)),
  tabs: (value) => value.items.map((item) => [h("h3", {}, item.title), prose(item.text)]).flat(),
};

function prose(html) {
  return h("div", { class: "prose" }, richText(html ?? ""));
}

function sentenceCase(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function disclosure(title, html) {
  return h("details", {}, h("summary", {}, title), prose(html));
}

function captioned(element, caption) {
  return h("figure", {}, element, caption && h("figcaption", {}, caption));
}

/** What may be wider than a phone: it moves by itself, by keyboard too. */
function scrolling(name, element) {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": name }, element);
}

function quoteSource(value) {
  const address = webAddress(value.source_url);
  return address ? h("a", { href: address, rel: "noopener" }, value.attribution) : value.attribution;
}

function picture({ image, alt, is_decorative: isDecorative, caption }) {
  const sizes = Object.values(image?.renditions ?? {}).sort((one, other) => one.width - other.width);
  const largest = sizes.at(-1);
  if (!largest) return null;
  const srcset = sizes.map((size) => `${size.url} ${size.width}w`).join(", ");
  return captioned(
    h("img", {
      src: largest.url, srcset, sizes: "(max-width: 46rem) 100vw, 46rem", width: largest.width, height: largest.height,
      alt: isDecorative ? "" : alt, loading: "lazy",
    }),
    caption,
  );
}

/** A film or sound with its transcript; only named where the API gives no address, as in a preview. */
export function film(tag, { media, title, transcript }, address, onended = null) {
  const name = title || media.title;
  if (!address) return h("p", { class: "soft" }, `${name} (a film or sound)`);
  return h(
    "figure", {},
    h(tag, { src: address, controls: true, preload: "metadata", onended: onended ?? (() => {}) }),
    h("figcaption", {}, name),
    transcript && h("details", {}, h("summary", {}, "Transcript"), h("p", { class: "lines" }, transcript)),
  );
}

function player({ player_url: address, title, caption }) {
  if (!address || !PLAYERS.some((known) => address.startsWith(known))) return null;
  return captioned(
    h("iframe", { src: address, title: title || "Video", loading: "lazy", allowfullscreen: true, referrerpolicy: "strict-origin-when-cross-origin" }),
    caption,
  );
}

/** A link to a file, or its name where the API gives no address, as in a preview. */
export function fileLink(label, address) {
  return h("p", {}, address ? h("a", { href: address, rel: "noopener" }, label) : `${label} (a file)`);
}

function table({ caption, table: grid }) {
  const rows = grid?.data ?? [];
  const heads = grid?.table_header_choice ?? "";
  const cell = (text, row, column) => {
    const isHead = (!row && ["row", "both"].includes(heads)) || (!column && ["column", "both"].includes(heads));
    return h(isHead ? "th" : "td", isHead ? { scope: row ? "row" : "col" } : {}, text ?? "");
  };
  const body = rows.map((row, number) => h("tr", {}, row.map((text, column) => cell(text, number, column))));
  return scrolling(caption || "Table", h("table", {}, caption && h("caption", {}, caption), h("tbody", {}, body)));
}

function question({ prompt, choices, explanation }) {
  const answer = h("div", { role: "status" });
  const choose = (choice) => {
    const words = choice.feedback || (choice.is_correct ? "That is right." : "Not quite.");
    answer.replaceChildren(h("p", {}, h("strong", {}, choice.is_correct ? "Right. " : "No. "), words), explanation ? h("p", {}, explanation) : "");
  };
  const buttons = choices.map((choice) => h("li", {}, h("button", { class: "button button--quiet", type: "button", onclick: () => choose(choice) }, choice.text)));
  return h("section", { class: "box", "aria-label": "Question" }, prose(prompt), h("ul", { class: "plain" }, buttons), answer);
}
