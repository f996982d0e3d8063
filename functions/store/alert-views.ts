import { type Kysely, sql } from 'kysely';
import type { AlertView } from '../../src/domain/alert-views.ts';
import type { Day } from '../../src/domain/time.ts';
import type { Database } from './database.ts';

export interface AlertViewsTable {
	alert_key: string;
	day: Day;
	what: AlertView;
	count: number;
}

/** How often alerts were shown and opened, estimated from one in so many browsers. */
export interface AlertViews {
	/** Counts what some browsers saw; an alert that there never was is not counted. */
	add(about: { alert: string; day: Day; what: AlertView; count: number }): Promise<void>;
	of(alert: string): Promise<readonly Pick<AlertViewsTable, 'day' | 'what' | 'count'>[]>;
	/** Deletes what is older than a day. */
	forget(before: Day): Promise<void>;
}

export function alertViews(db: Kysely<Database>): AlertViews {
	return {
		async add({ alert, day, what, count }) {
			const known = await db
				.selectFrom('alerts')
				.select('key')
				.where('key', '=', alert)
				.executeTakeFirst();
			if (!known) return;
			await db
				.insertInto('alert_views')
				.values({ alert_key: alert, day, what, count })
				.onConflict((conflict) =>
					conflict
						.columns(['alert_key', 'day', 'what'])
						.doUpdateSet({ count: sql<number>`alert_views.count + ${count}` }),
				)
				.execute();
		},
		of: (alert) =>
			db
				.selectFrom('alert_views')
				.select(['day', 'what', 'count'])
				.where('alert_key', '=', alert)
				.orderBy('day')
				.orderBy('what')
				.execute(),
		async forget(before) {
			await db.deleteFrom('alert_views').where('day', '<', before).execute();
		},
	};
}
