// Light or dark, before anything is painted: what the reader chose, or what the system asks for.
"use strict";
(() => {
  const root = document.documentElement;
  let chosen = null;
  try {
    chosen = localStorage.getItem("newsmill-theme");
  } catch {
    // Storage may be closed to pages from the file system; then the choice holds for this page.
  }
  if (chosen === "light" || chosen === "dark") root.dataset.theme = chosen;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (root.dataset.theme ? root.dataset.theme === "dark" : system.matches);
  const tell = () => {
    document.getElementById("theme").setAttribute("aria-pressed", String(isDark()));
    document.dispatchEvent(new CustomEvent("newsmill-theme"));
  };
  window.newsmillIsDark = isDark;
  document.addEventListener("DOMContentLoaded", () => {
    const button = document.getElementById("theme");
    button.hidden = false;
    button.setAttribute("aria-pressed", String(isDark()));
    system.addEventListener("change", tell);
    button.addEventListener("click", () => {
      root.dataset.theme = isDark() ? "light" : "dark";
      try {
        localStorage.setItem("newsmill-theme", root.dataset.theme);
      } catch {
        // as above
      }
      tell();
    });
  });
})();
