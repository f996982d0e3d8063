import type { APIRoute } from 'astro';
import { drawCard } from '../../cards/draw-card.ts';
import { notFound } from '../../layouts/view.ts';
import { allCardPaths, cardAt } from '../../reading/cards.ts';
import { folderReading } from '../../reading/folder-reading.ts';

export const getStaticPaths = async () =>
	allCardPaths(await folderReading()).map((path) => ({
		params: { name: path.slice('/cards/'.length, -'.png'.length) },
	}));

/** The share card of a notice. The server draws it in the background, and keeps it beside the release. */
export const GET: APIRoute = async ({ params, locals: { reading } }) => {
	const card = cardAt(reading, `/cards/${params['name']}.png`);
	if (!card) return notFound();
	return new Response(new Uint8Array(await drawCard(card)), {
		headers: { 'Content-Type': 'image/png' },
	});
};
