import { type Kysely, sql } from 'kysely';
import type { Engine } from '../database.ts';
import { newMasks, type SettledOutcome, settle } from '../outcome-masks.ts';

// Subscriptions get numbers, so that batches can be bit masks; key pairs are kept ahead of the emergency.
export async function up(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await numberSubscriptions(db, engine);
	await turnBatchesIntoMasks(db, engine);
	await db.schema
		.createTable('prepared_keys')
		.addColumn('seq', whole(engine), (column) =>
			column.primaryKey().references('subscriptions.seq').onDelete('cascade'),
		)
		.addColumn('pair', bytes(engine), (column) => column.notNull())
		.execute();
	await db.schema
		.createTable('push_origins')
		.addColumn('origin', 'text', (column) => column.primaryKey())
		.addColumn('refused_at', 'bigint')
		.addColumn('status', 'integer')
		.addColumn('paused_until', 'bigint', (column) => column.notNull())
		.execute();
}

async function numberSubscriptions(db: Kysely<unknown>, engine: Engine): Promise<void> {
	const texts = ['endpoint', 'p256dh', 'auth', 'origin', 'language', 'topics', 'areas'];
	const columns = ['id', ...texts, 'least_severity', 'created_at'];
	let table = db.schema
		.createTable('numbered_subscriptions')
		.addColumn('seq', whole(engine), (column) =>
			engine === 'sqlite'
				? column.primaryKey().autoIncrement()
				: column.generatedAlwaysAsIdentity().primaryKey(),
		)
		.addColumn('id', 'text', (column) => column.notNull().unique());
	for (const name of texts) table = table.addColumn(name, 'text', (column) => column.notNull());
	await table
		.addColumn('least_severity', 'integer', (column) => column.notNull())
		.addColumn('created_at', 'bigint', (column) => column.notNull())
		.execute();
	const names = sql.join(columns.map((name) => sql.ref(name)));
	await sql`insert into numbered_subscriptions (${names}) select ${names} from subscriptions order by id`.execute(
		db,
	);
	await db.schema.dropTable('subscriptions').execute();
	await db.schema.alterTable('numbered_subscriptions').renameTo('subscriptions').execute();
	await db.schema
		.createIndex('subscriptions_origin')
		.on('subscriptions')
		.column('origin')
		.execute();
}

async function turnBatchesIntoMasks(db: Kysely<unknown>, engine: Engine): Promise<void> {
	await db.schema
		.alterTable('alerts')
		.addColumn('cut_after_seq', 'bigint', (column) => column.notNull().defaultTo(0))
		.execute();
	await db.schema
		.alterTable('alerts')
		.addColumn('urgency', 'integer', (column) => column.notNull().defaultTo(0))
		.execute();
	await sql`update alerts set cut_after_seq = coalesce((select max(seq) from subscriptions where id <= alerts.cut_after), 0)`.execute(
		db,
	);
	await db.schema.alterTable('alerts').dropColumn('cut_after').execute();
	for (const [name, type] of [
		['first_seq', 'bigint'],
		['last_seq', 'bigint'],
	] as const)
		await db.schema
			.alterTable('alert_batches')
			.addColumn(name, type, (column) => column.notNull().defaultTo(0))
			.execute();
	await db.schema.alterTable('alert_batches').addColumn('masks', bytes(engine)).execute();
	await convertBatches(db);
	await db.schema.dropIndex('alert_batches_span').execute();
	for (const name of ['subscriptions', 'results', 'first_id', 'last_id'])
		await db.schema.alterTable('alert_batches').dropColumn(name).execute();
	await db.schema
		.createIndex('alert_batches_span')
		.on('alert_batches')
		.columns(['alert_key', 'last_seq', 'first_seq'])
		.execute();
}

const settled: Readonly<Record<string, SettledOutcome>> = {
	d: 'delivered',
	g: 'gone',
	r: 'refused',
	x: 'expired',
};

/** A subscription that left meanwhile keeps its place in the sums: it gets a number below one, which nobody has. */
async function convertBatches(db: Kysely<unknown>): Promise<void> {
	const known = await sql<{ id: string; seq: number }>`select id, seq from subscriptions`.execute(
		db,
	);
	const seqs = new Map(known.rows.map(({ id, seq }) => [id, Number(seq)]));
	const batches = await sql<{
		alert_key: string;
		number: number;
		subscriptions: string;
		results: string;
	}>`select alert_key, number, subscriptions, results from alert_batches`.execute(db);
	for (const batch of batches.rows) {
		let vanished = 1;
		const own = (JSON.parse(batch.subscriptions) as string[]).map((id) => {
			const seq = seqs.get(id);
			if (seq === undefined) vanished -= 1;
			return seq ?? vanished;
		});
		const first = Math.min(...own, own[0] ?? 0);
		const masks = newMasks(own.map((seq) => seq - first));
		for (const [index, seq] of own.entries()) {
			const outcome = settled[batch.results[index] ?? ''];
			if (outcome) settle(masks, seq - first, outcome);
		}
		await sql`update alert_batches set masks = ${masks}, first_seq = ${first}, last_seq = ${Math.max(...own, first)}
			where alert_key = ${batch.alert_key} and number = ${batch.number}`.execute(db);
	}
}

function whole(engine: Engine) {
	return engine === 'sqlite' ? ('integer' as const) : ('bigint' as const);
}

function bytes(engine: Engine) {
	return engine === 'sqlite' ? ('blob' as const) : ('bytea' as const);
}
