/**
 * The hashes of the scripts that stand in the pages themselves (`src/scripts/inline/`), as sources of `script-src` (CSP
 * Level 3 §2.3.1): one shows the page as the person chose, one tells its age, one the end of a plain page or a poster. A web server that sends its own policy
 * names them too.
 */
export const inlineScriptHashes = [
	"'sha256-avpvbA1vLcMRbko/G0iKx+MeGPd2Ua1aIBpa+PU+C8k='",
	"'sha256-ruTiqOBFUINiv09c2y9PCV3hQeAnPTRda7TFKHUalNQ='",
	"'sha256-wxG+UgY7QsRzzzOHSmTBGwk8ETvME8sjwkrRxN3AyVw='",
] as const;

/** The hash of the script that adds up the answers of the self-check (`src/scripts/inline/self-check.js`), which runs on that page alone. */
export const selfCheckScriptHash = "'sha256-vbIJY6Pm557gfWPTFrgDgUWX3rOIm8vrlmOWV35QIYM='";

/** The hash of the style that stands in the emergency pack (`src/styles/inline/emergency-pack.css`), as a source of `style-src`. */
export const inlineStyleHash = "'sha256-7MQJvkHAwfj8YHFT7RwPaqM6gjv9mDo5H6Ep76nZiXE='";
