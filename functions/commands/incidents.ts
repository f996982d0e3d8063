import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { purgedKinds, purgeScope } from '../../src/domain/incident-purge.ts';
import type { PublishedIncident } from '../../src/domain/site.ts';
import { archiveIncident } from '../actions/archive-incident.ts';
import { operator } from '../banner/follow-banner.ts';
import { codeFolder } from '../code-folder.ts';
import type { Config } from '../config.ts';
import { type ReadRepository, repositoryToRead } from '../content/repository.ts';
import { askPortal } from '../operator-requests.ts';
import { type Manifest, openManifests } from '../release/manifest.ts';
import { openObjects } from '../release/objects.ts';
import { buildRenderer, loadRenderer } from '../release/renderer.ts';
import { openSigningKeys } from '../signing/signing-keys.ts';
import { auditLog } from '../store/audit.ts';
import { incidentPurges } from '../store/incident-purges.ts';
import { openStoreBeside, type Store } from '../store/store.ts';
import { notDone } from './requests.ts';

/** `archive-incident REF FILE.zip`: writes everything that was published for an incident, beside a running portal or without one. Gives the exit code. */
export async function archive(
	config: Config,
	[ref, file]: readonly string[],
	now = new Date(),
): Promise<number> {
	if (!ref || !file)
		return refuse(
			'Say which and where to: npm run mingbai -- archive-incident 2026-03-outbreak outbreak.zip',
			2,
		);
	const live = await liveIncidents(config, now);
	if (!live) return refuse(`Nothing has been released in ${config.dataDir}.`);
	const { repository, manifest, incidents } = live;
	const made = await archiveIncident(
		{
			incidents: async () => incidents,
			manifest: () => manifest,
			objects: openObjects(join(config.dataDir, 'objects')),
			repository,
			keys: await openSigningKeys(config.dataDir, now),
			siteUrl: `${config.siteUrl}${config.basePath}`,
			now: () => now,
		},
		ref,
	);
	if (made.kind === 'unknown') return refuse(noSuch(ref, incidents));
	const about = { at: now, actor: operator, subject: ref, details: {} };
	// No archive is left that the audit log could not tell of.
	const fault = await withStore(config, async ({ db }) => {
		try {
			await writeFile(file, made.bytes, { flag: 'wx' });
		} catch (error) {
			return codeOf(error);
		}
		await auditLog(db).append({ ...about, action: 'incident.archived' });
		return undefined;
	});
	if (fault) return refuse(`${file} cannot be written, or is there already: ${fault}.`);
	process.stdout.write(
		`${file} holds what was published for ${ref}, its hashes and the county's signature; verify.txt in it says how to check them.\n`,
	);
	return 0;
}

/**
 * `purge-incident REF [--confirm REF]`: says what people left in an incident that is over, and with its name once more lets
 * the portal delete it, which knows it by heart as well. Prints the signed protocol. Gives the exit code.
 */
export async function purge(
	config: Config,
	args: readonly string[],
	now = new Date(),
): Promise<number> {
	const options = { confirm: { type: 'string' } } as const;
	const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
	const [ref] = positionals;
	if (!ref) return refuse('Say which: npm run mingbai -- purge-incident 2026-03-outbreak', 2);
	const live = await liveIncidents(config, now);
	if (!live) return refuse(`Nothing has been released in ${config.dataDir}.`);
	const incident = live.incidents.find((each) => each.ref === ref);
	if (!incident) return refuse(noSuch(ref, live.incidents));
	const scope = purgeScope(incident, live.incidents);
	if (!scope)
		return refuse(
			`${ref} is not over: publish its end, or that it is closed, first. Nothing was deleted.`,
		);
	if (values.confirm === undefined) {
		const counts = await withStore(config, ({ db }) => incidentPurges(db).count(scope, now));
		const lines = purgedKinds.map((kind) => `${counts[kind]}\t${kind}`);
		const how = `To delete these for good: npm run mingbai -- purge-incident ${ref} --confirm ${ref}`;
		process.stdout.write(`${[...lines, '', how].join('\n')}\n`);
		return 0;
	}
	if (values.confirm !== ref)
		return refuse(`--confirm must name the incident once more: ${ref}. Nothing was deleted.`, 2);
	const answer = await askPortal(config.dataDir, { verb: 'purge-incident', ref });
	if (answer === 'refused')
		return refuse(
			`It was not done: for the portal, ${ref} is not over, or there is no such incident.`,
		);
	if (answer !== 'done') return notDone(answer);
	const [protocol] = await withStore(config, ({ db }) => incidentPurges(db).protocols(1));
	process.stdout.write(protocol?.document ?? '');
	process.stderr.write('The protocol with its signature is on /staff/recovery/.\n');
	return 0;
}

interface LiveIncidents {
	readonly repository: ReadRepository;
	readonly manifest: Manifest;
	readonly incidents: readonly PublishedIncident[];
}

/** The incidents of the live release. */
async function liveIncidents(config: Config, now: Date): Promise<LiveIncidents | undefined> {
	const manifests = openManifests(join(config.dataDir, 'releases'));
	const number = await manifests.currentNumber();
	const manifest = number === undefined ? undefined : await manifests.read(number);
	if (!manifest) return undefined;
	await buildRenderer(codeFolder, config.basePath, config.cms);
	const { renderer } = await loadRenderer(codeFolder);
	const repository = repositoryToRead(config.contentRepo);
	const content = await renderer.read(repository.source(manifest.commit));
	const { siteUrl } = config;
	const moment = { now, release: manifest, siteUrl, observations: {} };
	return { repository, manifest, incidents: renderer.incidents(content, moment) };
}

async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
	const store = await openStoreBeside(config);
	try {
		return await work(store);
	} finally {
		await store.close();
	}
}

function noSuch(ref: string, incidents: readonly PublishedIncident[]): string {
	const known = incidents.map((each) => each.ref).join(', ');
	return `The live release has no incident "${ref}"; it has ${known === '' ? 'none' : known}.`;
}

function codeOf(error: unknown): string {
	return error instanceof Error && 'code' in error ? String(error.code) : 'error';
}

function refuse(reason: string, code = 1): number {
	process.stderr.write(`${reason}\n`);
	return code;
}
