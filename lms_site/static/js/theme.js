// Loaded in the head, before anything is painted: what the visitor chose earlier must not flash in later.
// Kept in localStorage: `theme` ("light" | "dark", absent = as the device), `outline` ("closed"), `focus` ("on").
(() => {
  const root = document.documentElement;
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null; // storage is switched off: the page works with its defaults
    }
  };
  root.classList.add("js");
  const theme = kept("theme");
  if (theme === "light" || theme === "dark") {
    root.dataset.theme = theme;
    for (const meta of document.querySelectorAll("[data-theme-colour]")) {
      meta.media = meta.dataset.themeColour === theme ? "all" : "not all";
    }
  }
  if (kept("outline") === "closed") root.dataset.outline = "closed";
  if (kept("focus") === "on") root.classList.add("is-focused"); // only lessons know it
})();
