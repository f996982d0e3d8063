import type { ArchiveParts } from './actions/archive-incident.ts';
import type { PurgeParts } from './actions/purge-incident.ts';
import { openScreenshots, screenshotFolder } from './intake/screenshots.ts';
import type { Site } from './open-site.ts';
import type { PortalNeeds } from './portal-needs.ts';
import type { StoreAreas } from './store/areas.ts';

/** What ends an incident, by the hand of a publisher or of an operator: its archive, and the deletion of what people left in it. */
export function recoveryParts(
	{ config, now }: Pick<PortalNeeds, 'config' | 'now'>,
	{ areas, site }: { readonly areas: StoreAreas; readonly site: Site },
) {
	const { releaser, renderer, content } = site;
	return {
		purges: areas.incidentPurges,
		audit: areas.audit,
		screenshots: openScreenshots(screenshotFolder(config)),
		keys: site.signingKeys,
		matcher: site.matcher,
		incidents: async () => renderer.incidents(content(), await releaser.moment()),
		manifest: () => releaser.live()?.manifest,
		objects: site.objects,
		repository: site.repository,
		siteUrl: `${config.siteUrl}${config.basePath}`,
		now,
	} satisfies ArchiveParts & PurgeParts;
}
