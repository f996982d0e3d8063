import type { APIRoute } from 'astro';
import { capAlert } from '../../feeds/cap.ts';
import { notFound } from '../../layouts/view.ts';
import { capSource } from '../../reading/cap-source.ts';
import { folderReading } from '../../reading/folder-reading.ts';
import { entryRefs } from '../../reading/site-pages.ts';

export const getStaticPaths = async () => {
	const reading = await folderReading();
	const refs = entryRefs(reading, 'notices').filter((ref) => reading.isStamped(ref));
	return refs.map((ref) => ({ params: { ref } }));
};

/** A notice as a CAP 1.2 message. An exercise has its own below its page, where nobody looks for what is real. */
export const GET: APIRoute = async ({ params, locals: { reading } }) => {
	const source = await capSource(reading, 'notices', params['ref'] ?? '');
	const alert = source && capAlert(source);
	if (!alert) return notFound();
	return new Response(alert, { headers: { 'Content-Type': 'application/cap+xml; charset=utf-8' } });
};
