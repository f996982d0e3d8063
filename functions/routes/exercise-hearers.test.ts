import { createECDH } from 'node:crypto';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import { noon, someSettings } from '../../tests/builders.ts';
import { aPerson, staffParts } from '../../tests/staff-site.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { exerciseHearers } from '../store/exercise-hearers.ts';
import { subscriptions } from '../store/subscriptions.ts';
import { vapidKeyStore } from '../store/vapid-keys.ts';
import { exerciseHearerRoutes } from './exercise-hearers.ts';
import { requireStaff, type StaffEnv } from './guards.ts';

const store = freshSqlite();
const ecdh = createECDH('prime256v1');
const hearer = {
	endpoint: 'https://push.example/1',
	keys: {
		p256dh: ecdh.generateKeys('base64url'),
		auth: Buffer.alloc(16, 1).toString('base64url'),
	},
	language: 'zh-CN',
};

async function aPortal() {
	const { db } = store();
	const staff = staffParts(store());
	const vapidKeys = vapidKeyStore(db);
	await vapidKeys.addFirst({ publicKey: 'a', privateKey: 'b' }, noon);
	const app = new Hono<StaffEnv>();
	app.use('/*', requireStaff(staff.auth, 'read-staff'));
	app.route(
		'/',
		exerciseHearerRoutes({
			exerciseHearers: exerciseHearers(db),
			settings: () => someSettings(),
			vapidKeys,
			extraOrigins: ['https://push.example'],
			onSubscribed: () => undefined,
			now: () => noon,
		}),
	);
	const send = (method: string, body: object, cookie = '') =>
		app.request('/', { method, headers: { cookie }, body: JSON.stringify(body) });
	return { staff, send };
}

async function signedIn(staff: ReturnType<typeof staffParts>): Promise<string> {
	const person = await aPerson(staff, ['editor']);
	await person.signIn();
	return [...person.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
}

const taking = async () => exerciseHearers(store().db).count(noon);

describe('taking part in exercises', () => {
	test('is for who is signed in, whatever a browser says of itself', async () => {
		const { send } = await aPortal();
		const claims = { ...hearer, exercise: true, exercise_until: 9e15 };
		expect((await send('POST', claims)).status).toBe(401);
		expect(await taking()).toBe(0);
	});

	test('is switched on and off, and makes nobody a subscriber of the public', async () => {
		const { staff, send } = await aPortal();
		const cookie = await signedIn(staff);
		expect((await send('POST', hearer, cookie)).status).toBe(201);
		expect(await taking()).toBe(1);
		expect(await subscriptions(store().db).count()).toBe(0);
		expect((await send('DELETE', { endpoint: hearer.endpoint }, cookie)).status).toBe(204);
		expect(await taking()).toBe(0);
	});

	test('is refused to an address of no push service that is trusted', async () => {
		const { staff, send } = await aPortal();
		const elsewhere = { ...hearer, endpoint: 'https://elsewhere.example/1' };
		expect((await send('POST', elsewhere, await signedIn(staff))).status).toBe(400);
		expect(await taking()).toBe(0);
	});
});
