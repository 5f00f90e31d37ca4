// The page of one article: the lines of its input as they were judged, and what is known about it.
"use strict";
(() => {
  const { make, number } = newsmill;
  const about = newsmill.value("about");
  const part = (id) => document.getElementById(id);
  const MANY = 400; // lines, of which a browser better paints only those that are seen
  const LONG_RUN = 4; // removed lines in a row that are folded away

  function languageName(code) {
    try {
      return new Intl.DisplayNames(["en"], { type: "language", fallback: "code" }).of(code);
    } catch {
      return code;
    }
  }

  /** A link to the publisher, for addresses of the Web only. */
  function link(address) {
    return /^https?:\/\//i.test(address)
      ? make("a", { href: address, rel: "noreferrer noopener external" }, "at the publisher")
      : null;
  }

  function separated(given) {
    return given.filter(Boolean).flatMap((each, place) => (place ? [" · ", each] : [each]));
  }

  /** All lines of the input in order, cut out of title, lead and body (counted in characters from 1). */
  function linesOf(article) {
    const characters = /[\ud800-\udbff]/.test(article.body) ? Array.from(article.body) : null;
    const cut = (start, end) => (characters ? characters.slice(start, end).join("") : article.body.slice(start, end));
    const texts = {
      body: ({ start, length }) => cut(start - 1, start - 1 + length),
      title: () => article.title,
      lead: () => article.lead,
    };
    const kept = article.kept.map((line) => ({ ...line, isKept: true, text: (texts[line.field] ?? (() => line.text))(line) }));
    return [...kept, ...article.removed].sort((a, b) => a.position - b.position);
  }

  function removed({ kind, rule, text }, lang) {
    return make(
      "p", { class: "line removed" },
      make("span", { class: "unseen" }, "removed: "),
      make("span", { class: "words", dir: "auto", lang }, text),
      make("span", { class: "why" }, make("b", {}, kind), rule ? ` ${rule}` : null),
    );
  }

  function kept({ kind, text }, lang) {
    const name = kind === "paragraph" ? null : make("span", { class: "why" }, kind);
    return make("p", { class: `line kept ${kind}` }, make("span", { class: "words", dir: "auto", lang }, text), name);
  }

  function folded(several, lang) {
    const kinds = new Map();
    for (const { kind } of several) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
    const said = [...kinds].sort((a, b) => b[1] - a[1]).map(([kind, count]) => `${kind} ${count}`).join(", ");
    return make(
      "details", { class: "run" },
      make("summary", {}, `${several.length} lines removed: ${said}`),
      ...several.map((line) => removed(line, lang)),
    );
  }

  function lines(given, lang) {
    const shown = [];
    for (let place = 0; place < given.length; ) {
      if (given[place].isKept) {
        shown.push(kept(given[place++], lang));
        continue;
      }
      const several = [];
      while (place < given.length && !given[place].isKept) several.push(given[place++]);
      if (several.length > LONG_RUN) shown.push(folded(several, lang));
      else shown.push(...several.map((line) => removed(line, lang)));
    }
    return shown;
  }

  function change(before, after, lang) {
    return make("p", { class: "change", dir: "auto", lang }, ...newsmill.diff.elements(before, after));
  }

  /** Paragraphs taken out beside those put in that are most like them. */
  function paragraphs(takenOut, putIn, lang) {
    const left = [...takenOut];
    const shown = putIn.map((after) => {
      const likes = left.map((before) => newsmill.diff.likeness(before, after));
      const best = likes.indexOf(Math.max(...likes));
      const before = best >= 0 && likes[best] > 0.4 ? left.splice(best, 1)[0] : "";
      return change(before, after, lang);
    });
    return [...left.map((before) => change(before, "", lang)), ...shown];
  }

  function version(each, lang) {
    const changes = each.changes ?? [];
    const said = each.changes === null ? "first seen" : "seen";
    return make(
      "li", {},
      make("h3", {}, `Version ${each.revision}`, make("span", { class: "quiet" }, ` ${said} ${each.seen} UTC`)),
      ...changes.flatMap((field) => [
        make("p", { class: "field quiet" }, field.field), change(field.before, field.after, lang),
      ]),
      ...((each.taken_out ?? []).length + (each.put_in ?? []).length
        ? [make("p", { class: "field quiet" }, "text"), ...paragraphs(each.taken_out ?? [], each.put_in ?? [], lang)]
        : []),
    );
  }

  function copy(each) {
    const share = (given) => given.toLocaleString("en", { style: "percent" });
    const said = each.origin ? "the probable origin" : `has ${share(each.kept)} of the origin, ${share(each.own)} of its own`;
    return make(
      "li", {},
      make("a", { href: `#${each.article}`, dir: "auto", lang: each.language }, each.title || "no title"),
      make("span", { class: "quiet" }, " ", make("bdi", {}, about.sources[each.source] ?? each.source), `, ${said}`),
    );
  }

  function quote([text, speaker, verb], lang) {
    const who = speaker ? make("figcaption", {}, make("bdi", {}, speaker), " ", verb ? make("bdi", { class: "quiet", lang }, verb) : null) : null;
    return make("figure", { class: "quote", dir: "auto" }, make("blockquote", { lang }, make("p", {}, text)), who);
  }

  function mention([name, kind, count]) {
    return make("li", { class: kind }, make("bdi", {}, name), make("span", { class: "quiet" }, ` ${kind}${count > 1 ? `, ${count}×` : ""}`));
  }

  function candidate([, mark, origin, value, reason]) {
    const chosen = mark === "chosen";
    return make(
      "li", { class: chosen ? "chosen" : "other" },
      make("span", { class: "unseen" }, chosen ? "taken: " : "not taken: "),
      make("span", { class: "value", dir: "auto" }, value.length > 400 ? `${value.slice(0, 400)}…` : value),
      make("span", { class: "quiet" }, ` ${origin}`, reason ? ` · ${reason}` : null),
    );
  }

  function evidence(candidates) {
    const fields = new Map();
    for (const each of candidates) fields.set(each[0], [...(fields.get(each[0]) ?? []), each]);
    return [...fields].map(([field, several]) => {
      const taken = several.filter((each) => each[1] === "chosen");
      const others = several.filter((each) => each[1] !== "chosen");
      const count = `${others.length} not taken`;
      return make(
        "div", { class: "field" },
        make("h3", {}, field),
        taken.length ? make("ul", {}, ...taken.map(candidate)) : null,
        others.length
          ? make("details", {}, make("summary", {}, count, make("span", { class: "unseen" }, ` for ${field}`)), make("ul", {}, ...others.map(candidate)))
          : null,
      );
    });
  }

  function fill(id, elements, list) {
    const section = part(id);
    section.hidden = elements.length === 0;
    const place = section.querySelector(".fill");
    place.replaceChildren(...(list ? [make(list, {}, ...elements)] : elements));
  }

  function show(article) {
    const lang = article.language;
    const heading = part("title");
    heading.className = (article.title ?? "").length > 300 ? "long" : "";
    heading.replaceChildren(make("span", { dir: "auto", lang }, article.title || "no title"));
    part("heading").classList.toggle("rtl", getComputedStyle(heading.firstChild).direction === "rtl");
    document.title = `${newsmill.visible(article.title || "no title").slice(0, 120)} · newsmill`;
    const source = about.sources[article.source] ?? article.source;
    part("kicker").replaceChildren(...separated([make("bdi", {}, source), article.section && make("bdi", {}, article.section)]));
    part("facts").replaceChildren(...separated([
      article.authors.length ? make("bdi", {}, article.authors.join(", ")) : "no author",
      article.published ?? `no date, seen ${article.seen}`,
      article.modified && `changed ${article.modified}`,
      lang && languageName(lang),
      `${number(article.words)} words`,
      article.versions.length > 1 && `version ${article.revision}`,
      article.url && link(article.url),
    ]));
    part("count").textContent = `${number(article.kept.length)} lines kept, ${number(article.removed.length)} removed, by rule set ${article.rule_set}.`;
    part("lines").className = article.kept.length + article.removed.length > MANY ? "many" : "";
    part("lines").replaceChildren(...lines(linesOf(article), lang));
    fill("versions", article.versions.length > 1 ? article.versions.map((each) => version(each, lang)).reverse() : [], "ol");
    fill("copies", article.copies.map(copy), "ul");
    fill("quotes", article.quotes.map((each) => quote(each, lang)));
    fill("mentions", article.mentions.map(mention), "ul");
    fill("evidence", evidence(article.evidence));
    part("state").hidden = true;
    part("article").hidden = false;
    document.body.dataset.ready = "1";
  }

  function refuse(why) {
    part("article").hidden = true;
    part("state").hidden = false;
    part("state").textContent = why;
    document.body.dataset.ready = "1";
  }

  async function open() {
    delete document.body.dataset.ready;
    const id = location.hash.slice(1);
    if (!/^[0-9a-f]{16}$/.test(id)) return refuse("Choose an article from the list.");
    try {
      const piece = await newsmill.load(`articles/${id.slice(0, about.letters)}`);
      if (!Object.hasOwn(piece, id)) return refuse("There is no such article in this warehouse.");
      show(piece[id]);
    } catch {
      refuse("There is no such article in this warehouse.");
    }
  }

  part("only").addEventListener("change", (event) => {
    part("lines").classList.toggle("only", event.target.checked);
  });
  addEventListener("hashchange", open);
  open();
})();
