/* What stands in for https://js.stripe.com/v3/ in browser tests: the few calls that the checkout page makes.
   The card is typed into one ordinary field; the bank asks with two ordinary buttons. */
(() => {
  const source = new URL(document.currentScript.src);
  const API = source.host === "js.stripe.com" ? "https://api.stripe.com" : source.origin;
  const CARDS = {
    "4242424242424242": "pm_card_visa",
    "4000000000000002": "pm_card_visa_chargeDeclined",
    "4000000000009995": "pm_card_visa_chargeDeclinedInsufficientFunds",
    "4000000000000069": "pm_card_chargeDeclinedExpiredCard",
    "4000002500003155": "pm_card_authenticationRequired",
    "000123456789": "pm_usBankAccount_processing",
  };

  function button(text) {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = text;
    return made;
  }

  class PaymentElement {
    constructor() {
      this.listeners = {};
    }

    on(name, listener) {
      (this.listeners[name] ||= []).push(listener);
      return this;
    }

    tell(name, event = {}) {
      for (const listener of this.listeners[name] || []) listener({ elementType: "payment", ...event });
    }

    mount(place) {
      this.place = typeof place === "string" ? document.querySelector(place) : place;
      if (!this.place) throw new Error(`No element matches ${place}`);
      const label = document.createElement("label");
      label.textContent = "Card number";
      this.field = document.createElement("input");
      this.field.autocomplete = "off";
      this.field.addEventListener("input", () => this.tell("change", { complete: Boolean(this.method()), empty: !this.field.value }));
      label.append(this.field);
      this.place.replaceChildren(label);
      queueMicrotask(() => this.tell("ready"));
    }

    unmount() {
      this.place.replaceChildren();
    }

    destroy() {
      this.unmount();
    }

    method() {
      return CARDS[this.field.value.replaceAll(" ", "")];
    }

    /* The bank's question: true when the buyer confirms. */
    ask() {
      return new Promise((resolve) => {
        const [complete, fail] = [button("Complete authentication"), button("Fail authentication")];
        const answered = (succeeds) => {
          complete.remove();
          fail.remove();
          resolve(succeeds);
        };
        complete.addEventListener("click", () => answered(true));
        fail.addEventListener("click", () => answered(false));
        this.place.append(complete, fail);
      });
    }
  }

  class Elements {
    constructor({ clientSecret } = {}) {
      if (!clientSecret) throw new Error("elements() should have a client secret.");
      this.clientSecret = clientSecret;
    }

    create(kind) {
      if (kind !== "payment") throw new Error(`No such element: ${kind}`);
      this.element = new PaymentElement();
      return this.element;
    }

    getElement(kind) {
      return kind === "payment" ? (this.element ?? null) : null;
    }

    async submit() {
      return this.element.method() ? {} : { error: incomplete() };
    }
  }

  function incomplete() {
    return { type: "validation_error", code: "incomplete_number", message: "Your card number is incomplete." };
  }

  window.Stripe = (publishableKey) => {
    async function call(path, params) {
      const query = new URLSearchParams(params);
      const headers = { Authorization: `Bearer ${publishableKey}` };
      const isRead = path.startsWith("GET ");
      const address = `${API}${path.replace("GET ", "")}`;
      const answer = isRead
        ? await fetch(`${address}?${query}`, { headers })
        : await fetch(address, { method: "POST", headers, body: query });
      return answer.json();
    }

    function asked(clientSecret) {
      return clientSecret.split("_secret_")[0];
    }

    async function confirm(elements, returnUrl) {
      const method = elements.element.method();
      if (!method) return { error: incomplete() };
      const secret = { client_secret: elements.clientSecret };
      const id = asked(elements.clientSecret);
      const details = { ...secret, payment_method: method, return_url: returnUrl };
      let intent = await call(`/v1/payment_intents/${id}/confirm`, details);
      if (!intent.error && intent.status === "requires_action") {
        const succeeds = await elements.element.ask();
        intent = await call(`/fake/authenticate/${id}`, { ...secret, succeeds });
      }
      return intent;
    }

    return {
      elements: (options) => new Elements(options),

      async retrievePaymentIntent(clientSecret) {
        const found = await call(`GET /v1/payment_intents/${asked(clientSecret)}`, { client_secret: clientSecret });
        return found.error ? { error: found.error } : { paymentIntent: found };
      },

      async confirmPayment({ elements, confirmParams = {}, redirect = "always" }) {
        if (!confirmParams.return_url) throw new Error("confirmPayment() needs confirmParams.return_url.");
        const intent = await confirm(elements, confirmParams.return_url);
        if (intent.error) return { error: intent.error };
        if (intent.last_payment_error) return { error: intent.last_payment_error, paymentIntent: intent };
        if (redirect === "if_required") return { paymentIntent: intent };
        const back = new URL(confirmParams.return_url);
        back.searchParams.set("payment_intent", intent.id);
        back.searchParams.set("payment_intent_client_secret", intent.client_secret);
        back.searchParams.set("redirect_status", intent.status);
        window.location.assign(back);
        return new Promise(() => {});
      },
    };
  };
})();
