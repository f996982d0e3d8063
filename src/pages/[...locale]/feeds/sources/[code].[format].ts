import type { APIRoute } from 'astro';
import { partFeedAnswer, partFeedPaths } from '../../../../reading/part-feeds.ts';

export const getStaticPaths = () => partFeedPaths('sources');

/** The notices that come from one source. */
export const GET: APIRoute = (context) => partFeedAnswer(context, 'sources');
