import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { Role } from '../../src/domain/roles.ts';
import type { Content } from '../../src/domain/site.ts';
import { noon, settingsText } from '../../tests/builders.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { openRepository, type Repository } from '../content/repository.ts';
import { loadRenderer } from '../release/renderer.ts';
import { openSigningKeys, type SigningKeys } from '../signing/signing-keys.ts';
import { auditLog } from '../store/audit.ts';
import { drafts } from '../store/drafts.ts';
import { emergencyPublications } from '../store/emergency-publications.ts';
import { publications } from '../store/publications.ts';
import { signOffs } from '../store/sign-offs.ts';
import { handleCms } from './handle.ts';
import { openMedia } from './media.ts';
import type { CmsParts } from './parts.ts';
import { draftKey } from './paths.ts';
import { cmsRequestSchema } from './protocol.schema.ts';

/** A CMS over an empty county, made anew for each test. */
export async function cmsForTests() {
	const { renderer } = await loadRenderer(process.cwd());
	const store = freshSqlite();
	let folder: string;
	let content: Content;
	const cms = {} as { repository: Repository; parts: CmsParts; keys: SigningKeys };

	async function reread(): Promise<void> {
		const commit = (await cms.repository.head()) ?? '';
		content = await renderer.read(cms.repository.source(commit), content);
	}

	async function commit(files: Readonly<Record<string, string>>): Promise<void> {
		await cms.repository.commit({
			parent: await cms.repository.head(),
			changes: new Map(
				Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)]),
			),
			author: { name: 'a', email: 'a@b' },
			message: 'Commit',
			at: noon,
		});
		await reread();
	}

	beforeEach(async () => {
		folder = await mkdtemp(join(tmpdir(), 'mingbai-cms-'));
		cms.repository = await openRepository(join(folder, 'content.git'));
		await commit({ 'settings/portal.yml': settingsText() });
		cms.keys = await openSigningKeys(folder, noon);
		cms.parts = {
			drafts: drafts(store().db),
			signOffs: signOffs(store().db),
			publications: publications(store().db),
			emergencies: emergencyPublications(store().db),
			repository: cms.repository,
			media: openMedia(join(folder, 'media')),
			sign: cms.keys.sign,
			audit: auditLog(store().db),
			content: () => content,
			release: reread,
			onThrownAway: async () => undefined,
			exerciseRuns: async () => false,
			now: () => noon,
			previewUrl: (collection, ref) => `/preview/${collection}.${ref}`,
		};
	});

	afterEach(() => rm(folder, { recursive: true, force: true }));

	/** Calls an action as Decap does. Who signs or publishes has read the newest version, unless the test says otherwise. */
	async function call(who: string, roles: readonly Role[], action: string, params: object = {}) {
		const expected = reads.has(action) ? { expected: await newest(cms.parts, params) } : {};
		const request = cmsRequestSchema.parse({
			branch: 'main',
			action,
			params: { branch: 'main', ...expected, ...params },
		});
		const staff = {
			id: who,
			name: who,
			email: `${who}@example`,
			roles,
			signedInAt: cms.parts.now(),
		};
		const { status, body } = await handleCms(cms.parts, { staff, language: 'zh-CN' }, request);
		// The protocol's answers are as loose as its client takes them.
		return {
			status,
			body: body as Record<string, never> & { error?: string; version?: number; files?: unknown },
		};
	}

	async function textAt(path: string): Promise<string> {
		const blob = await cms.repository.blobAt((await cms.repository.head()) ?? '', path);
		return blob ? new TextDecoder().decode(await cms.repository.readBlob(blob)) : '';
	}

	const as = (who: string, role: Role) => (action: string, params?: object) =>
		call(who, [role], action, params);
	return Object.assign(cms, {
		db: () => store().db,
		commit,
		call,
		textAt,
		content: () => content,
		editor: as('editor', 'editor'),
		publisher: as('publisher', 'publisher'),
		second: as('second', 'publisher'),
		as,
	});
}

/** The parameters of a save of one file. */
export function saveOf(path: string, text: string, version: number | null = null) {
	return {
		dataFiles: [{ path, slug: 'x', raw: text }],
		assets: [],
		options: { status: 'draft', useWorkflow: true },
		expected: { version, blobs: {} },
	};
}

const reads: ReadonlySet<string> = new Set([
	'updateUnpublishedEntryStatus',
	'publishUnpublishedEntry',
]);

async function newest({ drafts }: CmsParts, params: object): Promise<{ version: number | null }> {
	const { collection, slug } = params as { collection: string; slug: string };
	const key = draftKey(collection, slug);
	const draft = key && (await drafts.get(key.collection, key.ref));
	return { version: draft?.version ?? null };
}
