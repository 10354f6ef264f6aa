// What blocks gain with script: tabs instead of sections, answers that are checked, code to copy.
// Without it each block is complete as it stands in the page.

const make = (tag, properties, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};
// Texts of lessons have a language of their own; the words of the interface keep that of the page.
const { lang } = document.documentElement;

// --- Tabs (the ARIA pattern: arrows move, Home and End jump) ----------------------------------------
function makeTabs(block) {
  const panels = [...block.querySelectorAll(":scope > [data-tab]")];
  if (panels.length < 2) return;
  const tabs = panels.map((panel) => {
    const tab = make("button", { type: "button", className: "tabs__tab", id: `${panel.id}-button` });
    tab.textContent = panel.querySelector("[data-tab-title]").textContent;
    tab.setAttribute("role", "tab");
    tab.setAttribute("aria-controls", panel.id);
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", tab.id);
    panel.tabIndex = 0;
    return tab;
  });
  const show = (index, moveFocus) => {
    tabs.forEach((tab, i) => {
      tab.setAttribute("aria-selected", String(i === index));
      tab.tabIndex = i === index ? 0 : -1;
      panels[i].hidden = i !== index;
    });
    if (moveFocus) tabs[index].focus();
  };
  const list = make("div", { className: "tabs__list" }, ...tabs);
  list.setAttribute("role", "tablist");
  list.addEventListener("click", (event) => tabs.includes(event.target) && show(tabs.indexOf(event.target)));
  list.addEventListener("keydown", (event) => {
    const here = tabs.indexOf(event.target);
    const next = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: tabs.length - 1 }[event.key];
    if (here < 0 || next === undefined) return;
    event.preventDefault();
    show((next + tabs.length) % tabs.length, true);
  });
  block.prepend(list);
  block.classList.add("is-live");
  show(0);
}

// --- Check yourself ----------------------------------------------------------------------------------
function makeQuestion(block) {
  const inputs = [...block.querySelectorAll("[data-correct]")];
  const result = block.querySelector("[data-question-result]");
  const answer = block.querySelector("[data-question-answer]");
  const button = make("button", { type: "button", className: "button button--small", lang, textContent: block.dataset.checkLabel });
  const say = (verdict, state, feedback = []) => {
    const words = verdict ? [make("span", { lang, textContent: verdict }), ...feedback.map((text) => ` ${text}`)] : [];
    result.replaceChildren(...words);
    result.classList.toggle("is-right", state === true);
    result.classList.toggle("is-wrong", state === false);
  };
  const feedbackOf = (input) =>
    answer?.querySelector(`[data-feedback="${input.value}"] [data-feedback-text]`)?.textContent.trim() ?? "";

  const check = () => {
    const chosen = inputs.filter((input) => input.checked);
    if (!chosen.length) return inputs[0]?.focus();
    const isRight = inputs.every((input) => input.checked === (input.dataset.correct === "true"));
    const verdict = isRight ? block.dataset.rightLabel : block.dataset.wrongLabel;
    say(verdict, isRight, chosen.map(feedbackOf).filter(Boolean));
    if (isRight && answer) answer.open = true;
  };
  button.addEventListener("click", check);
  block.addEventListener("change", () => say(""));
  const row = make("div", { className: "question__row" }, button);
  result.before(row);
  row.append(result);
}

// --- Code --------------------------------------------------------------------------------------------
function makeCode(block) {
  const head = block.querySelector(".code__head");
  if (!head || !navigator.clipboard) return;
  const { copyLabel, copiedLabel } = block.dataset;
  const button = make("button", { type: "button", className: "button button--quiet code__copy", lang, textContent: copyLabel });
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(block.querySelector("[data-code-source]").textContent);
    button.textContent = copiedLabel;
    setTimeout(() => { button.textContent = copyLabel; }, 2000);
  });
  head.append(button);
}

document.querySelectorAll("[data-tabs]").forEach(makeTabs);
document.querySelectorAll("[data-question]").forEach(makeQuestion);
document.querySelectorAll("[data-code]").forEach(makeCode);
