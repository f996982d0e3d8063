import { alertJobs } from '../functions/jobs/alert-jobs.ts';
import { pushSenders } from '../functions/push/push-senders.ts';
import { storeAreas } from '../functions/store/areas.ts';
import { openStore } from '../functions/store/store.ts';
import { someSettings } from './builders.ts';

// Sends what the ledger of a data folder, or of the database in DATABASE_URL, leaves open, as the portal does, until nothing
// is, at a time that is so much later: `alert-process.ts DATA ORIGIN KEY [MILLISECONDS]`.

const [dataDir = '', origin = '', key = '', laterMs = '0'] = process.argv.slice(2);
const store = await openStore({ dataDir, databaseUrl: process.env['DATABASE_URL'] });
const areas = storeAreas(store);
const now = () => new Date(Date.now() + Number(laterMs));
const say = (message: string) => process.stdout.write(`${message}\n`);
const log = { info: say, error: (message: string) => say(message) };
const settings = someSettings();
if (store.engine === 'sqlite') await areas.alerts.freeLeases(now());
const senders = await pushSenders({
	config: { pushExtraOrigins: [origin], vapidSubject: 'mailto:portal@county.example' },
	secret: 'the secret of the portal',
	origins: areas.pushOrigins,
	initialRate: 1_000,
	now,
	log,
});
const stopping = new AbortController().signal;
const jobs = alertJobs({
	...areas,
	senders,
	settings: () => settings,
	siteUrl: 'https://county.example',
	fictionalMark: () => '',
	now,
	log,
	stopping,
});
say('sending');
while ((await areas.alerts.get(key))?.state !== 'done') for (const job of jobs) await job.run();
say('done');
await senders.close();
await store.close();
