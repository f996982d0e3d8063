import { describe, expect, test } from 'vitest';
import { portalBackend } from '../src/domain/cms-backend.ts';
import type { PublicationRow } from '../src/domain/staff-answers.ts';
import { noon, someSettings } from '../tests/builders.ts';
import { intakeParts } from '../tests/intake-parts.ts';
import { aPerson, staffParts } from '../tests/staff-site.ts';
import { freshSqlite } from '../tests/stores.ts';
import { createApp } from './app.ts';
import type { CmsParts } from './cms/parts.ts';
import type { PublicationRowsParts } from './publication-rows.ts';
import type { LiveSite } from './release/live-release.ts';
import type { AlertViewParts } from './routes/alert-views.ts';
import type { BannerParts } from './routes/banner.ts';
import type { DeskParts } from './routes/desk.ts';
import type { DoorAnswerParts } from './routes/door-answers.ts';
import type { ExerciseDeskParts } from './routes/exercise-desk.ts';
import type { ExerciseHearerParts } from './routes/exercise-hearers.ts';
import type { FeedbackParts } from './routes/feedback.ts';
import type { HookParts } from './routes/hooks.ts';
import type { LinkParts } from './routes/links.ts';
import type { PreviewParts } from './routes/previews.ts';
import type { PublishingParts } from './routes/publishing.ts';
import type { ReceiptWatchParts } from './routes/receipt-watches.ts';
import type { ReportImageParts } from './routes/report-images.ts';
import type { SiteParts } from './routes/site.ts';
import type { CoverageParts } from './routes/staff-coverage.ts';
import type { StaffExerciseParts } from './routes/staff-exercises.ts';
import type { StaffLinkParts } from './routes/staff-links.ts';
import type { StaffPointParts } from './routes/staff-points.ts';
import type { QuickParts } from './routes/staff-quick.ts';
import type { StaffReadinessParts } from './routes/staff-readiness.ts';
import type { StaffRecoveryParts } from './routes/staff-recovery.ts';
import type { StaffReportParts } from './routes/staff-reports.ts';
import type { SubscriptionParts } from './routes/subscriptions.ts';
import { createUnavailable } from './routes/unavailable.ts';
import { alerts } from './store/alerts.ts';
import { announcementRecords } from './store/announcements.ts';
import { storeAreas } from './store/areas.ts';
import { publications } from './store/publications.ts';
import { robotMessages } from './store/robot-messages.ts';
import { storeFaultOf } from './store/store-fault.ts';

const store = freshSqlite();

/** The portal with what these tests reach; anything else would throw, as a broken part does. */
function aPortal() {
	const staff = staffParts(store(), { basePath: '/column' });
	const progress = {
		publications: publications(store().db),
		alerts: alerts(store().db, 'sqlite'),
		announcements: announcementRecords(store().db),
		robotMessages: robotMessages(store().db),
		settings: () => someSettings(),
		now: () => noon,
	} satisfies PublicationRowsParts;
	const desk = {
		...storeAreas(store()),
		responses: () => [],
		matcher: {
			suggest: () => [],
			isSameClaim: () => false,
			answerTo: () => undefined,
			differences: () => [],
			unlearnItem: () => undefined,
			learn: () => undefined,
			unlearn: () => undefined,
			follow: () => undefined,
		},
		settings: progress.settings,
		progress,
		people: async () => ({}),
		events: { stream: async () => undefined, wake: () => undefined },
		status: 'actual',
		cms: { exerciseRuns: async () => false } as CmsParts,
		onChanged: () => undefined,
		now: () => noon,
	};
	const media = { names: async () => ['a.webp'] } as Partial<CmsParts['media']>;
	const logged: object[] = [];
	const app = createApp({
		config: { ...staff.config, cms: portalBackend },
		auth: staff.auth,
		cms: { media } as CmsParts,
		desk: desk as Partial<DeskParts> as DeskParts,
		exerciseDesk: {} as ExerciseDeskParts,
		exerciseHearers: {} as ExerciseHearerParts,
		staffExercises: {} as StaffExerciseParts,
		reports: { ...desk, ...intakeParts(store().db), show: staff.show },
		doorAnswers: {} as DoorAnswerParts,
		reportImages: {} as ReportImageParts,
		receiptWatches: {} as ReceiptWatchParts,
		feedback: {} as FeedbackParts,
		subscriptions: {} as SubscriptionParts,
		alertViews: {} as AlertViewParts,
		staff,
		publishing: { staff } as PublishingParts,
		publications: progress,
		previews: {} as PreviewParts,
		banner: {} as BannerParts,
		quick: {} as QuickParts,
		staffReports: { staff } as StaffReportParts,
		links: {} as LinkParts,
		staffLinks: {} as StaffLinkParts,
		coverage: {} as CoverageParts,
		staffRecovery: {} as StaffRecoveryParts,
		staffPoints: {} as StaffPointParts,
		staffReadiness: {} as StaffReadinessParts,
		site: {} as SiteParts,
		releaser: {} as LiveSite,
		isStopping: () => false,
		hooks: {} as HookParts,
		storeState: async () => 'ok',
		faults: {
			basePath: '/column',
			health: { note: storeFaultOf, look: async () => 'ok' },
			unavailable: createUnavailable('/column', async () => undefined),
		},
		remote: () => undefined,
		log: { error: (message, about) => logged.push({ message, ...about }) },
	});
	return { app, staff, logged };
}

async function signedIn(role: 'admin' | 'editor' | 'moderator') {
	const { app, staff } = aPortal();
	const person = await aPerson(staff, [role]);
	await person.signIn();
	const cookie = [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
	return async (path: string, body?: object | URLSearchParams, language = 'zh-CN') =>
		app.request(`/column${path}`, {
			method: body ? 'POST' : 'GET',
			headers: {
				cookie,
				'accept-language': language,
				...(body instanceof URLSearchParams ? {} : json),
			},
			body: body instanceof URLSearchParams ? body : body ? JSON.stringify(body) : null,
		});
}

const json = { 'content-type': 'application/json' };

test.each(['GET', 'POST', 'DELETE'])(
	'%s of an unknown address of the API is JSON',
	async (method) => {
		const answer = await aPortal().app.request('/column/api/nothing', { method });
		expect(answer.status).toBe(404);
		expect(await answer.json()).toMatchObject({ problems: [{ code: 'not-found' }] });
	},
);

test('what breaks is logged without content, and said as JSON to programs', async () => {
	const { app, logged } = aPortal();
	const answer = await app.request('/column/api/push/key');
	expect(answer.status).toBe(500);
	expect(await answer.json()).toMatchObject({ problems: [{ code: 'server-error' }] });
	expect(logged).toMatchObject([{ path: '/column/api/push/key', error: 'TypeError' }]);
	expect(JSON.stringify(logged)).not.toContain('is not a function');
});

test('the secret of a link is not in the log, and goes nowhere as the page somebody comes from', async () => {
	const { app, logged } = aPortal();
	const answer = await app.request('/column/en/link/aSecretThatNobodyGuesses/');
	expect(answer.status).toBe(500);
	expect(logged).toMatchObject([{ path: '/column/en/link/…/' }]);
	expect(answer.headers.get('Referrer-Policy')).toBe('strict-origin');
	expect(answer.headers.get('X-Robots-Tag')).toContain('noindex');
});

test('what breaks is said to people in words', async () => {
	const answer = await aPortal().app.request('/column/notices/');
	expect(answer.status).toBe(500);
	expect(await answer.text()).toContain('Something went wrong');
});

test('a form that does not say how long it is, is read like any other', async () => {
	const headers = { 'content-type': 'application/x-www-form-urlencoded' };
	const body = new Blob(['email=a%40b&password=x']).stream();
	const init = { method: 'POST', headers, body, duplex: 'half' } as RequestInit;
	const answer = await aPortal().app.request('/column/staff/sign-in/', init);
	expect(answer.status).toBe(401);
});

test.each([
	['read', '/staff/quick/', 40_000],
	['refused', '/staff/sign-in/', 40_000],
	['refused', '/staff/quick/', 1_100_000],
])(
	'whole texts come from quick publishing alone: %s at %s with %i bytes',
	async (what, path, bytes) => {
		const text = new URLSearchParams({ body: 'x'.repeat(bytes) }).toString();
		const headers = {
			'content-type': 'application/x-www-form-urlencoded',
			'content-length': String(text.length),
		};
		const init = { method: 'POST', headers, body: text };
		const { status } = await aPortal().app.request(`/column${path}`, init);
		expect(status === 413).toBe(what === 'refused');
	},
);

test.each(['/staff/sign-in/', '/en/staff/accounts/', '/api/reports/status'])(
	'a broken form is refused at %s',
	async (path) => {
		const headers = { 'content-type': 'multipart/form-data; boundary=x' };
		const init = { method: 'POST', headers, body: 'broken' };
		expect((await aPortal().app.request(`/column${path}`, init)).status).toBe(400);
	},
);

describe('the desk', () => {
	test('is read by editors and sorted by moderators', async () => {
		const editor = await signedIn('editor');
		expect((await editor('/api/desk/state')).status).toBe(200);
		expect((await editor('/api/desk/reports/r-1/ungroup', {})).status).toBe(403);
		const moderator = await signedIn('moderator');
		expect((await moderator('/api/desk/reports/r-1/ungroup', {})).status).toBe(404);
	});

	test('promises no update at a time that has passed', async () => {
		const change = { version: 1, state: 'checking', nextUpdateAt: noon.toISOString() };
		const answer = await (await signedIn('moderator'))('/api/desk/items/i-1', change);
		expect(answer.status).toBe(422);
		expect(await answer.json()).toMatchObject({ problems: [{ code: 'update-time-passed' }] });
	});
});

describe('media', () => {
	test('is given with the path the site is served under', async () => {
		const answer = await (await signedIn('editor'))('/api/cms/media');
		expect(await answer.json()).toMatchObject([{ url: '/column/uploads/a.webp' }]);
	});

	test('is taken from who writes or sorts', async () => {
		const form = new URLSearchParams({ file: '' });
		expect((await (await signedIn('editor'))('/api/cms/media', form)).status).toBe(422);
		expect((await (await signedIn('moderator'))('/api/cms/media', form)).status).toBe(422);
		expect((await (await signedIn('admin'))('/api/cms/media', form)).status).toBe(403);
	});
});

describe('the steps of publications', () => {
	test('are for staff', async () => {
		const answer = await aPortal().app.request('/column/api/publications');
		expect(answer.status).toBe(401);
	});

	test('are said in words, in the language of who asks, of one entry or of all', async () => {
		const ask = await signedIn('editor');
		for (const ref of ['a', 'b'])
			await publications(store().db).add({
				commit: `c-${ref}`,
				collection: 'rumors',
				ref,
				title: '出行照常',
				path: `/rumors/${ref}/`,
				by: '老周',
				askedAt: noon,
				committedAt: noon,
			});
		const rows = async (query: string, language = 'zh-CN') => {
			const answer = await ask(`/api/publications${query}`, undefined, language);
			return ((await answer.json()) as { publications: PublicationRow[] }).publications;
		};
		expect(await rows('')).toHaveLength(2);
		const [row] = await rows('?collection=rumors&ref=b&count=1');
		expect(row).toMatchObject({ commit: 'c-b', settled: false });
		expect(row?.steps[0]).toMatchObject({ name: '写入内容库', word: '完成', said: '0.0秒' });
		expect((await rows('?ref=b', 'en'))[0]?.steps[0]?.word).toBe('done');
		expect((await ask('/api/publications?count=1000')).status).toBe(422);
	});

	test('are on the desk beside the item that the response is about', async () => {
		await storeAreas(store()).items.add({
			id: 'i1',
			claim: '封城了',
			state: 'unstarted',
			harm: 1,
			spread: 1,
			draftRef: 'r1',
			firstSeenAt: noon,
		});
		const ask = await signedIn('moderator');
		const item = async () =>
			(
				(await (await ask('/api/desk/state')).json()) as {
					standings: Record<string, { draftStatus?: string; publication?: PublicationRow }>;
				}
			).standings['r1'];
		await storeAreas(store()).drafts.save(
			{
				collection: 'rumors',
				ref: 'r1',
				status: 'pending_review',
				files: [],
				author: { id: 'e', name: '编辑', email: 'e@county.example' },
				updatedAt: noon,
			},
			0,
		);
		expect((await item())?.draftStatus).toBe('pending_review');
		await storeAreas(store()).drafts.delete('rumors', 'r1');
		const about = { title: '出行照常', path: '/rumors/r1/', by: '老周' };
		const times = { askedAt: noon, committedAt: noon };
		const entry = { collection: 'rumors' as const, ref: 'r1' };
		await publications(store().db).add({ commit: 'c', ...entry, ...about, ...times });
		const { draftStatus, publication } = (await item()) ?? {};
		expect(draftStatus).toBeUndefined();
		expect(publication?.steps[0]).toMatchObject({ step: 'committed', state: 'done' });
	});
});
