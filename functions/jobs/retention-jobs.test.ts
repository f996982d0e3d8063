import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { noon } from '../../tests/builders.ts';
import { freshSqlite } from '../../tests/stores.ts';
import { storeAreas } from '../store/areas.ts';
import { dataMap } from '../store/data-map.ts';
import { newMasks, settle } from '../store/outcome-masks.ts';
import { retentionJobs } from './retention-jobs.ts';

const store = freshSqlite();
const day = 24 * 3_600_000;
const now = noon.getTime();

type Row = Readonly<Record<string, string | number | null | Uint8Array>>;

/** Rows of a table whose time is over and rows whose time is not, with what they refer to. */
interface Sample {
	readonly over: readonly Row[];
	readonly kept: readonly Row[];
	readonly beside?: readonly (readonly [table: string, row: Row])[];
}

/** One row on either side of a period. */
function around(days: number, row: (id: string, at: number) => Row): Sample {
	return {
		over: [row('over', now - (days + 2) * day)],
		kept: [row('kept', now - (days - 2) * day)],
	};
}

const onDay = (at: number) => new Date(at).toISOString().slice(0, 10);
const dated = (at: number) => ({
	expiresAt: new Date(at).toISOString(),
	createdAt: new Date(at - day).toISOString(),
	updatedAt: new Date(at - day).toISOString(),
});

const report = (id: string, at: number): Row => ({
	id,
	receipt_hash: id,
	received_at: at,
	language: 'zh-CN',
	channel: 'other',
	content: id,
	content_hash: id,
	crisis: 0,
	state: 'normal',
	delete_after: at + 90 * day,
});

/** Rows that go with their report. */
function ofReports(row: (report: string) => Row): Sample {
	const { over, kept } = around(90, report);
	return {
		over: [row('over')],
		kept: [row('kept')],
		beside: [...over, ...kept].map((each) => ['reports', each] as const),
	};
}

const gap = (id: string, at: number): Row => ({ id, day: onDay(at), path: '/', text: id });
const item: Row = {
	id: 'item',
	claim: '封路',
	state: 'unstarted',
	harm: 1,
	spread: 1,
	version: 1,
	first_seen_at: now,
};
const deskAct = (id: string, at: number): Row => ({
	id,
	at,
	staff_id: 'li',
	staff_name: '李',
	act: 'group',
	details: '{}',
});
const alert = (key: string, at: number): Row => ({
	key,
	announcement: '{}',
	state: 'done',
	at,
	deadline: at,
	cut_after_seq: 0,
	urgency: 0,
});
const publication = (id: string, at: number): Row => ({
	commit_id: id,
	collection: 'notices',
	ref: id,
	title: id,
	path: '/',
	staff_name: '周',
	asked_at: at,
	committed_at: at,
});
const accountOf = { name: 'li', email: 'li@county.example', emailVerified: 1 };
const watched = { endpoint: 'e', origin: 'o', p256dh: 'p', auth: 'a', vapid_key: 1 };

const samples: Readonly<Record<string, Sample>> = {
	reports: around(90, report),
	report_copies: ofReports((id) => ({ receipt_hash: `copy of ${id}`, report_id: id })),
	report_links: ofReports((id) => ({ link_hash: 'h', report_id: id })),
	receipt_watches: ofReports((id) => ({
		report_id: id,
		browser_id: id,
		language: 'en',
		told: 'received',
		attempts: 0,
		due_at: 0,
		...watched,
	})),
	relationships: (() => {
		const own = ofReports((id) => ({
			id,
			kind: 'group',
			item_id: 'item',
			report_id: id,
			model: 'm',
			differences: '[]',
			said_by: 'li',
			said_at: now,
		}));
		return { ...own, beside: [['items', item], ...(own.beside ?? [])] };
	})(),
	report_images: around(14, (id, at) => ({
		id: `${id === 'over' ? 1 : 2}0000000-0000-4000-8000-000000000000`,
		pixels_hash: id,
		width: 1,
		height: 1,
		delete_after: at + 14 * day,
	})),
	spent_tokens: around(0, (id, at) => ({ token_hash: id, expires_at: at })),
	desk_locks: around(0, (id, at) => ({ subject: id, staff_id: 'li', staff_name: 'li', until: at })),
	desk_log: around(3 * 365, deskAct),
	desk_log_items: {
		over: [{ entry_id: 'over', item_id: 'item' }],
		kept: [{ entry_id: 'kept', item_id: 'item' }],
		beside: [...around(3 * 365, deskAct).over, ...around(3 * 365, deskAct).kept].map((row) => [
			'desk_log',
			row,
		]),
	},
	door_answers: around(180, (id, at) => ({
		item_id: id,
		day: onDay(at),
		language: 'en',
		count: 1,
	})),
	page_answers: around(180, (id, at) => ({ day: onDay(at), path: id, answer: 'enough', count: 1 })),
	page_gaps: around(180, gap),
	gap_handlings: {
		over: [{ gap_id: 'over', state: 'read', note: '', staff_id: 'li', at: now }],
		kept: [{ gap_id: 'kept', state: 'read', note: '', staff_id: 'li', at: now }],
		beside: [...around(180, gap).over, ...around(180, gap).kept].map((each) => ['page_gaps', each]),
	},
	missed_searches: around(180, (id, at) => ({
		day: onDay(at),
		language: 'en',
		words: id,
		count: 1,
	})),
	incident_comments: around(365, (id, at) => ({
		id,
		incident: 'i',
		received_at: at,
		language: 'en',
		content: id,
		crisis: 0,
		delete_after: at + 365 * day,
	})),
	subscriptions: around(180, (id, at) => ({
		id,
		...{ endpoint: id, p256dh: 'p', auth: 'a', origin: 'o', language: 'en' },
		...{ topics: '', areas: '', least_severity: 0, created_at: at, hears_public: 0 },
		...{ exercise_by: 'staff/li', exercise_until: at + 180 * day },
	})),
	vapid_keys: {
		over: [{ public_key: '1', private_key: '1', created_at: now - 30 * day }],
		kept: [now - 20 * day, now - day].map((at) => ({
			public_key: String(at),
			private_key: '2',
			created_at: at,
		})),
	},
	alert_batches: {
		...around(180, (id) => ({
			alert_key: id,
			number: 1,
			state: 'done',
			due_at: 0,
			attempts: 1,
			origin: 'o',
			first_seq: 0,
			last_seq: 0,
			masks: new Uint8Array(5),
		})),
		beside: [...around(180, alert).over, ...around(180, alert).kept].map((row) => ['alerts', row]),
	},
	alert_views: around(180, (id, at) => ({
		alert_key: id,
		day: onDay(at),
		what: 'shown',
		count: 1,
	})),
	robot_messages: around(180, (id, at) => ({
		key: id,
		robot: 'r',
		announcement: '{}',
		state: 'delivered',
		attempts: 1,
		due_at: at,
		parts_sent: 1,
		queued_at: at,
	})),
	late_steps: {
		...around(180, (id) => ({ commit_id: id, step: 'live' })),
		beside: [...around(180, publication).over, ...around(180, publication).kept].map((row) => [
			'publications',
			row,
		]),
	},
	signed_links: around(365, (id, at) => ({
		id,
		hash: id,
		kind: 'village',
		subject: 's',
		post: 'p',
		made_by: 'li',
		made_at: 0,
		expires_at: at,
	})),
	village_ticks: around(365, (id, at) => ({
		link_id: 'l',
		id,
		ref: 'n',
		what: 'played',
		count: 1,
		exercise: 0,
		at,
		received_at: at,
	})),
	help_point_reports: {
		// The newest of a help point stays as long as it is shown.
		over: [{ ref: 'p', id: 'over', state: 'open', at: now - 32 * day, waiting: 0 }],
		kept: [{ ref: 'p', id: 'kept', state: 'low', at: now - 31 * day, waiting: 0 }],
	},
	session: {
		...around(0, (id, at) => ({ id, token: id, userId: 'li', ...dated(at) })),
		beside: [['user', { id: 'li', ...accountOf, createdAt: '', updatedAt: '' }]],
	},
	verification: around(0, (id, at) => ({ id, identifier: id, value: 'v', ...dated(at) })),
	invitations: around(0, (id, at) => ({
		token_hash: id,
		purpose: 'reset',
		subject: 'li',
		roles: '',
		expires_at: at,
	})),
};

async function insert(table: string, row: Row): Promise<void> {
	const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)));
	const values = sql.join(Object.values(row));
	await sql`insert into ${sql.table(table)} (${columns}) values (${values})`.execute(store().db);
}

async function countOf(table: string): Promise<number> {
	const { rows } = await sql<{
		count: number;
	}>`select count(*) as count from ${sql.table(table)}`.execute(store().db);
	return Number(rows[0]?.count);
}

/** Runs the job of this name, and no other. */
async function run(name: string | undefined): Promise<void> {
	const dataDir = mkdtempSync(join(tmpdir(), 'mingbai-retention-'));
	const jobs = retentionJobs({
		areas: storeAreas(store()),
		config: { dataDir },
		matcher: { refresh: async () => undefined },
		now: () => noon,
	});
	const job = jobs.find((each) => each.name === name);
	if (!job) throw new Error(`there is no job ${name}`);
	await job.run();
	rmSync(dataDir, { recursive: true });
}

const ending = Object.entries(dataMap).filter(([, { endedBy }]) => endedBy !== undefined);

test.each(ending)(
	'of %s the job that the data map names deletes what its time is over for, and nothing else',
	async (table, { endedBy }) => {
		// The audit log has a test of its own: nobody can write an old entry into it.
		if (table === 'audit_entries') return;
		const sample = samples[table];
		if (!sample) throw new Error(`${table} needs a sample`);
		for (const [other, row] of sample.beside ?? []) await insert(other, row);
		for (const row of [...sample.over, ...sample.kept]) await insert(table, row);
		await run(endedBy);
		expect(await countOf(table)).toBe(sample.kept.length);
		await run(endedBy);
		expect(await countOf(table)).toBe(sample.kept.length);
	},
);

test('the audit log keeps three years, and the job shortens what is older', async () => {
	const { audit } = storeAreas(store());
	const event = { actor: 'li', action: 'draft.saved', subject: 'notices/a', details: {} } as const;
	await audit.append({ ...event, at: new Date(now - 4 * 365 * day) });
	await audit.append({ ...event, at: new Date(now - 2 * 365 * day) });
	await run(dataMap.audit_entries.endedBy);
	expect((await audit.list()).map(({ sequence, action }) => [sequence, action])).toEqual([
		[2, 'draft.saved'],
		[3, 'audit.forgotten'],
	]);
	expect((await audit.verify()).state).toBe('intact');
});

test('a subscription that was refused alert after alert for 180 days goes by its job, and a newer one stays', async () => {
	const row = samples['subscriptions']?.kept[0];
	for (const [id, days] of Object.entries({ told: 200, refused: 200, young: 175, alone: 200 }))
		await insert('subscriptions', { ...row, id, hears_public: 1, created_at: now - days * day });
	const masks = newMasks([0, 1, 2, 3, 4, 5]);
	for (const [offset, outcome] of [
		[0, 'delivered'],
		[1, 'refused'],
		[2, 'refused'],
		[4, 'delivered'],
		[5, 'delivered'],
	] as const)
		settle(masks, offset, outcome);
	settle(masks, 3, 'expired');
	for (const days of [170, 100, 1]) {
		await insert('alerts', alert(`a${days}`, now - days * day));
		const batch = { alert_key: `a${days}`, number: 1, state: 'done', due_at: 0, attempts: 1 };
		await insert('alert_batches', { ...batch, origin: 'o', first_seq: 1, last_seq: 6, masks });
	}
	await run('forget-refused-subscriptions');
	const left = await store().db.selectFrom('subscriptions').select('id').orderBy('seq').execute();
	expect(left.map(({ id }) => id)).toEqual(['told', 'young', 'alone']);
});
