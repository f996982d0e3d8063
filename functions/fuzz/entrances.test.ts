import { afterAll, beforeAll, describe, vi } from 'vitest';
import { longest } from '../../tests/faults/random.ts';
import { makeDatabase } from '../../tests/stores.ts';
import { openWholePortal, type WholePortal } from '../../tests/whole-portal.ts';
import { countedProperties } from './counted.ts';
import { deskProperties } from './desk.ts';
import { everyEntranceProperty } from './every-entrance.ts';
import { hookProperties } from './hooks.ts';
import { linkProperties } from './links.ts';
import { readingProperties } from './reading.ts';
import { reportProperties } from './reports.ts';
import { sessionProperties } from './sessions.ts';
import { subscriptionProperties } from './subscriptions.ts';

vi.setConfig({ testTimeout: longest });

const { TEST_DATABASE_URL: server } = process.env;

describe('on SQLite', () => everyEntrance(() => openWholePortal()));

describe.skipIf(!server)('on PostgreSQL', () => {
	let database: { readonly url: string; readonly remove: () => Promise<void> };
	beforeAll(async () => {
		database = await makeDatabase(server ?? '');
	});
	afterAll(() => database?.remove());
	everyEntrance(() => openWholePortal({ DATABASE_URL: database.url }));
});

/** Every entrance of one portal, which has to go on working whatever came before. */
function everyEntrance(open: () => Promise<WholePortal>): void {
	let portal: WholePortal;
	beforeAll(async () => {
		portal = await open();
	});
	afterAll(() => portal?.close());
	const whole = () => portal;
	reportProperties(whole);
	subscriptionProperties(whole);
	countedProperties(whole);
	linkProperties(whole);
	hookProperties(whole);
	sessionProperties(whole);
	deskProperties(whole);
	everyEntranceProperty(whole);
	readingProperties(whole);
}
