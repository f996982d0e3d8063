import type { AuditLog } from '../store/audit.ts';
import type { Banner } from './banner.schema.ts';
import { readBanner } from './banner-file.ts';
import { tellShown } from './banner-taken.ts';
import { stampTree } from './stamp-tree.ts';

/** Puts up what the operator's command wrote as well as what the page did. */
export const operator = 'operator';

export interface BannerState {
	/** The banner that is up now. */
	current(): Banner | undefined;
	/** Looks at the file and brings the plain folder in step. */
	follow(): Promise<void>;
	/** Pages were written into the plain folder. */
	treeWritten(): Promise<void>;
}

/** Keeps an eye on the banner's file, so that a command given beside the running portal takes effect within a second. */
export function createBannerState(parts: {
	readonly dataDir: string;
	readonly treeFolder: string;
	readonly audit: Pick<AuditLog, 'append'>;
	readonly now: () => Date;
}): BannerState {
	let banner: Banner | undefined;
	/** The banner in the plain folder; unknown at first. */
	let stamped: string | undefined;

	const current = () => (banner && banner.until > parts.now() ? banner : undefined);

	async function stamp(): Promise<void> {
		const wanted = current();
		await stampTree(parts.treeFolder, wanted);
		stamped = wanted?.id ?? '';
	}

	return {
		current,
		async follow() {
			const read = await readBanner(parts.dataDir);
			const isNews = read !== undefined && read.id !== banner?.id && read.until > parts.now();
			banner = read;
			await tellShown(parts.dataDir, current());
			if (stamped !== (current()?.id ?? '')) await stamp();
			if (isNews && read.by === operator)
				await parts.audit.append({
					at: parts.now(),
					actor: operator,
					action: 'banner.raised',
					subject: read.id,
					details: { until: read.until.toISOString() },
				});
		},
		async treeWritten() {
			if (current()) await stamp();
		},
	};
}
