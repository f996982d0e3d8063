/**
 * The hashes of the scripts that stand in the pages themselves (`src/scripts/inline/`), as sources of `script-src` (CSP
 * Level 3 §2.3.1): one shows the page as the person chose, one tells its age, one the end of a plain page or a poster. A web server that sends its own policy
 * names them too.
 */
export const inlineScriptHashes = [
	"'sha256-aEsay6gbsATdsf6qQlOWqFlK3YCpkvL9uZAEeE+SKso='",
	"'sha256-q53OaxEEIrKOKdEAyRLyRU4JRUXMHypKW3/mwm/KGow='",
	"'sha256-wxG+UgY7QsRzzzOHSmTBGwk8ETvME8sjwkrRxN3AyVw='",
] as const;

/** The hash of the style that stands in the emergency pack (`src/styles/inline/emergency-pack.css`), as a source of `style-src`. */
export const inlineStyleHash = "'sha256-tRCt/9i1R9UIAC2Z1bEYbMxoUDTaSylcXijFVqvXgTQ='";
