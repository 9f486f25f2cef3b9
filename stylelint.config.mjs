// What styles may use: what browsers of the end of 2020 know, Chrome 87 and Safari 14. `cargo xtask check` runs it.

const all = ["/./"]

// By the tables of MDN, for properties, values, selectors, functions and units.
const baseline = {
  available: 2020,
  ignoreProperties: {
    // After the same with a prefix.
    "appearance": all,
    "text-size-adjust": all,
    // Each stands beside the other, which does the same.
    "overflow-wrap": ["anywhere"],
    "word-break": ["break-word"],
    // Old, but for details that we don't use.
    "outline": all,
    "scroll-padding-bottom": all,
    // Nicer where it is known, and not missed elsewhere.
    "color-scheme": all,
    "resize": all,
    "text-wrap": all,
  },
  // Rules of their own, so that a browser without them drops nothing else. What comes instead is in the styles.
  ignoreSelectors: ["backdrop", "focus-visible"],
}

// By the tables of caniuse: a gap in a flex container, which MDN's know as one with a grid's.
const caniuse = {
  browsers: ["chrome 87", "safari 14", "ios_saf 14.0-14.4"],
  ignorePartialSupport: true,
  // Judged above, with a look at `@supports`.
  ignore: ["css-focus-visible", "css-has", "css-resize", "text-size-adjust", "viewport-unit-variants"],
}

export default {
  plugins: ["stylelint-plugin-use-baseline", "stylelint-no-unsupported-browser-features"],
  rules: {
    "plugin/use-baseline": [true, baseline],
    "plugin/no-unsupported-browser-features": [true, caniuse],
  },
}
