// Draws the interactive chart over the still one, once the engine is there; whatever fails leaves the still picture.
(() => {
  "use strict";

  const OPTIONS = {
    ast: true, // the engine's own interpreter: the policy of the site forbids evaluated code
    actions: false,
    renderer: "svg",
    defaultStyle: false,
    tooltip: { disableDefaultStyle: true },
  };

  const draw = async (place) => {
    const answer = await fetch(place.dataset.specification);
    if (!answer.ok) return;
    const canvas = document.createElement("div");
    await window.vegaEmbed(canvas, await answer.json(), OPTIONS);
    const still = place.querySelector("svg");
    const drawn = canvas.querySelector("svg");
    // The description of the still picture tells the same to those who do not see it.
    for (const part of still.querySelectorAll("title, desc")) drawn.prepend(part.cloneNode(true));
    drawn.setAttribute("role", "img");
    drawn.classList.add("chart-drawing");
    place.replaceChildren(canvas);
    place.dataset.drawn = "true";
  };

  for (const place of document.querySelectorAll("[data-specification]")) draw(place);
})();
