// Filters, the way between text and findings, explanations, keys. Everything it works on stands in the page;
// what comes from a text is only ever read as text.
"use strict";
(() => {
  const WORST_FIRST = ["critical", "major", "minor", "neutral"];
  const one = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];

  const panels = all(".panel").map((element) => ({
    element,
    name: one("h3", element).textContent.toLowerCase(),
    findings: all(".finding", element).map((item) => ({
      item,
      code: item.dataset.code,
      severity: item.dataset.severity,
      words: item.textContent.toLowerCase(),
    })),
    marks: all("mark", element).map((mark) => ({ mark, numbers: mark.dataset.f.split(" ") })),
    refs: all(".ref", element),
  }));
  const total = panels.reduce((sum, panel) => sum + panel.findings.length, 0);
  const form = one("#filters");

  // Filters

  function wanted() {
    const values = new FormData(form);
    const [rule, file, search] = ["rule", "file", "search"].map((name) => values.get(name));
    const severities = new Set(values.getAll("severity"));
    const needle = search.trim().toLowerCase();
    return (panel, finding) =>
      severities.has(finding.severity) &&
      finding.code.startsWith(rule) &&
      (!file || panel.element.id === file) &&
      (!needle || finding.words.includes(needle) || panel.name.includes(needle));
  }

  function filterPanel(panel, wants) {
    const severities = new Map();
    panel.findings.forEach((finding, index) => {
      const shown = wants(panel, finding);
      finding.item.hidden = !shown;
      if (shown) severities.set(String(index + 1), finding.severity);
    });
    for (const { mark, numbers } of panel.marks) {
      const over = numbers.map((number) => severities.get(number));
      mark.classList.remove(...WORST_FIRST);
      const worst = WORST_FIRST.find((severity) => over.includes(severity));
      if (worst) mark.classList.add(worst);
    }
    for (const ref of panel.refs) ref.hidden = !severities.has(ref.dataset.f);
    panel.element.hidden = severities.size === 0;
    return severities.size;
  }

  function applyFilters() {
    const wants = wanted();
    const shown = panels.map((panel) => filterPanel(panel, wants));
    const sum = shown.reduce((left, right) => left + right, 0);
    const documents = shown.filter(Boolean).length;
    one("#nothing").hidden = sum > 0;
    const noun = documents === 1 ? "document" : "documents";
    one("#status").textContent =
      `Showing ${sum.toLocaleString("en")} of ${total.toLocaleString("en")} findings in ${documents} ${noun}.`;
  }

  function filterBy(button) {
    form.elements.rule.value = button.dataset.filter;
    if ("neutral" in button.dataset) one("[value=neutral]", form).checked = true;
    applyFilters();
    one("#documents").scrollIntoView();
    form.elements.rule.focus({ preventScroll: true });
  }

  // Findings and their places

  const isWide = () => window.matchMedia("(min-width: 64.01rem)").matches;

  function select(item, { inText }) {
    for (const other of all("[aria-current], mark.current")) {
      other.removeAttribute("aria-current");
      other.classList.remove("current");
    }
    const panel = item.closest(".panel");
    const number = item.id.split("-f")[1];
    panel.open = true;
    item.setAttribute("aria-current", "true");
    const marks = all("mark", panel).filter((mark) => mark.dataset.f.split(" ").includes(number));
    marks.forEach((mark) => mark.classList.add("current"));
    item.focus({ preventScroll: true });
    if (isWide() || !inText || !marks.length) item.scrollIntoView({ block: isWide() ? "nearest" : "center" });
    if ((isWide() || inText) && marks.length) marks[0].scrollIntoView({ block: "center" });
  }

  function step(direction) {
    const items = all(".panel:not([hidden]) .finding:not([hidden])");
    const here = items.indexOf(one(".finding[aria-current]"));
    const next = here < 0 ? (direction > 0 ? 0 : items.length - 1) : here + direction;
    if (items[next]) select(items[next], { inText: false });
  }

  function findingOf(mark) {
    const panel = mark.closest(".panel");
    const items = mark.dataset.f.split(" ").map((number) => document.getElementById(`${panel.id}-f${number}`));
    return items.filter((item) => !item.hidden).pop();
  }

  function reveal(hash) {
    const target = hash.length > 1 && document.getElementById(hash.slice(1));
    const details = target && target.closest("details");
    if (details) details.open = true;
    if (target) target.scrollIntoView();
  }

  // Rules

  function explain(code) {
    const rule = document.getElementById(`rule-${code}`);
    if (!rule) return false;
    one("#explain-title").textContent = rule.dataset.title;
    one("#explain-body").replaceChildren(one(".body", rule).cloneNode(true));
    one("#explain").showModal();
    one("#explain").scrollTop = 0;
    return true;
  }

  // All documents at once

  function toggleAll() {
    const open = panels.some((panel) => !panel.element.hidden && !panel.element.open);
    for (const panel of panels) panel.element.open = open;
    sayToggle();
  }

  function sayToggle() {
    const button = one("#toggle-all");
    const closed = panels.some((panel) => !panel.element.hidden && !panel.element.open);
    if (button) button.textContent = closed ? "Open all" : "Close all";
  }

  // Events

  document.addEventListener("click", (event) => {
    const target = event.target;
    const link = target.closest("a[href^='#']");
    const mark = target.closest("mark[data-f]");
    if (target.closest("[data-close]")) target.closest("dialog").close();
    else if (target.closest("[data-filter]") && form) filterBy(target.closest("[data-filter]"));
    else if (target.matches("dialog")) target.close();
    else if (mark && findingOf(mark)) select(findingOf(mark), { inText: false });
    else if (link) follow(link, event);
  });

  function follow(link, event) {
    const hash = link.getAttribute("href");
    if (hash.startsWith("#rule-")) {
      if (explain(hash.slice(6))) event.preventDefault();
    } else if (link.matches(".ref, .place")) {
      event.preventDefault();
      select(document.getElementById(hash.slice(1)), { inText: link.matches(".place") });
    } else {
      const panel = document.getElementById(hash.slice(1))?.closest(".panel");
      if (panel?.hidden) form.reset();
      reveal(hash);
    }
  }

  const KEYS = {
    j: () => step(1),
    k: () => step(-1),
    e: () => one(".finding[aria-current]") && explain(one(".finding[aria-current]").dataset.code),
    o: toggleAll,
    "/": () => form.elements.search.focus(),
    "?": () => one("#keys").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.matches("input:not([type=checkbox]), select, textarea");
    const busy = typing || event.ctrlKey || event.metaKey || event.altKey || one("dialog[open]");
    if (busy || !one("#use-keys").checked || !form || !Object.hasOwn(KEYS, event.key)) return;
    event.preventDefault();
    KEYS[event.key]();
  });

  if (form) {
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(applyFilters, 80);
    });
    form.addEventListener("reset", () => setTimeout(applyFilters));
    form.addEventListener("submit", (event) => event.preventDefault());
    one("#toggle-all").addEventListener("click", toggleAll);
    one("#show-keys").addEventListener("click", () => one("#keys").showModal());
    for (const panel of panels) panel.element.addEventListener("toggle", sayToggle);
    applyFilters();
    const first = panels.find((panel) => !panel.element.hidden);
    if (first) first.element.open = true;
  }

  // What is closed on the screen is printed all the same, as far as the filters let it through. The rules'
  // explanations are not: on paper they would be most of the report.
  let opened = [];
  window.addEventListener("beforeprint", () => {
    opened = all("details:not([open])");
    for (const details of opened) details.open = true;
  });
  window.addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });

  window.addEventListener("hashchange", () => reveal(location.hash));
  if (location.hash) reveal(location.hash);
})();
