import { get, post } from "../api.js";
import { fileLink, film, renderBlocks } from "../blocks.js";
import { errorBox, h, lengthText } from "../dom.js";

/** One lesson: film, text, files, and what completes it. A closed one is an error that says why. */
export async function lesson({ id }) {
  const [told, attachments] = await Promise.all([get(`lessons/${id}/`), get(`lessons/${id}/attachments/`)]);
  const done = completion(told);
  return {
    title: told.title,
    nodes: [
      h("p", { class: "soft" }, h("a", { href: `#/courses/${told.course}` }, "To the course"), ` · Lesson ${told.number} · ${lengthText(told.minutes)}`),
      h("article", { class: "reading" }, lead(told, done), ...renderBlocks(told.body, told.files)),
      ...(attachments.length ? [h("h2", {}, "Files"), ...attachments.map((file) => fileLink(file.title, file.url))] : []),
      done.element,
      neighbours(told),
    ],
  };
}

/** The film above the text. Where watching completes the lesson, it does so at its end. */
function lead(told, done) {
  if (!told.video) return null;
  const address = told.files.find((file) => file.kind === "media" && file.id === told.video.id)?.url;
  const onended = told.completes_by_video ? () => done.complete("video") : null;
  return film(told.video.type, { media: told.video, transcript: told.video.transcript }, address, onended);
}

function completion(told) {
  const place = h("div", { role: "status" });
  const button = h("button", { class: "button", type: "button" }, "Complete this lesson");
  const complete = async (how) => {
    button.disabled = true;
    try {
      const now = await post(`lessons/${told.id}/complete/`, { how }, { once: true });
      place.replaceChildren(finished(told, now));
      button.remove();
    } catch (error) {
      if (!error.code) throw error;
      button.disabled = false;
      place.replaceChildren(errorBox(error));
    }
  };
  button.addEventListener("click", () => complete("button"));
  const before = told.is_completed ? h("p", {}, h("span", { class: "tag tag--done" }, "Done")) : told.completes_by_video ? h("p", { class: "soft" }, "The end of the film completes this lesson.") : button;
  return { complete, element: h("div", { class: "completing" }, before, place) };
}

function finished(told, now) {
  const course = h("a", { href: `#/courses/${told.course}` }, "Back to the course");
  const certificate = now.is_course_completed && h("a", { href: "#/learning" }, "See your certificate");
  return h("p", {}, `Done, ${now.percent} % of the course. `, course, certificate && " · ", certificate);
}

function neighbours({ previous, next }) {
  const link = (place, words) => place && h("a", { href: `#/lessons/${place.id}` }, `${words}: ${place.title}`);
  return h("nav", { class: "pages", "aria-label": "Lessons" }, link(previous, "Previous"), link(next, "Next"));
}
