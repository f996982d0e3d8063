// Decap starts itself unless this is set before its script runs; an inline script would need a weaker policy.
window.CMS_MANUAL_INIT = true;
