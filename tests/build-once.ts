import { buildRenderer } from '../functions/release/renderer.ts';

/** The renderer is built once before all tests, as `npm start` builds it. */
export async function setup(): Promise<void> {
	await buildRenderer(process.cwd(), '');
}
