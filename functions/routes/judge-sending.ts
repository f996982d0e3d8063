import { hash } from 'node:crypto';
import { callsForHelp } from '../../src/domain/crisis.ts';
import { normalizeClaim } from '../../src/domain/matching/claim-text.ts';
import { simplified } from '../../src/domain/matching/simplified.ts';
import {
	type ReportStanding,
	standingOf,
	standingOfCall,
} from '../../src/domain/report-standing.ts';
import { spamScore } from '../../src/domain/spam-score.ts';
import type { NewReport } from '../store/reports.ts';
import type { SentReport } from './report.schema.ts';
import type { ReportParts } from './report-parts.ts';

/** What is made of a sending: whether it is kept, and how far down it waits. */
export type Judgement =
	| {
			readonly kind: 'keep';
			readonly standing: ReportStanding;
			/** Whether it calls for help. */
			readonly crisis: boolean;
			readonly proof?: NewReport['proof'];
			/** Tells the askers of one day apart. */
			readonly asker: string;
	  }
	/** There is no room for reports of its standing. */
	| { readonly kind: 'full' };

/** Judges by how a report was sent, never by who sent it. A call for help is always kept, however many there are. */
export async function judgeSending(
	{ proofs, crowd, capacity, now }: Pick<ReportParts, 'proofs' | 'crowd' | 'capacity' | 'now'>,
	{ content, website, altcha }: Pick<SentReport, 'content' | 'website' | 'altcha'>,
	network: string,
): Promise<Judgement> {
	const proof = await proofs.check(altcha, now());
	const text = hash('sha256', normalizeClaim(simplified(content)), 'base64');
	const { sender, ...counts } = crowd.count({ network, text }, now());
	const signs = { ...counts, proven: proof.kind === 'proven' };
	const crisis = callsForHelp(content);
	const kept = {
		kind: 'keep',
		crisis,
		asker: sender,
		proof: proof.kind === 'proven' ? proof : undefined,
	} as const;
	if (crisis) return { ...kept, standing: await capacity.takeCall(standingOfCall(signs), now()) };
	// A program fills in what people do not see; so do some browsers for a person, so that it only waits longer.
	const standing =
		website !== '' ? 'suspect' : standingOf({ ...signs, spamScore: spamScore(content) });
	return (await capacity.hasRoom(standing, now())) ? { ...kept, standing } : { kind: 'full' };
}
