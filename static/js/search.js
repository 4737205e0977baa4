// Completes the search field while somebody types. Without this script the form searches as before.
"use strict";

(function () {
  const input = document.getElementById("site-search");
  if (!input || !window.fetch) return;
  const form = input.form;
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let active = -1;
  let asked = 0;
  let timer = 0;

  list.id = "site-search-list";
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", input.labels[0].textContent);
  list.hidden = true;
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  form.append(list, status);
  const attributes = { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" };
  Object.entries(attributes).forEach(([name, value]) => input.setAttribute(name, value));

  function close() {
    list.hidden = true;
    active = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }

  function choose(number) {
    const options = [...list.children];
    if (!options.length) return;
    active = (number + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute("aria-selected", String(i === active)));
    input.setAttribute("aria-activedescendant", options[active].id);
  }

  function show(answer) {
    list.replaceChildren(...answer.items.map(asOption));
    status.textContent = answer.status;
    active = -1;
    list.hidden = !answer.items.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    input.removeAttribute("aria-activedescendant");
  }

  function asOption(item, i) {
    const option = document.createElement("li");
    const name = document.createElement("span");
    const kind = document.createElement("span");
    option.id = list.id + "-" + i;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.address = item.address;
    name.textContent = item.name;
    if (item.language) name.lang = item.language;
    kind.textContent = item.kind;
    kind.className = "muted";
    option.append(name, " ", kind);
    return option;
  }

  function ask() {
    const text = input.value.trim();
    const mine = ++asked;
    if (!text) return close();
    const address = new URL(form.dataset.suggestions, location.href);
    new FormData(form).forEach((value, name) => address.searchParams.set(name, value));
    fetch(address, { headers: { Accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : { items: [], status: "" }))
      .then((answer) => { if (mine === asked && document.activeElement === input) show(answer); })
      .catch(close);
  }

  function onKey(event) {
    if (event.isComposing || list.hidden) return;
    if (event.key === "ArrowDown") choose(active + 1);
    else if (event.key === "ArrowUp") choose(active < 0 ? -1 : active - 1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) location.href = list.children[active].dataset.address;
    else return;
    event.preventDefault();
  }

  input.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(ask, 150); });
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    event.preventDefault();
    if (option) location.href = option.dataset.address;
  });
})();
