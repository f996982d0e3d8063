import type { TestProject } from 'vitest/node';
import { setup as buildRenderer } from './build-renderer.ts';
import { serveDemoSite } from './demo-site.ts';

/** What all tests of the whole portal share: the renderer, and the site of the demo county. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
	await buildRenderer();
	const { url, folder, close } = await serveDemoSite();
	project.provide('demoSite', { url, folder });
	return close;
}
