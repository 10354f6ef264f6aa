import { get } from "../api.js";
import { h, webAddress } from "../dom.js";

/** The courses and certificates of whoever is signed in; each certificate is checked like a stranger would. */
export async function learning() {
  const [runs, certificates] = await Promise.all([get("enrollments/"), get("certificates/")]);
  const checked = await Promise.all(certificates.map(({ id }) => get(`certificates/${id}/verify/`)));
  return {
    title: "My learning",
    nodes: [
      h("h2", {}, "Courses"),
      runs.length ? h("ul", {}, runs.filter((run) => run.course).map(running)) : h("p", {}, "None yet."),
      h("h2", {}, "Certificates"),
      certificates.length ? h("ul", { class: "plain" }, certificates.map((row, at) => certificate(row, checked[at]))) : h("p", {}, "None yet: complete all lessons of a course."),
    ],
  };
}

function running({ course, percent }) {
  return h("li", {}, h("a", { href: `#/courses/${course.id}` }, course.title), h("span", { class: "soft" }, ` ${percent} %`));
}

function certificate(row, { is_valid: isValid, title, recipient_name: name, completed_at: moment }) {
  const day = new Date(moment).toLocaleDateString("en", { dateStyle: "long" });
  return h(
    "li", { class: "box" },
    h("h3", {}, title),
    h("p", {}, `${name}, ${day}`),
    h("p", {}, h("a", { href: webAddress(row.html_url) }, "Public page, to show to others")),
    h("p", { class: "soft" }, isValid ? "Checked: this certificate is genuine." : "This certificate is no longer valid."),
  );
}
