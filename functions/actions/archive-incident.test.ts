import { createHash, createPublicKey, verify } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { aPublishedIncident, incidentText, noon, noticeText } from '../../tests/builders.ts';
import { openRepository } from '../content/repository.ts';
import { openSigningKeys } from '../signing/signing-keys.ts';
import { archiveIncident } from './archive-incident.ts';

const incident = aPublishedIncident({ notices: ['blue'] });
const texts = {
	'notices/blue.zh-CN.md': noticeText({}, '见[图](/uploads/map.png)。'),
	'notices/other.zh-CN.md': noticeText(),
	'incidents/outbreak.zh-CN.md': incidentText(),
};
const site = {
	'/incidents/outbreak/': '<p>疫情</p>',
	'/en/notices/blue/': '<p>Blue</p>',
	'/notices/blue/poster/': '<p>海报</p>',
	'/cap/blue.xml': '<alert/>',
	'/uploads/map.png': 'png',
	'/uploads/other.png': 'png',
	'/notices/other/': '<p>别的</p>',
	'/cap/other.xml': '<alert/>',
	'/_astro/site.css': 'p{}',
};

type Files = Record<string, Uint8Array>;
let files: Files;

async function parts() {
	const folder = mkdtempSync(join(tmpdir(), 'mingbai-archive-'));
	const repository = await openRepository(join(folder, 'content'));
	const made = await repository.commit({
		parent: undefined,
		changes: new Map(
			Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)]),
		),
		author: { name: 'Mingbai', email: 'portal@localhost' },
		message: 'Begin',
		at: noon,
	});
	if (made === 'conflict') throw new Error('a fresh repository has no conflict');
	const page = (path: string) => ({ hash: path, type: 'text/html', status: 200 });
	return {
		incidents: async () => [incident],
		manifest: () => ({
			number: 7,
			at: noon,
			commit: made.commit,
			renderer: 'r',
			pages: new Map(Object.keys(site).map((path) => [path, page(path)])),
		}),
		objects: {
			get: async (hash: string) => new TextEncoder().encode(site[hash as keyof typeof site]),
		},
		repository,
		keys: await openSigningKeys(folder, noon),
		siteUrl: 'https://shili.example',
		now: () => noon,
	};
}

beforeAll(async () => {
	const made = await archiveIncident(await parts(), 'outbreak');
	if (made.kind !== 'archived') throw new Error('the incident is there');
	files = unzipSync(made.bytes);
});

const textOf = (path: string) => new TextDecoder().decode(files[path]);

interface Manifest {
	readonly key: string;
	readonly release: number;
	readonly files: readonly { readonly path: string; readonly sha256: string }[];
}

/** What is wrong with an unpacked archive, found with nothing of the portal: hashes, and the signature over their list. */
function faultsOf(unpacked: Files): string[] {
	const list = unpacked['manifest.json'] ?? new Uint8Array();
	const manifest = JSON.parse(new TextDecoder().decode(list)) as Manifest;
	const pem = new TextDecoder().decode(unpacked[`public-key-${manifest.key}.pem`]);
	const signature = unpacked['manifest.json.sig'] ?? new Uint8Array();
	const signed = verify(null, list, createPublicKey(pem), signature);
	const changed = manifest.files.filter(({ path, sha256 }) => {
		const bytes = unpacked[path] ?? new Uint8Array();
		return createHash('sha256').update(bytes).digest('hex') !== sha256;
	});
	return [...(signed ? [] : ['signature']), ...changed.map(({ path }) => path)];
}

describe('the archive of an incident', () => {
	test('holds its texts, pages, CAP and media, and nothing of others', () => {
		const paths = Object.keys(files);
		expect(paths).toEqual(
			expect.arrayContaining([
				'content/notices/blue.zh-CN.md',
				'content/incidents/outbreak.zh-CN.md',
				'site/incidents/outbreak/index.html',
				'site/en/notices/blue/index.html',
				'site/notices/blue/poster/index.html',
				'site/cap/blue.xml',
				'site/uploads/map.png',
				'site/_astro/site.css',
				'public-keys.json',
				'index.html',
			]),
		);
		expect(paths.filter((path) => path.includes('other'))).toEqual([]);
	});

	test('is verified without the portal', () => {
		expect(faultsOf(files)).toEqual([]);
	});

	test('shows which file a single changed byte is in', () => {
		const changed = new Uint8Array(files['site/cap/blue.xml'] ?? []);
		changed[0] = (changed[0] ?? 0) ^ 1;
		expect(faultsOf({ ...files, 'site/cap/blue.xml': changed })).toEqual(['site/cap/blue.xml']);
	});

	test('shows that its list was written anew', () => {
		const list = new TextEncoder().encode(
			textOf('manifest.json').replace('"release": 7', '"release": 8'),
		);
		expect(faultsOf({ ...files, 'manifest.json': list })).toEqual(['signature']);
	});

	test('has the same hashes for sha256sum', () => {
		const { files: listed } = JSON.parse(textOf('manifest.json')) as Manifest;
		const lines = listed.map(({ path, sha256 }) => `${sha256}  ${path}\n`);
		expect(textOf('SHA256SUMS')).toBe(lines.join(''));
	});

	test('has a signature over what sha256sum reads, which fits no other', () => {
		const { key } = JSON.parse(textOf('manifest.json')) as Manifest;
		const publicKey = createPublicKey(textOf(`public-key-${key}.pem`));
		const sums = files['SHA256SUMS'] ?? new Uint8Array();
		const signature = files['SHA256SUMS.sig'] ?? new Uint8Array();
		expect(verify(null, sums, publicKey, signature)).toBe(true);
		const changed = new TextEncoder().encode(
			textOf('SHA256SUMS').replace(/^./, 'f').replace(/.$/m, 'x'),
		);
		expect(verify(null, changed, publicKey, signature)).toBe(false);
		expect(textOf('verify.txt')).toContain('-sigfile SHA256SUMS.sig -in SHA256SUMS');
	});

	test('leads to each of its files from a page that needs no network', () => {
		expect(textOf('index.html')).toContain('href="site/cap/blue.xml"');
		expect(textOf('index.html')).not.toMatch(/(?:src|href)="(?:https?:)?\//);
	});

	test('is not made of what there is not', async () => {
		expect(await archiveIncident(await parts(), 'flood')).toEqual({ kind: 'unknown' });
	});
});
