import type { Settings } from '../../src/domain/settings.ts';
import type { PublishedResponse } from '../../src/domain/site.ts';
import { hour } from '../../src/domain/time.ts';
import { translator } from '../../src/i18n/strings.ts';
import type { Config } from '../config.ts';
import type { Logger } from '../log.ts';
import type { Senders } from '../push/senders.ts';
import { createAskerTelling } from '../push/tell-askers.ts';
import type { WarmUp } from '../push/warm-up.ts';
import type { StoreAreas } from '../store/areas.ts';
import { alertJobs } from './alert-jobs.ts';
import type { Job } from './runner.ts';

/** What talks to push services; on several machines the ledger divides it between those that do it. */
export function sendingJobs(parts: {
	readonly areas: StoreAreas;
	readonly config: Pick<Config, 'siteUrl' | 'basePath' | 'pushExtraOrigins'>;
	readonly settings: () => Settings;
	readonly responses: () => readonly PublishedResponse[];
	readonly senders: Senders;
	readonly warmUp: Pick<WarmUp, 'learn'>;
	/** Ends when the process stops. */
	readonly stopping: AbortSignal;
	readonly now: () => Date;
	readonly log: Logger;
}): readonly Job[] {
	const { areas, config, settings, stopping } = parts;
	const siteUrl = config.siteUrl + config.basePath;
	const fictionalMark = () =>
		settings().fictional ? translator('zh-CN')('site.fictionalMark') : '';
	const given = { ...parts, ...areas, siteUrl, fictionalMark };
	return [
		...alertJobs(given),
		{ name: 'push-origins', every: hour, run: parts.warmUp.learn },
		{ name: 'tell-askers', every: 5_000, run: createAskerTelling(given, stopping) },
	];
}
