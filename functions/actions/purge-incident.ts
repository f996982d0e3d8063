import { randomUUID } from 'node:crypto';
import { protocolText, purgeScope } from '../../src/domain/incident-purge.ts';
import type { PublishedIncident } from '../../src/domain/site.ts';
import type { DeskMatcher } from '../desk-matcher.ts';
import type { Screenshots } from '../intake/screenshots.ts';
import type { SigningKeys } from '../signing/signing-keys.ts';
import type { AuditLog } from '../store/audit.ts';
import type { IncidentPurges, SignedProtocol } from '../store/incident-purges.ts';

export interface PurgeParts {
	readonly purges: Pick<IncidentPurges, 'images' | 'purge'>;
	readonly screenshots: Pick<Screenshots, 'remove'>;
	readonly keys: Pick<SigningKeys, 'signBytes' | 'current'>;
	readonly audit: Pick<AuditLog, 'append'>;
	/** Learned what the reports say. */
	readonly matcher: Pick<DeskMatcher, 'refresh'>;
	readonly incidents: () => Promise<readonly PublishedIncident[]>;
	readonly now: () => Date;
}

/** `not-over`: what belongs to an incident is deleted only once the county has stood down. */
export type Purged =
	| { readonly kind: 'purged'; readonly protocol: SignedProtocol }
	| { readonly kind: 'unknown' | 'not-over' };

/** Deletes what residents, village officers and keepers left in an incident, and keeps a signed protocol of the numbers. */
export async function purgeIncident(parts: PurgeParts, ref: string, by: string): Promise<Purged> {
	const all = await parts.incidents();
	const incident = all.find((each) => each.ref === ref);
	if (!incident) return { kind: 'unknown' };
	const scope = purgeScope(incident, all);
	if (!scope) return { kind: 'not-over' };
	const at = parts.now();
	for (const id of await parts.purges.images(scope)) await parts.screenshots.remove(id);
	const protocol = await parts.purges.purge(scope, at, (counts) => {
		const { title } = incident;
		const key = parts.keys.current();
		const document = protocolText({ scope, title, counts, at, by, key });
		const { value } = parts.keys.signBytes(new TextEncoder().encode(document));
		return { id: randomUUID(), incident: ref, at, document, key, signature: value };
	});
	await parts.matcher.refresh();
	await parts.audit.append({
		at,
		actor: by,
		action: 'incident.purged',
		subject: ref,
		details: { protocol: protocol.id },
	});
	return { kind: 'purged', protocol };
}
