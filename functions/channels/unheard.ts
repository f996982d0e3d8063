import type { Announcement } from '../../src/domain/announcement.ts';
import type { ChannelFault } from '../../src/domain/channel-fault.ts';
import { hour } from '../../src/domain/time.ts';

/** Why a channel is not to hear an announcement: it is yesterday's or over, or it is an exercise and the channel is not. */
export function whyUnheard(
	{ sent, expires, status }: Announcement,
	channel: { readonly exercise: boolean },
	now: Date,
): ChannelFault | undefined {
	const latest = sent.getTime() + 24 * hour;
	if (now.getTime() > Math.min(expires?.getTime() ?? latest, latest)) return 'too-late';
	return channel.exercise === (status === 'actual') ? 'other-group' : undefined;
}
