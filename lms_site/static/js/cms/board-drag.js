// Dragging an item of the board by its handle, with a mouse, a pen or a finger. The item stays where it
// is until it is let go; a line shows where it would go.

const FAR_ENOUGH = 5; // pixels; less is a press
const EDGE = 70; // pixels from the edge of the window where it begins to scroll

/** The place in `list` that the height `y` points at. */
function spotIn(list, y, dragged) {
  const others = [...list.children].filter((child) => child.dataset.item && child !== dragged);
  const next = others.find((child) => {
    const box = child.getBoundingClientRect();
    return y < box.top + box.height / 2;
  });
  return { list, next: next ?? null };
}

/** The list of `lists` that is at the height `y`, or the nearest. */
function nearest(lists, y) {
  const distance = (list) => {
    const box = (list.closest("[data-item]") ?? list).getBoundingClientRect();
    return y < box.top ? box.top - y : Math.max(0, y - box.bottom);
  };
  return lists.reduce((best, list) => (distance(list) < distance(best) ? list : best));
}

/** Let people drag within `place`; `drop(item, {list, next})` is called when they let go somewhere. */
export function followPointer(place, { lists, drop }) {
  const line = document.createElement("li");
  line.className = "board-line";
  line.setAttribute("aria-hidden", "true");
  let drag = null;

  function stop() {
    drag.item.classList.remove("is-held");
    place.firstElementChild.classList.remove("is-dragging");
    line.remove();
    drag = null;
  }

  place.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest("[data-handle]");
    if (!handle || event.button !== 0 || drag) return;
    handle.setPointerCapture(event.pointerId);
    drag = { item: handle.closest("[data-item]"), pointer: event.pointerId, from: event.clientY, spot: null };
  });

  place.addEventListener("pointermove", (event) => {
    if (drag?.pointer !== event.pointerId) return;
    const y = event.clientY;
    if (!drag.spot && Math.abs(y - drag.from) < FAR_ENOUGH) return;
    drag.item.classList.add("is-held");
    place.firstElementChild.classList.add("is-dragging");
    drag.spot = spotIn(nearest(lists(drag.item), y), y, drag.item);
    drag.spot.list.insertBefore(line, drag.spot.next);
    if (y < EDGE) window.scrollBy(0, -12);
    else if (y > window.innerHeight - EDGE) window.scrollBy(0, 12);
  });

  place.addEventListener("pointerup", (event) => {
    if (drag?.pointer !== event.pointerId) return;
    const { item, spot } = drag;
    stop();
    if (spot) drop(item, spot);
  });

  place.addEventListener("pointercancel", () => drag && stop());
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && drag) stop();
  });
}
