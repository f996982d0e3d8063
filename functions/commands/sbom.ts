import { readFile } from 'node:fs/promises';
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

/** `sbom`: writes what runs in production as CycloneDX 1.6 (ECMA-424) to standard output, from the lock file. Gives the exit code. */
export async function softwareBillOfMaterials(): Promise<number> {
	const lock = lockSchema.parse(JSON.parse(await readFile('package-lock.json', 'utf8')));
	process.stdout.write(`${JSON.stringify(bomOf(lock), null, '\t')}\n`);
	return 0;
}

/** The document for a lock file: the same file gives the same bytes. */
export function bomOf({ version, packages }: z.output<typeof lockSchema>) {
	const components = Object.entries(packages)
		.filter(([path, { dev, link }]) => path !== '' && !dev && !link)
		.map(([path, found]) => componentOf(nameOf(path), found));
	const unique = new Map(components.map((each) => [each['bom-ref'], each]));
	return {
		bomFormat: 'CycloneDX',
		specVersion: '1.6',
		version: 1,
		metadata: { component: { type: 'application', name: 'mingbai', version } },
		components: [...unique.values()].sort((a, b) => (a['bom-ref'] < b['bom-ref'] ? -1 : 1)),
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
