import { useEffect, useState } from 'preact/hooks';
import type { DeskApi, DeskReport } from './api.ts';

/** What was set aside: read while it is looked at, a page at a time, and again when their number changes. */
export function useAside(api: DeskApi, isLookedAt: boolean, count: number) {
	const [pages, setPages] = useState(1);
	const [found, setFound] = useState<{
		readonly reports: readonly DeskReport[];
		readonly hasMore: boolean;
	}>();
	useEffect(() => {
		if (!isLookedAt) return;
		let isWanted = true;
		const read = async () => {
			const reports: DeskReport[] = [];
			let next: string | undefined;
			for (let page = 0; page < pages && (page === 0 || next !== undefined); page += 1) {
				const answer = await api.aside(next);
				reports.push(...answer.reports);
				next = answer.next;
			}
			if (isWanted) setFound({ reports, hasMore: next !== undefined });
		};
		// The list stays as it was; the next change reads it again.
		read().catch(() => undefined);
		return () => {
			isWanted = false;
		};
	}, [api, isLookedAt, count, pages]);
	return {
		reports: found?.reports ?? nothing,
		isRead: found !== undefined,
		hasMore: found?.hasMore ?? false,
		readMore: () => setPages(pages + 1),
	};
}

const nothing: readonly DeskReport[] = [];
