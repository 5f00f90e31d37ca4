// The list of articles: loaded piece by piece, searched and filtered here, shown fifty at a time.
"use strict";
(() => {
  const { make, number } = newsmill;
  const [ID, DAY, SEEN, SOURCE, LANGUAGE, TITLE, AUTHORS, SECTION, WORDS, REVISION, REMOVED] = Array(11).keys();
  const ROWS = 50;
  const about = newsmill.value("about");
  const form = document.getElementById("filter");
  const part = (id) => document.getElementById(id);
  const names = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });
  const rows = []; // [fields, folded text]
  const languages = new Set();
  let found = [];
  let at = 0;
  let isWhole = false;

  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
  }

  function languageName(code) {
    try {
      return code ? names.of(code) : "unknown";
    } catch {
      return code;
    }
  }

  function wanted() {
    const given = new FormData(form);
    return {
      words: fold(given.get("q")).split(/\s+/).filter(Boolean),
      source: given.get("source"), language: given.get("language"),
      from: given.get("from"), until: given.get("until"),
      sort: given.get("sort"), edited: given.get("edited"),
    };
  }

  function fits([fields, text], want) {
    return (
      (!want.source || fields[SOURCE] === want.source) &&
      (!want.language || (fields[LANGUAGE] ?? "unknown") === want.language) &&
      (!want.from || fields[DAY] >= want.from) &&
      (!want.until || fields[DAY] <= want.until) &&
      (!want.edited || fields[REVISION] > 1) &&
      want.words.every((word) => text.includes(word))
    );
  }

  const ORDERS = {
    oldest: (a, b) => (a[0][DAY] < b[0][DAY] ? -1 : a[0][DAY] > b[0][DAY] ? 1 : 0),
    longest: (a, b) => b[0][WORDS] - a[0][WORDS],
    removed: (a, b) => b[0][REMOVED] - a[0][REMOVED],
  };

  function search() {
    const want = wanted();
    found = rows.filter((row) => fits(row, want));
    if (ORDERS[want.sort]) found.sort(ORDERS[want.sort]);
  }

  function line(fields) {
    const source = about.sources[fields[SOURCE]] ?? fields[SOURCE];
    const lang = fields[LANGUAGE];
    const title = make("a", { href: `article.html#${fields[ID]}`, dir: "auto", lang }, fields[TITLE] || "no title");
    const beside = [
      fields[AUTHORS] ? make("bdi", {}, fields[AUTHORS]) : null,
      fields[SECTION] ? make("bdi", {}, fields[SECTION]) : null,
      fields[REVISION] > 1 ? make("span", { class: "edited" }, `edited, version ${fields[REVISION]}`) : null,
    ].filter(Boolean);
    return make(
      "tr", { role: "row" },
      make("td", { role: "cell", class: "day" }, fields[DAY], fields[SEEN] ? make("span", { class: "quiet" }, " seen") : null),
      make("td", { role: "cell", class: "what" }, title, beside.length ? make("span", { class: "quiet beside" }, ...beside) : null),
      make("td", { role: "cell", class: "source" }, make("bdi", {}, source)),
      make("td", { role: "cell", class: "language" }, languageName(lang)),
      make("td", { role: "cell", class: "number" }, number(fields[WORDS])),
      make("td", { role: "cell", class: "number" }, number(fields[REMOVED])),
    );
  }

  function show() {
    at = Math.max(0, Math.min(at, Math.floor((found.length - 1) / ROWS) * ROWS));
    part("rows").replaceChildren(...found.slice(at, at + ROWS).map((row) => line(row[0])));
    const last = Math.min(at + ROWS, found.length);
    part("place").textContent = found.length ? `${number(at + 1)} to ${number(last)} of ${number(found.length)}` : "";
    part("before").disabled = at === 0;
    part("after").disabled = last >= found.length;
    if (isWhole) tellFound();
  }

  function tellFound() {
    const what = found.length === 1 ? "article" : "articles";
    part("found").textContent = found.length ? `${number(found.length)} ${what} found` : "No article fits.";
  }

  function refresh(fromStart) {
    if (fromStart) at = 0;
    search();
    show();
  }

  function options(select, pairs) {
    const chosen = select.dataset.wanted ?? select.value;
    const made = pairs.map(([value, text]) => make("option", { value }, text));
    select.replaceChildren(select.options[0], ...made);
    select.value = chosen;
    if (select.value === chosen) delete select.dataset.wanted;
    else select.value = "";
  }

  function offerLanguages() {
    const pairs = [...languages].map((code) => [code, code === "unknown" ? code : languageName(code)]);
    options(part("language"), pairs.sort((a, b) => a[1].localeCompare(b[1], "en")));
  }

  function readAddress() {
    const given = new URLSearchParams(location.hash.slice(1));
    for (const name of ["q", "source", "language", "from", "until", "sort"]) {
      const element = part(name);
      element.value = given.get(name) ?? "";
      if (element.value !== (given.get(name) ?? "") && element.tagName === "SELECT") {
        element.dataset.wanted = given.get(name);
        element.value = "";
      }
    }
    part("edited").checked = given.has("edited");
  }

  function writeAddress() {
    const given = [...new FormData(form)].filter(([, value]) => value);
    const text = new URLSearchParams(given).toString();
    try {
      history.replaceState(null, "", text ? `#${text}` : location.pathname.split("/").pop());
    } catch {
      // Some browsers keep the history of pages from the file system to themselves.
    }
  }

  async function loadAll() {
    let shown = 0;
    for (const [name] of about.list) {
      const piece = await newsmill.load(`list/${name}`, false);
      for (const fields of piece) {
        const source = about.sources[fields[SOURCE]] ?? fields[SOURCE];
        rows.push([fields, fold(`${fields[TITLE] ?? ""} ${fields[AUTHORS]} ${fields[SECTION] ?? ""} ${source}`)]);
        languages.add(fields[LANGUAGE] ?? "unknown");
      }
      if (!shown || rows.length > 2 * shown) {
        shown = rows.length;
        offerLanguages();
        refresh(false);
      }
      part("loaded").textContent = `${number(rows.length)} of ${number(about.articles)} articles read …`;
      await new Promise((resolve) => setTimeout(resolve));
    }
    isWhole = true;
    part("loaded").textContent = `${number(rows.length)} articles, by day of publication.`;
    offerLanguages();
    refresh(false);
    document.body.dataset.ready = "1";
  }

  let timer = 0;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      writeAddress();
      refresh(true);
    }, 120);
  });
  addEventListener("hashchange", () => {
    readAddress();
    refresh(true);
  });
  const turn = (by) => {
    at += by;
    show();
    document.querySelector("table.articles").scrollIntoView({ block: "start" });
  };
  part("before").addEventListener("click", () => turn(-ROWS));
  part("after").addEventListener("click", () => turn(ROWS));
  const sources = Object.entries(about.sources).sort((a, b) => a[1].localeCompare(b[1], "en"));
  options(part("source"), sources);
  readAddress();
  loadAll().catch((error) => {
    part("loaded").textContent = `The list can’t be read: ${error.message}.`;
  });
})();
