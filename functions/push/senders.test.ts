import { expect, test } from 'vitest';
import { freshSqlite } from '../../tests/stores.ts';
import { pushOrigins } from '../store/push-origins.ts';
import { createSender } from './direct-sender.ts';
import type { OriginEvent } from './sender.ts';
import { startSenders } from './senders.ts';

const store = freshSqlite();
const origin = 'https://a.example';
const log = { info: () => undefined, error: () => undefined };
const day = 24 * 3_600_000;

type Tell = (origin: string, event: OriginEvent) => void;
const noEar: Tell = () => undefined;

/** So many senders, and what tells their events. */
async function started(count: number) {
	const config = {
		subject: 'mailto:portal@county.example',
		secretKey: new Uint8Array(32),
		extraOrigins: [],
		initialRate: 1,
	};
	const tell: Tell[] = [];
	const make = (onOrigin: Tell) => {
		tell.push(onOrigin);
		return createSender(config, onOrigin);
	};
	const makers = Array.from({ length: count }, () => make);
	const origins = pushOrigins(store().db);
	const senders = await startSenders(makers, { origins, log }, () => new Date());
	return { senders, tell, origins };
}

test('what one sender had on its way does not end the pause that another was told', async () => {
	const {
		senders,
		tell: [first = noEar, second = noEar],
		origins,
	} = await started(2);
	const until = Date.now() + 60_000;
	first(origin, { kind: 'paused', until, status: 403 });
	second(origin, { kind: 'accepted' });
	await expect
		.poll(() => origins.all())
		.toMatchObject([{ origin, pausedUntil: new Date(until), refusal: { status: 403 } }]);
	second(origin, { kind: 'paused', until: until - 30_000 });
	expect([...senders.paused(new Date(until - 1))]).toEqual([origin]);
	await expect
		.poll(() => origins.all())
		.toMatchObject([{ origin, pausedUntil: new Date(until), refusal: { status: 403 } }]);
	await senders.close();
});

test('a service that takes messages again after its pause is written down as such', async () => {
	const {
		senders,
		tell: [first = noEar, second = noEar],
		origins,
	} = await started(2);
	first(origin, { kind: 'paused', until: Date.now() + 50, status: 403 });
	await expect.poll(() => [...senders.paused(new Date())]).toEqual([]);
	second(origin, { kind: 'accepted' });
	await expect.poll(() => origins.all()).toEqual([]);
	await senders.close();
});

test('a pause ends when it has lasted, though the time of day was put back', async () => {
	const {
		senders,
		tell: [hear = noEar],
	} = await started(1);
	hear(origin, { kind: 'paused', until: Date.now() + 100 });
	const yesterday = () => new Date(Date.now() - day);
	expect([...senders.paused(yesterday())]).toEqual([origin]);
	await expect.poll(() => [...senders.paused(yesterday())]).toEqual([]);
	await senders.close();
});
