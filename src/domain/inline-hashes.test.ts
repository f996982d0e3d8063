import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inlineScriptHash, inlineStyleHash } from './inline-hashes.ts';

test.each([
	['script that stands in the pages', 'src/scripts/inline/honest-time.js', inlineScriptHash],
	['style of the emergency pack', 'src/styles/inline/emergency-pack.css', inlineStyleHash],
])('the policy names the %s, byte for byte', async (_, file, expected) => {
	const hash = createHash('sha256')
		.update(await readFile(file))
		.digest('base64');
	expect(expected).toBe(`'sha256-${hash}'`);
});
