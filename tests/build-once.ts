import type { TestProject } from 'vitest/node';
import { setup as buildRenderer } from './build-renderer.ts';
import { serveDemoSite } from './demo-site.ts';
import { keepFirstStarts } from './prepared-portal.ts';

/** What all tests of the whole portal share: the renderer, the site of the demo county, and first starts of the portal. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
	await buildRenderer();
	const { close: closeSite, ...demoSite } = await serveDemoSite();
	const { close: forgetStarts, ...preparedPortals } = await keepFirstStarts();
	project.provide('demoSite', demoSite);
	project.provide('preparedPortals', preparedPortals);
	return async () => {
		await Promise.all([closeSite(), forgetStarts()]);
	};
}
