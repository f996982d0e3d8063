import { Hono } from 'hono';
import { afterEach } from 'vitest';
import { createDeskEvents } from '../functions/desk-events.ts';
import { type DeskParts, deskRoutes } from '../functions/routes/desk.ts';
import type { StaffEnv } from '../functions/routes/guards.ts';
import { storeAreas } from '../functions/store/areas.ts';
import type { Role } from '../src/domain/roles.ts';
import type { PublishedResponse } from '../src/domain/site.ts';
import { noon, someSettings } from './builders.ts';
import { anItem, aReport } from './desk-builders.ts';
import { freshSqlite } from './stores.ts';

/** Desks over HTTP, each test with a store of its own and a clock that is turned by hand. */
export function desksForTests() {
	const store = freshSqlite();
	const stops: (() => void)[] = [];
	afterEach(() => {
		for (const stop of stops.splice(0)) stop();
	});

	function aDesk({ responses = [] as readonly PublishedResponse[] } = {}) {
		const areas = storeAreas(store());
		const clock = { now: noon };
		const stop = new AbortController();
		const now = () => clock.now;
		const learned: string[] = [];
		const progress = {
			publications: areas.publications,
			alerts: areas.alerts,
			announcements: areas.announcements,
			robotMessages: areas.robotMessages,
			settings: () => someSettings(),
			now,
		};
		const parts = {
			...areas,
			matcher: {
				suggest: (text: string) =>
					[
						{ item: 'i-1', score: 0.9, wording: '今晚封城', differences: [] },
						{ item: 'i-2', score: 0.4, wording: text, differences: [] },
					] as const,
				isSameClaim: () => false,
				answerTo: () => undefined,
				differences: () => [],
				unlearnItem: () => undefined,
				learn: (item: string, wording: string) => {
					learned.push(`${item} ${wording}`);
				},
				unlearn: (item: string, wording: string) => {
					learned.push(`-${item} ${wording}`);
				},
			},
			status: 'actual',
			events: createDeskEvents({
				changes: areas.deskChanges,
				stopping: stop.signal,
				onError: (error) => {
					throw error;
				},
			}),
			responses: () => responses,
			settings: () => someSettings(),
			progress,
			cms: { exerciseRuns: async () => (await areas.exercises.running()) !== undefined },
			people: async () => ({ li: '李', lan: '蓝' }),
			onChanged: () => undefined,
			now,
		};
		const as = (id: string, roles: readonly Role[] = ['moderator']) => {
			const app = new Hono<StaffEnv>();
			app.use(async (context, next) => {
				context.set('staff', {
					id,
					name: id,
					email: `${id}@x.example`,
					roles,
					twoFactor: false,
					session: 'session',
					signedInAt: new Date(),
				});
				await next();
			});
			app.route('/', deskRoutes(parts as object as DeskParts));
			return async (path: string, body?: object) => {
				const headers = { 'content-type': 'application/json', 'accept-language': 'zh-CN' };
				const init = body ? { method: 'POST', headers, body: JSON.stringify(body) } : { headers };
				const response = await app.request(path, init);
				return { status: response.status, body: await response.json(), response };
			};
		};
		const stream = () => parts.events.stream();
		stops.push(() => stop.abort());
		return { areas, clock, as, stream, stop: () => stop.abort(), learned, responses };
	}

	return aDesk;
}

export type TestDesk = ReturnType<ReturnType<typeof desksForTests>>;

/** Items `i-1` and `i-2` on a desk, and so many reports that wait. */
export async function withReports({ areas }: TestDesk, count: number) {
	await areas.items.add(anItem('i-1'));
	await areas.items.add(anItem('i-2'));
	for (let number = 1; number <= count; number += 1)
		await areas.reports.add(aReport(`r-${number}`));
}
