import type { Banner } from './banner.schema.ts';
import { readBanner } from './banner-file.ts';

const lookEveryMs = 1_000;

/** The banner that is up now, by a look at its file each second. */
export function createBannerReader(
	dataDir: string,
	now: () => Date,
): { current(): Banner | undefined; stop(): void } {
	let banner: Banner | undefined;
	const look = () =>
		readBanner(dataDir).then(
			(read) => {
				banner = read;
			},
			// A file that is being copied is read again.
			() => undefined,
		);
	const timer = setInterval(() => void look(), lookEveryMs);
	void look();
	return {
		current: () => (banner && banner.until > now() ? banner : undefined),
		stop: () => clearInterval(timer),
	};
}
