// Stripe's own form on the payment page: mounted, confirmed, and told apart when something goes wrong.
// Stripe.js stands before this file in the page and is there when this runs, or could not be loaded.

const form = document.querySelector("[data-stripe-form]");
const part = (name) => form.querySelector(`[data-stripe-${name}]`);
const button = form.querySelector("button[type=submit]");

function tell(text) {
  part("error").textContent = text;
  part("error").hidden = !text;
}

/** The page's own colours and letters, so that the form looks like the rest of it. */
function appearance() {
  const style = getComputedStyle(document.body);
  const isDark = getComputedStyle(document.documentElement).colorScheme === "dark"
    || (document.documentElement.dataset.theme !== "light" && matchMedia("(prefers-color-scheme: dark)").matches);
  return { theme: isDark ? "night" : "stripe", variables: { fontSizeBase: style.fontSize, borderRadius: "6px" } };
}

function start() {
  const stripe = window.Stripe(form.dataset.publishableKey);
  const elements = stripe.elements({ clientSecret: form.dataset.clientSecret, appearance: appearance() });
  const field = elements.create("payment");
  field.on("ready", () => {
    part("waiting").hidden = true;
    button.disabled = false;
  });
  field.mount(part("place"));
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    tell("");
    button.disabled = true;
    // What succeeds leads the browser to the result page; only what does not comes back here.
    const { error } = await stripe.confirmPayment({ elements, confirmParams: { return_url: form.dataset.returnUrl } });
    if (error) tell(error.message ?? form.dataset.failed);
    button.disabled = false;
  });
}

if (window.Stripe) start();
else {
  part("waiting").hidden = true;
  tell(form.dataset.failed);
}
