import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';

const lockSchema = z.object({
	version: z.string(),
	packages: z.record(
		z.string(),
		z.object({
			version: z.string().optional(),
			license: z.string().optional(),
			integrity: z.string().optional(),
			dev: z.boolean().optional(),
			link: z.boolean().optional(),
		}),
	),
});

/** The program that runs all the others: which one it is, and the hash of its very file. */
export interface Runtime {
	readonly version: string;
	readonly sha256: string;
}

/**
 * `sbom`: writes what runs in production as CycloneDX 1.6 (ECMA-424) to standard output: the packages of the lock file, and
 * the runtime that runs this command. Gives the exit code.
 */
export async function softwareBillOfMaterials(): Promise<number> {
	const lock = lockSchema.parse(JSON.parse(await readFile('package-lock.json', 'utf8')));
	process.stdout.write(`${JSON.stringify(bomOf(lock, await thisRuntime()), null, '\t')}\n`);
	return 0;
}

/** What runs at this moment. An operator may run another one than the lock file installs. */
export async function thisRuntime(): Promise<Runtime> {
	const hash = createHash('sha256');
	await pipeline(createReadStream(process.execPath), hash);
	return { version: process.versions.node, sha256: hash.digest('hex') };
}

/** The document for a lock file and a runtime: the same of both gives the same bytes. */
export function bomOf({ version, packages }: z.output<typeof lockSchema>, runtime: Runtime) {
	const components = Object.entries(packages)
		.filter(([path, { dev, link }]) => path !== '' && !dev && !link)
		.map(([path, found]) => componentOf(nameOf(path), found));
	const all = [runtimeOf(runtime), ...components];
	const unique = new Map(all.map((each) => [each['bom-ref'], each]));
	return {
		bomFormat: 'CycloneDX',
		specVersion: '1.6',
		version: 1,
		metadata: { component: { type: 'application', name: 'mingbai', version } },
		components: [...unique.values()].sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1)),
	};
}

/** Lists of known weaknesses name the runtime by its CPE; the npm package `node` only fetches it. */
function runtimeOf({ version, sha256 }: Runtime) {
	const purl = `pkg:generic/node@${version}`;
	return {
		type: 'platform',
		'bom-ref': purl,
		name: 'node',
		version,
		purl,
		cpe: `cpe:2.3:a:nodejs:node.js:${version}:*:*:*:*:*:*:*`,
		licenses: [{ expression: 'MIT' }],
		hashes: [{ alg: 'SHA-256', content: sha256 }],
	};
}

/** `node_modules/a/node_modules/@b/c` is `@b/c`. */
function nameOf(path: string): string {
	return path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
}

function componentOf(
	name: string,
	{
		version = '',
		license,
		integrity,
	}: { version?: string | undefined; license?: string | undefined; integrity?: string | undefined },
) {
	const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
	const sha512 = /^sha512-(\S+)/.exec(integrity ?? '')?.[1];
	return {
		type: 'library',
		'bom-ref': purl,
		name,
		version,
		purl,
		...(license && { licenses: [{ expression: license }] }),
		...(sha512 && {
			hashes: [{ alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') }],
		}),
	};
}
