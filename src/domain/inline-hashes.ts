/**
 * The hashes of the scripts that stand in the pages themselves (`src/scripts/inline/`), as sources of `script-src` (CSP
 * Level 3 §2.3.1): one tells the age of a page, one the end of a plain page or a poster. A web server that sends its own policy
 * names them too.
 */
export const inlineScriptHashes = [
	"'sha256-q53OaxEEIrKOKdEAyRLyRU4JRUXMHypKW3/mwm/KGow='",
	"'sha256-wxG+UgY7QsRzzzOHSmTBGwk8ETvME8sjwkrRxN3AyVw='",
] as const;

/** The hash of the script that adds up the answers of the self-check (`src/scripts/inline/self-check.js`), which runs on that page alone. */
export const selfCheckScriptHash = "'sha256-x2We7QjRrMWZsiBj1yb5Bc3Xq+kjhBHsnbaeo1ZWE10='";

/** The hash of the style that stands in the emergency pack (`src/styles/inline/emergency-pack.css`), as a source of `style-src`. */
export const inlineStyleHash = "'sha256-oRNKW4Mrl99ZSRQsFoWXWmET3iYv6eMVlQZK+FQPvgA='";
