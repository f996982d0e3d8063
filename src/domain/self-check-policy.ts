import { inlineScriptHashes, selfCheckScriptHash } from './inline-hashes.ts';

/**
 * The policy of the page of the self-check: it may load its style and run the scripts that stand in it, byte for byte, and may ask
 * nobody for anything nor send a form anywhere. So what the page promises can be checked by whoever reads its source. The page
 * carries the policy itself, too, for servers that send none; `frame-ancestors` is not known there (CSP Level 3 §3.3).
 */
export const selfCheckPolicy = [
	"default-src 'none'",
	`script-src ${[...inlineScriptHashes, selfCheckScriptHash].join(' ')}`,
	"style-src 'self'",
	"connect-src 'none'",
	"form-action 'none'",
	"base-uri 'none'",
].join('; ');

/** The page of the self-check, without the language. */
export const selfCheckPage = 'support/self-check/';
