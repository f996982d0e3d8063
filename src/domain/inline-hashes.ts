/**
 * The hash of the one script that stands in the pages themselves (`src/scripts/inline/honest-time.js`), as a source of
 * `script-src` (CSP Level 3 §2.3.1). A web server that sends its own policy names it too.
 */
export const inlineScriptHash = "'sha256-sW3JlfhNKYrVoTn3tMRfTSzP/MFxQEdsRTK8kA8X4AE='";
