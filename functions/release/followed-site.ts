import { setTimeout } from 'node:timers/promises';
import type { Moment, Renderer } from '../../src/domain/site.ts';
import type { Repository } from '../content/repository.ts';
import type { Logger } from '../log.ts';
import type { LiveRelease, LiveSite } from './live-release.ts';
import { readReleased } from './load-release.ts';
import type { Manifests } from './manifest.ts';
import type { ReadingsFile } from './readings-file.ts';

/** The site that another process makes, as far as its files have arrived here. */
export interface FollowedSite extends LiveSite {
	/** Looks once whether there is another release. */
	look(): Promise<void>;
	stop(): Promise<void>;
}

interface FollowedParts {
	readonly manifests: Pick<Manifests, 'currentNumber' | 'read'>;
	readonly repository: Pick<Repository, 'source'>;
	readonly readings: Pick<ReadingsFile, 'load'>;
	readonly renderer: Renderer;
	readonly siteUrl: string;
	readonly observations: () => Promise<Readonly<Record<string, string>>>;
	readonly onRelease: (live: LiveRelease, moment: Moment) => void;
	readonly now: () => Date;
	readonly log: Logger;
}

const lookEveryMs = 500;

/** Serves what the publisher has made live; a release whose files are not all here yet is looked at again. */
export function followSite(parts: FollowedParts): FollowedSite {
	const stopping = new AbortController();
	let current: LiveRelease | undefined;
	let failing: { since: Date; reason: string } | undefined;

	async function take(): Promise<void> {
		const number = await parts.manifests.currentNumber();
		if (number === undefined || number === current?.manifest.number) return;
		const manifest = await parts.manifests.read(number);
		if (!manifest) throw new Error(`release ${number} has not arrived`);
		const content = await readReleased(parts, manifest);
		current = { manifest, content, failures: [], rendered: [], restored: false };
		parts.onRelease(current, await moment());
		parts.log.info('follows release', { number });
	}

	async function look(): Promise<void> {
		try {
			await take();
			failing = undefined;
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			if (!failing) parts.log.error('a release was not followed', { error: reason });
			failing ??= { since: parts.now(), reason };
		}
	}

	async function moment(): Promise<Moment> {
		const at = current?.manifest.at ?? parts.now();
		return {
			now: parts.now(),
			release: { number: current?.manifest.number ?? 0, at },
			siteUrl: parts.siteUrl,
			observations: await parts.observations(),
		};
	}

	async function followOn(): Promise<void> {
		for (;;) {
			await setTimeout(lookEveryMs, undefined, { signal: stopping.signal });
			await look();
		}
	}

	const following = followOn().catch(() => undefined);
	return {
		live: () => current,
		failing: () => failing,
		moment,
		look,
		async stop() {
			stopping.abort();
			await following;
		},
	};
}
