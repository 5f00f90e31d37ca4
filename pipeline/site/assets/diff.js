// Two texts as one, with what was taken out and put in; by words, by characters where a script has no spaces.
"use strict";
newsmill.diff = (() => {
  const LONGEST = 600; // words; the table of a comparison has its square
  const segmenter = typeof Intl.Segmenter === "function" ? new Intl.Segmenter(undefined, { granularity: "word" }) : null;

  function words(text) {
    if (!segmenter) return text.split(/(\s+)/).filter(Boolean);
    return Array.from(segmenter.segment(text), (each) => each.segment);
  }

  /** Runs of [sign, text]: "=" in both, "-" before only, "+" after only. */
  function runs(before, after) {
    const a = words(before);
    const b = words(after);
    if (a.length > LONGEST || b.length > LONGEST) return [["-", before], ["+", after]];
    const width = b.length + 1;
    const common = new Uint16Array((a.length + 1) * width);
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        common[i * width + j] = a[i] === b[j]
          ? common[(i + 1) * width + j + 1] + 1
          : Math.max(common[(i + 1) * width + j], common[i * width + j + 1]);
      }
    }
    const found = [];
    const put = (sign, text) => {
      const last = found[found.length - 1];
      if (last && last[0] === sign) last[1] += text;
      else found.push([sign, text]);
    };
    let i = 0;
    let j = 0;
    while (i < a.length && j < b.length) {
      if (a[i] === b[j]) {
        put("=", a[i]);
        i++;
        j++;
      } else if (common[(i + 1) * width + j] >= common[i * width + j + 1]) put("-", a[i++]);
      else put("+", b[j++]);
    }
    while (i < a.length) put("-", a[i++]);
    while (j < b.length) put("+", b[j++]);
    return tidy(found);
  }

  /** A lone space between two changes is part of them: whole phrases read better than single words. */
  function tidy(given) {
    const joined = [];
    let out = "";
    let put = "";
    const flush = () => {
      if (out) joined.push(["-", out]);
      if (put) joined.push(["+", put]);
      out = put = "";
    };
    given.forEach(([sign, text], place) => {
      const isBetween = sign === "=" && /^\s+$/.test(text) && (out || put) && place + 1 < given.length;
      if (sign === "=" && !isBetween) {
        flush();
        joined.push([sign, text]);
      } else {
        if (sign !== "+") out += text;
        if (sign !== "-") put += text;
      }
    });
    flush();
    return joined;
  }

  /** How much of two texts is the same: 0 to 1. */
  function likeness(before, after) {
    const a = new Set(words(before).filter((each) => each.trim()));
    const b = new Set(words(after).filter((each) => each.trim()));
    let shared = 0;
    for (const each of a) if (b.has(each)) shared++;
    return shared / Math.max(1, a.size, b.size);
  }

  const TAGS = { "-": "del", "+": "ins", "=": "span" };

  /** Elements that show the change from one text to another. */
  function elements(before, after) {
    const said = { "-": "taken out: ", "+": "put in: " };
    return runs(before ?? "", after ?? "").map(([sign, text]) =>
      newsmill.make(TAGS[sign], {}, sign === "=" ? null : newsmill.make("span", { class: "unseen" }, said[sign]), text),
    );
  }

  return { runs, likeness, elements };
})();
