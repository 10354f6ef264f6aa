// Rich text of the API is HTML that the server has cleaned. It is not trusted for that: it is read in a document
// that runs nothing and loads nothing, and only what stands in this list is made anew on the page.
import { webAddress } from "./dom.js";

const TAGS = new Set("P BR HR B STRONG I EM CODE PRE SUB SUP S DEL UL OL LI BLOCKQUOTE A H2 H3 H4 KBD MARK".split(" "));
const MATHML = "http://www.w3.org/1998/Math/MathML";
const MATH = new Set(
  ("math mrow mi mn mo ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover munderover mtable mtr mtd " +
    "mstyle mpadded mphantom semantics").split(" "),
);
const MATH_ATTRIBUTES = ["display", "mathvariant", "stretchy", "fence", "separator", "linethickness", "displaystyle", "width"];
const policy = globalThis.trustedTypes?.createPolicy("rich-text", { createHTML: (html) => html });

/** Cleaned HTML as nodes. */
export function richText(html) {
  return copied(parsed(html).body, (node) => TAGS.has(node.tagName) && plain(node));
}

/** A formula in MathML as nodes. */
export function formula(mathml) {
  return copied(parsed(mathml).body, mathElement);
}

function parsed(html) {
  return new DOMParser().parseFromString(policy ? policy.createHTML(html) : html, "text/html");
}

/** The children of `source` with what `make` knows; of an unknown element only what stands in it. */
function copied(source, make) {
  const fragment = document.createDocumentFragment();
  for (const node of source.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) fragment.append(node.data);
    else if (node.nodeType === Node.ELEMENT_NODE && !isSilent(node)) {
      const element = make(node);
      const inside = copied(node, make);
      if (element) element.append(inside);
      fragment.append(element || inside);
    }
  }
  return fragment;
}

function isSilent(node) {
  return ["script", "style", "template", "annotation", "annotation-xml"].includes(node.localName);
}

function plain(node) {
  const element = document.createElement(node.tagName);
  const address = node.tagName === "A" ? webAddress(node.getAttribute("href")) : null;
  if (address) {
    element.href = address;
    element.rel = "noopener";
  }
  return element;
}

function mathElement(node) {
  if (!MATH.has(node.localName)) return null;
  const element = document.createElementNS(MATHML, node.localName);
  for (const name of MATH_ATTRIBUTES) {
    if (node.hasAttribute(name)) element.setAttribute(name, node.getAttribute(name));
  }
  return element;
}
