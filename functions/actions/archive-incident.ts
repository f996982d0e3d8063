import { createHash, createPublicKey } from 'node:crypto';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { type CollectionName, entryPath } from '../../src/domain/collections.ts';
import {
	type ArchivedFile,
	archivedAs,
	archivedPaths,
	archiveIndex,
	archiveInstructions,
	archiveManifest,
	entriesOf,
	hashList,
} from '../../src/domain/incident-archive.ts';
import { languageTags } from '../../src/domain/languages.ts';
import type { PublishedIncident } from '../../src/domain/site.ts';
import type { Repository } from '../content/repository.ts';
import type { Manifest } from '../release/manifest.ts';
import type { ObjectStore } from '../release/objects.ts';
import type { SigningKeys } from '../signing/signing-keys.ts';

export interface ArchiveParts {
	readonly incidents: () => Promise<readonly PublishedIncident[]>;
	/** The live release. */
	readonly manifest: () => Manifest | undefined;
	readonly objects: Pick<ObjectStore, 'get'>;
	readonly repository: Pick<Repository, 'blobAt' | 'readBlob'>;
	readonly keys: Pick<SigningKeys, 'signBytes' | 'current' | 'publicKeys'>;
	readonly siteUrl: string;
	readonly now: () => Date;
}

export type Archived =
	| { readonly kind: 'archived'; readonly name: string; readonly bytes: Uint8Array }
	| { readonly kind: 'unknown' };

type Files = Map<string, Uint8Array>;

/** Everything published for an incident as one file that explains and proves itself, for the county archive (突发事件应对法 2024 Art. 94). */
export async function archiveIncident(parts: ArchiveParts, ref: string): Promise<Archived> {
	const incident = (await parts.incidents()).find((each) => each.ref === ref);
	const manifest = parts.manifest();
	if (!incident || !manifest) return { kind: 'unknown' };
	const texts = await textsOf(parts, incident, manifest.commit);
	const files: Files = new Map([
		...texts,
		...(await pagesOf(parts, incident, manifest)),
		...(await mediaOf(parts, texts, manifest)),
		...keyFiles(parts),
	]);
	const madeAt = parts.now();
	const key = parts.keys.current();
	files.set('verify.txt', strToU8(archiveInstructions(key)));
	files.set('index.html', strToU8(archiveIndex(incident, madeAt, [...files.keys()].sort())));
	const listed = [...files].map(([path, bytes]) => archivedFile(path, bytes));
	const about = { incident, site: parts.siteUrl, madeAt, release: manifest.number };
	const list = strToU8(archiveManifest({ ...about, commit: manifest.commit, key, files: listed }));
	const sums = strToU8(hashList(listed));
	const signed = (bytes: Uint8Array) =>
		new Uint8Array(Buffer.from(parts.keys.signBytes(bytes).value, 'base64url'));
	files.set('SHA256SUMS', sums);
	files.set('SHA256SUMS.sig', signed(sums));
	files.set('manifest.json', list);
	files.set('manifest.json.sig', signed(list));
	const zip: Zippable = Object.fromEntries(files);
	return { kind: 'archived', name: `${ref}.zip`, bytes: zipSync(zip, { mtime: madeAt }) };
}

/** The entries as editors wrote and the portal stamped them: with them the signatures of notices. */
async function textsOf(
	{ repository }: ArchiveParts,
	incident: PublishedIncident,
	commit: string,
): Promise<Files> {
	const files: Files = new Map();
	for (const [collection, refs] of Object.entries(entriesOf(incident))) {
		for (const ref of refs) {
			for (const tag of languageTags) {
				const path = entryPath(collection as CollectionName, ref, tag);
				const blob = await repository.blobAt(commit, path);
				if (blob) files.set(`content/${path}`, await repository.readBlob(blob));
			}
		}
	}
	return files;
}

async function pagesOf(
	{ objects }: ArchiveParts,
	incident: PublishedIncident,
	{ pages }: Manifest,
): Promise<Files> {
	const files: Files = new Map();
	for (const path of archivedPaths(incident, pages.keys())) {
		const page = pages.get(path);
		if (page) files.set(archivedAs(path), await objects.get(page.hash));
	}
	return files;
}

/** Pictures, recordings and documents that the texts name. */
async function mediaOf(
	{ objects }: ArchiveParts,
	texts: Files,
	{ pages }: Manifest,
): Promise<Files> {
	const files: Files = new Map();
	const named = [...texts.values()].flatMap(
		(bytes) => new TextDecoder().decode(bytes).match(/\/uploads\/[^\s)"'>\]]+/g) ?? [],
	);
	for (const path of new Set(named)) {
		const page = pages.get(path);
		if (page) files.set(archivedAs(path), await objects.get(page.hash));
	}
	return files;
}

function keyFiles({ keys }: ArchiveParts): Files {
	const all = keys.publicKeys();
	const files: Files = new Map([['public-keys.json', strToU8(JSON.stringify(all, null, '\t'))]]);
	for (const { id, key } of all) {
		const jwk = { kty: 'OKP', crv: 'Ed25519', x: key };
		const pem = createPublicKey({ key: jwk, format: 'jwk' }).export({
			type: 'spki',
			format: 'pem',
		});
		files.set(`public-key-${id}.pem`, strToU8(String(pem)));
	}
	return files;
}

function archivedFile(path: string, bytes: Uint8Array): ArchivedFile {
	return { path, bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
