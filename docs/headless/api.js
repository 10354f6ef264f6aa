// The API: one function for every call, the envelope opened, errors as ApiError, tokens renewed by themselves.

const SITE = document.querySelector('meta[name="site"]').content;
const KEPT = "headless-tokens";

export class ApiError extends Error {
  constructor(status, { code, message, details = {} }) {
    super(message);
    Object.assign(this, { status, code, details });
  }
}

/** Both tokens, or null. They are kept in this browser until somebody signs out, for all of its tabs. */
export function tokens() {
  return JSON.parse(localStorage.getItem(KEPT) ?? "null");
}

export function keepTokens(data) {
  if (data?.access_token) localStorage.setItem(KEPT, JSON.stringify({ access: data.access_token, refresh: data.refresh_token }));
  else localStorage.removeItem(KEPT);
  dispatchEvent(new Event("signedinorout"));
}

/** `data` of a GET. */
export async function get(path, query = {}) {
  return (await call("GET", path, { query })).data;
}

/** `data`, `meta` and `links` of a list. */
export function list(path, query = {}) {
  return call("GET", path, { query });
}

/** `data` of a POST. With `once`, a POST that was sent twice is done once. */
export async function post(path, body = {}, { once = false } = {}) {
  const headers = once ? { "Idempotency-Key": randomKey() } : {};
  return (await call("POST", path, { body, headers })).data;
}

/** `data` of a POST by somebody who is not signed in yet. */
export async function postAsStranger(path, body) {
  return (await call("POST", path, { body, isKnown: false })).data;
}

/** A page as the editor has it, behind the token of its preview. This API has no envelope. */
export async function preview(query) {
  const answer = await send(`${SITE}/api/cms/v2/page_preview/?${new URLSearchParams(query)}`, { headers: {} });
  if (!answer.ok) throw new ApiError(answer.status, { code: "NO_PREVIEW", message: "This preview is no longer there. Open it again in the editor." });
  return answer.json();
}

async function call(method, path, { query = {}, body, headers = {}, isKnown = true }) {
  const wanted = Object.entries(query).filter(([, value]) => value !== "" && value !== undefined);
  const address = `${SITE}/api/v1/${path}${wanted.length ? `?${new URLSearchParams(wanted)}` : ""}`;
  const request = { method, headers: { Accept: "application/vnd.hybridlms.v1+json", ...headers } };
  if (body !== undefined) {
    request.body = JSON.stringify(body);
    request.headers["Content-Type"] = "application/json";
  }
  const sent = isKnown && tokens()?.access;
  let answer = await send(address, request, sent);
  // Once, and not for sign-in itself: an access token lives for minutes, its session for weeks.
  if (answer.status === 401 && sent) {
    await renew(sent);
    answer = await send(address, request, tokens()?.access);
  }
  return opened(answer);
}

async function send(address, request, token) {
  const headers = token ? { ...request.headers, Authorization: `Bearer ${token}` } : request.headers;
  try {
    return await fetch(address, { ...request, headers, credentials: "omit" });
  } catch {
    throw new ApiError(0, { code: "NO_CONNECTION", message: "The server cannot be reached. Try again in a moment." });
  }
}

async function opened(answer) {
  if (answer.status === 204) return { data: null, meta: {}, links: {} };
  const body = await answer.json().catch(() => null);
  if (body?.success) return body;
  throw new ApiError(answer.status, body?.error ?? { code: "NO_JSON", message: "The server gave an answer that cannot be read." });
}

/** A new pair for the spent one. All tabs share a pair, so only one of them at a time may renew it. */
async function renew(spent) {
  const alone = navigator.locks ? (work) => navigator.locks.request(KEPT, work) : (work) => work();
  await alone(async () => {
    const known = tokens();
    if (!known || known.access !== spent) return;
    const answer = await send(`${SITE}/api/v1/auth/refresh/`, {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ refresh_token: known.refresh }),
    });
    if (answer.ok) keepTokens((await opened(answer)).data);
    else if (answer.status < 500 && answer.status !== 429) keepTokens(null);
  });
}

function randomKey() {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
