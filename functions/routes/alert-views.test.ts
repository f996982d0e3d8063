import { beforeEach, expect, test } from 'vitest';
import { anAnnouncement, atHour, noon, someSettings } from '../../tests/builders.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { createSubscribeLimit } from '../push/subscribe-limit.ts';
import { alertViews } from '../store/alert-views.ts';
import { alerts } from '../store/alerts.ts';
import { alertViewRoutes } from './alert-views.ts';

const store = freshSqlite();
const key = 'notices/n-1/1/issue';
const announcement = anAnnouncement();
let isCounting: boolean;

beforeEach(async () => {
	isCounting = true;
	await alerts(store().db, 'sqlite').begin(announcement, { at: noon, deadline: atHour(5) });
});

function routesAt(now: Date, limit = createSubscribeLimit()) {
	const { push } = someSettings();
	return alertViewRoutes({
		views: alertViews(store().db),
		settings: () => someSettings({ push: { ...push, countViews: isCounting } }),
		limit,
		trustedProxies: 0,
		now: () => now,
	});
}

async function say(view: object, now = noon, routes = routesAt(now)): Promise<number> {
	const headers = { 'content-type': 'application/json' };
	const body = JSON.stringify({ alert: key, what: 'shown', share: 1, ...view });
	return (await routes.request('/alert-views', { method: 'POST', headers, body })).status;
}

const counted = () => alertViews(store().db).of(key);

test('what was seen is counted for each day, an answer for all whom it stands for', async () => {
	expect([await say({}), await say({ share: 0.01 }), await say({ what: 'opened' })]).toEqual([
		204, 204, 204,
	]);
	await say({}, atHour(13));
	expect(await counted()).toEqual([
		{ day: '2026-03-14', what: 'opened', count: 1 },
		{ day: '2026-03-14', what: 'shown', count: 101 },
		{ day: '2026-03-15', what: 'shown', count: 1 },
	]);
	await alertViews(store().db).forget('2026-03-15');
	expect(await counted()).toHaveLength(1);
});

test('whoever says so again and again is not counted', async () => {
	const routes = routesAt(noon, createSubscribeLimit({ perMinute: 2, perDay: 1 }));
	const answers = [
		await say({}, noon, routes),
		await say({}, noon, routes),
		await say({}, noon, routes),
	];
	expect(answers).toEqual([204, 204, 429]);
	expect(await counted()).toMatchObject([{ count: 2 }]);
});

test('a county that does not count keeps nothing', async () => {
	isCounting = false;
	expect(await say({})).toBe(204);
	expect(await counted()).toEqual([]);
});

test.each([
	[{ alert: 'notices/other/1/issue' }, 204],
	[{ share: 0.5 }, 400],
	[{ share: 0 }, 400],
	[{ what: 'liked' }, 400],
])('%j counts nothing', async (view, status) => {
	expect(await say(view)).toBe(status);
	expect(await counted()).toEqual([]);
});

test('counting is off until a county turns it on', () => {
	expect(someSettings().push.countViews).toBe(false);
});
