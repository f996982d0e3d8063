import { buildRenderer } from '../functions/release/renderer.ts';

/** The renderer, built as `npm start` builds it, where it is not there yet. */
export async function setup(): Promise<void> {
	await buildRenderer(process.cwd(), '');
}
