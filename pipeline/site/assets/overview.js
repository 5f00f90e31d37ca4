// The first page: its charts, in the colours of the theme, and headline changes word by word.
"use strict";
(() => {
  const INK = {
    light: {
      text: "#22303a", quiet: "#5a6872", line: "#d9dfe3", usual: "#22303a",
      range: ["#1f6f8b", "#d0722c", "#4f8f5b", "#a8456a", "#7161a8", "#97801c", "#3f9191", "#8a949b"],
      ramp: ["#e6eff2", "#7fb2c3", "#1f6f8b", "#0d3a4c"],
    },
    dark: {
      text: "#e4eaee", quiet: "#a3b0b9", line: "#35434d", usual: "#f4f7f9",
      range: ["#58b0cf", "#eb9a5b", "#7cc08a", "#dd7da1", "#a99be0", "#cfb654", "#6cc4c4", "#94a1aa"],
      ramp: ["#20303a", "#2c6277", "#58b0cf", "#c9ecf8"],
    },
  };
  const DAY = 86400000; // milliseconds
  const KINDS_ON_NARROW = 6;
  const drawn = new Map();

  function config(ink, isNarrow) {
    const font = getComputedStyle(document.body).fontFamily;
    return {
      background: null,
      font,
      aria: false,
      bar: { color: ink.range[0] },
      view: { stroke: null },
      axis: {
        labelColor: ink.quiet, titleColor: ink.quiet, gridColor: ink.line, domainColor: ink.line, tickColor: ink.line,
        labelFontSize: 12, labelLimit: isNarrow ? 104 : 190,
      },
      legend: {
        labelColor: ink.text, titleColor: ink.quiet, labelFontSize: 12, titleFontSize: 12, titleFontWeight: "normal",
        columns: isNarrow ? 2 : 4, labelLimit: isNarrow ? 128 : 190, symbolSize: 90,
      },
      range: { category: ink.range, heatmap: ink.ramp, ramp: ink.ramp },
      style: { usual: { color: ink.usual } },
      scale: { bandPaddingInner: 0.08, rectBandPaddingInner: 0.08 },
    };
  }

  /** What a narrow screen has room for: the kinds of lines that most were removed of. */
  function shown(name, values, isNarrow) {
    if (name !== "removals" || !isNarrow) return values;
    const sums = new Map();
    for (const each of values) sums.set(each.kind, (sums.get(each.kind) ?? 0) + each.lines);
    const first = new Set([...sums].sort((a, b) => b[1] - a[1]).slice(0, KINDS_ON_NARROW).map(([kind]) => kind));
    return values.filter((each) => first.has(each.kind));
  }

  /** The days of the axis: up to the newest one, four weeks at the least, so that few days make no wide blocks. */
  function span(values) {
    const moments = values.map((each) => Date.parse(each.day));
    const last = Math.max(...moments);
    return [Math.min(...moments, last - 27 * DAY), last + DAY].map((moment) => ({ signal: `${moment}` }));
  }

  async function draw(place) {
    const name = place.dataset.chart;
    const specification = newsmill.value("charts")[name];
    const ink = INK[newsmillIsDark() ? "dark" : "light"];
    const isNarrow = place.clientWidth < 520;
    const values = structuredClone(newsmill.value("overview")[name]);
    const chart = { ...structuredClone(specification), width: "container", data: { values: shown(name, values, isNarrow) } };
    if (name === "removals" && isNarrow) {
      chart.encoding.x.axis.labelAngle = -90;
      Object.assign(chart.encoding.color.legend, { gradientLength: 110, tickCount: 2 });
    }
    if (name === "days") chart.encoding.x.scale.domain = span(values);
    if (chart.height.step) {
      const lines = new Set(chart.data.values.map((each) => each[chart.encoding.y.field]));
      chart.height = chart.height.step * lines.size;
    }
    const result = await vegaEmbed(place, chart, {
      mode: "vega-lite", renderer: "svg", actions: false, ast: true, defaultStyle: false,
      config: config(ink, isNarrow), tooltip: { theme: "newsmill", disableDefaultStyle: true },
    });
    drawn.get(name)?.finalize();
    drawn.set(name, result);
    place.dataset.drawn = newsmillIsDark() ? "dark" : "light";
  }

  /** Once the browser has painted; in a window that nobody sees, which is never painted, after a moment. */
  function painted() {
    return new Promise((resolve) => {
      requestAnimationFrame(() => setTimeout(resolve));
      setTimeout(resolve, 200);
    });
  }

  let turn = 0;

  /** One after the other, the first one at once: what is seen first is not kept waiting by what is further down. */
  async function drawAll() {
    const mine = ++turn;
    if (typeof vegaEmbed !== "function") return;
    for (const place of document.querySelectorAll("[data-chart]")) {
      if (mine !== turn) return;
      await draw(place);
      await painted();
    }
  }

  function showChanges() {
    for (const change of document.querySelectorAll(".change")) {
      const before = change.querySelector("del").textContent;
      const after = change.querySelector("ins").textContent;
      change.replaceChildren(...newsmill.diff.elements(before, after));
    }
  }

  document.addEventListener("newsmill-theme", drawAll);
  drawAll().then(showChanges);
})();
