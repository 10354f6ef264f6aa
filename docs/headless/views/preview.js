import { preview } from "../api.js";
import { film, renderBlocks } from "../blocks.js";
import { h } from "../dom.js";
import { curriculum, points } from "./course.js";

/** A draft that the editor shows here: `?content_type=…&token=…`. */
export async function previewed(query) {
  const page = await preview({ content_type: query.get("content_type"), token: query.get("token") });
  const notice = h("p", { class: "box box--warning", role: "note" }, "A draft, as it will look once it is published.");
  return { title: page.title, nodes: [notice, ...(page.meta.type === "catalog.LessonPage" ? ofLesson(page) : ofCourse(page))] };
}

function ofLesson(page) {
  const lead = page.video && film(page.video.type, { media: page.video }, null);
  return [h("article", { class: "reading" }, lead, ...renderBlocks(page.body ?? []))];
}

function ofCourse(page) {
  return [
    page.subtitle && h("p", { class: "lead" }, page.subtitle),
    page.summary && h("p", {}, page.summary),
    ...points("You will be able to", page.outcomes),
    ...renderBlocks(page.description ?? []),
    ...renderBlocks(page.faq ?? []),
    h("h2", {}, "What it holds"),
    curriculum(page.curriculum ?? []),
  ].filter(Boolean);
}
