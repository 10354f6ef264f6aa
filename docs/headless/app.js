// The router: an address behind # is a view. A view returns {title, nodes}; what it throws is shown.
import { keepTokens, post, tokens } from "./api.js";
import { errorBox, h } from "./dom.js";
import { signIn, signUp, verify } from "./views/account.js";
import { course } from "./views/course.js";
import { courses } from "./views/courses.js";
import { learning } from "./views/learning.js";
import { lesson } from "./views/lesson.js";
import { previewed } from "./views/preview.js";

const ROUTES = [
  [/^$/, courses],
  [/^courses\/(\d+)$/, course],
  [/^lessons\/(\d+)$/, lesson],
  [/^learning$/, learning],
  [/^sign-in$/, signIn],
  [/^sign-up$/, signUp],
  [/^verify$/, verify],
];
const main = document.querySelector("#main");
let visit = 0;

async function show() {
  if (location.hash === "#main") return;
  const mine = ++visit;
  main.setAttribute("aria-busy", "true");
  const found = await view();
  // Somebody has gone on while this was loading.
  if (mine !== visit) return;
  main.replaceChildren(h("h1", { tabindex: "-1" }, found.title), ...found.nodes);
  main.removeAttribute("aria-busy");
  document.title = `${found.title} · Courses`;
  if (mine > 1) main.querySelector("h1").focus();
  scrollTo(0, 0);
}

async function view() {
  try {
    return await matching();
  } catch (error) {
    if (!error.code) throw error;
    const isStranger = error.status === 401;
    const back = isStranger && h("p", {}, h("a", { href: `#/sign-in?next=${encodeURIComponent(location.hash)}` }, "Sign in"));
    return { title: isStranger ? "Sign in first" : "This did not work", nodes: [errorBox(error), back].filter(Boolean) };
  }
}

function matching() {
  const asked = new URLSearchParams(location.search);
  if (asked.has("token") && !location.hash) return previewed(asked);
  const [path, query = ""] = location.hash.replace(/^#\/?/, "").split("?");
  for (const [pattern, make] of ROUTES) {
    const match = pattern.exec(path);
    if (match) return make({ id: match[1], query: new URLSearchParams(query), reload: show });
  }
  return { title: "Nothing here", nodes: [h("p", {}, h("a", { href: "#/" }, "All courses"))] };
}

function drawNavigation() {
  const link = (address, words) => h("a", { href: address }, words);
  const own = tokens()
    ? [link("#/learning", "My learning"), h("button", { class: "button button--quiet", type: "button", onclick: signOut }, "Sign out")]
    : [link("#/sign-up", "Sign up"), link("#/sign-in", "Sign in")];
  document.querySelector("#nav").replaceChildren(link("#/", "Courses"), h("span", { class: "top__own" }, ...own));
}

async function signOut() {
  try {
    await post("auth/logout/");
  } catch (error) {
    if (!error.code) throw error;
  }
  keepTokens(null);
  location.hash = "#/";
}

addEventListener("hashchange", show);
addEventListener("signedinorout", drawNavigation);
addEventListener("storage", drawNavigation);
drawNavigation();
show();
