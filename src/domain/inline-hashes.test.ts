import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inlineScriptHash } from './inline-script.ts';

test('the policy names the script that stands in the pages, byte for byte', async () => {
	const bytes = await readFile('src/scripts/inline/honest-time.js');
	const hash = createHash('sha256').update(bytes).digest('base64');
	expect(inlineScriptHash).toBe(`'sha256-${hash}'`);
});
