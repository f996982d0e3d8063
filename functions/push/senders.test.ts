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

test('a pause ends when it has lasted, though the time of day was put back', async () => {
	let hear: (origin: string, event: OriginEvent) => void = () => undefined;
	const config = {
		subject: 'mailto:portal@county.example',
		secretKey: new Uint8Array(32),
		extraOrigins: [],
		initialRate: 1,
	};
	const senders = await startSenders(
		[
			(onOrigin) => {
				hear = onOrigin;
				return createSender(config, onOrigin);
			},
		],
		{ origins: pushOrigins(store().db), log },
		() => new Date(),
	);
	hear(origin, { kind: 'paused', until: Date.now() + 100 });
	const yesterday = () => new Date(Date.now() - day);
	expect([...senders.paused(yesterday())]).toEqual([origin]);
	await expect.poll(() => [...senders.paused(yesterday())]).toEqual([]);
	await senders.close();
});
