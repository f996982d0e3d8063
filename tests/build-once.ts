import type { TestProject } from 'vitest/node';
import { buildRenderer } from '../functions/release/renderer.ts';
import { serveDemoSite } from './demo-site.ts';

/** What all files of tests share: the renderer, built as `npm start` builds it, and the site of the demo county. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
	await buildRenderer(process.cwd(), '');
	const { url, folder, close } = await serveDemoSite();
	project.provide('demoSite', { url, folder });
	return close;
}
