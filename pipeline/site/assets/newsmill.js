// What all pages share: data that comes as scripts, and text put into elements as text.
"use strict";
const newsmill = (() => {
  const values = new Map();
  const pending = new Map();

  /** Called by each data script with its name and value. */
  function receive(name, value) {
    values.set(name, value);
  }

  function value(name) {
    return values.get(name);
  }

  /** Load a data script once; rejects where there is none. Values that `keep` is false for are handed over and forgotten. */
  function load(name, keep = true) {
    if (values.has(name)) return Promise.resolve(values.get(name));
    if (!pending.has(name)) {
      pending.set(
        name,
        new Promise((resolve, reject) => {
          const element = document.createElement("script");
          element.src = `data/${name}.js`;
          element.onload = () => {
            element.remove();
            pending.delete(name);
            if (!values.has(name)) return reject(new Error(`${name} is empty`));
            resolve(values.get(name));
            if (!keep) values.delete(name);
          };
          element.onerror = () => {
            element.remove();
            pending.delete(name);
            reject(new Error(`${name} is missing`));
          };
          document.head.append(element);
        }),
      );
    }
    return pending.get(name);
  }

  /** Text that can be shown: controls as their pictures, as on the pages written beforehand. */
  function visible(text) {
    return String(text).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g, (found) => {
      const code = found.charCodeAt(0);
      return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? "\u2421" : "\ufffd";
    });
  }

  /** An element with properties, attributes and children; strings become text, never markup. */
  function make(tag, properties = {}, ...children) {
    const element = document.createElement(tag);
    for (const [key, given] of Object.entries(properties)) {
      if (given === null || given === undefined || given === false) continue;
      if (key === "class") element.className = given;
      else element.setAttribute(key, given === true ? "" : given);
    }
    element.append(...children.flat().filter((each) => each !== null && each !== undefined).map(
      (each) => (each instanceof Node ? each : visible(each)),
    ));
    return element;
  }

  function number(given) {
    return Number(given).toLocaleString("en");
  }

  return { receive, value, load, visible, make, number };
})();
window.newsmill = newsmill;
