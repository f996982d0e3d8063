import type { Kysely } from 'kysely';
import type { Database } from './database.ts';

export interface StaffBodiesTable {
	staff_id: string;
	body: string;
}

/** For which issuing body each member of staff reads, where they said so. */
export interface StaffBodies {
	of(staff: string): Promise<string | undefined>;
	/** `undefined` for nobody in particular. */
	set(staff: string, body: string | undefined): Promise<void>;
}

export function staffBodies(db: Kysely<Database>): StaffBodies {
	return {
		async of(staff) {
			const row = await db
				.selectFrom('staff_bodies')
				.select('body')
				.where('staff_id', '=', staff)
				.executeTakeFirst();
			return row?.body;
		},
		async set(staff, body) {
			if (body === undefined) {
				await db.deleteFrom('staff_bodies').where('staff_id', '=', staff).execute();
				return;
			}
			await db
				.insertInto('staff_bodies')
				.values({ staff_id: staff, body })
				.onConflict((conflict) => conflict.column('staff_id').doUpdateSet({ body }))
				.execute();
		},
	};
}
