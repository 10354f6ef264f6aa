import { list } from "../api.js";
import { countText, h, lengthText, priceText } from "../dom.js";

/** All courses: searched, and twelve at a time. */
export async function courses({ query }) {
  const search = query.get("search") ?? "";
  const found = await list("courses/", { search, page: query.get("page") ?? "1", per_page: "12" });
  const { total, page, per_page: perPage } = found.meta;
  return {
    title: "Courses",
    nodes: [
      searchForm(search),
      h("p", { class: "soft", role: "status" }, countText(total, "course")),
      h("ul", { class: "cards" }, found.data.map(card)),
      pages(search, page, Math.ceil(total / perPage)),
    ].filter(Boolean),
  };
}

function searchForm(search) {
  const input = h("input", { type: "search", id: "search", name: "search", value: search, autocomplete: "off" });
  const form = h("form", { role: "search", class: "search" }, h("label", { for: "search" }, "Search"), input, h("button", { class: "button" }, "Search"));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    location.hash = `#/?${new URLSearchParams({ search: input.value })}`;
  });
  return form;
}

function card(course) {
  const facts = [priceText(course), countText(course.lesson_count, "lesson"), lengthText(course.minutes)];
  return h(
    "li", { class: "card" },
    h("img", { src: course.cover_url, alt: "", loading: "lazy", width: "480", height: "270" }),
    h("div", { class: "card__words" },
      h("h2", {}, h("a", { href: `#/courses/${course.id}` }, course.title)),
      course.subtitle && h("p", {}, course.subtitle),
      h("p", { class: "soft" }, facts.join(" · "))),
  );
}

function pages(search, page, last) {
  if (last < 2) return null;
  const link = (number, words) =>
    number >= 1 && number <= last && h("a", { href: `#/?${new URLSearchParams({ search, page: number })}` }, words);
  return h("nav", { class: "pages", "aria-label": "Pages" }, link(page - 1, "Previous"), h("span", {}, `Page ${page} of ${last}`), link(page + 1, "Next"));
}
