import type { Banner } from './banner.schema.ts';
import { readBanner } from './banner-file.ts';
import { tellShown } from './banner-taken.ts';

const lookEveryMs = 1_000;

/** The banner that is up now, by a look at its file each second. Where pages are `served`, the operator is told that it is up. */
export function createBannerReader(
	dataDir: string,
	now: () => Date,
	served: boolean,
): { current(): Banner | undefined; stop(): void } {
	let banner: Banner | undefined;
	const current = () => (banner && banner.until > now() ? banner : undefined);
	const look = () =>
		readBanner(dataDir).then(
			async (read) => {
				banner = read;
				if (served) await tellShown(dataDir, current());
			},
			// A file that is being copied is read again.
			() => undefined,
		);
	const timer = setInterval(() => void look(), lookEveryMs);
	void look();
	return {
		current,
		stop: () => clearInterval(timer),
	};
}
