import { keepTokens, postAsStranger } from "../api.js";
import { form, h } from "../dom.js";

const EMAIL = ["email", "E-mail", { type: "email", autocomplete: "username", required: true }];

/** A new account; a mail with a key follows. */
export function signUp() {
  const fields = [
    ["display_name", "Your name", { autocomplete: "name", required: true }],
    EMAIL,
    ["password", "Password", { type: "password", autocomplete: "new-password", required: true }],
    ["terms", "I agree to the terms of use", { type: "checkbox", required: true }],
  ];
  const send = async (values) => {
    await postAsStranger("auth/register/", values);
    location.hash = "#/verify";
  };
  return { title: "Sign up", nodes: [form(fields, "Sign up", send), h("p", {}, h("a", { href: "#/sign-in" }, "I have an account"))] };
}

/** The key from the mail, or the whole link, of which it is the last part. */
export function verify() {
  const send = async ({ key }) => {
    const last = key.split("/").filter(Boolean).at(-1) ?? "";
    await postAsStranger("auth/verify-email/", { key: decodeURIComponent(last) });
    location.hash = "#/sign-in?verified=1";
  };
  const fields = [["key", "Link or key from the mail", { autocomplete: "one-time-code", required: true }]];
  return {
    title: "Confirm your address",
    nodes: [
      h("p", {}, "We have sent you a mail. Follow the link in it and sign in here afterwards, or copy the link into this field."),
      form(fields, "Confirm", send),
      h("p", {}, h("a", { href: "#/sign-in" }, "I have followed the link")),
    ],
  };
}

/** Signing in; when the account has a second factor, its code is asked for as well. */
export function signIn({ query }) {
  const next = query.get("next") ?? "#/";
  const place = h("div");
  const done = (data) => {
    keepTokens(data);
    location.hash = next.startsWith("#/") ? next : "#/";
  };
  const send = async (values) => {
    try {
      done(await postAsStranger("auth/login/", values));
    } catch (error) {
      if (error.code !== "SECOND_FACTOR_REQUIRED") throw error;
      place.replaceChildren(secondFactor(error.details.session_token, done));
      place.querySelector("input").focus();
    }
  };
  const password = ["password", "Password", { type: "password", autocomplete: "current-password", required: true }];
  place.append(form([EMAIL, password], "Sign in", send));
  const notice = query.has("verified") && h("p", { class: "box", role: "status" }, "Your address is confirmed. Sign in now.");
  const links = [h("a", { href: "#/sign-up" }, "I have no account"), h("br"), h("a", { href: "#/verify" }, "I have a key to confirm my address")];
  return { title: "Sign in", nodes: [notice, place, h("p", {}, links)].filter(Boolean) };
}

function secondFactor(sessionToken, done) {
  const fields = [["code", "Code of your authenticator app", { inputmode: "numeric", autocomplete: "one-time-code", required: true }]];
  return form(fields, "Sign in", async ({ code }) => {
    done(await postAsStranger("auth/second-factor/", { session_token: sessionToken, code }));
  });
}
