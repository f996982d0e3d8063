import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../functions/config.ts';
import { openRepository } from '../functions/content/repository.ts';
import { seedCounty } from '../functions/content/seed.ts';
import { openPortal, type Portal } from '../functions/portal.ts';
import { type StoreAreas, storeAreas } from '../functions/store/areas.ts';
import type { Role } from '../src/domain/roles.ts';
import {
	helpPointText,
	incidentText,
	noon,
	noticeText,
	rumorText,
	settingsText,
} from './builders.ts';
import { aStaffMember, password, passwordHash } from './staff.ts';

/** The portal as it runs, put together in this process over a small county; it sends nothing to anybody. */
export interface WholePortal {
	readonly portal: Portal;
	readonly areas: StoreAreas;
	readonly dataDir: string;
	readonly webhookSecret: string;
	/** Turned by hand. */
	readonly clock: { now: Date };
	/** What it logged of requests that failed; whoever looks takes it away. */
	readonly failures: object[];
	/** Everything that it keeps secret, which no answer may hold. */
	readonly secrets: readonly string[];
	/** Asks as a browser of this site does, from an address of its own. */
	ask(path: string, init?: RequestInit): Promise<Response>;
	/** The cookie of somebody who has signed in. */
	signIn(roles: readonly Role[]): Promise<string>;
	close(): Promise<void>;
}

const origin = 'http://localhost:4321';
const webhookSecret = 'a secret of the git host';

const files = {
	'settings/portal.yml': settingsText(),
	'notices/local.zh-CN.md': noticeText({ title: '云溪镇减少聚集' }),
	'rumors/city.zh-CN.md': rumorText(),
	'help-points/shop.zh-CN.md': helpPointText(),
	'incidents/outbreak.zh-CN.md': incidentText({
		endedAt: '2026-03-14T08:00:00+08:00',
		review:
			'{publishedAt: 2026-03-14T09:00:00+08:00, reviewedBy: cdc, happened: [病例], wentWell: [快], wentBadly: [慢], commentsUntil: 2026-04-14T09:00:00+08:00}',
	}),
};

/** Puts it together on SQLite, with further variables of an operator where they are given, such as the address of a PostgreSQL database. */
export async function openWholePortal(
	env: Readonly<Record<string, string>> = {},
): Promise<WholePortal> {
	const dataDir = await mkdtemp(join(tmpdir(), 'mingbai-whole-'));
	const read = readConfig({
		DATA_DIR: dataDir,
		SITE_URL: origin,
		WEBHOOK_SECRET: webhookSecret,
		TRUST_PROXY: '1',
		...env,
	});
	if ('problems' in read) throw new Error(JSON.stringify(read.problems));
	const clock = { now: noon };
	const failures: object[] = [];
	const log = {
		info: () => undefined,
		error: (message: string, about: object = {}) => {
			if (message === 'request failed') failures.push(about);
		},
	};
	await seedCounty(
		await openRepository(read.config.contentRepo),
		new Map(Object.entries(files)),
		noon,
	);
	// Another machine would send: here nobody is called.
	const config = { ...read.config, role: 'publisher' } as const;
	const portal = await openPortal({ config, root: process.cwd(), now: () => clock.now, log });
	const areas = storeAreas(portal.store);
	const keys = await areas.vapidKeys.all();
	let asked = 0;

	function ask(path: string, init: RequestInit = {}): Promise<Response> {
		const headers = new Headers(init.headers);
		asked += 1;
		if (!headers.has('x-forwarded-for'))
			headers.set(
				'x-forwarded-for',
				`10.${(asked >> 16) & 255}.${(asked >> 8) & 255}.${asked & 255}`,
			);
		if (!headers.has('origin')) headers.set('origin', origin);
		return Promise.resolve(portal.app.request(origin + path, { ...init, headers }));
	}

	return {
		portal,
		areas,
		dataDir,
		webhookSecret,
		clock,
		failures,
		secrets: [
			webhookSecret,
			(await readFile(join(dataDir, 'auth-secret'), 'utf8')).trim(),
			...keys.map((each) => each.privateKey),
		],
		ask,
		async signIn(roles) {
			const { email } = await aStaffMember(portal.store, {
				roles,
				passwordHash: await passwordHash(),
			});
			const body = new URLSearchParams({ email, password });
			const answer = await ask('/staff/sign-in/', { method: 'POST', body });
			const cookies = answer.headers.getSetCookie().map((each) => each.split(';')[0]);
			if (cookies.length === 0) throw new Error(`no session: ${answer.status}`);
			return cookies.join('; ');
		},
		async close() {
			await portal.close();
			await rm(dataDir, { recursive: true, maxRetries: 3 });
		},
	};
}
