import { get, post, tokens } from "../api.js";
import { renderBlocks } from "../blocks.js";
import { countText, errorBox, h, lengthText, priceText } from "../dom.js";

/** One course: what it promises, what it holds, and the button to take it or to go on. */
export async function course({ id, reload }) {
  const [told, progress] = await Promise.all([get(`courses/${id}/`), progressOf(id)]);
  const facts = [priceText(told), countText(told.lesson_count, "lesson"), lengthText(told.minutes)];
  return {
    title: told.title,
    nodes: [
      told.subtitle && h("p", { class: "lead" }, told.subtitle),
      h("p", { class: "soft" }, facts.join(" · ")),
      told.instructors.length > 0 && h("p", {}, `With ${told.instructors.map((person) => person.name).join(", ")}`),
      action(told, progress, reload),
      ...points("You will be able to", told.outcomes),
      ...renderBlocks(told.description ?? []),
      h("h2", {}, "What it holds"),
      curriculum(told.modules, progress),
    ].filter(Boolean),
  };
}

/** The learner's progress; null for strangers and for who has not enrolled. */
async function progressOf(id) {
  if (!tokens()) return null;
  try {
    const run = (await get("enrollments/", { per_page: "100" })).find(({ course }) => course?.id === Number(id));
    return run ? await get(`enrollments/${run.id}/`) : null;
  } catch (error) {
    if (error.status === 401) return null;
    throw error;
  }
}

function action(told, progress, reload) {
  if (progress) return going(progress);
  if (!told.is_free) return h("p", { class: "box" }, "This course is bought on the site: ", h("a", { href: told.html_url }, "to its page"));
  if (!tokens()) return h("p", {}, h("a", { class: "button", href: `#/sign-in?next=${encodeURIComponent(`#/courses/${told.id}`)}` }, "Sign in to enroll"));
  const place = h("div");
  const enroll = async (event) => {
    event.target.disabled = true;
    try {
      await post(`courses/${told.id}/enroll/`, {}, { once: true });
      await reload();
    } catch (error) {
      event.target.disabled = false;
      place.replaceChildren(errorBox(error));
    }
  };
  return h("div", {}, h("button", { class: "button", type: "button", onclick: enroll }, "Enroll for free"), place);
}

function going({ percent, next_lesson: next, certificate }) {
  return h(
    "div", { class: "box" },
    h("label", { for: "progress" }, `${percent} % done`),
    h("progress", { id: "progress", max: "100", value: percent }),
    next && h("p", {}, h("a", { class: "button", href: `#/lessons/${next.id}` }, "Go on")),
    certificate && h("p", {}, h("a", { class: "button", href: "#/learning" }, "See your certificate")),
  );
}

/** A list of short lines, or nothing. */
export function points(heading, items) {
  if (!items?.length) return [];
  return [h("h2", {}, heading), h("ul", {}, items.map((item) => h("li", {}, item.value ?? item)))];
}

/** Modules with their lessons; the completed ones are marked. */
export function curriculum(modules, progress = null) {
  const done = new Set(progress?.completed_lessons);
  const row = (lesson) =>
    h("li", {},
      h("a", { href: `#/lessons/${lesson.id}` }, lesson.title),
      h("span", { class: "soft" }, ` ${lengthText(lesson.minutes)}`),
      lesson.is_free_preview && h("span", { class: "tag" }, "Preview"),
      done.has(lesson.id) && h("span", { class: "tag tag--done" }, "Done"));
  return h("ol", { class: "modules" }, modules.map((module) => h("li", {}, h("h3", {}, module.title), h("ol", { class: "lessons" }, module.lessons.map(row)))));
}
