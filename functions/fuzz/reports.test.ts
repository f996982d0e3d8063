import fc from 'fast-check';
import { Hono } from 'hono';
import { expect, test } from 'vitest';
import { noon, someSettings } from '../../tests/builders.ts';
import { intakeParts } from '../../tests/intake-parts.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { strangeObject, strangeText } from '../../tests/strange-values.ts';
import { limitBody } from '../routes/guards.ts';
import { wellFormed } from '../routes/problem-answer.ts';
import type { ReportParts } from '../routes/report-parts.ts';
import { reportRoutes } from '../routes/reports.ts';
import type { ShowPage } from '../routes/show.ts';
import { items } from '../store/items.ts';
import { reports } from '../store/reports.ts';

const store = freshSqlite();
const show: ShowPage = async (_context, path, answer, status) =>
	Response.json({ path, ...answer }, { status });
const fields = ['content', 'channel', 'area', 'heardOn', 'language', 'submission', 'proof', 'name'];
/** What a resident's browser, or somebody who means harm, may be answered. */
const expected = [200, 201, 303, 400, 404, 413, 415, 422, 429, 503];

function entrance() {
	const { db } = store();
	const parts = {
		reports: reports(db),
		...intakeParts(db),
		items: items(db),
		responses: () => [],
		settings: () => someSettings(),
		matcher: { suggest: () => [], isSameClaim: () => true },
		show,
		now: () => noon,
	} satisfies ReportParts;
	const app = new Hono();
	app.use('/*', limitBody(4096), wellFormed);
	app.route('/', reportRoutes(parts));
	const failures: unknown[] = [];
	app.onError((error, context) => {
		failures.push(error);
		return context.text('', 500);
	});
	const send = (path: string, type: string, body: BodyInit) =>
		app.request(path, { method: 'POST', headers: { 'content-type': type }, body });
	return { send, failures };
}

test('whatever is sent as a report or a receipt is answered as expected, and the store still takes a report', async () => {
	const { send, failures } = entrance();
	const path = fc.constantFrom('/', '/status', '/match', '/comments', '/%2e%2e/status');
	const body = fc.oneof(
		strangeObject([...fields, 'receipt']).map((value) => JSON.stringify(value)),
		strangeText,
	);
	const type = fc.constantFrom(
		'application/json',
		'application/x-www-form-urlencoded',
		'multipart/form-data; boundary=x',
		'text/plain',
	);
	await fc.assert(
		fc.asyncProperty(path, type, body, async (where, how, what) => {
			const answer = await send(where, how, what);
			expect(failures).toEqual([]);
			expect(expected).toContain(answer.status);
		}),
		{ numRuns: 600 },
	);
	const form = fc.dictionary(
		fc.oneof(fc.constantFrom(...fields, 'receipt'), strangeText),
		strangeText,
	);
	await fc.assert(
		fc.asyncProperty(path, form, async (where, what) => {
			const encoded = new URLSearchParams(what);
			const answer = await send(where, 'application/x-www-form-urlencoded', encoded.toString());
			expect(failures).toEqual([]);
			expect(expected).toContain(answer.status);
		}),
		{ numRuns: 400 },
	);
	const sound = JSON.stringify({ content: '今晚零点封城', channel: 'other' });
	expect((await send('/', 'application/json', sound)).status).toBe(201);
});
