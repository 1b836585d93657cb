// What pages do beyond what they say: plots are drawn, the words of a report tell what they are, and `/` goes to search.
// Everything here is a help; pages are whole without it.
import { drawings } from "./drawings.js";
import { rows } from "./rows.js";

for (const figure of document.querySelectorAll("figure[data-plot]")) draw(figure);

async function draw(figure) {
  const place = figure.querySelector(".plot");
  const { plot, source, caption } = figure.dataset;
  try {
    const drawn = await drawings[plot](await rows(source), Math.max(280, place.clientWidth));
    if (!drawn) return;
    // The library puts its style into the drawing; ours is in the page's style sheet, and no other is let in.
    for (const style of drawn.querySelectorAll("style")) style.remove();
    const svg = drawn.matches("svg") ? drawn : drawn.querySelector("svg");
    // One name for the whole: an image has no parts that could have names of their own.
    for (const part of drawn.querySelectorAll("[aria-label], [aria-description]")) {
      part.removeAttribute("aria-label");
      part.removeAttribute("aria-description");
    }
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", `${caption}. The same as a table is below.`);
    place.replaceChildren(drawn);
  } catch (error) {
    const told = document.createElement("p");
    told.className = "problem";
    told.textContent = `The plot could not be drawn (${error.message}); the table below has its numbers.`;
    place.replaceChildren(told);
  }
}

// Hover or focus on words of a report tells what they are and why. Without this script the browser's own tip does.
const text = document.querySelector(".report .text");
if (text) {
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.role = "tooltip";
  tip.id = "tip";
  tip.hidden = true;
  document.body.append(tip);
  for (const piece of text.querySelectorAll("[title]")) {
    piece.dataset.why = piece.title;
    piece.removeAttribute("title");
  }
  let told = null;
  const hide = () => {
    tip.hidden = true;
    told?.removeAttribute("aria-describedby");
    told = null;
  };
  const show = (event) => {
    const piece = event.target.closest?.("[data-why]");
    if (!piece) return hide();
    hide();
    told = piece;
    tip.textContent = piece.dataset.why;
    tip.hidden = false;
    if (piece.matches("a")) piece.setAttribute("aria-describedby", "tip");
    const box = piece.getClientRects()[0];
    const left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - 8);
    tip.style.left = `${Math.max(8, left) + scrollX}px`;
    tip.style.top = `${box.top + scrollY - tip.offsetHeight - 6}px`;
  };
  text.addEventListener("mouseover", show);
  text.addEventListener("mouseleave", hide);
  text.addEventListener("focusin", show);
  text.addEventListener("focusout", hide);
  addEventListener("keydown", (event) => event.key === "Escape" && hide());
}

addEventListener("keydown", (event) => {
  const isTyping = event.target.closest?.("input, select, textarea");
  if (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) {
    event.preventDefault();
    document.querySelector("#q").focus();
  }
});
