import type { Kysely } from 'kysely';
import type { Told } from '../../src/domain/matching/telling.ts';
import type { Database } from './database.ts';
import { toTelling } from './same-text.ts';

export interface ReportImagesTable {
	/** Also the name of its file, which says nothing. */
	id: string;
	pixels_hash: string;
	width: number;
	height: number;
	delete_after: number;
}

/** A screenshot that came with a report, as it is kept. */
export interface ReportImage {
	readonly id: string;
	/** The hash of its pixels: the same picture, however it was saved. */
	readonly pixelsHash: string;
	readonly width: number;
	readonly height: number;
	readonly deleteAfter: Date;
}

/** What is known of screenshots; the pictures themselves are files of the data folder. */
export interface ReportImages {
	add(image: ReportImage): Promise<void>;
	get(id: string): Promise<ReportImage | undefined>;
	/** Waiting and grouped reports that came with the same picture, newest first. */
	reportsWith(
		pixelsHash: string,
	): Promise<readonly (Told & { readonly report: string; readonly content: string })[]>;
	/** Those whose time is over. */
	over(now: Date): Promise<readonly string[]>;
	remove(id: string): Promise<void>;
	/** All that are kept, for what lies in the folder and belongs to none. */
	ids(): Promise<readonly string[]>;
}

export function reportImages(db: Kysely<Database>): ReportImages {
	return {
		async add(image) {
			await db
				.insertInto('report_images')
				.values({
					id: image.id,
					pixels_hash: image.pixelsHash,
					width: image.width,
					height: image.height,
					delete_after: image.deleteAfter.getTime(),
				})
				.execute();
		},
		async get(id) {
			const row = await db
				.selectFrom('report_images')
				.selectAll()
				.where('id', '=', id)
				.executeTakeFirst();
			return (
				row && {
					id: row.id,
					pixelsHash: row.pixels_hash,
					width: row.width,
					height: row.height,
					deleteAfter: new Date(Number(row.delete_after)),
				}
			);
		},
		async reportsWith(pixelsHash) {
			const rows = await db
				.selectFrom('reports')
				.innerJoin('report_images', 'report_images.id', 'reports.image_id')
				.select(['reports.id', 'item_id', 'content', 'area', 'heard_on', 'received_at'])
				.where('pixels_hash', '=', pixelsHash)
				.where('state', '=', 'normal')
				.orderBy('received_at', 'desc')
				.execute();
			return rows.map((row) => ({
				...toTelling(row),
				report: row.id,
				item: row.item_id ?? undefined,
				content: row.content,
			}));
		},
		async over(now) {
			const rows = await db
				.selectFrom('report_images')
				.select('id')
				.where('delete_after', '<=', now.getTime())
				.execute();
			return rows.map(({ id }) => id);
		},
		async remove(id) {
			await db.updateTable('reports').set({ image_id: null }).where('image_id', '=', id).execute();
			await db.deleteFrom('report_images').where('id', '=', id).execute();
		},
		async ids() {
			const rows = await db.selectFrom('report_images').select('id').execute();
			return rows.map(({ id }) => id);
		},
	};
}
