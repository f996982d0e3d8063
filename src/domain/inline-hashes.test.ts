import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { inlineScriptHashes, inlineStyleHash, selfCheckScriptHash } from './inline-hashes.ts';

async function hashOf(file: string): Promise<string> {
	return `'sha256-${createHash('sha256')
		.update(await readFile(file))
		.digest('base64')}'`;
}

test('the policy names the scripts that stand in the pages, byte for byte', async () => {
	const scripts = ['display', 'honest-time', 'past-end'].map(
		(name) => `src/scripts/inline/${name}.js`,
	);
	expect(await Promise.all(scripts.map(hashOf))).toEqual(inlineScriptHashes);
});

test('the policy of the self-check names its script, byte for byte', async () => {
	expect(await hashOf('src/scripts/inline/self-check.js')).toBe(selfCheckScriptHash);
});

test('the policy names the style of the emergency pack, byte for byte', async () => {
	expect(await hashOf('src/styles/inline/emergency-pack.css')).toBe(inlineStyleHash);
});
