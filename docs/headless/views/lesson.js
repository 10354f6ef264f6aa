import { get, post } from "../api.js";
import { fileLink, renderBlocks } from "../blocks.js";
import { errorBox, h, lengthText } from "../dom.js";

/** One lesson: its text for whoever may read it, and the button that completes it. */
export async function lesson({ id }) {
  const told = await get(`lessons/${id}/`);
  return {
    title: told.title,
    nodes: [
      h("p", { class: "soft" }, h("a", { href: `#/courses/${told.course.id}` }, told.course.title), ` · ${lengthText(told.minutes)}`),
      ...(told.body ? read(told) : closed(told)),
    ],
  };
}

function read(told) {
  const files = told.files ?? [];
  const attachments = (told.attachments ?? []).map((file) => fileLink(file.label || file.title, file.url));
  return [
    h("article", { class: "reading" }, ...renderBlocks(told.body, files)),
    ...(attachments.length ? [h("h2", {}, "Files"), ...attachments] : []),
    completing(told),
  ];
}

function completing(told) {
  const place = h("div", { role: "status" });
  const complete = async (event) => {
    event.target.disabled = true;
    try {
      const done = await post(`lessons/${told.id}/complete/`, {}, { once: true });
      place.replaceChildren(...afterwards(told, done));
    } catch (error) {
      event.target.disabled = false;
      place.replaceChildren(errorBox(error));
    }
  };
  const button = h("button", { class: "button", type: "button", onclick: complete }, "Complete this lesson");
  return h("div", { class: "completing" }, told.is_completed ? h("p", { class: "tag tag--done" }, "Done") : button, place);
}

function afterwards(told, done) {
  const words = h("p", {}, "Done. ", h("a", { href: `#/courses/${told.course.id}` }, "Back to the course"));
  return [words];
}

function closed(told) {
  const reasons = {
    sign_in: "Sign in to read this lesson.",
    not_enrolled: "Enroll in the course to read this lesson.",
    opens_later: `This lesson opens later: ${told.access?.opens_at ?? ""}`,
  };
  return [h("p", { class: "box" }, reasons[told.access?.reason] ?? "This lesson is closed.")];
}
