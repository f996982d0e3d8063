/**
 * The hash of the one script that stands in the pages themselves (`src/scripts/inline/honest-time.js`), as a source of
 * `script-src` (CSP Level 3 §2.3.1). A web server that sends its own policy names it too.
 */
export const inlineScriptHash = "'sha256-q53OaxEEIrKOKdEAyRLyRU4JRUXMHypKW3/mwm/KGow='";

/** The hash of the style that stands in the emergency pack (`src/styles/inline/emergency-pack.css`), as a source of `style-src`. */
export const inlineStyleHash = "'sha256-oRNKW4Mrl99ZSRQsFoWXWmET3iYv6eMVlQZK+FQPvgA='";
