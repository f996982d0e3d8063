import { Hono } from 'hono';
import { problem } from '../../src/domain/problem.ts';
import type { Screenshots } from '../intake/screenshots.ts';
import type { ReportImages } from '../store/report-images.ts';
import { problemAnswer } from './problem-answer.ts';

export interface ReportImageParts {
	readonly images: Pick<ReportImages, 'get'>;
	readonly screenshots: Pick<Screenshots, 'read'>;
}

/** Screenshots for those who sort reports. Nothing in one can run, and no browser keeps it. */
export function reportImageRoutes({ images, screenshots }: ReportImageParts): Hono {
	const routes = new Hono();
	routes.get('/:id', async (context) => {
		const image = await images.get(context.req.param('id'));
		const bytes = image && (await screenshots.read(image.id));
		if (!bytes) return problemAnswer(context, 404, problem('no-such-file'));
		return context.body(new Uint8Array(bytes), 200, {
			'Content-Type': 'image/webp',
			'Cache-Control': 'no-store',
			'Content-Security-Policy': "default-src 'none'; sandbox",
			'Cross-Origin-Resource-Policy': 'same-origin',
		});
	});
	return routes;
}
