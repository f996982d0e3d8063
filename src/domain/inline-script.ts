/**
 * The hashes of the scripts that stand in the pages themselves (`src/scripts/inline/`), as sources of `script-src` (CSP
 * Level 3 §2.3.1): one tells the age of a page, one the end of a plain page or a poster. A web server that sends its own policy
 * names them too.
 */
export const inlineScriptHashes = [
	"'sha256-sW3JlfhNKYrVoTn3tMRfTSzP/MFxQEdsRTK8kA8X4AE='",
	"'sha256-wxG+UgY7QsRzzzOHSmTBGwk8ETvME8sjwkrRxN3AyVw='",
] as const;
