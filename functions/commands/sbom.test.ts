import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { bomOf, thisRuntime } from './sbom.ts';

const runtime = { version: '26.0.0', sha256: 'ab' };

test('names every package that runs in production, with its version, license and hash, and none for development', async () => {
	const lock = JSON.parse(await readFile('package-lock.json', 'utf8'));
	const all = bomOf(lock, runtime).components;
	const components = all.filter(({ type }) => type === 'library');
	const { dependencies, devDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
	const named = new Map(components.map(({ name, version }) => [name, version]));
	for (const [name, version] of Object.entries(dependencies)) expect(named.get(name)).toBe(version);
	expect(devDependencies).toHaveProperty('@biomejs/biome');
	expect(named.has('@biomejs/biome')).toBe(false);
	expect(dependencies).toHaveProperty('node');
	const hono = components.find(({ name }) => name === 'hono');
	expect(hono).toMatchObject({
		purl: `pkg:npm/hono@${dependencies.hono}`,
		licenses: [{ expression: 'MIT' }],
		hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
	});
});

test('writes the name of a scope as a package URL does', () => {
	const packages = { '': {}, 'node_modules/a/node_modules/@b/c': { version: '1.0.0' } };
	expect(bomOf({ version: '1', packages }, runtime).components.map(({ purl }) => purl)).toEqual([
		'pkg:generic/node@26.0.0',
		'pkg:npm/%40b/c@1.0.0',
	]);
});

test('names the runtime that runs, by its version and the hash of its file', async () => {
	const { components } = bomOf({ version: '1', packages: {} }, await thisRuntime());
	const file = createHash('sha256')
		.update(await readFile(process.execPath))
		.digest('hex');
	expect(components).toMatchObject([
		{
			type: 'platform',
			name: 'node',
			version: process.versions.node,
			hashes: [{ alg: 'SHA-256', content: file }],
		},
	]);
});
