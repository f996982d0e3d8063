import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inlineScriptHashes } from './inline-script.ts';

test('the policy names the scripts that stand in the pages, byte for byte', async () => {
	const hashes = ['honest-time', 'past-end'].map(async (name) => {
		const bytes = await readFile(`src/scripts/inline/${name}.js`);
		return `'sha256-${createHash('sha256').update(bytes).digest('base64')}'`;
	});
	expect(await Promise.all(hashes)).toEqual(inlineScriptHashes);
});
