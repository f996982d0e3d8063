import { entryPath } from '../../src/domain/collections.ts';
import { newNotice } from './archive.ts';
import type { StaffClient } from './staff-client.ts';

/** Writes a notice in two languages and signs it off. Gives what publishes it; throws where the portal refuses any of it. */
export async function readyNotice(
	staff: StaffClient,
	slug: string,
	index: number,
	now = new Date(),
): Promise<() => Promise<unknown>> {
	const entry = { collection: 'notices', slug };
	const { chinese, english } = newNotice(index, now);
	const { version } = await staff.cms('persistEntry', {
		dataFiles: [
			{ path: entryPath('notices', slug, 'zh-CN'), raw: chinese },
			{ path: entryPath('notices', slug, 'en'), raw: english },
		],
		assets: [],
		options: { status: 'pending_review' },
		expected: { version: null, blobs: {} },
	});
	const expected = { version };
	const newStatus = 'pending_publish';
	await staff.cms('updateUnpublishedEntryStatus', { ...entry, newStatus, expected });
	return () => staff.cms('publishUnpublishedEntry', { ...entry, expected });
}
