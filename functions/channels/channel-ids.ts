import type { Announcement } from '../../src/domain/announcement.ts';
import type { Settings } from '../../src/domain/settings.ts';
import type { Config } from '../config.ts';
import { hears } from './channel-part.ts';

/** The group robots and webhooks that are told of an announcement, by their ids. */
export interface ChannelIds {
	/** They are told what is announced. */
	readonly real: (announcement: Announcement) => readonly string[];
	/** They are told what is exercised, and nothing else. */
	readonly exercise: (announcement: Announcement) => readonly string[];
}

export function channelIds(
	{ robots, webhooks }: Pick<Config, 'robots' | 'webhooks'>,
	settings: () => Settings,
): ChannelIds {
	const all = [...robots, ...webhooks];
	const idsOf = (exercise: boolean) => (announcement: Announcement) =>
		all
			.filter((channel) => channel.exercise === exercise)
			.filter(({ part }) => hears(part, announcement, settings()))
			.map(({ id }) => id);
	return { real: idsOf(false), exercise: idsOf(true) };
}
