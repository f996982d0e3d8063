import type { Config } from '../config.ts';

/** The group robots and webhooks that are told of things, by their ids. */
export interface ChannelIds {
	/** They are told what is announced. */
	readonly real: readonly string[];
	/** They are told what is exercised, and nothing else. */
	readonly exercise: readonly string[];
}

export function channelIds({ robots, webhooks }: Pick<Config, 'robots' | 'webhooks'>): ChannelIds {
	const all = [...robots, ...webhooks];
	const idsOf = (exercise: boolean) =>
		all.filter((channel) => channel.exercise === exercise).map(({ id }) => id);
	return { real: idsOf(false), exercise: idsOf(true) };
}
