import { get } from "../api.js";
import { h, webAddress } from "../dom.js";

/** The certificates of whoever is signed in, each checked by its public address. */
export async function learning() {
  const certificates = await get("certificates/");
  const rows = await Promise.all(certificates.map(row));
  return {
    title: "My learning",
    nodes: [h("h2", {}, "Certificates"), rows.length ? h("ul", { class: "plain" }, rows) : h("p", {}, "None yet: complete all lessons of a course.")],
  };
}

async function row(certificate) {
  const checked = await get(`certificates/${certificate.uuid}/verify/`);
  return h(
    "li", { class: "box" },
    h("h3", {}, checked.course_title),
    h("p", {}, `${checked.learner_name}, ${new Date(checked.issued_at).toLocaleDateString("en", { dateStyle: "long" })}`),
    h("p", {}, h("a", { href: webAddress(certificate.html_url) }, "Public page, to show to others")),
    h("p", { class: "soft" }, checked.is_valid ? "Checked: this certificate is genuine." : "This certificate is no longer valid."),
  );
}
