"use strict";

// A key of a legend lets its arm stand out in all charts; pressed again, all are alike.
document.addEventListener("click", (event) => {
  const key = event.target.closest("button.key");
  if (!key) return;
  const style = key.getAttribute("aria-pressed") === "true" ? "" : key.dataset.style;
  for (const other of document.querySelectorAll("button.key")) {
    other.setAttribute("aria-pressed", String(style !== "" && other.dataset.style === style));
  }
  for (const mark of document.querySelectorAll("figure > svg .s")) {
    mark.classList.toggle("dim", style !== "" && !mark.classList.contains("a" + style));
  }
});

// A slider shows one picture of a row.
for (const timeline of document.querySelectorAll(".timeline")) {
  const slider = timeline.querySelector("input");
  const pictures = timeline.querySelectorAll("[data-step]");
  const output = timeline.querySelector("output");
  const show = () => {
    pictures.forEach((picture, i) => {
      picture.hidden = i !== Number(slider.value);
    });
    const text = pictures[Number(slider.value)].dataset.step;
    output.textContent = text;
    slider.setAttribute("aria-valuetext", text);
  };
  slider.addEventListener("input", show);
  show();
}
